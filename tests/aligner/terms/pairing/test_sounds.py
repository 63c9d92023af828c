import pytest

from aligner.terms.pairing.sounds import compare_sounds

ALIKE = [
    ("泽连斯基", "Zelensky"),
    ("泽连斯基", "Zelenskyy"),
    ("鲁比奥", "Rubio"),
    ("威特科夫", "Witkoff"),
    ("图斯克", "Tusk"),
    ("杜达", "Duda"),
    ("马克龙", "Macron"),
    ("特朗普", "Trump"),
    ("哥本哈根", "Copenhagen"),
    ("默克尔", "Merkel"),
    ("肖尔茨", "Scholz"),
    ("奥巴马", "Obama"),
]
FOREIGN = [
    ("武契奇", "Vučić"),
    ("纳夫罗茨基", "Nawrocki"),
    ("莫拉维茨基", "Morawiecki"),
    ("埃尔多安", "Erdoğan"),
    ("伊马莫卢", "İmamoğlu"),
    ("胡安", "Juan"),
    ("韩国瑜", "HanKuoyu"),
    ("卓荣泰", "ChoJungtai"),
    ("蔡英文", "TsaiIngwen"),
    ("李在明", "LeeJaemyung"),
    ("敏昂莱", "MinAungHlaing"),
]


@pytest.mark.parametrize(("chinese", "english"), FOREIGN, ids=[pair[1] for pair in FOREIGN])
def test_names_of_other_languages_are_read_in_their_way(chinese, english):
    assert compare_sounds(chinese, english) > 0.7


UNLIKE = [
    ("美国", "Mexico"),
    ("法国", "Vučić"),
    ("代表", "Department"),
    ("国防", "Defence"),
    ("泽连斯基", "Trump"),
    ("马克龙", "Tusk"),
    ("鲁比奥", "Putin"),
    ("冯德莱恩", "Leyen"),
]


@pytest.mark.parametrize(("chinese", "english"), ALIKE, ids=[pair[1] for pair in ALIKE])
def test_a_name_sounds_like_its_transliteration(chinese, english):
    assert compare_sounds(chinese, english) > 0.7


@pytest.mark.parametrize(("chinese", "english"), UNLIKE, ids=[pair[1] for pair in UNLIKE])
def test_other_words_do_not(chinese, english):
    assert compare_sounds(chinese, english) < 0.3


@pytest.mark.parametrize(("chinese", "english"), [("", ""), ("李", "Lee"), ("𠀀马", "Ma")])
def test_what_is_too_short_or_unknown_says_nothing(chinese, english):
    assert compare_sounds(chinese, english) == 0


@pytest.mark.parametrize(
    ("chinese", "english"), [("王琦瑶", "WangQiyao"), ("彭德怀", "PengDehuai")]
)
def test_a_name_spelt_in_pinyin_sounds_alike(chinese, english):
    assert compare_sounds(chinese, english) == 1


def test_surnames_without_another_meaning_have_a_sound():
    assert compare_sounds("斯托尔滕贝格", "Stoltenberg") > 0.8
