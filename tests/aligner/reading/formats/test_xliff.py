"""XLIFF 1.2 and 2.1, and what Trados, memoQ and Phrase make of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.reading.formats import READERS
from aligner.reading.formats.bilingual import UNIT_SUFFIXES
from aligner.reading.formats.xliff import read_xliff
from aligner.reading.opening import ReadingOptions, read_file
from aligner.reading.records import Reading, Source

NAMES = (
    'xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff" '
    'xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:m="http://www.memsource.com/mxlf/2.0"'
)
PLAIN = 'xmlns="urn:oasis:names:tc:xliff:document:1.2"'
LANGUAGES = 'source-language="zh-TW" target-language="en-GB"'


def xliff(*units, languages=LANGUAGES, names=PLAIN):
    body = "".join(units)
    return f'<xliff version="1.2" {names}><file {languages}><body>{body}</body></file></xliff>'


def xliff2(*segments, languages='srcLang="zh-CN" trgLang="en-US"'):
    unit = f'<unit id="1"><notes><note>n</note></notes>{"".join(segments)}</unit>'
    return (
        f'<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" {languages}>'
        f'<file id="f"><group id="g">{unit}</group></file></xliff>'
    )


def unit(source, target=None, attributes="", rest="", state=""):
    translated = "" if target is None else f"<target{state}>{target}</target>"
    return (
        f'<trans-unit id="1"{attributes}><source>{source}</source>{translated}{rest}</trans-unit>'
    )


def read(text, encoding="utf-8", given=None):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return read_xliff(Source(data, "a.xlf", given))


def rows(text):
    """Return the texts by row: [(row, {language: text})]."""
    found = {}
    for paragraph in read(text).document.paragraphs:
        assert paragraph.line == paragraph.row
        found.setdefault(paragraph.row, {})[paragraph.language] = paragraph.text
    return list(found.items())


def test_units_are_rows_in_both_languages():
    reading = read(
        xliff(unit("山路很長。", "The path was long."), unit("𠀀橋斷了。", "The bridge broke."))
    )
    assert [(p.text, p.language, p.row) for p in reading.document.paragraphs] == [
        ("山路很長。", "zh-TW", 1),
        ("The path was long.", "en-GB", 1),
        ("𠀀橋斷了。", "zh-TW", 2),
        ("The bridge broke.", "en-GB", 2),
    ]
    assert (reading.document.units, reading.notes) == (True, ())


def test_a_file_is_read_by_its_suffix(tmp_path):
    assert set(READERS) >= UNIT_SUFFIXES
    for suffix in (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"):
        path = tmp_path / f"a{suffix}"
        path.write_text(xliff(unit("橋。", "A bridge.")), encoding="utf-8")
        assert read_file(path).document.units


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("a<g id='1'>b<g id='2'>c</g></g>d", "abcd", id="g"),
        pytest.param("a<x id='1'/>b<bx id='2'/>c<ex id='2'/>d", "abcd", id="x bx ex"),
        pytest.param("<bpt id='1'>&lt;b></bpt>a<ept id='1'>&lt;/b></ept>b", "ab", id="bpt ept"),
        pytest.param(
            "a<it id='1' pos='open'>x</it>b<ph id='2'>y<sub>z</sub></ph>c", "abc", id="it ph"
        ),
        pytest.param("a<mrk mtype='protected'>b</mrk>c", "abc", id="mark"),
        pytest.param(
            "a<mrk mtype='x-sdl-deleted'>b</mrk><mrk mtype='x-sdl-added'>c</mrk>d",
            "acd",
            id="revision",
        ),
        pytest.param("one<x id='1' ctype='lb'/>two", "one two", id="break"),
        pytest.param("一<x id='1' ctype='lb'/>二", "一二", id="break in Chinese"),
        pytest.param("one<ph id='1' equiv-text='&#10;'/>two", "one two", id="break shown"),
        pytest.param(" one\n   two ", "one two", id="wrapped"),
        pytest.param("a<!-- c -->b<?p i?>c<![CDATA[<d>]]>", "abc<d>", id="comment and cdata"),
        pytest.param("a<unknown>b</unknown>c", "abc", id="unknown element"),
    ],
)
def test_text_without_codes(content, text):
    ((_, found),) = rows(xliff(unit(content, "t")))
    assert found["zh-TW"] == text


@pytest.mark.parametrize("target", [None, "", " ", "<x id='1'/>", "&#x200B;"])
def test_a_missing_translation_is_no_counterpart(target):
    text = xliff(unit("橋。", "A bridge."), unit("路。", target))
    assert rows(text)[1] == (2, {"zh-TW": "路。"})
    assert read(text).notes == ("1 of 2 units have no translation",)


@pytest.mark.parametrize(
    ("source", "attributes", "state", "kept"),
    [
        ("橋。", "", "", False),
        ("橋。", "", ' state="needs-translation"', False),
        ("橋。", "", ' state="new"', False),
        ("Duizhao", "", ' state="final"', True),
        ("Duizhao", ' approved="yes"', "", True),
        ("Duizhao", ' mq:status="ManuallyConfirmed"', "", True),
        ("Duizhao", ' mq:status="NotStarted"', "", False),
        ("Duizhao", ' m:confirmed="1"', "", True),
        ("2024-05", "", "", True),
    ],
)
def test_a_copy_of_the_source_is_no_translation(source, attributes, state, kept):
    text = xliff(
        unit("路。", "A road."), unit(source, source, attributes, state=state), names=NAMES
    )
    assert ("en-GB" in rows(text)[1][1]) is kept
    notes = () if kept else ("1 of 2 units have no translation (1 only a copy of the source)",)
    assert read(text).notes == notes


def test_variants_of_a_language_are_often_alike():
    text = xliff(unit("山很高。", "山很高。"), languages=LANGUAGES.replace("en-GB", "zh_CN"))
    assert rows(text) == [(1, {"zh-TW": "山很高。", "zh-CN": "山很高。"})]


def test_a_draft_stays():
    (row,) = rows(xliff(unit("橋。", "A bridge.", state=' state="needs-translation"')))
    assert row[1]["en-GB"] == "A bridge."


def test_suggestions_versions_and_notes_are_passed_over():
    more = (
        "<alt-trans><source>X</source><target>Y</target></alt-trans><note>N</note>"
        "<mq:minorversions><mq:historical-unit><source>X</source><target>Y</target>"
        "</mq:historical-unit></mq:minorversions>"
    )
    text = xliff(unit("橋。", "A bridge.", ' translate="no"', more), names=NAMES)
    assert rows(text) == [(1, {"zh-TW": "橋。", "en-GB": "A bridge."})]


def segments(source, target, states=""):
    divided = f"<seg-source>{source}</seg-source><target>{target}</target>"
    return f"<trans-unit id='1'><source>x</source>{divided}{states}</trans-unit>"


def seg(mid, text):
    return f'<mrk mtype="seg" mid="{mid}">{text}</mrk>'


def test_segments_are_units():
    source = f"<g id='1'>{seg(1, '一。')}{seg(2, '二。')}</g> {seg(3, '三。')}"
    target = f"{seg(3, 'Three.')} <g id='1'>{seg(1, 'One.')}{seg(2, '')}</g>"
    assert rows(xliff(segments(source, target))) == [
        (1, {"zh-TW": "一。", "en-GB": "One."}),
        (2, {"zh-TW": "二。"}),
        (3, {"zh-TW": "三。", "en-GB": "Three."}),
    ]


def test_segments_without_numbers_go_by_order():
    plain = "<mrk mtype='seg'>{}</mrk>"
    text = segments(
        plain.format("一。") + plain.format("二。"), plain.format("1.") + plain.format("2.")
    )
    assert [found["en-GB"] for _, found in rows(xliff(text))] == ["1.", "2."]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param(seg(1, "一。") + seg(2, "二。"), "One. Two.", id="target not divided"),
        pytest.param(seg(1, "一。") + "外", seg(1, "One."), id="text outside of segments"),
    ],
)
def test_a_text_that_is_not_divided_whole_is_one_unit(source, target):
    (row,) = rows(xliff(segments(source, target)))
    assert row[1]["zh-TW"] == "x"
    assert row[1]["en-GB"].startswith("One.")


def test_trados_states_are_those_of_segments():
    states = '<sdl:seg-defs><sdl:seg id="1" conf="Translated"/><sdl:seg id="2"/></sdl:seg-defs>'
    text = segments(seg(1, "GDP") + seg(2, "GNP"), seg(1, "GDP") + seg(2, "GNP"), states)
    assert [len(found) for _, found in rows(xliff(text, names=NAMES))] == [2, 1]


def test_segments_numbered_differently_are_one_unit():
    (row,) = rows(xliff(segments(seg(1, "一。") + seg(2, "二。"), seg(8, "One.") + seg(9, "Two."))))
    assert row[1] == {"zh-TW": "x", "en-GB": "One.Two."}


def test_a_locked_text_stands_where_its_code_does():
    locked = "<trans-unit id='lockTU_7' translate='no'><source>Duizhao</source></trans-unit>"
    code = "<x id='locked1' xid='lockTU_7'/>"
    text = xliff(segments(seg(1, f"用{code}對照。"), seg(1, f"Align it with {code}.")), locked)
    assert rows(text) == [(1, {"zh-TW": "用Duizhao對照。", "en-GB": "Align it with Duizhao."})]


def test_a_long_locked_text_is_not_repeated():
    locked = f"<trans-unit id='L' translate='no'><source>{'長' * 400}</source></trans-unit>"
    text = xliff(locked, unit("橋<x id='1' xid='L'/>。", "A bridge.") * 50)
    assert [len(found["zh-TW"]) for _, found in rows(text)] == [400] + [2] * 50


def test_an_embedded_original_of_any_length():
    embedded = f"<internal-file form='base64'>{'QUJD' * 3_000_000}</internal-file>"
    head = f"<header><reference>{embedded}</reference></header>"
    text = xliff(unit("橋。", "A bridge.")).replace("<body>", f"{head}<body>")
    assert len(read(text).document.paragraphs) == 2


def test_phrase_writes_codes_into_the_text():
    marks = "<m:tunit-metadata><m:mark id='1'><m:type>x</m:type></m:mark></m:tunit-metadata>"
    text = xliff(unit("{b>按&lt;b}{1}鍵", "Press {1>it&lt;1} {2} {x}", "", marks), names=NAMES)
    assert rows(text) == [(1, {"zh-TW": "按鍵", "en-GB": "Press it {2} {x}"})]


def test_braces_of_others_stay():
    (row,) = rows(xliff(unit("按{1}鍵", "Press {1}")))
    assert row[1]["en-GB"] == "Press {1}"


def test_version_2():
    text = xliff2(
        '<originalData><data id="d">x</data></originalData>',
        '<segment><source>一<pc id="1">二<ph id="2" dataRef="d"/></pc><cp hex="001A"/>。</source>'
        "<target>One <mrk id='m1' type='term'>two</mrk>.</target></segment>",
        "<ignorable><source> </source></ignorable>",
        '<segment state="initial"><source>三。</source><target>三。</target></segment>',
        '<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match>'
        "<source>q</source><target>q</target></mtc:match></mtc:matches>",
    )
    assert rows(text) == [(1, {"zh-CN": "一二。", "en-US": "One two."}), (2, {"zh-CN": "三。"})]


def test_version_1_0_has_a_doctype_and_no_namespace():
    doctype = '<!DOCTYPE xliff PUBLIC "-//XLIFF//DTD XLIFF//EN" "http://localhost:9/xliff.dtd">'
    text = doctype + xliff(unit("橋。", "A bridge."), names="")
    assert rows(text) == [(1, {"zh-TW": "橋。", "en-GB": "A bridge."})]


def test_files_go_in_order_and_count_on():
    one, two = (xliff(unit(f"第{n}章", f"Chapter {n}")) for n in (1, 2))
    text = one.replace("</xliff>", "") + two[two.index("<file") :]
    assert rows(text) == [
        (1, {"zh-TW": "第1章", "en-GB": "Chapter 1"}),
        (2, {"zh-TW": "第2章", "en-GB": "Chapter 2"}),
    ]


def test_a_file_in_the_other_direction_is_turned():
    one, two = (
        xliff(unit("橋。", "A bridge.")),
        xliff(unit("A road.", "路。"), languages='source-language="en-GB" target-language="zh-TW"'),
    )
    text = one.replace("</xliff>", "") + two[two.index("<file") :]
    paragraphs = read(text).document.paragraphs
    assert [p.text for p in paragraphs] == ["橋。", "A bridge.", "路。", "A road."]


@pytest.mark.parametrize(
    ("languages", "tags"),
    [
        ('source-language="zh_tw" target-language="EN-gb"', ["zh-TW", "en-GB"]),
        ('source-language="zh-Hant-HK" target-language="en"', ["zh-HK", "en"]),
        ('source-language="fr-FR" target-language="de"', ["fr-FR", "de"]),
        ('source-language="zh-TW"', ["zh-TW", "en-GB"]),
        ('source-language="Chinese" target-language="en-GB"', ["zh-TW", "en-GB"]),
        ('source-language="zh-TW" target-language="zh-TW"', ["zh-TW", "en-GB"]),
    ],
)
def test_languages_are_stated_or_told_by_the_text(languages, tags):
    text = xliff(
        unit("計程車停在橋邊。", "The programme was organised by the Labour Party."),
        languages=languages,
    )
    reading = read(text)
    assert [p.language for p in reading.document.paragraphs] == tags
    assert bool(reading.notes) is (languages.count('"zh-TW"') + languages.count("Chinese") > 0)


def test_languages_may_be_stated_with_the_texts():
    text = xliff(unit("橋。", "A bridge."), languages="")
    text = text.replace("<source>", '<source xml:lang="zh-HK">').replace(
        "<target>", '<target xml:lang="en">'
    )
    assert rows(text) == [(1, {"zh-HK": "橋。", "en": "A bridge."})]


def test_without_any_translation_it_is_one_text():
    document = read(xliff(unit("橋斷了。"), unit("路很長。", ""))).document
    assert [(p.text, p.row) for p in document.paragraphs] == [
        ("橋斷了。", None),
        ("路很長。", None),
    ]
    assert not document.units


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding):
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>{xliff(unit("橋𠀀。", "A bridge."))}'
    assert read(text, encoding).document.paragraphs[0].text == "橋𠀀。"


@pytest.mark.parametrize("given", [None, "gb18030"])
@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0"?>'])
def test_an_encoding_that_is_not_stated(prolog, given):
    text = prolog + xliff(unit("河水上漲了三天，村民搬到山上去住。" * 3, "The river rose."))
    reading = read(text, "gb18030", given)
    assert reading.document.encoding == "gb18030"
    assert reading.document.paragraphs[0].text.startswith("河水上漲")
    assert bool(reading.notes) is (given is None)


def test_a_stated_encoding_that_is_wrong_can_be_set_right(tmp_path):
    path = tmp_path / "a.xlf"
    text = '<?xml version="1.0" encoding="utf-8"?>' + xliff(
        unit("河水上漲了三天。", "The river rose.")
    )
    path.write_bytes(text.encode("gb18030"))
    with pytest.raises(AlignerError, match=r"a\.xlf: line 1: .*--encoding"):
        read_file(path)
    assert len(read_file(path, ReadingOptions("gb18030")).document.paragraphs) == 2


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


REFUSED = {
    "empty": ("", "no well-formed XML"),
    "plain text": ("橋。", "no well-formed XML"),
    "truncated": (xliff(unit("橋。", "A"))[:-20], "no well-formed XML"),
    "laughs": (LAUGHS + xliff(unit("&b;", "A")), "declares XML entities"),
    "outside entity": (OUTSIDE + xliff(unit("&a;", "A")), "declares XML entities"),
    "undeclared": ('<!DOCTYPE x SYSTEM "x.dtd">' + xliff(unit("&a;", "A")), "not declared"),
    "html": ("<html><body/></html>", "root is html, not xliff"),
    "tmx": ("<tmx><body><unit/></body></tmx>", "root is tmx, not xliff"),
    "no units": (xliff(), "holds no text"),
    "empty units": (xliff(unit("", "")), "holds no text"),
    "deep": (xliff(unit("<g id='1'>" * 400 + "a" + "</g>" * 400, "b")), "no well-formed"),
    "control character": (xliff(unit("a\x0bb", "b")), "no well-formed"),
    "one language": (
        xliff(unit("A road.", "The road."), languages=LANGUAGES.replace("zh-TW", "en-GB")),
        "in one language",
    ),
    "unknown encoding": ('<?xml version="1.0" encoding="none"?><xliff/>', "encoding"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_files_that_are_refused(text, message):
    with pytest.raises(AlignerError, match=message) as caught:
        read(text)
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda b: xliff().encode() + b))
def test_any_bytes_are_read_or_refused(data):
    try:
        assert isinstance(read(data), Reading)
    except AlignerError as error:
        assert "\n" not in str(error)


PIECES = st.sampled_from(
    [
        "<trans-unit id='1'>",
        "</trans-unit>",
        "<source>",
        "</source>",
        "<target>",
        "</target>",
        "<seg-source>",
        "</seg-source>",
        "<mrk mtype='seg' mid='1'>",
        "<mrk mtype='seg'>",
        "</mrk>",
        "<x/>",
        "<unit id='1'>",
        "</unit>",
        "<segment>",
        "</segment>",
        "<!-- -->",
        "&#10;",
        "<file/>",
        "<group/>",
        "文",
        "a",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_elements_are_read_or_refused(body):
    try:
        paragraphs = read(xliff(body)).document.paragraphs
    except AlignerError:
        return
    assert all(paragraph.text.strip() for paragraph in paragraphs)
