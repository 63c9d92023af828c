"""`duizhao tm index`: the index of words and characters, and the vectors of semantic matches."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aligner.command.columns import count_of
from aligner.command.console import report
from aligner.command.memory.opening import find_side, open_for_reading, open_for_writing
from aligner.embedding.registry import load_encoder
from tmx.memory.index import rebuild_index, update_index
from tmx.memory.records import Side
from tmx.memory.semantic import VectorModel, count_missing, drop_vectors, index_vectors

_STEP = 20
"""Reports of progress while vectors are made."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Which vectors are asked for.

    Args:
        encoder: its name.
        language: of the texts; None: of both sides.
        is_removed: whether they are to go.
    """

    encoder: str
    language: str | None = None
    is_removed: bool = False


def load_model(name: str) -> VectorModel:
    """Load an encoder as memories use it.

    Raises:
        AlignerError: there is none of this name, or something that it needs is missing.
    """
    encoder = load_encoder(name, report=report)
    return VectorModel(encoder.signature, encoder.encode)


def run_index(tm: Path, *, rebuild: bool) -> None:
    """Bring the index up to date, or make it anew."""
    with open_for_writing(tm) as memory:
        if rebuild:
            count = rebuild_index(memory, _show_pairs)
        else:
            with memory.write():
                count = update_index(memory, force=True)
    report(f"{tm}: {count_of(count, 'pair')} of texts indexed")


def run_vectors(tm: Path, asked: Vectors) -> None:
    """Make or delete the vectors of an encoder; what is made is kept if it breaks off."""
    model = load_model(asked.encoder)
    if asked.is_removed:
        with open_for_writing(tm) as memory:
            drop_vectors(memory, model.signature)
        report(f"{tm}: the vectors of {model.signature} are removed")
        return
    with open_for_reading(tm) as memory:
        sides = tuple(Side)
        if asked.language is not None:
            sides = (find_side(memory, asked.language, "--language"),)
        missing = count_missing(memory, model.signature, sides)
    with open_for_writing(tm) as memory:
        count = index_vectors(memory, model, sides, progress=_tell(missing))
    report(f"{tm}: {count_of(count, 'text')} encoded by {model.signature}")


def _show_pairs(done: int) -> None:
    report(f"{done:,} pairs …")


def _tell(total: int) -> Callable[[int], None]:
    """Make what reports progress, some twenty times."""
    step = max(total // _STEP, 1)
    told = 0

    def tell(done: int) -> None:
        nonlocal told
        if done // step > told:
            told = done // step
            report(f"{done:,} of {total:,} texts …")

    return tell
