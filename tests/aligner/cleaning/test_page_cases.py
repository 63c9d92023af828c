"""Text cases of the rules that look at a page: what each removes, and what all of them leave."""

import json
from pathlib import Path

import pytest

from aligner.cleaning.chain import apply_rules
from aligner.cleaning.furniture import PAGE_RULES
from aligner.records import Paragraph

CASES = Path(__file__).parents[2] / "cases"


def load_cases(name):
    cases = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return pytest.mark.parametrize("case", cases, ids=[case["label"] for case in cases])


def clean_lines(lines):
    paragraphs = [Paragraph(text, line) for line, text in enumerate(lines, start=1)]
    return apply_rules(paragraphs, PAGE_RULES)


@load_cases("cleaning-pages")
def test_removes(case):
    cleaned = clean_lines(case["lines"])
    assert {str(change.line): change.rule for change in cleaned.changes} == case["removed"]


@load_cases("cleaning-pages-negative")
def test_leaves(case):
    cleaned = clean_lines(case["lines"])
    assert [(change.rule, change.before) for change in cleaned.changes] == []
    assert [paragraph.text for paragraph in cleaned.paragraphs] == case["lines"]


def test_every_rule_has_a_case():
    cases = json.loads((CASES / "cleaning-pages.json").read_text(encoding="utf-8"))
    shown = {rule for case in cases for rule in case["removed"].values()}
    assert shown == {rule.name for rule in PAGE_RULES}


@pytest.mark.parametrize("name", [rule.name for rule in PAGE_RULES])
def test_a_rule_that_is_kept_removes_nothing(name):
    cases = json.loads((CASES / "cleaning-pages.json").read_text(encoding="utf-8"))
    for case in cases:
        paragraphs = [Paragraph(text, line) for line, text in enumerate(case["lines"], start=1)]
        changes = apply_rules(paragraphs, PAGE_RULES, keep=(name,)).changes
        assert name not in {change.rule for change in changes}
