"""What is known of each pair of terms over all passages, in bounded memory.

Source: Manku and Motwani 2002, Approximate Frequency Counts over Data Streams (what is rare is
forgotten when the table is full).
"""

import numpy as np

from aligner.terms.pairing.sheets import Rows

TOTAL = np.dtype(
    [
        ("pair", np.uint64),
        ("buckets", np.int32, (2,)),
        ("seen", np.int32),
        ("won", np.int32),
        ("sum", np.float64),
        ("best", np.float32),
    ]
)
"""A pair of terms: its name and buckets as in `sheets.ROW`; in how many rows it was seen, and won;
sum and maximum of their scores."""
MOST_PAIRS = 2_000_000
"""Pairs from which on those that were seen least, and are least probable, are forgotten."""
_WAITING = 500_000


class PairTotals:
    """Adds up rows.

    As long as there are not more pairs than `most`, everything is counted. Each time there are,
    half of them are forgotten; one that comes again then is counted from there on.

    Args:
        most: how many pairs are known at a time.
    """

    def __init__(self, most: int = MOST_PAIRS) -> None:
        self._most = most
        self._table = np.zeros(0, dtype=TOTAL)
        self._waiting: list[Rows] = []
        self._count = 0

    def add(self, rows: Rows) -> None:
        """Count rows."""
        self._waiting.append(_start(rows))
        self._count += len(rows)
        if self._count >= _WAITING:
            self._settle()

    def finish(self) -> Rows:
        """Return an array of `TOTAL` in the order of the names."""
        self._settle()
        return self._table

    def _settle(self) -> None:
        self._table = _add_up(np.concatenate([self._table, *self._waiting]))
        self._waiting, self._count = [], 0
        if len(self._table) > self._most:
            order = np.lexsort((self._table["best"], self._table["seen"]))
            self._table = self._table[np.sort(order[-(self._most // 2) :])]


def _start(rows: Rows) -> Rows:
    started = np.zeros(len(rows), dtype=TOTAL)
    for name in ("pair", "buckets"):
        started[name] = rows[name]
    started["seen"] = 1
    started["won"] = rows["wins"]
    started["sum"] = started["best"] = rows["score"]
    return started


def _add_up(table: Rows) -> Rows:
    """Make one of those with the same name."""
    if not len(table):
        return table
    order = np.argsort(table["pair"], kind="stable")
    names = table["pair"][order]
    starts = np.flatnonzero(np.concatenate([[True], names[1:] != names[:-1]]))
    made = table[order[starts]]
    for name in ("seen", "won", "sum"):
        made[name] = np.add.reduceat(table[name][order], starts)
    made["best"] = np.maximum.reduceat(table["best"][order], starts)
    return made
