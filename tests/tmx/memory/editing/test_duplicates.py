from datetime import UTC, datetime

import pytest

from tmx.errors import TmxError
from tmx.memory.editing.changing import find_changes, merge_units
from tmx.memory.editing.duplicates import Likeness, find_duplicates, merge_duplicates
from tmx.memory.records import Side, Status, UnitFilter
from tmx.memory.store import make_memory
from tmx.memory.transfer.adding import add_unit
from tmx.memory.transfer.exporting import find_units
from tmx.records import TranslationUnit, Variant

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def memory(tmp_path):
    with make_memory(tmp_path / "a.tmdb", ("zh", "en")) as memory:
        yield memory


def add(memory, first, second, tags=("zh-CN", "en"), **given):
    variants = tuple(map(Variant, tags, (first, second)))
    unit = TranslationUnit(variants if given.pop("forwards", True) else variants[::-1])
    return add_unit(memory, unit, origin="a", moment=NOW, **given).id


def list_groups(memory, **asked):
    return [
        (group.likeness.value, [each.id for each in group.units])
        for group in find_duplicates(memory, **asked)
    ]


GROUPS = {
    "two translations": (
        [("你好", "hello"), ("你好。", "Hi")],
        [("translations", [2, 1])],
    ),
    "two ways of writing": (
        [("你好", "hello"), ("你好！", "Hello!")],
        [("writings", [2, 1])],
    ),
    "two places": (
        [("你好", "hello", {"document": "a"}), ("你好", "hello", {"document": "b"})],
        [("places", [2, 1])],
    ),
    "all of it": (
        [
            ("你好", "hello", {"document": "a"}),
            ("你好", "hello", {"document": "b"}),
            ("你好", "Hello."),
            ("你好", "Hi"),
        ],
        [("translations", [4, 3, 2, 1]), ("writings", [3, 2, 1]), ("places", [2, 1])],
    ),
    "translations of each script": (
        [("软件", "software"), ("軟件", "software", {"tags": ("zh-HK", "en")})],
        [],
    ),
    "a source in each script": (
        [("软件", "software"), ("軟件", "programs", {"tags": ("zh-HK", "en")})],
        [("translations", [2, 1])],
    ),
    "the best comes first, what is rejected not at all": (
        [
            ("你好", "a", {"status": Status.REVIEWED}),
            ("你好", "b", {"status": Status.REJECTED}),
            ("你好", "c", {"confidence": 0.9}),
            ("你好", "d", {"confidence": 0.99}),
        ],
        [("translations", [1, 4, 3])],
    ),
    "no letters": ([("！", "!"), ("？", "?"), ("。", ".")], []),
    "different": ([("第12条", "a"), ("第15条", "b"), ("你", "a")], []),
}


@pytest.mark.parametrize(("units", "groups"), GROUPS.values(), ids=GROUPS)
def test_groups(memory, units, groups):
    for first, second, *given in units:
        add(memory, first, second, **(given[0] if given else {}))
    assert list_groups(memory, side=Side.FIRST) == groups


def test_the_side_of_the_source(memory):
    for first, second in (("软件", "software"), ("程序", "Software")):
        add(memory, first, second, forwards=False)
    assert list_groups(memory) == [("translations", [2, 1])]
    assert list_groups(memory, side=Side.FIRST) == []
    assert next(find_duplicates(memory)).side == Side.SECOND


def test_only_what_is_asked_for(memory):
    for document in "aab":
        add(memory, "你好", f"hello {document}", document=document)
    add(memory, "你好", "hi", document="a")
    found = list_groups(memory, units=UnitFilter(document="a"))
    assert found == [("translations", [3, 1])]


def test_more_groups_than_a_batch(memory):
    with memory.write():
        for number in range(400):
            add(memory, f"第{number}条", "a")
            add(memory, f"第{number}条", "b")
    assert len(list_groups(memory)) == 400


def test_merging(memory):
    for document in "abc":
        add(memory, "你好", "hello", document=document)
    add(memory, "你好！", "Hello!", status=Status.REVIEWED)
    groups = list(find_duplicates(memory))
    assert merge_duplicates(memory, groups, moment=NOW, author="Li") == 3
    (unit,) = find_units(memory)
    assert unit.status == Status.REVIEWED
    assert len(find_changes(memory, unit.id)) == 3
    assert not list_groups(memory)


def test_translations_are_a_choice(memory):
    ids = [add(memory, "你好", "hello"), add(memory, "你好", "hi")]
    groups = list(find_duplicates(memory))
    with pytest.raises(TmxError, match="units 2, 1 are different translations"):
        merge_duplicates(memory, groups, moment=NOW)
    assert len(list(find_units(memory))) == 2
    assert groups[0].likeness is Likeness.TRANSLATIONS
    assert merge_units(memory, ids, keep=ids[0], moment=NOW) == 1
