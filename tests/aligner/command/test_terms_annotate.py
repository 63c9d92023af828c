"""`duizhao terms annotate`: what a user gets, what errors say, and samples/geopolitics.tsv."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tmx.glossary import read_glossary, write_glossary
from tmx.glossary.records import Concept, Glossary, Review, Term
from tmx.memory.folding import fold_text

ROOT = Path(__file__).parents[3]
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
SAMPLE = ROOT / "samples" / "geopolitics.tsv"
TEXT = "哈萨克斯坦总统托卡耶夫强调领土完整。\n\n他说，停火协议必须保障领土完整。\n"
needs_seeds = pytest.mark.skipif(not SEEDS, reason="needs the texts in ../shared")


def call(*arguments):
    return CliRunner().invoke(app, ["terms", "annotate", *map(str, arguments)])


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def known(tmp_path):
    path = tmp_path / "known.tsv"
    terms = Term("zh-TW", "停火協議"), Term("en", "ceasefire agreement")
    write_glossary(path, Glossary((Concept(terms, review=Review.ACCEPTED),)))
    return path


def test_terms_are_shown(text, known):
    result = call(text, "--glossary", known)
    assert result.exit_code == 0, result.stderr
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows[0] == ["known", "1", "停火協議", "ceasefire agreement", ""]
    assert ["proposed", "2", "领土完整", "territorial integrity", "dictionary"] in rows
    assert "1 known term, 4 proposals" in result.stderr


def test_the_language_translated_from_stands_first_in_omegat(text, known, tmp_path):
    out = tmp_path / "a.utf8"
    arguments = (text, "--glossary", known, "--limit", 0, "-o", out, "--source", "en")
    assert call(*arguments).exit_code == 0
    assert "ceasefire agreement\t停火協議" in out.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("suffix", ["tsv", "csv", "xlsx", "tbx", "utf8"])
def test_glossaries_are_written(text, tmp_path, suffix):
    out = tmp_path / f"g.{suffix}"
    result = call(text, "-o", out)
    assert result.exit_code == 0, result.stderr
    texts = {
        each.text for concept in read_glossary(out).glossary.concepts for each in concept.terms
    }
    assert {"领土完整", "territorial integrity", "Tokayev"} <= texts


def test_occurrences_are_written(text, known, tmp_path):
    out = tmp_path / "a.jsonl"
    result = call(text, "--glossary", known, "-o", out)
    assert result.exit_code == 0, result.stderr
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    lines = TEXT.splitlines()
    assert all(
        lines[each["line"] - 1][each["start"] : each["stop"]] == each["text"] for each in found
    )
    (agreement,) = [each for each in found if each["state"] == "known"]
    assert (agreement["text"], agreement["line"], agreement["file"]) == ("停火协议", 3, "a.txt")
    assert agreement["translations"][0]["text"] == "ceasefire agreement"


def test_a_page_is_written(text, tmp_path):
    out = tmp_path / "a.html"
    assert call(text, "-o", out).exit_code == 0
    assert 'title="territorial integrity"' in out.read_text(encoding="utf-8")


def test_no_examples_and_limit(text, tmp_path):
    out = tmp_path / "g.tsv"
    assert call(text, "-o", out, "--no-examples", "--limit", 1).exit_code == 0
    assert "强调" not in out.read_text(encoding="utf-8")
    assert len(read_glossary(out).glossary.concepts) == 1


def test_an_english_text_needs_a_glossary(tmp_path, known):
    path = tmp_path / "en.txt"
    path.write_text("The ceasefire agreement failed, and the talks went on.\n", encoding="utf-8")
    result = call(path)
    assert result.exit_code == 1
    assert "terms are proposed from Chinese texts alone" in result.stderr
    result = call(path, "--glossary", known)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == ["known\t1\t停火協議\tceasefire agreement\t"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["-o", "a.pdf"], 1, "a.pdf"),
        (["--min-termhood", "2"], 2, "min-termhood"),
        (["--format", "odd"], 2, "odd"),
        (["--glossary", "missing.tsv"], 1, "missing.tsv"),
    ],
)
def test_what_cannot_be_done_is_said(text, arguments, code, message):
    result = call(text, *arguments)
    assert result.exit_code == code
    assert message in result.stderr


def test_no_input_is_overwritten(text):
    page = text.with_suffix(".html")
    page.write_text("<p>停火。</p>", encoding="utf-8")
    result = call(page, "-o", page)
    assert result.exit_code == 1
    assert page.read_text(encoding="utf-8") == "<p>停火。</p>"


@needs_seeds
def test_the_sample_is_what_the_documented_command_makes(tmp_path):
    out = tmp_path / "geopolitics.tsv"
    result = call(*SEEDS, "--glossary", SAMPLE, "--limit", 0, "--no-examples", "-o", out)
    assert result.exit_code == 0, result.stderr
    assert out.read_bytes() == SAMPLE.read_bytes()


@needs_seeds
def test_most_of_the_sample_is_proposed_without_any_glossary(tmp_path):
    out = tmp_path / "found.tsv"
    assert call(*SEEDS, "-o", out).exit_code == 0
    found = find_pairs(read_glossary(out).glossary)
    sample = find_pairs(read_glossary(SAMPLE).glossary)
    both = found.keys() & sample.keys()
    assert len(both) >= 0.6 * len(sample)
    right = [key for key in both if found[key] & sample[key]]
    assert len(right) >= 0.85 * sum(bool(found[key]) for key in both)


def find_pairs(glossary):
    pairs = {}
    for concept in glossary.concepts:
        english = {each.text.lower() for each in concept.terms if each.language == "en"}
        for term in concept.terms:
            if term.language != "en":
                pairs.setdefault(fold_text(term.text), set()).update(english)
    return pairs


def test_the_sample_has_no_sentences():
    assert len(SAMPLE.read_text(encoding="utf-8").splitlines()) > 150
    for concept in read_glossary(SAMPLE).glossary.concepts:
        assert concept.review is Review.ACCEPTED
        assert not any(each.example for each in concept.terms)
