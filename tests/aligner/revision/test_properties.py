"""What holds for any sequence of changes: nothing is lost, and everything can be taken back."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.revision.encoding import decode_change, encode_change
from aligner.revision.history import Entry, History, Step, revise_alignment
from aligner.revision.records import SideName
from tests.aligner.exporting.samples import alignments, make_article
from tests.aligner.revision.operations import OPERATIONS, list_names, make_change

any_sequence = given(alignment=alignments() | st.just(make_article()), operations=OPERATIONS)
examples = settings(max_examples=150, deadline=None)


def work(history, operations):
    """Do what can be done of the operations; return the changes, and the rows before each."""
    changes, rows = [], []
    for operation in operations:
        change = make_change(history.state, operation)
        if change is not None:
            rows.append(read_state(history.state))
            changes.append(history.take(Entry(Step.DO, change)))
    return changes, rows


def read_state(state):
    names = [name for row in state.rows for name in row.source + row.target]
    return state.rows, {name: state.get_segment(name) for name in names}


def count_segments(state):
    return Counter(name for row in state.rows for name in row.source + row.target)


@examples
@any_sequence
def test_each_change_is_taken_back_and_done_again(alignment, operations):
    history = History(alignment)
    changes, before = work(history, operations)
    end = read_state(history.state)
    for rows in reversed(before):
        history.take(Entry(Step.UNDO))
        assert read_state(history.state) == rows
    assert history.undoable is None
    assert history.state.to_alignment() == alignment
    for change in changes:
        assert history.take(Entry(Step.REDO)) == change
    assert read_state(history.state) == end
    assert history.version == 3 * len(changes)


@examples
@any_sequence
def test_each_segment_is_in_one_row(alignment, operations):
    history = History(alignment)
    for operation in operations:
        work(history, [operation])
        state = history.state
        assert count_segments(state) == Counter(list_names(state))
        assert all(row.source or row.target for row in state.rows)
        assert len({row.id for row in state.rows}) == len(state)
        for place, row in enumerate(state.rows):
            assert state.find_place(row.id) == place
            assert all(state.find_row_of(name) == row for name in row.source + row.target)


@examples
@any_sequence
def test_the_alignment_keeps_its_rules(alignment, operations):
    history = History(alignment)
    work(history, operations)
    made = history.state.to_alignment()
    for side in SideName:
        segments = getattr(made, side).segments
        members = [number for bead in made.beads for number in getattr(bead, side)]
        assert sorted(members) == list(range(len(segments)))
        assert all(list(getattr(bead, side)) == sorted(getattr(bead, side)) for bead in made.beads)
    for row, bead in zip(history.state.rows, made.beads, strict=True):
        found = [history.state.get_segment(name) for name in row.source]
        assert [made.source.segments[number] for number in bead.source] == found


@examples
@any_sequence
def test_what_is_printed_stays(alignment, operations):
    history = History(alignment)
    work(history, operations)
    made = history.state.to_alignment()
    assert history.state.original == alignment
    for side in SideName:
        document = getattr(made, side).document
        assert document == getattr(alignment, side).document
        for segment in getattr(made, side).segments:
            printed = document.paragraphs[segment.paragraph].text
            assert segment.text == printed[segment.start : segment.stop]


@examples
@any_sequence
def test_changes_are_read_back(alignment, operations):
    changes, _ = work(History(alignment), operations)
    for change in changes:
        assert decode_change(encode_change(change), alignment) == change


@examples
@any_sequence
def test_the_journal_leads_to_the_same_state(alignment, operations):
    history = History(alignment)
    changes, _ = work(history, operations)
    entries = [Entry(Step.DO, decode_change(encode_change(c), alignment)) for c in changes]
    if changes:
        entries += [Entry(Step.UNDO), Entry(Step.REDO), Entry(Step.UNDO)]
    for entry in entries[len(changes) :]:
        history.take(entry)
    again = History(alignment, entries)
    assert read_state(again.state) == read_state(history.state)
    assert (again.undoable, again.redoable) == (history.undoable, history.redoable)
    assert again.state.take_id() == history.state.take_id()
    assert revise_alignment(alignment, entries) == history.state.to_alignment()


@examples
@given(operations=OPERATIONS)
def test_segments_in_order_stay_in_order(operations):
    # regroup is the aligner's, which may say that a passage moved.
    history = History(make_article())
    work(history, [each for each in operations if each[0] != "regroup"])
    state = history.state
    for side in SideName:
        names = [name for row in state.rows for name in row.get_side(side)]
        assert tuple(names) == state.list_segments(side)


@examples
@any_sequence
def test_a_copy_changes_on_its_own(alignment, operations):
    history = History(alignment)
    rows = read_state(history.state)
    twin = History(alignment)
    twin.state = history.state.copy()
    work(twin, operations)
    assert read_state(history.state) == rows
    assert all(history.state.find_place(row.id) == n for n, row in enumerate(rows[0]))


@examples
@any_sequence
def test_a_revised_alignment_is_a_start_like_any_other(alignment, operations):
    history = History(alignment)
    work(history, operations)
    made = history.state.to_alignment()
    assert History(made).state.to_alignment() == made
    changes, _ = work(History(made), operations)
    assert all(decode_change(encode_change(each), made) == each for each in changes)
