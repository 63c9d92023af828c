"""Cells: several values in one, formulas made harmless, columns known by their names."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.glossary.glossaries import wild_texts
from tmx.glossary.tabular import cells, columns, formulas, planning, values
from tmx.glossary.tabular.cells import join_values, split_values
from tmx.glossary.tabular.columns import Field, name_column, read_column
from tmx.glossary.tabular.formulas import mark_apostrophes, neutralise, restore
from tmx.glossary.tabular.values import read_count, read_probability, read_status

FORMULAS = {
    "equals": ("=1+1", "'=1+1"),
    "call": ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    "plus": ("+1", "'+1"),
    "minus": ("-5", "'-5"),
    "at": ("@SUM(A1)", "'@SUM(A1)"),
    "full-width": ("＝1+1", "'＝1+1"),
    "space-before": (" =1", " '=1"),
    "tab-before": ("\t=1", "\t'=1"),
    "quote-before": ('"=1', "\"'=1"),
    "apostrophe-before": ("'=1", "''=1"),
    "other-delimiter": ("a;=1", "a;'=1"),
    "new-line": ("a\n=1", "a\n'=1"),
}
HARMLESS = ("a=1", "3-5", "北约", "'a", "a, -b", "A-1; B", "don't", "", "第47-48頁", "x=y;z")


@pytest.mark.parametrize("module", [cells, columns, formulas, planning, values])
def test_examples_of_docstrings(module):
    assert doctest.testmod(module).failed == 0


@given(st.lists(wild_texts(), max_size=4))
def test_values_of_a_cell_come_back(given_values):
    while given_values and not given_values[-1]:
        given_values.pop()
    assert split_values(join_values(given_values)) == given_values


@pytest.mark.parametrize(
    ("cell", "split"),
    [
        ("北约|北大西洋公约组织", ["北约", "北大西洋公约组织"]),
        (" a |  b ", ["a", "b"]),
        ("C:\\dir\\x", ["C:\\dir\\x"]),
        ("\\\\server\\x y", ["\\\\server\\x y"]),
        ("a \\ b", ["a \\ b"]),
        (" | b", ["", "b"]),
        ("|", []),
    ],
    ids=["tight", "spaces", "path", "share", "lone-backslash", "gap", "bar-alone"],
)
def test_what_people_type_is_split(cell, split):
    assert split_values(cell) == split


@pytest.mark.parametrize(("text", "harmless"), FORMULAS.values(), ids=FORMULAS)
def test_a_formula_is_made_harmless_and_restored(text, harmless):
    assert neutralise(text) == harmless
    assert restore(harmless) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_no_other_text_is_changed(text):
    assert neutralise(text) == restore(text) == mark_apostrophes(text) == text


@given(wild_texts())
def test_any_text_is_restored(text):
    assert restore(neutralise(text)) == text
    assert restore(mark_apostrophes(text)) == text


def test_long_runs_of_breaks_cost_no_time():
    text = "\n'" * 200_000 + "x"
    assert neutralise(text) == restore(text) == text


@pytest.mark.parametrize("language", ["zh-HK", "en-GB", "zh-Hant-HK", "id", "x-own", "en"])
@pytest.mark.parametrize("field", [Field.TERMS, *columns.OF_TERMS, Field.EXAMPLE])
def test_our_columns_of_languages_are_known(language, field):
    column = read_column(name_column(field, language))
    assert (column.field, column.language) == (field, language)


@pytest.mark.parametrize(
    ("name", "field", "language"),
    [
        ("简体中文", Field.TERMS, "zh-Hans"),
        ("English term", Field.TERMS, "en"),
        ("术语", Field.TERMS, ""),
        ("Translation", Field.TERMS, ""),
        ("中文例句", Field.EXAMPLE, "zh"),
        ("English Example", Field.EXAMPLE, "en"),
        ("英文释义", Field.DEFINITION, "en"),
        ("备注", Field.NOTE, ""),
        ("词性", Field.PART_OF_SPEECH, ""),
        ("领域", Field.SUBJECT, ""),
        ("No.", Field.ID, ""),
        ("Client", Field.OTHER, ""),
    ],
)
def test_columns_of_people_are_known(name, field, language):
    column = read_column(name)
    assert (column.field, column.language) == (field, language)


@pytest.mark.parametrize("text", ["1.5", "-0.1", "nan", "inf", "150 %", "", "x"])
def test_no_probability(text):
    assert read_probability(text) is None


@pytest.mark.parametrize("text", ["-1", "1.5", "1e3", "", "x", "9" * 20, "12,34"])
def test_no_count(text):
    assert read_count(text) is None


@pytest.mark.parametrize("text", ["", "term", "good", "not preferred"])
def test_no_status(text):
    assert read_status(text) is None
