import pytest

from aligner.terms.pairing.adjectives import doubt_adjectives, is_adjective
from aligner.terms.records import Kind, TermPair


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        *(("泰國", "Thai"), ("斯洛伐克", "Slovak"), ("乌克兰", "Ukrainian"), ("法国", "French")),
        *(("德国", "German"), ("英國", "British"), ("捷克", "Czech"), ("哈薩克", "Kazakh")),
        *(("歐洲", "European"), ("美國", "American"), ("波蘭", "Polish")),
    ],
)
def test_adjectives_of_countries(chinese, english):
    assert is_adjective(chinese, english)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        *(("泰國", "Thailand"), ("美國", "US"), ("美國", "America"), ("英国", "UK")),
        *(("英国", "Britain"), ("尼日尔", "Niger"), ("韩国", "Korea"), ("约旦", "Jordan")),
        *(("台湾", "Taiwan"), ("伊朗", "Iran"), ("沙特阿拉伯", "Saudi"), ("苏丹", "Sudan")),
        # A language, a people, a phrase: their names are what they are.
        *(("泰語", "Thai"), ("法国人", "French"), ("泰國邊境", "Thai border"), ("停火", "truce")),
    ],
)
def test_what_is_no_adjective_of_a_country(chinese, english):
    assert not is_adjective(chinese, english)


def make(chinese, english, probability):
    return TermPair(chinese, english, ((0, (0, 1), (0, 1)),), probability, {}, Kind.NAME)


def test_an_adjective_falls_behind_the_noun_or_out():
    pairs = [make("泰國", "Thai", 0.98), make("泰國", "Thailand", 0.9), make("停火", "truce", 0.6)]
    kept = doubt_adjectives(pairs, 0.5)
    assert [(each.english, each.probability) for each in kept] == [
        ("Thailand", 0.9),
        ("truce", 0.6),
    ]
    (doubted,) = [each for each in doubt_adjectives(pairs, 0.3) if each.english == "Thai"]
    assert doubted.probability == pytest.approx(0.392)
