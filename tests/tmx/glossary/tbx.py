"""What tests of TBX share: writing to bytes, reading them, and the published grammars as judges."""

from functools import cache
from io import BytesIO
from pathlib import Path

from lxml import etree

from tmx.glossary import Glossary, tbx2, tbx3
from tmx.glossary import tbx as any_tbx

VERSIONS = {"tbx3": tbx3, "tbx2": tbx2}
NAMESPACE = "{urn:iso:std:iso:30042:ed-2}"
_SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"


def write(version, *concepts, title=""):
    """Write concepts; the bytes, and the report."""
    stream = BytesIO()
    report = VERSIONS[version].write(stream, Glossary(concepts, title))
    return stream.getvalue(), report


def read(data, **options):
    """Read a file of any version, given as bytes or text."""
    data = data if isinstance(data, bytes) else data.encode()
    return any_tbx.read(BytesIO(data), "a.tbx", **options)


def check_grammar(data):
    """Check a file against the core structure of its version, where ../shared has it."""
    root = etree.fromstring(data)
    if not _SCHEMAS.exists():
        return
    grammar = _load(root.tag == "martif")
    assert grammar.validate(root), grammar.error_log


@cache
def _load(is_second):
    if is_second:
        return etree.DTD(str(_SCHEMAS / "TBXcoreStructV02.dtd"))
    return etree.RelaxNG(etree.parse(_SCHEMAS / "TBXcoreStructV03.rng"))
