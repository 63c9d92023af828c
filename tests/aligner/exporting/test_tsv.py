"""The table: readers of the dialect get every text back exactly."""

import csv
import io
import re

import pytest
from hypothesis import given

from aligner.exporting.tsv import COLUMNS, write_tsv
from tests.aligner.exporting.samples import alignments, make_article, make_pair, make_reviewed

SURROGATE = re.compile("[\ud800-\udfff]")
TEXTS = [
    "tab\there",
    'quotes "here", “and here”',
    '"',
    "line\nbreak\r\nand\rreturn\n",
    "=1+1",
    "+852 2345",
    "-1",
    "@name",
    "  spaces　",
    "",
    "NA",
    "007",
    "𠀀𠮷",
    "nul\x00l \x0b\x1f\x85\u2028",
    "\ufeff",
]


def write(alignment):
    stream = io.BytesIO()
    written = write_tsv(stream, [alignment])
    return stream.getvalue(), written


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter="\t"))


def test_a_text_is_as_edited():
    _, first, *_ = read(write(make_reviewed())[0])
    assert first[-1] == "Since the truce"


def test_columns():
    header, *rows = read(write(make_article())[0])
    assert tuple(header) == COLUMNS
    assert [row[:5] for row in rows] == [
        ["0", "1-1", "0.9962", "[0]", "[0]"],
        ["1", "1-1", "0.9700", "[1]", "[1]"],
        ["2", "2-2", "0.8349", "[2, 3]", "[2, 3]"],
        ["3", "1-1", "0.4100", "[4]", "[4]"],
        ["4", "1-0", "0.8800", "[5]", "[]"],
        ["5", "0-1", "0.5000", "[]", "[5]"],
    ]
    assert rows[5][5:] == ["", "By our correspondent"]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_survive(text):
    _, row = read(write(make_pair(text, "x"))[0])
    assert row[5:] == [text, "x"]
    _, row = read(write(make_pair("x", text))[0])
    assert row[5:] == ["x", text]


@given(alignments())
def test_any_text_survives(alignment):
    data, written = write(alignment)
    _, *rows = read(data)
    expected = [
        [alignment.source.text_of(bead.source), alignment.target.text_of(bead.target)]
        for bead in alignment.beads
    ]
    replaced = [[SURROGATE.subn("\ufffd", text) for text in row] for row in expected]
    assert [row[5:] for row in rows] == [[text for text, _ in row] for row in replaced]
    assert written.characters_removed == sum(count for row in replaced for _, count in row)


def test_pandas_reads_it_back():
    pandas = pytest.importorskip("pandas")
    texts = [text for text in TEXTS if "\x00" not in text]
    for text in texts:
        data, _ = write(make_pair(text, "x"))
        table = pandas.read_csv(io.BytesIO(data), sep="\t", dtype=str, keep_default_na=False)
        assert list(table.columns) == list(COLUMNS)
        assert list(table.iloc[0])[5:] == [text, "x"]


def test_byte_order_mark_and_lone_surrogates():
    data, written = write(make_pair("停\ud840火", "\udc00"))
    assert data.startswith("\ufeffbead\t".encode())
    assert read(data)[1][5:] == ["停\ufffd火", "\ufffd"]
    assert written.characters_removed == 2
