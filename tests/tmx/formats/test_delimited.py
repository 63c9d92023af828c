import csv
import io
import json
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx import strategies
from tests.tmx.formats.tables import read, reasons_of, texts_of, write
from tmx import Code, Header, Note, Prop, TmxError, TranslationUnit, Variant
from tmx.content import make_variant
from tmx.formats.delimited import open_delimited, write_csv, write_tsv
from tmx.formats.records import ReadOptions
from tmx.formats.tables.delimiting import Dialect, find_dialect, read_rows

WRITERS = ((write_tsv, ".tsv"), (write_csv, ".csv"))
PAIR = [[("zh-CN", "你好。"), ("en-GB", "Hello.")]]
UNIT = TranslationUnit((Variant("zh-CN", "你好。"), Variant("en-GB", "Hello.")))
BOLD = ("Press ", Code("bpt", ("<b>",), i="1"), "OK", Code("ept", ("</b>",), i="1"), ".")
TRICKY = ("=1+1", "00123", "1-2", " a ", "a\tb", "a,b;c", '"', '"a" b', 'a "b"', "a\r\nb\rc\n",
          "𠀀", "+1", "@x", "\x00\x1f", "\ufeff", "\u2028", "''", "sep=;")  # fmt: skip


def read_text(tmp_path, text, *, form="utf-8", **options):
    return read(open_delimited, tmp_path / "t.tsv", text.encode(form), **options)


@given(units=strategies.unit_lists())
@settings(max_examples=40)
def test_units_come_back_equal(tmp_path_factory, units):
    for writer, suffix in WRITERS:
        data, conversion = write(writer, units)
        path = tmp_path_factory.getbasetemp() / f"units{suffix}"
        back, source = read(open_delimited, path, data)
        assert back == units
        assert conversion.losses == source.report.losses == ()
        assert conversion.units == source.report.units == len(units)


def list_texts(units):
    return [[variant.text for variant in unit.variants] for unit in units]


@given(units=st.lists(strategies.wild_units(), max_size=3))
@settings(max_examples=40)
def test_texts_of_any_units_come_back(tmp_path_factory, units):
    written = list_texts(unit for unit in units if unit.variants)
    expected = [[re.sub("[\ud800-\udfff]", "\ufffd", text) for text in unit] for unit in written]
    for writer, suffix in WRITERS:
        data, conversion = write(writer, units)
        path = tmp_path_factory.getbasetemp() / f"wild{suffix}"
        back, _ = read(open_delimited, path, data)
        assert list_texts(back) == expected
        assert conversion.units == len(expected)


@pytest.mark.parametrize(("writer", "suffix"), WRITERS)
def test_tricky_texts_come_back(tmp_path, writer, suffix):
    units = tuple(
        TranslationUnit((Variant("zh-CN", one), Variant("en", other)), props=(Prop("x-a", one),))
        for one, other in pairwise((*TRICKY, TRICKY[0]))
    )
    data, _ = write(writer, units)
    assert read(open_delimited, tmp_path / f"t{suffix}", data)[0] == units


@pytest.mark.parametrize("count", [1, 3])
def test_a_single_language_with_commas_comes_back(tmp_path, count):
    units = (TranslationUnit((Variant("en", "a, b; c\td, e"),)),) * count
    for writer, suffix in ((write_tsv, ".tsv"), (write_csv, ".csv")):
        data, _ = write(writer, units)
        assert read(open_delimited, tmp_path / f"t{suffix}", data)[0] == units


def test_a_plain_memory_is_a_simple_table():
    data, conversion = write(write_tsv, [UNIT, UNIT], Header("zh-CN"))
    assert data == "\ufeffzh-CN\ten-GB\r\n你好。\tHello.\r\n你好。\tHello.\r\n".encode()
    assert conversion.losses == ()


def test_other_programs_read_it():
    data, _ = write(write_tsv, [TranslationUnit((Variant("zh-CN", 'a\t"b"\nc'),), tuid="1")])
    file = io.StringIO(data.decode("utf-8-sig"), newline="")
    assert list(csv.DictReader(file, dialect="excel-tab")) == [{"tuid": "1", "zh-CN": 'a\t"b"\nc'}]


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        (UNIT, ["zh-CN", "en-GB"]),
        (TranslationUnit(UNIT.variants, tuid="a", segtype="block"),
         ["tuid", "zh-CN", "en-GB", "segtype"]),
        (TranslationUnit(UNIT.variants, props=(Prop("x-a", "1"), Prop("b", "2"))),
         ["zh-CN", "en-GB", "prop x-a", "prop b"]),
        (TranslationUnit(UNIT.variants, notes=(Note("n"),)), ["zh-CN", "en-GB", "note"]),
        (TranslationUnit((*UNIT.variants, Variant("en-GB", "Hi."))),
         ["zh-CN", "en-GB", "en-GB#2"]),
        (TranslationUnit((Variant("zh-CN", ""), Variant("en", "a"))), ["zh-CN", "en", "more"]),
        (TranslationUnit((Variant("note", "a"), Variant("Klingon", "b"))),
         ["lang=note", "lang=Klingon"]),
        (TranslationUnit(UNIT.variants, notes=(Note("n"), Note("m"))),
         ["zh-CN", "en-GB", "note", "more"]),
        (TranslationUnit(UNIT.variants, props=(Prop("a", "1"), Prop("a", "2"))),
         ["zh-CN", "en-GB", "prop a", "more"]),
    ],
    ids=["texts", "attributes", "props", "note", "two of a language", "empty variant",
         "odd languages", "two notes", "two props of a type"],
)  # fmt: skip
def test_columns_are_those_that_occur(tmp_path, unit, names):
    data, _ = write(write_csv, [unit])
    assert next(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == names
    assert read(open_delimited, tmp_path / "t.csv", data)[0] == (unit,)


@pytest.mark.parametrize(
    ("header", "options", "first"),
    [
        (None, {}, "zh-CN"),
        (Header("en-GB"), {}, "en-GB"),
        (Header("en"), {}, "en-GB"),
        (Header("*all*"), {}, "zh-CN"),
        (Header("zh-CN"), {"source_language": "en-GB"}, "en-GB"),
    ],
    ids=["order", "header", "related", "any", "stated"],
)
def test_the_source_stands_first(tmp_path, header, options, first):
    data, _ = write(write_tsv, [UNIT], header, **options)
    back, source = read(open_delimited, tmp_path / "t.tsv", data)
    assert data.decode("utf-8-sig").startswith(first)
    assert source.header.source_language == first
    assert back == (UNIT,)


def test_the_target_stands_second():
    unit = TranslationUnit(tuple(Variant(tag, tag) for tag in ("de", "fr", "zh-CN", "en")))
    data, _ = write(write_csv, [unit], source_language="zh-CN", target_language="en")
    assert data.decode("utf-8-sig").splitlines()[0] == "zh-CN,en,de,fr,more"


def test_what_a_text_table_cannot_hold_of_the_header_is_said():
    _, conversion = write(write_csv, [UNIT], Header("zh-CN", datatype="html", notes=(Note("n"),)))
    (loss,) = conversion.losses
    assert loss.reason == "of the header a text table holds no datatype, notes"


def test_level_1_leaves_out_codes_and_counts_them(tmp_path):
    unit = TranslationUnit((make_variant("en", BOLD), Variant("zh-CN", "按确定。")))
    data, conversion = write(write_tsv, [unit], level=1)
    back, _ = read(open_delimited, tmp_path / "t.tsv", data)
    assert texts_of(back) == [[("en", "Press OK."), ("zh-CN", "按确定。")]]
    assert not back[0].variants[0].content
    assert [(loss.count, loss.places) for loss in conversion.losses] == [(1, ("unit 1",))]


def test_halves_of_characters_are_counted():
    unit = TranslationUnit((Variant("en", "a\ud800b"),), tuid="7")
    data, conversion = write(write_csv, [unit])
    assert "a\ufffdb" in data.decode("utf-8-sig")
    assert [(loss.count, loss.places) for loss in conversion.losses] == [(1, ("unit 1 (tuid 7)",))]


def test_a_unit_without_variants_is_counted():
    data, conversion = write(write_csv, [TranslationUnit(()), UNIT])
    assert conversion.units == 1
    assert len(data.decode("utf-8-sig").splitlines()) == 2
    assert conversion.losses[0].reason == "a unit without variants is left out"


def change_cell(data, row, column, text):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    rows[row][rows[0].index(column)] = text
    changed = io.StringIO(newline="")
    csv.writer(changed).writerows(rows)
    return changed.getvalue().encode()


def test_an_edited_text_wins_over_its_codes(tmp_path):
    unit = TranslationUnit((make_variant("en", BOLD), Variant("zh-CN", "按确定。")))
    data, _ = write(write_csv, [unit, unit])
    changed = change_cell(data, 1, "en", "Press Cancel.")
    back, source = read(open_delimited, tmp_path / "t.csv", changed)
    assert back[1] == unit
    assert back[0].variants[0] == Variant("en", "Press Cancel.")
    assert sum(reasons_of(source).values()) == 1


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("en", "", [("zh-CN", "按确定。")]),
        ("de", "OK drücken.", [("en", "Press OK."), ("zh-CN", "按确定。"), ("de", "OK drücken.")]),
    ],
    ids=["deleted", "added"],
)
def test_texts_may_be_deleted_and_added(tmp_path, column, text, expected):
    unit = TranslationUnit((make_variant("en", BOLD), Variant("zh-CN", "按确定。")))
    data, _ = write(write_csv, [unit, TranslationUnit((Variant("de", "x"),))])
    changed = change_cell(data, 1, column, text)
    back, _ = read(open_delimited, tmp_path / "t.csv", changed)
    assert texts_of(back)[0] == expected


def test_edited_props_and_notes_win(tmp_path):
    unit = TranslationUnit(
        UNIT.variants,
        props=(Prop("a", "1"), Prop("a", "2"), Prop("b", "3")),
        notes=(Note("n", "en"), Note("m")),
    )
    data, _ = write(write_csv, [unit])
    changed = change_cell(change_cell(data, 1, "prop a", "9"), 1, "note", "new")
    (back,), _ = read(open_delimited, tmp_path / "t.csv", changed)
    assert back.props == (Prop("a", "9"), Prop("a", "2"), Prop("b", "3"))
    assert back.notes == (Note("n", "en"), Note("new"))


def test_more_that_is_no_json_is_counted(tmp_path):
    back, source = read_text(tmp_path, "zh-CN\ten-GB\tmore\n你好。\tHello.\tsee below\n")
    assert texts_of(back) == PAIR
    assert reasons_of(source) == {"the column more holds no JSON object; it is left out": 1}


STRANGE = ("[]", "1", "{", "[" * 100_000, '{"variants": 5, "props": 7}',
           '{"variants": [1, {"column": 3}], "usage_count": "x"}')  # fmt: skip


@pytest.mark.parametrize("more", STRANGE, ids=lambda more: more[:12])
def test_strange_more_leaves_the_texts(tmp_path, more):
    quoted = json.dumps(more, ensure_ascii=False)[1:-1].replace('\\"', '""')
    back, source = read_text(tmp_path, f'zh-CN\ten-GB\tmore\n你好。\tHello.\t"{quoted}"\n')
    assert texts_of(back) == PAIR
    assert source.report.losses


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("zh-CN\ten-GB\n你好。\tHello.\n", {}),
        ("zh_cn\tEN-uk\r\n你好。\tHello.\r\n", {}),
        ("\ufeffzh-CN,en-GB\r你好。,Hello.\r", {}),
        ("ZH-CN;EN-GB\n你好。;Hello.\n", {}),
        ('"zh-CN","en-GB"\n"你好。","Hello."\n', {}),
        ("sep=|\nzh-CN|en-GB\n你好。|Hello.\n", {}),
        ("source\ttarget\n你好。\tHello.\n", {"source_language": "zh-CN",
                                            "target_language": "en-GB"}),
        ("原文,译文\n你好。,Hello.\n", {"source_language": "zh-CN", "target_language": "en-GB"}),
        ("中文\tEnglish\n你好。\tHello.\n", {"source_language": "zh-CN",
                                            "target_language": "en-GB"}),
        ("你好。\tHello.\n", {"source_language": "zh-CN", "target_language": "en-GB"}),
        ("Hello.\t你好。\n", {"source_language": "en-GB", "target_language": "zh-CN"}),
        ("en-GB\tzh-CN\nHello.\t你好。\n", {"source_language": "zh-CN"}),
        ("Our glossary\n\nzh-CN\ten-GB\n你好。\tHello.\n", {}),
    ],
    ids=["tags", "other forms", "old Mac", "semicolons", "quoted", "stated delimiter", "roles",
         "roles in Chinese", "names refined", "bare", "bare reversed", "source second", "title"],
)  # fmt: skip
def test_tables_that_people_make(tmp_path, text, options):
    back, source = read_text(tmp_path, text, **options)
    expected = [pair[::-1] for pair in PAIR] if text.startswith("Hello") else PAIR
    assert texts_of(back) == expected
    assert source.header.source_language == expected[0][0][0]
    assert texts_of(source) == expected, "a second pass"


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("中文\t英文", ["zh", "en"]),
        ("简体中文\t繁體中文", ["zh-Hans", "zh-Hant"]),
        ("Chinese (Simplified)\tEnglish (en-US)", ["zh-Hans", "en-US"]),
        ("Français\tDeutsch", ["fr", "de"]),
        ("en\ten", ["en", "en"]),
        ("en#2\ten", ["en", "en"]),
        ("CN\tEN", ["zh-CN", "en"]),
        ("中文术语\tEnglish term", ["zh", "en"]),
        ("中文/Chinese\t英文 English", ["zh", "en"]),
        ("源语言：中文（简体）\t目标语言：英语（美国）", ["zh-Hans", "en-US"]),
        ("zh-CN 源文\tTarget text (English)", ["zh-CN", "en"]),
    ],
)
def test_names_of_languages(tmp_path, header, tags):
    back, _ = read_text(tmp_path, f"{header}\na\tb\n")
    assert [variant.language for variant in back[0].variants] == tags


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5"]
)
def test_encodings(tmp_path, encoding):
    # "utf-16" has a mark and is found; what has none is stated.
    options = {} if encoding in {"utf-8", "utf-8-sig", "utf-16"} else {"encoding": encoding}
    data = "zh-CN\ten-GB\r\n你好。\tHello.\r\n".encode(encoding)
    back, source = read(open_delimited, tmp_path / "t.tsv", data, **options)
    assert texts_of(back) == PAIR
    assert source.report.losses == ()


def test_an_unknown_encoding_asks_to_be_stated(tmp_path):
    with pytest.raises(TmxError, match=r"t\.tsv.*encoding"):
        read_text(tmp_path, "zh-CN\ten-GB\n" + "你好。\tHello.\n" * 50, form="gb18030")


def test_a_damaged_byte_is_counted_with_its_line(tmp_path):
    data = "\ufeffzh-CN\ten-GB\n你好\ufffd。\tHello.\n".encode() + b"\xff\tHello.\n"
    back, source = read(open_delimited, tmp_path / "t.tsv", data)
    assert texts_of(back)[1] == [("zh-CN", "\ufffd"), ("en-GB", "Hello.")]
    (loss,) = source.report.losses
    assert (loss.count, loss.places) == (1, ("line 3",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("你好。\tHello.\n", "--source and --target"),
        ("a\tb\tc\nd\te\tf\n", "name the columns"),
        (
            "source\ttarget\n你好。\tHello.\n",
            "“source” does not say its language; state it with --source and --target",
        ),
        ("一段没有列的文字。\n", "name the columns"),
    ],
    ids=["bare", "three columns", "roles", "no table"],
)
def test_tables_that_do_not_say_their_languages(tmp_path, text, message):
    with pytest.raises(TmxError, match=message):
        read_text(tmp_path, text)


def test_a_language_that_no_column_has(tmp_path):
    with pytest.raises(TmxError, match=r"no column is in fr \(languages: zh-CN, en-GB\)"):
        read_text(tmp_path, "zh-CN\ten-GB\n你好。\tHello.\n", source_language="fr")


def test_an_alignment_of_ours_is_read(tmp_path):
    text = (
        "bead\ttype\tconfidence\tsource_segments\ttarget_segments\tsource_text\ttarget_text\r\n"
        "0\t1-1\t0.9700\t[0]\t[0]\t你好。\tHello.\r\n1\t1-0\t0.5000\t[1]\t[]\t再见。\t\r\n"
    )
    back, source = read_text(tmp_path, text, source_language="zh-CN", target_language="en-GB")
    assert back[0] == TranslationUnit(
        UNIT.variants, tuid="0", props=(Prop("x-bead", "1-1"), Prop("x-confidence", "0.9700"))
    )
    assert texts_of(back)[1] == [("zh-CN", "再见。")]
    assert list(reasons_of(source)) == [
        "the column “source_segments” is left out",
        "the column “target_segments” is left out",
    ]


def test_other_columns_are_kept_as_properties(tmp_path):
    text = "ID\tzh-CN\ten-GB\tClient name\t\tRemarks\tsource\n5\t你好。\tHello.\tACME\tz\thm\tweb\n"
    (unit,), _ = read_text(tmp_path, text)
    assert unit.props == (
        *(Prop("x-ID", "5"), Prop("x-Client-name", "ACME"), Prop("x-column-5", "z")),
        Prop("x-source", "web"),
    )
    assert unit.notes == (Note("hm"),)


def test_rows_that_are_not_whole(tmp_path):
    text = "zh-CN\ten-GB\n你好。\n\n\tHello.\n你好。\tHello.\textra\n\t\n"
    back, source = read_text(tmp_path, text)
    zh, en = PAIR[0]
    assert texts_of(back) == [[zh], [en], [zh, en]]
    assert {loss.reason: loss.places for loss in source.report.losses} == {
        "empty rows are skipped": ("line 3",),
        "cells beyond the last column of the header are left out": ("line 5",),
    }


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"Stop," he said.', '"Stop," he said.'),
        ('"Stop', '"Stop'),
        ('"a ""b"" c"', 'a "b" c'),
        ('"a\nb"', "a\nb"),
        ('"a\nb" c', None),
    ],
    ids=["marks of the text", "open mark", "doubled", "line break", "no end"],
)
def test_quotation_marks(tmp_path, cell, text):
    rows = "好。\tFine.\n" * 5
    back, _ = read_text(tmp_path, f"zh-CN\ten-GB\n{rows}你好。\t{cell}\n再见。\tBye.\n")
    assert texts_of(back)[-1] == [("zh-CN", "再见。"), ("en-GB", "Bye.")]
    if text is not None:
        assert texts_of(back)[5] == [("zh-CN", "你好。"), ("en-GB", text)]


def test_marks_that_open_nothing_do_not_swallow_rows(tmp_path):
    # Speech over two segments, in a table of a program that knows no quoting.
    text = 'zh-CN\ten-GB\n“来吧，\t"Come,\n走吧。”\tlet us go."\n好。\tFine.\n'
    back, _ = read_text(tmp_path, text)
    assert [unit.variants[1].text for unit in back] == ['"Come,', 'let us go."', "Fine."]


def test_a_huge_field(tmp_path):
    long = '"好, ' * 400_000
    (unit,), _ = read(
        open_delimited,
        tmp_path / "t.csv",
        write(write_csv, [TranslationUnit((Variant("zh-CN", long),))])[0],
    )
    assert unit.variants[0].text == long


def test_a_field_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr("tmx.formats.tables.delimiting._LONGEST_FIELD", 100)
    lines = iter(['"a\n', *["b\n"] * 1000])
    rows = read_rows(lines, Dialect(","))
    assert next(rows).cells == ['"a']
    assert len(list(lines)) > 900
    assert sum(1 for _ in rows) < 100


def test_of_a_huge_line_only_the_start_is_tried(tmp_path, monkeypatch):
    monkeypatch.setattr("tmx.formats.delimited._SAMPLE", 100)
    text = "zh\ten\n停\tstop" + "\t" * 10_000 + "x\n"
    samples = []
    monkeypatch.setattr(
        "tmx.formats.delimited.find_dialect",
        lambda sample, **options: samples.append(sample) or find_dialect(sample, **options),
    )
    back, _ = read_text(tmp_path, text)
    assert texts_of(back) == [[("zh", "停"), ("en", "stop")]]
    assert [sum(map(len, sample)) for sample in samples] == [100]


def test_names_that_say_more_than_a_language_are_none(tmp_path):
    (unit,), _ = read_text(tmp_path, "zh\ten\tEnglish notes\t中英\t{en: text}\n停\tstop\ta\tb\tc\n")
    assert [each.type for each in unit.props] == ["x-English-notes", "x-中英", "x-{en:-text}"]


@pytest.mark.parametrize("names", ["Source Language\tTarget Language", "源语言\t目标语言"])
def test_columns_that_name_languages_hold_no_texts(tmp_path, names):
    stated = {"source_language": "zh-CN", "target_language": "en-GB"}
    back, _ = read_text(tmp_path, f"{names}\tSource\tTarget\nzh\ten\t你好。\tHello.\n", **stated)
    assert texts_of(back) == PAIR
    back, _ = read_text(tmp_path, f"{names}\n你好。\tHello.\n", **stated)
    assert texts_of(back) == PAIR


def test_a_single_language_is_said(tmp_path):
    _, source = read_text(tmp_path, "EN\tVorlage\nstop\t停\n")
    (loss,) = source.report.losses
    assert "only one column names a language (en)" in loss.reason
    assert "“Vorlage”" in loss.reason


def test_attributes_that_are_none_are_counted(tmp_path):
    text = "zh-CN\tcreationdate\tusagecount\n好\tyesterday\tmany\n好\t2024-02-29 07:05\t3\n"
    back, source = read_text(tmp_path, text)
    assert (back[1].provenance.creation_date.isoformat(), back[1].provenance.usage_count) == (
        "2024-02-29T07:05:00+00:00",
        3,
    )
    assert sum(reasons_of(source).values()) == 2


def test_an_empty_file_and_a_folder(tmp_path):
    with pytest.raises(TmxError, match="is empty"):
        read_text(tmp_path, "")
    with pytest.raises(TmxError, match="cannot be read"):
        open_delimited([tmp_path], ReadOptions())
