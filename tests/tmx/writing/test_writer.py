import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmx import (
    Header,
    Note,
    Prop,
    Provenance,
    TmxError,
    TranslationUnit,
    Variant,
    dump_tmx,
    read_tmx,
    remove_forbidden,
    write_tmx,
)
from tmx.writing.writer import TOOL_PROPS, Removal

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"
MOMENT = datetime(2024, 2, 29, 15, 5, 7, tzinfo=timezone(timedelta(hours=8)))
SOURCE, TARGET = Variant("zh-HK", "停火。"), Variant("en-GB", "A ceasefire.")
NO_ZONE = Provenance(creation_date=datetime(2024, 1, 1))
UNIT = TranslationUnit((SOURCE, TARGET))

ANY_TEXT = st.text(st.characters(exclude_categories=()))
TEXTS = ANY_TEXT.filter(lambda text: remove_forbidden(text).text.strip())
REMARKS = st.text("ab 中𠀀\n\r\t<&>\"'\x0b\x00", max_size=5)
NAMES = st.sampled_from(["x-confidence", "x-bead", "x-document", "x-”é"])
PROPS = st.lists(st.builds(Prop, NAMES, REMARKS), max_size=2).map(tuple)
NOTES = st.lists(st.builds(Note, REMARKS), max_size=2).map(tuple)
DATES = st.none() | st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 30), timezones=st.just(UTC))
SOURCES = st.sampled_from(["zh-HK", "zh-Hant", "zh-Hans", "yue-HK", "zh-CN", "zh"])


@st.composite
def units(draw):
    return TranslationUnit(
        (
            Variant(draw(SOURCES), draw(TEXTS), draw(PROPS), draw(NOTES)),
            Variant("en-GB", draw(TEXTS), draw(PROPS), draw(NOTES)),
        ),
        tuid=draw(st.none() | st.just("u-1")),
        props=draw(PROPS),
        notes=draw(NOTES),
        segtype=draw(st.sampled_from([None, "sentence", "block"])),
        provenance=Provenance(
            usage_count=draw(st.none() | st.integers(0, 10**6)),
            creation_date=draw(DATES),
            change_date=draw(DATES),
            last_usage_date=draw(DATES),
            creation_id=draw(st.none() | st.just("譯者 <a@b>")),
        ),
        source_language="*all*",
    )


def as_written(unit):
    """What the standard lets a file keep of a unit."""

    def clean(record):
        if isinstance(record, tuple):
            return tuple(map(clean, record))
        if isinstance(record, Prop):
            return Prop(record.type, remove_forbidden(record.text).text)
        if isinstance(record, Note):
            return Note(remove_forbidden(record.text).text)
        text = remove_forbidden(record.text).text
        return Variant(record.language, text, clean(record.props), clean(record.notes))

    dates = {
        name: moment.replace(microsecond=0)
        for name in ("creation_date", "change_date", "last_usage_date")
        if (moment := getattr(unit.provenance, name)) is not None
    }
    fields = {name: getattr(unit, name) for name in unit.__dataclass_fields__}
    fields |= {"provenance": replace(unit.provenance, **dates)}
    fields |= {name: clean(fields[name]) for name in ("variants", "props", "notes")}
    return TranslationUnit(**fields)


def write(*given_units, header=None, **options):
    stream = io.BytesIO()
    report = write_tmx(stream, given_units, header or Header("zh-HK"), **options)
    return stream.getvalue(), report


def full_file():
    header = Header(
        "zh-Hant-HK",
        props=(Prop("x-settings", "a & b"),),
        notes=(Note("made for a test"),),
        creation_date=MOMENT,
        creation_id="me",
        change_date=MOMENT,
        change_id="me",
    )
    unit = TranslationUnit(
        (
            Variant("zh-Hant-HK", "  𠀀\n<停火> & \r\t", (Prop("x-a", "1"),), (Note("n"),)),
            Variant("en-GB", "A “ceasefire”."),
        ),
        tuid="u1",
        props=(Prop("x-confidence", "0.98"),),
        notes=(Note("note"),),
        source_language="zh-HK",
        segtype="sentence",
        provenance=Provenance(
            usage_count=3,
            last_usage_date=MOMENT,
            creation_date=MOMENT,
            creation_id="me",
            change_date=MOMENT,
            change_id="me",
        ),
    )
    return write(unit, header=header)[0]


@given(units())
def test_what_is_written_is_read_back(unit):
    data, report = write(unit)
    (found,) = read_tmx(io.BytesIO(data))
    assert found == as_written(unit)
    removed = sum(
        remove_forbidden(each.text).removed
        for record in (unit, *unit.variants)
        for each in (*record.props, *record.notes, *([record] if record is not unit else []))
    )
    assert report.characters_removed == removed


def test_exact_bytes():
    data, report = write(UNIT, header=Header("zh-HK", creation_tool_version="1"))
    assert data.decode() == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<tmx version="1.4">\n'
        '<header creationtool="duizhao" creationtoolversion="1" segtype="sentence"'
        ' o-tmf="duizhao" adminlang="en" datatype="plaintext" srclang="zh-HK"/>\n'
        "<body>\n"
        '<tu><tuv xml:lang="zh-HK"><seg>停火。</seg></tuv>'
        '<tuv xml:lang="en-GB"><seg>A ceasefire.</seg></tuv></tu>\n'
        "</body>\n"
        "</tmx>\n"
    )
    assert (report.units, report.removals) == (1, ())


@pytest.mark.parametrize("data", [full_file(), write()[0]], ids=["everything", "no units"])
def test_the_published_grammars_accept_it(data):
    if not SCHEMAS.exists():
        pytest.skip("no ../shared/schemas")
    root = etree.fromstring(data)
    dtd = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "tmx14.xsd")))
    assert dtd.validate(root), dtd.error_log
    assert schema.validate(root), schema.error_log


def test_dates_are_in_utc_and_the_longer_tag_is_kept():
    root = etree.fromstring(full_file())
    unit = root.find("body/tu")
    assert unit.get("creationdate") == "20240229T070507Z"
    assert root.find("header").get("srclang") == "zh-HK"
    assert unit.find("tuv/prop[@type='x-lang']").text == "zh-Hant-HK"
    assert [child.tag for child in unit] == ["note", "prop", "tuv", "tuv"]


def test_the_source_comes_first():
    data, _ = write(TranslationUnit((TARGET, SOURCE)))
    (unit,) = read_tmx(io.BytesIO(data))
    assert unit.variants == (SOURCE, TARGET)


def test_spaces_of_a_segment_stay():
    text = "  a \n\r\n\t　b  "
    data, _ = write(TranslationUnit((Variant("zh-HK", text), TARGET)))
    assert etree.fromstring(data).findtext("body/tu/tuv/seg") == text


def test_removed_characters_are_counted_with_the_unit():
    bad = TranslationUnit((Variant("zh-HK", "停\x0b火\x00"), TARGET), tuid="u7")
    data, report = write(UNIT, bad)
    assert report.removals == (Removal(2, "u7", 2),)
    assert report.characters_removed == 2
    assert "停 火".encode() in data


def with_fields(**fields):
    return TranslationUnit(**({"variants": (SOURCE, TARGET), "tuid": "u1"} | fields))


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        (
            with_fields(variants=(SOURCE, Variant("en", ""))),
            r"unit 1 \(tuid u1\): the segment in en",
        ),
        (with_fields(variants=(SOURCE, Variant("en", " \u3000\x00"))), "is empty; leave the unit"),
        (with_fields(variants=()), "no variants"),
        (with_fields(variants=(TARGET,)), "no variant is in the source language zh-HK, only en-GB"),
        (with_fields(variants=(SOURCE, Variant("Chinese", "a"))), "“Chinese” is no language tag"),
        (with_fields(variants=(SOURCE, Variant("yue", "a"))), "two variants would be written as"),
        (
            with_fields(provenance=Provenance(creation_date=datetime(2024, 1, 1))),
            "has no time zone",
        ),
        (with_fields(segtype="section"), "segtype is “section”; write one of block"),
        (with_fields(tuid="a b"), "white space"),
        (with_fields(props=(Prop("", "a"),)), "the type of a prop is empty"),
        *(
            (with_fields(props=(Prop(name, "a"),)), "OmegaT acts upon")
            for name in sorted(TOOL_PROPS)
        ),
    ],
)
def test_units_that_are_refused(unit, message):
    with pytest.raises(TmxError, match=message):
        write(unit)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (Header("Chinese"), "header: “Chinese” is no language tag"),
        (Header("zh-HK", segtype="x"), "header: segtype is “x”"),
        (Header("zh-HK", creation_tool="OmegaT"), "header: OmegaT reads"),
        (Header("zh-HK", datatype=""), "header: datatype is empty"),
        (Header("zh-HK", creation_date=datetime(2024, 1, 1)), "no time zone"),
    ],
)
def test_headers_that_are_refused(header, message):
    with pytest.raises(TmxError, match=message):
        write(header=header)


def test_props_of_omegat_for_units_of_omegat():
    data, _ = write(with_fields(props=(Prop("file", "a.txt"),)), allow_tool_props=True)
    assert b'<prop type="file">' in data


def test_a_refused_unit_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.tmx"
    dump_tmx(path, [UNIT], Header("zh-HK"))
    before = path.read_bytes()
    with pytest.raises(TmxError, match="unit 2: no variant"):
        dump_tmx(path, [UNIT, TranslationUnit((TARGET,))], Header("zh-HK"))
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.tmx"]
