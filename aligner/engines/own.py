"""The package's own engine, with the weights it ships."""

from functools import cached_property

from aligner.aligning import Model, find_beads, load_model
from aligner.embedding import Encoder
from aligner.hints import NO_HINTS, Hints
from aligner.records import Bead, Side


class OwnEngine:
    """`aligner.aligning` with the shipped weights."""

    @property
    def signature(self) -> str:
        """Version of the weights."""
        return self._model.version

    def find_beads(
        self, source: Side, target: Side, encoder: Encoder, *, hints: Hints = NO_HINTS
    ) -> tuple[Bead, ...]:
        """Align the segments of two sides; see `aligner.aligning.find_beads`."""
        return find_beads(source, target, encoder, self._model, hints=hints)

    @cached_property
    def _model(self) -> Model:
        return load_model()
