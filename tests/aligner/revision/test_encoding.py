"""Changes as JSON: pinned, for files of today must be read for ever."""

import json

import pytest

from aligner.errors import AlignerError
from aligner.revision.deciding import accept_above, mark_row
from aligner.revision.encoding import decode_change, encode_change
from aligner.revision.grouping import merge_rows
from aligner.revision.state import RevisionState
from aligner.revision.texts import edit_text, split_segment
from tests.aligner.exporting.samples import make_article

PINNED = [
    (
        lambda state: merge_rows(state, 0, 1),
        '{"v":1,"kind":"merge","before":[[0,"s0","t0",0.9962,"open",0,0],'
        '[1,"s1","t1",0.97,"open",0,0]],'
        '"after":[[0,"s0 s1","t0 t1",1.0,"open",1,0]],"focus":0}',
    ),
    (
        lambda state: edit_text(state, "s1", "停\ud800火"),
        '{"v":1,"kind":"edit","old":{"s1":[1,0,7,null,"body"]},'
        '"new":{"s1":[1,0,7,"停\ud800火","body"]},"focus":1}',
    ),
    (
        lambda state: split_segment(state, "s1", 2),
        '{"v":1,"kind":"divide","at":1,"before":[[1,"s1","t1",0.97,"open",0,0]],'
        '"after":[[1,"s1 s1.2","t1",0.97,"open",1,0]],'
        '"old":{"s1":[1,0,7,null,"body"],"s1.2":null},'
        '"new":{"s1":[1,0,2,null,"body"],"s1.2":[1,2,7,null,"body"]},"focus":1}',
    ),
    (
        lambda state: accept_above(state, 4),
        '{"v":1,"kind":"accept above","flags_old":[[0,1,"open",0],[2,2,"open",1],[3,4,"open",0]],'
        '"flags_new":[[0,1,"accepted",0],[2,2,"accepted",1],[3,4,"accepted",0]],"focus":4}',
    ),
]


@pytest.fixture
def state():
    made = RevisionState(make_article())
    made.apply(mark_row(made, 2, is_marked=True))
    return made


@pytest.mark.parametrize(("make", "text"), PINNED, ids=["merge", "edit", "divide", "accept above"])
def test_pinned(state, make, text):
    assert encode_change(make(state)) == text
    assert decode_change(text, state.original) == make(state)


def test_a_newer_version():
    with pytest.raises(AlignerError, match=r"newer duizhao .* \(changes of version 2"):
        decode_change('{"v":2}', make_article())


BROKEN = [
    "",
    "[]",
    "{}",
    '{"v":1}',
    '{"v":1,"kind":"x","before":[[0,"s0"]]}',
    '{"v":1,"kind":"x","before":[[0,"s0","t0",1,"odd",0,0]]}',
    '{"v":1,"kind":"x","old":{"s0":[99,0,7,null,"body"]}}',
    '{"v":1,"kind":"x","old":{"s0":[0,0,7,null,"poem"]}}',
    '{"v":1,"kind":"x","flags_old":[[0]]}',
    '{"v":1,"kind":"x","flags_old":[[0,1000000000000,"open",0]]}',
]


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_change(text):
    with pytest.raises(ValueError, match=r"."):
        decode_change(text, make_article())


def test_other_tools_can_read_it(state):
    found = json.loads(encode_change(merge_rows(state, 0, 1)))
    assert found["after"][0][1:3] == ["s0 s1", "t0 t1"]
