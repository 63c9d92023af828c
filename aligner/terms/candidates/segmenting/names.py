"""Names that no dictionary has: transliterated ones, and Chinese ones by their surname."""

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

    def find(self, key: str, start: int) -> Iterator[Edge]:
        """Yield all names that may begin at a place."""
        character = key[start]
        if character in self._tables.first and character not in self._outside:
            yield from self._find_foreign(key, start)
        if character in self._tables.surname:
            yield from self._find_personal(key, start)

    def _find_foreign(self, key: str, start: int) -> Iterator[Edge]:
        inner, last = self._tables.inner, self._tables.last
        cost = self._tables.first[key[start]]
        for place in range(start + 1, min(start + LONGEST_NAME, len(key))):
            character = key[place]
            if character in self._joints:
                return
            if character in last:
                size = place + 1 - start
                prior = _FOREIGN_PRIOR.get(size, _LONGER_PRIOR)
                yield place + 1, prior + cost + last[character], _FOUND
            if character not in inner:
                return
            cost += inner[character]

    def _find_personal(self, key: str, start: int) -> Iterator[Edge]:
        given = self._tables.given
        cost = _PERSONAL_PRIOR + self._tables.surname[key[start]]
        for place in range(start + 1, min(start + 3, len(key))):
            if key[place] not in given or key[place] in self._outside:
                return
            cost += given[key[place]]
            if place > start + 1:
                yield place + 1, cost, _FOUND
