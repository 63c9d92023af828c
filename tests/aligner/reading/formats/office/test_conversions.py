"""The sample as real programs write it: the same paragraphs, and the same units."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from aligner import align
from aligner.pipeline import load_encoder
from aligner.reading.opening import read_file

ROOT = Path(__file__).parents[5]
ARTICLE = ROOT / "samples" / "article.txt"
PAIR = ROOT / "samples" / "lighthouse.zh.txt", ROOT / "samples" / "lighthouse.en.txt"
needs_pandoc = pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


def list_lines(path=ARTICLE):
    return [line.strip() for line in path.read_text("utf-8").split("\n") if line.strip()]


def convert_with_pandoc(folder, suffix):
    escaped = (re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line) for line in list_lines())
    path = folder / f"article{suffix}"
    command = ["pandoc", "--from", "markdown", "--output", str(path)]
    subprocess.run(command, input="\n\n".join(escaped).encode(), check=True, timeout=120)
    return path


def convert_with_office(path, folder, suffix, *, table=False):
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--infilter=CSV:44,34,76"][: 4 if table else 3]
    command += ["--convert-to", suffix[1:], "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, timeout=240, capture_output=True)
    converted = folder / f"{path.stem}{suffix}"
    if not converted.exists():
        pytest.skip("this part of LibreOffice is not installed")
    return converted


def texts_of(path):
    return [paragraph.text for paragraph in read_file(path).document.paragraphs]


def units_of(alignment):
    return [
        (alignment.source.text_of(bead.source), alignment.target.text_of(bead.target))
        for bead in alignment.beads
        if alignment.is_confident(bead)
    ]


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def units(encoder):
    return units_of(align(ARTICLE, encoder=encoder))


@needs_pandoc
@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_pandoc_gives_the_same_paragraphs_and_units(suffix, tmp_path, encoder, units):
    path = convert_with_pandoc(tmp_path, suffix)
    assert texts_of(path) == list_lines()
    assert len(units) > 35
    assert units_of(align(path, encoder=encoder)) == units


@pytest.mark.slow
@needs_pandoc
@needs_office
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".fodt"])
def test_libreoffice_gives_the_same_paragraphs_and_units(suffix, tmp_path, encoder, units):
    first = convert_with_pandoc(tmp_path, ".odt" if suffix == ".docx" else ".docx")
    path = convert_with_office(first, tmp_path, suffix)
    assert texts_of(path) == list_lines()
    assert units_of(align(path, encoder=encoder)) == units


@pytest.mark.slow
@needs_office
def test_libreoffice_writes_a_table_that_is_read(tmp_path):
    pairs = list(zip(*map(list_lines, PAIR), strict=False))
    quoted = ['"{}","{}"'.format(*(text.replace('"', '""') for text in pair)) for pair in pairs]
    table = tmp_path / "pair.csv"
    table.write_text("\n".join(['"中文","English"', *quoted]), "utf-8")
    path = convert_with_office(table, tmp_path, ".xlsx", table=True)
    texts = [text for pair in pairs for text in pair]
    for each in (table, path):
        assert texts_of(each) == texts
    assert read_file(path).document.paragraphs[-1].row == len(pairs)
