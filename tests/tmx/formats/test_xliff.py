import io
import re

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.tmx import strategies
from tests.tmx.formats.bilingual import (
    ALL,
    BROKEN,
    CODED,
    CROSSED,
    EVIL,
    HEADER,
    HOSTILE,
    RICH,
    Source,
    make_unit,
)
from tmx import Code, Header, Note, Prop, TranslationUnit, Variant
from tmx.formats.records import WriteOptions
from tmx.formats.xliff import write_xliff12, write_xliff21

X1 = "{urn:oasis:names:tc:xliff:document:1.2}"
X2 = "{urn:oasis:names:tc:xliff:document:2.0}"
MDA = "{urn:oasis:names:tc:xliff:metadata:2.0}"
NATIVE = {"bpt", "ept", "it", "ph", "x"}
NMTOKEN = re.compile(r"[-.:\w]+")


def write(writer, *units, header=HEADER, **options):
    stream = io.BytesIO()
    made = writer(stream, Source(*units, header=header), WriteOptions(**options))
    return etree.fromstring(stream.getvalue()), made


def read_1(root):
    """Return the units of XLIFF 1.2: (source, target) each."""
    return [
        (unit.find(f"{X1}source"), unit.find(f"{X1}target"))
        for unit in root.iter(f"{X1}trans-unit")
    ]


def read_2(root):
    return [
        (each.find(f"{X2}source"), each.find(f"{X2}target")) for each in root.iter(f"{X2}segment")
    ]


def text_in(element):
    """Return the text of a source or target without its codes."""
    name = etree.QName(element).localname
    inner = [] if name in NATIVE else [element.text or ""]
    for child in element:
        inner += [text_in(child), child.tail or ""]
        if name in NATIVE:
            inner = []
    return "".join(inner)


def codes_of(element):
    """Return the codes of a text of XLIFF 1.2 in order: (name, id, native code)."""
    found = element.iter(*(f"{X1}{name}" for name in ("bpt", "ept", "it", "ph")))
    return [(etree.QName(e).localname, e.get("id"), "".join(e.itertext())) for e in found]


def names_2(element):
    """Return the codes of a text of XLIFF 2.1 in order: (name, id or reference)."""
    inner = list(element.iter())[1:]
    return [(etree.QName(e).localname, e.get("id", e.get("startRef"))) for e in inner]


def test_texts_and_remarks_of_1_2():
    root, made = write(write_xliff12, RICH)
    file, unit = root[0], next(root.iter(f"{X1}trans-unit"))
    assert (file.get("source-language"), file.get("target-language")) == ("zh-HK", "en-GB")
    assert (unit.get("id"), unit.get("resname")) == ("1", "a 7")
    assert [tuple(map(text_in, pair)) for pair in read_1(root)] == [
        (RICH.variants[0].text, RICH.variants[1].text)
    ]
    contexts = {each.get("context-type"): each.text for each in unit.iter(f"{X1}context")}
    assert contexts == {
        "x-segtype": "phrase",
        "x-creationid": "me",
        "x-creationdate": "20240229T070500Z",
        "x-usagecount": "3",
        "x-confidence": "0.98",
        "x-document": "a.txt | b.txt",
        "x-My-prop": "v",
    }
    assert [(note.text, dict(note.attrib)) for note in unit.findall(f"{X1}note")] == [
        ("Check", {"{http://www.w3.org/XML/1998/namespace}lang": "en"}),
        ("看", {}),
    ]
    assert made.losses == ()


def test_texts_and_remarks_of_2_1():
    root, made = write(write_xliff21, RICH)
    unit = next(root.iter(f"{X2}unit"))
    assert (root.get("srcLang"), root.get("trgLang")) == ("zh-HK", "en-GB")
    assert (unit.get("id"), unit.get("name")) == ("u1", "a 7")
    assert [tuple(map(text_in, pair)) for pair in read_2(root)] == [
        (RICH.variants[0].text, RICH.variants[1].text)
    ]
    metas = {each.get("type"): each.text for each in unit.iter(f"{MDA}meta")}
    assert metas["x-confidence"] == "0.98"
    assert metas["My prop"] == "v"
    assert metas["creationdate"] == "20240229T070500Z"
    assert [note.text for note in unit.iter(f"{X2}note")] == ["Check", "看"]
    assert [loss.count for loss in made.losses] == [1]


def test_what_a_variant_states_is_told_apart():
    source = Variant("zh-HK", "甲", (Prop("x-context-pre", "乙"),), (Note("s"),))
    target = Variant("en-GB", "a", (Prop("x-context-pre", "b"),), (Note("t"),))
    unit = TranslationUnit((source, target))
    old = write(write_xliff12, unit)[0]
    assert {each.get("context-type"): each.text for each in old.iter(f"{X1}context")} == {
        "x-source-context-pre": "乙",
        "x-target-context-pre": "b",
    }
    notes = [each.get("annotates") for each in next(old.iter(f"{X1}body")).iter(f"{X1}note")]
    assert notes == ["source", "target"]
    new = next(write(write_xliff21, unit)[0].iter(f"{X2}unit"))
    assert [each.get("appliesTo") for each in new.iter(f"{MDA}metaGroup")] == ["source", "target"]
    assert [each.get("appliesTo") for each in new.iter(f"{X2}note")] == ["source", "target"]


STATES = [
    ((), "translated", ("translated", None)),
    ((Prop("x-confidence", "1.00"),), "needs-review-translation", ("translated", "duizhao:draft")),
    ((Prop("x-Origin", "Alignment"),), "needs-review-translation", ("translated", "duizhao:draft")),
    (
        (Prop("x-confidence", "0.9"), Prop("x-ConfirmationLevel", "ApprovedSignOff")),
        "final",
        ("final", None),
    ),
    ((Prop("x-ConfirmationLevel", "ApprovedTranslation"),), "signed-off", ("reviewed", None)),
    (
        (Prop("x-ConfirmationLevel", "RejectedSignOff"),),
        "needs-translation",
        ("initial", "duizhao:rejected"),
    ),
    ((Prop("x-ConfirmationLevel", "whatever"),), "translated", ("translated", None)),
]


@pytest.mark.parametrize(("props", "old", "new"), STATES)
def test_states(props, old, new):
    unit = make_unit("甲", "a", props=props)
    target = read_1(write(write_xliff12, unit)[0])[0][1]
    assert target.get("state") == old
    approved = target.getparent().get("approved")
    assert approved == ("yes" if old in ("final", "signed-off") else None)
    segment = next(write(write_xliff21, unit)[0].iter(f"{X2}segment"))
    assert (segment.get("state"), segment.get("subState")) == new


def test_an_empty_target_is_not_translated():
    unit = make_unit("甲", "")
    assert read_1(write(write_xliff12, unit)[0])[0][1].get("state") == "needs-translation"
    assert next(write(write_xliff21, unit)[0].iter(f"{X2}segment")).get("state") == "initial"


def test_codes_of_1_2_keep_names_and_native_code():
    source, target = read_1(write(write_xliff12, CODED)[0])[0]
    assert codes_of(source) == [
        ("bpt", "1", "<b>"),
        ("ept", "1", "</b>"),
        ("ph", "2", "<br/>"),
        ("it", "3", "<i>"),
    ]
    # The pair is known by x, the line break too; the two halves in it have no counterpart.
    assert codes_of(target) == [
        ("ph", "2", "<br/>"),
        ("bpt", "1", "<b>"),
        ("ept", "1", "</b>"),
        ("it", "4", "</i>"),
    ]
    assert [e.get("rid") for e in source] == ["1", "1", None, None]
    assert [e.get("ctype") for e in source] == ["bold", None, "lb", None]
    assert (source[2].get("assoc"), source[3].get("pos"), target[3].get("pos")) == (
        "preceding",
        "open",
        "close",
    )


def test_codes_of_2_1_become_elements_and_data():
    root, made = write(write_xliff21, CODED)
    source, target = read_2(root)[0]
    assert names_2(source) == [("pc", "1"), ("ph", "2"), ("sc", "3")]
    assert names_2(target) == [("ph", "2"), ("pc", "1"), ("ec", "4")]
    data = {each.get("id"): each.text for each in root.iter(f"{X2}data")}
    assert sorted(data.values()) == ["</b>", "</i>", "<b>", "<br/>", "<i>"]
    assert data[source[0].get("dataRefStart")] == "<b>"
    assert data[source[0].get("dataRefEnd")] == "</b>"
    assert (source[0].get("type"), source[0].get("subType")) == ("fmt", "xlf:b")
    assert source[2].get("isolated") == "yes"
    assert [loss.reason for loss in made.losses] == ["what a ph belongs to (assoc) is left out"]


def test_pairs_that_cross():
    source, target = read_2(write(write_xliff21, CROSSED)[0])[0]
    assert names_2(source) == [("pc", "1"), ("sc", "2"), ("ec", "2")]
    assert names_2(target) == [("mrk", "3"), ("pc", "4"), ("ph", "5")]
    old, marked = read_1(write(write_xliff12, CROSSED)[0])[0]
    assert [each[:2] for each in codes_of(old)] == [
        ("bpt", "1"),
        ("bpt", "2"),
        ("ept", "1"),
        ("ept", "2"),
    ]
    assert (marked[0].get("mtype"), text_in(marked[0])) == ("x-term", "bc")


def test_halves_of_pairs_and_texts_in_codes():
    source, target = read_1(write(write_xliff12, BROKEN)[0])[0]
    assert [(e.tag.removeprefix(X1), e.get("pos")) for e in source] == [
        ("it", "close"),
        ("it", "open"),
    ]
    assert text_in(source) == "甲乙"
    assert target[0][0].tag == f"{X1}sub"
    root, made = write(write_xliff21, BROKEN)
    assert names_2(read_2(root)[0][0]) == [("ec", "1"), ("sc", "2")]
    assert "<f note<br/>>" in [each.text for each in root.iter(f"{X2}data")]
    assert "a text inside a code is a part of the code" in [loss.reason for loss in made.losses]


def test_hostile_texts_stay_texts():
    for root in (write(write_xliff12, EVIL)[0], write(write_xliff21, EVIL)[0]):
        texts = [*root.itertext(), *(value for e in root.iter() for value in e.attrib.values())]
        assert sum(HOSTILE in text for text in texts) >= 6


def test_the_header_is_kept():
    root, _ = write(write_xliff12, RICH)
    assert [note.text for note in root[0][0].iter(f"{X1}note")] == ["of the file", "s <1>"]
    root, _ = write(write_xliff21, RICH)
    assert root[0].find(f"{X2}notes")[0].text == "of the file"
    assert root[0].find(f"{MDA}metadata")[0][0].text == "s <1>"


@pytest.mark.parametrize(
    ("datatype", "written"),
    [("html", "html"), ("Word 2016", "x-Word-2016"), ('<"', 'x-<"'), ("", "x-unknown")],
)
def test_datatypes(datatype, written):
    root, _ = write(write_xliff12, RICH, header=Header("zh-HK", datatype=datatype))
    assert root[0].get("datatype") == written


@pytest.mark.parametrize(
    ("tags", "written"),
    [
        (("zh-Hant-HK", "en-GB"), ("zh-HK", "en-GB")),
        (("yue-Hant-HK", "en"), ("zh-HK", "en")),
        (("zh-Hans", 'no "tag"'), ("zh-CN", "und")),
    ],
)
def test_tags_are_those_that_tools_know(tags, written):
    unit = TranslationUnit((Variant(tags[0], "甲"), Variant(tags[1], "a")))
    old, new = (write(each, unit, header=None)[0] for each in (write_xliff12, write_xliff21))
    assert (old[0].get("source-language"), old[0].get("target-language")) == written
    assert (new.get("srcLang"), new.get("trgLang")) == written
    notes = write(write_xliff12, unit, header=None)[1].notes
    told = zip(tags, written, strict=True)
    assert notes == tuple(f"the language {a} is written {b}" for a, b in told if a != b)


@settings(max_examples=50)
@given(strategies.units(source="zh-HK"))
def test_texts_of_any_unit_are_read_again(unit):
    pair = tuple(each.text for each in unit.variants[:2])
    for writer, reader in ((write_xliff12, read_1), (write_xliff21, read_2)):
        root, made = write(writer, unit)
        assert [tuple(map(text_in, texts)) for texts in reader(root)] == [pair]
        assert made.units == 1
        check_ids(root)


@settings(max_examples=50)
@given(strategies.units(source="zh-HK"))
def test_native_code_of_any_unit_is_kept(unit):
    root, _ = write(write_xliff12, unit)
    for variant, element in zip(unit.variants, read_1(root)[0], strict=False):
        expected = [native(code) for code in list_native(variant.content)]
        assert [text for _, _, text in codes_of(element)] == expected


def native(code):
    return "".join(each if isinstance(each, str) else native(each) for each in code.content)


def list_native(content):
    for piece in content:
        if isinstance(piece, Code):
            if piece.name not in ("hi", "sub"):
                yield piece
            yield from list_native(piece.content)


def check_ids(root):
    """Check the rules of both standards on identifiers that no schema can state."""
    for element in [each for pair in read_1(root) for each in pair]:
        begun = [e.get("rid") for e in element.iter(f"{X1}bpt")]
        assert begun == sorted(set(begun), key=begun.index)
        assert sorted(begun) == sorted(e.get("rid") for e in element.iter(f"{X1}ept"))
        alone = [e.get("id") for e in element.iter(f"{X1}it", f"{X1}ph")]
        assert len(set(alone)) == len(alone)
    for unit in root.iter(f"{X2}unit"):
        check_unit(unit)


def check_unit(unit):
    data = [each.get("id") for each in unit.iter(f"{X2}data")]
    assert len(set(data)) == len(data)
    for text in unit.iter(f"{X2}source", f"{X2}target"):
        inline = list(text.iter())[1:]
        numbers = [each.get("id") for each in inline if each.get("id") is not None]
        assert len(set(numbers)) == len(numbers)
        assert all(NMTOKEN.fullmatch(number) for number in numbers)
        begun = {e.get("id") for e in text.iter(f"{X2}sc") if e.get("isolated") is None}
        assert begun == {e.get("startRef") for e in text.iter(f"{X2}ec")} - {None}
        used = {value for e in inline for name, value in e.attrib.items() if "dataRef" in name}
        assert used <= set(data)


def test_identifiers_of_all_samples():
    for writer in (write_xliff12, write_xliff21):
        check_ids(write(writer, *ALL)[0])


def test_our_own_reader_reads_the_pairs(tmp_path):
    from aligner.reading import read_file

    for writer, name in ((write_xliff12, "a.xlf"), (write_xliff21, "b.xlf")):
        with (tmp_path / name).open("wb") as stream:
            writer(stream, Source(*ALL[:3], header=HEADER), WriteOptions())
        found = read_file(tmp_path / name).document.paragraphs
        assert [each.text for each in found][2:6] == ["甲乙丙", "abc", "甲乙丙", "abc"]
        assert {each.language for each in found} == {"zh-HK", "en-GB"}
