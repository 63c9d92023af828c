"""Neighbours that a memory knows by their prints, stated in the way of CAT tools."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tmx import (
    Context,
    Header,
    Prop,
    Provenance,
    TmxError,
    TranslationUnit,
    Variant,
    find_context,
)
from tmx.converting import HeldUnits
from tmx.memory.records import ALL, UnitFilter
from tmx.memory.store import make_memory
from tmx.memory.transfer.exporting import count_units
from tmx.memory.transfer.importing import ImportOptions, import_units
from tmx.memory.transfer.stating import ContextUnits

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def unit(source, target, *props, tags=("zh-CN", "en")):
    variants = tuple(Variant(*each) for each in zip(tags, (source, target), strict=True))
    return TranslationUnit(variants, props=(*props, Prop("x-document", "a")))


@pytest.fixture
def fill(tmp_path):
    memory = make_memory(tmp_path / "m.tmdb", ("zh", "en"))

    def fill(*units, source="zh-CN"):
        held = HeldUnits(units, Header(source))
        import_units(memory, held, ImportOptions(origin="a", moment=NOW))
        return memory

    with memory:
        yield fill


def read(memory, dialect, units=ALL):
    with memory.read():
        source = ContextUnits(memory, units, dialect=dialect)
        return [find_context(each, source.header) for each in source]


UNITS = unit("停火", "ceasefire"), unit("会谈", "talks"), unit("条约", "treaty")


@pytest.mark.parametrize(
    ("dialect", "context"),
    [
        ("memoq", Context("停火", "条约")),
        ("phrase", Context("停火", "条约")),
        ("trados", Context("停火", None, "ceasefire")),
    ],
)
def test_neighbours_are_stated(fill, dialect, context):
    memory = fill(*UNITS)
    assert read(memory, dialect)[1] == context
    assert read(memory, dialect, UnitFilter(ids=(2,))) == [context]


def test_neighbours_are_those_of_the_side_that_was_translated_from(fill):
    turned = [unit(*(v.text for v in u.variants[::-1]), tags=("en", "zh-CN")) for u in UNITS]
    assert read(fill(*turned, source="en"), "memoq")[1] == Context("ceasefire", "treaty")


def test_what_a_unit_states_itself_stays(fill):
    stated = unit("会谈", "talks", Prop("x-context-pre", "<seg>战争</seg>"))
    assert read(fill(UNITS[0], stated), "phrase")[1] == Context("战争")


def test_a_neighbour_that_is_not_in_the_memory_is_not_known(fill):
    memory = fill(*UNITS)
    with memory.write() as connection:
        connection.execute("DELETE FROM unit WHERE id = 1")
        connection.execute("DELETE FROM pair WHERE id = 1")
    assert read(memory, "memoq")[0] == Context(None, "条约")


@pytest.mark.parametrize("dialect", ["plain", "memoq", "phrase", "trados"])
@pytest.mark.parametrize("is_newer", [False, True], ids=["as they were", "changed since"])
def test_what_comes_back_from_a_tool_is_no_other_unit(fill, dialect, is_newer):
    twice = unit("会谈", "talks")
    memory = fill(*UNITS, twice)
    with memory.read():
        source = ContextUnits(memory, ALL, dialect=dialect)
        units, header = tuple(source), source.header
    if is_newer:
        changed = Provenance(change_date=datetime(2027, 1, 1, tzinfo=UTC))
        units = tuple(replace(each, provenance=changed) for each in units)
    for _ in range(2):
        report = import_units(
            memory, HeldUnits(units, header), ImportOptions(origin="back", moment=NOW)
        )
        assert (report.created, report.merged) == (0, len(units))
    assert count_units(memory) == len(units) == 4
    fill(*UNITS, twice)
    assert count_units(memory) == 4


def test_an_unknown_dialect_is_refused(fill):
    with pytest.raises(TmxError, match="there is no dialect"):
        ContextUnits(fill(*UNITS), dialect="wordfast")
