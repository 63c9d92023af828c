from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.memory.stocking import empty_memory, load, make_unit
from tmx import Provenance, TmxError
from tmx.memory.filtering import is_wanted
from tmx.memory.languages import find_text_script, is_language
from tmx.memory.records import ALL, Status, UnitFilter
from tmx.memory.store import make_memory
from tmx.memory.transfer.exporting import count_units, find_units

START = datetime(2024, 1, 1, tzinfo=UTC)
NAMES = ("a.docx", "A.docx", "b[1].docx", "报告.docx", "a*c", "x\ny")
TEXTS = ("关税上升。", "關稅上升。", "你好。", "𠀀𠀀")
TAGS = ("zh-CN", "zh-TW", "zh-HK", "zh", "zh-Hant", "yue-HK", "zh-Hans-HK")

STANDING_FOR = {
    "itself": ("zh-TW", "zh-TW", True),
    "another region": ("zh-TW", "zh-HK", False),
    "any": ("zh-HK", "zh", True),
    "any chinese": ("yue-HK", "zh", True),
    "script": ("zh-HK", "zh-Hant", True),
    "the other script": ("zh-CN", "zh-Hant", False),
    "no region": ("zh-Hant", "zh-TW", False),
    "long form": ("zh-TW", "zh_hant_tw", True),
    "region of the other script": ("zh-Hans-HK", "zh-HK", False),
    "english": ("en-GB", "en", True),
    "variant": ("en-GB-oxendict", "en-GB", True),
    "less": ("en", "en-GB", False),
    "another language": ("en-GB", "zh", False),
    "no tag": ("Chinese!", "zh", False),
}


@pytest.mark.parametrize("case", STANDING_FOR.values(), ids=STANDING_FOR)
def test_tags_that_a_tag_stands_for(case):
    tag, wanted, expected = case
    assert is_language(tag, wanted) is expected


@pytest.mark.parametrize(
    ("text", "script"),
    [
        *(("关税", "Hans"), ("關稅", "Hant"), ("你好", None), ("", None), ("tax", None)),
        *(("皇后說", "Hant"), ("台灣", "Hant"), ("关稅", None), ("国家发展", "Hans")),
    ],
)
def test_script_of_a_text(text, script):
    assert find_text_script(text) == script


@pytest.fixture(scope="module")
def memory(tmp_path_factory):
    path = tmp_path_factory.mktemp("filtering") / "m.tmdb"
    with make_memory(path, ("zh", "en")) as made:
        for number in range(3):
            load(made, _make_units(number), origin=("a.tmx", "b [2].tmx", "c.tmx")[number])
        yield made


def _make_units(turn):
    statuses = (None, *Status)
    for number in range(60 * turn, 60 * turn + 60):
        props = {"x-document": NAMES[number % 7]} if number % 7 < len(NAMES) else {}
        if status := statuses[number % len(statuses)]:
            props["x-status"] = status.value
        if number % 3 == 0:
            props["x-confidence"] = str(number % 11 / 10)
        moment = START + timedelta(hours=number) if number % 5 else None
        made = Provenance(creation_date=moment, creation_id=NAMES[number % 4])
        tags = TAGS[number % len(TAGS)], ("en-GB", "en-US")[number % 2]
        text = f"{TEXTS[number % len(TEXTS)]}{number}"
        yield make_unit(text, f"Taxes {number}.", tags=tags, props=props, provenance=made)


@cache
def filters():
    patterns = (
        *NAMES,
        "*",
        "?.docx",
        "*.docx",
        "b[1]*",
        "[ab].docx",
        "a\\*c",
        "报*",
        "x?y",
        "none",
    )
    names = st.none() | st.sampled_from(patterns)
    moments = st.none() | st.integers(0, 200 * 3600).map(_add_seconds)
    numbers = st.none() | st.integers(0, 10).map(lambda each: each / 10)
    return st.builds(
        UnitFilter,
        ids=st.lists(st.integers(0, 200), max_size=40).map(tuple),
        document=names,
        author=names,
        status=st.lists(st.sampled_from(Status), max_size=3).map(tuple),
        language=st.none() | st.sampled_from((*TAGS, "en", "en_GB", "de", "zh-Hant-TW")),
        script=st.sampled_from((None, None, "Hans", "Hant")),
        since=moments,
        until=moments,
        min_confidence=numbers,
        max_confidence=numbers,
        origin=st.sampled_from((None, None, "a.tmx", "b [[]2].tmx", "b [2]*", "?.tmx")),
    )


def _add_seconds(seconds):
    return START + timedelta(seconds=seconds, microseconds=seconds % 2)


@settings(max_examples=150, deadline=None)
@given(wanted=filters())
def test_the_condition_and_the_question_agree(memory, wanted):
    found = [each.id for each in find_units(memory, wanted)]
    assert found == [each.id for each in find_units(memory) if is_wanted(each, wanted)]
    assert count_units(memory, wanted) == len(found)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (ALL, 180),
        (UnitFilter(document="b[1].docx"), 26),
        (UnitFilter(document="[ab].docx"), 0),
        (UnitFilter(origin="b [2]*"), 60),
        (UnitFilter(language="zh-TW"), 26),
        (UnitFilter(script="Hant", language="en"), 109),
        (UnitFilter(since=START + timedelta(hours=170)), 8),
        (UnitFilter(until=START + timedelta(hours=2)), 1),
        (UnitFilter(status=(Status.REJECTED,)), 30),
        (UnitFilter(min_confidence=0.9), 131),
        (UnitFilter(max_confidence=0.1), 12),
        (UnitFilter(ids=(3, 5, 999)), 2),
    ],
    ids=str,
)
def test_what_passes(memory, wanted, count):
    assert count_units(memory, wanted) == count


@pytest.mark.parametrize(
    "wanted", [UnitFilter(language="zh_"), UnitFilter(script="Latn")], ids=["tag", "script"]
)
def test_a_filter_that_is_none(memory, wanted):
    with pytest.raises(TmxError, match=r"zh_|Hans"):
        next(find_units(memory, wanted))
    with pytest.raises(TmxError, match=r"zh_|Hans"):
        is_wanted(next(find_units(memory)), wanted)


def test_a_filter_of_a_document_does_not_go_through_all(memory):
    # The order by number must not make SQLite sort what may be a million texts.
    for wanted in (
        ALL,
        UnitFilter(document="a*"),
        UnitFilter(ids=(1, 2)),
        UnitFilter(language="zh"),
    ):
        assert "TEMP B-TREE" not in _explain(memory, wanted)


def _explain(memory, wanted):
    from tmx.memory.filtering import make_condition
    from tmx.memory.queries import units

    condition = make_condition(memory.connection, wanted)
    sql = f"EXPLAIN QUERY PLAN {units._SELECT} WHERE {condition.sql} ORDER BY unit.id"
    rows = memory.connection.execute(sql, condition.values).fetchall()
    return "\n".join(row[3] for row in rows)


def test_an_empty_memory_has_no_unit():
    with empty_memory() as memory:
        assert list(find_units(memory, UnitFilter(language="zh", script="Hant"))) == []
