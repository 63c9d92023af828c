import pytest

from aligner.terms.locating import add_terms
from tmx.glossary.records import Concept, Term
from tmx.memory.records import Span, SpanQuestion

CONCEPTS = (
    Concept((Term("zh-TW", "緩衝國"), Term("en", "buffer state"), Term("en", "buffer"))),
    Concept((Term("zh-CN", "停火"), Term("en", "truce"))),
    Concept((Term("zh-CN", "停火"), Term("en", "ceasefire"))),
    Concept((Term("zh-CN", "独语"),)),
)
MODEL = (Span(0, 1),)


def ask(text, stretch, other):
    start = text.index(stretch)
    return SpanQuestion(text, (Span(start, start + len(stretch)),), other)


def find(*questions):
    asked = []

    def model(left):
        asked.extend(left)
        return [MODEL] * len(left)

    return add_terms(model, CONCEPTS)(questions), asked


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (ask("成为缓冲国。", "缓冲国", "They became buffer states."), ["buffer states"]),
        (ask("停火了。", "停火", "A ceasefire, a truce!"), ["ceasefire", "truce"]),
        (ask("A Truce!", "Truce", "双方停火，停火了。"), ["停火", "停火"]),
    ],
    ids=["plural", "two concepts", "into Chinese"],
)
def test_accepted_terms_answer(question, found):
    (spans,), asked = find(question)
    assert [question.other[each.start : each.stop] for each in spans] == found
    assert asked == []


def test_the_model_answers_the_rest_in_order():
    known = ask("停火了。", "停火", "A truce.")
    others = [
        ask("停火了。", "停火", "They stopped shooting."),
        ask("停火协议", "停火协议", "A truce."),
        ask("独语", "独语", "A monologue."),
    ]
    answers, asked = find(others[0], known, *others[1:])
    assert answers == [MODEL, (Span(2, 7),), MODEL, MODEL]
    assert asked == others


def test_no_term_leaves_the_model_alone():
    def model(questions):
        return [MODEL for _ in questions]

    assert add_terms(model, CONCEPTS[3:]) is model
