"""Changes of the grouping: which segments belong together. Pure: a state in, a change out."""

from collections.abc import Sequence
from dataclasses import replace

from aligner.revision.records import (
    Change,
    Direction,
    RevisionError,
    Row,
    RowStatus,
    SideName,
)
from aligner.revision.state import RevisionState, find_side


def move_segment(state: RevisionState, row: int, side: SideName, direction: Direction) -> Change:
    """Move the first segment of a row to the row above, or its last to the row below.

    Where there is no such row, one is made. A row that is left empty is gone.

    Args:
        state: as it stands.
        row: identifier of the row.
        side: which side moves.
        direction: where to.

    Raises:
        RevisionError: there is no such row, it has nothing on that side, or it is this segment
            alone with no row beside it.
    """
    place = state.find_place(row)
    here = state.get_row(place)
    names = here.get_side(side)
    if not names:
        raise RevisionError(
            f"row {place + 1}: has no {side} segment to move", f"no_segment_{side}", row=place + 1
        )
    is_up = direction is Direction.UP
    moved, left = (names[0], names[1:]) if is_up else (names[-1], names[:-1])
    beside = place - 1 if is_up else place + 1
    there = state.get_row(beside) if 0 <= beside < len(state) else None
    grown = _add(there, moved, side, state)
    rest = _regroup(here, side, left)
    if rest is None and there is None:
        raise RevisionError(
            f"row {place + 1}: there is no row {direction} from it",
            f"no_row_{direction}",
            row=place + 1,
        )
    before = [each for each in ((there, here) if is_up else (here, there)) if each is not None]
    after = [each for each in ((grown, rest) if is_up else (rest, grown)) if each is not None]
    at = min(place, beside) if there is not None else place
    return _change("move", at, before, after, (rest or grown).id)


def _add(row: Row | None, name: str, side: SideName, state: RevisionState) -> Row:
    if row is None:
        return _regroup_new(state.take_id()[0], {side: (name,)})
    return _replace_side(row, side, state.sort_segments((*row.get_side(side), name)))


def _regroup(row: Row, side: SideName, names: Sequence[str]) -> Row | None:
    changed = _replace_side(row, side, tuple(names))
    return changed if changed.source or changed.target else None


def _replace_side(row: Row, side: SideName, names: tuple[str, ...]) -> Row:
    changed = replace(row, confidence=1.0, is_manual=True, status=RowStatus.OPEN)
    if side is SideName.SOURCE:
        return replace(changed, source=names)
    return replace(changed, target=names)


def _regroup_new(number: int, names: dict[SideName, tuple[str, ...]]) -> Row:
    source, target = (names.get(side, ()) for side in SideName)
    return Row(number, source, target, is_manual=True)


def _change(kind: str, at: int, before: Sequence[Row], after: Sequence[Row], focus: int) -> Change:
    return Change(kind, at, tuple(before), tuple(after), focus=focus)


def merge_rows(state: RevisionState, first: int, last: int) -> Change:
    """Make one row of all from one row to another; it keeps the identifier of the first.

    Args:
        state: as it stands.
        first, last: identifiers of two rows, in the order of the text.

    Raises:
        RevisionError: a row is not there, or they are not two rows in order.
    """
    start, stop = state.find_place(first), state.find_place(last) + 1
    if stop - start < 2:
        raise RevisionError(
            f"row {start + 1}: choose a row further down to merge it with",
            "merge_further",
            row=start + 1,
        )
    before = state.slice_rows(start, stop)
    source, target = (
        state.sort_segments(name for row in before for name in row.get_side(side))
        for side in SideName
    )
    is_marked = any(row.is_marked for row in before)
    merged = Row(before[0].id, source, target, is_manual=True, is_marked=is_marked)
    return _change("merge", start, before, [merged], merged.id)


def split_row(state: RevisionState, row: int, source: int, target: int) -> Change:
    """Make two rows of one: the first has the first segments of each side.

    Args:
        state: as it stands.
        row: its identifier, which the first of the two keeps.
        source, target: how many segments of each side go into the first row.

    Raises:
        RevisionError: there is no such row, or one of the two would be empty.
    """
    place = state.find_place(row)
    here = state.get_row(place)
    cuts = {SideName.SOURCE: source, SideName.TARGET: target}
    parts = [
        {side: here.get_side(side)[: cuts[side]] for side in SideName},
        {side: here.get_side(side)[cuts[side] :] for side in SideName},
    ]
    if min(cuts.values()) < 0 or not all(any(part.values()) for part in parts):
        raise RevisionError(
            f"row {place + 1}: is a {here.type} row and cannot be split at {source}-{target}: both "
            "parts need a segment; to divide a sentence, open its text and split it there",
            "cannot_split",
            row=place + 1,
            type=here.type,
        )
    second = state.take_id()[0]
    first, rest = (
        replace(_regroup_new(number, part), is_marked=here.is_marked)
        for number, part in zip((here.id, second), parts, strict=True)
    )
    return _change("split", place, [here], [first, rest], first.id)


def unlink_rows(state: RevisionState, first: int, last: int) -> Change:
    """Say that what stands in these rows has no counterpart: source alone, then target alone.

    Each segment becomes a row of its own, accepted.

    Args:
        state: as it stands.
        first, last: identifiers of rows, in the order of the text; the same for one row.

    Raises:
        RevisionError: a row is not there, they are not in order, or all are without counterpart.
    """
    start, stop = state.find_place(first), state.find_place(last) + 1
    before = state.slice_rows(start, stop)
    if not before:
        raise RevisionError(
            f"row {start + 1}: choose a row further down, or the row alone",
            "choose_further",
            row=start + 1,
        )
    if all(row.is_null for row in before):
        raise RevisionError(
            f"row {start + 1}: has no counterpart already", "null_already", row=start + 1
        )
    names = [(side, name) for side in SideName for row in before for name in row.get_side(side)]
    ids = [row.id for row in before]
    ids = [*ids, *state.take_id(max(0, len(names) - len(ids)))]
    marked = {row.id for row in before if row.is_marked}
    after = [
        replace(
            _regroup_new(number, {side: (name,)}),
            status=RowStatus.ACCEPTED,
            is_marked=number in marked,
        )
        for number, (side, name) in zip(ids, names, strict=True)
    ]
    return _change("unlink", start, before, after, after[0].id)


def link_segments(state: RevisionState, source: str, target: str) -> Change:
    """Pin two distant segments together: a row of exactly these two, accepted.

    What stands between them on either side cannot have its counterpart beyond them: source
    segments before the pair and target segments before it stay before, each row that is cut keeps
    what is left, and the rest goes behind.

    Args:
        state: as it stands.
        source, target: identifiers of a source and a target segment.

    Raises:
        RevisionError: one is not there, they are of one side, or they are a row already.
    """
    if (find_side(source), find_side(target)) != (SideName.SOURCE, SideName.TARGET):
        raise RevisionError("choose a source and a target segment to link", "link_sides")
    rows = [state.find_row_of(source), state.find_row_of(target)]
    if rows[0] == rows[1] and rows[0].type == "1-1":
        raise RevisionError("these two segments are a row already: accept it", "link_already")
    start, stop = sorted(state.find_place(row.id) for row in rows)
    before = state.slice_rows(start, stop + 1)
    halves = [_cut_rows(before, source, target, is_before=is_before) for is_before in (True, False)]
    groups = [*halves[0], ((source,), (target,)), *halves[1]]
    known = {(row.source, row.target): row for row in before}
    after = _make_rows(state, groups, known, len(halves[0]))
    return _change("link", start, before, after, after[len(halves[0])].id)


_Group = tuple[tuple[str, ...], tuple[str, ...]]


def _cut_rows(rows: Sequence[Row], source: str, target: str, *, is_before: bool) -> list[_Group]:
    """List what stays of rows before, or behind, a pair that is cut out of them."""
    kept = []
    sources = _cut([name for row in rows for name in row.source], source, is_before=is_before)
    targets = _cut([name for row in rows for name in row.target], target, is_before=is_before)
    for row in rows:
        group = (
            tuple(name for name in row.source if name in sources),
            tuple(name for name in row.target if name in targets),
        )
        if group[0] or group[1]:
            kept.append(group)
    return kept


def _cut(names: Sequence[str], name: str, *, is_before: bool) -> frozenset[str]:
    place = names.index(name)
    return frozenset(names[:place] if is_before else names[place + 1 :])


def _make_rows(
    state: RevisionState, groups: Sequence[_Group], known: dict[_Group, Row], pinned: int
) -> list[Row]:
    """Make rows of groups; those that stood there before stay as they were."""
    free = iter(state.take_id(len(groups)))
    rows = []
    for number, group in enumerate(groups):
        if number == pinned:
            rows.append(Row(next(free), *group, status=RowStatus.ACCEPTED, is_manual=True))
        else:
            rows.append(known.get(group) or Row(next(free), *group, is_manual=True))
    return rows


def regroup_rows(
    state: RevisionState, first: int, last: int, groups: Sequence[tuple[_Group, float]]
) -> Change:
    """Replace rows by others of the same segments, as the aligner proposes them.

    Args:
        state: as it stands.
        first, last: identifiers of the first and the last row that are replaced.
        groups: source and target identifiers of each new row with its confidence, in order.

    Raises:
        RevisionError: a row is not there, they are not in order, or the segments are not exactly
            those of the rows.
    """
    start, stop = state.find_place(first), state.find_place(last) + 1
    before = state.slice_rows(start, stop)
    held = sorted(name for row in before for name in row.source + row.target)
    given = sorted(name for (source, target), _ in groups for name in source + target)
    is_whole = all(source or target for (source, target), _ in groups)
    if not before or held != given or not is_whole:
        raise RevisionError(
            f"rows {start + 1} to {stop}: have been changed since the proposal: ask again",
            "proposal_gone",
        )
    known = {(row.source, row.target): row for row in before}
    free = iter(state.take_id(len(groups)))
    after = [
        replace(known[group], confidence=confidence)
        if group in known
        else Row(next(free), *group, confidence)
        for group, confidence in groups
    ]
    return _change("realign", start, before, after, after[0].id)
