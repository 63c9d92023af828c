"""`duizhao terms extract --variants`: several locales in the texts, and others asked for."""

import json

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tmx import Header, TranslationUnit, Variant, write_tmx

MAINLAND = (
    ("特朗普宣布对沙特阿拉伯出售武器。", "Trump announced arms sales to Saudi Arabia."),
    ("普京与特朗普讨论停火协议。", "Putin discussed the ceasefire agreement with Trump."),
    ("普京访问沙特阿拉伯。", "Putin visited Saudi Arabia."),
)
TAIWAN = (
    ("川普會見普丁。", "Trump met Putin."),
    ("川普訪問沙烏地阿拉伯。", "Trump visited Saudi Arabia."),
    ("普丁強調停火協議。", "Putin stressed the ceasefire agreement."),
)


def call(*arguments):
    return CliRunner().invoke(app, ["terms", "extract", *map(str, arguments)])


def write_units(path, texts, tag):
    units = [TranslationUnit((Variant(tag, one), Variant("en-US", two))) for one, two in texts]
    with path.open("wb") as stream:
        write_tmx(stream, units, Header(tag))
    return path


@pytest.fixture(scope="module")
def memories(tmp_path_factory):
    folder = tmp_path_factory.mktemp("variants")
    return [
        write_units(folder / "cn.tmx", MAINLAND, "zh-CN"),
        write_units(folder / "tw.tmx", TAIWAN, "zh-TW"),
    ]


def read(result):
    """Return the Chinese terms of each concept, by its first English term."""
    assert result.exit_code == 0, result.stderr
    found = {}
    for line in result.stdout.splitlines():
        terms = json.loads(line)["terms"]
        english = next(term["text"] for term in terms if term["language"].startswith("en"))
        found[english] = {term["language"]: term for term in terms}
    return found


def test_several_locales_make_one_concept(memories):
    terms = read(call(*memories, "--json", "--min-probability", 0.2))["Trump"]
    assert (terms["zh-CN"]["text"], terms["zh-TW"]["text"]) == ("特朗普", "川普")
    assert {terms[each]["status"] for each in ("zh-CN", "zh-TW")} == {"preferred"}


def test_locales_that_are_asked_for_are_filled_and_marked(memories):
    options = ("--json", "--min-probability", 0.2, "--variants", "zh-CN, zh-TW,zh-HK")
    concepts = read(call(memories[0], *options))
    expected = {
        "Trump": ("特朗普", "川普", "特朗普"),
        "Putin": ("普京", "普丁", "普京"),
        "Saudi Arabia": ("沙特阿拉伯", "沙烏地阿拉伯", "沙地阿拉伯"),
    }
    for english, forms in expected.items():
        terms = concepts[english]
        assert tuple(terms[each]["text"] for each in ("zh-CN", "zh-TW", "zh-HK")) == forms
        assert terms["zh-CN"]["provenance"] == "corpus"
        assert terms["zh-TW"]["provenance"] in {"cldr", "dictionary"}
        assert terms["zh-TW"]["status"] == "admitted"


@pytest.mark.parametrize("tags", ["de", "zh-CN,klingon", "zh"])
def test_other_locales_are_misuse(memories, tags):
    result = call(memories[0], "--variants", tags)
    assert result.exit_code == 2
    assert "zh-TW" in result.stderr
