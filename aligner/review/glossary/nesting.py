"""Concepts → which of them lie inside longer ones on both sides, such as 停火 in 停火协议."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from aligner.terms.checking.tokens import is_spaceless
from tmx.glossary.records import Concept, Term
from tmx.memory.glossary.combining import make_key
from tmx.memory.units.dividing import find_side

_MOST_CHARACTERS = 60
"""Longer terms hide nothing: they are sentences."""

Key = tuple[str, str]
"""Main terms of both sides, folded; "" where a side has none."""


class Folder:
    """Folds shorter concepts under longer ones; what it found out of terms it keeps.

    A concept lies inside another one if its main terms lie inside those of the other on both
    sides, and are shorter on one.

    Args:
        languages: primary subtags of the two sides.
    """

    def __init__(self, languages: tuple[str, str]) -> None:
        self._languages = languages
        self._known: set[Key] = set()
        self._holders: dict[Key, set[Key]] = {}

    def learn(self, concepts: Iterable[Concept]) -> None:
        """Look at all concepts of which some will be folded, if any of them is new."""
        keys = {self._make_key(each) for each in concepts}
        if not keys <= self._known:
            self._known = keys
            self._holders = _find_holders(keys, self._languages)

    def fold(self, concepts: Sequence[Concept]) -> dict[int, tuple[int, ...]]:
        """Find which concepts stand by themselves, and which shorter ones each of those holds.

        Args:
            concepts: in any order.

        Returns:
            Places of the shorter concepts by the place of the one that holds them, both in order;
            each place once. Of several holders the first that nothing else holds is chosen.

        >>> from tmx.glossary.records import Term
        >>> pairs = ("停火", "ceasefire"), ("停火协议", "ceasefire agreement"), ("火", "fire")
        >>> made = [Concept((Term("zh", zh), Term("en", en))) for zh, en in pairs]
        >>> Folder(("zh", "en")).fold(made)
        {1: (0,), 2: ()}
        """
        keys = [self._make_key(each) for each in concepts]
        if not self._known.issuperset(keys):
            self.learn(concepts)
        places: dict[Key, int] = {}
        for place, key in enumerate(keys):
            places.setdefault(key, place)
        around = [
            [places[each] for each in self._holders.get(key, ()) if each in places] for key in keys
        ]
        folded: dict[int, list[int]] = {
            place: [] for place, holders in enumerate(around) if not holders
        }
        for place, holders in enumerate(around):
            if holders:
                folded[min(each for each in holders if each in folded)].append(place)
        return {place: tuple(shorter) for place, shorter in folded.items()}

    def _make_key(self, concept: Concept) -> Key:
        found = ["", ""]
        for term in concept.terms:
            side = _find_side(term.language, self._languages)
            if side is not None and not found[side]:
                found[side] = _fold(term)
        return found[0], found[1]


_find_side = lru_cache(256)(find_side)


def _fold(term: Term) -> str:
    return _fold_text(term.text)


@lru_cache(100_000)
def _fold_text(text: str) -> str:
    return make_key(Term("", text))


def _find_holders(keys: Iterable[Key], languages: tuple[str, str]) -> dict[Key, set[Key]]:
    """Find the keys that hold each that lies inside of any."""
    by_first: dict[str, list[Key]] = {}
    for key in keys:
        if all(key):
            by_first.setdefault(key[0], []).append(key)
    parts_words = not is_spaceless(languages[1])
    found: dict[Key, set[Key]] = {}
    for first, outers in by_first.items():
        for part in by_first.keys() & set(_list_parts(first, languages[0])):
            for inner in by_first[part]:
                for outer in outers:
                    if inner != outer and _is_inside(inner[1], outer[1], parts_words=parts_words):
                        found.setdefault(inner, set()).add(outer)
    return found


def _list_parts(text: str, language: str) -> Iterator[str]:
    """Yield the parts of a term, itself among them: runs of characters, or of words."""
    if len(text) > _MOST_CHARACTERS:
        return
    if is_spaceless(language):
        ends = list(range(len(text) + 1))
    else:
        ends = [0, *(place + 1 for place, each in enumerate(text) if each == " "), len(text) + 1]
    for number, start in enumerate(ends[:-1]):
        for stop in ends[number + 1 :]:
            yield text[start:stop].rstrip(" ")


def _is_inside(inner: str, outer: str, *, parts_words: bool) -> bool:
    if len(outer) > 3 * _MOST_CHARACTERS:
        return False
    return f" {inner} " in f" {outer} " if parts_words else inner in outer
