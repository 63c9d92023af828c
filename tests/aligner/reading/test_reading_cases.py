"""Text cases of the reading stage: paragraphs, kinds, languages and two-language layouts."""

import json
from pathlib import Path

import pytest

from aligner.reading.language import propose_language
from aligner.reading.layout import assign_languages
from aligner.reading.structure import classify_paragraphs
from aligner.reading.text import split_paragraphs
from aligner.records import Paragraph

CASES = Path(__file__).parents[2] / "cases"


def load_cases(name):
    cases = json.loads((CASES / f"reading-{name}.json").read_text(encoding="utf-8"))
    return pytest.mark.parametrize("case", cases, ids=[case["label"] for case in cases])


@load_cases("paragraphs")
def test_paragraphs(case):
    assert [p.text for p in split_paragraphs(case["text"])] == case["paragraphs"]


@load_cases("kinds")
def test_kinds(case):
    paragraphs = split_paragraphs("\n".join(case["lines"]))
    assert [kind.value for kind in classify_paragraphs(paragraphs)] == case["kinds"]


@load_cases("languages")
def test_languages(case):
    guess = propose_language(case["text"])
    assert guess.tag == case["tag"], guess.evidence
    assert case["certain"] in (None, guess.certain), guess.evidence
    assert guess.variety == case.get("variety", ""), guess.evidence


@load_cases("layouts")
def test_layouts(case):
    paragraphs = [Paragraph(text, line) for line, text in enumerate(case["lines"], start=1)]
    sides = assign_languages(paragraphs)
    assert "".join("Z" if side else "E" for side in sides) == case["sides"]
