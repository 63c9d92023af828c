"""Operations drawn at random, as a person may ask for them: sensible ones and others."""

from hypothesis import strategies as st

from aligner.revision.deciding import accept_above, decide_rows, mark_row
from aligner.revision.grouping import (
    link_segments,
    merge_rows,
    move_segment,
    regroup_rows,
    split_row,
    unlink_rows,
)
from aligner.revision.records import Direction, RevisionError, RowStatus, SideName
from aligner.revision.texts import edit_text, join_segments, reset_text, split_segment

TEXTS = st.sampled_from(["新的句子。", "A \ud800 new one", "𠀀", "  ", '"\\\u2028', "\ud840\udc00"])
NUMBERS = st.integers(0, 10**6)
NAMES = (
    *("move", "merge", "merge", "split", "split", "unlink", "link", "regroup", "edit", "reset"),
    *("divide", "divide", "join", "join", "accept", "above", "mark"),
)
OPERATIONS = st.lists(
    st.tuples(st.sampled_from(NAMES), NUMBERS, NUMBERS, NUMBERS, TEXTS), max_size=12
)


def make_change(state, operation):
    """Compute the change of an operation; None where the state does not allow it."""
    try:
        return _compute(state, *operation)
    except RevisionError as error:
        assert str(error)
        return None


def _compute(state, name, one, two, three, text):
    if not len(state):
        raise RevisionError("there are no rows")
    rows, last = state.rows, len(state) - 1
    row = rows[one % len(rows)]
    below = rows[min(rows.index(row) + two % 4, last)]
    segments = [*row.source, *row.target]
    segment = segments[two % len(segments)]
    match name:
        case "move":
            side, direction = list(SideName)[two % 2], list(Direction)[three % 2]
            return move_segment(state, row.id, side, direction)
        case "merge":
            return merge_rows(state, row.id, below.id)
        case "split":
            cuts = two % (len(row.source) + 1), three % (len(row.target) + 1)
            return split_row(state, row.id, *cuts)
        case "unlink":
            return unlink_rows(state, row.id, below.id)
        case "link":
            other = rows[three % len(rows)]
            return link_segments(
                state, *(row.source or ("t0",))[:1], *(other.target or ("t0",))[:1]
            )
        case "regroup":
            place = rows.index(row)
            groups = [((each.source, each.target), 0.25) for each in rows[place : place + 3]]
            end = rows[min(place + 2, last)]
            return regroup_rows(state, row.id, end.id, groups[::-1] if three % 2 else groups)
        case "edit":
            return edit_text(state, segment, text)
        case "reset":
            edited = [name for name in list_names(state) if state.get_segment(name).edit]
            return reset_text(state, edited[two % len(edited)] if edited else segment)
        case "divide":
            return split_segment(state, segment, three % (len(state.get_segment(segment).text) + 1))
        case "join":
            joinable = [
                name for each in rows for side in SideName for name in each.get_side(side)[:-1]
            ]
            return join_segments(state, joinable[two % len(joinable)] if joinable else segment)
        case "accept":
            return decide_rows(state, [row.id, below.id], list(RowStatus)[three % 2])
        case "above":
            return accept_above(state, row.id)
        case _:
            return mark_row(state, row.id, is_marked=bool(three % 2))


def list_names(state):
    """Return the identifiers of all segments."""
    return [name for side in SideName for name in state.list_segments(side)]
