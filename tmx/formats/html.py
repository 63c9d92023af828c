"""Rows of one pair of languages → one page that shows a memory, for reading and checking.

All markup is in templates; the page holds its style and script, and its policy lets a browser
run nothing else, whatever a text holds.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from tmx.formats.bilingual import REMOVED, Row, Rows, clean_row
from tmx.formats.details import HIDDEN, count_hidden
from tmx.formats.html_rows import PageRows, escape
from tmx.formats.records import Conversion, UnitSource, WriteOptions
from tmx.formats.surveys import Survey, survey
from tmx.formats.templates import fill, load_text
from tmx.losses import LossCounter
from tmx.records import Header
from tmx.version import __version__
from tmx.writing.escaping import clean_record, encode

_STYLE = "html/memory.css"
_SCRIPT = "html/memory.js"
_GROUP = 50
"""Rows in a group: browsers lay out only the groups that are on the screen."""


def write_html(stream: BinaryIO, units: UnitSource, options: WriteOptions) -> Conversion:
    """Write one page with a table of two columns, in memory that does not grow.

    The page needs no other file and no network; searching it needs a script, reading it does
    not. Inline codes are shown in small type (level 2) or left out and counted (level 1).

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        units: gone through twice; units that lack one of the two languages are left out and
            counted.
        options: the pair of languages, and whether inline codes are shown.

    Raises:
        TmxError: no unit has a pair, or the units cannot be read.

    Source: HTML Living Standard; WAI-ARIA 1.2, role table.
    """
    losses = LossCounter()
    rows = Rows(units, options, keep_codes=True, losses=losses)
    found = survey(rows)
    header, removed = clean_record(rows.header)
    if removed:
        losses.add(REMOVED, "header", count=removed)
    stream.write(_format_start(rows, found).encode())
    for piece in _format_groups(rows, PageRows.prepare(rows.pair, found), losses):
        stream.write(piece)
    stream.write(_format_end(header).encode())
    return Conversion(found.rows, losses.losses)


def _format_start(rows: Rows, found: Survey) -> str:
    style, names = load_text(_STYLE), rows.names
    start = fill(
        "html/page_start.html",
        title=escape(f"Translation memory {names.source} → {names.target}"),
        generator=escape(f"duizhao {__version__}"),
        source_tag=escape(names.source),
        target_tag=escape(names.target),
        count=f"{found.rows:,} {'unit' if found.rows == 1 else 'units'}",
        columns="remarked" if found.has_remarks else "plain",
        remarks_name=fill("html/remarks_name.html") if found.has_remarks else "",
        style=style,
        style_hash=_hash(style),
        script_hash=_hash(load_text(_SCRIPT)),
    )
    return f"{start}\n"


def _hash(text: str) -> str:
    """Return what a policy calls a style or script by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _format_groups(rows: Rows, page: PageRows, losses: LossCounter) -> Iterator[bytes]:
    start, end = load_text("html/group_start.html"), load_text("html/group_end.html")
    for count, row in enumerate(rows):
        if count % _GROUP == 0:
            yield (start if count == 0 else end + start).encode()
        if hidden := count_hidden(row):
            losses.add(HIDDEN, row.place, count=hidden)
        yield encode(page.format_row(row)) or _encode_cleaned(row, page, losses)
    yield end.encode()


def _encode_cleaned(row: Row, page: PageRows, losses: LossCounter) -> bytes:
    cleaned, removed = clean_row(row)
    losses.add(REMOVED, row.place, count=removed)
    return page.format_row(cleaned).encode()


def _format_end(header: Header | None) -> str:
    facts = [("Made by", f"duizhao {__version__}")]
    if header is not None:
        facts += [("Tool", f"{header.creation_tool} {header.creation_tool_version}")]
        facts += [("Note", note.text) for note in header.notes]
        facts += [(prop.type, prop.text) for prop in header.props]
    written = (fill("html/fact.html", name=escape(name), text=escape(text)) for name, text in facts)
    end = fill("html/page_end.html", facts="".join(written), script=load_text(_SCRIPT))
    return f"{end}\n"
