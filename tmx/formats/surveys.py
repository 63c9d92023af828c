"""A look at all rows before the first is written: how many there are, and what they hold."""

from dataclasses import dataclass

from tmx.formats.bilingual import Rows
from tmx.formats.details import get_confidence, list_notes


@dataclass(frozen=True, slots=True)
class Survey:
    """What the rows of a file hold.

    Args:
        rows: how many there are.
        has_confidence: whether one states how sure an alignment is of it.
        has_notes: whether one has a note.
    """

    rows: int
    has_confidence: bool
    has_notes: bool

    @property
    def has_remarks(self) -> bool:
        """Whether one has any of both."""
        return self.has_confidence or self.has_notes


def survey(rows: Rows) -> Survey:
    """Go through the rows once, without counting what is lost."""
    count, has_confidence, has_notes = 0, False, False
    for row in rows.pass_silently():
        count += 1
        has_confidence = has_confidence or get_confidence(row.unit) is not None
        has_notes = has_notes or bool(list_notes(row))
    return Survey(count, has_confidence, has_notes)
