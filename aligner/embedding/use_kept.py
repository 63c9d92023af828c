"""What the default encoder keeps of texts, and of which texts it has read a while ago.

From sums over the tokens of each text the vector of any run of texts can be made. A page on which
rows are regrouped asks for the same few texts again and again: those of `RecentTexts` do not pass
the network twice.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from aligner.embedding.parts import Divide, Ends, Ints, Parts, join_parts, no_ends

Float: TypeAlias = np.float16 | np.float32


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of n texts to embed any run of them; half precision costs a cosine 1e-6.

    Args:
        mean, first, last: (n, dim) float16 or float32, the mean over all tokens and the rows of
            the opening and the closing marker.
        tokens: (n,) int64, markers included.
        ends: their beginnings and ends.
    """

    mean: NDArray[Float]
    first: NDArray[Float]
    last: NDArray[Float]
    tokens: Ints
    ends: Ends

    def take(self, text: int) -> "Kept":
        """Return what is kept of one text, as a copy."""
        here = slice(text, text + 1)
        return Kept(
            self.mean[here].copy(),
            self.first[here].copy(),
            self.last[here].copy(),
            self.tokens[here].copy(),
            Ends(_take_parts(self.ends.heads, text), _take_parts(self.ends.tails, text)),
        )


def join_kept(found: Sequence[Kept], dimension: int) -> Kept:
    """Join what is kept of several texts, each taken by itself."""
    if not found:
        none: NDArray[np.float16] = np.zeros((0, dimension), dtype=np.float16)
        return Kept(none, none, none, np.zeros(0, dtype=np.int64), no_ends(dimension))
    ends = [each.ends for each in found]
    return Kept(
        np.concatenate([each.mean for each in found]),
        np.concatenate([each.first for each in found]),
        np.concatenate([each.last for each in found]),
        np.concatenate([each.tokens for each in found]),
        Ends(_number([each.heads for each in ends]), _number([each.tails for each in ends])),
    )


def _take_parts(parts: Parts, text: int) -> Parts:
    start, stop = np.searchsorted(parts.owners, [text, text + 1])
    here = slice(int(start), int(stop))
    owners = np.zeros(int(stop - start), dtype=np.int64)
    return Parts(owners, parts.codes[here].copy(), parts.scales[here].copy())


def _number(found: Sequence[Parts]) -> Parts:
    return join_parts(
        [Parts(each.owners + text, each.codes, each.scales) for text, each in enumerate(found)]
    )


Read: TypeAlias = Callable[[Sequence[str], Divide | None], Kept]
"""Reads texts, which may be divided."""


class RecentTexts:
    """The texts that were asked for last; may be used from several threads.

    Args:
        most: texts, 4 KB each.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._found: OrderedDict[Hashable, Kept] = OrderedDict()

    def read(
        self, texts: Sequence[str], divide: Divide | None, read: Read, *, dimension: int
    ) -> Kept:
        """Return what is kept of texts, of which only those not known are read.

        Args:
            texts: any; if there are more than can be kept, all of them are read.
            divide: finds where a text may be divided; None: nowhere.
            read: reads texts.
            dimension: of their vectors.
        """
        if len(texts) > self._most:
            return read(texts, divide)
        with self._lock:
            known = {text: self._found.get((text, divide)) for text in texts}
        missing = [text for text, kept in known.items() if kept is None]
        if missing:
            found = read(missing, divide)
            known |= {text: found.take(number) for number, text in enumerate(missing)}
        rows = {text: kept for text, kept in known.items() if kept is not None}
        with self._lock:
            self._keep({(text, divide): kept for text, kept in rows.items()})
        return join_kept([rows[text] for text in texts], dimension)

    def _keep(self, found: dict[Hashable, Kept]) -> None:
        for key, kept in found.items():
            self._found[key] = kept
            self._found.move_to_end(key)
        while len(self._found) > self._most:
            self._found.popitem(last=False)
