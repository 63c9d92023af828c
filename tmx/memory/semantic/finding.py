"""Query → units whose text means nearly the same, by its vector."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from tmx.errors import TmxError
from tmx.memory.filtering import make_condition
from tmx.memory.queries import vectors as queries
from tmx.memory.queries.filters import Condition
from tmx.memory.queries.matching import OFFERED
from tmx.memory.queries.units import select_units_of_pairs
from tmx.memory.records import ALL, Match, MatchKind, Query, Side, StoredUnit, UnitFilter
from tmx.memory.semantic.model import VectorModel, Vectors
from tmx.memory.semantic.quantising import count_differing, pack_signs, rescore
from tmx.memory.store import Memory

_RANKED = 400
_RANKED_SHARE = 0.001
"""How many of the nearest by signs are ranked by numbers: so many, and this share of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SemanticOptions:
    """How semantic matches are chosen.

    Args:
        limit: the most matches.
        min_similarity: the least cosine, in [-1, 1].
        units: only these.
    """

    limit: int = 5
    min_similarity: float = 0.7
    units: UnitFilter = ALL


_AS_USUAL = SemanticOptions()


def find_similar(
    memory: Memory, query: Query, model: VectorModel, options: SemanticOptions = _AS_USUAL
) -> tuple[Match, ...]:
    """Find units whose text on the side of a query means nearly the same.

    Args:
        memory: with vectors of this encoder: see `index_vectors`.
        query: its text and side count.
        model: the encoder.
        options: how many, and how near.

    Returns:
        Matches of kind SEMANTIC, the nearest first. Their rate is 0: how near two meanings are says
        nothing of how much of a translation can stay.

    Raises:
        TmxError: the memory has no vectors of this encoder, or cannot be read.
    """
    place = _find_place(memory, query.side, model.signature)
    vector = model.encode([query.text])[0]
    with memory.read():
        nearest = _rank(memory, place, vector)
        return tuple(islice(_make_matches(memory, nearest, query.side, options), options.limit))


def _find_place(memory: Memory, side: Side, signature: str) -> tuple[int, int, Side]:
    """Return the number and the dimension of an encoder that there are vectors of, and the side."""
    advice = "make them with duizhao tm index --semantic"
    with memory.read() as connection:
        found = queries.find_encoder(connection, signature)
        if found is None:
            known = ", ".join(queries.select_encoders(connection)) or "none"
            raise TmxError(
                f"{memory.path}: has no vectors of the encoder {signature} (of {known}); {advice}"
            )
        if not queries.select_last(connection, found[0], side):
            language = memory.languages[side]
            raise TmxError(f"{memory.path}: has no vectors of its {language} texts; {advice}")
    return (*found, side)


def _rank(memory: Memory, place: tuple[int, int, Side], vector: Vectors) -> dict[int, float]:
    """Return the cosines of the pairs that are nearest, the nearest first."""
    encoder, dimension, side = place
    signs: Signs = memory.get_part(f"signs {encoder} {side}", lambda _: Signs())
    signs.refresh(queries.select_signs(memory.connection, encoder, side, signs.last))
    cosines: dict[int, float] = {}
    for row, (places, ids) in signs.find_nearest(vector).items():
        numbers = queries.read_numbers(memory.connection, row, places, dimension)
        ranked = rescore(np.frombuffer(numbers, dtype=np.int8).reshape(-1, dimension), vector)
        cosines.update(zip(ids, ranked.tolist(), strict=True))
    return dict(sorted(cosines.items(), key=lambda item: (-item[1], -item[0])))


def _make_matches(
    memory: Memory, cosines: Mapping[int, float], side: Side, options: SemanticOptions
) -> Iterator[Match]:
    near = [number for number, cosine in cosines.items() if cosine >= options.min_similarity]
    condition = make_condition(memory.connection, options.units) & OFFERED
    # Most of those that are looked at are shown: few are gone, rejected or filtered out.
    for start in range(0, len(near), 4 * options.limit):
        chosen = near[start : start + 4 * options.limit]
        units = _read_newest(memory.connection, chosen, condition)
        for number in filter(units.__contains__, chosen):
            unit, count = units[number]
            kind, cosine = MatchKind.SEMANTIC, cosines[number]
            yield Match(0, kind, unit, side, cosine, others=count - 1)


def _read_newest(
    connection: sqlite3.Connection, pairs: Sequence[int], condition: Condition
) -> dict[int, tuple[StoredUnit, int]]:
    """Return the newest unit of each pair that may be offered, and how many there are."""
    found: dict[int, tuple[StoredUnit, int]] = {}
    for unit in select_units_of_pairs(connection, pairs, condition):
        newest, count = found.get(unit.pair, (unit, 0))
        found[unit.pair] = newest, count + 1
    return found


class Signs:
    """The signs of all vectors of a side, in memory: 64 bytes a text of 512 numbers.

    Attributes:
        last: id of the last pair.
    """

    def __init__(self) -> None:
        self.last = 0
        self._rows: list[int] = []
        self._ids: list[NDArray[np.int64]] = []
        self._parts: list[NDArray[np.uint64]] = []
        self._starts = np.zeros(1, dtype=np.int64)

    def refresh(self, runs: Iterable[tuple[int, int, bytes, bytes]]) -> None:
        """Add runs: row, last pair, ids and signs of each."""
        known = len(self._rows)
        for row, last, ids, signs in runs:
            numbers = np.frombuffer(ids, dtype="<i8")
            self._rows.append(row)
            self._ids.append(numbers)
            self._parts.append(np.frombuffer(signs, dtype="<u8").reshape(len(numbers), -1))
            self.last = last
        if len(self._rows) > known:
            self._parts = [np.concatenate(self._parts)]
            self._starts = np.cumsum([0, *map(len, self._ids)])

    def find_nearest(self, vector: Vectors) -> dict[int, tuple[list[int], list[int]]]:
        """Find the pairs nearest by signs.

        Args:
            vector: (dimension,).

        Returns:
            By row of a run: places in the run, and the ids of the pairs there.
        """
        if not self._rows:
            return {}
        (signs,) = self._parts
        counts = count_differing(signs, pack_signs(vector[None, :]).view("<u8")[0])
        wanted = min(len(counts), _RANKED + int(_RANKED_SHARE * len(counts)))
        nearest = np.sort(np.argpartition(counts, wanted - 1)[:wanted])
        runs = np.searchsorted(self._starts, nearest, side="right") - 1
        found: dict[int, tuple[list[int], list[int]]] = {}
        for run, place in zip(runs.tolist(), (nearest - self._starts[runs]).tolist(), strict=True):
            places, ids = found.setdefault(self._rows[run], ([], []))
            places.append(place)
            ids.append(int(self._ids[run][place]))
        return found
