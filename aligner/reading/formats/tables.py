"""Tables of any format → whether two columns are a text and its translation, and its paragraphs.

A table is bilingual if one column is Chinese and another English, by what stands in its cells
and by the names of the columns, and most rows have both. Everything else is a table of one
text, and its reader takes it cell by cell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, islice

from aligner.reading.language import propose_language
from aligner.reading.scripts import (
    HANGUL_CHARACTER,
    KANA_CHARACTER,
    LATIN_WORD,
    OTHER_LETTER,
    WORD_WEIGHT,
    count_han,
    drop_addresses,
    is_blank,
)
from aligner.records import Paragraph
from aligner.resources import read_table

# Rows and characters of a cell that are looked at: enough to know the languages of columns.
SAMPLE_ROWS = 2000
_SAMPLE_CELL = 2000
_HEADER_ROWS = 5
_WIDEST = 200
_MIN_PAIRED = 0.5
_MIN_OWN = 0.75
_MIN_FULL = 0.5
_MAX_DIGITS_ALONE = 0.6
# A Chinese character against an English word, as everywhere in the reading stage.
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_DIGIT = re.compile("[0-9０-９]")
_LINE_END = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class BilingualTable:
    """Which columns of a table are a text and its translation.

    Args:
        columns: indices of the two, from the left.
        languages: the tag of each: as its name says it ("zh-TW"), else "zh" or "en".
        header: index of the row that names the columns; None where none does.
        notes: what else the table holds and is left out, a line each.
    """

    columns: tuple[int, int]
    languages: tuple[str, str]
    header: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    """What a sample of a column shows; `named` is what its header says, None without one."""

    index: int
    named: str | None
    is_filled: tuple[bool, ...]
    has_digits: tuple[bool, ...]
    han: int
    words: int
    is_foreign: bool
    own: float

    @property
    def family(self) -> str:
        """Its language: "zh", "en", or "" if it is none of the two, or no text."""
        if self.named in ("other", "aside") or self.is_foreign or self.own < _MIN_OWN:
            return ""
        if not self.size:
            return (self.named or "")[:2]
        shown = "zh" if self.is_han else "en"
        return shown if (self.named or shown)[:2] == shown else ""

    @property
    def is_han(self) -> bool:
        return self.han > WORD_WEIGHT * self.words

    @property
    def size(self) -> float:
        return self.han + WORD_WEIGHT * self.words

    @property
    def tag(self) -> str:
        return self.named or self.family


def find_bilingual(rows: Sequence[Sequence[str]]) -> BilingualTable | None:
    """Find the Chinese and the English column of a table.

    Args:
        rows: the texts of the cells, row by row; rows may differ in length. The first
            SAMPLE_ROWS are looked at.

    Returns:
        The two columns; None if the table is not bilingual: one language, most rows with one
        side only, or cells that are only numbers.

    >>> find_bilingual([["編號", "中文", "English"], ["1", "早安。", "Good morning."]]).columns
    (1, 2)
    >>> find_bilingual([["國家", "人口"], ["法國", "6800萬"]]) is None
    True
    """
    header, names = _find_header(rows)
    start = 0 if header is None else header + 1
    # A cell alone in its row stands across both columns, or has lost the other.
    filled = (row for row in islice(rows, start, None) if len(row) > 1 and any(row))
    body = list(islice(filled, SAMPLE_ROWS))
    width = max(map(len, body), default=0)
    columns = [_measure(body, index, names.get(index)) for index in range(min(width, _WIDEST))]
    chosen = [_choose(columns, family) for family in ("zh", "en")]
    if chosen[0] is None or chosen[1] is None or not _is_paired(chosen[0], chosen[1]):
        return None
    left, right = sorted((chosen[0], chosen[1]), key=lambda column: column.index)
    notes = _describe(rows, columns, (left.index, right.index), header)
    return BilingualTable((left.index, right.index), (left.tag, right.tag), header, notes)


def make_row_paragraphs(
    rows: Iterable[Sequence[str]],
    table: BilingualTable,
    *,
    first_row: int = 0,
    lines: Iterable[int] | None = None,
) -> Iterator[Paragraph]:
    r"""Turn a bilingual table into paragraphs, row by row and from the left.

    Each line of a cell is a paragraph. The row of column names is left out; what stands above
    it, and a row of one cell alone, is text without a counterpart.

    Args:
        rows: as given to `find_bilingual`; may be more rows than that saw.
        table: what it found.
        first_row: number of the first row, so that rows of several tables differ.
        lines: the line of each row in the file; None to count the rows from 1.

    >>> rows = [["早安。\n你好！", "Good morning.\nHello!"]]
    >>> found = find_bilingual(rows)
    >>> [(p.text, p.language, p.row) for p in make_row_paragraphs(rows, found)][1:3]
    [('你好！', 'zh', 0), ('Good morning.', 'en', 0)]
    """
    header = -1 if table.header is None else table.header
    numbers = count(1) if lines is None else lines
    for index, (row, line) in enumerate(zip(rows, numbers, strict=False)):
        if index < header or len(row) == 1:
            for text in (text for cell in row for text in split_cell(cell)):
                yield Paragraph(text, line)
        elif index != header:
            for column, language in zip(table.columns, table.languages, strict=True):
                for text in split_cell(row[column] if column < len(row) else ""):
                    yield Paragraph(text, line, language=language, row=first_row + index)


def split_cell(text: str) -> list[str]:
    r"""Split the text of a cell into its paragraphs: its lines that hold anything visible.

    >>> split_cell(" a\n\nb ")
    ['a', 'b']
    """
    lines = _LINE_END.split(text) if _LINE_END.search(text) else (text,)
    return [line.strip() for line in lines if not is_blank(line)]


def _find_header(rows: Sequence[Sequence[str]]) -> tuple[int | None, dict[int, str]]:
    """Find the row that names two columns of text, and what it calls each column.

    It is the first that has more than one cell filled: above it there is at most a title.
    """
    for index, row in enumerate(islice(rows, _HEADER_ROWS)):
        cells = enumerate(row[:_WIDEST])
        names = {i: name for i, cell in cells if (name := name_column(cell)) is not None}
        texts = [name[:2] for name in names.values() if name != "aside"]
        if len(texts) >= 2 and ("" in texts or len(set(texts)) > 1):
            return index, names
        if sum(map(bool, row)) > 1:
            break
    return None, {}


def name_column(cell: str) -> str | None:
    """Tell what a cell says of its column, if it is the name of one.

    Returns:
        A language tag, "" for a text of an unnamed language, "other" for another language,
        "aside" for what is no text of the two, None if the cell is no name of a column.

    >>> name_column("繁體中文 (台灣)"), name_column("EN-GB"), name_column("target_text")
    ('zh-Hant', 'en-GB', '')
    """
    if len(cell) > 60:
        return None
    names = _load_names()
    bare, whole = (_NO_LETTERS.sub("", text.lower()) for text in (_BRACKETS.sub("", cell), cell))
    return names.get(whole, names.get(bare))


@cache
def _load_names() -> dict[str, str]:
    table: dict[str, list[str]] = read_table("aligner.reading.formats", "columns")["names"]
    return {name: tag for tag, names in table.items() for name in names}


def _measure(rows: Sequence[Sequence[str]], index: int, named: str | None) -> _Column:
    cells = [row[index][:_SAMPLE_CELL] if index < len(row) else "" for row in rows]
    # Placeholders, codes and addresses say nothing of a language.
    bare = [drop_addresses(cell) for cell in cells]
    han = [count_han(cell) for cell in bare]
    words = [_count_words(cell) for cell in bare]
    is_han = sum(han) > WORD_WEIGHT * sum(words)
    telling = [(h > WORD_WEIGHT * w) for h, w in zip(han, words, strict=True) if h or w]
    own = sum(each == is_han for each in telling) / (len(telling) or 1)
    filled = tuple(bool(h or w) for h, w in zip(han, words, strict=True))
    digits = tuple(bool(_DIGIT.search(cell)) for cell in bare)
    foreign = _is_foreign("\n".join(bare), sum(han), sum(words))
    own = own if telling else 1.0
    return _Column(index, named, filled, digits, sum(han), sum(words), foreign, own)


def _count_words(text: str) -> int:
    """Count words that may be English: not abbreviations and single letters such as units."""
    return sum(len(word) > 1 and not word.isupper() for word in LATIN_WORD.findall(text))


def _is_foreign(text: str, han: int, words: int) -> bool:
    """Whether a column is in another script, or in another language with Latin letters."""
    letters = sum(
        len(pattern.findall(text)) for pattern in (KANA_CHARACTER, HANGUL_CHARACTER, OTHER_LETTER)
    )
    if letters > 0.15 * (han + words + letters):
        return True
    return words > 20 and han < words and propose_language(text).tag == "und"


def _choose(columns: Sequence[_Column], family: str) -> _Column | None:
    """Choose the column of a language: the first that is not far shorter than the longest."""
    fitting = [column for column in columns if column.family == family]
    named = [column for column in fitting if column.named is not None]
    longest = max((column.size for column in named or fitting), default=0.0)
    return next((c for c in named or fitting if c.size >= _MIN_FULL * longest), None)


def _is_paired(chinese: _Column, english: _Column) -> bool:
    pairs = list(zip(chinese.is_filled, english.is_filled, strict=True))
    both, either = sum(map(all, pairs)), sum(map(any, pairs))
    # Names of columns leave no doubt; without them a stray word is no translation.
    if chinese.named is not None and english.named is not None:
        return both > 0
    return (
        both > 0
        and both >= _MIN_PAIRED * either
        and _has_alike_sizes(chinese, english)
        and _has_alike_digits(chinese, english)
    )


def _has_alike_sizes(chinese: _Column, english: _Column) -> bool:
    """Whether two texts may be translations of each other: a word is one to two characters."""
    return 0.2 <= chinese.han / (WORD_WEIGHT * english.words or 1.0) <= 5.0


def _has_alike_digits(chinese: _Column, english: _Column) -> bool:
    """Whether not all numbers are on one side, as in a table of countries and their incomes."""
    sides = zip(chinese.has_digits, english.has_digits, strict=True)
    alone = sum(left != right for left, right in sides)
    return alone <= _MAX_DIGITS_ALONE * len(chinese.has_digits)


def _describe(
    rows: Sequence[Sequence[str]],
    columns: Sequence[_Column],
    chosen: tuple[int, int],
    header: int | None,
) -> tuple[str, ...]:
    """Say which other columns of a table hold something, by number and name."""
    names = rows[header] if header is not None else ()
    left_out = [
        f"{c.index + 1}{_quote(names[c.index] if c.index < len(names) else '')}"
        for c in columns
        if c.index not in chosen and (any(c.is_filled) or c.named is not None)
    ]
    if not left_out:
        return ()
    places = " and ".join(str(index + 1) for index in chosen)
    return (f"columns {places} hold the two languages; left out: {', '.join(left_out)}",)


def _quote(name: str) -> str:
    short = " ".join(name.split())
    return f" ({short[:30]})" if short else ""
