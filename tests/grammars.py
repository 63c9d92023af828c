"""The published grammars of TMX as judges, where ../shared has them."""

from pathlib import Path

from lxml import etree

_SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas"


def check_grammars(path):
    """Check that a file, packed or not, is valid by the DTD and by the schema of OmegaT 6.1."""
    if not _SCHEMAS.exists():
        return
    # lxml unpacks a file by itself.
    root = etree.parse(path)
    dtd = etree.DTD(str(_SCHEMAS / "tmx14.dtd"))
    schema = etree.XMLSchema(etree.parse(str(_SCHEMAS / "tmx14.xsd")))
    assert dtd.validate(root), dtd.error_log
    assert schema.validate(root), schema.error_log
