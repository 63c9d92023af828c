import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx import strategies
from tmx import Code, Header, Note, Prop, ReadReport, TmxError, TranslationUnit, Variant
from tmx.content import make_variant
from tmx.formats.jsonl import open_jsonl, write_jsonl
from tmx.formats.records import ReadOptions, WriteOptions


class Held:
    """Units in memory."""

    def __init__(self, units, header=None):
        self.units, self.header = units, header
        self.report = ReadReport(len(units))

    def __iter__(self):
        return iter(self.units)


def write(units, header=None, **options):
    stream = io.BytesIO()
    made = write_jsonl(stream, Held(units, header), WriteOptions(**options))
    return stream.getvalue(), made


def read(path, data, **options):
    path.write_bytes(data)
    source = open_jsonl([path], ReadOptions(**options))
    return tuple(source), source.report, source.header


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("jsonl") / "a.jsonl"


@settings(max_examples=40)
@given(st.none() | strategies.headers(), strategies.unit_lists())
def test_what_is_written_is_read_again(path, header, units):
    data, made = write(units, header)
    assert made.units == len(units)
    assert not made.losses
    if data:
        back, report, found = read(path, data)
        assert (back, found) == (units, header)
        assert report == ReadReport(len(units))


@settings(max_examples=40)
@given(strategies.wild_headers(), st.lists(strategies.wild_units(), max_size=3))
def test_wild_units_are_a_line_each_and_never_an_error(path, header, units):
    data, _ = write(units, header)
    assert len(data.decode("utf-8").splitlines()) == len(units) + 1
    back, report, _ = read(path, data)
    kept = [unit for unit in units if unit.variants]
    assert [texts_of(unit) for unit in back] == [texts_of(unit) for unit in kept]
    assert sum(loss.count for loss in report.losses if "without variants" in loss.reason) == len(
        units
    ) - len(kept)


def texts_of(unit):
    # A high and a low surrogate side by side are one character to JSON.
    return [
        (each.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), each.segtype)
        if isinstance(each, TranslationUnit)
        else each.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for each in unit.variants
    ]


@given(st.lists(st.text(), min_size=2, max_size=2))
def test_any_text_stays_on_its_line(path, texts):
    units = (TranslationUnit(tuple(map(Variant, ("zh-CN", "en"), texts))),)
    data, _ = write(units)
    assert data.count(b"\n") == 1
    assert len(data.decode().splitlines()) == 1
    assert read(path, data)[0] == units


def test_the_form_of_a_line():
    content = ("停", Code("bpt", ("<b>",), i="1"), "火", Code("ept", (), i="1"))
    unit = TranslationUnit(
        (make_variant("zh-CN", content), Variant("en", "Stop", notes=(Note("n"),))),
        tuid="7",
        props=(Prop("x-a", "1"),),
    )
    data, _ = write([unit], Header("zh-CN", creation_date=datetime(2024, 2, 29, tzinfo=UTC)))
    header, line = map(json.loads, data.splitlines())
    assert header["kind"] == "header"
    assert header["creation_date"] == "2024-02-29T00:00:00Z"
    assert "notes" not in header
    pieces = ["停", {"name": "bpt", "content": ["<b>"], "i": "1"}, "火", {"name": "ept", "i": "1"}]
    assert line == {
        "kind": "unit",
        "variants": [
            {"language": "zh-CN", "text": "停火", "content": pieces},
            {"language": "en", "text": "Stop", "notes": [{"text": "n"}]},
        ],
        "tuid": "7",
        "props": [{"type": "x-a", "text": "1"}],
    }


def test_level_1_leaves_codes_out_and_counts_them():
    unit = TranslationUnit((make_variant("en", ("a", Code("ph"))), Variant("fr", "b")), "u")
    data, made = write([unit], level=1)
    assert "content" not in data.decode()
    assert [str(loss) for loss in made.losses] == [
        "inline codes are left out (level 1): unit 1 (tuid u)"
    ]


MINIMAL = (
    '{"kind":"unit","variants":[{"language":"zh-CN","text":"𠀀，停火"},'
    '{"language":"en","text":"ceasefire"}]}'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_line_by_hand(path, encoding):
    units, report, header = read(path, f"\n{MINIMAL}\r\n\n".encode(encoding))
    assert units == (TranslationUnit((Variant("zh-CN", "𠀀，停火"), Variant("en", "ceasefire"))),)
    assert (header, report) == (None, ReadReport(1))


def test_another_encoding_is_stated_or_detected(path):
    data = MINIMAL.replace("𠀀", "").encode("gb18030")
    stated, report, _ = read(path, data, encoding="gb18030")
    assert stated[0].variants[0].text == "，停火"
    assert not report.losses
    detected, report, _ = read(path, data, detect=lambda sample: "gb18030")
    assert detected == stated
    assert "read as gb18030" in str(report.losses[0])
    with pytest.raises(TmxError, match="state its encoding"):
        read(path, data, detect=lambda sample: None)


def unit_with(**fields):
    variants = [{"language": "zh-CN", "text": "停"}, {"language": "en", "text": "Stop"}]
    return json.dumps({"kind": "unit", "variants": variants, **fields})


MENDED = {
    "a number as tuid": ({"tuid": 7}, None, lambda unit: unit.tuid == "7"),
    "null": ({"tuid": None}, None, lambda unit: unit.tuid is None),
    "an object as tuid": ({"tuid": {}}, "not what its field holds", lambda unit: not unit.tuid),
    "an unknown field": ({"colour": 1}, "the field “colour”", lambda unit: unit.variants),
    "no date": ({"creation_date": "soon"}, '"soon" is not', lambda unit: unit.variants),
    "a date alone": (
        {"creation_date": "2024-02-29"},
        None,
        lambda unit: unit.provenance.creation_date == datetime(2024, 2, 29, tzinfo=UTC),
    ),
    "TMX dates": (
        {"change_date": "20240229T070500Z"},
        None,
        lambda unit: unit.provenance.change_date == datetime(2024, 2, 29, 7, 5, tzinfo=UTC),
    ),
    "a count in quotes": (
        {"usage_count": "3"},
        None,
        lambda unit: unit.provenance.usage_count == 3,
    ),
    "no count": ({"usage_count": True}, "true is not", lambda unit: unit.variants),
    "notes as texts": ({"notes": ["n"]}, None, lambda unit: unit.notes == (Note("n"),)),
    "a prop without type": (
        {"props": [{"text": "t"}]},
        "“x-unknown”",
        lambda unit: unit.props == (Prop("x-unknown", "t"),),
    ),
    "props as an object": ({"props": {"a": "b"}}, "not what", lambda unit: unit.props == ()),
    "any source": ({"source_language": "*all*"}, None, lambda u: u.source_language == "*all*"),
    "no tag": ({"source_language": "Klingon?"}, "no language tag", lambda unit: unit.variants),
    "a tag with _": ({"source_language": "zh_cn"}, None, lambda u: u.source_language == "zh-CN"),
}


@pytest.mark.parametrize("case", MENDED.values(), ids=MENDED.keys())
def test_what_is_odd_is_mended_and_counted(path, case):
    fields, reason, check = case
    (unit,), report, _ = read(path, unit_with(**fields).encode())
    assert check(unit)
    assert [reason in str(loss) and "line 1" in str(loss) for loss in report.losses] == (
        [True] if reason else []
    )


VARIANTS = {
    "no language": ([{"text": "a"}], "states no language", [("und", "a")]),
    "no text": (
        [{"language": "en"}, {"language": "fr", "text": "b"}],
        "variant without text",
        [("fr", "b")],
    ),
    "content alone": ([{"language": "en", "content": ["a", {"name": "ph"}]}], None, [("en", "a")]),
    "content as text": ([{"language": "en", "content": "a"}], None, [("en", "a")]),
    "a text changed by hand": (
        [{"language": "en", "text": "new", "content": ["old", {"name": "ph"}]}],
        "the codes are left out",
        [("en", "new")],
    ),
    "an unknown code": (
        [{"language": "en", "content": ["a", {"name": "blink", "content": ["b"]}]}],
        "no known name",
        [("en", "ab")],
    ),
    "a number among pieces": ([{"language": "en", "content": ["a", 1]}], "1 is not", [("en", "a")]),
    "no object": (
        ["a", 3, {"language": "en", "text": "b"}],
        "3 is not",
        [("und", "a"), ("en", "b")],
    ),
}


@pytest.mark.parametrize("case", VARIANTS.values(), ids=VARIANTS.keys())
def test_odd_variants(path, case):
    variants, reason, expected = case
    (unit,), report, _ = read(path, unit_with(variants=variants).encode())
    assert [(each.language, each.text) for each in unit.variants] == expected
    assert any(reason in str(loss) for loss in report.losses) if reason else not report.losses


def test_lines_that_are_no_units_are_passed_over_and_counted(path):
    lines = [
        '{"kind": "bead", "number": 1}',
        unit_with(),
        "broken",
        "[1]",
        unit_with(variants=[]),
        '{"kind": "header"}',
        '{"colour": 1}',
        unit_with(),
    ]
    units, report, header = read(path, "\n".join(lines).encode())
    assert len(units) == 2
    assert header is None
    assert [str(loss) for loss in report.losses] == [
        'objects of kind "bead" are passed over: line 1',
        "a line that is no JSON object is left out (2 times): line 3, line 4",
        "a unit without variants is left out: line 5",
        "a header that is not the first line is left out: line 6",
        "objects without “variants” are passed over: line 7",
    ]
    assert report.truncation is None


def test_a_header_with_little_in_it(path):
    header = read(path, b'{"kind": "header", "datatype": "html"}\n')[2]
    assert (header.source_language, header.datatype, header.creation_tool) == ("und", "html", "")


def test_a_file_that_breaks_off_says_so(path):
    whole = unit_with()
    units, report, _ = read(path, f"{whole}\n{whole[:40]}".encode())
    assert len(units) == 1
    assert report == ReadReport(1, truncation="the file breaks off in line 2")


def test_damaged_bytes_are_counted(path):
    good = unit_with(tuid="停火" * 200).encode()
    bad = good.replace(b'"Stop"', b'"St\xffop"')
    units, report, _ = read(path, good + b"\n" + bad)
    assert units[1].variants[1].text == "St\ufffdop"
    assert str(report.losses[0]) == "bytes that are not utf-8 are replaced by U+FFFD: line 2"


def test_codes_nested_64_deep_are_kept(path):
    code = Code("hi", ("x",))
    for _ in range(63):
        code = Code("hi", (code,))
    units = (TranslationUnit((make_variant("en", (code,)), Variant("fr", "x"))),)
    assert read(path, write(units)[0])[:2] == (units, ReadReport(1))


def test_codes_nested_without_end_are_left_out(path):
    for depth in (65, 5000):
        nested = '{"name": "hi", "content": [' * depth + "]}" * depth
        line = f'{{"kind": "unit", "variants": [{{"language": "en", "content": [{nested}]}}]}}'
        units, report, _ = read(path, f"{unit_with()}\n{line}\n".encode())
        assert len(units) == 1
        assert "line 2" in str(report.losses[0])


REFUSED = {
    "an empty file": (b"", "is empty"),
    "blank lines": (b"\n \n", "is blank"),
    "plain text": ("停火开始了。\n双方撤军。\n".encode(), "line 1: is no JSON object"),
    "a table": (b"zh-CN\ten\n" * 1000, "line 1: is no JSON object"),
    "one JSON value": (b'[{"kind": "unit"}]', "line 1: is no JSON object"),
    "JSON over many lines": (b'{\n"kind": "unit"\n}\n', "line 1: is no JSON object"),
    "binary": (bytes(range(256)), "no text in UTF-8"),
    "other objects alone": (b'{"kind": "bead"}\n', 'none of kind “unit”.*"bead"'),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_json_lines_is_refused(path, case):
    data, message = case
    with pytest.raises(TmxError, match=message) as caught:
        read(path, data)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_what_cannot_be_opened(tmp_path):
    for place in (tmp_path, tmp_path / "none.jsonl", tmp_path / "nul\0"):
        with pytest.raises(TmxError, match="cannot be read"):
            open_jsonl([place], ReadOptions())
    (tmp_path / "a").write_text(MINIMAL, encoding="utf-8")
    with pytest.raises(TmxError, match="unknown encoding “rot13”"):
        open_jsonl([tmp_path / "a"], ReadOptions(encoding="rot13"))


def test_each_pass_begins_anew(path):
    path.write_text(f"{MINIMAL}\n{MINIMAL}\n", encoding="utf-8")
    source = open_jsonl([path], ReadOptions())
    next(iter(source))
    assert len(list(source)) == len(list(source)) == source.report.units == 2
