"""What a check of terms asks for, what it accepts, and what it says."""

import pytest

from aligner.terms.checking.checker import TermChecker
from aligner.terms.checking.records import CheckedUnit, FindingKind
from tmx.glossary.records import Concept, Glossary, Review, Term, TermStatus

ZH_EN, EN_ZH = ("zh-CN", "en-US"), ("en-US", "zh-CN")


def make_concept(chinese, english, **settings):
    terms = [Term("zh-CN", each) for each in chinese.split("|")]
    terms += [Term("en-US", each) for each in english.split("|")]
    return Concept(tuple(terms), **settings)


def check(concepts, source, target, tags=ZH_EN, **settings):
    glossary = Glossary(tuple(concepts))
    unit = CheckedUnit("unit 1", source, target, tags)
    return TermChecker(glossary, **settings).check([unit])


def find_terms(*arguments, **settings):
    return [each.terms for each in check(*arguments, **settings).findings]


HEALTH = [make_concept("健康", "health"), make_concept("医疗保健", "health care")]
ACCEPTED = {
    "as it stands": ("停火协议", "ceasefire agreement", "达成停火协议。", "A ceasefire agreement."),
    "plural": ("缓冲国", "buffer state", "缓冲国很小。", "Buffer states are small."),
    "singular": ("缓冲国", "buffer states", "缓冲国很小。", "A buffer state is small."),
    "plural in ies": ("政策", "policy", "这些政策。", "These policies."),
    "irregular plural": ("危机", "crisis", "两场危机。", "Two crises."),
    "possessive": ("北约", "NATO", "北约的决定。", "NATO’s decision."),
    "possessive of a plural": ("盟友", "ally", "盟友的决定。", "The allies' decision."),
    "hyphen": ("停火", "ceasefire", "停火。", "A cease-fire."),
    "hyphen in the glossary": ("停火", "cease-fire", "停火。", "A ceasefire."),
    "two words": ("停火", "ceasefire", "停火。", "To cease fire."),
    "inside a hyphenated word": ("美国", "US", "美国主导。", "US-led talks."),
    "dots": ("美国", "US", "美国主导。", "The U.S. leads."),
    "case": ("停火", "ceasefire", "停火。", "CEASEFIRE NOW"),
    "British spelling": ("劳工", "labor", "劳工。", "Labour."),
    "full-width": ("北约", "NATO", "北约。", "ＮＡＴＯ decides."),
    "an adjective of a country": ("乌克兰", "Ukraine", "乌克兰军队。", "Ukrainian forces."),
    "an irregular one": ("法国", "France", "法国军队。", "French forces."),
    "another order": ("停火协议", "ceasefire agreement", "停火协议。", "Agreement on a ceasefire."),
    "a synonym": ("停火", "ceasefire|truce", "停火。", "A truce."),
    "traditional characters": ("泽连斯基", "Zelensky", "澤連斯基說。", "Zelensky said."),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_target_is_accepted(name):
    chinese, english, source, target = ACCEPTED[name]
    report = check([make_concept(chinese, english)], source, target)
    assert (report.asked, report.findings) == (1, ())


@pytest.mark.parametrize(
    ("chinese", "english", "source", "target"),
    [
        pytest.param("停火", "ceasefire", "停火。", "A truce.", id="another word"),
        pytest.param("美国", "US", "美国。", "They told us.", id="us is not US"),
        pytest.param("器官", "organ", "器官。", "A plan.", id="nothing"),
        pytest.param(
            "停火协议", "ceasefire agreement", "停火协议。", "The ceasefire.", id="a part"
        ),
        pytest.param("𠀀国", "Foo", "𠀀国说。", "It said.", id="outside the BMP"),
    ],
)
def test_a_target_is_missing(chinese, english, source, target):
    (finding,) = check([make_concept(chinese, english)], source, target).findings
    assert finding.kind == FindingKind.MISSING
    assert finding.terms == (chinese,)
    assert finding.expected == (english,)
    assert source[slice(*finding.spans[0])] == chinese


ASKED = {
    "longest match": (HEALTH, "Health care is dear.", "医疗保健很贵。", []),
    "both": (HEALTH, "Health care and health.", "医疗保健。", [("health",)]),
    "a sentence's end parts": (HEALTH, "Good health. Care is dear.", "关怀。", [("health",)]),
    "no other word of the family": (
        [make_concept("器官", "organ")],
        "The organization.",
        "组织。",
        [],
    ),
    "plural in the source": ([make_concept("器官", "organ")], "Organs.", "组织。", [("Organs",)]),
    "a form of a verb": (
        [make_concept("谈判", "negotiate")],
        "They negotiated.",
        "他们说。",
        [("negotiated",)],
    ),
    "no word that begins alike": ([make_concept("网站", "com")], "It comes.", "来。", []),
    "no part of an address": ([make_concept("网站", "com")], "At www.sea.com.", "来。", []),
    "no currency": ([make_concept("美国", "US")], "It costs US$ 5.", "要五美元。", []),
    "an acronym is one word": ([make_concept("答录机", "IAM")], "I am here.", "我来了。", []),
    "two capitals are two": ([make_concept("联合国", "UN")], "Kim Jong Un.", "金正恩。", []),
    "a Latin plural": ([make_concept("病毒", "virus")], "Viruses.", "细菌。", [("Viruses",)]),
    "a small word of a name": (
        [make_concept("银行", "bank")],
        "It asked the World Bank for help.",
        "它求助世行。",
        [],
    ),
    "twice is one finding": (HEALTH, "Health is health.", "好。", [("Health", "health")]),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_english_source_is_asked_for(name):
    concepts, source, target, expected = ASKED[name]
    assert find_terms(concepts, source, target, EN_ZH) == expected


@pytest.mark.parametrize(
    ("term", "source", "is_asked"),
    [
        ("国人", "国人都知道。", True),
        ("国人", "他是中国人。", False),
        ("停火", "停火、谈判。", True),
        ("停火谈判", "停火,谈判。", False),
        ("停火", "「停 火」协议。", True),
    ],
)
def test_a_chinese_source_is_asked_for_by_words(term, source, is_asked):
    assert check([make_concept(term, "thing")], source, "Else.").asked == is_asked


LEADER = Concept(
    (
        Term("zh-CN", "特朗普"),
        Term("zh-TW", "川普"),
        Term("en-US", "Trump"),
        Term("zh-TW", "特朗布", TermStatus.DEPRECATED),
    )
)


@pytest.mark.parametrize(
    ("tag", "target", "kinds"),
    [
        ("zh-CN", "特朗普說。", []),
        ("zh-CN", "川普說。", ["missing"]),
        ("zh-TW", "川普說。", []),
        ("zh-TW", "特朗普說。", ["missing"]),
        ("zh-HK", "川普說。", []),
        ("zh-HK", "特朗普說。", []),
        ("zh", "特朗普說。", []),
        ("zh-TW", "特朗布說。", ["deprecated"]),
        ("zh-TW", "川普說，特朗布說。", ["deprecated"]),
        ("zh-CN", "特朗普說，特朗布說。", []),
    ],
)
def test_terms_count_by_locale(tag, target, kinds):
    report = check([LEADER], "Trump said.", target, ("en-US", tag))
    assert [each.kind.value for each in report.findings] == kinds


@pytest.mark.parametrize(("tag", "asked"), [("zh-TW", 0), ("zh-CN", 1), ("zh-HK", 1)])
def test_a_term_of_one_locale_is_asked_of_no_other(tag, asked):
    assert check([LEADER], "特朗普說。", "Trump said.", (tag, "en")).asked == asked


def test_a_deprecated_term_is_its_own_finding():
    terms = (
        Term("zh-CN", "缅甸"),
        Term("en-US", "Myanmar"),
        Term("en-US", "Burma", TermStatus.SUPERSEDED),
    )
    road = make_concept("滇缅公路", "Burma Road")
    (finding,) = check([Concept(terms), road], "缅甸很远。", "Burma is far.").findings
    assert (finding.kind, finding.used, finding.expected) == (
        FindingKind.DEPRECATED,
        ("Burma",),
        ("Myanmar",),
    )
    source, target = "滇缅公路在缅甸。", "The Burma Road is in Myanmar."
    assert check([Concept(terms), road], source, target).findings == ()


def test_rejected_concepts_are_not_asked_for():
    concept = make_concept("停火", "ceasefire", review=Review.REJECTED)
    assert check([concept], "停火。", "A truce.").asked == 0


def test_a_term_of_any_concept_of_the_same_source_term_will_do():
    concepts = [make_concept("总统", "president"), make_concept("总统", "head of state")]
    assert find_terms(concepts, "总统说。", "The head of state said.") == []
    (finding,) = check(concepts, "总统说。", "He said.").findings
    assert finding.expected == ("president", "head of state")


COMMON = make_concept("工人", "worker", probability=0.9)
TERM = make_concept("停火协议", "ceasefire agreement", probability=0.9)


@pytest.mark.parametrize(
    ("concept", "settings", "asked"),
    [
        (COMMON, {}, 0),
        (COMMON, {"asks_all": True}, 1),
        (make_concept("工人", "worker", probability=0.9, review=Review.ACCEPTED), {}, 1),
        (make_concept("工人", "worker"), {}, 1),
        (TERM, {}, 1),
    ],
)
def test_common_words_nobody_accepted_are_passed_over(concept, settings, asked):
    report = check([concept], "工人要停火协议。", "They want something.", **settings)
    assert (report.asked, report.passed_over) == (asked, 1 - asked)


@pytest.mark.parametrize(
    ("settings", "findings"),
    [({"probability": 0.9}, 0), ({}, 1), ({"probability": 0.9, "review": Review.ACCEPTED}, 1)],
)
def test_the_dictionary_helps_only_what_was_extracted(settings, findings):
    concept = make_concept("北约", "the alliance", **settings)
    target = "North Atlantic Treaty Organization or NATO."
    assert len(check([concept], "北约。", target).findings) == findings
    assert len(check([concept], "北约。", target, asks_all=True).findings) == 1


@pytest.mark.parametrize(
    ("target", "findings"),
    [
        ("He said so.", 0),
        ("Said so.", 1),
        ("Ruby said that he did.", 1),
        ("In Paris, he said so.", 1),
    ],
)
def test_names_that_were_only_extracted_may_have_a_pronoun(target, findings):
    concept = make_concept("鲁比奥", "Rubio", probability=0.9)
    assert len(check([concept], "鲁比奥说。", target).findings) == findings
    assert len(check([make_concept("鲁比奥", "Rubio")], "鲁比奥说。", target).findings) == 1


def test_a_name_beside_another_known_name_may_have_a_pronoun():
    concepts = [make_concept("鲁比奥", "Rubio", probability=0.9), make_concept("巴黎", "Paris")]
    assert find_terms(concepts, "鲁比奥在巴黎说。", "In Paris, he said so.") == []


@pytest.mark.parametrize(("source", "asked"), [("Traffic jams.", 0), ("James.", 1)])
def test_a_name_is_no_form_of_another_word(source, asked):
    terms = Term("zh", "詹姆斯"), Term("en", "James", part_of_speech="properNoun")
    assert check([Concept(terms)], source, "交通。", EN_ZH).asked == asked


SHORTER = {
    "by initials": ("世界卫生组织", "World Health Organization", "WHO said so.", 0),
    "by its beginning": ("加州", "California", "Santa Clara, Calif., is near.", 0),
    "by a part": ("配送中心", "distribution centers", "The distribution facility.", 0),
    "pointed at": ("停火协议", "ceasefire agreement", "This agreement is old.", 0),
    "another one": ("停火协议", "ceasefire agreement", "A trade agreement.", 1),
    "by the name in it": ("亚马逊公司", "company Amazon", "Amazon grew.", 0),
    "another name of a country": ("英国", "England", "The UK and its allies.", 0),
    "another country": ("英国", "England", "Ireland.", 1),
    "a people": ("日本", "Japan", "Japanese workers.", 0),
}


@pytest.mark.parametrize("name", SHORTER)
def test_what_was_only_extracted_may_be_shortened(name):
    chinese, english, target, findings = SHORTER[name]
    concept = make_concept(chinese, english, probability=0.9)
    assert len(check([concept], chinese, target, asks_all=False).findings) == findings


@pytest.mark.parametrize(
    ("chinese", "english", "target", "findings"),
    [
        ("特朗普总统", "President Trump", "特朗普说。", 0),
        ("刘老老", "Grannie Liu", "老老来了。", 0),
        ("停火协议", "ceasefire agreement", "贸易协议。", 1),
        ("杰基·吉斯", "Jackie Gise", "吉斯来了。", 0),
    ],
)
def test_chinese_may_be_shortened(chinese, english, target, findings):
    concept = make_concept(chinese, english, probability=0.9)
    assert len(check([concept], f"{english}.", target, EN_ZH).findings) == findings
    accepted = make_concept(chinese, english)
    assert len(check([accepted], f"{english}.", target, EN_ZH).findings) == 1


def test_what_is_not_asked_for_may_still_be_used():
    concepts = [
        make_concept("北约", "NATO", probability=0.9),
        make_concept("北约", "the alliance", probability=0.4),
    ]
    assert find_terms(concepts, "北约说。", "The alliance said so.") == []
    assert check(concepts[1:], "北约说。", "It said so.").asked == 0


@pytest.mark.parametrize(("target", "used"), [("A cease-fire.", 1), ("A ceasefire.", 0)])
def test_a_deprecated_hyphen_is_found(target, used):
    old = Term("en-US", "cease-fire", TermStatus.DEPRECATED)
    concept = Concept((Term("zh-CN", "停火"), Term("en-US", "ceasefire"), old))
    assert len(check([concept], "停火。", target).findings) == used


@pytest.mark.parametrize(
    ("target", "findings"), [("美俄烏談判。", 0), ("烏方說。", 0), ("烏雲。", 1), ("他說。", 1)]
)
def test_countries_may_have_one_character(target, findings):
    report = check([make_concept("乌克兰", "Ukraine")], "Ukraine said.", target, EN_ZH)
    assert len(report.findings) == findings


def test_inconsistent_renderings_are_summed_up():
    concept = make_concept("停火", "ceasefire|ceasefires|truce")
    targets = ["A ceasefire.", "Ceasefires.", "A truce.", "Nothing."]
    units = [
        CheckedUnit(f"unit {number}", "停火。", target, ZH_EN)
        for number, target in enumerate(targets, start=1)
    ]
    report = TermChecker(Glossary((concept,))).check(units)
    (rendering,) = report.renderings
    assert (rendering.term, rendering.counts) == ("停火", (("ceasefire", 2), ("truce", 1)))
    assert (report.units, report.asked, report.missing) == (4, 4, 1)


def test_a_nation_and_its_people_are_one_rendering():
    concept = make_concept("德国", "Germany|Germans")
    units = [CheckedUnit("", "德国。", each, ZH_EN) for each in ("Germany.", "Germans.")]
    assert TermChecker(Glossary((concept,))).check(units).renderings == ()


@pytest.mark.parametrize("texts", [("", ""), ("停火。", " "), (" ", "A truce.")])
def test_units_without_a_text_are_passed_over(texts):
    assert check([make_concept("停火", "ceasefire")], *texts).units == 0


@pytest.mark.parametrize(
    "concepts",
    [[], [make_concept("……", "!")], [Concept((Term("zh", "停火"),))], [make_concept("停火", "…")]],
    ids=["none", "marks", "one language", "a target of marks"],
)
def test_what_cannot_be_asked_for_is_not(concepts):
    report = check(concepts, "停火……", "A truce!")
    assert (report.asked, report.concepts) == (0, 0)


def test_tags_that_are_none_are_taken_as_they_are():
    concept = Concept((Term("Chinese?", "ting huo"), Term("x!", "truce")))
    assert check([concept], "Ting huo.", "A truce.", ("Chinese?", "x!")).asked == 1
