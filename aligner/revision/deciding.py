"""Decisions of a person: rows that are accepted, opened again, marked to come back to."""

from collections.abc import Iterable
from dataclasses import replace

from aligner.revision.records import Change, RevisionError, Row, RowStatus, make_flags
from aligner.revision.state import RevisionState


def decide_rows(state: RevisionState, rows: Iterable[int], status: RowStatus) -> Change:
    """Accept rows, or open them again.

    Args:
        state: as it stands.
        rows: their identifiers; those that are so already are passed over.
        status: what they become.

    Raises:
        RevisionError: a row is not there, or all are so already.
    """
    found = [state.get_row(state.find_place(row)) for row in rows]
    return _set_flags(found, status.value, status=status)


def accept_above(state: RevisionState, row: int) -> Change:
    """Accept a row and all above it.

    Raises:
        RevisionError: there is no such row, or all are accepted already.
    """
    stop = state.find_place(row) + 1
    rows = state.slice_rows(0, stop)
    change = _set_flags(rows, "accept above", status=RowStatus.ACCEPTED)
    return replace(change, focus=row)


def mark_row(state: RevisionState, row: int, *, is_marked: bool) -> Change:
    """Mark a row to come back to it, or take the mark away.

    Raises:
        RevisionError: there is no such row, or it is so already.
    """
    found = [state.get_row(state.find_place(row))]
    return _set_flags(found, "mark" if is_marked else "unmark", is_marked=is_marked)


def _set_flags(
    rows: Iterable[Row],
    kind: str,
    *,
    status: RowStatus | None = None,
    is_marked: bool | None = None,
) -> Change:
    before, after = {}, {}
    for row in rows:
        old = row.flags
        new = make_flags(
            old.status if status is None else status,
            old.is_marked if is_marked is None else is_marked,
        )
        if new != old:
            before[row.id], after[row.id] = old, new
    if not after:
        raise RevisionError(f"{kind}: it is so already", "already")
    return Change(kind, flags_before=before, flags_after=after, focus=next(iter(after)))
