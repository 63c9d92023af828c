"""What stands around a bead, and how a memory says it in the way of each tool."""

import pytest

from aligner.exporting import ExportOptions, write_alignment
from aligner.exporting.contexts import ContextFinder
from aligner.records import Alignment, Bead
from tests.aligner.exporting.samples import MOMENT, make_side
from tmx import load_tmx
from tmx.contexts import Context
from tmx.dialects import DIALECTS, find_context

SOURCE = make_side("zh-HK", "a.txt", ["一。", "二。", "三。", "四。"])
TARGET = make_side("en-GB", "b.txt", ["One.", "Two, three.", "Five."])
BEADS = (
    Bead((0,), (0,), 0.9),
    Bead((1, 2), (1,), 0.9),
    Bead((3,), (), 0.9),
    Bead((), (2,), 0.9),
)
ALIGNMENT = Alignment(SOURCE, TARGET, BEADS)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param((0,), Context("", "二。", ""), id="first"),
        pytest.param((1, 2), Context("一。", "四。", "One."), id="two segments"),
        pytest.param((3,), Context("三。", "", "Two, three."), id="last"),
    ],
)
def test_neighbours_are_those_of_the_document(numbers, expected):
    assert ContextFinder(ALIGNMENT).find(numbers) == expected


def test_a_neighbour_without_counterpart_has_no_translation():
    beads = (Bead((0,), (), 0.9), Bead((1, 2, 3), (0, 1, 2), 0.9))
    found = ContextFinder(Alignment(SOURCE, TARGET, beads)).find((1, 2, 3))
    assert found == Context("一。", "", "")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_memory_states_contexts_in_the_way_of_its_tool(tmp_path, dialect):
    write_alignment(tmp_path / "a.tmx", ALIGNMENT, ExportOptions(MOMENT, dialect))
    memory = load_tmx(tmp_path / "a.tmx")
    assert [unit.tuid for unit in memory.units] == ["0", "1"]
    stated = find_context(memory.units[1], memory.header)
    expected = {
        "plain": None,
        "memoq": Context("一。", "四。", None),
        "phrase": Context("一。", "四。", None),
        "trados": Context("一。", None, "One."),
    }
    assert stated == expected[dialect]
