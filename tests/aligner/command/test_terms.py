"""`duizhao terms` and `duizhao align --glossary`: what a user gets, and what errors say."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tmx import Header, TranslationUnit, Variant, write_tmx
from tmx.glossary import read_glossary

ROOT = Path(__file__).parents[3]
ARTICLE = ROOT / "samples" / "article.txt"
TEXTS = (
    ("北约国家担心美国对俄罗斯采取绥靖政策。", "NATO countries fear US appeasement of Russia."),
    ("泽连斯基希望达成停火协议。", "Volodymyr Zelensky hopes for a ceasefire agreement."),
    ("停火协议保障领土完整。", "The ceasefire agreement protects territorial integrity."),
    ("泽连斯基强调领土完整。", "Zelensky stressed territorial integrity."),
)


def call(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


def write_units(path, texts=TEXTS, tags=("zh-CN", "en-US")):
    units = [TranslationUnit(tuple(map(Variant, tags, each))) for each in texts]
    with path.open("wb") as stream:
        write_tmx(stream, units, Header(tags[0]))
    return path


@pytest.fixture(scope="module")
def memory(tmp_path_factory):
    return write_units(tmp_path_factory.mktemp("terms") / "a.tmx")


def test_terms_are_shown(memory):
    result = call("terms", "extract", memory, "--min-probability", 0.2)
    assert result.exit_code == 0, result.stderr
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert {len(row) for row in rows} == {4}
    assert {(row[2], row[3].lower()) for row in rows} >= {
        ("停火协议", "ceasefire agreement"),
        ("领土完整", "territorial integrity"),
    }


@pytest.mark.parametrize("suffix", ["tsv", "csv", "xlsx", "tbx", "utf8"])
def test_the_suffix_decides_the_format(memory, tmp_path, suffix):
    out = tmp_path / f"g.{suffix}"
    result = call("terms", "extract", memory, "-o", out, "--min-probability", 0.2)
    assert result.exit_code == 0, result.stderr
    concepts = read_glossary(out).glossary.concepts
    texts = {each.text for concept in concepts for each in concept.terms}
    assert {"停火协议", "领土完整", "ceasefire agreement"} <= texts
    assert f"{out}: {len(concepts)} concepts written" in result.stderr


def test_both_versions_of_tbx_are_written(memory, tmp_path):
    for name, root in (("tbx3", b"<tbx"), ("tbx2", b"<martif")):
        out = tmp_path / f"{name}.tbx"
        result = call("terms", "extract", memory, "-o", out, "--format", name)
        assert result.exit_code == 0, result.stderr
        assert root in out.read_bytes()


def test_passages_that_are_too_long_are_counted(tmp_path):
    long = "停火协议。" * 2_000, "The ceasefire agreement holds. " * 300
    result = call("terms", "extract", write_units(tmp_path / "long.tmx", [*TEXTS, long]))
    assert result.exit_code == 0, result.stderr
    assert "passed over: 1 passage of more than 8,000 characters on a side" in result.stderr


def test_passages_of_the_usual_length_are_not_spoken_of(memory):
    assert "passed over" not in call("terms", "extract", memory).stderr


def test_the_limit_is_kept(memory):
    result = call("terms", "extract", memory, "--limit", 1, "--min-probability", 0)
    assert len(result.stdout.splitlines()) == 1


def test_the_limit_is_kept_beside_decisions(memory, tmp_path):
    known = tmp_path / "known.tsv"
    rows = "停火协议\tceasefire agreement\trejected\n关税\ttariff\taccepted\n"
    known.write_text(f"zh-CN\ten-US\treview\n{rows}", encoding="utf-8")
    options = ("--limit", 2, "--min-probability", 0.2, "--known", known)
    rows = [
        line.split("\t") for line in call("terms", "extract", memory, *options).stdout.splitlines()
    ]
    assert len(rows) == 2
    assert rows[0][2:] == ["关税", "tariff"]
    assert rows[1][2] != "停火协议"


def test_words_of_your_own_field_rank_as_terms(memory, tmp_path):
    listed = tmp_path / "own.txt"
    listed.write_text("国家\tcountries\n", encoding="utf-8")
    plain = call("terms", "extract", memory, "--min-probability", 0.1).stdout.splitlines()
    raised = call("terms", "extract", memory, "--min-probability", 0.1, "--seeds", listed)
    assert raised.exit_code == 0, raised.stderr
    ranks = [
        [line.split("\t")[2] for line in lines].index("国家")
        for lines in (plain, raised.stdout.splitlines())
    ]
    assert ranks[1] < ranks[0]


def test_a_list_of_words_that_is_none_is_an_error(memory, tmp_path):
    listed = tmp_path / "own.txt"
    listed.write_text("word\n---\n", encoding="utf-8")
    result = call("terms", "extract", memory, "--seeds", listed)
    assert result.exit_code == 1
    assert not result.stdout


def test_doubtful_passages_are_left_out(tmp_path):
    result = call("align", ARTICLE, "-o", tmp_path / "a.duizhao", "-o", tmp_path / "a.tmx")
    assert result.exit_code == 0, result.stderr
    result = call("terms", "extract", tmp_path / "a.duizhao", "--min-confidence", 1)
    assert (result.exit_code, result.stdout) == (0, "")


def test_memory_and_glossary_come_from_one_command(tmp_path):
    out, glossary = tmp_path / "a.tmx", tmp_path / "g.tsv"
    result = call("align", ARTICLE, "-o", out, "--glossary", glossary)
    assert result.exit_code == 0, result.stderr
    assert out.exists()
    concepts = read_glossary(glossary).glossary.concepts
    rows = [{each.text for each in concept.terms} for concept in concepts]
    assert any({"特朗普"} & row and any("Trump" in each for each in row) for row in rows)
    assert 30 < len(rows) <= 250


def test_the_language_translated_from_stands_first_in_omegat(tmp_path):
    glossary = tmp_path / "g.utf8"
    english = tmp_path / "a.en.txt", tmp_path / "a.zh.txt"
    for file, texts in zip(english, zip(*(each[::-1] for each in TEXTS), strict=True), strict=True):
        file.write_text("\n\n".join(texts), encoding="utf-8")
    result = call("align", *english, "--glossary", glossary, "--source", "en-GB")
    assert result.exit_code == 0, result.stderr
    rows = [row.split("\t") for row in glossary.read_text(encoding="utf-8-sig").splitlines()]
    rows = [row for row in rows if len(row) > 1]
    assert rows
    assert all(row[0].isascii() and not row[1].isascii() for row in rows)


ERRORS = {
    "no text in both languages": (["{other}"], "no passage in Chinese and English"),
    "an output of no format": (["{memory}", "-o", "{folder}/g.docx"], "g.docx"),
    "an output that is the input": (["{memory}", "-o", "{memory}", "--format", "tsv"], "as well"),
    "a format that nobody knows": (["{memory}", "--format", "odt"], "choose one of csv"),
    "no such file": (["{folder}/none.tmx"], "none.tmx"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_say_what_to_do(memory, tmp_path, name):
    arguments, message = ERRORS[name]
    other = write_units(tmp_path / "b.tmx", [("un", "eins")], ("fr", "de"))
    before = memory.read_bytes()
    places = {"memory": memory, "folder": tmp_path, "other": other}
    result = call("terms", "extract", *(each.format(**places) for each in arguments))
    assert result.exit_code in {1, 2}
    assert message in result.stderr
    assert memory.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [other]
