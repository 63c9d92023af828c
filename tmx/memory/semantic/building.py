"""Pairs of a memory → vectors, run by run, so that it can be broken off and gone on with."""

import sqlite3
from collections.abc import Callable, Sequence

import numpy as np

from tmx.errors import TmxError
from tmx.memory.queries import vectors as queries
from tmx.memory.records import Side
from tmx.memory.semantic.model import VectorModel, Vectors
from tmx.memory.semantic.quantising import quantise
from tmx.memory.store import Memory

RUN = 256
"""Pairs of a run: what a search reads at once to rank a few."""

_BATCH = 4 * RUN
"""Pairs that are encoded and kept together; at most this much work is lost when it breaks off."""


def count_missing(memory: Memory, signature: str, sides: Sequence[Side]) -> int:
    """Count the texts that have no vector yet.

    Args:
        memory: any.
        signature: of the encoder.
        sides: which texts.
    """
    with memory.read() as connection:
        found = queries.find_encoder(connection, signature)
        return sum(_count_side(connection, found, side) for side in sides)


def index_vectors(
    memory: Memory,
    model: VectorModel,
    sides: Sequence[Side] = (Side.FIRST, Side.SECOND),
    *,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Make the vectors of all texts that have none; what is done is kept if it breaks off.

    Others may read and write the memory meanwhile. A pair that is gone keeps its vector, which is
    never found; a text that was edited is a new pair.

    Args:
        memory: open for writing.
        model: the encoder.
        sides: which texts.
        progress: is told how many texts have been encoded, now and then.

    Returns:
        How many texts were encoded.

    Raises:
        TmxError: the memory cannot be written, or the encoder's vectors have another dimension
            than before.
    """
    done = 0
    for side in sides:
        while made := _index_batch(memory, model, side):
            done += made
            if progress is not None:
                progress(done)
    return done


def drop_vectors(memory: Memory, signature: str) -> None:
    """Delete the vectors of an encoder; nothing happens where there are none.

    Raises:
        TmxError: the memory cannot be written.
    """
    with memory.write() as connection:
        found = queries.find_encoder(connection, signature)
        if found is not None:
            queries.delete_vectors(connection, found[0])


def _index_batch(memory: Memory, model: VectorModel, side: Side) -> int:
    """Encode the next texts of a side; return how many, 0 at the end."""
    with memory.read() as connection:
        found = queries.find_encoder(connection, model.signature)
        last = 0 if found is None else queries.select_last(connection, found[0], side)
        rows = queries.select_texts(connection, side, last, _BATCH)
    if not rows:
        return 0
    encoded = model.encode([text for _, text in rows])
    with memory.write() as connection:
        encoder = _settle_encoder(connection, model, encoded.shape[1])
        # Somebody else may have done the same meanwhile.
        if queries.select_last(connection, encoder, side) == last:
            _insert(connection, (encoder, side), [number for number, _ in rows], encoded)
    return len(rows)


def _settle_encoder(connection: sqlite3.Connection, model: VectorModel, dimension: int) -> int:
    found = queries.find_encoder(connection, model.signature)
    if found is None:
        return queries.insert_encoder(connection, model.signature, dimension)
    if found[1] != dimension:
        raise TmxError(
            f"the encoder {model.signature} gives {dimension} numbers a text, and gave"
            f" {found[1]} before; name another encoder, or index a new memory"
        )
    return found[0]


def _insert(
    connection: sqlite3.Connection, place: tuple[int, Side], ids: Sequence[int], vectors: Vectors
) -> None:
    for start in range(0, len(ids), RUN):
        run, made = ids[start : start + RUN], quantise(vectors[start : start + RUN])
        blobs = np.array(run, dtype="<i8").tobytes(), made.signs.tobytes(), made.numbers.tobytes()
        queries.insert_run(connection, *place, queries.VectorRun(run[-1], *blobs))


def _count_side(connection: sqlite3.Connection, encoder: tuple[int, int] | None, side: Side) -> int:
    last = 0 if encoder is None else queries.select_last(connection, encoder[0], side)
    return queries.count_after(connection, last)
