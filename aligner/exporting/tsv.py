"""Alignment → TSV: a table for a spreadsheet, a bead a line, nulls included.

It begins with a byte order mark: without one Excel reads UTF-8 in the code page of the system and
garbles Chinese. Texts stay as printed; that a spreadsheet may take `=` for a formula is said in
docs/formats.md, for an inserted apostrophe would come back as part of a translation.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from aligner.exporting.records import Written
from aligner.records import Alignment

COLUMNS = (
    "bead",
    "type",
    "confidence",
    "source_segments",
    "target_segments",
    "source_text",
    "target_text",
)
"""The header: what the columns hold is told in docs/formats.md."""

DOCUMENT = "document"
"""The column before them where a table holds several alignments: the names of the files."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def write_tsv(stream: BinaryIO, alignments: Sequence[Alignment]) -> Written:
    """Write a header and a line a bead, in UTF-8 with a byte order mark.

    A text with a tab, a quotation mark or a line break is quoted, marks in it doubled (the
    dialect "excel-tab" of Python's csv); a lone surrogate, which no UTF-8 holds, becomes U+FFFD.

    Args:
        stream: a binary stream.
        alignments: one; of several, a first column names the files of each.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, dialect="excel-tab")
    named = len(alignments) > 1
    writer.writerow((DOCUMENT, *COLUMNS) if named else COLUMNS)
    for alignment in alignments:
        names = (alignment.source.document.name, alignment.target.document.name)
        head = (" | ".join(dict.fromkeys(names)),) if named else ()
        writer.writerows((*head, *row) for row in _make_rows(alignment))
    whole, replaced = _SURROGATE.subn("\ufffd", text.getvalue())
    stream.write(whole.encode("utf-8-sig"))
    beads = sum(len(alignment.beads) for alignment in alignments)
    return Written(beads, characters_removed=replaced)


def _make_rows(alignment: Alignment) -> Iterator[tuple[str, ...]]:
    for number, bead in enumerate(alignment.beads):
        yield (
            str(number),
            bead.type,
            f"{bead.confidence:.4f}",
            str(list(bead.source)),
            str(list(bead.target)),
            alignment.source.text_of(bead.source),
            alignment.target.text_of(bead.target),
        )
