"""Reading and writing glossaries by the suffix of their file."""

import pytest

from tests.probes import run_probe
from tests.tmx.glossary.concepts import EXAMPLE
from tmx import TmxError
from tmx.glossary import (
    GLOSSARY_FORMATS,
    Concept,
    Glossary,
    Term,
    list_outputs,
    read_format,
    read_glossary,
    write_glossary,
)
from tmx.glossary import files as module

GLOSSARY = Glossary((EXAMPLE,), "terms")
ONE_VARIANT = Glossary((Concept((Term("zh-TW", "緩衝國"), Term("en", "buffer state"))),))


def list_texts(glossary):
    return [(each.language, each.text) for concept in glossary.concepts for each in concept.terms]


@pytest.mark.parametrize("name", ["a.csv", "a.TSV", "a.xlsx", "a.tbx"])
def test_terms_are_read_as_they_were_written(tmp_path, name):
    report = write_glossary(tmp_path / name, GLOSSARY)
    assert report.concepts == 1
    found = read_glossary(tmp_path / name).glossary
    assert list_texts(found) == list_texts(GLOSSARY)


@pytest.mark.parametrize("name", ["tbx2", "tbx3"])
def test_a_stated_format_wins_over_the_suffix(tmp_path, name):
    path = tmp_path / "a.xml"
    write_glossary(path, GLOSSARY, format=name)
    assert (b"<martif" in path.read_bytes()) == (name == "tbx2")
    assert read_glossary(path, format=name).glossary == GLOSSARY


def test_either_version_of_tbx_is_read_by_its_content(tmp_path):
    write_glossary(tmp_path / "a.tbx", GLOSSARY, format="tbx2")
    assert read_glossary(tmp_path / "a.tbx").glossary == GLOSSARY


@pytest.mark.parametrize(
    ("name", "outputs"),
    [
        ("a.utf8", ["a.zh-HK.utf8", "a.zh-TW.utf8"]),
        ("a.v2.txt", ["a.v2.zh-HK.txt", "a.v2.zh-TW.txt"]),
        ("a.zh-TW.utf8", ["a.zh-TW.utf8"]),
        ("a.tbx", ["a.tbx"]),
    ],
)
def test_an_omegat_glossary_has_a_file_for_each_variety(tmp_path, name, outputs):
    write_glossary(tmp_path / name, GLOSSARY)
    assert sorted(each.name for each in tmp_path.iterdir()) == outputs
    assert sorted(list_outputs(tmp_path / name, GLOSSARY)) == [tmp_path / each for each in outputs]


def test_losses_of_several_files_name_them(tmp_path):
    report = write_glossary(tmp_path / "a.utf8", GLOSSARY)
    assert report.concepts == 1
    (statuses,) = [each for each in report.losses if "statuses" in each.reason]
    assert statuses.places == ("a.zh-TW.utf8: concept 1", "a.zh-HK.utf8: concept 1")


def test_terms_of_a_variety_that_no_file_holds_are_counted(tmp_path):
    report = write_glossary(tmp_path / "a.zh-TW.utf8", GLOSSARY)
    (others,) = [each for each in report.losses if "in other Chinese" in each.reason]
    assert (others.count, others.places) == (1, ("concept 1",))


def test_a_variety_is_read_from_the_name_of_its_file(tmp_path):
    write_glossary(tmp_path / "a.utf8", GLOSSARY)
    found = list_texts(read_glossary(tmp_path / "a.zh-TW.utf8").glossary)
    assert ("zh-TW", "川普") in found
    assert "特朗普" not in [text for _, text in found]


def test_one_variety_needs_no_name_of_its_own(tmp_path):
    write_glossary(tmp_path / "a.utf8", ONE_VARIANT)
    assert "緩衝國\tbuffer state" in (tmp_path / "a.utf8").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a.csv", "a.utf8", "a.tbx"])
def test_an_error_leaves_the_old_files(tmp_path, name, monkeypatch):
    (tmp_path / name).write_bytes(b"old")

    def fail(stream, *_args, **_options):
        stream.write(b"half")
        raise TmxError("full")

    load = module._load
    monkeypatch.setattr(
        module, "_load", lambda of, name: fail if name == "write" else load(of, name)
    )
    with pytest.raises(TmxError, match="full"):
        write_glossary(tmp_path / name, ONE_VARIANT)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize(
    ("name", "stated", "message"),
    [
        ("a.docx", None, r"a\.docx: its suffix \.docx is not known; .*\.csv \.tsv \.xlsx"),
        ("a", None, "it has no suffix; the suffix decides"),
        ("a.csv", "tbx", "there is no glossary format “tbx”; choose one of csv, tsv, xlsx"),
    ],
)
def test_an_unknown_format_is_said(tmp_path, name, stated, message):
    with pytest.raises(TmxError, match=message):
        write_glossary(tmp_path / name, GLOSSARY, format=stated)
    with pytest.raises(TmxError, match=message):
        read_glossary(tmp_path / name, format=stated)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".utf8", ".tbx"])
def test_what_cannot_be_opened_is_said_in_one_line(tmp_path, suffix):
    (tmp_path / f"folder{suffix}").mkdir()
    for name in (f"missing{suffix}", f"folder{suffix}", f"nul\0{suffix}"):
        with pytest.raises(TmxError, match="cannot be read") as caught:
            read_glossary(tmp_path / name)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".utf8", ".tbx"])
def test_an_empty_file_is_said_to_be_one(tmp_path, suffix):
    (tmp_path / f"a{suffix}").write_bytes(b"")
    with pytest.raises(TmxError, match=rf"a\{suffix}: "):
        read_glossary(tmp_path / f"a{suffix}")


def test_every_suffix_has_one_format(tmp_path):
    suffixes = [suffix for each in GLOSSARY_FORMATS.values() for suffix in each.suffixes]
    assert sorted(suffixes) == [".csv", ".tbx", ".tsv", ".txt", ".utf8", ".xlsx", ".xml"]
    for suffix in suffixes:
        assert suffix in GLOSSARY_FORMATS[read_format(tmp_path / f"a{suffix.upper()}")].suffixes


def test_importing_the_package_loads_no_format():
    heavy = "('lxml', 'csv', 'zipfile', 'xml.parsers.expat', 'tmx.glossary.files')"
    probe = f"import sys, tmx.glossary; print([each for each in {heavy} if each in sys.modules])"
    assert run_probe(probe) == "[]"
