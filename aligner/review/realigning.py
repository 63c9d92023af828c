"""Rows → what the aligner would make of them now, shown beside what stands there."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.review.judging import Group, Judge, find_open_stretch, take_stretch
from aligner.revision.grouping import regroup_rows
from aligner.revision.records import Change, RevisionError, Row
from aligner.revision.state import RevisionState

MOST_ROWS = 1_000
"""Rows that are aligned anew at a time."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the aligner proposes for a stretch.

    Args:
        first, last: identifiers of the rows it replaces.
        before: the rows that stand there.
        groups: what it would make of them, with probabilities, in order.
    """

    first: int
    last: int
    before: tuple[Row, ...]
    groups: tuple[tuple[Group, float], ...]

    @property
    def is_new(self) -> bool:
        """Whether it differs from what stands there."""
        stands = [(row.source, row.target) for row in self.before]
        return stands != [group for group, _ in self.groups]


def propose(state: RevisionState, judge: Judge, first: int, last: int) -> Proposal:
    """Align the rows around some anew, from the accepted row above to the one below.

    Accepted rows among the chosen ones are kept, and divide the stretch.

    Args:
        state: as it stands.
        judge: the aligner.
        first, last: identifiers of the chosen rows; the same for one.

    Raises:
        RevisionError: a row is not there, or there is too much between accepted rows.
    """
    start, stop = find_open_stretch(state, *sorted(map(state.find_place, (first, last))))
    if stop - start > MOST_ROWS:
        raise RevisionError(
            f"{stop - start:,} rows stand between accepted ones, and at most {MOST_ROWS:,} are"
            " aligned anew: accept some between, or pin two segments",
            "too_many_rows",
            count=f"{stop - start:,}",
            most=f"{MOST_ROWS:,}",
        )
    groups: list[tuple[Group, float]] = []
    for begin, end in _divide(state, start, stop):
        row = state.get_row(begin)
        if end - begin == 1 and row.status == "accepted":
            groups.append(((row.source, row.target), row.confidence))
        else:
            groups += judge.find_groups(take_stretch(state, begin, end))
    before = state.slice_rows(start, stop)
    return Proposal(before[0].id, before[-1].id, before, tuple(groups))


def _divide(state: RevisionState, start: int, stop: int) -> Sequence[tuple[int, int]]:
    """Cut a stretch at its accepted rows; each of them is a part of its own."""
    parts, begin = [], start
    for place in range(start, stop):
        if state.get_row(place).status == "accepted":
            parts += [(begin, place)] if place > begin else []
            parts.append((place, place + 1))
            begin = place + 1
    return [*parts, *([(begin, stop)] if stop > begin else [])]


def take_proposal(state: RevisionState, proposal: Proposal) -> Change:
    """Compute the change that puts a proposal in the place of the rows.

    Raises:
        RevisionError: the rows were changed since.
    """
    start = state.find_place(proposal.first)
    if state.slice_rows(start, start + len(proposal.before)) != proposal.before:
        raise RevisionError(
            "the rows have been changed since the proposal: ask for it again", "proposal_gone"
        )
    return regroup_rows(state, proposal.first, proposal.last, proposal.groups)
