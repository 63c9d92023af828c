from datetime import UTC, datetime

import pytest

from tmx import Code, TmxError, TranslationUnit, Variant
from tmx.content import make_variant
from tmx.memory.checking import MEMORY_RULES, check_memory
from tmx.memory.records import UnitFilter
from tmx.memory.store import make_memory
from tmx.memory.transfer.adding import add_unit

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LONG = "在过去的二十年里，这个国家的经济一直在增长。"
TEXTS = {
    "MEM101": ("第十二条适用于所有成员国。", "Article 15 applies to all members."),
    "MEM102": ("这个国家的经济一直在增长，而人口却在不断减少，因此需要新的政策。", "Growth."),
    "MEM103": ("Microsoft Windows", "Microsoft Windows"),
    "MEM104": ("The economy grew.", "Growth went on."),
}
FINE = (
    (LONG, "Over the past twenty years this country's economy has kept growing."),
    ("2012年11月15日，增长了3.5亿元。", "On 15 November 2012 it rose by 350 million yuan."),
    ("2024", "2024"),
    ("OK", "OK"),
)


@pytest.fixture
def memory(tmp_path):
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        yield memory


def add(memory, first, second, tuid=None, **facts):
    variants = [
        each if isinstance(each, Variant) else Variant(tag, each)
        for tag, each in (("zh-CN", first), ("en-GB", second))
    ]
    unit = TranslationUnit(tuple(variants), tuid)
    return add_unit(memory, unit, origin="test", moment=NOW, **facts)


def list_codes(memory, **options):
    return [finding.rule.code for finding in check_memory(memory, **options).findings]


@pytest.mark.parametrize("code", TEXTS)
def test_what_is_odd_is_found_with_its_unit(memory, code):
    for number, texts in enumerate(FINE):
        add(memory, *texts, tuid=f"fine-{number}")
    odd = add(memory, *TEXTS[code], tuid="odd")
    (finding,) = (f for f in check_memory(memory).findings if f.rule.code.startswith("MEM"))
    assert finding.rule.code == code
    assert [(place.unit, place.tuid) for place in finding.places] == [(odd.id, "odd")]


def test_what_is_fine_is_not(memory):
    for texts in FINE:
        add(memory, *texts)
    report = check_memory(memory)
    assert report.units == len(FINE)
    assert not [f for f in report.findings if f.rule.code.startswith("MEM")]
    assert not report.has_errors


def test_what_is_odd_of_the_temporary_file_is_not_told(memory):
    assert list_codes(memory) == []
    add(memory, *FINE[0])
    variants = Variant("en-GB", "Growth went on and on."), Variant("zh-CN", "经济不断地增长着。")
    add_unit(memory, TranslationUnit(variants), origin="test", moment=NOW)
    assert list_codes(memory) == []


def test_codes_of_both_sides_are_compared(memory):
    add(memory, make_variant("zh-CN", ("点击", Code("ph", ("{0}",)), "继续")), "Click to go on.")
    assert "MEM105" in list_codes(memory)


def test_rules_of_tmx_name_units_by_their_numbers(memory):
    add(memory, *FINE[0])
    odd = add(memory, " 以空格开头的句子在这里", "A sentence that begins with a space")
    found = {f.rule.code: f for f in check_memory(memory).findings}
    places = [place.unit for finding in found.values() for place in finding.places if place.unit]
    assert odd.id in places
    assert all(place.line is None for finding in found.values() for place in finding.places)


def test_what_tmx_does_not_take_is_noted_and_numbers_stay_right(memory):
    add(memory, "一个控制\x02字符在这里出现", "a control character is here")
    odd = add(memory, *TEXTS["MEM101"])
    found = {finding.rule.code: finding for finding in check_memory(memory).findings}
    assert found["MEM106"].count == 1
    assert found["MEM101"].places[0].unit == odd.id


def test_only_what_is_asked_for_is_checked(memory):
    add(memory, *TEXTS["MEM101"], document="a.txt")
    add(memory, *FINE[0], document="b.txt")
    assert "MEM101" in list_codes(memory, units=UnitFilter(document="a*"))
    assert "MEM101" not in list_codes(memory, units=UnitFilter(document="b*"))


def test_a_broken_reference_is_an_error(memory):
    stored = add(memory, *FINE[0])
    memory.connection.execute("PRAGMA foreign_keys = OFF")
    memory.connection.execute("UPDATE unit SET origin = 99 WHERE id = ?", (stored.id,))
    report = check_memory(memory)
    assert report.has_errors
    assert report.findings[0].rule is MEMORY_RULES["MEM001"]


def test_progress_is_told(memory, monkeypatch):
    monkeypatch.setattr("tmx.memory.checking.checker.PROGRESS_STEP", 2)
    for texts in FINE:
        add(memory, *texts)
    told = []
    check_memory(memory, progress=told.append)
    assert told == [2, 4]


def test_a_wrong_filter_is_an_error(memory):
    with pytest.raises(TmxError, match="no Chinese script"):
        check_memory(memory, UnitFilter(script="Latn"))
