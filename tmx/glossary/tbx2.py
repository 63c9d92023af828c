"""TBX version 2 (MARTIF): TBX-Basic of 2009, which OmegaT and many other tools read."""

from typing import BinaryIO

from tmx.glossary.records import Glossary, GlossaryWriting
from tmx.glossary.tbx import read
from tmx.glossary.termbase.writing import Form, write_termbase

__all__ = ["read", "write"]

# There is no DOCTYPE: tools would look for the DTD beside the file, and fail without it.
_FORM = Form(
    root='martif type="TBX-Basic" xml:lang="en"',
    header="martifHeader",
    entry="termEntry",
    language="langSet",
    term="tig",
    encoding_description='<p type="XCSURI">TBXBasicXCSV02.xcs</p>',
    is_id_required=False,
    is_body_required=True,
)


def write(stream: BinaryIO, glossary: Glossary) -> GlossaryWriting:
    """Write a glossary as TBX-Basic, version 2.

    The region of a term stands in its language tag and in geographicalUsage. What the dialect has
    no category for is kept as JSON in an `<admin type="source">`.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        glossary: at least one concept.

    Returns:
        How many concepts were written, and what the format does not hold of them.

    Raises:
        TmxError: the language of a term is no tag, or there is no concept.

    Source: ISO 30042:2008; TBX-Basic (LISA, 2009).
    """
    return write_termbase(stream, glossary, _FORM)
