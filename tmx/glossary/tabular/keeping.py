"""What a row of a table holds and a concept has no field for: kept in its note, and counted."""

from collections.abc import Callable, Mapping

from tmx.formats.places import quote
from tmx.glossary.records import Provenance, Review, TermStatus
from tmx.glossary.tabular.columns import Field
from tmx.glossary.tabular.values import (
    read_count,
    read_evidence,
    read_probability,
    read_provenance,
    read_review,
    read_status,
)
from tmx.losses import LossCounter

READERS: Mapping[Field, Callable[[str], object]] = {
    Field.REVIEW: read_review,
    Field.PROBABILITY: read_probability,
    Field.COUNT: read_count,
    Field.EVIDENCE: read_evidence,
    Field.STATUS: read_status,
    Field.PROVENANCE: read_provenance,
}
"""Fields that are no plain texts; a reader returns None of what it cannot read."""

_USUAL = {
    Field.REVIEW: f"one of {', '.join(Review)}",
    Field.PROBABILITY: "a number from 0 to 1",
    Field.COUNT: "a whole number",
    Field.EVIDENCE: "names with numbers",
    Field.STATUS: f"one of {', '.join(TermStatus)}",
    Field.PROVENANCE: f"one of {', '.join(Provenance)}",
}


class Keeper:
    """Keeps what a row holds beside its concept.

    Args:
        losses: told of it.
        place: of the row.

    Attributes:
        kept: lines for the note, such as "Client: ACME".
    """

    def __init__(self, losses: LossCounter, place: str) -> None:
        self._losses = losses
        self._place = place
        self.kept: list[str] = []

    def keep(self, name: str, cell: str) -> None:
        """Keep the cell of a column that only its owner knows."""
        self.kept.append(f"{name}: {cell}")
        self.count(f"the column “{quote(name)}” is kept in the note")

    def count(self, reason: str, times: int = 1) -> None:
        """Count what is left out."""
        self._losses.add(reason, self._place, count=times)

    def read(self, field: Field, text: str) -> object:
        """Read a value; what cannot be read is kept, and None.

        Args:
            field: whose value it is; one that is no key of READERS is a plain text.
            text: of its cell, or of its part for one term.
        """
        reader = READERS.get(field)
        if reader is None or not text.strip():
            return text if reader is None else None
        value = reader(text)
        if value is None:
            self.kept.append(f"{field}: {text}")
            self.count(f"what is not {_USUAL[field]} in “{field}” is kept in the note")
        return value
