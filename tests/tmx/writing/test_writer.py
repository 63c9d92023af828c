import gzip
import io
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.tmx.strategies import headers, unit_lists, wild_headers, wild_units
from tests.tracing import trace_peak
from tmx import (
    Code,
    Header,
    Loss,
    Note,
    Prop,
    Provenance,
    TmxError,
    TmxOptions,
    TranslationUnit,
    Variant,
    dump_tmx,
    read_tmx,
    remove_forbidden,
    write_tmx,
)
from tmx.content import make_variant
from tmx.writing import TOOL_PROPS
from tmx.writing.units import ONLY_CODES, REMOVED
from tmx.writing.variants import CODES_LEFT_OUT, CONTRADICTION

MOMENT = datetime(2024, 2, 29, 15, 5, 7, tzinfo=timezone(timedelta(hours=8)))
SOURCE, TARGET = Variant("zh-HK", "停火。"), Variant("en-GB", "A ceasefire.")
UNIT = TranslationUnit((SOURCE, TARGET))
BOLD = make_variant(
    "en-GB", ["A ", Code("bpt", ("<b>",), i="1"), "ceasefire", Code("ept", ("</b>",), i="1"), "."]
)
LEVEL_1 = TmxOptions(level=1)


def write(*units, header=None, options=TmxOptions()):  # noqa: B008
    stream = io.BytesIO()
    report = write_tmx(stream, units, header or Header("zh-HK"), options)
    return stream.getvalue(), report


def with_fields(**fields):
    return TranslationUnit(**({"variants": (SOURCE, TARGET), "tuid": "u1"} | fields))


def test_exact_bytes():
    unit = with_fields(
        variants=(BOLD, replace(SOURCE, props=(Prop("x-a", "1 < 2"),), notes=(Note("n", "zh"),))),
        provenance=Provenance(creation_date=MOMENT, creation_id="me", usage_count=3),
        props=(Prop("x-b", ""),),
        segtype="phrase",
    )
    data, report = write(unit, UNIT, header=Header("zh-HK", creation_tool_version="1"))
    assert data.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tmx version="1.4">\n'
        '<header creationtool="duizhao" creationtoolversion="1" segtype="sentence"'
        ' o-tmf="duizhao" adminlang="en" datatype="plaintext" srclang="zh-HK"/>\n'
        "<body>\n"
        '<tu tuid="u1" creationid="me" creationdate="20240229T070507Z" usagecount="3"'
        ' segtype="phrase"><prop type="x-b"></prop>'
        '<tuv xml:lang="zh-HK"><note xml:lang="zh">n</note><prop type="x-a">1 &lt; 2</prop>'
        "<seg>停火。</seg></tuv>"
        '<tuv xml:lang="en-GB"><seg>A <bpt i="1">&lt;b&gt;</bpt>ceasefire'
        '<ept i="1">&lt;/b&gt;</ept>.</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="zh-HK"><seg>停火。</seg></tuv>'
        '<tuv xml:lang="en-GB"><seg>A ceasefire.</seg></tuv></tu>\n'
        "</body>\n"
        "</tmx>\n"
    )
    assert (report.units, report.losses, report.characters_removed) == (2, (), 0)


@given(headers(), unit_lists())
def test_what_is_written_is_read_back(header, units):
    reader = read_tmx(io.BytesIO(write(*units, header=header)[0]))
    assert tuple(reader) == units
    assert reader.header == header


@given(headers(), unit_lists())
def test_the_same_units_make_the_same_bytes(header, units):
    assert write(*units, header=header) == write(*units, header=header)


@given(st.one_of(headers(), wild_headers()), st.lists(wild_units(), max_size=2))
def test_whatever_is_given_is_written_or_refused_in_one_line(header, units):
    stream = io.BytesIO()
    try:
        report = write_tmx(stream, units, header, TmxOptions(allow_same_tags=True))
    except TmxError as error:
        assert "\n" not in str(error)
    else:
        root = etree.fromstring(stream.getvalue())
        assert len(root.findall("body/tu")) == report.units == len(units)


def test_dates_are_in_utc_and_the_longer_tag_is_kept():
    header = Header("zh-Hant-HK", creation_date=MOMENT)
    unit = with_fields(
        variants=(Variant("zh-Hant-HK", "a"), TARGET),
        notes=(Note("note"),),
        props=(Prop("x-a", "1"),),
        source_language="zh-HK",
        provenance=Provenance(change_date=MOMENT),
    )
    root = etree.fromstring(write(unit, header=header)[0])
    found = root.find("body/tu")
    assert root.find("header").get("creationdate") == "20240229T070507Z"
    assert found.get("changedate") == "20240229T070507Z"
    assert (root.find("header").get("srclang"), found.get("srclang")) == ("zh-HK", "zh-HK")
    assert found.find("tuv/prop[@type='x-lang']").text == "zh-Hant-HK"
    assert [child.tag for child in found] == ["note", "prop", "tuv", "tuv"]


def test_the_source_comes_first_and_the_others_keep_their_order():
    french = Variant("fr", "Un cessez-le-feu.")
    data, _ = write(TranslationUnit((TARGET, SOURCE, french)))
    (unit,) = read_tmx(io.BytesIO(data))
    assert unit.variants == (SOURCE, TARGET, french)


def test_spaces_and_line_breaks_stay_in_texts_and_attributes():
    text = "  a \n\r\n\t　b\r  "
    unit = with_fields(
        variants=(Variant("zh-HK", text), TARGET),
        props=(Prop(text, text),),
        provenance=Provenance(creation_id=text),
    )
    root = etree.fromstring(write(unit)[0])
    assert root.findtext("body/tu/tuv/seg") == text
    assert root.findtext("body/tu/prop") == text
    assert root.find("body/tu/prop").get("type") == text
    assert root.find("body/tu").get("creationid") == text


def test_removed_characters_are_counted_with_the_unit():
    bad = with_fields(
        variants=(Variant("zh-HK", "停\x0b火\x00"), TARGET),
        tuid="u7",
        props=(Prop("x-a\ud800", "\uffff"),),
        provenance=Provenance(creation_id="\x1f"),
    )
    header = Header("zh-HK", notes=(Note("\x08"),))
    data, report = write(UNIT, bad, header=header)
    assert report.losses == (Loss(REMOVED, 6, ("header", "unit 2 (tuid u7)")),)
    assert report.characters_removed == 6
    assert "停 火".encode() in data


@given(st.text(st.characters(exclude_categories=()), min_size=1))
def test_exactly_what_xml_forbids_is_removed(text):
    cleaned = remove_forbidden(text)
    unit = TranslationUnit((Variant("zh-HK", "x" + text), TARGET))
    data, report = write(unit)
    assert etree.fromstring(data).findtext("body/tu/tuv/seg") == "x" + cleaned.text
    assert report.characters_removed == cleaned.removed


def test_level_1_leaves_codes_out_and_counts_them():
    nested = make_variant("zh-HK", [Code("hi", ("停", Code("ph", ("{0}",))), x="1"), "火。"])
    data, report = write(with_fields(variants=(nested, BOLD)), options=LEVEL_1)
    segments = etree.fromstring(data).findall("body/tu/tuv/seg")
    assert [(each.text, len(each)) for each in segments] == [("停火。", 0), ("A ceasefire.", 0)]
    assert report.losses == (Loss(CODES_LEFT_OUT, 4, ("unit 1 (tuid u1)",)),)


def test_a_segment_of_codes_alone_is_written_at_level_2_only():
    image = make_variant("zh-HK", [Code("ph", ("<img/>",))])
    unit = with_fields(variants=(image, TARGET))
    data, report = write(UNIT, unit)
    assert (report.units, report.losses) == (2, ())
    assert b"<seg><ph>&lt;img/&gt;</ph></seg>" in data
    _, report = write(UNIT, unit, options=LEVEL_1)
    assert (report.units, report.losses) == (1, (Loss(ONLY_CODES, 1, ("unit 2 (tuid u1)",)),))


def test_a_language_that_contradicts_the_variant_is_left_out():
    stated = replace(SOURCE, props=(Prop("x-lang", "zh-Hant-HK"), Prop("x-lang", "en")))
    data, report = write(with_fields(variants=(stated, TARGET)))
    assert etree.fromstring(data).findtext("body/tu/tuv/prop") == "en"
    assert report.losses == (Loss(CONTRADICTION, 1, ("unit 1 (tuid u1)",)),)


def test_several_variants_of_a_language_where_they_are_allowed():
    unit = TranslationUnit((SOURCE, TARGET, replace(TARGET, text="Cease fire.")))
    with pytest.raises(TmxError, match="unit 1: two variants would be written as en-GB"):
        write(unit)
    data, _ = write(unit, options=TmxOptions(allow_same_tags=True))
    assert tuple(read_tmx(io.BytesIO(data))) == (unit,)


def test_props_of_omegat_for_units_of_omegat():
    unit = with_fields(props=(Prop("file", "a.txt"),))
    data, _ = write(unit, options=TmxOptions(allow_tool_props=True))
    assert b'<prop type="file">' in data


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        (with_fields(variants=(SOURCE, Variant("en", ""))), r"unit 1 \(tuid u1\): the segment in"),
        (with_fields(variants=(SOURCE, Variant("en", " \u3000\x00"))), "is empty; leave the unit"),
        (with_fields(variants=(SOURCE, Variant("en", " ", content=(" ",)))), "is empty"),
        (with_fields(variants=()), "no variants"),
        (with_fields(variants=(TARGET,)), "no variant is in the source language zh-HK, only en-GB"),
        (with_fields(variants=(SOURCE, Variant("Chinese", "a"))), "“Chinese” is no language tag"),
        (with_fields(variants=(SOURCE, Variant("yue", "a"))), "two variants would be written as"),
        (with_fields(source_language="fr"), "source language fr, only zh-HK, en-GB"),
        (with_fields(source_language="Chinese"), "no language tag"),
        (
            with_fields(provenance=Provenance(creation_date=datetime(2024, 1, 1))),
            "has no time zone",
        ),
        (
            with_fields(
                variants=(
                    SOURCE,
                    replace(TARGET, provenance=Provenance(last_usage_date=datetime(2024, 1, 1))),
                )
            ),
            "has no time zone",
        ),
        (with_fields(provenance=Provenance(usage_count=-1)), "usage_count is -1"),
        (with_fields(segtype="section"), "segtype is “section”; write one of block"),
        (with_fields(segtype=""), "segtype is “”"),
        *((with_fields(tuid=tuid), "white space") for tuid in ("a b", " a", "a\n", "", "\u3000")),
        (with_fields(props=(Prop("", "a"),)), "the type of a prop is empty"),
        (with_fields(props=(Prop("\x0b", "a"),)), "the type of a prop is empty"),
        (with_fields(props=(Prop("a", "a", "Chinese"),)), "no language tag"),
        (with_fields(notes=(Note("a", "Chinese"),)), "no language tag"),
        (with_fields(variants=(SOURCE, replace(BOLD, text="other"))), "its text and its content"),
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
    "unit",
    [
        with_fields(tuid="a\nb" + "c" * 10_000),
        with_fields(variants=(SOURCE, Variant("Chi\r\nnese" + "c" * 10_000, "a"))),
    ],
)
def test_a_message_is_one_line(unit):
    with pytest.raises(TmxError) as caught:
        write(unit)
    message = str(caught.value)
    assert message.startswith("unit 1 (tuid")
    assert len(message.splitlines()) == 1
    assert len(message) < 400


def test_a_date_that_utc_cannot_hold():
    early = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8)))
    with pytest.raises(TmxError, match=r"unit 1 \(tuid u1\): the date 0001-01-01.* is out of the"):
        write(with_fields(provenance=Provenance(creation_date=early)))


def test_there_are_two_levels():
    with pytest.raises(TmxError, match="no level 3"):
        write(UNIT, options=TmxOptions(level=3))


def test_a_refused_unit_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.tmx"
    dump_tmx(path, [UNIT], Header("zh-HK"))
    before = path.read_bytes()
    with pytest.raises(TmxError, match="unit 2: no variant"):
        dump_tmx(path, [UNIT, TranslationUnit((TARGET,))], Header("zh-HK"))
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.tmx"]


def test_a_compressed_file_is_always_the_same(tmp_path):
    for name in ("a.tmx.gz", "another.TMX.GZ"):
        dump_tmx(tmp_path / name, [UNIT], Header("zh-HK"))
    packed = (tmp_path / "a.tmx.gz").read_bytes()
    assert packed == (tmp_path / "another.TMX.GZ").read_bytes()
    assert packed[3:8] == bytes(5), "neither a name nor a date"
    assert gzip.decompress(packed) == write(UNIT)[0]


class Nowhere(io.RawIOBase):
    def write(self, data):
        return len(data)


def write_nowhere(count):
    write_tmx(Nowhere(), (with_fields(tuid=str(n)) for n in range(count)), Header("zh-HK"))


def test_memory_does_not_grow():
    (_, few), (_, many) = (trace_peak(write_nowhere, n, first=1) for n in (1000, 8000))
    assert many < 1.5 * few
