import pytest

from tmx.memory.concordance.spelling import find_forms
from tmx.memory.folding import fold_text

FORMS = {
    "of the mainland": ("信息", {"信息", "资讯"}),
    "of Taiwan": ("資訊", {"信息", "资讯"}),
    "of Taiwan in simplified characters": ("计程车", {"出租车", "计程车"}),
    "chosen by word": ("看着", {"看着", "看著"}),
    "a short name of Taiwan in a longer one": ("尼日尔", {"尼日尔", "尼日"}),
    "in a phrase": ("信息技术", {"信息技术", "资讯科技"}),
    "the same everywhere": ("中国", {"中国"}),
    "mixed": ("USB软件", {"usb软件", "usb软体"}),
    "not Chinese": ("Software*", {"software"}),
    "rare": ("𠀀國", {"𠀀国"}),
    "empty": ("", {""}),
}


@pytest.mark.parametrize(("text", "keys"), FORMS.values(), ids=FORMS)
def test_forms(text, keys):
    forms = list(find_forms(text))
    assert forms[0] == text
    assert [fold_text(form) for form in forms] == list(dict.fromkeys(map(fold_text, forms)))
    assert keys == set(map(fold_text, forms))


BELONGING = {
    "what was asked for is found anywhere": ("软件", "软件", None),
    "of Taiwan": ("软件", "軟體", "Hant"),
    "of the mainland": ("軟體", "软件", None),
    "of Taiwan alone": ("支持", "支援", "Hant"),
}


@pytest.mark.parametrize(("text", "form", "script"), BELONGING.values(), ids=BELONGING)
def test_a_form_belongs_to_texts_of_its_region(text, form, script):
    found = {fold_text(each): script for each, script in find_forms(text).items()}
    assert found[fold_text(form)] == script
