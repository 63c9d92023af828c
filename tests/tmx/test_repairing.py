"""Repairing: whatever a lenient reader gives, the strict writer takes it afterwards."""

import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import (
    Header,
    Note,
    Prop,
    Provenance,
    TranslationUnit,
    Variant,
    read_tmx,
    remove_forbidden,
    write_tmx,
)
from tmx.checking import check_tmx
from tmx.content import make_variant, text_of
from tmx.records import CharacterMap, Code, Tmx, UserEncoding
from tmx.repairing import Repair, RepairedSource

HEADER = Header("zh-CN")
ZH, EN = Variant("zh-CN", "停火。"), Variant("en-US", "A ceasefire.")
FR = Variant("fr-FR", "Un cessez-le-feu.")
UNIT = TranslationUnit((ZH, EN), tuid="a")

TAGS = st.sampled_from(
    ["zh-CN", "zh_CN", "zh", "zh-Hans", "en-US", "en", "und", "", "Chinese", "??", "q", "en-UK"]
)
TEXTS = st.text(st.sampled_from("a中𠀀 \n\x0b\x00\ud800<&\u3000"), max_size=4)
NAMES = st.sampled_from(["bpt", "ept", "it", "ph", "ut", "hi", "sub", "foo"])
NUMBERS = st.sampled_from([None, "", " ", "1", "2", "x"])
CODES = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        Code,
        NAMES,
        st.lists(inner, max_size=3).map(lambda pieces: make_variant("en", pieces).content),
        i=NUMBERS,
        x=NUMBERS,
        type=st.sampled_from([None, "bold"]),
        pos=st.sampled_from([None, "begin", "End"]),
        assoc=st.sampled_from([None, "p", "q"]),
        datatype=st.sampled_from([None, "html"]),
    ),
    max_leaves=8,
)
LANGUAGES = st.sampled_from([None, "en", "zh_CN", "Klingon!"])
PROPS = st.lists(
    st.builds(Prop, st.sampled_from(["", "x-a", "file", "x-ice", "\x00"]), TEXTS, LANGUAGES),
    max_size=2,
).map(tuple)
NOTES = st.lists(st.builds(Note, TEXTS, LANGUAGES), max_size=2).map(tuple)
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))])
DATES = st.none() | st.datetimes(timezones=ZONES)
PROVENANCES = st.builds(
    Provenance,
    creation_date=DATES,
    last_usage_date=DATES,
    usage_count=st.none() | st.integers(-2, 5),
    creation_tool=st.none() | TEXTS,
)


@st.composite
def variants(draw):
    made = make_variant(draw(TAGS), draw(st.lists(CODES, max_size=4)))
    return Variant(
        made.language, made.text, draw(PROPS), draw(NOTES), made.content, draw(PROVENANCES)
    )


UNITS = st.builds(
    TranslationUnit,
    st.lists(variants(), max_size=4).map(tuple),
    tuid=st.sampled_from([None, "", "a", "a b", "\x0b", "a-2"]),
    props=PROPS,
    notes=NOTES,
    source_language=st.none() | TAGS | st.just("*all*"),
    segtype=st.sampled_from([None, "sentence", "chapter"]),
    provenance=PROVENANCES,
)
ENCODINGS = st.builds(
    UserEncoding,
    TEXTS,
    st.lists(st.builds(CharacterMap, TEXTS, st.none() | TEXTS), max_size=2).map(tuple),
    st.none() | TEXTS,
)
HEADERS = st.none() | st.builds(
    Header,
    TAGS | st.just("*all*"),
    creation_tool=TEXTS | st.just("OmegaT"),
    creation_tool_version=TEXTS,
    segtype=st.sampled_from(["sentence", "", "section"]),
    o_tmf=TEXTS,
    admin_language=TAGS,
    datatype=TEXTS,
    props=PROPS,
    notes=NOTES,
    creation_date=DATES,
    encodings=st.lists(ENCODINGS, max_size=2).map(tuple),
)


def repair_all(header, units):
    repair = Repair(header, units[0] if units else None)
    return repair, [each for unit in units for each in repair.repair(unit)]


def write(header, units):
    stream = io.BytesIO()
    report = write_tmx(stream, units, header)
    return stream.getvalue(), report


@given(HEADERS, st.lists(UNITS, max_size=4))
def test_what_is_repaired_is_written_and_checks_without_errors(header, units):
    repair, repaired = repair_all(header, units)
    data, report = write(repair.header, repaired)
    assert report.characters_removed == 0
    checked = check_tmx(io.BytesIO(data))
    assert checked.is_valid
    assert checked.is_schema_valid
    assert not [f for f in checked.findings if f.rule.severity.value == "error"]
    assert len(list(read_tmx(io.BytesIO(data)))) == len(repaired)


@given(HEADERS, st.lists(UNITS, max_size=4))
def test_repairing_twice_changes_nothing(header, units):
    repair, repaired = repair_all(header, units)
    again, twice = repair_all(repair.header, repaired)
    assert (again.header, twice) == (repair.header, repaired)
    assert again.losses == ()


@given(st.lists(variants(), max_size=4))
def test_no_text_is_lost(given_variants):
    _, repaired = repair_all(HEADER, [TranslationUnit(tuple(given_variants))])
    kept = {variant.text for unit in repaired for variant in unit.variants}
    assert {clean(each.text) for each in given_variants if clean(each.text).strip()} <= kept


def clean(text):
    return remove_forbidden(text).text


@given(st.lists(CODES, max_size=5))
def test_the_codes_of_a_segment_keep_its_text(pieces):
    made = make_variant("en", pieces)
    _, repaired = repair_all(HEADER, [TranslationUnit((made, ZH))])
    texts = [each.text for unit in repaired for each in unit.variants if each.language == "en"]
    assert texts in ([clean(made.text)], [])


def test_what_is_fine_is_given_back_itself():
    repair, (found,) = repair_all(HEADER, [UNIT])
    assert found is UNIT
    assert repair.header is HEADER
    assert repair.losses == ()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("Chinese", "zh"),
        ("Chinese (Simplified)", "zh-CN"),
        ("en-UK", "en-GB"),
        ("en_US.UTF-8", "en-US"),
        ("zh-CN-", "zh-CN"),
        ("zh-simplified!", "zh"),
        ("", "und"),
        ("Klingon!", "qaa"),
        ("zh_CN", "zh_CN"),
    ],
)
def test_tags(language, expected):
    _, (unit,) = repair_all(Header("*all*"), [TranslationUnit((FR, Variant(language, "x")))])
    assert unit.variants[1].language == expected


@pytest.mark.parametrize(
    ("source", "own", "expected"),
    [
        ("zh-CN", None, None),
        ("zh", None, None),
        ("fr", None, None),
        ("zh-CN", "fr", None),
        ("zh-CN", "en-GB", "en-US"),
        ("en-US", "Chinese", "zh-CN"),
    ],
)
def test_the_source_of_a_unit(source, own, expected):
    unit = TranslationUnit((ZH, EN), source_language=own)
    repair, (found,) = repair_all(Header(source), [unit])
    assert found.source_language == expected
    assert bool(repair.losses) == (source not in ("zh-CN",) or own is not None)


def test_the_header_takes_the_tag_of_the_first_unit():
    assert repair_all(Header("zh"), [UNIT])[0].header.source_language == "zh-CN"
    assert repair_all(Header("fr"), [UNIT])[0].header.source_language == "*all*"
    assert repair_all(None, [UNIT])[0].header == Header("*all*")


def test_variants_in_one_language_become_units():
    other = Variant("en-US", "A truce.")
    repair, units = repair_all(HEADER, [TranslationUnit((ZH, EN, other, EN), tuid="a")])
    assert [each.variants for each in units] == [(ZH, EN), (ZH, other)]
    assert [each.tuid for each in units] == ["a", "a-2"]
    assert len(repair.losses) == 3


def test_variants_without_language_stay_one_unit():
    unit = TranslationUnit((Variant("und", "甲"), Variant("und", "a")))
    _, (found,) = repair_all(None, [unit])
    assert [each.language for each in found.variants] == ["und", "qaa"]


def test_a_unit_keeps_the_one_text_that_it_has():
    repair, units = repair_all(HEADER, [TranslationUnit((Variant("zh-CN", " "), EN))])
    assert [each.variants for each in units] == [(EN,)]
    assert units[0].source_language == "*all*"
    assert {loss.places for loss in repair.losses} == {("unit 1",)}


def test_a_unit_without_text_is_left_out_and_counted():
    repair, units = repair_all(HEADER, [UNIT, TranslationUnit((Variant("zh-CN", ""),), tuid="b")])
    assert units == [UNIT]
    assert repair.losses[-1].places == ("unit 2 (tuid b)",)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([Code("bpt", ("<b>",)), "x", Code("ept", ("</b>",))], [("bpt", "1"), ("ept", "1")]),
        ([Code("bpt", i="1"), "x"], [("it", None)]),
        (["x", Code("ept", i="1")], [("it", None)]),
        (
            [Code("bpt", i="1"), Code("bpt", i="1"), "x", Code("ept", i="1"), Code("ept", i="1")],
            [("bpt", "2"), ("bpt", "1"), ("ept", "1"), ("ept", "2")],
        ),
        ([Code("sub", ("x",))], [("hi", None)]),
    ],
)
def test_codes(pieces, expected):
    unit = TranslationUnit((make_variant("en-US", pieces), ZH))
    _, (found,) = repair_all(HEADER, [unit])
    codes = [each for each in found.variants[0].content if isinstance(each, Code)]
    assert [(code.name, code.i) for code in codes] == expected
    assert text_of(found.variants[0].content) == "x"


def test_the_end_of_an_isolated_code_is_told_by_its_markup():
    codes = [Code("it", ("</b>",)), "x", Code("it", ("<b>",)), Code("it", pos="End")]
    _, (found,) = repair_all(HEADER, [TranslationUnit((make_variant("en-US", codes), ZH))])
    kept = [each.pos for each in found.variants[0].content if isinstance(each, Code)]
    assert kept == ["end", "begin", "end"]


def test_props_of_omegat_are_renamed():
    _, (found,) = repair_all(HEADER, [TranslationUnit((ZH, EN), props=(Prop("x-ice", "1"),))])
    assert found.props == (Prop("x-omegat-ice", "1"),)


def test_many_copies_of_a_tuid():
    repair, units = repair_all(HEADER, [UNIT] * 50)
    assert len({each.tuid for each in units}) == 50
    assert repair.losses[0].count == 49


def test_dates_out_of_the_calendar_are_left_out():
    late = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5)))
    unit = TranslationUnit((ZH, EN), provenance=Provenance(creation_date=late))
    repair, (found,) = repair_all(Header("zh-CN"), [unit])
    assert found.provenance.creation_date is None
    assert [loss.reason for loss in repair.losses] == [
        "a date that no calendar holds in UTC is left out"
    ]


def test_long_tuids_are_cut_where_they_are_named():
    repair, _ = repair_all(Header("zh-CN"), [TranslationUnit((ZH, EN), tuid="x" * 3000 + " y")])
    assert len(repair.losses[0].places[0]) < 80


def test_dates_get_a_time_zone():
    unit = TranslationUnit((ZH, EN), provenance=Provenance(creation_date=datetime(2024, 1, 2)))
    _, (found,) = repair_all(HEADER, [unit])
    assert found.provenance.creation_date == datetime(2024, 1, 2, tzinfo=UTC)


def test_a_source_is_gone_through_again():
    class Source(list):
        header = None
        report = Tmx(None, ()).report

    source = RepairedSource(Source([UNIT, UNIT]))
    assert source.header == Header("*all*")
    assert source.losses == ()
    assert list(source) == list(source)
    assert [loss.count for loss in source.losses] == [1, 1]
