"""Text tables: glossaries come back equal, those of people are read, nothing is lost unseen."""

import csv
import io
import shutil
import subprocess
import time

import pytest
from hypothesis import given, settings

from tests.tmx.glossary.concepts import EXAMPLE
from tests.tmx.glossary.glossaries import (
    NATO,
    by_language,
    concept_lists,
    pairs_of,
    read,
    reasons_of,
    write,
)
from tmx import TmxError
from tmx.glossary import tables
from tmx.glossary.records import Concept, Review, Term, TermStatus

DELIMITERS = pytest.mark.parametrize("delimiter", [",", "\t"], ids=["csv", "tsv"])
PAIR = [("zh-CN", "北约"), ("en-GB", "NATO")]


def read_text(text, **settings):
    return read(tables, text.encode(), **settings)


def rows_of(data, delimiter=","):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@DELIMITERS
@settings(deadline=None, max_examples=30)
@given(concepts=concept_lists())
def test_concepts_come_back_equal(delimiter, concepts):
    data, report = write(tables, *concepts, delimiter=delimiter)
    reading = read(tables, data, delimiter=delimiter)
    assert by_language(reading.glossary.concepts) == by_language(concepts)
    assert report.losses == reading.losses == ()
    assert report.concepts == len(concepts)


def test_columns_stand_in_their_order():
    (names, cells) = rows_of(write(tables, EXAMPLE)[0])
    assert names[:7] == [
        *("zh-TW", "zh-HK", "en-US", "review", "probability", "count", "zh-TW example")
    ]
    assert cells[:3] == ["川普", "特朗普", "Trump"]
    assert names[-2:] == ["evidence", "id"]
    assert dict(zip(names, cells, strict=True))["zh-HK status"] == "admitted"


def test_chinese_comes_first_then_english():
    concept = Concept((Term("fr", "OTAN"), Term("en", "NATO"), Term("zh-TW", "北約")))
    assert rows_of(write(tables, concept)[0])[0][:3] == ["zh-TW", "en", "fr"]


def test_a_column_without_values_is_not_written():
    assert rows_of(write(tables, NATO)[0])[0] == ["zh-CN", "en-GB", "review"]


def test_terms_of_a_language_share_a_cell():
    terms = (Term("zh-CN", "北约"), Term("zh-CN", "a|b"), Term("en", "NATO"))
    data, _ = write(tables, Concept(terms))
    assert rows_of(data)[1][0] == "北约 | a\\|b"
    assert read(tables, data).glossary.concepts[0].terms == terms


def test_no_cell_of_a_table_is_a_formula():
    terms = (Term("zh-CN", "=1+1"), Term("en", "+2", note="@SUM(A1)", example="a\n-1"))
    data, _ = write(tables, Concept(terms, definition="\t=1", note="＝1"))
    cells = rows_of(data)[1]
    assert not any(
        line.strip()[:1] in set("=+-@＝") for c in cells for line in c.split("\n") if line
    )
    assert read(tables, data).glossary.concepts[0].terms == terms


def test_an_empty_glossary_comes_back():
    data, report = write(tables)
    assert (read(tables, data).glossary.concepts, report.concepts) == ((), 0)


def test_a_title_is_counted_and_read_above_the_header():
    assert reasons_of(write(tables, NATO, title="My terms")[1]) == {
        "a text table holds no title": 1
    }
    reading = read_text("My terms\nzh-CN,en-GB\n北约,NATO\n")
    assert (reading.glossary.title, pairs_of(reading)) == ("My terms", [PAIR])


@pytest.mark.parametrize(
    "text",
    [
        "zh-CN,en-GB\n北约,NATO\n",
        "zh-CN;en-GB\r\n北约;NATO\r\n",
        "zh-CN\ten-GB\r北约\tNATO\r",
        "sep=;\nzh-CN;en-GB\n北约;NATO\n",
        '\ufeff"zh-CN","en-GB"\n"北约","NATO"',
        "zh_cn,EN-UK\n北约,NATO\n",
        "en-GB,zh-CN\nNATO,北约\n",
        "\n,\nzh-CN,en-GB\n\n北约,NATO\n,\n",
    ],
    ids=["plain", "semicolons", "mac", "stated", "quoted", "spelling", "turned", "gaps"],
)
def test_delimiters_and_line_ends_are_found(text):
    assert sorted(pairs_of(read_text(text))[0]) == sorted(PAIR)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_says_the_encoding(encoding):
    data = "zh-CN\ten-GB\n北约\tNATO\n".encode(encoding)
    assert pairs_of(read(tables, data, delimiter="\t")) == [PAIR]


def test_an_encoding_is_stated_or_found():
    data = "zh-CN,en-GB\n北约,NATO\n".encode("gb18030")
    assert pairs_of(read(tables, data, encoding="gb18030")) == [PAIR]
    assert pairs_of(read(tables, data, detect=lambda _: "gb18030")) == [PAIR]


def test_names_of_people_are_understood():
    reading = read_text(
        "序号,中文术语,英文,词性,定义,备注,中文例句,英文例句,频次\n"
        "7,北约 | 北大西洋公约组织,NATO,noun,军事同盟,见欧盟,北约成立。,NATO is founded.,12\n"
    )
    assert reading.losses == ()
    assert reading.glossary.concepts == (
        Concept(
            (
                Term("zh", "北约", example="北约成立。", part_of_speech="noun"),
                Term("zh", "北大西洋公约组织", part_of_speech="noun"),
                Term("en", "NATO", example="NATO is founded.", part_of_speech="noun"),
            ),
            id="7",
            count=12,
            definition="军事同盟",
            note="见欧盟",
        ),
    )


def test_columns_without_a_language_are_told_apart_by_their_letters():
    reading = read_text("Term,Translation,Example\nNATO,北约,北约成立。\nEU,欧盟,\n")
    assert pairs_of(reading)[0] == [("en", "NATO"), ("zh", "北约")]
    assert reading.glossary.concepts[0].terms[1].example == "北约成立。"
    assert reasons_of(reading) == {
        "“Term” names no language; it is read as en": 1,
        "“Translation” names no language; it is read as zh": 1,
    }


def test_what_has_no_place_is_kept_in_the_note():
    reading = read_text("zh-CN,en-GB,Client,status,note\n北约,NATO,ACME,odd,n,more\n")
    (concept,) = reading.glossary.concepts
    assert concept.note == "n\nClient: ACME\ncolumn 6: more\nstatus: odd"
    assert reasons_of(reading) == {
        "the column “Client” is kept in the note": 1,
        "the column “column 6” is kept in the note": 1,
        "what is not one of preferred, admitted, deprecated, superseded in “status” is kept in"
        " the note": 1,
    }
    assert all(loss.places == ("line 2",) for loss in reading.losses)


def test_values_are_read_as_spreadsheets_leave_them():
    reading = read_text(
        "zh-CN\tprobability\tcount\treview\tzh-CN status\n"
        "北约\t0,93\t12.0\tACCEPTED\tdeprecatedTerm-admn-sts\n"
    )
    (concept,) = reading.glossary.concepts
    assert (concept.probability, concept.count) == (0.93, 12)
    assert concept.review is Review.ACCEPTED
    assert concept.terms[0].status is TermStatus.DEPRECATED


def test_what_is_said_of_chinese_is_said_of_its_column():
    reading = read_text("zh-HK,en,中文例句\n北約,NATO,北約成立。\n")
    assert reading.glossary.concepts[0].terms[0].example == "北約成立。"


def test_a_bar_in_a_sentence_keeps_the_sentence_whole():
    reading = read_text("zh-CN,en,en example\n北约,NATO,One | two\n")
    assert reading.glossary.concepts[0].terms[1].example == "One | two"


def test_details_of_terms_that_are_not_there_are_not_lost_unseen():
    reading = read_text("zh-CN,en,zh-CN status\n,NATO,preferred\n北约,,preferred|admitted\n")
    assert reading.glossary.concepts[0].note == "zh-CN status: preferred"
    assert reasons_of(reading) == {
        "the column “zh-CN status” is kept in the note": 1,
        "what is said of no term is left out": 1,
    }


def test_duplicates_are_kept_once_and_counted():
    reading = read_text(
        "id,zh-CN,en\n1,北约,NATO|NATO\n1,北约,NATO\n1,欧盟,EU\n,,\nid,zh-CN,en\n2,a,b"
    )
    assert [each.id for each in reading.glossary.concepts] == ["1", "", "2"]
    assert reasons_of(reading) == {
        "terms that stand twice in a row are kept once": 1,
        "concepts that stand twice are kept once": 1,
        "identifiers that another concept has are left out": 1,
        "empty rows are skipped": 1,
        "rows that repeat the header are skipped": 1,
    }


def test_rows_without_a_term_are_counted():
    reading = read_text("zh-CN,en,note\n,,only a note\n北约,NATO,\n")
    assert reasons_of(reading) == {"rows without a term are left out": 1}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "g.csv: is empty"),
        (b"\n\n", "g.csv: holds no rows"),
        (b"\n \t\n", "g.csv: holds no rows"),
        (b"zh-CN,en\na,b\0\n", "line 2 holds a NUL character"),
        ("foo,bar\n北约,NATO\n".encode(), r"no column names a language \(line 1 is: foo \| bar\)"),
        ("北约,NATO\n".encode(), "name the columns in the first row, such as zh-CN and en-GB"),
        (b"term,translation\n1,2\n", "the column “term” does not say its language"),
        ("zh-CN,en\n北约组织,NATO\n".encode("gb18030"), "line 2 is not UTF-8; save it as UTF-8"),
        (
            "zh-CN,en\n欧盟,EU\n".encode() + "北约组织,NATO\n".encode("gb18030"),
            r"mixes encodings \(lines in UTF-8: 1, in another: 1, which are line 3\)",
        ),
        ("zh-CN,en\n北约,NATO\n".encode("utf-16-le"), "is no text in UTF-8"),
    ],
    ids=[
        *("empty", "blank", "white", "nul", "columns", "bare", "letters", "gb18030", "mixed"),
        "utf-16",
    ],
)
def test_a_bad_table_has_a_clear_error(data, message):
    with pytest.raises(TmxError, match=message):
        read(tables, data)


def test_an_unknown_encoding_is_refused():
    with pytest.raises(TmxError, match="unknown encoding “rot13”"):
        read(tables, b"zh,en\n", encoding="rot13")


def test_large_tables_take_little_time():
    concepts = [
        Concept((Term("zh-CN", f"词{i}", count=i), Term("en", f"word {i}")), id=str(i))
        for i in range(10_000)
    ]
    start = time.perf_counter()
    data, _ = write(tables, *concepts)
    assert len(read(tables, data).glossary.concepts) == 10_000
    assert time.perf_counter() - start < 20


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_table_survives_libreoffice(tmp_path):
    formula = Concept((Term("zh-CN", "=1+1"), Term("en", "'=a", note="a | b")), id="f")
    (tmp_path / "in.csv").write_bytes(write(tables, EXAMPLE, NATO, formula)[0])
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--infilter=CSV:44,34,76", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76",
         "--outdir", str(tmp_path / "out"), str(tmp_path / "in.csv")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    reading = read(tables, (tmp_path / "out" / "in.csv").read_bytes())
    assert reading.glossary.concepts == (EXAMPLE, NATO, formula)
