"""The alignment as it stands, checked by its terms; each finding knows its row."""

from collections.abc import Iterator
from dataclasses import dataclass

from aligner.review.session import ReviewSession
from aligner.terms.checking.checker import TermChecker
from aligner.terms.checking.records import CheckedUnit, TermFinding, TermReport
from tmx.glossary.records import Concept, Glossary, Review


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found.

    Args:
        report: all of it; the place of a unit is the identifier of its row.
        is_by_accepted: whether accepted terms were asked for; else those that nobody rejected.
        places: where the rows of the findings stand, from 0, by identifier.
    """

    report: TermReport
    is_by_accepted: bool
    places: dict[int, int]

    def list_rows(self) -> Iterator[tuple[int, int, TermFinding]]:
        """Yield the identifier of the row of each finding, its place from 0, and the finding."""
        for each in self.report.findings:
            row = int(each.unit.place)
            yield row, self.places[row], each


def check_rows(session: ReviewSession, concepts: list[Concept]) -> Findings:
    """Check the rows that are accepted or sure enough.

    Args:
        session: the open alignment.
        concepts: that nobody has rejected.
    """
    accepted = [each for each in concepts if each.review == Review.ACCEPTED]
    units, places = _list_units(session)
    checker = TermChecker(Glossary(tuple(accepted or concepts)))
    return Findings(checker.check(units), bool(accepted), places)


def _list_units(session: ReviewSession) -> tuple[list[CheckedUnit], dict[int, int]]:
    with session.reading() as history:
        state = history.state
        alignment = state.to_alignment()
        rows = [row.id for row in state.rows]
    sides = alignment.source, alignment.target
    tags = sides[0].document.language, sides[1].document.language
    units = [
        CheckedUnit(str(row), sides[0].text_of(bead.source), sides[1].text_of(bead.target), tags)
        for row, bead in zip(rows, alignment.beads, strict=True)
        if alignment.is_confident(bead)
    ]
    return units, {row: place for place, row in enumerate(rows)}
