"""Names that no dictionary has: transliterated ones, Chinese and Japanese ones by their surname."""

from collections.abc import Iterator

from aligner.terms.candidates.segmenting.roles import load_lists
from aligner.terms.candidates.segmenting.words import NameTables, Use

LONGEST_NAME = 9
"""Most characters of one part of a transliterated name."""
DOT = "·"
"""What joins the parts of a transliterated name, see `fold_characters`."""
# −ln of the share of unknown names among all words; short ones are mostly something else.
_FOREIGN_PRIOR = {2: 6.6, 3: 5.5, 4: 5.0}
_LONGER_PRIOR = 3.5
_PERSONAL_PRIOR = 7.5
_TITLED = 3.0
"""How much likelier a name is behind a title, in −ln."""
_UNSEEN = 11.5
"""What a character costs that the tables lack; one may be in a name."""
_SHORTEST_UNSEEN = 3
"""Characters of a name with such a one, where no title says that it is a name."""
_SURNAME = 6.8
"""What a surname of two characters costs."""
_JAPANESE_GIVEN = 3
"""Most characters of a given name behind such a surname."""
_FOUND = int(Use.NOUN | Use.NAME | Use.PERSON)

Edge = tuple[int, float, int]
"""Where a word stops, its cost, how it can be used."""


class NameFinder:
    """Finds what could be a name by its characters.

    Args:
        tables: how likely characters are in names.
    """

    def __init__(self, tables: NameTables) -> None:
        lists = load_lists()
        self._tables = tables
        self._joints = lists.joints
        self._outside = lists.borders | lists.joints
        self._titles = tuple(lists.titles)
        self._surnames = lists.surnames

    def find(self, key: str, start: int) -> Iterator[Edge]:
        """Yield all names that may begin at a place."""
        character = key[start]
        is_titled = key.endswith(self._titles, 0, start)
        bonus = _TITLED if is_titled else 0.0
        if character not in self._outside:
            for stop, cost in self._find_foreign(key, start, is_titled=is_titled):
                yield stop, cost - bonus, _FOUND
        for size, cost in self._measure_surnames(key, start):
            for stop, more in self._find_given(key, start + size, size, is_titled=is_titled):
                yield stop, _PERSONAL_PRIOR + cost + more - bonus, _FOUND

    def _find_foreign(
        self, key: str, start: int, *, is_titled: bool
    ) -> Iterator[tuple[int, float]]:
        inner, last = self._tables.inner, self._tables.last
        first = self._tables.first.get(key[start])
        has_unseen = first is None
        shortest = _SHORTEST_UNSEEN if has_unseen and not is_titled else 2
        cost = _UNSEEN if first is None else first
        for place in range(start + 1, min(start + LONGEST_NAME, len(key))):
            character = key[place]
            if character in self._joints:
                return
            size = place + 1 - start
            if character in last and size >= shortest:
                prior = _FOREIGN_PRIOR.get(size, _LONGER_PRIOR)
                yield place + 1, prior + cost + last[character]
            if character not in inner:
                return
            cost += inner[character]

    def _measure_surnames(self, key: str, start: int) -> Iterator[tuple[int, float]]:
        """Yield how long the surnames are that begin at a place, and what they cost."""
        if (cost := self._tables.surname.get(key[start])) is not None:
            yield 1, cost
        if key[start : start + 2] in self._surnames:
            yield 2, _SURNAME

    def _find_given(
        self, key: str, start: int, surname: int, *, is_titled: bool
    ) -> Iterator[tuple[int, float]]:
        """Yield where given names stop that begin at a place, and what they cost."""
        longest, shortest = (2, 2) if surname == 1 else (_JAPANESE_GIVEN, 1)
        cost = 0.0
        for place in range(start, min(start + longest, len(key))):
            more = self._weigh_given(key[place], may_be_unseen=is_titled and place == start)
            if more is None:
                return
            cost += more
            if place + 1 - start >= shortest:
                yield place + 1, cost

    def _weigh_given(self, character: str, *, may_be_unseen: bool) -> float | None:
        """Return what a character of a given name costs; None: it is in none.

        Behind a title, the first may be a word of grammar as well: 总统李在明.
        """
        if character in self._outside or character not in self._tables.given:
            return _UNSEEN if may_be_unseen and character not in self._joints else None
        return self._tables.given[character]
