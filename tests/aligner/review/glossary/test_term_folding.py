import pytest

from aligner.review.glossary.nesting import Folder
from tests.aligner.review.glossary.glossary_kit import make_concept
from tmx.glossary.records import Concept, Term

CEASEFIRE, AGREEMENT = ("停火", "ceasefire"), ("停火协议", "ceasefire agreement")
CASES = [
    pytest.param([CEASEFIRE, AGREEMENT], {1: (0,)}, id="both sides"),
    pytest.param([("停火協議", "Ceasefire Agreement"), CEASEFIRE], {0: (1,)}, id="spelling"),
    pytest.param([CEASEFIRE, ("停火", "ceasefire agreement")], {1: (0,)}, id="one side"),
    pytest.param([("停火", "truce"), AGREEMENT], {0: (), 1: ()}, id="another word"),
    pytest.param([("火", "fire"), CEASEFIRE], {0: (), 1: ()}, id="no whole word"),
    pytest.param(
        [("a", "x"), ("停火协议草案", "draft ceasefire agreement"), AGREEMENT, CEASEFIRE],
        {0: (), 1: (2, 3)},
        id="the outermost holds all",
    ),
    pytest.param([CEASEFIRE, CEASEFIRE], {0: (), 1: ()}, id="equal"),
    pytest.param([("𠀀𠀁", "an odd name"), ("𠀀", "odd")], {0: (1,)}, id="outside the BMP"),
    pytest.param([], {}, id="none"),
]


@pytest.mark.parametrize(("pairs", "expected"), CASES)
def test_shorter_concepts_are_folded_under_longer_ones(pairs, expected):
    concepts = [make_concept(*each) for each in pairs]
    assert Folder(("zh", "en")).fold(concepts) == expected


def test_a_part_of_what_was_learnt_is_folded_by_itself():
    concepts = [make_concept("停火", "ceasefire"), make_concept("停火协议", "ceasefire agreement")]
    folder = Folder(("zh", "en"))
    folder.learn(concepts)
    assert folder.fold(concepts[:1]) == {0: ()}
    assert folder.fold([*concepts, make_concept("峰会", "summit")]) == {1: (0,), 2: ()}


def test_a_concept_of_one_language_holds_nothing():
    alone = Concept((Term("zh", "停火协议"),))
    assert Folder(("zh", "en")).fold([alone, make_concept("停火", "ceasefire")]) == {0: (), 1: ()}
