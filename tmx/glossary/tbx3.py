"""TBX version 3: the dialect TBX-Basic in DCA style."""

from typing import BinaryIO

from tmx.glossary.records import Glossary, GlossaryWriting
from tmx.glossary.tbx import read
from tmx.glossary.termbase.writing import Form, write_termbase

__all__ = ["read", "write"]

_FORM = Form(
    root='tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"',
    header="tbxHeader",
    entry="conceptEntry",
    language="langSec",
    term="termSec",
    encoding_description="",
    is_id_required=True,
    is_body_required=False,
)


def write(stream: BinaryIO, glossary: Glossary) -> GlossaryWriting:
    """Write a glossary as TBX-Basic, version 3.

    The region of a term stands in its language tag and in geographicalUsage. What the dialect has
    no category for is kept as JSON in an `<admin type="source">`.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        glossary: any.

    Returns:
        How many concepts were written, and what the format does not hold of them.

    Raises:
        TmxError: the language of a term is no tag.

    Source: ISO 30042:2019; TBX-Basic 1.2 (LTAC).
    """
    return write_termbase(stream, glossary, _FORM)
