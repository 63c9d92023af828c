"""What an exporter is told, and what it tells: how much it wrote, what it left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a user asks of a translation memory; other formats have no place for it.

    Args:
        moment: what the file says of when it was made, with a time zone; None: nothing.
        dialect: the CAT tool whose way of stating contexts is followed; see `tmx.dialects`.
    """

    moment: datetime | None = None
    dialect: str = "plain"


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer put into a stream.

    Args:
        count: how many units or beads.
        noun: what was counted, in the plural: "units" or "beads".
        left_out: beads that are not in the file, by reason.
        characters_removed: characters of the texts that the format cannot hold, removed or
            replaced.
    """

    count: int
    noun: str = "beads"
    left_out: Mapping[str, int] = field(default_factory=dict)
    characters_removed: int = 0


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A file that was written.

    Args:
        path: where it is.
        format: suffix of the format, such as ".tmx".
        written: what is in it.
    """

    path: Path
    format: str
    written: Written

    @property
    def summary(self) -> str:
        """One line for people, such as "a.tmx: 34 units (left out: 12 no counterpart)"."""
        written = self.written
        reasons = ", ".join(f"{count} {reason}" for reason, count in written.left_out.items())
        removed = written.characters_removed
        return (
            f"{self.path}: {written.count} {written.noun}"
            + (f" (left out: {reasons})" if reasons else "")
            + (f"; {removed} characters removed that the format cannot hold" if removed else "")
        )
