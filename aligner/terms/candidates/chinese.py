"""What may be a term in Chinese texts: words, runs of words, names, what is marked or repeated.

A text is cut into words in every way that is likely; what stays inside the same borders in several
of them, between words of grammar, is a candidate. Rather too many than too few: pairing chooses.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from aligner.terms.candidates.chinese_marks import CLOSING, find_bracket_stops, find_marked
from aligner.terms.candidates.chinese_words import Found, find_word_candidates
from aligner.terms.candidates.repeats import Repeat, find_repeats
from aligner.terms.candidates.segmenting.folding import fold_characters
from aligner.terms.candidates.segmenting.lattice import Lattice, build_lattice
from aligner.terms.candidates.segmenting.names import NameFinder
from aligner.terms.candidates.segmenting.roles import load_lists
from aligner.terms.candidates.segmenting.stretches import Stretch, find_stretches
from aligner.terms.candidates.segmenting.words import Words, load_words
from aligner.terms.records import Candidate, Kind

TEXTS_A_CHUNK = 2_000
"""Texts that repeated strings are counted in."""
_LEAST_WEIGHT = 0.08
_FEWEST, _MOST_A_CHARACTER = 10, 1.0
_STRENGTH = {
    kind: place
    for place, kind in enumerate(
        (Kind.WORD, Kind.PHRASE, Kind.ABBREVIATION, Kind.NAME, Kind.QUOTED)
    )
}
_REPEATED = 0.4
"""How much of what it lacks a candidate gains that is repeated in changing surroundings."""
_BRACKETED = 0.5
"""Likewise if a short name in brackets follows it."""
_NEW = 0.4
"""The most that repetition alone is worth."""
_SHORTEST_NEW = 3
_QUOTED_HEAD, _LONGEST_HEAD = 0.6, 4
_MOST_SLACK = 6.0


def find_chinese(texts: Sequence[str]) -> list[tuple[Candidate, ...]]:
    """Find what may be a term in Chinese texts.

    Loads the words of the package when first called. Strings that the texts repeat are looked for
    in chunks of `TEXTS_A_CHUNK`.

    Args:
        texts: as printed, simplified or traditional, any number; such as belong together should
            stand together.

    Returns:
        The candidates of each text, in the order of their places, no two with the same borders.
    """
    words = load_words()
    finder = _Finder(words)
    chunks = range(0, len(texts), TEXTS_A_CHUNK)
    return [
        found
        for start in chunks
        for found in finder.find_chunk(texts[start : start + TEXTS_A_CHUNK])
    ]


class _Finder:
    """Finds the candidates of texts, with the words that were loaded once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._names = NameFinder(words.names)

    def find_chunk(self, texts: Sequence[str]) -> Iterator[tuple[Candidate, ...]]:
        keys = [fold_characters(text) for text in texts]
        for key, repeats in zip(keys, find_repeats(keys), strict=True):
            yield self._find(key, repeats)

    def _find(self, key: str, repeats: Sequence[Repeat]) -> tuple[Candidate, ...]:
        found: dict[tuple[int, int], Candidate] = {}
        stops = frozenset(find_bracket_stops(key))
        stretches = list(find_stretches(key))
        for stretch, inside in zip(stretches, _divide(repeats, stretches), strict=True):
            for each in self._find_in_stretch(stretch, inside, stops):
                found[each.start, each.stop] = each
        marked = list(find_marked(key))
        for each in [*marked, *_find_quoted_heads(key, marked, found)]:
            found[each.start, each.stop] = _join(found.get((each.start, each.stop)), each)
        return tuple(found[borders] for borders in sorted(found))

    def _find_in_stretch(
        self,
        stretch: Stretch,
        repeats: dict[tuple[int, int], Repeat],
        stops: frozenset[int],
    ) -> list[Candidate]:
        lattice = build_lattice(stretch.key, self._words, self._names)
        found = {
            (stretch.places[a], stretch.places[b - 1] + 1): each
            for (a, b), each in find_word_candidates(stretch.key, lattice).items()
        }
        candidates = [
            Candidate(start, stop, each.kind, _raise(each, (start, stop), repeats, stops))
            for (start, stop), each in found.items()
        ]
        new = [each for borders, each in repeats.items() if borders not in found]
        candidates += _find_new(stretch, lattice, new)
        return _choose(candidates, len(stretch.key))


def _divide(
    repeats: Sequence[Repeat], stretches: Sequence[Stretch]
) -> Iterator[dict[tuple[int, int], Repeat]]:
    """Yield the repeated strings of each stretch, so that none is looked at with another."""
    ordered = sorted(repeats, key=lambda each: each.start)
    starts = [each.start for each in ordered]
    for stretch in stretches:
        first = bisect_left(starts, stretch.places[0])
        behind = bisect_right(starts, stretch.places[-1])
        inside = sorted(ordered[first:behind], key=lambda each: each.stop - each.start)
        yield {(each.start, each.stop): each for each in inside}


def _raise(
    found: Found,
    borders: tuple[int, int],
    repeats: dict[tuple[int, int], Repeat],
    stops: frozenset[int],
) -> float:
    """Return the weight of a candidate, higher if it is repeated or an abbreviation follows."""
    weight = found.weight
    if repeat := repeats.get(borders):
        weight += (1 - weight) * _REPEATED * _measure(repeat)
    if borders[1] in stops:
        weight += (1 - weight) * _BRACKETED
    return weight


def _measure(repeat: Repeat) -> float:
    """Return how far the changing surroundings of a string show its borders, from 0.5 to 1."""
    return 1 - 1 / repeat.variety


def _find_new(stretch: Stretch, lattice: Lattice, repeats: Sequence[Repeat]) -> Iterator[Candidate]:
    """Yield the repeated strings of a stretch that can be a term, whatever their words are."""
    lists = load_lists()
    outside = lists.borders | lists.joints
    place_in_stretch = {place: number for number, place in enumerate(stretch.places)}
    for each in repeats:
        start, last = place_in_stretch.get(each.start), place_in_stretch.get(each.stop - 1)
        if start is None or last is None or each.stop - each.start < _SHORTEST_NEW:
            continue
        slack = max(lattice.slack[start], lattice.slack[last + 1])
        words = {stretch.key[start], stretch.key[last], *_list_best(stretch, lattice, start, last)}
        if slack <= _MOST_SLACK and not words & outside:
            yield Candidate(each.start, each.stop, Kind.PHRASE, _NEW * _measure(each))


def _list_best(stretch: Stretch, lattice: Lattice, start: int, last: int) -> Iterator[str]:
    """Yield the words inside two borders on the cheapest way through a stretch."""
    first = bisect_left(lattice.best, start)
    behind = bisect_right(lattice.best, last + 1)
    for left, right in pairwise(lattice.best[first:behind]):
        yield stretch.key[left:right]


def _find_quoted_heads(
    key: str, marked: Sequence[Candidate], found: dict[tuple[int, int], Candidate]
) -> list[Candidate]:
    """Find what is quoted together with the word behind it: 「第三鄰國」戰略."""
    behind = {each.stop + 1: each for each in marked if each.kind is Kind.QUOTED}
    return [
        Candidate(behind[start].start - 1, stop, Kind.PHRASE, _QUOTED_HEAD * each.weight)
        for (start, stop), each in found.items()
        if start in behind and key[start - 1] in CLOSING and stop - start <= _LONGEST_HEAD
    ]


def _join(old: Candidate | None, new: Candidate) -> Candidate:
    """Join two candidates with the same borders: the stronger reason, the larger weight."""
    if old is None:
        return new
    kind = max(old.kind, new.kind, key=_STRENGTH.__getitem__)
    return replace(new, kind=kind, weight=max(old.weight, new.weight))


def _choose(candidates: Sequence[Candidate], size: int) -> list[Candidate]:
    """Choose the candidates of a stretch that are likely enough, not too many for its size."""
    likely = [each for each in candidates if each.weight >= _LEAST_WEIGHT]
    likely.sort(key=lambda each: -each.weight)
    return likely[: max(_FEWEST, int(size * _MOST_A_CHARACTER))]
