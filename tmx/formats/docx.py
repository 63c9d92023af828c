"""Rows of one pair of languages → a Word document: a table to review translations in.

The parts that are the same in every document are templates; the table goes into the package row
by row, for libraries that build a document in memory need minutes and gigabytes for a memory.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tmx.errors import TmxError
from tmx.formats.bilingual import REMOVED, Row, Rows, clean_row, describe_tags, short_tag
from tmx.formats.details import HIDDEN, count_hidden
from tmx.formats.docx_table import Columns, Side, Table, font_of
from tmx.formats.records import Conversion, UnitSource, WriteOptions
from tmx.formats.surveys import Survey, survey
from tmx.formats.templates import fill
from tmx.losses import LossCounter
from tmx.writing.escaping import encode, escape_text

_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/core.xml": "core.xml",
    "docProps/app.xml": "app.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
    "word/header1.xml": "header.xml",
    "word/footer1.xml": "footer.xml",
}
_BODY = "word/document.xml"
# The first moment that a zip can state: the same units make the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_BATCH = 200
_MANY_ROWS = 20_000


def write_docx(stream: BinaryIO, units: UnitSource, options: WriteOptions) -> Conversion:
    """Write a Word document with a table: number, source, target, and what else is there.

    Columns for confidence and notes stand there if a unit has some. Inline codes are left out
    and counted; spaces and line breaks are kept. The memory that it needs does not grow.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        units: gone through twice; units that lack one of the two languages are left out and
            counted.
        options: the pair of languages.

    Raises:
        TmxError: no unit has a pair, the units cannot be read, or the table is larger than the
            format allows (2 GiB).

    Source: ECMA-376, part 1, section 17 (WordprocessingML).
    """
    losses = LossCounter()
    rows = Rows(units, options, keep_codes=False, losses=losses)
    found = survey(rows)
    table = _make_table(rows, found)
    values = _describe(rows, found, table)
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, template in _PARTS.items():
            package.writestr(_make_info(name), fill(f"docx/{template}", **values).encode())
        _write_body(package, _format_body(rows, table, values, losses))
    notes = (*describe_tags(rows.pair), *_advise(found))
    return Conversion(found.rows, losses.losses, notes)


def _make_table(rows: Rows, found: Survey) -> Table:
    tags = [short_tag(tag) for tag in rows.pair]
    source = Side("UnitSource", tags[0], tags[1])
    target = Side("UnitTarget", tags[1], tags[0])
    return Table(Columns.fit(found), source, target)


def _describe(rows: Rows, found: Survey, table: Table) -> Mapping[str, str]:
    """Return the values of the templates."""
    count = f"{found.rows:,} {'unit' if found.rows == 1 else 'units'}"
    fonts = font_of(table.source.language), font_of(table.target.language)
    values = {
        "title": f"Translation memory {' → '.join(rows.names)}",
        "count": count,
        "east_asian": table.east_asian,
        "source_font": fonts[0],
        "target_font": fonts[1],
        "width": str(table.columns.total),
    }
    escaped = {name: escape_text(value).replace('"', "&quot;") for name, value in values.items()}
    return escaped | {"grid": table.format_grid(), "names": table.format_names()}


def _format_body(
    rows: Rows, table: Table, values: Mapping[str, str], losses: LossCounter
) -> Iterator[bytes]:
    yield fill("docx/document_start.xml", **values).encode()
    for row in rows:
        if hidden := count_hidden(row):
            losses.add(HIDDEN, row.place, count=hidden)
        yield encode(table.format_row(row)) or _encode_cleaned(row, table, losses)
    yield fill("docx/document_end.xml").encode()


def _encode_cleaned(row: Row, table: Table, losses: LossCounter) -> bytes:
    cleaned, removed = clean_row(row)
    losses.add(REMOVED, row.place, count=removed)
    return table.format_row(cleaned).encode()


def _write_body(package: ZipFile, pieces: Iterable[bytes]) -> None:
    order = iter(pieces)
    try:
        with package.open(_make_info(_BODY), "w") as part:
            while batch := b"".join(islice(order, _BATCH)):
                part.write(batch)
    except RuntimeError as error:
        if "too large" not in str(error):
            raise
        raise TmxError(
            "the table is larger than 2 GiB, more than a Word document can be;"
            " write HTML, a table (.tsv, .xlsx), or fewer units"
        ) from error


def _make_info(name: str) -> ZipInfo:
    info = ZipInfo(name, _MOMENT)
    info.compress_type = ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = 0o644 << 16
    return info


def _advise(found: Survey) -> tuple[str, ...]:
    if found.rows <= _MANY_ROWS:
        return ()
    return (f"Word is slow with a table of {found.rows:,} rows; HTML and XLSX hold so many better",)
