"""Parts of segments that fit better on the other side of a position: a bead should not end there.

A translator who breaks sentences elsewhere than the author leaves a clause of one segment in the
counterpart of the next. At a position between segments i - 1, i on the left and j - 1, j on the
right, an end of i - 1 that resembles j more than j - 1 says so, and so does a beginning of i that
resembles j - 1 more than j; the same from the right.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.pair import Floats, Ints, Text
from aligner.embedding.parts import Parts

KINDS = 4
"""Ends and beginnings on the left, ends and beginnings on the right."""


@dataclass(frozen=True, slots=True)
class Window:
    """Segments of both texts around some positions.

    Args:
        top, height: first segment on the left (it may be negative), and how many.
        edge, width: the same on the right.
    """

    top: int
    height: int
    edge: int
    width: int

    def mirrored(self) -> "Window":
        """Return the window with the sides exchanged."""
        return Window(self.edge, self.width, self.top, self.height)


def measure_crossings(left: Text, right: Text, window: Window) -> Floats:
    """Measure what crosses each position between segments.

    Args:
        left, right: the texts.
        window: position [r, c] of the result lies before left segment top + r and right segment
            edge + c.

    Returns:
        (4, height, width) float32, differences of cosines, in the order of KINDS, at least 0; 0
        at the borders of either text.
    """
    by_left = _measure_side(left, right, window)
    by_right = _measure_side(right, left, window.mirrored())
    return np.stack([*by_left, *(grid.T for grid in by_right)])


def _measure_side(own: Text, other: Text, window: Window) -> tuple[Floats, Floats]:
    """Measure ends and beginnings of one side; (height, width) float32 each."""
    partners = other.vectors.window(window.edge, window.width)[0].T
    places = np.arange(window.edge, window.edge + window.width)
    is_inner = (places > 0) & (places < len(other))

    def measure(parts: Parts, sign: int) -> Floats:
        owners, vectors = own.vectors.parts_window(parts, window.top, window.height)
        ahead = np.diff(vectors @ partners, axis=1, prepend=np.float32(0)) * np.float32(sign)
        return _best_of(owners, np.where(is_inner, ahead, np.float32(0)), window.height)

    ends = own.vectors.ends
    tails, heads = measure(ends.tails, 1), measure(ends.heads, -1)
    # An end is measured at the position behind its segment, a beginning at the one before it.
    tails = np.concatenate([np.zeros_like(tails[:1]), tails[:-1]])
    rows = np.arange(window.top, window.top + window.height)
    outside = (rows <= 0) | (rows >= len(own))
    tails[outside] = heads[outside] = 0
    return tails, heads


def _best_of(owners: Ints, values: NDArray[np.float32], height: int) -> Floats:
    """Return the largest of the rows of each owner, (height, width) float32, at least 0."""
    best = np.zeros((height, values.shape[1]), dtype=np.float32)
    if len(owners):
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        best[owners[starts]] = np.maximum(np.maximum.reduceat(values, starts), 0)
    return best
