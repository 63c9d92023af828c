"""Semantic matches beside an exact search through the encoder's own vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from aligner.pipeline import load_encoder
from benching.memory.clauses import Pair
from benching.memory.edits import MadeQuery
from benching.memory.importing import import_pairs
from benching.memory.matching import SIDES, describe_times
from benching.tables import figure, make_table
from tmx.memory.records import Query, Side
from tmx.memory.semantic import SemanticOptions, VectorModel, find_similar, index_vectors
from tmx.memory.store import Memory, open_memory

_RETURNED = 5
_AT_ONCE = 1024
_OPTIONS = SemanticOptions(limit=_RETURNED, min_similarity=-1.0)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What became of a query.

    Args:
        recall: share of the five nearest of an exact search that were returned.
        milliseconds: that it took, the encoding of the query included.
        exact: milliseconds of the exact search, likewise.
    """

    recall: float
    milliseconds: float
    exact: float


def measure_meanings(folder: Path, pairs: Sequence[Pair], queries: Sequence[MadeQuery]) -> str:
    """Make the vectors of pairs, look queries up, and return a row for each side."""
    made = import_pairs(folder, pairs)
    encoder, before = load_encoder(), made.path.stat().st_size
    model = VectorModel(encoder.signature, encoder.encode)
    with open_memory(made.path, is_writable=True) as memory:
        start = perf_counter()
        count = index_vectors(memory, model)
        seconds = perf_counter() - start
        rows = []
        for side, name in enumerate(SIDES):
            mine = [query.text for query in queries if query.side == side]
            found = ask_meanings(memory, model, [pair[side] for pair in pairs], mine, side=side)
            rows.append([name, str(len(mine)), *_describe(found)])
    size = (made.path.stat().st_size - before) / max(count, 1)
    table = make_table(
        ["side", "queries", "nearest five", "ms median", "p95", "exact ms", "p95"], rows
    )
    rate = f"{count:,} texts, {count / seconds:,.0f} a second, {size:,.0f} bytes each"
    return f"{table}\n\n{model.signature}: {rate}"


def _describe(found: Sequence[Meaning]) -> list[str]:
    return [
        figure(mean(each.recall for each in found)),
        *describe_times([each.milliseconds for each in found]),
        *describe_times([each.exact for each in found]),
    ]


def ask_meanings(
    memory: Memory, model: VectorModel, texts: Sequence[str], queries: Sequence[str], *, side: int
) -> list[Meaning]:
    """Look queries up, and compare with an exact search.

    Args:
        memory: that holds the texts and their vectors.
        model: that made them.
        texts: of a side, all that the memory holds.
        queries: segments.
        side: that they are compared with.
    """
    unique = list(dict.fromkeys(texts))
    vectors = np.concatenate(
        [model.encode(unique[at : at + _AT_ONCE]) for at in range(0, len(unique), _AT_ONCE)]
    )
    return [_ask(memory, model, (unique, vectors), Query(text, Side(side))) for text in queries]


def _ask(
    memory: Memory,
    model: VectorModel,
    everything: tuple[list[str], NDArray[np.float32]],
    query: Query,
) -> Meaning:
    texts, vectors = everything
    start = perf_counter()
    cosines = vectors @ model.encode([query.text])[0]
    nearest = np.argsort(-cosines)[:_RETURNED]
    middle = perf_counter()
    found = find_similar(memory, query, model, _OPTIONS)
    end = perf_counter()
    # What is as near as the fifth is as right.
    least = cosines[nearest[-1]] - 1e-6
    near = {text for text, cosine in zip(texts, cosines.tolist(), strict=True) if cosine >= least}
    right = len({match.source.text for match in found} & near) / len(nearest)
    return Meaning(min(1.0, right), 1000 * (end - middle), 1000 * (middle - start))
