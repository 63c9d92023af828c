"""Memories whose bytes are not what was written: an error that says so, and never a unit less."""

import random
import sqlite3
from contextlib import closing, suppress

import pytest

from tests.tmx.memory.stocking import NOW, load, make_unit
from tmx import Header
from tmx.errors import TmxError
from tmx.memory.checking import check_memory
from tmx.memory.describing import describe_memory
from tmx.memory.editing.changing import Edit, edit_unit, find_changes, restore_unit
from tmx.memory.editing.duplicates import Likeness, find_duplicates
from tmx.memory.index import rebuild_index
from tmx.memory.queries.database import PAGE_SIZE
from tmx.memory.records import UnitFilter
from tmx.memory.semantic import VectorModel, index_vectors
from tmx.memory.store import make_memory, open_memory
from tmx.memory.transfer.exporting import MemoryUnits, find_units, get_unit
from tmx.memory.transfer.rescuing import RescuedUnits

COUNT = 200


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "a.tmdb"
    units = [
        make_unit(f"第{number}条", f"Article {number}", props={"x-document": "a", "x-b": "c"})
        for number in range(COUNT)
    ]
    with make_memory(path, ("zh", "en")) as memory:
        load(memory, units, Header("zh-HK"), author="Wong")
        edit_unit(memory, 7, Edit(second="Art. 6"), moment=NOW)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path, whole):
    path = tmp_path / "a.tmdb"
    path.write_bytes(whole)
    return path


def change(path, sql):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def export(path, units=None):
    with open_memory(path) as memory:
        return len(list(MemoryUnits(memory, units or UnitFilter())))


DAMAGES = {
    "no texts": "DELETE FROM pair WHERE id = 5",
    "other texts": "UPDATE pair SET second = 'Article 9' WHERE id = 5",
    "a text of bytes": "UPDATE pair SET first = x'ff' WHERE id = 5",
    "no tag": "DELETE FROM language WHERE tag = 'en-GB'",
    "no document": "DELETE FROM document",
    "no author": "DELETE FROM person",
    "no origin": "DELETE FROM origin",
    "half of its details": "UPDATE unit SET details = substr(details, 1, 9) WHERE id = 5",
    "other details": "UPDATE unit SET details = '{\"notes\":[7]}' WHERE id = 5",
    "a status of none": "UPDATE unit SET status = 'revieved' WHERE id = 5",
    "an endless date": "UPDATE unit SET changed = 1 << 60 WHERE id = 5",
}


def test_a_print_that_is_none_is_damage(path):
    change(path, "UPDATE pair SET first_print = 'x' WHERE id = 5")
    with (
        open_memory(path) as memory,
        pytest.raises(TmxError, match=r"damaged .the index of pair 5"),
    ):
        list(find_duplicates(memory))


@pytest.mark.parametrize("sql", DAMAGES.values(), ids=DAMAGES)
def test_a_unit_is_not_left_out_silently(path, sql):
    change(path, sql)
    for units in (UnitFilter(), UnitFilter(ids=(4, 5, 6))):
        with pytest.raises(TmxError, match=r"damaged \(unit \d+ is not as it was.*tm export"):
            export(path, units)
    with open_memory(path, is_writable=True) as memory:
        for use in (
            lambda: list(find_units(memory)),
            lambda: get_unit(memory, 5),
            lambda: edit_unit(memory, 5, Edit(second="Art. 4"), moment=NOW),
        ):
            with pytest.raises(TmxError, match="damaged"):
                use()


@pytest.mark.parametrize("column", ["first", "second"])
def test_a_text_of_other_bytes(path, column):
    change(path, f"UPDATE pair SET {column} = CAST(x'e5ff' AS TEXT) WHERE id = 5")
    damaged = pytest.raises(TmxError, match=r"damaged \(a text is not UTF-8\).*tm export")
    with open_memory(path) as memory:
        with damaged:
            list(find_units(memory))
        first = check_memory(memory).findings[0]
        assert (first.rule.code, first.places[0].value) == ("MEM001", "a text is not UTF-8")
    assert len(list(RescuedUnits(path))) == COUNT - 1


def fail_to_encode(texts):
    raise AssertionError(texts)


@pytest.mark.parametrize(
    "use",
    [
        rebuild_index,
        lambda memory: list(find_duplicates(memory, kinds=[Likeness.NEAR])),
        lambda memory: index_vectors(memory, VectorModel("fake 1", fail_to_encode)),
    ],
    ids=["index", "near", "vectors"],
)
def test_what_is_no_text_is_neither_indexed_nor_compared(path, use):
    change(path, "UPDATE pair SET first = x'ff' WHERE id = 5")
    damaged = pytest.raises(TmxError, match=r"damaged \(pair 5 is not as it was written\)")
    with open_memory(path, is_writable=True) as memory, damaged:
        use(memory)


@pytest.mark.parametrize(
    ("column", "use"),
    [
        ("before = '{'", lambda memory: list(MemoryUnits(memory))),
        ("moment = 1 << 60", lambda memory: list(MemoryUnits(memory))),
        ("before = '[]'", lambda memory: find_changes(memory, 7)),
        ("action = 'edited'", lambda memory: find_changes(memory, 7)),
        ("before = '[]'", lambda memory: restore_unit(memory, 7, moment=NOW)),
        ("place = '{'", lambda memory: restore_unit(memory, 7, moment=NOW)),
    ],
)
def test_a_history_that_cannot_be_read(path, column, use):
    change(path, f"UPDATE change SET {column}")
    damaged = pytest.raises(TmxError, match=r"damaged .the history of unit 7 is not")
    with open_memory(path, is_writable=True) as memory, damaged:
        use(memory)


def test_a_header_that_cannot_be_read(path):
    change(path, "UPDATE origin SET header = '{'")
    with pytest.raises(TmxError, match=r"damaged .the header"):
        export(path)


def test_numbers_of_a_memory_that_names_what_is_gone(path):
    change(path, "DELETE FROM language WHERE tag = 'en-GB'")
    with open_memory(path) as memory, pytest.raises(TmxError, match="damaged"):
        describe_memory(memory)


def test_a_schema_of_other_bytes(path, whole):
    place = whole.index(b"unit_pair")
    for byte in (0xC5, 0xFF):
        path.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
        with pytest.raises(TmxError, match="damaged"):
            export(path)


def test_bits_at_the_head_of_pages(path, whole):
    chance = random.Random(6)
    for _ in range(150):
        place = chance.randrange(1, len(whole) // PAGE_SIZE) * PAGE_SIZE + chance.randrange(40)
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        with suppress(TmxError):
            assert export(path) == COUNT, place
