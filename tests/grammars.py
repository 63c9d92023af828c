"""The published grammars as judges: of TMX where ../shared has them, of XLIFF where Debian's
php-symfony-translation is installed, or DUIZHAO_XLIFF_SCHEMAS names the folder of its schemas.
"""

import os
from functools import cache
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


_XLIFF_SCHEMAS = Path(
    os.environ.get("DUIZHAO_XLIFF_SCHEMAS")
    or "/usr/share/php/Symfony/Component/Translation/Resources/schemas"
)
_XLIFF = {"1.2": "xliff-core-1.2-strict.xsd", "2.1": "xliff-core-2.0.xsd"}


def check_xliff(root):
    """Check that an XLIFF document is valid by the schemas of OASIS: 1.2 strict, core of 2."""
    if not _XLIFF_SCHEMAS.exists():
        return
    schema = _load_xliff(root.get("version"))
    assert schema.validate(root), schema.error_log


@cache
def _load_xliff(version):
    text = (_XLIFF_SCHEMAS / _XLIFF[version]).read_text(encoding="utf-8")
    # The schema of the attributes xml:… is beside it; nothing is fetched.
    beside = (_XLIFF_SCHEMAS / "xml.xsd").as_uri()
    for address in (
        "http://www.w3.org/2001/xml.xsd",
        "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd",
    ):
        text = text.replace(address, beside)
    return etree.XMLSchema(etree.fromstring(text.encode()))
