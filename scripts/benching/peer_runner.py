"""Runs the algorithms of Vecalign and Bertalign on stored vectors, in their own environment.

    python peer_runner.py FOLDER

FOLDER holds a folder a text pair, each with source.npy, target.npy ((8, n, dim) float32 by the
end of the run), source.txt and target.txt; beads and seconds go to FOLDER/vecalign.json and
FOLDER/bertalign.json, a record a pair. Each peer does the first pair twice: the first time,
which compiles, is reported as cold. Defaults are the peers' own.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

Beads = list[tuple[list[int], list[int]]]


@dataclass(frozen=True, slots=True)
class Text:
    """Segments and the vectors of their runs, (8, n, dim) float32."""

    lines: list[str]
    vectors: np.ndarray


def main() -> None:
    folder = Path(sys.argv[1])
    # An empty cache of compiled code, so that the cold run is a user's first.
    os.environ["NUMBA_CACHE_DIR"] = str(folder)
    pairs = {path.name: load_pair(path) for path in sorted(folder.iterdir()) if path.is_dir()}
    stand_in()
    for name, prepare in (("vecalign", prepare_vecalign), ("bertalign", prepare_bertalign)):
        cold = time_one(prepare, next(iter(pairs.values())))
        records = {key: time_one(prepare, pair) for key, pair in pairs.items()}
        result = {"cold": cold["seconds"], "pairs": records}
        (folder / f"{name}.json").write_text(json.dumps(result), encoding="utf-8")


def load_pair(folder: Path) -> tuple[Text, Text]:
    source, target = (
        Text(
            (folder / f"{side}.txt").read_text("utf-8").removesuffix("\n").split("\n"),
            np.load(folder / f"{side}.npy"),
        )
        for side in ("source", "target")
    )
    return source, target


def time_one(
    prepare: Callable[[Text, Text], Callable[[], Beads]], pair: tuple[Text, Text]
) -> dict[str, object]:
    """Align a pair; the clock runs for the algorithm alone."""
    align = prepare(*pair)
    start = time.perf_counter()
    try:
        beads = align()
    except (IndexError, ValueError) as error:
        return {"seconds": time.perf_counter() - start, "beads": [], "error": repr(error)}
    return {
        "seconds": time.perf_counter() - start,
        "beads": [[list(map(int, s)) for s in b] for b in beads],
    }


def prepare_vecalign(source: Text, target: Text) -> Callable[[], Beads]:
    from sentweave import align

    def run() -> Beads:
        # Asked for all runs of one segment, then of two and so on, of the source first.
        layers = iter([*source.vectors, *target.vectors])
        result = align(source.lines, target.lines, lambda texts: next(layers))
        return [(bead.src_indices, bead.tgt_indices) for bead in result.alignments]

    return run


def prepare_bertalign(source: Text, target: Text) -> Callable[[], Beads]:
    from bertalign.aligner import Bertalign
    from bertalign.encoder import Encoder
    from bertalign.utils import yield_overlaps

    class Stored(Encoder):
        """Hands out stored vectors, of the source at the first call and of the target next."""

        def __init__(self) -> None:
            self.model_name = "stored vectors"
            self._sides = iter((source, target))

        def transform(
            self, sents: Sequence[str], num_overlaps: int
        ) -> tuple[np.ndarray, np.ndarray]:
            side = next(self._sides)
            if len(sents) != len(side.lines):
                raise SystemExit(f"bertalign sees {len(sents)} lines for {len(side.lines)}")
            lengths = [len(text.encode("utf-8")) for text in yield_overlaps(sents, num_overlaps)]
            shape = (num_overlaps, len(sents))
            vectors = np.ascontiguousarray(side.vectors[:num_overlaps])
            return vectors, np.array(lengths, dtype=np.int64).reshape(shape)

    texts = ("\n".join(side.lines) for side in (source, target))
    return Bertalign(*texts, is_split=True, model=Stored()).align_sents


class Rows(np.ndarray):
    """An array that answers to the few names of a tensor that the search for neighbours uses."""

    def to(self, device: str) -> "Rows":
        """Return itself, for there is one device."""
        return self

    def cpu(self) -> "Rows":
        """Return itself."""
        return self

    def numpy(self) -> np.ndarray:
        """Return a plain array."""
        return np.asarray(self)


def stand_in() -> None:
    """Let the imports of torch and sentence-transformers find what numpy can do for them."""
    torch = ModuleType("torch")
    torch.cuda = ModuleType("torch.cuda")
    torch.cuda.is_available = lambda: False
    torch.from_numpy = lambda array: array.view(Rows)
    torch.topk = find_largest
    transformers = ModuleType("sentence_transformers")
    transformers.SentenceTransformer = type("SentenceTransformer", (), {})
    sys.modules |= {"torch": torch, "sentence_transformers": transformers}


def find_largest(values: np.ndarray, count: int, *, dim: int) -> tuple[Rows, Rows]:
    """Return the largest values along an axis and where they are, the largest first."""
    places = np.argpartition(values, -count, axis=dim)[:, -count:]
    found = np.take_along_axis(np.asarray(values), np.asarray(places), axis=dim)
    order = np.argsort(-found, axis=dim)
    pairs = (np.take_along_axis(each, order, axis=dim) for each in (found, np.asarray(places)))
    largest, where = (np.ascontiguousarray(each).view(Rows) for each in pairs)
    return largest, where


if __name__ == "__main__":
    main()
