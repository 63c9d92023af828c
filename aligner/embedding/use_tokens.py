"""Tokens of single texts and what the default encoder makes of them, for spans inside a text."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from aligner.embedding.parts import Ints, Vectors
from aligner.embedding.use_network import (
    CLOSING,
    OPENING,
    SPACE,
    UNKNOWN,
    Batch,
    Network,
    Spans,
    Table,
    cut_batches,
    measure,
)
from aligner.parallel import THREADS, map_in_order

Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text.

    Args:
        numbers: of the tokens, the markers at both ends included.
        starts: (tokens without markers,) where each begins in the text, never decreasing.
        stops: where each stops; equal to its start for a token that is a space.
    """

    numbers: list[int]
    starts: Ints
    stops: Ints

    def find_runs(self, starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
        """Find the runs of tokens, markers counted, that stand in stretches of the text.

        Tokens that stand there in part belong to a run; at least one does.

        Args:
            starts: (k,) where each stretch begins.
            stops: (k,) where it stops.

        Returns:
            (k,) the first token of each run, and (k,) the one behind its last.
        """
        firsts = np.searchsorted(self.stops, starts, side="right")
        firsts = np.minimum(firsts, len(self.starts) - 1)
        lasts = np.searchsorted(self.starts, stops, side="left")
        return firsts + 1, np.maximum(lasts, firsts + 1) + 1


class TokenNetwork(Network):
    """The default encoder with access to single tokens."""

    def read_tokens(self, text: str) -> Tokens | None:
        """Find the tokens of a text and where they stand; None: their places cannot be told."""
        pieces: list[str] = self._tokenizer.encode(text, out_type=str)
        numbers: list[int] = self._tokenizer.piece_to_id(pieces) if pieces else []
        parts: list[tuple[int, str]] = []
        for number, piece in zip(numbers, pieces, strict=True):
            # A run of unknown characters is one piece, but a token for each: see `tokenise`.
            parts += [(number, each) for each in (piece if number == UNKNOWN else [piece])]
        places = _find_places(text, [piece for _, piece in parts])
        if not places:
            return None
        starts, stops = np.array(places, dtype=np.int64).T
        return Tokens([OPENING, *(number for number, _ in parts), CLOSING], starts, stops)

    def project(self, pieces: Sequence[Sequence[int]]) -> list[Vectors]:
        """Compute what each token of a text adds to the sum that `embed` takes.

        Args:
            pieces: token numbers with markers.

        Returns:
            For each piece (tokens, dim) float32.
        """
        lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
        tokens, places = np.unique(np.concatenate(pieces), return_inverse=True)
        table = self._look_up(tokens, THREADS)
        nowhere = Spans(*np.zeros((3, 0), dtype=np.int64))
        batches = cut_batches(places, lengths, nowhere)
        parts = map_in_order(partial(self._project_batch, table), batches)
        return [rows for part in parts for rows in part]

    def _project_batch(self, table: Table, batch: Batch) -> list[Vectors]:
        rows = self._project(self._normalise(self._convolve(table, batch)))
        return np.split(rows, np.cumsum(batch.lengths)[:-1])

    def _normalise(self, features: Vectors) -> Vectors:
        mean, scale = measure(features, self._arrays.eps)
        features -= mean[:, None]
        features *= scale[:, None]
        return np.asarray(features * self._arrays.ln_g + self._arrays.ln_b, dtype=np.float32)


def _find_places(text: str, pieces: Sequence[str]) -> Places:
    """Find where pieces of the text in compatibility form stand in it; [] where they do not."""
    characters = list(_spread(text))
    places: Places = []
    at = end = 0
    for piece in pieces:
        start = -1
        for character in piece.replace(SPACE, ""):
            # The tokenizer leaves out what it cannot show, such as control characters.
            while at < len(characters) and characters[at][0] != character:
                at += 1
            if at == len(characters):
                return []
            start = characters[at][1] if start < 0 else start
            end = characters[at][1] + 1
            at += 1
        places.append((end if start < 0 else start, end))
    return places


def _spread(text: str) -> Iterator[tuple[str, int]]:
    for place, character in enumerate(text):
        for each in unicodedata.normalize("NFKC", character):
            if not each.isspace():
                yield each, place
