"""The registry: a file by its suffix, whole or not at all, with errors that name the path."""

import csv
import io
import json
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest
from lxml import etree, html

from aligner.errors import AlignerError
from aligner.exporting import FORMATS, ExportOptions, check_output, load_alignment, write_alignment
from tests.aligner.exporting.samples import MOMENT, make_article, make_pair
from tmx import __version__

GOLDEN = Path(__file__).parents[2] / "golden"


def read_golden(name):
    return (GOLDEN / name).read_bytes().replace(b"@VERSION@", __version__.encode())


def read_table(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), "excel-tab"))


def canonicalize_page(text):
    """Return the elements of a page with their attributes and the text in each."""
    return [
        (each.tag, dict(each.attrib), each.text_content())
        for each in html.fromstring(text).iter(etree.Element)
    ]


CANONICAL = {
    ".tmx": canonicalize,
    ".tsv": read_table,
    ".jsonl": lambda data: [json.loads(line) for line in data.decode().splitlines()],
    ".align": bytes.splitlines,
    ".html": lambda data: canonicalize_page(data.decode()),
}


def test_every_text_format_has_a_golden_file():
    assert FORMATS.keys() - CANONICAL.keys() == {".duizhao"}


@pytest.mark.parametrize("suffix", CANONICAL)
def test_golden_file(tmp_path, suffix):
    path = tmp_path / f"article{suffix}"
    write_alignment(path, make_article(), ExportOptions(MOMENT))
    canonical = CANONICAL[suffix]
    assert canonical(path.read_bytes()) == canonical(read_golden(f"article{suffix}"))


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_same_alignment_gives_same_bytes(tmp_path, suffix):
    paths = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for path in paths:
        write_alignment(path, make_article(), ExportOptions(MOMENT))
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    ("suffix", "summary"),
    [
        (".tmx", "3 units (left out: 1 below the minimum confidence, 2 no counterpart)"),
        (".tsv", "6 beads"),
        (".jsonl", "6 beads"),
        (".align", "6 beads"),
        (".html", "6 beads"),
        (".duizhao", "6 beads"),
    ],
)
def test_report(tmp_path, suffix, summary):
    path = tmp_path / f"a{suffix.upper()}"
    report = write_alignment(path, make_article())
    assert (report.path, report.format) == (path, suffix)
    assert report.summary == f"{path}: {summary}"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_report_counts_characters_that_a_format_cannot_hold(tmp_path):
    alignment = make_pair("停\x0b火\ud800", "Ceasefire\x00")
    counts = {
        suffix: write_alignment(tmp_path / f"a{suffix}", alignment).written.characters_removed
        for suffix in FORMATS
    }
    assert counts == {
        ".tmx": 3,
        ".tsv": 1,
        ".jsonl": 0,
        ".align": 0,
        ".html": 3,
        ".duizhao": 0,
    }


@pytest.mark.parametrize("act", [check_output, lambda path: write_alignment(path, make_article())])
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.docx", r"a\.docx: suffix \.docx is not known \(known: \.align, \.duizhao, .*\.tsv\)"),
        ("a", r"a: there is no suffix \(known"),
        (".tmx", r"\.tmx: there is no suffix"),
        ("missing/a.tmx", r"missing.a\.tmx: there is no folder .*missing; make it"),
        ("folder.tsv", r"folder\.tsv: is a folder"),
    ],
)
def test_outputs_that_are_refused(tmp_path, act, name, message):
    (tmp_path / "folder.tsv").mkdir()
    with pytest.raises(AlignerError, match=message) as caught:
        act(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert [each.name for each in tmp_path.iterdir()] == ["folder.tsv"]


def test_check_leaves_everything_as_it_is(tmp_path):
    path = tmp_path / "a.tmx"
    check_output(path, ("zh-HK", "en-GB"))
    assert list(tmp_path.iterdir()) == []
    path.write_text("old", encoding="utf-8")
    check_output(str(path))
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        (("und", "und"), r"a\.tmx: a memory needs two languages, .* as und: state them"),
        (("zh-Hans", "zh-CN"), r"would be written as zh-CN"),
        (("zh-HK", "english"), r"a\.tmx: “english” is no language tag"),
    ],
)
def test_memories_need_two_languages(tmp_path, languages, message):
    path = tmp_path / "a.tmx"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(AlignerError, match=message):
        check_output(path, languages)
    with pytest.raises(AlignerError, match=message):
        write_alignment(path, make_pair("a", "b", languages=languages))
    assert path.read_text(encoding="utf-8") == "old"
    check_output(path.with_suffix(".tsv"), languages)


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_alignment_without_beads(tmp_path, suffix):
    pair = make_pair("a", "b")
    path = tmp_path / f"a{suffix}"
    empty = type(pair)(pair.source, pair.target, ())
    assert write_alignment(path, empty).written.count == 0
    assert path.exists()


def test_the_store_is_the_alignment(tmp_path):
    path = tmp_path / "a.duizhao"
    write_alignment(path, make_article())
    assert load_alignment(path) == make_article()
