"""Exports from the page, read back: what was chosen is in them, and what is left out is told."""

from zipfile import ZipFile

import pytest
from lxml import etree

import tmx
from aligner.exporting import dump_alignment
from tests.browser.kit import TEXTS, Process, Sheet, make_alignment, serve_here
from tmx.formats import FORMATS, ReadOptions
from tmx.memory import count_units, open_memory

Z, E = TEXTS
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ACCEPTED = [(Z[0], E[0]), (Z[5], E[4])]
"""Rows that the tests accept, one of them doubtful."""


def open_export(sheet, choose):
    sheet.walk(0)
    sheet.press("Enter")
    sheet.walk(5)
    sheet.press("Enter")
    sheet.click("export")
    sheet.page.check(f'#export [value="{choose}"]')
    sheet.rest()


def download(sheet, format_, folder):
    with sheet.page.expect_download() as started:
        sheet.page.click(f'[data-export="{format_}"]')
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def read_pairs(path, format_):
    if format_ == "tmx":
        return pair(tmx.load_tmx(path).units)
    if format_ == "docx":
        return read_table(path)
    options = ReadOptions(source_language="zh-CN", target_language="en-GB")
    return pair(FORMATS[format_].open([path], options))


def read_table(path):
    """Read the two cells of each row but the head."""
    with ZipFile(path) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    rows = [
        tuple("".join(cell.itertext(f"{WORD}t")) for cell in row.iter(f"{WORD}tc"))
        for row in tree.iter(f"{WORD}tr")
    ]
    return [row[-2:] for row in rows[1:]]


def pair(units):
    return [tuple(variant.text for variant in unit.variants) for unit in units]


@pytest.mark.parametrize("format_", ["tmx", "xlsx", "docx"])
def test_accepted_rows_alone_are_exported(sheet, tmp_path, format_):
    open_export(sheet, "confirmed")
    told = sheet.text("#export-preview")
    assert told == "2 pairs will be exported. Left out: 1 without counterpart, 6 not accepted."
    path = download(sheet, format_, tmp_path / "got")
    assert path.name == f"story.{format_}"
    assert read_pairs(path, format_) == ACCEPTED
    left_out = "Left out: 1 without counterpart, 6 not accepted."
    assert sheet.text("#export-preview") == f"2 pairs exported. {left_out} → story.{format_}"
    assert sheet.page.is_visible("#export")
    assert sheet.faults == []


@pytest.mark.parametrize(
    ("choose", "count"), [("threshold", 7), ("all", 8)], ids=["threshold", "all"]
)
def test_counts_are_those_of_the_file(sheet, tmp_path, choose, count):
    open_export(sheet, choose)
    if choose == "threshold":
        sheet.page.fill('#export [name="threshold"]', "90")
        sheet.page.keyboard.press("Tab")
        sheet.rest()
    assert sheet.text("#export-preview").startswith(f"{count} pairs")
    assert len(read_pairs(download(sheet, "tmx", tmp_path / "got"), "tmx")) == count


def test_what_a_format_cannot_hold_is_told(context, path, tmp_path):
    texts = tuple([*side[:-1], side[-1] * 4_000] for side in TEXTS)
    with serve_here(path, make_alignment(texts=texts)) as address:
        sheet = Sheet(context.new_page(), path, address)
        open_export(sheet, "all")
        assert len(read_pairs(download(sheet, "xlsx", tmp_path / "got"), "xlsx")) == 7
        assert sheet.text("#export-preview").startswith("7 pairs exported.")
        assert "1 with a text too long" in sheet.text("#export-preview")
        context.close()


def test_the_percent_field(sheet):
    open_export(sheet, "threshold")
    sheet.page.fill('#export [name="threshold"]', "90")
    sheet.press("Enter")
    assert sheet.text("#export-preview").startswith("7 pairs")
    sheet.page.fill('#export [name="threshold"]', "")
    sheet.press("Enter")
    assert "number from 0 to 100" in sheet.text("#export-preview")
    assert sheet.page.is_visible("#export")


def test_pairs_go_into_the_memory_of_the_command_line(context, path, tmp_path):
    dump_alignment(path, make_alignment())
    memory = tmp_path / "team.tmdb"
    with Process(path, "--tm", memory) as server:
        sheet = Sheet(context.new_page(), path, server.address)
        open_export(sheet, "confirmed")
        sheet.page.click('[data-export="memory"]')
        sheet.rest()
        assert sheet.text("#export-preview").startswith("Into team.tmdb: 2 new")
        context.close()
    with open_memory(memory) as opened:
        assert count_units(opened) == 2
