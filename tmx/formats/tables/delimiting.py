"""The lines of a text table → its rows: delimiter and quotation marks found by evidence.

Programs disagree on both. What decides is which reading gives rows of the same length.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from tmx.formats.tables.names import Kind, read_name
from tmx.formats.tables.plans import HEAD_ROWS
from tmx.formats.tables.reading import Row

LONGEST = 1 << 25
"""Most characters of a line."""

_LONGEST_FIELD = 1 << 22
"""Characters after which a field over several lines is none: its mark belongs to the text."""

_DELIMITERS = ("\t", ",", ";")
_SAMPLE_ROWS = 1000
_MOST_NAMES = 300
# The text of a quoted field: marks in it are doubled. Possessive, so that no text costs more.
_INSIDE = re.compile(r'[^"]*+(?:""[^"]*+)*+')
_TEXTS = (Kind.LANGUAGE, Kind.SOURCE, Kind.TARGET)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the fields of a text table are written.

    Args:
        delimiter: what stands between them.
        is_quoted: whether a field in quotation marks may hold delimiters and line breaks.
    """

    delimiter: str
    is_quoted: bool = True


def read_rows(lines: Iterable[str], dialect: Dialect, *, first: int = 1) -> Iterator[Row]:
    r"""Split lines into rows of fields.

    A field is quoted only if a delimiter or a line end follows its second mark; else the marks
    belong to the text.

    Args:
        lines: with their ends, none longer than LONGEST.
        dialect: how fields are written.
        first: number of the first line.

    >>> [row.cells for row in read_rows(['"a\n', 'b","c" d\n'], Dialect(","))]
    [['a\nb', '"c" d']]
    """
    return iter(_RowReader(lines, dialect, first))


class _RowReader:
    """Goes through lines, and back where a mark turns out to open no field."""

    def __init__(self, lines: Iterable[str], dialect: Dialect, first: int) -> None:
        self._lines = iter(lines)
        self._returned: deque[str] = deque()
        self._delimiter = dialect.delimiter
        self._is_quoted = dialect.is_quoted
        self._ends = (dialect.delimiter, "\r", "\n")
        self._number = first - 1

    def __iter__(self) -> Iterator[Row]:
        while (line := self._take()) is not None:
            number = self._number
            if self._is_quoted and '"' in line:
                yield Row(number, self._split_quoted(line))
            else:
                yield Row(number, _strip(line).split(self._delimiter))

    def _take(self) -> str | None:
        line = self._returned.popleft() if self._returned else next(self._lines, None)
        self._number += line is not None
        return line

    def _give_back(self, lines: list[str]) -> None:
        self._returned.extendleft(reversed(lines))
        self._number -= len(lines)

    def _split_quoted(self, line: str) -> list[str]:
        fields: list[str] = []
        place = 0
        while True:
            quoted = self._close(line, place) if line.startswith('"', place) else None
            if quoted is not None:
                field, line, place = quoted
            else:
                field, place = self._read_plain(line, place)
            fields.append(field)
            if not line.startswith(self._delimiter, place):
                return fields
            place += 1

    def _read_plain(self, line: str, start: int) -> tuple[str, int]:
        end = line.find(self._delimiter, start)
        end = len(_strip(line)) if end < 0 else end
        return line[start:end], end

    def _close(self, line: str, start: int) -> tuple[str, str, int] | None:
        """Read a quoted field; return its text, the line it ends on, and the place behind it."""
        parts: list[str] = []
        taken: list[str] = []
        size, place = 0, start + 1
        while True:
            match = _INSIDE.match(line, place)
            end = match.end() if match else place
            parts.append(line[place:end])
            if end < len(line):
                if end + 1 == len(line) or line.startswith(self._ends, end + 1):
                    return "".join(parts).replace('""', '"'), line, end + 1
                break
            size += len(line)
            following = self._take() if size <= _LONGEST_FIELD else None
            if following is None:
                break
            taken.append(following)
            line, place = following, 0
        self._give_back(taken)
        return None


def _strip(line: str) -> str:
    return line.rstrip("\r\n")


@dataclass(frozen=True, slots=True, order=True)
class _Rate:
    """How well a reading fits: columns that say they hold texts, then rows of the same length."""

    named: int
    is_table: bool
    share: float
    rows: int = field(compare=False)


def find_dialect(sample: list[str], *, usual: str, is_marked: bool = False) -> Dialect:
    r"""Find out how the fields of a table are written.

    Args:
        sample: its first lines with their ends; the last row may be cut off.
        usual: the delimiter that the suffix of the file names; of equals it is taken.
        is_marked: whether the file has a byte order mark, as of a program that knows quoting.

    >>> find_dialect(["zh;en\n", "你好。;Hello, you.\n"], usual=",").delimiter
    ';'
    """
    delimiters = [usual, *(each for each in _DELIMITERS if each != usual)]
    quoted, raw = (
        {each: _rate(sample, Dialect(each, is_quoted=quoted)) for each in delimiters}
        for quoted in (True, False)
    )
    # max takes the first of equals, which is the usual one.
    delimiter = max(delimiters, key=lambda each: max(quoted[each], raw[each]))
    one, other = quoted[delimiter], raw[delimiter]
    # Speech over two segments, with a mark at the beginning of one and at the end of the next,
    # looks like a field over two lines; but hardly does such a field hold a tab on each line.
    is_speech = delimiter == "\t" and not is_marked and one == other and other.rows > one.rows
    return Dialect(delimiter, is_quoted=one >= other and not is_speech)


def _rate(sample: list[str], dialect: Dialect) -> _Rate:
    rows = [row.cells for row in islice(read_rows(sample, dialect), _SAMPLE_ROWS)]
    filled = [row for row in rows if any(row)]
    header = max(filled[:HEAD_ROWS], key=_count_texts, default=[])
    named = min(_count_texts(header), 2)
    widths = Counter(map(len, filled))
    usual = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))[0]
    width = len(header) if named else usual
    return _Rate(named, bool(named) or width > 1, widths[width] / (len(filled) or 1), len(filled))


def _count_texts(row: Iterable[str]) -> int:
    return sum(read_name(cell).kind in _TEXTS for cell in islice(row, _MOST_NAMES))
