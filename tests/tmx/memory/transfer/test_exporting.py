from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from tests.tmx import strategies
from tests.tmx.kit import build, load_kit
from tests.tmx.memory.stocking import (
    NOW,
    empty_memory,
    export,
    load,
    make_unit,
    pair_unit_lists,
)
from tmx import Header, Prop, Provenance, TranslationUnit, Variant, load_tmx
from tmx.converting import HeldUnits, convert, open_units
from tmx.memory.queries.history import ChangeRow, insert_changes, select_changes
from tmx.memory.records import UnitFilter
from tmx.memory.store import make_memory, open_memory
from tmx.memory.transfer.exporting import HEADERS, MemoryUnits, count_units, find_units
from tmx.memory.transfer.importing import ImportOptions, find_pair, import_units
from tmx.memory.units.histories import state_history, take_history
from tmx.memory.units.identity import HISTORY
from tmx.memory.units.rows import dump_unit
from tmx.version import __version__

ROOT = Path(__file__).parents[4]
MADE = Header("zh-HK", "memoQ", "9", segtype="paragraph", datatype="html", creation_id="me")


def two_authors():
    """Make a unit whose variants differ in who changed them, without dates."""
    variants = (
        Variant(tag, "0", provenance=Provenance(change_id=name))
        for tag, name in (("zh-HK", "<b>"), ("en-GB", "</b>"))
    )
    return TranslationUnit(tuple(variants))


@pytest.fixture
def memory():
    with empty_memory() as made:
        yield made


def name_tool(header):
    return replace(header, creation_tool="duizhao", creation_tool_version=__version__)


def take(source, path):
    """Import a source into a new memory, and return its units and header."""
    options = ImportOptions(origin="a.tmx", moment=NOW)
    with make_memory(path, find_pair(source)) as memory:
        report = import_units(memory, source, options)
        units = MemoryUnits(memory)
        return report, HeldUnits(tuple(units), units.header)


@settings(deadline=None, max_examples=30)
@example(units=(two_authors(),), source=Header("*all*"))
@given(units=pair_unit_lists(), source=strategies.headers())
def test_units_come_back_as_they_came(units, source):
    for language in ("*all*", "zh-HK", "en-GB"):
        header = replace(source, source_language=language)
        with empty_memory() as memory:
            report = load(memory, units, header)
            found = MemoryUnits(memory)
            expected = _settle(units, header)
            assert tuple(found) == expected if report.created == len(units) else True
            assert found.header == name_tool(header) if units else True


def _settle(units, header):
    """Units whose source neither they nor the header tell state it."""
    from tmx.pairing import find_source

    return tuple(
        each
        if find_source(each, header.source_language) is not None
        else replace(each, source_language=each.variants[0].language)
        for each in units
    )


@settings(deadline=None, max_examples=8)
@given(units=pair_unit_lists())
def test_units_go_through_files_and_memories_twice(units, tmp_path_factory):
    folder = tmp_path_factory.mktemp("twice")
    if not units:
        return
    convert([], [folder / "0.tmx"], source=HeldUnits(units, Header("*all*")))
    before = load_tmx(folder / "0.tmx").units
    for number in (1, 2):
        source = open_units([folder / f"{number - 1}.tmx"])
        report, held = take(source, folder / f"{number}.tmdb")
        convert([], [folder / f"{number}.tmx"], source=held)
        assert load_tmx(folder / f"{number}.tmx").units == (
            before if report.created == len(before) else held.units
        )


KIT = load_kit("bytes", "content", "encodings", "spec", "syntax", "tools")


@pytest.mark.parametrize("case", KIT, ids=[f"{each['kit']}-{each['label']}" for each in KIT])
def test_units_of_the_kit_come_back(case, tmp_path):
    path = tmp_path / "a.tmx"
    path.write_bytes(build(case))
    try:
        source = open_units([path])
        pair = find_pair(source)
    except Exception as error:
        pytest.skip(str(error))
    with make_memory(tmp_path / "m.tmdb", pair) as memory:
        report = import_units(memory, source, ImportOptions(origin="a.tmx", moment=NOW))
        units = tuple(source)
        assert report.read == report.created + report.merged + report.skipped
        if report.created == len(units) and not report.losses:
            assert export(memory) == units


def test_an_aligned_text_comes_back(tmp_path):
    path = ROOT / "tests/golden/article.tmx"
    whole = load_tmx(path)
    report, held = take(open_units([path]), tmp_path / "m.tmdb")
    assert report.skipped == report.merged == 0
    assert held.units == whole.units
    assert held.header == name_tool(whole.header)


def find_texts():
    """Lines of real texts, side by side; nobody asks whether they translate each other."""
    for path in sorted((ROOT.parent / "shared/corpora").glob("*/zh/*.txt")):
        texts = path, path.parents[1] / "en" / path.name
        yield (
            path.stem,
            zip(*(each.read_text("utf-8").splitlines() for each in texts), strict=False),
        )


def test_real_texts_come_back(tmp_path):
    units = tuple(
        make_unit(*pair, props={"x-document": name}, tuid=f"{name}.{number}")
        for name, pairs in find_texts()
        for number, pair in enumerate(pairs)
        if all(each.strip() for each in pair)
    )
    if not units:
        pytest.skip("the corpora are not here")
    convert([], [tmp_path / "a.tmx"], source=HeldUnits(units, Header("zh-HK")))
    report, held = take(open_units([tmp_path / "a.tmx"]), tmp_path / "m.tmdb")
    convert([tmp_path / "m.tmdb"], [tmp_path / "b.tmx"])
    assert report.created == len(units)
    # Some have the same tuid, which a file numbers and a memory does not.
    assert held.units == units
    assert load_tmx(tmp_path / "b.tmx").units == load_tmx(tmp_path / "a.tmx").units


# Headers.


def test_the_header_of_the_only_file_is_kept(memory):
    load(memory, [make_unit()], MADE)
    assert MemoryUnits(memory).header == name_tool(MADE)


def test_units_of_several_files_state_what_their_header_said(memory):
    load(memory, [make_unit("甲", "A")], MADE)
    load(memory, [make_unit("乙", "B", segtype="phrase")], replace(MADE, segtype="block"))
    load(memory, [make_unit("丙", "C")], Header("en"))
    first, second, third = export(memory)
    assert MemoryUnits(memory).header == Header("*all*")
    assert (first.segtype, first.provenance.datatype) == ("paragraph", "html")
    assert (second.segtype, second.provenance.datatype) == ("phrase", "html")
    assert (third.segtype, [each.text for each in third.variants]) == (None, ["C", "丙"])
    assert third.source_language is None


def test_what_no_common_header_can_say_is_told(memory):
    load(memory, [make_unit("甲", "A")], replace(MADE, props=(Prop("x-client", "ACME"),)))
    assert not MemoryUnits(memory).report.losses
    load(memory, [make_unit("乙", "B")], MADE, origin="b.tmx")
    units = MemoryUnits(memory)
    assert len(list(units)) == units.report.units == 2
    assert [(each.reason, each.count) for each in units.report.losses] == [(HEADERS, 1)]
    assert not MemoryUnits(memory, UnitFilter(origin="a.tmx")).report.losses


def test_what_all_files_say_the_header_says(memory):
    load(memory, [make_unit("甲", "A")], MADE)
    load(memory, [make_unit("乙", "B")], replace(MADE, creation_id="you"))
    header = MemoryUnits(memory).header
    assert (header.source_language, header.segtype, header.datatype) == (
        "zh-HK",
        "paragraph",
        "html",
    )
    assert {(each.segtype, each.provenance.datatype) for each in export(memory)} == {(None, None)}


def test_only_the_files_that_are_asked_for_count(memory):
    load(memory, [make_unit("甲", "A")], MADE)
    load(memory, [make_unit("乙", "B")], Header("*all*"), origin="b.tmx")
    chosen = MemoryUnits(memory, UnitFilter(origin="a.tmx"))
    assert (chosen.header, len(list(chosen))) == (name_tool(MADE), 1)
    assert chosen.report.units == 1


def test_a_wrong_header_is_put_right_on_the_unit(memory):
    load(memory, [make_unit()], Header("fr"))
    (unit,) = export(memory)
    assert unit.source_language == "zh-HK"


OMEGAT = """<tmx version="1.4"><header creationtool="OmegaT" o-tmf="{}" adminlang="EN-US"
datatype="plaintext" creationtoolversion="3.6.0" segtype="sentence" srclang="zh-CN"/><body>
<tu><prop type="file">a.txt</prop><prop type="prev">前文。</prop><prop type="next">后文。</prop>
<tuv xml:lang="zh-CN"><seg>停火。</seg></tuv><tuv xml:lang="en"><seg>Truce.</seg></tuv></tu>
<tu><tuv xml:lang="zh-CN"><seg>停火。</seg></tuv><tuv xml:lang="en"><seg>Stop.</seg></tuv></tu>
</body></tmx>"""


def test_a_tuid_of_several_units_comes_back(memory, tmp_path):
    units = [make_unit(f"停火{n}。", f"Ceasefire {n}.", tuid=str(n % 2)) for n in range(4)]
    load(memory, units)
    before = export(memory)
    for out in (tmp_path / "1.tmx", tmp_path / "2.tmx"):
        convert([], [out], source=MemoryUnits(memory))
        assert len({each.tuid for each in load_tmx(out).units}) == 4
        options = ImportOptions(origin=out.name, moment=NOW)
        report = import_units(memory, open_units([out]), options)
        assert (report.created, report.merged) == (0, 4)
        assert export(memory) == before


def test_where_omegat_wants_a_translation_comes_back(memory, tmp_path):
    given, out = tmp_path / "a.tmx", tmp_path / "b.tmx"
    given.write_text(OMEGAT.format("OmegaT TMX"), encoding="utf-8")
    options = ImportOptions(origin="a.tmx", moment=NOW)
    import_units(memory, open_units([given]), options)
    convert([], [out], source=MemoryUnits(memory))
    assert load_tmx(out).units == load_tmx(given).units
    report = import_units(memory, open_units([out]), options)
    assert (report.created, report.merged) == (0, 2)


def test_no_other_tool_misleads_omegat(tmp_path):
    given, out = tmp_path / "a.tmx", tmp_path / "b.tmx"
    given.write_text(OMEGAT.format("else"), encoding="utf-8")
    convert([given], [out])
    assert [each.type for each in load_tmx(out).units[0].props] == [
        *("x-omegat-file", "x-omegat-prev", "x-omegat-next")
    ]


# History.


def test_the_history_goes_out_and_comes_in(memory, tmp_path):
    then = 1_700_000_000
    before = make_unit("停火", "Truce", provenance=Provenance(creation_id="a"))
    load(memory, [make_unit(), make_unit("甲", "A")])
    change = ChangeRow(1, then, "me", "edit", dump_unit(before))
    with memory.write() as connection:
        insert_changes(connection, [change, ChangeRow(99, then, None, "delete", dump_unit(before))])
    first, second = export(memory)
    assert [each.type for each in first.props] == [HISTORY]
    assert not second.props
    convert([], [tmp_path / "a.tmx"], source=MemoryUnits(memory))
    with empty_memory() as other:
        options = ImportOptions(origin="a.tmx", moment=NOW)
        for _ in range(2):
            import_units(other, open_units([tmp_path / "a.tmx"]), options)
        (found,) = select_changes(other.connection, 1)
        assert found[:5] == change[:5]
        assert export(other) == (first, second)


def test_the_history_of_a_unit_that_is_there_is_not_doubled(memory):
    load(memory, [make_unit()])
    row = ChangeRow(1, 5, None, "edit", dump_unit(make_unit("甲", "A")))
    with memory.write() as connection:
        insert_changes(connection, [row])
    load(memory, export(memory))
    assert len(list(select_changes(memory.connection, 1))) == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"moment": 5}', "\ud800", '{"before": {}}'])
def test_a_history_that_cannot_be_read_stays_a_property(text):
    unit = make_unit(props={HISTORY: text, "x-a": "b"})
    assert take_history(unit) == (unit, ())


def test_a_history_is_read_as_it_was_stated():
    rows = (ChangeRow(0, 5, "me", "merge", dump_unit(make_unit("甲", "A", tuid="7"))),)
    assert take_history(state_history(make_unit(), rows)) == (make_unit(), rows)


def test_what_was_changed_in_the_columns_is_stated(memory):
    load(memory, [make_unit(props={"x-document": "a", "x-confidence": "0.5"})])
    then = int(datetime(2026, 1, 2, tzinfo=UTC).timestamp())
    with memory.write() as connection:
        connection.execute(
            "UPDATE unit SET document = NULL, status = 'reviewed', changed = ?", (then,)
        )
    (unit,) = export(memory)
    assert unit.props == (Prop("x-confidence", "0.5"), Prop("x-status", "reviewed"))
    assert unit.provenance == Provenance(change_date=datetime(2026, 1, 2, tzinfo=UTC))


# Reading while others write, and as a format.


def test_an_export_sees_what_was_there_when_it_began(memory):
    load(memory, [make_unit(f"第{number}条", f"Article {number}") for number in range(500)])
    with open_memory(memory.path) as reader, reader.read():
        units = iter(MemoryUnits(reader))
        first = next(units)
        load(memory, [make_unit()])
        with memory.write() as connection:
            connection.execute("DELETE FROM unit WHERE id < 100")
        assert len([first, *units]) == 500
    assert count_units(memory) == 402


def test_units_come_in_the_order_of_their_numbers(memory):
    load(memory, [make_unit(f"{number}条", f"Article {number}") for number in (3, 1, 2)])
    assert [each.id for each in find_units(memory)] == [1, 2, 3]


def test_a_memory_is_a_format(memory, tmp_path):
    load(memory, [make_unit(), make_unit("甲", "A", notes=())], MADE)
    convert([memory.path], [tmp_path / "a.jsonl", tmp_path / "a.tmx"])
    for name in ("a.jsonl", "a.tmx"):
        found = open_units([tmp_path / name])
        assert tuple(found) == export(memory)
        assert found.header == name_tool(MADE)
    source = open_units([memory.path])
    assert (len(list(source)), source.report.units) == (2, 2)


def test_a_format_leaves_no_file_open(tmp_path):
    if not Path("/proc/self/fd").exists():
        pytest.skip("open files cannot be listed here")
    path = tmp_path / "m.tmdb"
    with make_memory(path, ("zh", "en")) as memory:
        load(memory, [make_unit(), make_unit("甲", "A")])
    source = open_units([path])
    units = iter(source)
    assert next(units) == make_unit()
    del units
    assert count_open(path) == 0


def count_open(path):
    links = [str(each.resolve()) for each in Path("/proc/self/fd").iterdir()]
    return sum(link.startswith(str(path)) for link in links)
