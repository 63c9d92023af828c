import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.memory.folding import fold_text
from tmx.memory.matching.clauses import have_other_order, reorder, split_clauses
from tmx.memory.matching.judging import Score
from tmx.memory.matching.scoring import measure_order_gain, measure_reordered
from tmx.memory.rating import rate_keys

LONG = st.lists(st.text("关税政策美国上调ab 1", min_size=1, max_size=5), min_size=1, max_size=4)
SWAPPED = {
    "zh": ("如果乙方违约，应当赔偿损失。", "应当赔偿损失，如果乙方违约。"),
    "zh, three": ("他来了，她走了；会议结束。", "会议结束；他来了，她走了。"),
    "en": ("If it rains tomorrow, we stay at home.", "We stay at home, if it rains tomorrow."),
    "width": ("如果乙方违约，应当赔偿损失。", "应当赔偿损失,如果乙方违约."),
    "script": ("如果乙方违约，应当赔偿损失。", "應當賠償損失，如果乙方違約。"),
}  # fmt: skip


def measure(text, other):
    return rate_keys(fold_text(text), [fold_text(other)])[0]


@pytest.mark.parametrize("pair", SWAPPED.values(), ids=SWAPPED)
def test_clauses_in_another_order_are_put_in_one(pair):
    similarity = measure(*pair)
    assert measure_order_gain(*map(fold_text, pair), similarity, 0.5)
    assert measure_reordered(*pair) == pytest.approx(0.95)
    assert have_other_order(*pair)


def test_a_clause_that_differs_a_little_goes_to_its_like():
    text, other = (
        "如果乙方违约，应当赔偿损失，并终止合同。",
        "应赔偿全部损失，如果乙方违约，并终止合同。",
    )
    assert 0.75 < measure_reordered(text, other) < 0.95
    assert measure_reordered(text, other) > measure(text, other)


def test_a_clause_too_many_stays_behind_the_one_before_it():
    assert reorder(("乙乙乙", "丙丙丙", "甲甲甲"), ("甲甲甲", "乙乙乙")) == "甲甲甲乙乙乙丙丙丙"


def test_what_is_in_order_is_not_measured_again():
    assert measure_reordered("他来了，她走了。", "他来过，她走了。") == 0
    assert measure_reordered("他来了", "她走了") == 0
    assert reorder(("a",) * 65, ("b",) * 65) is None


def test_texts_that_share_little_are_not_put_in_order():
    assert not measure_order_gain("关税政策", "天气预报", 0.0, 0.5)
    assert not measure_order_gain("关税政策", "关税政策", 1.0, 0.5)


def test_points_are_not_lost_in_rounding():
    assert [Score(each).points for each in (0.95, 0.29, 0.57, 0.999)] == [95, 29, 57, 99]
    key, other = "甲" * 20, "甲" * 19 + "乙"
    assert Score(rate_keys(key, [other])[0]).points == 95


def test_a_number_stays_whole_between_clauses():
    assert split_clauses("共1,000.5元，12:30到。") == ("共1 000 5元", "12 30到")


@given(LONG, LONG)
def test_similarity_is_the_same_both_ways(first, second):
    text, other = "，".join(first), "，".join(second)
    assert measure(text, other) == measure(other, text)
    assert measure_reordered(text, other) == measure_reordered(other, text)
    assert have_other_order(text, other) == have_other_order(other, text)


@given(LONG)
def test_a_text_is_like_itself(clauses):
    text = "，".join(clauses)
    assert measure(text, text) == 1
    assert measure_reordered(text, text) == 0
