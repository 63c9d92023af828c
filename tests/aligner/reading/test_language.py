"""Languages, scripts, regions and varieties: whole texts, long ones, and what they quote."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.documents import open_documents
from aligner.errors import AlignerError
from aligner.reading import check_supported
from aligner.reading.foreign import find_foreign
from aligner.reading.guesses import CERTAIN, rate_lead
from aligner.reading.language import find_variety, propose_language, take_sample
from aligner.reading.quotations import drop_quotations
from aligner.records import Document, Paragraph
from aligner.settings import DEFAULTS
from tmx.language import export_tag

SHARED = Path(__file__).parents[4] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")

STANDARD = "這家公司昨日公布業績，盈利較去年同期上升，主席表示會繼續投資，並感謝員工的努力。"
CANTONESE = "佢哋話聽日唔返工，想喺屋企瞓覺，仲叫我唔好嗌醒佢哋。"
JAPANESE = "これは日本語の文章で、漢字も少しあります。"
KOREAN = "이것은 정말 한국어 문장입니다."
SIMPLIFIED = "这个国家的经济发展得很快，人们都说日子过得比从前好。"
QUOTES = ["「{}」", "『{}』", "“{}”", "《{}》", '"{}"', "‘{}’", "«{}»", "\n> {}\n"]


@pytest.mark.parametrize("marks", QUOTES)
@pytest.mark.parametrize("quoted", [CANTONESE, JAPANESE, KOREAN, SIMPLIFIED])
def test_a_quotation_never_changes_the_label(marks, quoted):
    text = f"{STANDARD}他說：{marks.format(quoted)}然後就離開了會場，沒有回答記者的問題。"
    guess = propose_language(text)
    assert (guess.tag, guess.variety) == ("zh-TW", "")
    check_supported(Document((Paragraph(text),)))


@pytest.mark.parametrize("quoted", [JAPANESE, KOREAN, CANTONESE])
def test_a_paragraph_of_another_language_is_a_quotation(quoted):
    text = "\n".join([STANDARD, STANDARD, quoted, STANDARD])
    # Whoever sets a paragraph in Cantonese into his text is likely to write in Hong Kong.
    tag = "zh-HK" if quoted == CANTONESE else "zh-TW"
    assert (propose_language(text).tag, find_variety(text)) == (tag, "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (JAPANESE * 3, "Japanese"),
        ("東京都知事選挙の結果", "Japanese"),
        ("駅前広場再開発計画", "Japanese"),
        (KOREAN, "Korean"),
        ("Das ist nicht das Haus, in dem wir gewohnt haben.", "German"),
        ("Ce n’est pas la maison dans laquelle nous avons vécu.", "French"),
        ("Tôi không biết anh ấy đã đi đâu và cũng không muốn hỏi.", "Vietnamese"),
        ("Это предложение написано по-русски.", "script other than"),
    ],
)
def test_refused_by_name(text, name):
    with pytest.raises(AlignerError, match=rf"a\.txt: looks like (?:a )?{name}.*not supported"):
        check_supported(Document((Paragraph(text),), name="a.txt"))
    assert propose_language(text).tag == "und"


@pytest.mark.parametrize(
    "text",
    [
        "優の良品和「カラオケ」都在這條街上。",
        "那個字是「の」。",
        "乃木坂46的粉丝举着写有の字的灯牌。",
        "渋谷區和新宿區都很熱鬧，他們說晚上更好玩。",
        "The song “Für Elise” and the film “La vie est belle” were on the list.",
        "Angela Merkel, Emmanuel Macron",
        "“快去！”\n“Go!” cried I to Tom.",
        "Los Angeles, Las Vegas and El Paso: La Familia De La Cruz",
        "The rule of res ipsa loquitur, de facto and de jure, binds no bona fide purchaser.",
        "He said « je ne sais pas ce que vous voulez dire avec cela » and left.",
        "Die Another Day",
        "***",
        "",
    ],
)
def test_not_refused(text):
    check_supported(Document((Paragraph(text),)))


@pytest.mark.xfail(strict=True, reason="nothing in them that the lists hold")
@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("株式会社", "und"),
        ("上訴人不服原審裁決，惟法官認為其理據不足，駁回上訴並須支付堂費。", "zh-HK"),
    ],
)
def test_known_failures(text, tag):
    assert propose_language(text).tag == tag


def test_headline_in_cantonese_does_not_make_the_text_so():
    text = "\n".join(["點解又加價？街坊：仲食得落咩！", *[STANDARD] * 4])
    assert find_variety(text) == ""


def test_varieties_have_the_tag_that_is_exported():
    texts = {
        "yue-Hant-HK": CANTONESE,
        "yue-Hans-CN": "佢哋话听日唔返工，想喺屋企瞓觉，仲叫我唔好嗌醒佢哋。",
        "zh-Hant-CN": "沖突爆發以后，雙方并未談判，由于關系緊張，雜志社關閉了。",
        "zh-Hans-TW": "他搭计程车去捷运站，路上用软体查网路。",
        "zh-Hans-HK": "他乘搭的士去三藩市，吃了多士、沙律和朱古力。",
    }
    found = {text: propose_language(text) for text in texts.values()}
    assert {v: found[t].variety for v, t in texts.items()} == {v: v for v in texts}
    assert all(export_tag(guess.variety).tag == guess.tag for guess in found.values())


def test_confidence_grows_with_the_lead_and_one_word_is_never_certain():
    rates = [rate_lead(votes, 0.0) for votes in (0.0, 1.0, 2.0, 4.0, 9.0)]
    assert rates == sorted(rates)
    assert 0.5 < rates[0] < CERTAIN <= rates[3] < 1.0
    assert rate_lead(9.0, 0.0, signs=1) < CERTAIN
    assert rate_lead(9.0, 8.0) < CERTAIN


@needs_shared
def test_corpora_and_pages_are_labelled_as_a_reader_would():
    chinese = [*SHARED.glob("corpora/m*/zh/*.txt"), *SHARED.glob("seeds/00[02]*.txt")]
    for path in chinese:
        guess = propose_language(path.read_text(encoding="utf-8"))
        assert (guess.tag, guess.variety, guess.certain) == ("zh-CN", "", True), path.name
    for path in SHARED.glob("seeds/00[13]*.txt"):
        (document,) = open_documents(path, DEFAULTS).documents
        guess = propose_language("\n".join(p.text for p in document.paragraphs))
        assert (guess.tag, guess.variety, guess.certain) == ("zh-TW", "zh-Hant-CN", False)


@needs_shared
@pytest.mark.parametrize(("folder", "name"), [("de", "German"), ("fr", "French")])
def test_other_corpora_are_named(folder, name):
    for path in SHARED.glob(f"corpora/text-berg/{folder}/*.txt"):
        assert find_foreign(path.read_text(encoding="utf-8")).name == name


def test_a_long_text_is_sampled_from_all_over():
    text = "這" * 500_000 + "終"
    assert len(take_sample(text)) < 401_000
    assert take_sample(text).endswith("終")
    assert take_sample("短") == "短"


@pytest.mark.parametrize("unit", [STANDARD, "「" + STANDARD, '"啊\n', "‘", "> 引\n", "“啊"])
def test_ten_megabytes_take_a_moment(unit):
    text = unit * (5_000_000 // len(unit))
    start = perf_counter()
    assert propose_language(text).tag
    assert perf_counter() - start < 10


marks = st.text(st.sampled_from('「」『』《》“”‘’"«»> \n啊係a。'), max_size=80)


@settings(deadline=None, max_examples=200)
@given(marks)
def test_dropping_quotations_leaves_what_stands_outside(text):
    rest = drop_quotations(text)
    assert len(rest) <= len(text)
    assert set(rest) <= set(text) | {" "}
