"""What each concept gets in other locales, and what is never touched."""

import pytest

from aligner.errors import AlignerError
from aligner.terms.variants import add_variants
from tmx.glossary.records import Concept, Glossary, Provenance, Review, Term, TermStatus

THREE = ("zh-CN", "zh-TW", "zh-HK")
CORPUS, CLDR = Provenance.CORPUS, Provenance.CLDR
DICTIONARY, CONVERSION = Provenance.DICTIONARY, Provenance.CONVERSION


def make_term(language, text, **facts):
    facts = {"status": TermStatus.PREFERRED, "provenance": CORPUS, "count": 2} | facts
    return Term(language, text, **facts)


def make(chinese, english, tag="zh-CN", english_tag="en-US", **facts):
    terms = make_term(tag, chinese), make_term(english_tag, english)
    return Concept(terms, **facts)


def add(concept, languages=THREE):
    (made,) = add_variants(Glossary((concept,)), languages).concepts
    return made


def list_texts(concept):
    """Return the texts of each language."""
    found = {}
    for term in concept.terms:
        found.setdefault(term.language, []).append(term.text)
    return {tag: " | ".join(texts) for tag, texts in found.items()}


NAMES = [
    ("zh-CN", "特朗普", "Trump", ("特朗普", "川普", "特朗普")),
    ("zh-TW", "川普", "Donald Trump", ("特朗普", "川普", "特朗普")),
    ("zh-CN", "普京", "Putin", ("普京", "普丁", "普京")),
    ("zh-TW", "普丁", "Vladimir Putin", ("普京", "普丁", "普京")),
    ("zh-CN", "沙特阿拉伯", "Saudi Arabia", ("沙特阿拉伯", "沙烏地阿拉伯", "沙地阿拉伯")),
    ("zh-TW", "沙烏地阿拉伯", "Saudi Arabia", ("沙特阿拉伯", "沙烏地阿拉伯", "沙地阿拉伯")),
    ("zh-HK", "尼日利亞", "Nigeria", ("尼日利亚", "奈及利亞", "尼日利亞")),
    ("zh-CN", "老挝", "Laos", ("老挝", "寮國", "老撾")),
    (
        "zh-CN",
        "阿拉伯联合酋长国",
        "UAE",
        ("阿拉伯联合酋长国", "阿拉伯聯合大公國", "阿拉伯聯合酋長國"),
    ),
]


@pytest.mark.parametrize(("tag", "chinese", "english", "forms"), NAMES, ids=lambda v: str(v)[:20])
def test_names_are_those_of_the_region(tag, chinese, english, forms):
    concept = add(make(chinese, english, tag))
    texts = list_texts(concept)
    assert tuple(texts[each] for each in THREE) == forms
    for term in concept.terms:
        is_found = term.language in {tag, "en-US"}
        assert (term.provenance == CORPUS) == is_found
        assert term.status == (TermStatus.PREFERRED if is_found else TermStatus.ADMITTED)
        assert term.count == (2 if is_found else None)


def test_provenance_says_where_a_term_comes_from():
    cases = {("沙特阿拉伯", "Saudi Arabia"): CLDR, ("普京", "Putin"): DICTIONARY}
    cases[("卫生部", "Ministry of Health")] = CONVERSION
    cases[("停火", "ceasefire")] = None
    for (chinese, english), provenance in cases.items():
        made = [t for t in add(make(chinese, english)).terms if t.language == "zh-TW"]
        assert [each.provenance for each in made] == [provenance]


CONVERSIONS = [
    ("特朗普政府", "Trump administration", "川普政府", "特朗普政府"),
    ("尼日利亚总统", "Nigerian president", "奈及利亞總統", "尼日利亞總統"),
    ("卫生部", "Ministry of Health", "衛生部", "衞生部"),
    ("网络安全", "network security", "網路安全", "網絡安全"),
    ("程序正义", "procedural justice", "程序正義", "程序正義"),
    ("和平进程", "peace process", "和平進程", "和平進程"),
    ("支持率", "support rating", "支持率", "支持率"),
    ("国家安全局", "National Security Agency", "國家安全局", "國家安全局"),
    ("远程导弹", "long-range missile", "遠程飛彈", "遠程導彈"),
    ("卡扎菲政权", "Gaddafi regime", "格達費政權", "卡達菲政權"),
    ("𠀀国", "𠀀 country", "𠀀國", "𠀀國"),
    ("AI 芯片出口管制", "AI chip export controls", "AI 晶片出口管制", "AI 芯片出口管制"),
]


@pytest.mark.parametrize(
    ("chinese", "english", "taiwan", "hong_kong"), CONVERSIONS, ids=[c[0] for c in CONVERSIONS]
)
def test_other_terms_are_converted(chinese, english, taiwan, hong_kong):
    texts = list_texts(add(make(chinese, english)))
    assert (texts["zh-CN"], texts["zh-TW"], texts["zh-HK"]) == (chinese, taiwan, hong_kong)


def test_a_name_with_another_meaning_is_no_name():
    assert list_texts(add(make("普京", "general capital")))["zh-TW"] == "普京"
    assert list_texts(add(make("尼日", "Nepal and Japan")))["zh-CN"] == "尼日"


def test_nothing_that_was_found_is_replaced():
    terms = make("沙特阿拉伯", "Saudi Arabia", "zh-HK").terms
    found = Concept((*terms, make_term("zh-TW", "沙國", status=TermStatus.ADMITTED)))
    concept = add(found)
    assert set(found.terms) <= set(concept.terms)
    texts = list_texts(concept)
    assert texts["zh-HK"] == "沙特阿拉伯 | 沙地阿拉伯"
    assert texts["zh-TW"] == "沙國 | 沙烏地阿拉伯"
    assert concept.terms[0] == found.terms[0]


def test_a_second_time_adds_nothing():
    glossary = Glossary(tuple(make(each[1], each[2], each[0]) for each in NAMES))
    languages = (*THREE, "en-GB", "en-US")
    once = add_variants(glossary, languages)
    assert add_variants(once, languages) == once


SPELLINGS = [
    ("en-GB", "neighbouring states", "neighbouring states", "neighboring states"),
    ("en-US", "organized crime", "organised crime", "organized crime"),
    ("en-US", "nuclear program", "nuclear programme", "nuclear program"),
    ("en-US", "Department of Defense", "Department of Defense", "Department of Defense"),
    ("en-US", "arms control", "arms control", "arms control"),
    ("en-GB", "uprising", "uprising", "uprising"),
    ("en-GB", "rights analyses", "rights analyses", "rights analyses"),
]


@pytest.mark.parametrize(
    ("tag", "english", "british", "american"), SPELLINGS, ids=[s[1] for s in SPELLINGS]
)
def test_english_is_spelled_as_the_region_does(tag, english, british, american):
    texts = list_texts(add(make("词", english, english_tag=tag), ("en-GB", "en-US")))
    assert (texts["en-GB"], texts["en-US"]) == (british, american)


def test_english_without_a_region_serves_both_unless_its_spelling_tells():
    languages = ("en-GB", "en-US")
    assert list_texts(add(make("和平", "peace", english_tag="en"), languages))["en"] == "peace"
    texts = list_texts(add(make("国防", "defence", english_tag="en"), languages))
    assert texts == {"zh-CN": "国防", "en-GB": "defence", "en-US": "defense"}


def test_what_was_rejected_or_deprecated_makes_nothing():
    rejected = make("特朗普", "Trump", review=Review.REJECTED)
    assert add(rejected) == rejected
    deprecated = make_term("zh-CN", "特朗普", status=TermStatus.DEPRECATED)
    concept = Concept((deprecated, make_term("en-US", "Trump")))
    assert add(concept) == concept


ODD = [
    Concept((make_term("en", "only English"),)),
    Concept((make_term("ja", "沙特"), make_term("de", "Saudi-Arabien"))),
    Concept((make_term("zh-CN", " "), make_term("en", "blank"))),
    Concept((make_term("wuu-CN", "上海"), make_term("en", "Shanghai"))),
]


@pytest.mark.parametrize("concept", ODD, ids=["english", "others", "blank", "wu"])
def test_concepts_without_chinese_to_start_from_stay(concept):
    assert add(concept) == concept


@pytest.mark.parametrize(
    "text", ["国\ud800", "国\0国", "=国", "国" * 500, "「国」|“x”", "\u200b国"]
)
def test_hostile_texts_are_no_error(text):
    texts = list_texts(add(make(text, text)))
    assert texts["zh-CN"] == text
    assert set(texts) == {*THREE, "en-US"}


def test_a_concept_without_english_has_its_territories_and_characters():
    concept = Concept((make_term("zh-CN", "沙特阿拉伯"),))
    assert list_texts(add(concept))["zh-TW"] == "沙烏地阿拉伯"
    words = Concept((make_term("zh-CN", "普京"),))
    assert list_texts(add(words))["zh-TW"] == "普京"


@pytest.mark.parametrize("tag", ["de", "zh", "zh_Klingon-XX", "", "uk"])
def test_other_languages_are_an_error(tag):
    with pytest.raises(AlignerError):
        add_variants(Glossary(()), [tag])


def test_tags_count_in_any_form_and_once():
    concept = add(make("特朗普", "Trump"), ("zh_tw", "zh-Hant-TW", "ZH-TW"))
    assert [each.text for each in concept.terms if each.language == "zh-TW"] == ["川普"]


def test_singapore_and_macau_write_as_their_neighbours():
    texts = list_texts(add(make("国家卫生部", "health"), ("zh-SG", "zh-MO")))
    assert (texts["zh-SG"], texts["zh-MO"]) == ("国家卫生部", "國家衞生部")


def test_without_languages_nothing_changes():
    glossary = Glossary((make("特朗普", "Trump", "zh"),))
    assert add_variants(glossary, ()) is glossary
