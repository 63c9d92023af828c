"""What is found in Chinese texts: terms of all kinds, with the right borders, not too many."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.terms.candidates.chinese import find_chinese
from aligner.terms.records import Kind
from tests.timing import time_work
from tmx.key import matching_key

SENTENCES = {
    "名": "自從澤連斯基於2月底與美國總統特朗普在橢圓辦公室不歡而散後,美國一直試圖斡旋。",
    "國": "俄羅斯尋求將其重新建立為緩衝國,將東部領土併入俄羅斯,並反對北約部隊充當維和部隊。",
    "海": "尤其是法國、德國、波蘭和波羅的海國家的擔憂,停火的前提條件包括獲得人道援助。",
    "蒙": "该战略的核心是“第三邻国”战略,蒙古驻美使馆副馆长在接受《外交政策》专访时说。",
    "談": "如果簽署停火協議,經濟制裁就會取消,核威懾戰略也要改變。",
    "約": "北大西洋公約組織(北約)批評俄方退出全面禁止核試驗條約,東盟和G20峰會未表態。",
}

EXPECTED = [
    ("名", "澤連斯基", Kind.NAME),
    ("名", "特朗普", Kind.NAME),
    ("名", "美國總統", Kind.PHRASE),
    ("名", "橢圓辦公室", Kind.PHRASE),
    ("國", "緩衝國", Kind.PHRASE),
    ("國", "東部領土", Kind.PHRASE),
    ("國", "北約部隊", Kind.PHRASE),
    ("國", "維和部隊", Kind.PHRASE),
    ("海", "波羅的海國家", Kind.PHRASE),
    ("海", "波羅的海", Kind.NAME),
    ("海", "人道援助", Kind.PHRASE),
    ("海", "前提條件", Kind.WORD),
    ("蒙", "第三邻国", Kind.QUOTED),
    ("蒙", "“第三邻国”战略", Kind.PHRASE),
    ("蒙", "外交政策", Kind.NAME),
    ("談", "停火協議", Kind.PHRASE),
    ("談", "經濟制裁", Kind.WORD),
    ("談", "核威懾戰略", Kind.PHRASE),
    ("約", "北大西洋公約組織", Kind.NAME),
    ("約", "全面禁止核試驗條約", Kind.PHRASE),
    ("約", "G20峰會", Kind.NAME),
]


def find_forms(text):
    (found,) = find_chinese([text])
    return {text[each.start : each.stop]: each for each in found}


@pytest.mark.parametrize(("text", "term", "kind"), EXPECTED, ids=[row[1] for row in EXPECTED])
def test_terms_are_candidates(text, term, kind):
    found = find_forms(SENTENCES[text])
    assert term in found
    assert found[term].kind is kind


@pytest.mark.parametrize(
    "name",
    ["史托騰伯格", "揚斯‧史托騰伯格", "弗拉基米尔·普京", "J·K·羅琳", "習近平", "盧兆興", "莫迪"],
)
def test_names_that_no_dictionary_has_are_found_whole(name):
    found = find_forms(f"據報道,{name}表示反對。")
    assert found[name].kind is Kind.NAME
    assert found[name].weight > 0.5


NAMED = [
    ("德國總理朔爾茨訪問柏林。", "朔爾茨"),
    ("朔尔茨表示反对。", "朔尔茨"),
    ("韩国总统李在明访问东京。", "李在明"),
    ("緬甸軍政府領袖敏昂萊宣布大選。", "敏昂萊"),
    ("石破茂辭職。", "石破茂"),
    ("日本外相茂木敏充与林芳正会谈。", "茂木敏充"),
    ("首相高市早苗访问韩国。", "高市早苗"),
    ("沙地阿拉伯外交大臣反對。", "沙地阿拉伯"),
]


@pytest.mark.parametrize(("text", "name"), NAMED, ids=[row[1] for row in NAMED])
def test_names_with_rare_characters_or_behind_titles_are_found(text, name):
    found = find_forms(text)
    assert found[name].kind is Kind.NAME
    assert found[name].weight > 0.25


@pytest.mark.parametrize(
    "text", ["总统在北京会见外宾。", "总统的讲话很长。", "總理和部長出席會議。"]
)
def test_words_of_grammar_behind_a_title_begin_no_name(text):
    forms = find_forms(text)
    assert not [form for form in forms if form[0] in "在的和"]


@pytest.mark.parametrize("word", ["因為", "但是", "他們", "表示", "的", "和", "了", "3月12日"])
def test_words_of_grammar_are_none_and_begin_none(word):
    found = find_forms(f"{word}俄羅斯和烏克蘭談判,{word}波蘭反對。")
    assert not [form for form in found if form.startswith(word) or form.endswith(word)]


def test_a_cut_in_the_middle_of_a_word_weighs_little():
    found = find_forms(SENTENCES["談"])
    assert all(found[form].weight < 0.2 for form in found if form in {"火協議", "濟制裁"})
    assert found["停火協議"].weight > 0.6


def test_simplified_and_traditional_have_the_same_candidates():
    texts = [SENTENCES["名"], SENTENCES["國"], SENTENCES["海"]]
    simplified = [matching_key(text) for text in texts]
    assert list(map(len, simplified)) == list(map(len, texts))
    assert find_chinese(texts) == find_chinese(simplified)


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("他提出『戰略模糊』一詞", "戰略模糊", Kind.QUOTED),
        ('所謂"經濟脅迫"並不存在', "經濟脅迫", Kind.QUOTED),
        ("《不擴散核武器條約》生效", "不擴散核武器條約", Kind.NAME),
        ("南方共同市場(南共市)開會", "南共市", Kind.ABBREVIATION),
        ("以及 World Health Organization 的立場", "World Health Organization", Kind.NAME),
        ("與ＮＡＴＯ的關係", "ＮＡＴＯ", Kind.ABBREVIATION),
        ("發展 AI 技術", "AI 技術", Kind.PHRASE),
        ("《厄夜丛林：档案》出版", "厄夜丛林", Kind.NAME),
        ("依法成立西门子信息与消费产品公司。", "西门子信息与消费产品公司", Kind.NAME),
        ("他說ok然後 iPhone 壞了", "iPhone", Kind.NAME),
        ("美俄開始談判", "美俄", Kind.ABBREVIATION),
        ("𠮷田首相訪問", "首相", Kind.WORD),
    ],
)
def test_marks_letters_and_countries(text, form, kind):
    assert find_forms(text)[form].kind is kind


def test_what_a_text_repeats_is_a_candidate_though_its_words_are_none():
    texts = ["他談論阿哩嘎問題。", "不過阿哩嘎是什麼?", "「阿哩嘎」", "沒有阿哩嘎,"]
    assert all(
        "阿哩嘎" in {t[c.start : c.stop] for c in found}
        for t, found in zip(texts, find_chinese(texts), strict=True)
    )


@pytest.mark.parametrize("text", ["", " ", "。", "\n", "「」", "()", "·", "2025", "a", "\ud800國"])
def test_texts_without_terms(text):
    assert all(each.stop - each.start > 1 for each in find_chinese([text])[0])


def test_candidates_are_in_order_inside_the_text_and_unique():
    for text, found in zip(SENTENCES.values(), find_chinese(list(SENTENCES.values())), strict=True):
        borders = [(each.start, each.stop) for each in found]
        assert borders == sorted(set(borders))
        assert all(0 <= start < stop <= len(text) for start, stop in borders)
        assert all(0 < each.weight <= 1 for each in found)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text("國的和美俄停火協議威特科夫「」《》·()第三30天 aB,。\u200b𠮷ﬁ", max_size=40),
        max_size=4,
    )
)
def test_any_texts_give_candidates_inside_them(texts):
    for text, found in zip(texts, find_chinese(texts), strict=True):
        borders = [(each.start, each.stop) for each in found]
        assert borders == sorted(set(borders))
        assert all(text[start:stop].strip() == text[start:stop] for start, stop in borders)
        assert all(
            stop - start > 1 and 0 < each.weight <= 1
            for (start, stop), each in zip(borders, found, strict=True)
        )


def test_a_long_text_without_any_mark_takes_no_longer_than_its_length():
    text = "俄羅斯總統普京會見美國特使威特科夫" * 300
    (found,), spent = time_work(lambda: find_chinese([text]))
    assert spent < 6
    assert len(found) > 1_000


def test_a_paragraph_four_times_as_long_takes_about_four_times_as_long():
    names = ["普京", "特朗普", "威特科夫", "澤連斯基", "緩衝國", "停火協議", "東部領土"]
    verbs = ["會見", "批評", "支持", "反對", "拒絕"]
    clauses = [
        f"{names[n % 7]}{verbs[n % 5]}{names[n * n % 7]}{chr(0x4E00 + n % 1_500)}。"
        for n in range(1_600)
    ]
    find_chinese(clauses[:1])
    texts = ["".join(clauses[:count]) for count in (400, 1_600)]
    once, four = (time_work(lambda text=text: find_chinese([text]), 3)[1] for text in texts)
    assert four < 8 * once


def test_there_are_some_but_not_too_many_in_a_clause():
    texts = list(SENTENCES.values())
    clauses = sum(len(re.findall(r"[^,。、()《》“”]+", text)) for text in texts)
    assert 3 < sum(map(len, find_chinese(texts))) / clauses < 12


def test_many_texts_are_read_quickly_and_in_chunks(monkeypatch):
    texts = list(SENTENCES.values()) * 50
    find_chinese(texts[:1])
    found, spent = time_work(lambda: find_chinese(texts))
    assert spent < 6
    assert len(found) == len(texts)
    monkeypatch.setattr("aligner.terms.candidates.chinese.TEXTS_A_CHUNK", 30)
    assert [len(each) for each in find_chinese(texts)] == [len(each) for each in found]
