"""The package's own engine, with the weights it ships."""

from functools import cached_property

from aligner.aligning import Model, find_beads, load_model
from aligner.embedding import Encoder
from aligner.records import Bead, Side


class OwnEngine:
    """`aligner.aligning` with the shipped weights."""

    @property
    def signature(self) -> str:
        """Version of the weights."""
        return self._model.version

    def find_beads(
        self, source: Side, target: Side, encoder: Encoder, *, has_paragraphs: bool = True
    ) -> tuple[Bead, ...]:
        """Align the segments of two sides; see `aligner.aligning.find_beads`."""
        return find_beads(source, target, encoder, self._model, has_paragraphs=has_paragraphs)

    @cached_property
    def _model(self) -> Model:
        return load_model()
