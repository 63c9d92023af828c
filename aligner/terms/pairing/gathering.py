"""Pairs of candidates in single passages → what is known of a pair of terms over all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.atoms import fold_chinese, fold_english
from aligner.terms.pairing.cases import Job
from aligner.terms.pairing.choosing import choose_pairs
from aligner.terms.pairing.counting import KeyCounts
from aligner.terms.pairing.features import NAMES
from aligner.terms.pairing.model import WHOLE_NAMES, Line, find_chances
from aligner.terms.pairing.sighting import Sightings
from aligner.terms.records import Candidate, Kind

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

STRENGTH = (Kind.NAME, Kind.ABBREVIATION, Kind.QUOTED, Kind.PHRASE, Kind.WORD)
"""Kinds, the strongest first."""

_RANKS = {kind: rank for rank, kind in enumerate(STRENGTH)}


@dataclass(frozen=True, slots=True)
class Rows:
    """What is kept of s sightings.

    Args:
        passages: (s,) number of the passage.
        pairs: (s,) number of the pair of terms.
        chinese, english: (s, 2) where they begin and stop.
        scores: (s,) see `Sightings`.
        features: (s, len(features.NAMES)).
        kinds: (s,) places in `STRENGTH`.
        wins: (s,) whether it stands if each passage is judged alone.
    """

    passages: Ints
    pairs: Ints
    chinese: Ints
    english: Ints
    scores: Floats
    features: Halves
    kinds: Ints
    wins: Flags


_NOTHING = Rows(
    np.zeros(0, dtype=np.int64),
    np.zeros(0, dtype=np.int64),
    np.zeros((0, 2), dtype=np.int64),
    np.zeros((0, 2), dtype=np.int64),
    np.zeros(0, dtype=np.float32),
    np.zeros((0, len(NAMES)), dtype=np.float16),
    np.zeros(0, dtype=np.int64),
    np.zeros(0, dtype=np.bool_),
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All sightings, and the pairs of terms that they are of.

    Args:
        keys: Chinese and English key of each of p pairs.
        rows: the sightings.
        whole: (p, len(WHOLE_NAMES)).
    """

    keys: Sequence[tuple[str, str]]
    rows: Rows
    whole: Floats

    def judge(self, line: Line, least: float) -> tuple[Floats, list[int]]:
        """Find how probable each pair is, and the sightings that stand beside each other.

        Args:
            line: over `WHOLE_NAMES`.
            least: probability of a pair.

        Returns:
            (p,) probabilities, and numbers of sightings in the order of passages.
        """
        rows, chances = self.rows, find_chances(line.score(self.whole))
        order = np.lexsort((-rows.scores, -chances[rows.pairs], rows.passages))
        order = order[chances[rows.pairs[order]] >= least]
        borders = np.nonzero(np.diff(rows.passages[order]))[0] + 1
        chosen: list[int] = []
        for part in np.split(order, borders):
            picked = choose_pairs(rows.chinese[part], rows.english[part], range(len(part)))
            chosen += part[picked].tolist()
        return chances, chosen


class Gatherer:
    """Takes in passages one by one.

    Args:
        passages: how many there will be.
    """

    def __init__(self, passages: int) -> None:
        self._counts = KeyCounts(passages), KeyCounts(passages)
        self._total = passages
        self._numbers: dict[tuple[str, str], int] = {}
        self._rows = [_NOTHING]

    def add(self, job: Job, found: Sightings) -> None:
        """Take in a passage."""
        chinese = [fold_chinese(form) for form in _list_forms(job.passage.chinese, job.chinese)]
        english = [fold_english(form) for form in _list_forms(job.passage.english, job.english)]
        self._counts[0].add(chinese)
        self._counts[1].add(english)
        both = list(zip(found.chinese.tolist(), found.english.tolist(), strict=True))
        if both:
            keys = [(chinese[one], english[other]) for one, other in both]
            self._rows.append(self._make_rows(job, found, keys, both))

    def _make_rows(
        self,
        job: Job,
        found: Sightings,
        keys: Sequence[tuple[str, str]],
        both: Sequence[tuple[int, int]],
    ) -> Rows:
        pairs = [self._numbers.setdefault(key, len(self._numbers)) for key in keys]
        chinese = _list_spans([job.chinese[one] for one, _ in both])
        english = _list_spans([job.english[other] for _, other in both])
        wins = np.zeros(len(both), dtype=np.bool_)
        order = np.argsort(-found.scores, kind="stable").tolist()
        wins[choose_pairs(chinese, english, order)] = True
        kinds = [_find_kind(job.chinese[one], job.english[other]) for one, other in both]
        return Rows(
            np.full(len(both), job.number),
            np.array(pairs, dtype=np.int64),
            chinese,
            english,
            found.scores,
            found.features.astype(np.float16),
            np.array(kinds, dtype=np.int64),
            wins,
        )

    def finish(self) -> Gathered:
        """Put everything together."""
        keys = list(self._numbers)
        rows = _join(self._rows)
        counts = [(self._counts[0][one], self._counts[1][other]) for one, other in keys]
        return Gathered(
            keys, rows, _describe(rows, np.array(counts, np.int64).reshape(-1, 2), self._total)
        )


def _list_forms(text: str, candidates: Sequence[Candidate]) -> list[str]:
    return [text[each.start : each.stop] for each in candidates]


def _list_spans(candidates: Sequence[Candidate]) -> Ints:
    return np.array([(each.start, each.stop) for each in candidates], dtype=np.int64)


def _find_kind(one: Candidate, other: Candidate) -> int:
    return min(_RANKS[one.kind], _RANKS[other.kind])


def _join(rows: Sequence[Rows]) -> Rows:
    return Rows(
        *(np.concatenate([getattr(each, name) for each in rows]) for name in Rows.__slots__)
    )


def _describe(rows: Rows, counts: Ints, total: int) -> Floats:
    """Return what the last stage judges pairs by, (p, len(WHOLE_NAMES)).

    Args:
        rows: of all passages.
        counts: (p, 2) in how many passages the Chinese, and the English, term of a pair stands.
        total: of the passages.
    """
    size = len(counts)
    if not size:
        return np.zeros((0, len(WHOLE_NAMES)), dtype=np.float32)
    seen = np.bincount(rows.pairs, minlength=size)
    best = np.full(size, -np.inf)
    np.maximum.at(best, rows.pairs, rows.scores)
    here = np.bincount(rows.pairs, rows.scores, size) / seen
    won = np.bincount(rows.pairs, rows.wins, size)
    dice = 2 * seen / np.maximum(counts.sum(axis=1), 2 * seen)
    chance = np.log((seen + 0.5) * total / np.maximum(counts.prod(axis=1), 1) + 0.1)
    # That two terms stand together once says nothing: few stand more often.
    trust = 1 - 1 / seen
    columns = (
        *(here, best - here, np.log(seen), dice * trust, chance * trust),
        *(won / seen, won / np.maximum(counts.max(axis=1), seen)),
    )
    return np.stack(columns, axis=1, dtype=np.float32)
