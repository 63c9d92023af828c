"""No line makes a rule on passages work more than its length allows."""

import sys

import pytest

from aligner.cleaning import RULES
from aligner.cleaning.chain import apply_rules
from aligner.records import Paragraph
from tests.aligner.cleaning.test_inline_rules import NAMES
from tests.timing import time_work

INLINE = tuple(rule for rule in RULES if rule.name in NAMES)
PATTERNS = (
    *("(", "![", "[", "[]", "](", "![](", "[a](http://", "[a](http://b)", "![a](b.jpg", '[a](/b "'),
    *("<", "<a ", "<a a=", "<a a='", "<!--", "<b>", "<p>", "</p>", "<script>", "<br>", "<a  "),
    *(
        "&",
        "&amp;",
        "&amp",
        "amp;",
        "&lt;",
        "&nbsp;",
        "&#",
        "?",
        "? ",
        "?? ",
        "?? a",
        "?a)",
        "？a)",
    ),
    *("Ã", "Ã©", "Ã ", "â€", "\x92", "é”", "\u200b", "❤\u200d", "\ufe0f", "\ufffd", "\ufffdab"),
    *(
        "國(guó",
        "國(guó)",
        "國(",
        "(guó)",
        "變?nèi)",
        "薧",
        "薧的",
        "龘靐齉爩",
        "ÖÐ",
        "ÖÐ»ªÈËÃñ",
        "烫",
    ),
    *("锟斤拷", "[图片]", "(图)", "[图", "\ufffc", " ", " a", "國(guó)(guó)", "國(g u ó "),
)


def count_calls(text):
    """Count the calls of functions, those of the interpreter's own included."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event.endswith("call")

    paragraphs = [Paragraph(text)]
    sys.setprofile(count)
    try:
        apply_rules(paragraphs, INLINE)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("pattern", PATTERNS)
def test_twice_the_line_is_twice_the_work(pattern):
    apply_rules([Paragraph(pattern * 4 + "x")], INLINE)
    once, twice = (count_calls(pattern * count + "x") for count in (400, 800))
    assert twice <= 2.2 * once + 200


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_long_line_ends(pattern):
    # What takes less than a second would take minutes if the work grew with the square.
    paragraph = Paragraph(pattern * (50_000 // len(pattern)) + "x")
    _, spent = time_work(lambda: apply_rules([paragraph], INLINE))
    assert spent < 10
