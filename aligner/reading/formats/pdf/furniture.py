"""Running heads, running feet and page numbers: what pages repeat at one place.

Only the outermost rows of a page are looked at. A row goes if the same words stand off from the
text at the same height on three pages that follow each other, or a number in it counts the pages,
or the file marks it as no part of the text. What is in doubt stays.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from aligner.reading.formats.pdf.records import Row, Sheet

_DEPTH = 3
"""So many rows at the head and the foot of a page are looked at."""
_SAME_PLACE = 4.0
"""Rows are at one height if they are nearer than this, in points."""
_FARTHEST = 4
"""A head may be missing on some pages, such as those on which a chapter begins."""
_LEAST_PAGES, _MANY_PAGES = 3, 8
"""So many pages have a head that stands off from the text, and one that does not."""
_MARGIN = 0.12
"""Share of the height of a page that its foot takes."""
_NUMBER = re.compile(r"\d{1,5}")
_ROMAN = re.compile(r"[\W_]*([ivxlc]{1,7})[\W_]*", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONE_NUMBER = re.compile(r"[\W_]*\d{1,4}[\W_]*")

Place = tuple[int, int]
"""Index of the sheet, and of the row on it."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A row near the edge of a page.

    Args:
        place: where it stands.
        page: number of its page.
        height: distance from the edge of the page, in points.
        text: of the row, without spaces.
        inner: the row next to it on the side of the text; None where there is none.
        is_apart: whether it stands off from that row, or is printed in another size.
    """

    place: Place
    page: int
    height: float
    text: str
    inner: Place | None
    is_apart: bool


def find_furniture(sheets: Sequence[Sheet]) -> frozenset[Place]:
    """Find the rows that are no part of the text.

    Args:
        sheets: all pages, in order.
    """
    found: set[Place] = set()
    for is_head in (True, False):
        marks = [mark for n, sheet in enumerate(sheets) for mark in _mark_edge(sheet, n, is_head)]
        found |= _find_repeated(marks, len(sheets))
        found |= _find_counting(marks)
    found |= _find_artifacts(sheets)
    if len(sheets) == 1:
        found |= _find_lone_number(sheets[0])
    return frozenset(found)


def _mark_edge(sheet: Sheet, index: int, is_head: bool) -> Iterator[_Mark]:
    rows = sheet.rows
    numbers = list(range(len(rows)) if is_head else range(len(rows) - 1, -1, -1))
    for order, number in enumerate(numbers[:_DEPTH]):
        row = rows[number]
        height = row[0].base if is_head else sheet.height - row[0].base
        inner = numbers[order + 1] if order + 1 < len(numbers) else None
        yield _Mark(
            (index, number),
            sheet.number,
            height,
            _squeeze(row),
            None if inner is None else (index, inner),
            inner is None or _is_apart(row, rows[inner]),
        )


def _squeeze(row: Row) -> str:
    return "".join("".join(line.text.split()) for line in row).lower()


def _is_apart(row: Row, other: Row) -> bool:
    """Whether two rows are two lines away from each other, or of another size."""
    sizes = row[0].size, other[0].size
    is_resized = abs(sizes[0] - sizes[1]) > 0.08 * max(sizes)
    return is_resized or abs(row[0].base - other[0].base) > 2 * sizes[0]


def _find_repeated(marks: Iterable[_Mark], pages: int) -> set[Place]:
    """Find rows that say the same at one place on several pages."""
    groups = defaultdict(list)
    for mark in marks:
        # Numbers alone may be those of a table.
        if any(character.isalpha() for character in mark.text):
            groups[mark.text].append(mark)
    chains = [chain for group in groups.values() for chain in _find_chains(group)]
    found: set[Place] = set()
    # A head of several rows is found from the text outwards.
    for _ in range(_DEPTH):
        for chain in chains:
            if _is_repeated(chain, found, pages):
                found |= {mark.place for mark in chain}
    return found


def _is_repeated(chain: Sequence[_Mark], found: Set[Place], pages: int) -> bool:
    """Whether the rows of a chain are on enough pages, and most stand off from the text."""
    apart = sum(mark.is_apart or mark.inner in found for mark in chain)
    if len(chain) == pages == 2:
        return apart == 2
    return len(chain) >= (_LEAST_PAGES if 2 * apart > len(chain) else _MANY_PAGES)


def _find_counting(marks: Iterable[_Mark]) -> set[Place]:
    """Find rows in which a number grows with the page."""
    groups = defaultdict(list)
    for mark in marks:
        roman = _ROMAN.fullmatch(mark.text)
        if roman:
            groups["#", 0, _read_roman(roman[1]) - mark.page].append(mark)
        pattern = _NUMBER.sub("#", mark.text)
        for order, number in enumerate(_NUMBER.findall(mark.text)):
            groups[pattern, order, int(number) - mark.page].append(mark)
    found: set[Place] = set()
    for (pattern, _, _), group in groups.items():
        # A row of a table may hold numbers that happen to grow.
        least = 2 if pattern.count("#") <= 2 else _LEAST_PAGES
        for chain in _find_chains(group):
            if len(chain) >= least:
                found |= {mark.place for mark in chain}
    return found


def _read_roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in numeral.lower()]
    return sum(
        -value if after > value else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def _find_chains(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    """Yield the marks that are at one height on pages near each other."""
    for level in _find_levels(marks):
        chain: list[_Mark] = []
        for mark in sorted(level, key=lambda each: each.page):
            if chain and mark.page - chain[-1].page > _FARTHEST:
                yield chain
                chain = []
            if not chain or mark.page != chain[-1].page:
                chain.append(mark)
        yield chain


def _find_levels(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    level: list[_Mark] = []
    for mark in sorted(marks, key=lambda each: each.height):
        if level and mark.height - level[0].height > _SAME_PLACE:
            yield level
            level = []
        level.append(mark)
    if level:
        yield level


def _find_artifacts(sheets: Sequence[Sheet]) -> set[Place]:
    """Find rows at the edges that the file marks as no part of the text."""
    found: set[Place] = set()
    for index, sheet in enumerate(sheets):
        marked = [all(line.is_artifact for line in row) for row in sheet.rows]
        # Where much is marked the marks are not to be relied on.
        if 2 * sum(marked) > len(marked) and len(marked) > 2:
            continue
        for numbers in (range(len(marked)), range(len(marked) - 1, -1, -1)):
            for is_marked, group in groupby(numbers, key=lambda number: marked[number]):
                if is_marked:
                    found |= {(index, number) for number in group}
                break
    return found


def _find_lone_number(sheet: Sheet) -> set[Place]:
    """Find the page number of a document of one page."""
    if len(sheet.rows) < 2:
        return set()
    last = len(sheet.rows) - 1
    row = sheet.rows[last]
    is_number = len(row) == 1 and _LONE_NUMBER.fullmatch(row[0].text)
    is_low = row[0].base > (1 - _MARGIN) * sheet.height
    is_own = is_number and int("".join(re.findall(r"\d", row[0].text))) == sheet.number
    return {(0, last)} if is_own and is_low and _is_apart(row, sheet.rows[last - 1]) else set()
