from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx import strategies
from tests.tmx.memory.stocking import make_unit, pair_units
from tmx import Prop, Provenance, TranslationUnit, Variant
from tmx.memory.records import Status
from tmx.memory.units.facts import (
    Facts,
    count_seconds,
    make_moment,
    read_facts,
    state_facts,
)
from tmx.memory.units.rows import (
    clean_unit,
    dump_details,
    dump_unit,
    is_clean,
    is_turned,
    load_details,
    load_unit,
)

FEW = settings(max_examples=25, deadline=None)

OF_TOOLS = {
    "ours": ({"x-status": "rejected", "x-ConfirmationLevel": "Draft"}, Status.REJECTED),
    "trados draft": ({"x-ConfirmationLevel": "Draft"}, Status.DRAFT),
    "trados translated": ({"x-ConfirmationLevel": "Translated"}, Status.TRANSLATED),
    "trados approved": ({"x-ConfirmationLevel": "ApprovedSignOff"}, Status.REVIEWED),
    "trados rejected": ({"x-ConfirmationLevel": "RejectedTranslation"}, Status.REJECTED),
    "memoq": ({"aligned": "yes"}, Status.ALIGNED),
    "aligned": ({"x-confidence": "0.5"}, Status.ALIGNED),
    "not aligned": ({"aligned": "no"}, None),
    "unknown": ({"x-status": "fine", "x-confidence": "1.5"}, None),
    "none": ({}, None),
}


@given(pair_units(), st.booleans())
def test_a_unit_comes_back_from_its_columns(unit, turned):
    texts = [(each.language, each.text) for each in unit.variants]
    details = dump_details(unit, is_turned=turned)
    assert load_details(details, texts, unit.tuid) == unit
    assert is_turned(details) == turned


@FEW
@given(strategies.wild_units())
def test_a_whole_unit_comes_back_from_json(unit):
    assert load_unit(dump_unit(unit)) == unit


@FEW
@given(strategies.wild_units())
def test_a_clean_unit_holds_what_sqlite_keeps(unit):
    cleaned, count = clean_unit(unit)
    written = dump_unit(cleaned)
    assert "\\u0000" not in written.replace("\\\\", "")
    assert written.encode()
    assert (cleaned == unit) == (count == 0)
    assert clean_unit(cleaned) == (cleaned, 0)


@pytest.mark.parametrize("text", ["a\0", "\ud800", "\\u0000", "𠀀", ""])
def test_what_is_not_clean_is_noticed(text):
    places = (
        *(make_unit(first=text), make_unit(tuid=text), make_unit(props={"x-a": text})),
        make_unit(provenance=Provenance(creation_id=text)),
    )
    for unit in places:
        # A backslash that looks like the escape of a NUL may be looked at for nothing.
        assert is_clean(unit, dump_details(unit)) <= (clean_unit(unit)[1] == 0)


@pytest.mark.parametrize("case", OF_TOOLS.values(), ids=OF_TOOLS)
def test_status_as_tools_state_it(case):
    props, status = case
    assert read_facts(make_unit(props=props)).status is status


def test_phrase_states_alignment_on_the_target():
    variants = Variant("zh", "停"), Variant("en", "Stop.", props=(Prop("aligned", "true"),))
    assert read_facts(TranslationUnit(variants)).status is Status.ALIGNED


EARLIER, LATER = datetime(2020, 1, 2, tzinfo=UTC), datetime(2021, 1, 2, tzinfo=UTC)


def test_the_last_to_change_is_the_author():
    moment = datetime(2020, 1, 2, tzinfo=UTC)
    made = Provenance(creation_id="a", creation_date=moment, change_id="b")
    assert read_facts(make_unit(provenance=made))[:3] == (None, "b", moment)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (Provenance(), Provenance(creation_id="a", change_id="b", change_date=LATER), ("b", LATER)),
        (Provenance(creation_id="a"), Provenance(creation_id="b"), ("b", None)),
        (Provenance(creation_id="a"), Provenance(), ("a", None)),
        (
            Provenance(change_id="a", change_date=LATER),
            Provenance(creation_id="b", creation_date=EARLIER),
            ("a", LATER),
        ),
    ],
)
def test_who_changed_a_text_alone_as_omegat_states_it(source, target, expected):
    variants = Variant("en", "Stop.", provenance=source), Variant("zh", "停", provenance=target)
    unit = TranslationUnit(variants)
    assert read_facts(unit)[1:3] == expected
    own = Provenance(creation_id="c")
    assert read_facts(replace(unit, provenance=own))[1:3] == ("c", None)


_FACTS = st.builds(
    Facts,
    st.none() | st.sampled_from(("a.docx", "b")),
    st.none() | st.sampled_from(("me", "you")),
    st.none() | strategies.dates(),
    st.none() | st.floats(0, 1),
    st.sampled_from(Status),
)


@given(pair_units(), _FACTS, st.booleans())
def test_what_is_stated_is_read_again(unit, facts, is_new):
    found = read_facts(unit)
    # A date or an author that is known cannot be taken back by a change or a creation.
    facts = facts._replace(
        author=facts.author or found.author, changed=facts.changed or found.changed
    )
    stated = state_facts(unit, facts)
    assert read_facts(stated) == facts
    assert state_facts(stated, facts, is_new=is_new) == stated


def test_who_made_a_new_unit_did_not_change_it():
    moment = datetime(2020, 1, 2, tzinfo=UTC)
    new = state_facts(make_unit(), Facts(None, "me", moment), is_new=True)
    assert new.provenance == Provenance(creation_date=moment, creation_id="me")


@pytest.mark.parametrize(
    "moment",
    [
        datetime.min.replace(tzinfo=timezone(timedelta(hours=8))),
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=8))),
        datetime(1969, 12, 31, 23, 59, 59, 5, tzinfo=UTC),
    ],
    ids=["first", "last", "before 1970"],
)
def test_any_moment_has_seconds(moment):
    near = moment.replace(tzinfo=UTC, microsecond=0)
    assert make_moment(count_seconds(moment)) == near
