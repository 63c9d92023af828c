"""What other regions call that which a query names, and in which translations that is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.terms.variants.forms import find_forms
from tmx.memory.folding import fold_text

FORMS = {
    "a politician": ("特朗普", {"川普": "Hant"}),
    "typed as in Taiwan": ("川普", {"特朗普": None}),
    "of three regions": ("斯大林", {"史達林": "Hant", "史太林": "Hant"}),
    "typed as in Hong Kong": ("史太林", {"斯大林": "Hans", "史達林": "Hant"}),
    "a place": ("沙特阿拉伯", {"沙烏地阿拉伯": "Hant", "沙地阿拉伯": "Hant"}),
    "inside": ("普京总统", {"普丁總統": "Hant"}),
    "two": ("奥巴马与普京", {"歐巴馬與普丁": "Hant"}),
    "the longer of two": ("核潜艇", {"核子潛艦": "Hant"}),
    "the same everywhere": ("法国", {}),
    "no name": ("停火", {}),
    "one character": ("法", {}),
    "not Chinese": ("Trump", {}),
    "nothing": ("", {}),
}


@pytest.mark.parametrize(("query", "forms"), FORMS.values(), ids=FORMS)
def test_forms(query, forms):
    assert {form.text: form.script for form in find_forms(query)} == forms


MEANT = [
    ("特朗普", "Trump’s second term", True),
    ("特朗普", "He speaks Sichuanese.", False),
    ("尼日尔", "a coup in Niger", True),
    ("尼日尔", "Nigerien soldiers", True),
    ("尼日尔", "elections in Nigeria and Nigerian parties", False),
    ("奥巴马与普京", "Obama met Putin.", True),
    ("奥巴马与普京", "Obama met him.", False),
    ("泽连斯基", "Zelensky", True),
    ("泽连斯基", "Zelenskyy", True),
]


@pytest.mark.parametrize(("query", "english", "is_meant"), MEANT)
def test_a_form_is_meant_where_the_english_says_so(query, english, is_meant):
    (form,) = find_forms(query)
    assert form.is_meant(english) is is_meant


NAMES = st.sampled_from(
    ["特朗普", "川普", "朝鲜", "核潜艇", "澤連斯基", "，", "的", "總", "总", "a", "尼日"]
)


@given(st.lists(NAMES, max_size=12).map("".join))
def test_forms_are_few_and_differ(query):
    forms = find_forms(query)
    keys = [fold_text(form.text) for form in forms]
    assert fold_text(query) not in keys
    assert len(set(keys)) == len(keys) <= 24
