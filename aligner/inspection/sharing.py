"""A pair of texts → what both say in their own way: numbers, names in Latin letters, terms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aligner.terms.checking.asking import SourceTerm, TermFinder
from tmx.numerals import find_numbers

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&'’-]*[A-Za-z0-9]")
_LEAST_LETTERS = 2
_MOST_KNOWN = 5_000
"""Texts whose marks are held."""


class SharedKind(StrEnum):
    """What two texts share."""

    NUMBER = "number"
    NAME = "name"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that the other text has in its own way.

    Args:
        start, stop: in characters.
        kind: what it is.
        number: which of the shared things it is, from 1, the same in both texts.
    """

    start: int
    stop: int
    kind: SharedKind
    number: int


Marks = tuple[Mark, ...]
_Found = tuple[int, int, SharedKind, object]


class Sharer:
    """Finds what two texts share.

    Args:
        terms: pairs of a source and a target term.
        languages: tags of the two sides.
    """

    def __init__(self, terms: Iterable[tuple[str, str]], languages: tuple[str, str]) -> None:
        pairs = list(terms)
        self._finders = tuple(
            TermFinder(
                [SourceTerm(pair[half], number) for number, pair in enumerate(pairs)],
                tag,
                # What the other side has too is a term wherever words seem to begin.
                checks_borders=False,
            )
            for half, tag in enumerate(languages)
        ) if pairs else ()  # fmt: skip
        self._known: dict[tuple[int, str], tuple[_Found, ...]] = {}

    def find_marks(
        self, source: Sequence[str], target: Sequence[str]
    ) -> tuple[tuple[Marks, ...], tuple[Marks, ...]]:
        """Find what the texts of two sides share.

        A term holds the numbers and names in it; of two that overlap the longer is marked.

        Args:
            source, target: the texts of the segments of each side.

        Returns:
            For each side the marks of each segment, in order and apart from each other.
        """
        found = [[self._recall(text, half) for text in side]
                 for half, side in enumerate((source, target))]  # fmt: skip
        held = [{key for segment in side for *_, key in segment} for side in found]
        numbers = {key: n for n, key in enumerate(sorted(held[0] & held[1], key=repr), start=1)}
        first, second = (
            tuple(tuple(_choose(segment, numbers)) for segment in side) for side in found
        )
        return first, second

    def _recall(self, text: str, half: int) -> tuple[_Found, ...]:
        """Return what may be shared in a text; rows are shown many times."""
        found = self._known.get((half, text))
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[half, text] = tuple(self._find(text, half))
        return found

    def _find(self, text: str, half: int) -> Iterator[_Found]:
        for number in find_numbers(text):
            yield number.start, number.stop, SharedKind.NUMBER, ("number", number.value)
        for match in _LATIN.finditer(text):
            if sum(map(str.isupper, match[0])) and len(match[0]) >= _LEAST_LETTERS:
                yield *match.span(), SharedKind.NAME, ("name", match[0])
        if self._finders:
            for each in self._finders[half].find(text):
                for value in each.values:
                    yield each.start, each.stop, SharedKind.TERM, ("term", value)


def _choose(found: Iterable[_Found], numbers: dict[object, int]) -> Iterator[Mark]:
    """Keep what is shared, of overlapping stretches the longest, in the order of the text."""
    shared = [each for each in found if each[3] in numbers]
    kept: list[_Found] = []
    for each in sorted(shared, key=lambda one: (one[0] - one[1], one[0])):
        if all(each[1] <= other[0] or other[1] <= each[0] for other in kept):
            kept.append(each)
    for start, stop, kind, key in sorted(kept, key=lambda one: one[0]):
        yield Mark(start, stop, kind, numbers[key])
