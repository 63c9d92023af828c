"""Sides and an encoder → beads, by the engine of the user's choice.

`duizhao` is the package's own (`aligner.aligning`); `bertalign` hands our segments and vectors to
the algorithm of an installed Bertalign.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from aligner.embedding import Encoder
from aligner.errors import AlignerError
from aligner.hints import NO_HINTS, Hints
from aligner.records import Bead, Side
from aligner.settings import DEFAULT_ENGINE

__all__ = ["Engine", "load_engine"]


class Engine(Protocol):
    """Finds the beads of two sides."""

    @property
    def signature(self) -> str:
        """Versions of the weights and of the algorithm, enough to get the same beads again."""

    def find_beads(
        self, source: Side, target: Side, encoder: Encoder, *, hints: Hints = NO_HINTS
    ) -> tuple[Bead, ...]:
        """Align the segments of two sides; see `aligner.aligning.find_beads`."""


def load_engine(name: str = DEFAULT_ENGINE) -> Engine:
    """Make the engine of a name.

    Args:
        name: "duizhao" or "bertalign".

    Raises:
        AlignerError: there is no such engine, or its package is not installed.
    """
    if make := _MAKERS.get(name):
        return make()
    raise AlignerError(f"engine “{name}”: is not known: give {' or '.join(_MAKERS)}")


def _make_own() -> Engine:
    from aligner.engines.own import OwnEngine

    return OwnEngine()


def _make_bertalign() -> Engine:
    from aligner.engines.peer import BertalignEngine

    return BertalignEngine()


_MAKERS: Mapping[str, Callable[[], Engine]] = {
    DEFAULT_ENGINE: _make_own,
    "bertalign": _make_bertalign,
}
