"""Pairs of candidates in single passages → what is known of a pair of terms over all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.choosing import choose_pairs
from aligner.terms.pairing.counting import KeyCounts
from aligner.terms.pairing.model import WHOLE_NAMES, Line, find_chances
from aligner.terms.pairing.sheets import ROW, Rows, Sheet, name_pair
from aligner.terms.pairing.totals import PairTotals
from aligner.terms.spilling import Spill

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_DESCRIBED = 1 << 18
"""Pairs of terms that are described at a time."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All rows, on the disk if they are many, and the pairs of terms that they are of.

    Args:
        names: (p,) of the pairs, in order; see `name_pair`.
        seen: (p,) in how many rows.
        whole: (p, len(WHOLE_NAMES)).
        blocks: of rows, each with all rows of its passages.
    """

    names: NDArray[np.uint64]
    seen: Ints
    whole: Floats
    blocks: "RowBlocks"

    def find_pair(self, chinese: str, english: str) -> int | None:
        """Return the number of the pair with these keys, or None."""
        name = np.uint64(name_pair(chinese, english))
        number = int(np.searchsorted(self.names, name))
        found = number < len(self.names) and self.names[number] == name
        return number if found else None

    def judge(self, line: Line) -> Floats:
        """Return how probable each pair is, (p,).

        Args:
            line: over `WHOLE_NAMES`.
        """
        return find_chances(line.score(self.whole))

    def choose(self, chances: Floats, least: float) -> Iterator[tuple[Rows, Ints]]:
        """Find the rows that stand beside each other in their passages.

        Args:
            chances: of the pairs.
            least: probability of a pair.

        Yields:
            Rows of a block in the order of passages, and the numbers of their pairs.
        """
        for rows in self.blocks:
            numbers = np.minimum(np.searchsorted(self.names, rows["pair"]), len(self.names) - 1)
            is_known = self.names[numbers] == rows["pair"]
            mine = np.where(is_known, chances[numbers], 0)
            chosen = _choose(rows, mine, least)
            yield rows[chosen], numbers[chosen]


def _choose(rows: Rows, chances: Floats, least: float) -> list[int]:
    order = np.lexsort((-rows["score"], -chances, rows["passage"]))
    order = order[chances[order] >= least]
    borders = np.nonzero(np.diff(rows["passage"][order]))[0] + 1
    chosen: list[int] = []
    for part in np.split(order, borders):
        chinese, english = (rows[side][part].astype(np.int64) for side in ("chinese", "english"))
        picked = choose_pairs(chinese, english, range(len(part)))
        chosen += part[picked].tolist()
    return chosen


class RowBlocks:
    """Rows that are read a block at a time."""

    def __init__(self) -> None:
        self._spill = Spill()
        self._borders: list[tuple[int, int]] = []

    def append(self, rows: Rows) -> None:
        """Add a block."""
        start = self._spill.append(rows.tobytes())
        self._borders.append((start, start + rows.nbytes))

    def __iter__(self) -> Iterator[Rows]:
        """Read them all."""
        for start, stop in self._borders:
            yield np.frombuffer(self._spill.read(start, stop), dtype=ROW)


class Gatherer:
    """Takes in passages, some at a time, in their order.

    Args:
        passages: how many there will be.
        buckets: that their sheets were made with.
    """

    def __init__(self, passages: int, buckets: int) -> None:
        self._counts = KeyCounts(buckets), KeyCounts(buckets)
        self._total = passages
        self._totals = PairTotals()
        self._blocks = RowBlocks()

    def add(self, sheet: Sheet) -> None:
        """Take in some passages."""
        self._counts[0].add(sheet.chinese)
        self._counts[1].add(sheet.english)
        self._totals.add(sheet.rows)
        self._blocks.append(sheet.rows)

    def finish(self) -> Gathered:
        """Put everything together."""
        table = self._totals.finish()
        whole = np.zeros((len(table), len(WHOLE_NAMES)), dtype=np.float32)
        for start in range(0, len(table), _DESCRIBED):
            part = slice(start, start + _DESCRIBED)
            whole[part] = self._describe(table[part])
        # Copied, for a field of the table would keep all of it.
        names, seen = table["pair"].copy(), table["seen"].astype(np.int64)
        return Gathered(names, seen, whole, self._blocks)

    def _describe(self, table: Rows) -> Floats:
        """Return what the last stage judges pairs by, (p, len(WHOLE_NAMES))."""
        seen, won = table["seen"].astype(np.int64), table["won"]
        counts = np.stack(
            [each.find(table["buckets"][:, side]) for side, each in enumerate(self._counts)], axis=1
        )
        here = table["sum"] / seen
        dice = 2 * seen / np.maximum(counts.sum(axis=1), 2 * seen)
        chance = np.log((seen + 0.5) * self._total / np.maximum(counts.prod(axis=1), 1) + 0.1)
        # That two terms stand together once says nothing: few stand more often.
        trust = 1 - 1 / seen
        columns = (
            *(here, table["best"] - here, np.log(seen), dice * trust, chance * trust),
            *(won / seen, won / np.maximum(counts.max(axis=1), seen)),
        )
        return np.stack(columns, axis=1, dtype=np.float32)
