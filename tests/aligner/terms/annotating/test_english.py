"""What Chinese terms are called in English: from lists, put together of parts, or not at all."""

import csv
from importlib import resources

import pytest

from aligner.terms.annotating.composing import compose
from aligner.terms.annotating.english import find_renderings
from tmx.glossary.records import Provenance
from tmx.memory.folding import fold_text


@pytest.mark.parametrize(
    ("chinese", "english", "provenance"),
    [
        ("沙特阿拉伯", "Saudi Arabia", Provenance.CLDR),
        ("沙烏地阿拉伯", "Saudi Arabia", Provenance.CLDR),
        ("澤連斯基", "Zelensky", Provenance.DICTIONARY),
        ("北約", "NATO", Provenance.DICTIONARY),
        ("制裁", "sanctions", Provenance.DICTIONARY),
        ("颜色革命", "color revolution", Provenance.DICTIONARY),
        ("丘吉尔", "Churchill", Provenance.DICTIONARY),
        ("關稅威脅", "tariff threat", Provenance.CONVERSION),
    ],
)
def test_a_term_is_called(chinese, english, provenance):
    first = find_renderings(chinese, is_name=True)[0]
    assert (first.text, first.provenance) == (english, provenance)


@pytest.mark.parametrize("chinese", ["政治效忠书", "扎纳巴扎尔", "联合委员会", "的", ""])
def test_what_no_list_has_is_called_nothing(chinese):
    assert not find_renderings(chinese, is_name=True)


def test_a_term_has_two_renderings_at_most():
    assert all(len(find_renderings(each)) <= 2 for each in ("策略", "特朗普", "乌兰巴托"))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("經濟依賴", "economic dependence"),
        ("关键矿产供应链", "critical mineral supply chain"),
        ("經濟會談時間", ""),
        ("依赖", ""),
        ("供应链供应链", ""),
        ("", ""),
    ],
)
def test_english_is_put_together_of_known_parts(chinese, english):
    assert compose(chinese) == english


@pytest.mark.parametrize(("name", "columns"), [("english", 2), ("parts", 3)])
def test_lists_have_each_term_once(name, columns):
    path = resources.files("aligner.terms.annotating") / "data" / f"{name}.tsv"
    lines = [
        each
        for each in path.read_text(encoding="utf-8").splitlines()
        if each and not each.startswith("#")
    ]
    rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {len(row) for row in rows} == {columns}
    forms = [(*row[: columns - 2], fold_text(each)) for row in rows for each in row[-2].split("|")]
    by_line = [
        {(*row[: columns - 2], fold_text(each)) for each in row[-2].split("|")} for row in rows
    ]
    assert len(forms) >= len(rows)
    assert sum(map(len, by_line)) == len(set().union(*by_line))
