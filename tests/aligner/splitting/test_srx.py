"""Rules of segmentation from SRX files: what is read, how it divides, and what is refused."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.records import Document, Kind, Paragraph
from aligner.splitting import load_srx, split_segments, split_text
from aligner.splitting.breaking import split_by_rules
from aligner.splitting.icu import translate
from aligner.splitting.srx import read_srx

_PIECES = [
    *"。！？!?….．，；：“”‘’「」（）()[]\"'—①② \n　\xa0",
    "他说", "停火", "𠀀", "Mr.", "U.S.", "The ", "he ", "3.",
    "[1]", "p.m.", "的", "和", "……", "——", "《", "》", "www.a.b", "Ａ", "🎉",
]  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join) | st.text(max_size=60)


def write_rule(before, after, *, is_break):
    flag = "yes" if is_break else "no"
    return (
        f'<rule break="{flag}"><beforebreak>{before}</beforebreak>'
        f"<afterbreak>{after}</afterbreak></rule>"
    )


def write_srx(sets, maps=(("(?i)zh.*", "A"),), *, cascade="no"):
    """Write an SRX 2.0 file; `sets` maps names to rules: "before|after", with "-" an exception."""
    written = "".join(
        f'<languagerule languagerulename="{name}">{"".join(map(read_rule, rules))}</languagerule>'
        for name, rules in sets.items()
    )
    mapped = "".join(
        f'<languagemap languagepattern="{pattern}" languagerulename="{name}"/>'
        for pattern, name in maps
    )
    return (
        f'<srx xmlns="http://www.lisa.org/srx20" version="2.0">\n<header segmentsubflows="yes" '
        f'cascade="{cascade}"/>\n<body><languagerules>{written}</languagerules>\n'
        f"<maprules>{mapped}</maprules></body></srx>"
    )


def read_rule(text):
    before, _, after = text.lstrip("-").partition("∥" if "∥" in text else "|")
    return write_rule(before, after, is_break=not text.startswith("-"))


def split(text, srx, language="zh-CN"):
    rules = read_srx(srx.encode(), name="own.srx")
    return [text[start:stop] for start, stop in split_by_rules([text], language, rules)[0]]


SEMANTICS = [
    pytest.param(["。|"], "甲。乙。", ["甲。", "乙。"], id="break"),
    pytest.param(["-甲。|", "。|"], "甲。乙。丙", ["甲。乙。", "丙"], id="exception first"),
    pytest.param(["。|", "-甲。|"], "甲。乙。", ["甲。", "乙。"], id="exception too late"),
    pytest.param(
        ["甲。|丙", "-甲。|", "。|"],
        "甲。乙。甲。丙",
        ["甲。乙。", "甲。", "丙"],
        id="break before exception",
    ),
    pytest.param(["。|乙"], "甲。乙。丙", ["甲。", "乙。丙"], id="afterbreak"),
    pytest.param(["|乙"], "甲乙丙", ["甲", "乙丙"], id="afterbreak alone"),
    pytest.param(["|"], "甲。乙", ["甲。乙"], id="no pattern says nothing"),
    pytest.param([], "甲。乙", ["甲。乙"], id="no rules"),
    pytest.param([r"[。」]+|[^」]"], "「甲。」乙", ["「甲。」", "乙"], id="closing mark"),
    pytest.param([r"。+|"], "甲。。乙", ["甲。", "。", "乙"], id="every place is asked"),
    pytest.param([r"。|"], " 甲。　\n 乙 ", ["甲。", "乙"], id="white space is left out"),
    pytest.param(
        [r"(甲)。|", r"(丙)。|(乙)\1"], "丙。乙乙甲。甲", ["丙。", "乙乙甲。", "甲"], id="group"
    ),
    pytest.param([r"(?i:dr)\.|"], "DR.A dR.b", ["DR.", "A dR.", "b"], id="flags stay inside"),
    pytest.param([r"(?i)a\.|", r"b\.|"], "A.B.b.", ["A.", "B.b."], id="flags end with the rule"),
    pytest.param([r"𠀀。|"], "𠀀。𠀁", ["𠀀。", "𠀁"], id="outside the BMP"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "text", "expected"), SEMANTICS)
def test_the_first_matching_rule_decides(rules, text, expected):
    assert split(text, write_srx({"A": rules})) == expected


@pytest.mark.parametrize(
    ("cascade", "expected"), [("no", ["甲。", "乙；丙"]), ("yes", ["甲。", "乙；", "丙"])]
)
def test_cascade_adds_the_rules_of_all_maps(cascade, expected):
    maps = (("ZH.*", "A"), (".*", "B"))
    assert (
        split("甲。乙；丙", write_srx({"A": ["。|"], "B": ["；|"]}, maps, cascade=cascade))
        == expected
    )


@pytest.mark.parametrize(
    ("pattern", "language", "fits"),
    [
        ("ZH.*", "zh-TW", True),
        ("zh[-_](tw|hk)", "zh_HK", True),
        ("[Zz][Hh]", "zh-TW", False),
        ("EN.*", "zh-TW", False),
        (r"\p{L}{2}", "zh", True),
    ],
)
def test_a_map_fits_the_whole_tag_in_any_case(pattern, language, fits):
    rules = read_srx(write_srx({"A": ["。|"]}, ((pattern, "A"),)).encode(), name="own.srx")
    if fits:
        assert len(rules.find_rules(language)) == 1
    else:
        with pytest.raises(AlignerError, match=r"^own\.srx: there are no rules for zh-TW: add"):
            rules.find_rules(language)


def test_version_1_has_sets_of_maps_and_no_cascade():
    srx = (
        '<srx version="1.0"><header segmentsubflows="yes"/><body><languagerules>'
        '<languagerule languagerulename="A"><rule><beforebreak>。</beforebreak></rule>'
        '</languagerule></languagerules><maprules><maprule maprulename="x">'
        '<languagemap languagepattern="ZH.*" languagerulename="A"/></maprule>'
        '<maprule maprulename="y"/></maprules></body></srx>'
    )
    assert split("甲。乙", srx) == ["甲。", "乙"]
    assert not read_srx(srx.encode(), name="x").cascade


EXPRESSIONS = [
    pytest.param(r"\Q.\E", "a.b", ["a.", "b"], id="quoted"),
    pytest.param(r"\x{3002}\h*", "甲。 乙", ["甲。", "乙"], id="code and blank"),
    pytest.param(r"[[:Lu:]--[B]]\.", "A.B.c", ["A.", "B.c"], id="difference"),
    pytest.param(r"[[A-Z]-[B]]\.", "A.B.c", ["A.", "B.c"], id="ICU's difference"),
    pytest.param(r"[\p{L}&amp;&amp;[^B]]\.", "A.B.c", ["A.", "B.c"], id="intersection"),
    pytest.param(r"[[:^alpha:]]\.", "1.B.c", ["1.", "B.c"], id="negated name"),
    pytest.param(r"\d++\.", "1.B.c", ["1.", "B.c"], id="possessive"),
    pytest.param(r"[|~]", "a|b~c", ["a|", "b~", "c"], id="plain in sets here"),
    pytest.param(r"(?&lt;name>A)\.", "A.B", ["A.", "B"], id="named group"),
    pytest.param(r"\ud840\udc00", "𠀀甲", ["𠀀", "甲"], id="surrogates"),
    pytest.param(r"\u3002|\U00003002", "甲。乙", ["甲。", "乙"], id="codes"),
]


@pytest.mark.parametrize(("before", "text", "expected"), EXPRESSIONS)
def test_expressions_of_icu(before, text, expected):
    rules = {"A": []}
    srx = write_srx(rules).replace(
        '<languagerule languagerulename="A">',
        '<languagerule languagerulename="A">' + write_rule(before, "", is_break=True),
    )
    assert split(text, srx) == expected


WRONG = ["(a", "[a", r"\y", "a{x}", "(?P&lt;a>b)", r"(a)\1", r"\p{NoSuchThing}", r"\x{110000}", "*"]


@pytest.mark.parametrize("expression", WRONG)
def test_a_wrong_expression_is_named_by_its_line(expression):
    srx = write_srx(
        {"A": ["。|"], "B": [f"{expression}|"]}, ((".*", "A"), ("en", "B")), cascade="yes"
    )
    assert split("甲。乙", srx) == ["甲。", "乙"]
    with pytest.raises(AlignerError, match=r"^own\.srx: line 3: beforebreak "):
        split("甲。乙", srx, "en")


@pytest.mark.parametrize(
    ("srx", "message"),
    [
        pytest.param(write_srx({"A": []})[:200], "no sound XML", id="truncated"),
        pytest.param("", "no sound XML", id="empty"),
        pytest.param("甲。乙", "no sound XML", id="text"),
        pytest.param("<tmx version='1.4'/>", "root is tmx", id="another format"),
        pytest.param("<srx version='3.0'/>", "version 3.0", id="version"),
        pytest.param("<srx version='2.0'><header/></srx>", "has no body", id="no body"),
        pytest.param(write_srx({"A": []}, ((".*", "C"),)), "no languagerule named C", id="no set"),
        pytest.param(write_srx({"A": []}, cascade="perhaps"), "write yes or no", id="flag"),
        pytest.param(
            "<!DOCTYPE srx [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;'>]><srx version='2.0'>&b;</srx>",
            "declares entities",
            id="billion laughs",
        ),
    ],
)
def test_what_is_no_srx_is_refused_in_a_line(srx, message):
    with pytest.raises(AlignerError, match=f"^own: .*{message}") as caught:
        read_srx(srx.encode(), name="own")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(AlignerError, match=r"none\.srx: cannot be read .* duizhao, omegat"):
        load_srx(tmp_path / "none.srx")


def test_a_file_is_read_with_its_path_in_errors(tmp_path):
    path = tmp_path / "own.srx"
    path.write_bytes(write_srx({"A": ["。|"]}).encode("utf-16"))
    with pytest.raises(AlignerError, match=r"own\.srx: there are no rules for en"):
        load_srx(path).find_rules("en")


@pytest.mark.parametrize("rule", ["^(?:a|aa)+b∥", "∥b(?:a|aa)+$", "-b∥(?:a|aa)+$"])
def test_an_exploding_expression_is_an_error_and_no_hang(rule, monkeypatch):
    monkeypatch.setattr("aligner.splitting.breaking._SECONDS", 1.0)
    srx = write_srx({"A": ["-甲。|", rule, "b|"]})
    start = time.monotonic()
    with pytest.raises(AlignerError, match=r"^own\.srx: line 3: the rule needs too much time"):
        split("。b" + "a" * 200 + "bc", srx)
    assert time.monotonic() - start < 10


def test_rules_hold_for_headings_too():
    heading = Paragraph("停火。撤军。", kind=Kind.HEADING)
    document = Document((heading, Paragraph("停火。”撤军。"), Paragraph(" ")), "zh-HK")
    found = split_segments(document, load_srx("omegat"))
    assert [(s.text, s.paragraph, s.start) for s in found] == [
        ("停火。", 0, 0),
        ("撤军。", 0, 3),
        ("停火。”撤军。", 1, 0),
    ]
    assert [s.text for s in split_segments(document)][:2] == ["停火。撤军。", "停火。”"]


@pytest.mark.parametrize("name", ["duizhao", "omegat"])
@settings(max_examples=150, deadline=None)
@given(text=_texts, language=st.sampled_from(["zh-CN", "en-GB", "de", "und"]))
def test_spans_cover_every_character_once(name, text, language):
    spans = split_by_rules([text], language, load_srx(name))[0]
    covered = [index for start, stop in spans for index in range(start, stop)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))).difference(covered))
    assert all(text[start:stop] == text[start:stop].strip() != "" for start, stop in spans)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=r"\QEpPuxhLu{}[]()^-&|a1,?+*:<=!>#~ \n", max_size=20), st.booleans())
def test_any_expression_divides_or_is_an_error(expression, backward):
    from aligner.splitting.icu import ExpressionError

    try:
        assert isinstance(translate(expression, backward=backward), str)
    except ExpressionError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("他说：“停火已经开始。”随后离开。", "zh-CN"),
        ("美國副總統J. D. Vance批評了他。澤連斯基回應。", "zh-HK"),
        ("他在《停火了吗？》一书中写道。书很厚。", "zh-CN"),
        (
            "He met Mr. Xi in the U.S. They spoke at 5 p.m. ET on Friday (see Fig. 2). It ended.",
            "en",
        ),
        ("“It is over,” she said. “No.” He left... Then he came back!", "en-GB"),
        ("Am 3. Mai kam er. Dann ging er.", "de"),
    ],
)
def test_our_file_divides_as_the_code_does(text, language):
    assert split_by_rules([text], language, load_srx("duizhao"))[0] == split_text(text, language)


def test_time_is_linear_in_the_text():
    rules, text = load_srx("omegat"), "他说：“停火。”随后离开！They left at 5 p.m. He agreed. "
    start = time.monotonic()
    spans = split_by_rules([text * 20_000], "zh-CN", rules)[0]
    assert len(spans) > 20_000
    assert time.monotonic() - start < 20
