"""Tables in text (.csv, .tsv, .tab): a column a language, or cells of one text.

Programs disagree on what such a file is: on the delimiter, and on whether quotation marks around
a field belong to the text. Both are settled by which reading gives rows of the same length.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, tee
from typing import NamedTuple

from aligner.reading.encoding import decode
from aligner.reading.formats.plain import make_reading
from aligner.reading.formats.tables import (
    SAMPLE_ROWS,
    find_bilingual,
    make_row_paragraphs,
    split_cell,
)
from aligner.reading.records import Reading, Source
from aligner.reading.scripts import count_han, count_latin_words
from aligner.records import Paragraph

# Characters of the file that show its dialect; a row more than the sample of a table is seen.
_SAMPLE = 4_000_000
_DELIMITERS = ("\t", ",", ";", "|")
_USUAL = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
# The delimiter that the suffix names may leave a row in two out of rank, any other hardly one.
_MIN_USUAL = 0.5
_MIN_OTHER = 0.9
_MIN_WRAPPED = 5
_STATED = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
_LINE = re.compile(r"([^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n")

_Row = tuple[list[str], int]
"""The fields of a row, and the number of its first line."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the fields of a file are written.

    Args:
        delimiter: what stands between them; "" if each line is one field.
        quoted: whether a field in quotation marks may hold delimiters and line ends.
    """

    delimiter: str
    quoted: bool = False


class _Rate(NamedTuple):
    """How well a reading fits: the share of rows that have the usual number of fields."""

    share: float
    width: int


def read_delimited(source: Source) -> Reading:
    """Read a table in text.

    A Chinese and an English column give paragraphs with rows and languages; of any other table
    each cell is a paragraph, or more where it holds line breaks.

    Raises:
        AlignerError: there is no text, or the file is not text.
    """
    decoded = decode(source.data, encoding=source.encoding)
    suffix = source.name[source.name.rfind(".") :].lower() if "." in source.name else ""
    text, first_line, stated = _cut_statement(decoded.text)
    dialect = sniff_dialect(text, usual=stated or _USUAL.get(suffix, ""))
    rows = read_rows(text, dialect, first_line=first_line)
    head = list(islice(rows, SAMPLE_ROWS))
    paragraphs, notes = _make_paragraphs(head, rows)
    reading = make_reading(source, decoded, paragraphs)
    return Reading(reading.document, (*reading.notes, *notes), reading.changes)


def _cut_statement(text: str) -> tuple[str, int, str]:
    """Cut off the line "sep=;" that tells Excel the delimiter; return text, its line, delimiter."""
    found = _STATED.match(text)
    return (text[found.end() :], 2, found[1]) if found else (text, 1, "")


def _make_paragraphs(
    head: Sequence[_Row], rest: Iterable[_Row]
) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    table = find_bilingual([fields for fields, _ in head])
    rows: Iterator[_Row] = chain(head, rest)
    if table is None:
        return tuple(_make_cells(rows)), ()
    rows, numbered = tee(rows)
    fields, lines = (fields for fields, _ in rows), (line for _, line in numbered)
    return tuple(make_row_paragraphs(fields, table, lines=lines)), table.notes


def _make_cells(rows: Iterable[_Row]) -> Iterator[Paragraph]:
    for fields, line in rows:
        for field in fields:
            for text in split_cell(field):
                yield Paragraph(text, line)


def sniff_dialect(text: str, *, usual: str = "") -> Dialect:
    r"""Find out how the fields of a file are written.

    Args:
        text: the whole file, or its beginning.
        usual: the delimiter that the name of the file leads to expect; "" for none.

    >>> sniff_dialect("早安。;Good morning, all.\n再見。;Goodbye, all.\n", usual=",").delimiter
    ';'
    >>> sniff_dialect('"Hello," he said.\t“你好”，他說。\n').quoted
    False
    """
    sample = text[:_SAMPLE]
    usual_first = [usual, *(each for each in _DELIMITERS if each != usual)]
    shares = {
        each: max(rate.share for rate in _rate(sample, each))
        for each in usual_first
        if each and each in sample
    }
    fitting = [
        each
        for each, share in shares.items()
        if share >= (_MIN_USUAL if each == usual else _MIN_OTHER)
    ]
    if not fitting:
        return Dialect(usual, quoted=True) if _is_quoted_list(sample, usual) else Dialect("")
    # Of equals the first is taken, which is the usual one.
    delimiter = max(fitting, key=lambda each: (_rate_languages(sample, each), shares[each]))
    return Dialect(delimiter, quoted=_is_quoted(text, delimiter))


def _rate(text: str, delimiter: str, most: int | None = SAMPLE_ROWS) -> tuple[_Rate, _Rate]:
    """Rate two readings of a text, without and with quoted fields."""
    raw, quoted = (Dialect(delimiter, quoted=quoted) for quoted in (False, True))
    return _rate_rows(_list_fields(text, raw, most)), _rate_rows(_list_fields(text, quoted, most))


def _list_fields(text: str, dialect: Dialect, most: int | None) -> Iterator[list[str]]:
    return islice((fields for fields, _ in read_rows(text, dialect)), most)


def _rate_rows(rows: Iterable[list[str]]) -> _Rate:
    widths = Counter(len(fields) for fields in rows if any(fields))
    usual, number = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return _Rate(number / widths.total() if usual > 1 else 0.0, usual)


def _rate_languages(sample: str, delimiter: str) -> float:
    """Rate a delimiter by the text that it puts into the column of its language, 0 to 1."""
    dialect = Dialect(delimiter, quoted=_is_quoted(sample, delimiter))
    rows = list(_list_fields(sample, dialect, SAMPLE_ROWS))
    table = find_bilingual(rows)
    if table is None:
        return 0.0
    texts = [
        "\n".join(row[column] for row in rows if column < len(row)) for column in table.columns
    ]
    sizes = [{"zh": count_han(text), "en": count_latin_words(text)} for text in texts]
    own = sum(size[tag[:2]] for size, tag in zip(sizes, table.languages, strict=True))
    return own / (sum(sum(size.values()) for size in sizes) or 1)


def _is_quoted(text: str, delimiter: str) -> bool:
    """Whether quotation marks around a field are of the file, not of the text.

    They are if only so the rows are equal, or shorter and all equal too; or if all fields of some
    column have them.
    """
    if '"' not in text:
        return False
    raw, quoted = _rate(text, delimiter)
    if raw == quoted:
        # What the first rows do not tell, a line end or a delimiter in a later field does.
        raw, quoted = _rate(text, delimiter, None)
    if quoted.share != raw.share:
        return quoted.share > raw.share
    return quoted.width < raw.width or _has_wrapped_column(text[:_SAMPLE], delimiter)


def _has_wrapped_column(sample: str, delimiter: str) -> bool:
    """Whether all fields stand in marks, or those of a column but for its name.

    A few lines of a text may all be speech, so that a column must have some.
    """
    rows = list(_list_fields(sample, Dialect(delimiter), SAMPLE_ROWS))
    if _is_all_wrapped(rows) or (delimiter != "\t" and _is_wrapped_below(rows)):
        return True
    filled = Counter(i for fields in rows[1:] for i, field in enumerate(fields) if field)
    bare = {i for fields in rows[1:] for i, f in enumerate(fields) if f and not _is_wrapped(f)}
    return any(number >= _MIN_WRAPPED for i, number in filled.items() if i not in bare)


def _is_all_wrapped(rows: Sequence[Sequence[str]]) -> bool:
    return all(_is_wrapped(field) for fields in rows for field in fields if field)


def _is_wrapped_below(rows: Sequence[Sequence[str]]) -> bool:
    """Whether all fields stand in marks but the names of the columns, as some programs write."""
    names = rows[0] if rows else ()
    return len(rows) > 2 and _is_all_wrapped(rows[1:]) and not any(map(_is_wrapped, names))


def _is_wrapped(field: str) -> bool:
    is_whole = len(field) > 1 and field[0] == field[-1] == '"'
    return is_whole and '"' not in field[1:-1].replace('""', "")


def _is_quoted_list(sample: str, delimiter: str) -> bool:
    """Whether a file holds one column, of fields in quotation marks but for its name."""
    if not (delimiter and '"' in sample):
        return False
    rows = list(_list_fields(sample, Dialect(delimiter, quoted=True), SAMPLE_ROWS))
    if not all(len(fields) == 1 for fields in rows):
        return False
    if sample.startswith('"'):
        return not any(fields[0].startswith('"') for fields in rows)
    return _is_wrapped_below(list(_list_fields(sample, Dialect(""), SAMPLE_ROWS)))


def read_rows(text: str, dialect: Dialect, *, first_line: int = 1) -> Iterator[_Row]:
    r"""Read the rows of a table in text.

    A field is quoted only if its second mark ends it; else the marks are of the text.

    Args:
        text: the whole table.
        dialect: how its fields are written.
        first_line: number of its first line in the file.

    >>> [fields for fields, _ in read_rows('"a\tb"\t"c" d\n', Dialect("\t", quoted=True))]
    [['a\tb', '"c" d']]
    """
    position, line = 0, first_line
    while position < len(text):
        found = _LINE.match(text, position)
        row = found[1] if found else ""
        if dialect.quoted and '"' in row:
            fields, stop = _read_quoted_row(text, position, dialect.delimiter)
        else:
            fields, stop = _split_row(row, dialect.delimiter), found.end() if found else len(text)
        if fields != [""]:
            yield fields, line
        line += 1 if found and stop == found.end() else _count_lines(text, position, stop)
        position = stop


def _split_row(row: str, delimiter: str) -> list[str]:
    fields = row.split(delimiter) if delimiter else [row]
    return list(map(_unwrap, fields)) if '""' in row else fields


def _read_quoted_row(text: str, position: int, delimiter: str) -> tuple[list[str], int]:
    """Read the fields of a row, and where it ends: behind its line end."""
    fields: list[str] = []
    for match in _compile_field(delimiter).finditer(text, position):
        quoted, plain, end = match.groups()
        fields.append(_unwrap(plain) if quoted is None else quoted.replace('""', '"'))
        if end != delimiter:
            return fields, match.end()
    return fields, len(text)


def _count_lines(text: str, start: int, stop: int) -> int:
    return sum(1 for _ in _LINE_END.finditer(text, start, stop))


def _unwrap(field: str) -> str:
    """Take the marks off a field that holds doubled ones: no text is written so."""
    is_doubled = '""' in field[1:-1] and _is_wrapped(field)
    return field[1:-1].replace('""', '"') if is_doubled else field


@cache
def _compile_field(delimiter: str) -> re.Pattern[str]:
    """Compile the pattern of a field and its end; possessive, so that no text costs more."""
    mark = re.escape(delimiter)
    end = rf"{mark}|\r\n|\r|\n|\Z"
    return re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"(?={end})|([^{mark}\r\n]*+))({end})')
