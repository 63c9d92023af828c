"""The pairs that a window wants → how many they are, a file to download, units in a memory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aligner.exporting import Units
from aligner.messages import load_messages
from aligner.records import Alignment
from aligner.review.exports import Chosen, choose_pairs, name_file, write_pairs
from aligner.review.session import ReviewSession
from aligner.revision.records import RevisionError


@dataclass(frozen=True, slots=True)
class MemoryTarget:
    """A translation memory that pairs can go into.

    Args:
        name: for people.
        add: adds the units of an alignment, and says how many are new and how many were merged
            with those that are there.
    """

    name: str
    add: Callable[[Alignment], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that was made for a window.

    Args:
        name: of the file.
        data: what is in it.
        said: for people: how many pairs it holds, and what was left out and why.
    """

    name: str
    data: bytes
    said: str


class ExportDesk:
    """Hands out pairs of one session.

    Args:
        session: the open file.
        memory: where pairs can go; None: nowhere.
    """

    def __init__(self, session: ReviewSession, memory: MemoryTarget | None = None) -> None:
        self._session = session
        self._memory = memory

    @property
    def memory_name(self) -> str:
        """The name of the memory that pairs can go into; "" for none."""
        return self._memory.name if self._memory else ""

    def preview(self, language: str, choice: str, threshold: float) -> dict[str, Any]:
        """Count the pairs that would be exported, and what would be left out.

        Args:
            language: of the interface.
            choice, threshold: which pairs; see `choose_pairs`.

        Raises:
            RevisionError: there is no such choice, or the threshold is no probability.
        """
        return _count(self._choose(choice, threshold), language)

    def write(self, language: str, choice: str, threshold: float, name: str) -> Download:
        """Write the chosen pairs.

        Args:
            language: of the interface.
            choice, threshold: which pairs; see `choose_pairs`.
            name: of the format.

        Raises:
            RevisionError: likewise, or there is no such format.
            AlignerError: the format cannot hold the languages.
            TmxError: the same.
        """
        chosen = self._choose(choice, threshold)
        data, lost = write_pairs(chosen, name, datetime.now(UTC))
        units = chosen.make_units()
        said = load_messages(language)("export_done", n=len(units.units) - lost)
        said += _tell_left_out(units, language, too_long=lost)
        return Download(name_file(self._session.path.name, name), data, said)

    def add_to_memory(self, language: str, choice: str, threshold: float) -> dict[str, Any]:
        """Put the chosen pairs into the memory that the review was started with.

        Raises:
            RevisionError: it was started with none.
            TmxError: the memory cannot be written.
        """
        if self._memory is None:
            raise RevisionError(
                "there is no memory: start with duizhao review FILE --tm MEMORY", "no_memory"
            )
        chosen = self._choose(choice, threshold)
        created, merged = (f"{count:,}" for count in self._memory.add(chosen.alignment))
        said = load_messages(language)(
            "export_kept", name=self.memory_name, created=created, merged=merged
        )
        return {"said": said + _tell_left_out(chosen.make_units(), language)}

    def _choose(self, choice: str, threshold: float) -> Chosen:
        with self._session.reading() as history:
            return choose_pairs(history.state.to_alignment(), choice, threshold)


def _count(chosen: Chosen, language: str) -> dict[str, Any]:
    units = chosen.make_units()
    said = load_messages(language)("export_count", n=len(units.units))
    return {
        "count": len(units.units),
        "left_out": dict(units.left_out),
        "said": said + _tell_left_out(units, language),
    }


def _tell_left_out(units: Units, language: str, *, too_long: int = 0) -> str:
    messages = load_messages(language)
    reasons = [messages(_name_reason(each), n=n) for each, n in units.left_out.items()]
    reasons += [messages("left_too_long", n=too_long)] if too_long else []
    return messages("export_left_out", reasons=messages("comma").join(reasons)) if reasons else ""


def _name_reason(reason: str) -> str:
    return f"left_{reason.replace(' ', '_')}"
