import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.formats.tables import Source, read, write
from tmx import Prop, TmxError, TranslationUnit, Variant
from tmx.formats.delimited import open_delimited, write_csv
from tmx.formats.records import WriteOptions
from tmx.formats.tables.delimiting import Dialect, find_dialect, read_rows
from tmx.formats.tables.layout import MOST_LANGUAGES, MOST_PROPS, plan_layout
from tmx.formats.tables.names import Column, Kind, name_column, read_name
from tmx.formats.tables.rows import RowMaker
from tmx.losses import LossCounter


@pytest.mark.parametrize(
    ("cell", "tag"),
    [
        *(("zh-CN", "zh-CN"), ("zh_cn", "zh-CN"), ("ZH-hant-hk", "zh-HK"), ("und", "und")),
        *(("Chinese", "zh"), ("中文", "zh"), ("簡體中文", "zh-Hans"), ("正體中文", "zh-Hant")),
        *(("中文（台灣）", "zh-TW"), ("Chinese (PRC)", "zh-CN"), ("English (UK)", "en-GB")),
        *((" EN ", "en"), ("英文", "en"), ("ENG", "en"), ("en-UK", "en-GB"), ("日本語", "ja")),
        *(("English 2", "en"), ("粵語", "yue"), ("id-ID", "id-ID"), ("中文 (zh-HK)", "zh-HK")),
    ],
)
def test_cells_that_name_a_language(cell, tag):
    assert read_name(cell) == Column(Kind.LANGUAGE, tag)


@pytest.mark.parametrize(
    "cell", ["", "id", "no", "key", "ref", "status", "你好。", "a-b-c-d-e", "中文的历史", "*all*"]
)
def test_cells_that_name_none(cell):
    assert read_name(cell).kind is Kind.OTHER


_NAMED = (Kind.LANGUAGE, Kind.PROP)


@given(st.sampled_from(_NAMED), st.text(max_size=8), st.integers(1, 3))
def test_names_of_columns_come_back(kind, name, ordinal):
    column = Column(kind, name, ordinal if kind is Kind.LANGUAGE else 1)
    assert read_name(name_column(column)) == column


@given(st.sampled_from(("zh-CN", "note", "more", "tuid", "prop a", "lang=a", "a#2", "en")))
def test_tags_like_other_names_come_back(tag):
    for ordinal in (1, 2):
        column = Column(Kind.LANGUAGE, tag, ordinal)
        assert read_name(name_column(column)) == column


@pytest.mark.parametrize(
    "unit",
    [
        TranslationUnit(tuple(Variant("en", str(i)) for i in range(MOST_LANGUAGES + 5))),
        TranslationUnit(tuple(Variant(f"x{i}", str(i)) for i in range(MOST_LANGUAGES + 5))),
        TranslationUnit(
            (Variant("en", "a"),), props=tuple(Prop(f"p{i}", "a") for i in range(MOST_PROPS + 5))
        ),
        TranslationUnit((Variant("en", "a"),), props=(Prop("p" * 500, "a"),)),
        TranslationUnit((Variant("e" * 500, "a"), Variant("en", "a"))),
        TranslationUnit((Variant("e" * 500, "a"),)),
    ],
    ids=["of one language", "languages", "types", "long type", "long tag", "only a long tag"],
)
def test_columns_are_limited_and_nothing_is_lost(tmp_path, unit):
    data, conversion = write(write_csv, [unit])
    names = data.decode("utf-8-sig").splitlines()[0].split(",")
    assert len(names) <= MOST_LANGUAGES + MOST_PROPS
    assert max(map(len, names)) < 250
    assert conversion.losses == ()
    assert read(open_delimited, tmp_path / "t.csv", data)[0] == (unit,)


def test_a_source_that_changes_between_its_passes_is_an_error():
    layout = plan_layout(Source([TranslationUnit((Variant("en", "a"),))]), WriteOptions())
    maker = RowMaker(layout, 2, LossCounter())
    with pytest.raises(TmxError, match="changed while it was read"):
        maker.make_row(1, TranslationUnit((Variant("fr", "b"),)))


def test_lines_of_rows_are_counted():
    lines = ['a,"b\r\n', '\r\n', 'c"\r\n', 'd,e\r\n', '"f,g\r\n', "h,i"]  # fmt: skip
    rows = list(read_rows(lines, Dialect(",")))
    assert [row.number for row in rows] == [1, 4, 5, 6]
    assert [row.cells for row in rows[1:]] == [["d", "e"], ['"f', "g"], ["h", "i"]]


@pytest.mark.parametrize(
    ("lines", "delimiter", "is_quoted"),
    [
        (["en\tzh\n", "Well, yes\t对\n", "No, no, no\t不\n"], "\t", True),
        (["en,zh\n", '"Well, yes",对\n'], ",", True),
        (["en;zh\n", "Well, yes;对\n"], ";", True),
        (["en\tzh\n", '"Yes\t对\n', 'No"\t不\n'], "\t", False),
        (["Yes\t对\n", "No\t不\n"], "\t", True),
        ([], ",", True),
    ],
    ids=["tabs", "commas", "semicolons", "speech", "no header", "nothing"],
)
def test_delimiters_are_found(lines, delimiter, is_quoted):
    assert find_dialect(lines, usual=",") == Dialect(delimiter, is_quoted=is_quoted)
