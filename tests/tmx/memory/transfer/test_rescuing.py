import os
from datetime import UTC, datetime

import pytest

from tmx.errors import TmxError
from tmx.memory.editing.changing import Edit, delete_units, edit_unit
from tmx.memory.queries.database import PAGE_SIZE
from tmx.memory.records import UnitFilter
from tmx.memory.store import make_memory, open_memory
from tmx.memory.transfer.adding import add_unit
from tmx.memory.transfer.exporting import MemoryUnits
from tmx.memory.transfer.rescuing import UNREADABLE, RescuedUnits
from tmx.memory.units.identity import HISTORY
from tmx.records import TranslationUnit, Variant

NOW = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = 1500


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "a.tmdb"
    with make_memory(path, ("zh", "en")) as memory, memory.write():
        for number in range(COUNT):
            variants = Variant("zh-HK", f"第{number}条"), Variant("en", f"Article {number} " * 20)
            add_unit(memory, TranslationUnit(variants), origin="a", moment=NOW)
        edit_unit(memory, 1, Edit(second="Article 0"), moment=NOW)
        delete_units(memory, [2], moment=NOW)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path, whole):
    path = tmp_path / "a.tmdb"
    path.write_bytes(whole)
    return path


def read(path):
    source = RescuedUnits(path)
    return list(source), source.report


def list_texts(units):
    return [unit.variants[0].text for unit in units]


def test_a_whole_memory(path):
    units, report = read(path)
    assert (report.units, report.losses) == (COUNT - 1, ())
    with open_memory(path) as memory:
        assert list_texts(units) == list_texts(MemoryUnits(memory))
    assert units[0].source_language == "zh-HK"
    assert [prop.type for prop in units[0].props] == [HISTORY]


def test_some_units(path):
    units = list(RescuedUnits(path, UnitFilter(ids=(1, 2, 7))))
    assert list_texts(units) == ["第0条", "第6条"]
    with pytest.raises(TmxError, match="tag"):
        RescuedUnits(path, UnitFilter(language="no tag"))


def test_a_damaged_page(path, whole):
    place = whole.index("第700条".encode()) // PAGE_SIZE * PAGE_SIZE
    path.write_bytes(whole[:place] + b"\xff" * PAGE_SIZE + whole[place + PAGE_SIZE :])
    units, report = read(path)
    (loss,) = report.losses
    assert loss.reason == UNREADABLE
    assert loss.places[0].startswith("unit ")
    assert COUNT - 200 < len(units) == report.units < COUNT - 1
    assert len(units) + loss.count == COUNT - 1
    texts = list_texts(units)
    assert "第700条" not in texts
    assert texts == sorted(texts, key=lambda text: int(text[1:-1]))


def test_a_text_that_was_overwritten(path, whole):
    path.write_bytes(whole.replace("第700条".encode(), "第700章".encode()))
    units, report = read(path)
    assert (report.units, report.losses[0].count) == (COUNT - 2, 1)
    assert "第700章" not in list_texts(units)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.99])
def test_a_memory_that_breaks_off(path, whole, part):
    os.truncate(path, int(len(whole) * part))
    with pytest.raises(TmxError, match="tm export --rescue"):
        open_memory(path)
    units, report = read(path)
    assert len(units) == report.units
    assert report.losses or part == 0.99
    known = {f"第{number}条" for number in range(COUNT)}
    assert set(list_texts(units)) <= known
    if part == 0.99:
        assert units


@pytest.mark.parametrize("kept", [100, PAGE_SIZE])
def test_what_was_tried_in_vain_is_not_advised(path, kept):
    os.truncate(path, kept)
    with pytest.raises(TmxError, match="older copy") as caught:
        read(path)
    assert "--rescue" not in str(caught.value)


def test_what_is_not_in_the_file_yet(path, tmp_path):
    with open_memory(path, is_writable=True) as memory:
        variants = Variant("zh", "新"), Variant("en", "new")
        add_unit(memory, TranslationUnit(variants), origin="a", moment=NOW)
        units, _ = read(path)
    assert list_texts(units)[-1] == "新"
    assert list(tmp_path.iterdir()) == [path]


def test_no_schema(path, whole):
    path.write_bytes(whole[:100] + bytes(PAGE_SIZE - 100) + whole[PAGE_SIZE:])
    with pytest.raises(TmxError, match="damaged"):
        read(path)


def test_no_memory(tmp_path):
    (tmp_path / "a.tmdb").write_text("你好", encoding="utf-8")
    with pytest.raises(TmxError, match="is no memory"):
        RescuedUnits(tmp_path / "a.tmdb")


def test_nothing(tmp_path):
    make_memory(tmp_path / "a.tmdb", ("zh", "en")).close()
    assert read(tmp_path / "a.tmdb")[0] == []
