from datetime import UTC, datetime

import pytest

from tmx.memory.describing import describe_memory
from tmx.memory.editing.changing import delete_units
from tmx.memory.queries import database
from tmx.memory.records import Stats, Status
from tmx.memory.store import make_memory, open_memory
from tmx.memory.transfer.adding import add_unit
from tmx.records import TranslationUnit, Variant

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
UNITS = [
    ("你好", "zh-HK", "hello", "en", {"document": "b", "status": Status.DRAFT, "moment": FIRST}),
    ("你好", "zh-HK", "hello", "en", {"document": "a", "moment": LAST, "origin": "b.tmx"}),
    ("你好", "zh-CN", "hello", "en", {"document": "a", "moment": LAST}),
    ("再见", "zh-HK", "bye", "en", {"moment": LAST}),
    ("删", "zh-HK", "delete", "en", {"moment": LAST, "origin": "gone.tmx"}),
]


@pytest.fixture
def memory(tmp_path):
    with make_memory(tmp_path / "a.tmdb", ("zh", "en")) as memory:
        yield memory


def fill(memory):
    for first, tag, second, other, given in UNITS:
        unit = TranslationUnit((Variant(tag, first), Variant(other, second)))
        add_unit(memory, unit, **{"origin": "a.tmx", **given})
    delete_units(memory, [5], moment=LAST)


def test_numbers(memory):
    fill(memory)
    found = describe_memory(memory)
    assert found == Stats(
        ("zh", "en"),
        4,
        2,
        found.size,
        database.SCHEMA_VERSION,
        {"zh-HK en": 3, "zh-CN en": 1},
        {"a": 2, "": 1, "b": 1},
        {"": 3, "draft": 1},
        {"a.tmx": 3, "b.tmx": 1},
        FIRST,
        LAST,
        1,
        {},
    )
    assert list(found.documents) == ["a", "", "b"]


def test_the_size_is_that_of_the_file(memory):
    fill(memory)
    size = describe_memory(memory).size
    memory.close()
    assert memory.path.stat().st_size == size
    with open_memory(memory.path) as again:
        assert describe_memory(again).size == size


def test_nothing(memory):
    found = describe_memory(memory)
    assert (found.units, found.pairs, found.first_change, found.last_change) == (0, 0, None, None)
    assert found.tags == found.documents == found.statuses == found.origins == {}
