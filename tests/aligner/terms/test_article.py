"""The glossary of an article about politics: its people, its size, its first rows, its forms.

The article is not part of the repository; without ../shared nothing is tested here.
"""

import pytest

from aligner import align
from aligner.terms.extracting import extract_glossary
from aligner.terms.passages import list_passages
from tests.corpora import SHARED, needs_shared
from tmx.language import is_chinese

pytestmark = needs_shared

LEADERS = {
    "特朗普": "Trump",
    "普京": "Putin",
    "澤連斯基": "Zelensky",
    "馬克龍": "Macron",
    "圖斯克": "Tusk",
    "杜達": "Duda",
    "魯比奧": "Rubio",
    "威特科夫": "Witkoff",
}
RIGHT = """
俄羅斯 Russia|烏克蘭 Ukraine|特朗普 Trump|澤連斯基 Zelensky|停火 ceasefire|波蘭 Poland|歐盟 EU
北約 NATO|國家安全 national security|綏靖 appeasement|普京 Putin|外交 diplomacy
領土野心 territorial ambitions|歐盟國家 EU countries|東部領土 eastern territories
緩衝國 buffer state|緩衝國 buffer states|核威懾 nuclear deterrence|領土 territories
格陵蘭島 Greenland|談判 negotiations|威懾 deterrence|威懾 deterrent|美國 US|法國 France|杜達 Duda
全球領導 global leadership|經濟制裁 economic sanctions|軍事威懾 military deterrence|墨西哥 Mexico
威特科夫 Witkoff|前蘇聯 former Soviet Union|核威懾戰略 nuclear deterrence strategy
戰略軍事目標 strategic military target|庫爾斯克 Kursk|莫斯科 Moscow|核威懾力量 nuclear deterrent
直接談判 direct negotiations|代表團 delegation|代表團 delegations|巴西 Brazil
綏靖政策 appeasement policy|國家安全利益 national security interests
人道主義援助 humanitarian assistance|德國 Germany|持久和平 durable peace
綏靖戰略 appeasement strategy|盟友 allies|核武器 nuclear weapons|戰略利益 strategic interests
軍事威脅 military threat|邊界 boundaries|地緣政治 geopolitics|停火談判 ceasefire negotiations
國家安全顧問 national security advisers|人道援助 humanitarian aid|和平協議 peace agreement
帝國主義 imperialism|和平進程 peace process|決策者 policymakers|戰俘 prisoners of war
停火協議 ceasefire agreement|沙特阿拉伯 Saudi Arabia|橢圓辦公室 Oval Office|加拿大 Canada
歐洲國家 European countries|圖斯克 Tusk|魯比奧 Rubio|馬克龍 Macron|反攻 counteroffensive
美國國會 US Congress|中國 China|關稅 tariffs|霸權 hegemony|停戰 truce|波羅的海國家 Baltic states
歐洲領土 European territories|北約部隊 NATO forces|聯合聲明 joint statement
"""
"""Read by a person: the same meaning, and both borders right."""


@pytest.fixture(scope="module")
def alignment():
    (article,) = (SHARED / "seeds").glob("004_*.txt")
    return align(article)


@pytest.fixture(scope="module")
def concepts(alignment):
    return extract_glossary(list_passages(alignment)).concepts


def list_forms(concept, *, chinese):
    return [each.text for each in concept.terms if is_chinese(each.language) == chinese]


def test_there_are_at_most_250_rows(concepts):
    assert 150 < len(concepts) <= 250


@pytest.mark.parametrize("name", LEADERS)
def test_each_leader_has_a_row(concepts, name):
    (row,) = [each for each in concepts if name in list_forms(each, chinese=True)]
    assert LEADERS[name] in list_forms(row, chinese=False)


def test_of_the_first_40_rows_36_are_right(concepts):
    rows = RIGHT.strip().replace("\n", "|").split("|")
    right = {tuple(row.split(maxsplit=1)) for row in rows}
    first = [
        (list_forms(each, chinese=True)[0], list_forms(each, chinese=False)[0])
        for each in concepts[:40]
    ]
    assert sum(row in right for row in first) >= 36, set(first) - right


def test_terms_stand_as_printed(alignment, concepts):
    sides = {
        True: "".join(each.text for each in alignment.source.segments),
        False: " ".join(each.text for each in alignment.target.segments).casefold(),
    }
    for concept in concepts:
        for term in concept.terms:
            chinese = is_chinese(term.language)
            form = term.text if chinese else term.text.casefold()
            assert form in sides[chinese], term
            assert term.language == ("zh-HK" if chinese else "en-GB")
