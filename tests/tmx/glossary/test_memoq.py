"""memoQ's term bases: glossaries come back as far as memoQ holds them, its exports are read."""

import csv
import doctest
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.tmx.glossary.concepts import EXAMPLE
from tests.tmx.glossary.glossaries import by_language, concept_lists, read, reasons_of, write
from tmx import TmxError
from tmx.formats.spreadsheet.packing import Sheet, WorkbookWriter
from tmx.glossary import (
    Concept,
    Glossary,
    Review,
    Term,
    TermStatus,
    memoq,
    read_glossary,
    workbook,
    write_glossary,
)
from tmx.glossary.tabular import memoq as columns
from tmx.glossary.termbase import naming

PAIR = (Term("zh-CN", "缓冲国"), Term("en-US", "buffer state"))
EXPORTED = (
    "Entry_ID,Entry_Subject,Entry_Domain,Entry_ClientID,Entry_Created,Entry_Creator,Entry_Note,"
    "English_United_States_Def,English_United_States,Term_Info,Term_Example,"
    "English_United_States,Term_Info,Term_Example,Chinese_PRC_Def,Chinese_PRC,Term_Info,"
    "Term_Example\r\n"
    "7,Politics,Europe,ACME,2020-01-02,li,see map,a small state,buffer state,"
    "CasePermissive;HalfPrefix;Noun,A buffer state.,cushion,CaseSense;Exact;NonTerm,,"
    "小国,缓冲国,CasePermissive;HalfPrefix,\r\n"
    "8,,,,,,,,state|s,CasePermissive;Custom,,,,,,国,,\r\n"
)
KEPT = {"noun": "noun", "verb": "verb", "adjective": "adjective", "adverb": "adverb"}


def as_held(concept):
    """A concept as memoQ holds it, without the notes of its terms and its number."""
    return replace(
        concept,
        terms=tuple(dict.fromkeys(hold(each) for each in concept.terms)),
        id="",
        review=Review.PROPOSED,
        probability=None,
        count=None,
        evidence=(),
        note="",
    )


def hold(term):
    unwanted = (TermStatus.DEPRECATED, TermStatus.SUPERSEDED)
    part = "noun" if term.part_of_speech == "properNoun" else term.part_of_speech
    return Term(
        term.language,
        term.text,
        TermStatus.DEPRECATED if term.status in unwanted else None,
        example=term.example,
        part_of_speech=KEPT.get(part, "other") if part else "",
    )


@pytest.mark.parametrize("module", [columns, naming])
def test_examples_of_docstrings(module):
    assert doctest.testmod(module).failed == 0


@settings(deadline=None, max_examples=60)
@given(concepts=concept_lists())
def test_what_memoq_holds_comes_back(concepts):
    terms = [term for each in concepts for term in each.terms]
    kept = [
        each
        for each in concepts
        if each.review is not Review.REJECTED and any(term.text.strip() for term in each.terms)
    ]
    data, report = write(memoq, *concepts)
    assert report.concepts == len(kept)
    if not kept or not all(term.text.strip() for term in terms):
        return
    found = read(memoq, data).glossary.concepts
    assert by_language(map(as_held, found)) == by_language(
        replace(as_held(each), definition=each.definition if each.definition.strip() else "")
        for each in kept
    )
    for concept, came_back in zip(kept, found, strict=True):
        notes = [concept.note, *(f"{e.text}: {e.note}" for e in concept.terms if e.note)]
        assert came_back.note == "\n".join(filter(None, notes))


def test_columns_are_those_of_memoq():
    second = Concept((*PAIR, Term("en-US", "cushion", TermStatus.SUPERSEDED)), definition="小国")
    data, report = write(memoq, replace(EXAMPLE, terms=PAIR), second)
    assert data.startswith(b"\xef\xbb\xbf")
    names, first, other = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    english = ["English_United_States", "Term_Info", "Term_Example"]
    assert names == [
        *("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note"),
        *("Chinese_PRC_Def", "Chinese_PRC", "Term_Info", "Term_Example"),
        *("English_United_States_Def", *english, *english),
    ]
    assert dict(zip(names, first, strict=True))["English_United_States_Def"] == "a president"
    assert other[4:6] == ["小国", "缓冲国"]
    assert other[-3:] == ["cushion", "CasePermissive;HalfPrefix;NonTerm", ""]
    assert reasons_of(report)["a term base of memoQ holds no statuses but “forbidden”"] == 1


def test_what_memoq_exports_is_read():
    reading = read(memoq, EXPORTED.encode())
    first, second = reading.glossary.concepts
    assert (first.id, first.subject) == ("7", "Politics; Europe")
    assert first.definition == "(en-US) a small state\n(zh-CN) 小国"
    assert first.note == "see map\nEntry_ClientID: ACME"
    assert first.terms == (
        Term("en-US", "buffer state", example="A buffer state.", part_of_speech="noun"),
        Term("en-US", "cushion", TermStatus.DEPRECATED, note="Term_Info: CaseSense;Exact"),
        Term("zh-CN", "缓冲国"),
    )
    assert [each.text for each in second.terms] == ["states", "国"]
    assert reasons_of(reading) == {
        "the column “Entry_ClientID” is kept in the note": 1,
        "who wrote an entry, and when, is left out": 1,
        "marks of where a term ends for memoQ are left out": 1,
    }


def test_a_term_base_is_known_by_its_columns(tmp_path):
    (tmp_path / "a.csv").write_text(EXPORTED, encoding="utf-8")
    (tmp_path / "a.tsv").write_text(EXPORTED.replace(",", "\t"), encoding="utf-8")
    stated = read_glossary(tmp_path / "a.csv", format="memoq")
    assert read_glossary(tmp_path / "a.csv") == read_glossary(tmp_path / "a.tsv") == stated
    write_glossary(tmp_path / "b.csv", Glossary((Concept(PAIR),)), format="memoq")
    assert read_glossary(tmp_path / "b.csv").glossary.concepts == (Concept(PAIR, id="1"),)


def test_a_workbook_of_memoq_is_read(tmp_path):
    names, *rows = csv.reader(io.StringIO(EXPORTED, newline=""))
    layout = Sheet("Sheet1", names, [10] * len(names))
    with (
        (tmp_path / "a.xlsx").open("wb") as stream,
        WorkbookWriter(stream) as book,
        book.add_sheet(layout) as sheet,
    ):
        for row in rows:
            sheet.write_row(row)
    data = (tmp_path / "a.xlsx").read_bytes()
    assert len(read(workbook, data, "a.xlsx").glossary.concepts) == 2


def test_no_cell_is_a_formula():
    data, _ = write(memoq, Concept((Term("zh-CN", "=1+1"), Term("en", "@a")), note="-1"))
    row = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]
    assert not [cell for cell in row if cell[:1] in {*"=+-@"}]
    (concept,) = read(memoq, data).glossary.concepts
    assert ([each.text for each in concept.terms], concept.note) == (["=1+1", "@a"], "-1")


@pytest.mark.parametrize(
    ("concept", "reason"),
    [
        (replace(EXAMPLE, review=Review.REJECTED), "rejected concepts are left out"),
        (Concept((Term("zh", " "),)), "a concept without a term is left out"),
        (Concept((*PAIR, Term("zh", " "))), "a term without a text is left out"),
        (EXAMPLE, "a term base of memoQ holds no reviews"),
        (EXAMPLE, "a term base of memoQ holds no identifiers but numbers"),
        (EXAMPLE, "a term base of memoQ holds no evidence"),
        (EXAMPLE, "a term base of memoQ holds no such part of speech"),
        (EXAMPLE, "notes of terms are kept in the note of the entry"),
    ],
)
def test_what_memoq_does_not_hold_is_counted(concept, reason):
    assert reasons_of(write(memoq, concept)[1])[reason] == 1


def test_a_language_that_is_none_is_named():
    with pytest.raises(TmxError, match=r"concept 1, term 缓冲国: “Chinese”.*write zh-CN"):
        write(memoq, Concept((Term("Chinese", "缓冲国"),)))
