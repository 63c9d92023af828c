"""What the default encoder makes of stretches of texts: sums over tokens, in time vectors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.embedding.parts import Ints, Vectors
from aligner.embedding.use_tokens import TokenNetwork, Tokens
from aligner.parallel import map_in_order
from tmx.memory.records import Span

_ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Sums:
    """What the tokens of k stretches of a text add up to.

    Args:
        totals: (k, dim) float32.
        counts: (k,) float32, how many tokens each has.
        markers: (dim,) float32, what the markers at both ends of the text add.
    """

    totals: Vectors
    counts: Vectors
    markers: Vectors

    def keep(self, kept: Ints) -> "Sums":
        """Return some of the stretches."""
        return Sums(self.totals[kept], self.counts[kept], self.markers)

    def compare(self, others: Sequence["Sums"], centre: Vectors) -> Vectors:
        """Return how like the stretches are to the likest of others, in [-1, 1]; (k,).

        This is before the last layers of the encoder, and costs little.

        Args:
            others: of one stretch each.
            centre: (dim,) the mean token of the texts, which says nothing of any of them.
        """
        mine = self._turn(centre)
        return np.asarray(np.max([mine @ each._turn(centre)[0] for each in others], axis=0))

    def _turn(self, centre: Vectors) -> Vectors:
        rows = self.totals / self.counts[:, None] - centre
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A text with what each of its tokens adds.

    Args:
        tokens: of the text.
        projected: (tokens, dim) float32, markers included.
        sums: (tokens, dim) float32, of each token and all before it.
    """

    tokens: Tokens
    projected: Vectors
    sums: Vectors

    def add_up(self, starts: Sequence[int] | Ints, stops: Sequence[int] | Ints) -> Sums:
        """Add up the tokens of stretches of the text."""
        firsts, behind = self.tokens.find_runs(np.asarray(starts), np.asarray(stops))
        totals = self.sums[behind - 1] - self.sums[firsts - 1]
        markers = self.projected[0] + self.projected[-1]
        return Sums(totals, (behind - firsts).astype(np.float32), markers)

    def add_up_span(self, span: Span) -> Sums:
        """Add up the tokens of one stretch."""
        return self.add_up([span.start], [span.stop])


def encode_texts(network: TokenNetwork, texts: Iterable[str]) -> dict[str, EncodedText]:
    """Encode texts together; one whose tokens have no place in it is left out."""
    read = {text: tokens for text in texts if (tokens := network.read_tokens(text)) is not None}
    if not read:
        return {}
    projected = network.project([tokens.numbers for tokens in read.values()])
    return {
        text: EncodedText(tokens, rows, np.cumsum(rows, axis=0, dtype=np.float32))
        for (text, tokens), rows in zip(read.items(), projected, strict=True)
    }


def embed(network: TokenNetwork, groups: Sequence[Sequence[Sums]]) -> Sequence[Vectors]:
    """Turn sums into vectors, all in a few products.

    Args:
        network: that they were made with.
        groups: at least one.

    Returns:
        For each group (stretches, dim) float32, rows unit-norm. A stretch has the markers of its
        text, as a text of its own would have.
    """
    totals = np.concatenate([each.totals + each.markers for group in groups for each in group])
    counts = np.concatenate([each.counts + 2 for group in groups for each in group])
    parts = [slice(at, at + _ROWS_AT_ONCE) for at in range(0, len(totals), _ROWS_AT_ONCE)]
    vectors = map_in_order(lambda part: network.embed(totals[part], counts[part]), parts)
    sizes = [sum(len(each.counts) for each in group) for group in groups]
    return np.split(np.concatenate(list(vectors)), np.cumsum(sizes)[:-1])


def find_centre(*texts: EncodedText) -> Vectors:
    """Return the mean of the tokens of texts; (dim,)."""
    return np.asarray(np.concatenate([each.projected[1:-1] for each in texts]).mean(axis=0))
