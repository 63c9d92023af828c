"""The engine `bertalign`: an installed Bertalign 2 on our segments and vectors.

Bertalign is under the GPL: nothing here depends on it, and it is imported only when asked for. Its
default settings hold. It says nothing of how sure a bead is; our own model does (`ratings`).

Source: Liu & Zhu (2022), Bertalign: Improved word embedding-based sentence alignment for
Chinese–English parallel corpora of literary texts.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import (
    Encoder,
    PoolingEncoder,
    StreamingEncoder,
    Vectors,
    embed_overlaps,
)
from aligner.engines.own import OwnEngine
from aligner.engines.ratings import rate_beads
from aligner.engines.torchless import import_without_torch
from aligner.errors import AlignerError
from aligner.hints import NO_HINTS, Hints
from aligner.records import Bead, Side

_NEEDED = ("bertalign", "numba", "scipy", "lingua", "sentence_splitter")
_ADVICE = (
    "under Python 3.12 or newer: pip install --no-deps bertalign==2.0.1 and pip install numba "
    "scipy lingua-language-detector sentence-splitter; or take --engine duizhao"
)


class BertalignEngine:
    """Bertalign's two passes with its default settings.

    Raises:
        AlignerError: Bertalign 2 or a package that it needs is not installed.
    """

    def __init__(self) -> None:
        missing = [name for name in _NEEDED if find_spec(name) is None]
        if missing:
            raise AlignerError(f"engine bertalign: not installed ({', '.join(missing)}): {_ADVICE}")
        self._version = _find_version()
        self._own = OwnEngine()

    @property
    def signature(self) -> str:
        """Version of Bertalign, and of our weights, which give the confidence."""
        return f"bertalign/{self._version}+{self._own.signature}"

    def find_beads(
        self, source: Side, target: Side, encoder: Encoder, *, hints: Hints = NO_HINTS
    ) -> tuple[Bead, ...]:
        """Align the segments of two sides; see `aligner.aligning.find_beads`.

        Raises:
            AlignerError: Bertalign fails.
        """
        if not isinstance(encoder, PoolingEncoder | StreamingEncoder):
            encoder = _Remembering(encoder)
        found = find_links(source, target, encoder)
        own = self._own.find_beads(source, target, encoder, hints=hints)
        return _add_blanks(rate_beads(found, own), source, target)


def find_links(source: Side, target: Side, encoder: Encoder) -> tuple[Bead, ...]:
    """Run Bertalign over what is visible in two sides.

    Args:
        source, target: with at least one segment each that is not blank.
        encoder: gives the vectors.

    Returns:
        Its beads in order, with numbers of the sides given; blank segments are in none. Their
        confidence means nothing.

    Raises:
        AlignerError: Bertalign fails.
    """
    bertalign = import_without_torch("bertalign")
    visible = _Visible.of(source), _Visible.of(target)
    sides = {each.lines: each for each in visible}

    class ReadyEncoder(bertalign.Encoder):  # type: ignore[misc, name-defined]
        """Gives Bertalign the vectors of our encoder."""

        def __init__(self) -> None:
            self.model_name = encoder.signature

        def transform(
            self, sents: Sequence[str], num_overlaps: int
        ) -> tuple[Vectors, NDArray[np.int64]]:
            """Return vectors and lengths in bytes of runs, by where a run ends."""
            return sides[tuple(sents)].transform(encoder, num_overlaps)

    texts = ["\n".join(each.lines) for each in visible]
    try:
        with warnings.catch_warnings():
            # What its compiler warns of is not the user's to mend.
            warnings.simplefilter("ignore")
            links = bertalign.Bertalign(*texts, is_split=True, model=ReadyEncoder()).align_sents()
    except AlignerError:
        raise
    except Exception as error:
        # It has no errors of its own for texts that it cannot align.
        raise AlignerError(
            f"engine bertalign: it failed on {len(visible[0].lines)} and {len(visible[1].lines)} "
            f"segments ({type(error).__name__}: {error}): take --engine duizhao"
        ) from error
    return tuple(Bead(visible[0].number(left), visible[1].number(right)) for left, right in links)


@dataclass(frozen=True, slots=True)
class _Visible:
    """A side as Bertalign gets it: what is not blank, each segment a line.

    Args:
        lines: the texts without line breaks.
        numbers: of the segments in the side.
        joiner: stands between two segments of a run.
    """

    lines: tuple[str, ...]
    numbers: tuple[int, ...]
    joiner: str

    @classmethod
    def of(cls, side: Side) -> "_Visible":
        """Take what is visible of a side."""
        lines = {n: " ".join(segment.text.split()) for n, segment in enumerate(side.segments)}
        kept = {number: line for number, line in lines.items() if line}
        return cls(tuple(kept.values()), tuple(kept), side.joiner)

    def number(self, places: Sequence[int]) -> tuple[int, ...]:
        """Turn places among the lines into numbers of segments."""
        return tuple(self.numbers[place] for place in places)

    def transform(self, encoder: Encoder, max_run: int) -> tuple[Vectors, NDArray[np.int64]]:
        """Encode the runs; (max_run, n, dim) and (max_run, n), by the last line of each run."""
        overlaps = embed_overlaps(encoder, self.lines, joiner=self.joiner, max_run=max_run)
        starting = overlaps.window(0, len(self.lines))
        vectors = np.zeros_like(starting)
        lengths = np.zeros(starting.shape[:2], dtype=np.int64)
        sums = np.cumsum([0, *(len(line.encode("utf-8", "replace")) + 1 for line in self.lines)])
        for size in range(1, min(max_run, len(self.lines)) + 1):
            count = len(self.lines) - size + 1
            vectors[size - 1, size - 1 :] = starting[size - 1, :count]
            lengths[size - 1, size - 1 :] = sums[size:] - sums[:count] - 1
        return vectors, lengths


class _Remembering:
    """An encoder that encodes no text twice: two engines ask for the same runs."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows: dict[str, Vectors] = {}

    @property
    def signature(self) -> str:
        """That of the encoder."""
        return self._encoder.signature

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; (n, dim) float32."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if missing or not texts:
            vectors = self._encoder.encode(missing)
            self._rows.update(zip(missing, vectors, strict=True))
        if not texts:
            return vectors
        return np.array([self._rows[text] for text in texts])


def _add_blanks(beads: Sequence[Bead], source: Side, target: Side) -> tuple[Bead, ...]:
    """Add blank segments, alone in null beads, where they stand."""
    places = {(0, number): place for place, bead in enumerate(beads) for number in bead.source} | {
        (1, number): place for place, bead in enumerate(beads) for number in bead.target
    }
    keyed = [((place, 1, 0, 0), bead) for place, bead in enumerate(beads)]
    for role, side in enumerate((source, target)):
        place = 0
        for number in range(len(side.segments)):
            if (role, number) in places:
                place = places[role, number] + 1
            else:
                null = Bead((number,), ()) if role == 0 else Bead((), (number,))
                keyed.append(((place, 0, role, number), null))
    return tuple(bead for _, bead in sorted(keyed, key=lambda pair: pair[0]))


def _find_version() -> str:
    try:
        found = version("bertalign")
    except PackageNotFoundError:
        found = "of unknown version"
    if not found.startswith("2."):
        raise AlignerError(f"engine bertalign: version {found} has another interface: {_ADVICE}")
    return found
