"""Alignment → what stands around each bead in its document, for tools that match in context."""

from collections.abc import Sequence

from aligner.records import Alignment, Side
from tmx.contexts import Context


class ContextFinder:
    """Finds the neighbours of the beads of one alignment.

    Args:
        alignment: any; segments without counterpart are neighbours too.
    """

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._beads = {n: bead for bead in alignment.beads for n in bead.source}

    def find(self, numbers: Sequence[int]) -> Context:
        """Find what stands around source segments.

        Args:
            numbers: of the segments of a bead, increasing, at least one.

        Returns:
            The source segment before them and the one behind, each "" at the ends of the text,
            and the translation of the one before, "" where it has none.
        """
        source, target = self._alignment.source, self._alignment.target
        before = numbers[0] - 1
        translated = self._beads[before].target if before in self._beads else ()
        return Context(
            _read_text(source, before),
            _read_text(source, numbers[-1] + 1),
            target.text_of(translated).strip() if translated else "",
        )

    def find_target(self, numbers: Sequence[int]) -> Context:
        """Find what stands around target segments in their own text.

        Args:
            numbers: of the segments of a bead, increasing, at least one.

        Returns:
            The target segment before them and the one behind, each "" at the ends of the text.
        """
        target = self._alignment.target
        return Context(_read_text(target, numbers[0] - 1), _read_text(target, numbers[-1] + 1))


def _read_text(side: Side, number: int) -> str:
    is_there = 0 <= number < len(side.segments)
    return side.text_of((number,)).strip() if is_there else ""
