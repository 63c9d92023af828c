"""Passages with candidates marked by hand → pairs, by the shipped model."""

import pytest

from aligner.terms.pairing import pair_terms
from aligner.terms.records import Candidate, Kind, Passage

TEXTS = [
    (
        "[波蘭][總理][圖斯克]對[擴大]法國[[核威懾][力量]]的[提議]感[興趣]。",
        "[Polish] [[Prime] Minister] [Donald [Tusk]] is interested in the [proposal] to extend "
        "France’s [[nuclear] deterrent].",
    ),
    (
        "[俄羅斯]尋求將[烏克蘭]重新建立為[[緩衝]國],將[[東部][領土]]併入[俄羅斯]。",
        "[Russia] seeks to re-establish [Ukraine] as a [[buffer] state], with the [[eastern] "
        "[territories]] absorbed into [Greater [Russia]].",
    ),
    (
        "[烏克蘭]將再成為[[緩衝]國],[圖斯克]說。",
        "[Ukraine] would become a [[buffer] state] again, [Tusk] said.",
    ),
]
CAPITALS = {"圖斯克", "波蘭", "俄羅斯", "烏克蘭"}


def read_marked(text):
    """Return a text without its brackets, and a candidate for what stands in each pair of them."""
    plain, opened, found = "", [], []
    for character in text:
        if character == "[":
            opened.append(len(plain))
        elif character == "]":
            form = plain[opened[-1] :]
            is_name = form in CAPITALS or form[0].isupper()
            kind = Kind.NAME if is_name else Kind.PHRASE
            found.append(Candidate(opened.pop(), len(plain), kind))
        else:
            plain += character
    return plain, tuple(found)


def pair(texts, **options):
    both = [(read_marked(one), read_marked(other)) for one, other in texts]
    passages = [Passage(one[0], other[0]) for one, other in both]
    sides = [one[1] for one, _ in both], [other[1] for _, other in both]
    return passages, pair_terms(passages, *sides, **options)


@pytest.fixture(scope="module")
def found():
    return pair(TEXTS)


def find_english(found, chinese):
    return [each.english for each in found[1] if each.chinese == chinese]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("緩衝國", "buffer state"),
        ("緩衝", "buffer"),
        ("東部領土", "eastern territories"),
        ("領土", "territories"),
        ("烏克蘭", "Ukraine"),
        ("俄羅斯", "Russia"),
        ("圖斯克", "Tusk"),
        ("提議", "proposal"),
    ],
)
def test_terms_are_paired_at_both_borders(found, chinese, english):
    assert find_english(found, chinese)[:1] == [english]


def test_places_show_what_is_paired(found):
    passages, pairs = found
    term = next(each for each in pairs if each.chinese == "緩衝國")
    assert [number for number, _, _ in term.places] == [1, 2]
    for number, chinese, english in term.places:
        assert passages[number].chinese[slice(*chinese)] == "緩衝國"
        assert passages[number].english[slice(*english)] == "buffer state"


def test_stretches_are_paired_one_to_one(found):
    for number in range(len(TEXTS)):
        for side in (1, 2):
            spans = [each[side] for pair in found[1] for each in pair.places if each[0] == number]
            assert len(spans) == len(set(spans))


def test_pairs_come_with_evidence_the_probablest_first(found):
    chances = [each.probability for each in found[1]]
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance < 1 for chance in chances)
    tusk = next(each for each in found[1] if each.english == "Tusk")
    assert tusk.evidence["sound"] > 0.9
    assert tusk.kind is Kind.NAME
    state = next(each for each in found[1] if each.english == "buffer state")
    assert state.evidence["dictionary_english"] > 0.7


def test_traditional_and_simplified_forms_are_one_term():
    texts = [
        ("[緩衝國]。", "A [buffer state]."),
        ("[缓冲国]。", "[Buffer states]."),
        ("[緩衝國]。", "The [buffer state]."),
    ]
    (term,) = pair(texts)[1]
    assert (term.chinese, term.english) == ("緩衝國", "buffer state")
    assert term.variants == {"Buffer states": 1, "缓冲国": 1}


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [("", "")],
        [("……", "[word]")],
        [("沒有候選", "no candidates")],
        [("[𠀀]", "[–]")],
    ],
    ids=["no passage", "empty", "no Chinese", "no candidates", "no words"],
)
def test_nothing_is_found_where_nothing_is(texts):
    assert pair(texts)[1] == []


def test_batches_tell_how_far_they_are(monkeypatch):
    monkeypatch.setattr("aligner.terms.pairing.finding.BATCH", 2)
    told = []
    assert find_english(pair(TEXTS, progress=told.append), "緩衝國") == ["buffer state"]
    assert told == ["pairs: 2 of 3 passages", "pairs: 3 of 3 passages"]


def test_a_word_of_the_dictionary_is_no_name_by_its_sound():
    texts = [("[國人]與[澤連斯基]。", "The [Ukrainian] and [Zelensky].")]
    marked = [(read_marked(one), read_marked(other)) for one, other in texts]
    names = [
        [[Candidate(each.start, each.stop, Kind.NAME) for each in side[1]] for side in both]
        for both in marked
    ]
    passages = [Passage(one[0], other[0]) for one, other in marked]
    found = pair_terms(passages, [names[0][0]], [names[0][1]])
    sounds = {each.chinese: each.evidence["sound"] for each in found if each.probability > 0.3}
    assert sounds.get("國人", 0) == 0
    assert sounds["澤連斯基"] > 0.8
