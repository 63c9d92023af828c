"""`scripts/bench tmx` from end to end on a tiny memory, and what it measures with."""

import doctest
import io

import pytest
from benching import conversions, memories
from benching.contests import Contest, hold_contest
from benching.conversions import ConversionTime, count_units, judge_growth
from benching.made_memories import make_header, make_units
from benching.memory_peers import read_records_with_lxml, write_with_lxml
from lxml import etree

from tests.scripts.test_bench import cells_of, run_bench
from tmx import load_tmx, write_tmx


def canonical(data):
    return etree.tostring(etree.fromstring(data), method="c14n2")


def test_readers_and_writers_are_compared():
    done = run_bench("tmx", "--units", "30", "--rounds", "1", "--only", "read", "--only", "write")
    assert done.returncode == 0, done.stderr
    assert "target" in done.stdout
    for name, target in (("lxml iterparse", "1.00"), ("expat", "2.00"), ("lxml xmlfile", "1.00")):
        *_, ratio, verdict = (cell for cell in cells_of(done.stdout, name) if cell)
        assert float(ratio.split()[0]) > 0
        assert verdict in {f"≤ {target}: pass", f"≤ {target}: FAIL"}


def test_conversions_are_timed_at_two_sizes():
    arguments = ("--units", "20", "--only", "convert", "--formats", "jsonl", "moses")
    done = run_bench("tmx", *arguments)
    assert done.returncode == 0, done.stderr
    for name in ("TMX → jsonl", "jsonl → TMX", "TMX → moses", "moses → TMX"):
        cells = cells_of(done.stdout, name)
        assert all(float(cell.replace(",", "")) >= 0 for cell in cells[1:3])
        assert "×" in cells[-1] or cells[-1] == "not told"


def test_misuse_is_named():
    done = run_bench("tmx", "--units", "none")
    assert done.returncode == 2
    assert "whole number" in done.stderr


def test_made_units_are_the_same_each_time_and_of_every_kind():
    units = list(make_units(300))
    assert units == list(make_units(300))
    assert units[:100] == list(make_units(100))
    assert len({unit.tuid for unit in units}) == 300
    assert {len(unit.variants) for unit in units} == {2, 3}
    for share in (
        sum(bool(unit.notes) for unit in units),
        sum(bool(unit.variants[0].content) for unit in units),
    ):
        assert 10 < share < 60


def test_the_peer_writes_the_elements_that_ours_writes():
    units, header, ours, theirs = list(make_units(50)), make_header(), io.BytesIO(), io.BytesIO()
    write_tmx(ours, units, header)
    assert write_with_lxml(theirs, units, header) == 50
    assert canonical(ours.getvalue()) == canonical(theirs.getvalue())


def test_a_made_file_holds_what_was_made(tmp_path):
    memories.write_memory(tmp_path / "a.tmx", 60)
    found = load_tmx(tmp_path / "a.tmx")
    assert found.units == tuple(make_units(60))
    assert found.header == make_header()
    assert found.report.losses == ()
    assert count_units(tmp_path / "a.tmx") == 60


def test_the_peer_that_reads_all_fields_makes_the_same_records(tmp_path):
    memories.write_memory(tmp_path / "a.tmx", 60)
    with (tmp_path / "a.tmx").open("rb") as stream:
        assert list(read_records_with_lxml(stream)) == list(make_units(60))


def test_readers_that_do_not_agree_are_not_compared(tmp_path, monkeypatch):
    memories.write_memory(tmp_path / "a.tmx", 5)
    monkeypatch.setattr(memories, "read_with_lxml", lambda stream: 1)
    with pytest.raises(SystemExit, match="same number of texts"):
        memories.compare_readers(tmp_path / "a.tmx", 1)


def test_each_contestant_has_its_turn_and_ratios_are_of_the_same_round():
    calls = []
    contest = hold_contest({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, 3)
    assert "".join(calls) == "abbaab"
    assert {len(each) for each in contest.seconds.values()} == {3}
    slow_middle = Contest({"a": (1.0, 9.0, 2.0), "b": (2.0, 18.0, 1.0)})
    assert slow_middle.median_of("a") == 2.0
    assert slow_middle.ratio("a", "b") == 0.5


def test_memory_that_grows_is_named():
    small = ConversionTime(10, 1.0, 100_000)
    growing, settled = ConversionTime(100, 9.0, 190_000), ConversionTime(100, 9.0, 105_000)
    assert judge_growth(small, growing) == "1.90 ×, 1000 bytes a unit: FAIL"
    assert judge_growth(small, settled) == "1.05 ×, 56 bytes a unit: pass"
    assert judge_growth(small, ConversionTime(100, 9.0, None)) == "not told"


@pytest.mark.parametrize("module", [memories, conversions], ids=lambda module: module.__name__)
def test_doctests(module):
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed
