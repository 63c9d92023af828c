import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx import strategies
from tmx import Code, Note, Prop, Provenance, TmxError, TranslationUnit, Variant
from tmx.content import make_variant
from tmx.formats.moses import find_language, open_moses, write_moses
from tmx.formats.records import ReadOptions, WriteOptions
from tmx.records import ReadReport

BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


class Held:
    """Units in memory."""

    header = None

    def __init__(self, units):
        self.units, self.report = units, ReadReport(len(units))

    def __iter__(self):
        return iter(self.units)


def write(units, **options):
    streams = io.BytesIO(), io.BytesIO()
    made = write_moses(streams, Held(units), WriteOptions(**options))
    return [stream.getvalue() for stream in streams], made


def read(folder, source, target, names=("c.zh-HK", "c.en-GB"), **options):
    paths = [folder / name for name in names]
    for path, data in zip(paths, (source, target), strict=True):
        path.write_bytes(data)
    opened = open_moses(paths, ReadOptions(**options))
    return list(opened), opened.report


def pair(source, target):
    return TranslationUnit((Variant("zh-HK", source), Variant("en-GB", target)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("moses")


@given(st.lists(strategies.plain_units(), min_size=1, max_size=5))
def test_texts_are_kept(folder, units):
    data, made = write(units)
    assert made.units == len(units)
    assert read(folder, *data) == (units, ReadReport(len(units)))


def test_a_text_that_begins_like_a_byte_order_mark(folder):
    units = [pair("\ufeff一", "\ufeff"), pair("\ufeff二", "two")]
    assert read(folder, *write(units)[0])[0] == units


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(BREAKS))


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_lines_stay_together_whatever_breaks_are_in_them(folder, texts):
    data, made = write([pair(*both) for both in texts])
    lines = [each.decode().splitlines() for each in data]
    assert len(lines[0]) == len(lines[1]) == made.units
    left_out = [loss.count for loss in made.losses if "both empty" in loss.reason]
    assert made.units + sum(left_out) == len(texts)


def test_line_breaks_become_a_space_each_and_are_counted():
    data, made = write([pair("一\r\n二\u2028三", "one\n\ntwo\x0b\x0c\x85")])
    assert [each.decode() for each in data] == ["一 二 三\n", "one  two   \n"]
    assert [str(loss) for loss in made.losses] == [
        "line breaks in texts are made a space (7 times): unit 1, …"
    ]


def test_what_is_no_text_is_counted():
    source = make_variant("zh-HK", ("停", Code("ph"), "火"))
    target = Variant("en-GB", "Stop\x1f\ud800", notes=(Note("n"),))
    unit = TranslationUnit(
        (source, target, Variant("fr", "Halte")),
        tuid="u",
        props=(Prop("x-a", "1"),),
        provenance=Provenance(creation_id="me"),
    )
    data, made = write([unit, TranslationUnit((source,)), pair(" ", "\n")])
    assert data == ["停火\n".encode(), b"Stop\n"]
    assert made.units == 1
    reasons = " | ".join(loss.reason for loss in made.losses)
    for word in (
        "codes",
        "both languages",
        "XML",
        "notes",
        "properties",
        "ident",
        "dates",
        "empty",
    ):
        assert word in reasons
    assert all(loss.places for loss in made.losses)


def test_the_pair_is_chosen():
    unit = TranslationUnit((Variant("en", "a"), Variant("zh-CN", "b"), Variant("fr", "c")))
    assert write([unit])[0] == [b"a\n", b"b\n"]
    assert write([unit], source_language="fr", target_language="en")[0] == [b"c\n", b"a\n"]


def test_one_empty_side_is_kept(folder):
    units, report = read(folder, b"\n  \nb\n\n", b"one\n\n\n\t\n")
    assert units == [pair("", "one"), pair("b", "")]
    assert [str(loss) for loss in report.losses] == [
        "a pair of empty lines is left out (2 times): line 2, line 4"
    ]


def test_only_line_feeds_end_lines(folder):
    inside = "a\u2028b\x85c\x0cd\re"
    units, _ = read(folder, f"{inside}\n二\n".encode(), b"one\r\ntwo")
    assert units == [pair(inside, "one"), pair("二", "two")]
    assert read(folder, "一\r二\r".encode(), b"one\ntwo\n")[0] == [
        pair("一", "one"),
        pair("二", "two"),
    ]


@pytest.mark.parametrize("encodings", [("utf-8-sig", "utf-8"), ("utf-16", "utf-8-sig")])
def test_byte_order_marks(folder, encodings):
    data = [text.encode(name) for text, name in zip(("一\n", "one\n"), encodings, strict=True)]
    assert read(folder, *data) == ([pair("一", "one")], ReadReport(1))


def test_encodings_stated_and_detected(folder):
    data = "停火\n".encode("gb18030"), b"Stop\n"
    assert read(folder, *data, encoding="gb18030") == ([pair("停火", "Stop")], ReadReport(1))
    assert read(folder, *data, detect=lambda sample: "gb18030")[0] == [pair("停火", "Stop")]
    with pytest.raises(TmxError, match="state its encoding"):
        read(folder, *data)


def test_a_line_without_end_is_left_out_with_its_pair(folder):
    long = b"x" * 1_000_003
    units, report = read(folder, "一\n二\n三".encode(), b"1\n" + long + b"\n3")
    assert units == [pair("一", "1"), pair("三", "3")]
    assert "over 1,000,000 characters" in str(report.losses[0])
    assert "line 2" in str(report.losses[0])


DIRECTIONS = {
    "by the suffixes": (("c.zh_hk", "c.EN"), (None, None), ("zh-HK", "en"), 0),
    "stated": (("a.txt", "b.txt"), ("zh", "en-GB"), ("zh", "en-GB"), 0),
    "more exactly": (("c.zh", "c.en"), ("zh-HK", "en-GB"), ("zh-HK", "en-GB"), 0),
    "the other way": (("c.en", "c.zh"), ("zh-HK", "en-GB"), ("zh-HK", "en-GB"), 1),
    "the source alone, the other way": (("c.en", "c.zh"), ("zh", None), ("zh", "en"), 1),
    "the target alone": (("c.en", "c.zh"), (None, "en"), ("zh", "en"), 1),
    "two kinds of Chinese": (("c.zh-CN", "c.zh-TW"), ("zh-TW", None), ("zh-TW", "zh-CN"), 1),
    "one by its suffix": (("c.zh", "b.txt"), (None, "en"), ("zh", "en"), 0),
}


@pytest.mark.parametrize("case", DIRECTIONS.values(), ids=DIRECTIONS.keys())
def test_which_is_the_source(tmp_path, case):
    names, (source, target), languages, first = case
    for name in names:
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    options = ReadOptions(source_language=source, target_language=target)
    opened = open_moses([tmp_path / name for name in names], options)
    (unit,) = opened
    assert tuple(each.language for each in unit.variants) == languages
    assert opened.header.source_language == languages[0]
    assert unit.variants[0].text == names[first]


WRONG = {
    "numbers of lines": (("c.zh", "c.en"), b"1\n2\n", b"1\n", {}, r"c\.zh has 2 lines.*en has 1"),
    "no language": (("a.txt", "c.en"), b"1", b"1", {}, "a.txt: its language is not known"),
    "one language": (("a.en", "b.en"), b"1", b"1", {}, "both are in en"),
    "another": (("c.zh", "c.en"), b"1", b"1", {"source_language": "de"}, "says zh, but de"),
    "no tag": (("a.t", "b.t"), b"1", b"1", {"source_language": "Klingon?"}, "no language tag"),
    "empty": (("c.zh", "c.en"), b"", b"1", {}, "is empty"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG.keys())
def test_what_is_no_pair(tmp_path, case):
    names, source, target, options, message = case
    with pytest.raises(TmxError, match=message) as caught:
        read(tmp_path, source, target, names, **options)
    assert "\n" not in str(caught.value)


def test_one_file_alone(tmp_path):
    with pytest.raises(TmxError, match="give both"):
        open_moses([tmp_path / "c.zh"], ReadOptions())


@pytest.mark.parametrize("name", ["a.txt", "a.md.gz", "a.tab", "a", "a.csv", "a.x-y", "zh"])
def test_suffixes_that_are_no_languages(tmp_path, name):
    assert find_language(tmp_path / name) is None


@pytest.mark.parametrize(
    ("name", "tag"), [("a.zh-Hant-HK", "zh-HK"), ("a.yue", "yue"), ("a.chi", "zh"), ("a.eng", "en")]
)
def test_suffixes_that_are_languages(tmp_path, name, tag):
    assert find_language(tmp_path / name) == tag
