"""Tables in text: dialects, two languages, our own export, large and hostile files."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import AlignerError, Alignment, Bead
from aligner.exporting import write_alignment
from aligner.reading.formats.delimited import Dialect, read_delimited, read_rows, sniff_dialect
from aligner.reading.records import Source
from aligner.records import Document, Paragraph, Segment, Side
from tests.timing import time_work

PAIRS = [
    ("燈塔在海角上，立了一百年。", "The lighthouse, on the cape, has stood for a hundred years."),
    ("守燈人每晚爬上樓梯；", "Every night the keeper climbs the stairs;"),
    ("「風大的時候，\n窗子會響。」", '"In a strong wind,\nthe windows rattle."'),
]


def read(text, name="a.csv", encoding="utf-8"):
    return read_delimited(Source(text.encode(encoding), name))


def write(rows, **options):
    stream = io.StringIO()
    csv.writer(stream, **options).writerows(rows)
    return stream.getvalue()


def rows_of(text, usual=""):
    return [fields for fields, _ in read_rows(text, sniff_dialect(text, usual=usual))]


DIALECTS = {
    "Excel": {},
    "Excel with semicolons": {"delimiter": ";"},
    "tabs": {"dialect": "excel-tab"},
    "all in marks": {"quoting": csv.QUOTE_ALL},
    "bars": {"delimiter": "|"},
    "Unix": {"dialect": "unix"},
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("name", DIALECTS)
def test_what_programs_write_is_read(name, encoding):
    text = write(PAIRS * 3, **DIALECTS[name])
    document = read(text, encoding=encoding).document
    expected = [line for pair in PAIRS for text in pair for line in text.split("\n")] * 3
    assert [paragraph.text for paragraph in document.paragraphs] == expected
    assert {p.language for p in document.paragraphs} == {"zh", "en"}
    assert document.paragraphs[-1].row == 8
    assert not document.units


def test_a_line_is_where_the_row_begins():
    document = read(write([*PAIRS, ("再見。", "Goodbye, all.")])).document
    assert [p.line for p in document.paragraphs] == [1, 1, 2, 2, 3, 3, 3, 3, 6, 6]


AS_PRINTED = {
    "speech": ('"Stay," he said.\t「留下。」他說。\n"Go."\t走。\n', "\t",
               [['"Stay," he said.', "「留下。」他說。"], ['"Go."', "走。"]]),
    "speech over rows": ('"Stay.\t「留下。\n"Go."\t走。」\nYes."\t是。\n', "\t",
                         [['"Stay.', "「留下。"], ['"Go."', "走。」"], ['Yes."', "是。"]]),
    "marks inside": ('a "b" c,甲「乙」丙\n"x ""y""",丁\n', ",",
                     [['a "b" c', "甲「乙」丙"], ['x "y"', "丁"]]),
    "a list in marks": ('"One, two."\n"Three"\n"Four\nfive"\n', ",",
                        [["One, two."], ["Three"], ["Four\nfive"]]),
    "prose": ("Hello, you.\nGood.\nA, b, c.\nNo.\nYes.\n", ",",
              [["Hello, you."], ["Good."], ["A, b, c."], ["No."], ["Yes."]]),
    "semicolons by evidence": ("早安。;Good morning, all.\n再見。;Goodbye, all.\n", ",",
                               [["早安。", "Good morning, all."], ["再見。", "Goodbye, all."]]),
    "carriage returns": ("甲,a\r乙,b\r", ",", [["甲", "a"], ["乙", "b"]]),
    "no end": ("甲,a\n乙,b", ",", [["甲", "a"], ["乙", "b"]]),
    "empty fields": (",a\n乙,\n", ",", [["", "a"], ["乙", ""]]),
    "empty lines": ("甲,a\n\n\n乙,b\n", ",", [["甲", "a"], ["乙", "b"]]),
    "beyond the BMP": ("𠀀,a\n𠀁,b\n", ",", [["𠀀", "a"], ["𠀁", "b"]]),
    "full-width commas": ("甲，乙\n丙，丁\n", ",", [["甲，乙"], ["丙，丁"]]),
}  # fmt: skip


@pytest.mark.parametrize("name", AS_PRINTED)
def test_fields_are_as_printed(name):
    text, usual, expected = AS_PRINTED[name]
    assert rows_of(text, usual) == expected


def test_marks_far_down_are_seen():
    rows = [(f"第{number}句。", f"Sentence {number}.") for number in range(4000)]
    text = write([*rows, ("最後，\n一句。", "The last,\n one.")])
    document = read(text).document
    assert [p.text for p in document.paragraphs[-4:]] == ["最後，", "一句。", "The last,", "one."]


def test_excel_is_told_the_delimiter():
    document = read("sep=|\n甲,乙|a, b\n丙,丁|c, d\n").document
    assert [(p.text, p.line) for p in document.paragraphs][:2] == [("甲,乙", 2), ("a, b", 2)]


def test_a_table_of_one_language_is_cells():
    reading = read("章,頁\n燈塔,3\n守燈人,5\n")
    assert [p.text for p in reading.document.paragraphs] == [
        "章", "頁", "燈塔", "3", "守燈人", "5",
    ]  # fmt: skip
    assert {(p.language, p.row) for p in reading.document.paragraphs} == {("", None)}


def test_the_header_is_no_text_and_other_columns_are_named():
    reading = read(write([("编号", "中文", "English"), *((1, *pair) for pair in PAIRS[:2])]))
    texts = [paragraph.text for paragraph in reading.document.paragraphs]
    assert texts == [text for pair in PAIRS[:2] for text in pair]
    assert reading.notes == ("columns 2 and 3 hold the two languages; left out: 1 (编号)",)


def test_our_own_table_is_read_back(tmp_path):
    texts = [("早安。", 'Good "morning".'), ("一\t二", "=1+2"), ("再見。\n真的。", "Goodbye, all.")]
    sides = [
        Side(
            Document(tuple(Paragraph(pair[side]) for pair in texts), tag),
            tuple(Segment(pair[side], number) for number, pair in enumerate(texts)),
        )
        for side, tag in enumerate(["zh-TW", "en-GB"])
    ]
    beads = tuple(Bead((number,), (number,)) for number in range(3))
    write_alignment(tmp_path / "out.tsv", Alignment(*sides, beads))
    reading = read_delimited(Source((tmp_path / "out.tsv").read_bytes(), "out.tsv"))
    found = {
        row: [p.text for p in reading.document.paragraphs if p.row == row] for row in (1, 2, 3)
    }
    assert found == {
        1: ["早安。", 'Good "morning".'],
        2: ["一\t二", "=1+2"],
        3: ["再見。", "真的。", "Goodbye, all."],
    }


def time_reading(rows):
    text = "".join(
        f'第{n}句，天氣很好。,"Sentence {n}, the weather is fine."\n' for n in range(rows)
    )
    reading, spent = time_work(lambda: read(text), 2)
    assert len(reading.document.paragraphs) == 2 * rows
    return spent


def test_a_large_table_takes_linear_time():
    small, large = time_reading(10_000), time_reading(80_000)
    assert large < 8 * max(small, 0.1) * 2.5


HOSTILE = {
    "one long field": "你好,a" + "x" * 20_000_000,
    "marks": '"' * 5_000_000,
    "open marks": '"a\n' * 300_000,
    "doubled marks": '"a"",' * 300_000,
    "triple marks": '"""\n' * 300_000,
    "commas": "," * 3_000_000 + "a",
    "commas and lines": ",a\n,b,\n" * 100_000,
    "line ends": "a\n" + "\r\n" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_table_is_read_soon(name):
    reading, spent = time_work(lambda: read(HOSTILE[name]))
    assert reading.document.paragraphs
    assert spent < 20


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\n \n\t\n", b"\0\1\2" * 50, b"PK\x03\x04", b"%PDF-"]
)
def test_what_is_no_table_is_an_error(data):
    with pytest.raises(AlignerError) as caught:
        read_delimited(Source(data, "a.csv"))
    assert "\n" not in str(caught.value)


@given(st.text(st.sampled_from('a甲",;\t|\r\n '), max_size=60))
def test_any_text_is_rows_without_loss(text):
    dialect = sniff_dialect(text, usual=",")
    rows = [field for fields, _ in read_rows(text, dialect) for field in fields]
    marks = '",;\t|\r\n '
    visible = [c for c in text if c not in marks]
    assert [c for field in rows for c in field if c not in marks] == visible


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('a甲", \n'), max_size=6), min_size=2, max_size=2).filter(
            any
        ),
        max_size=6,
    )
)
def test_what_is_written_in_marks_is_read_back(rows):
    text = write(rows, quoting=csv.QUOTE_ALL, lineterminator="\n")
    assert [fields for fields, _ in read_rows(text, Dialect(",", quoted=True))] == rows


@given(st.binary(max_size=200))
def test_no_bytes_give_another_error(data):
    for name in ("a.csv", "a.tsv", "a"):
        try:
            assert read_delimited(Source(data, name)).document.paragraphs
        except AlignerError as error:
            assert str(error)


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("count", [2, 4, 9])
def test_marks_around_all_fields_but_the_names_are_of_the_file(delimiter, count):
    rows = "".join(f'"燈塔{n}。"{delimiter}"Lighthouse {n}."\r\n' for n in range(count))
    found = read(f"\ufeff中文{delimiter}English\r\n{rows}").document.paragraphs
    assert [p.text for p in found[:2]] == ["燈塔0。", "Lighthouse 0."]


def test_a_single_column_with_a_name():
    found = read('text\n"燈塔，在海角上。"\n"守燈人，每晚爬樓梯。"\n').document.paragraphs
    assert [p.text for p in found] == ["text", "燈塔，在海角上。", "守燈人，每晚爬樓梯。"]


def test_a_line_of_speech_keeps_its_marks():
    found = read('他說。\n"你好。"\n她走了。\n').document.paragraphs
    assert [p.text for p in found] == ["他說。", '"你好。"', "她走了。"]
