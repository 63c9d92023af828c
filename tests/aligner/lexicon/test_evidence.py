"""What Chinese and English segments share: words, numbers, names."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.lexicon import find_evidence, has_dictionary
from aligner.lexicon.concepts import find_hyphenated_names, find_names
from tests.probes import run_probe

CHINESE = [
    "美国总统特朗普星期三会见了习近平。",
    "北约有三十二个成员国。",
    "該基金已籌得3.5億元。",
    "王小明沒有來。",
    "𠀀！",
    "",
]
ENGLISH = [
    "On Wednesday US President Trump met Xi Jinping.",
    "NATO has thirty-two members.",
    "The fund has raised 350 million yuan.",
    "We waited for Xiaoming Wang in vain.",
    "",
]


def share(chinese, english):
    """Return what all pairs share, (n, m)."""
    evidence = find_evidence(chinese, english)
    return evidence.shared(np.arange(len(chinese)), np.arange(len(english)))


@pytest.fixture(scope="module")
def evidence():
    return find_evidence(CHINESE, ENGLISH)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("zh-CN", "en", True),
        ("zh-Hant-HK", "en-GB", True),
        ("yue", "en", True),
        ("en", "zh", False),
        ("zh", "de", False),
        ("und", "und", False),
    ],
)
def test_the_dictionary_is_chinese_to_english(left, right, expected):
    assert has_dictionary(left, right) is expected


def test_translations_share_most(evidence):
    shared = evidence.shared(np.arange(4), np.arange(4))
    np.testing.assert_array_equal(shared.argmax(axis=1), np.arange(4))
    np.testing.assert_array_equal(shared.argmax(axis=0), np.arange(4))


def test_traditional_text_shares_the_same_as_simplified():
    traditional, simplified = share(["聯合國討論經濟"], ENGLISH), share(["联合国讨论经济"], ENGLISH)
    np.testing.assert_array_equal(traditional, simplified)


@pytest.mark.parametrize(
    ("chinese", "right", "wrong"),
    [
        pytest.param("共三十人", "thirty people", "forty people", id="Chinese numeral, word"),
        pytest.param("共三十人", "30 people", "40 people", id="Chinese numeral, figures"),
        pytest.param("3.5亿美元", "$350 million", "$360 million", id="亿, million"),
        pytest.param("三萬五千人", "35,000 people", "36,000 people", id="traditional 萬"),
        pytest.param("１２３号", "No. 123", "No. 124", id="full width"),
        pytest.param("五月", "in May", "in June", id="month"),
    ],
)
def test_numbers_meet(chinese, right, wrong):
    shared = share([chinese], [right, wrong])
    assert shared[0, 0] > shared[0, 1]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        pytest.param("習近平發言", "Then President Xi Jinping spoke.", id="Xi Jinping"),
        pytest.param("王小明发言", "Then Mr Wang Xiaoming spoke.", id="not in the dictionary"),
        pytest.param("见到李四光", "I saw Li Siguang.", id="surname and two syllables"),
        pytest.param("寶玉來", "Then bao, yu and Bao-yu spoke.", id="only the whole is a name"),
    ],
)
def test_names_in_pinyin_meet(chinese, english):
    named, unnamed = share([chinese], [english, "Nothing of the kind was said."])[0]
    assert named > unnamed


def test_a_name_is_always_capitalised_and_stands_inside_a_sentence():
    texts = ["May came, as Li Na left.", "He may leave.", "Wang left.", "They saw He Long."]
    assert find_names(texts) == {"li", "na", "long"}


def test_hyphenated_names_are_syllables():
    texts = ["Bao-yu and Si-ma-qian", "US-led, well-known bao-zi", "A-bao-yu-qian, Bao-x"]
    assert find_hyphenated_names(texts, frozenset({"bao", "yu", "si", "ma", "qian", "zi"})) == {
        "baoyu",
        "simaqian",
    }


def test_shared_is_the_sum_over_common_concepts(evidence):
    left, right = (as_rows(side) for side in (evidence.left, evidence.right))
    shared = evidence.shared(np.arange(len(CHINESE)), np.arange(len(ENGLISH)))
    for i in range(len(CHINESE)):
        for j in range(len(ENGLISH)):
            mine, theirs = left.get(i, {}), right.get(j, {})
            expected = sum(mine[c] * theirs[c] for c in mine.keys() & theirs.keys())
            assert shared[i, j] == pytest.approx(expected, rel=1e-5)


def as_rows(sparse):
    rows = {}
    for row, concept, weight in zip(sparse.rows, sparse.concepts, sparse.weights, strict=True):
        rows.setdefault(int(row), {})[int(concept)] = float(weight)
    return rows


@pytest.mark.parametrize(("start", "stop"), [(-5, 20), (-9, -3), (40, 44), (2, 3), (-1, 1)])
def test_rows_beyond_the_ends_share_nothing(evidence, start, stop):
    whole = evidence.shared(np.arange(len(CHINESE)), np.arange(len(ENGLISH)))
    numbers = np.arange(start, stop)
    shared = evidence.shared(numbers, np.arange(-2, len(ENGLISH) + 3))
    assert shared.shape == (stop - start, len(ENGLISH) + 5)
    assert not shared[:, :2].any()
    assert not shared[:, -3:].any()
    for row, number in zip(shared, numbers, strict=True):
        inside = 0 <= number < len(CHINESE)
        np.testing.assert_array_equal(row[2:-3], whole[number] if inside else 0)


@pytest.mark.parametrize(
    ("chinese", "english"), [([], []), ([], ["a"]), (["一"], []), ([""], [""])]
)
def test_empty_texts_share_nothing(chinese, english):
    evidence = find_evidence(chinese, english)
    assert (len(evidence.left_mass), len(evidence.right_mass)) == (len(chinese), len(english))
    assert not evidence.shared(np.arange(-1, 2), np.arange(-1, 2)).any()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=4), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_gives_finite_evidence(chinese, english):
    evidence = find_evidence(chinese, english)
    assert np.isfinite(evidence.shared(np.arange(-1, 5), np.arange(-1, 5))).all()
    assert np.isfinite(evidence.left_mass).all()
    assert np.isfinite(evidence.right_mass).all()


def test_mass_is_the_same_in_every_process():
    probe = (
        "from aligner.lexicon import find_evidence\n"
        f"e = find_evidence({CHINESE!r}, {ENGLISH!r})\n"
        "print(e.left_mass.tobytes().hex(), e.right_mass.tobytes().hex())"
    )
    assert len({run_probe(probe, PYTHONHASHSEED=seed) for seed in ("1", "2")}) == 1
