"""Judged pairs → the records that are handed on, with the forms that are found most."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.gathering import Floats, Gathered, Ints
from aligner.terms.pairing.model import WHOLE_NAMES, Line
from aligner.terms.pairing.sheets import SHOWN, STRENGTH, Rows
from aligner.terms.records import Passage, TermPair

MOST_PAIRS = 100_000
"""Pairs of terms that are made; of more the most probable."""
MOST_PLACES = 500_000
"""Places of all pairs that are listed; of more the first of those that have many."""
_SHOWN_OF_ALL = {"dice": "association", "won_of_all": "one_to_one"}
_COUNT_GAIN = 0.12
"""What each doubling of the count adds to a pair where there are too many."""

_Place = tuple[int, tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What pairs are made.

    Args:
        chosen: the least probability of a pair that keeps others out of its place.
        made: the least probability of a pair that is made.
        pairs: how many are made.
        places: how many are listed.
    """

    chosen: float
    made: float
    pairs: int = MOST_PAIRS
    places: int = MOST_PLACES


def make_pairs(
    gathered: Gathered, passages: Sequence[Passage], line: Line, limits: Limits
) -> list[TermPair]:
    """Make the pairs of terms, the probablest first.

    Args:
        gathered: all sightings.
        passages: that their numbers count in.
        line: over `WHOLE_NAMES`.
        limits: of what is made.
    """
    chances = gathered.judge(line)
    wanted = _find_wanted(chances, gathered.seen, limits)
    drafts = _Drafts(wanted, _share_places(gathered.seen[wanted], limits.places))
    for rows, numbers in gathered.choose(chances, limits.chosen):
        drafts.add(rows, numbers)
    made = [
        _make_pair(draft, passages, float(chances[number]), gathered.whole[number])
        for number, draft in drafts.take()
    ]
    return sorted(made, key=lambda each: (-each.probability, each.chinese, each.english))


def _find_wanted(chances: Floats, seen: Ints, limits: Limits) -> Ints:
    """Return the numbers of the pairs that are made, in order."""
    wanted = np.flatnonzero(chances >= limits.made)
    if len(wanted) <= limits.pairs:
        return wanted
    support = chances[wanted] ** 2 * (1 + _COUNT_GAIN * np.log2(seen[wanted]))
    order = np.argsort(-support, kind="stable")
    return np.sort(wanted[order[: limits.pairs]])


def _share_places(seen: Ints, most: int) -> int:
    """Return how many places of a pair may be listed, so that there are not too many of all."""
    least, share = 1, max(int(seen.max(initial=1)), 1)
    while least < share:
        middle = (least + share + 1) // 2
        fits = int(np.minimum(seen, middle).sum()) <= most
        least, share = (middle, share) if fits else (least, middle - 1)
    return share


@dataclass(slots=True)
class _Draft:
    """A pair that is being made.

    Args:
        count: of its places.
        kind: place of the strongest in `STRENGTH`.
        shown: (len(SHOWN),) means over its places.
        places: five numbers of each that is listed.
    """

    count: int = 0
    kind: int = 0
    shown: Floats = field(default_factory=lambda: np.zeros(len(SHOWN), dtype=np.float32))
    places: "array[int]" = field(default_factory=lambda: array("i"))


class _Drafts:
    """Puts the places of pairs together.

    Args:
        wanted: numbers of the pairs, in order.
        share: how many places of each are listed.
    """

    def __init__(self, wanted: Ints, share: int) -> None:
        self._wanted = wanted
        self._share = share
        self._places: dict[int, array[int]] = {}
        self._counts = np.zeros(len(wanted), dtype=np.int64)
        self._kinds = np.full(len(wanted), len(STRENGTH) - 1, dtype=np.uint8)
        self._sums = np.zeros((len(wanted), len(SHOWN)), dtype=np.float32)

    def add(self, rows: Rows, numbers: Ints) -> None:
        """Take in chosen rows and the numbers of their pairs."""
        is_wanted = np.isin(numbers, self._wanted)
        rows, slots = rows[is_wanted], np.searchsorted(self._wanted, numbers[is_wanted])
        np.add.at(self._counts, slots, 1)
        np.minimum.at(self._kinds, slots, rows["kind"])
        np.add.at(self._sums, slots, rows["shown"].astype(np.float32))
        places = np.column_stack([rows["passage"], rows["chinese"], rows["english"]])
        for slot, place in zip(slots.tolist(), places.tolist(), strict=True):
            listed = self._places.setdefault(slot, array("i"))
            if len(listed) < 5 * self._share:
                listed.extend(place)

    def take(self) -> Iterator[tuple[int, _Draft]]:
        """Yield the pairs that have places, with their numbers; each is forgotten then."""
        for slot in list(self._places):
            count = int(self._counts[slot])
            yield (
                int(self._wanted[slot]),
                _Draft(
                    count,
                    int(self._kinds[slot]),
                    self._sums[slot] / np.float32(count),
                    self._places.pop(slot),
                ),
            )


def _make_pair(
    draft: _Draft, passages: Sequence[Passage], chance: float, whole: NDArray[np.float32]
) -> TermPair:
    places = tuple(_list_places(draft.places))
    chinese = Counter(passages[n].chinese[slice(*span)] for n, span, _ in places)
    english = Counter(passages[n].english[slice(*span)] for n, _, span in places)
    main = _find_main(chinese), _find_main(english)
    forms = sorted((chinese | english).items())
    return TermPair(
        *main,
        places,
        chance,
        _show_evidence(draft, whole),
        STRENGTH[draft.kind],
        {form: count for form, count in forms if form not in main},
        draft.count - len(places),
    )


def _list_places(numbers: "array[int]") -> Iterator[_Place]:
    for start in range(0, len(numbers), 5):
        passage, *spans = numbers[start : start + 5]
        yield passage, (spans[0], spans[1]), (spans[2], spans[3])


def _find_main(forms: Counter[str]) -> str:
    """Return the form that is found most, of equals the one with fewer capitals."""
    return min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))


def _show_evidence(draft: _Draft, whole: Floats) -> Mapping[str, float]:
    shown = dict(zip(SHOWN.values(), draft.shown.tolist(), strict=True))
    for column, name in _SHOWN_OF_ALL.items():
        shown[name] = float(whole[WHOLE_NAMES.index(column)])
    return shown
