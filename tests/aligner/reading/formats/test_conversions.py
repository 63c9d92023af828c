"""The sample article, converted by real programs, reads and aligns as its text file does."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from aligner import align
from aligner.pipeline import load_encoder
from aligner.reading import read_file

ARTICLE = Path(__file__).parents[4] / "samples" / "article.txt"
PANDOC, OFFICE = shutil.which("pandoc"), shutil.which("soffice")
TARGETS = {
    "article.html": ["-t", "html"],
    "whole.html": ["-s", "-t", "html"],
    "old.xhtml": ["-s", "-t", "html4"],
    "article.epub": ["-t", "epub3"],
    "old.epub": ["-t", "epub2"],
    "plain.md": ["-t", "commonmark"],
    "hub.markdown": ["-t", "gfm"],
    "unwrapped.md": ["-t", "gfm", "--wrap=none"],
}
needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")


def read_texts(path):
    """Read the paragraphs; HTML and Markdown have one space where the text file has several."""
    paragraphs = read_file(path).document.paragraphs
    return [re.sub(r"\s+", " ", paragraph.text) for paragraph in paragraphs]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the article as Markdown: a block for each paragraph, all marks escaped."""
    folder = tmp_path_factory.mktemp("conversions")
    blocks = [
        re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", paragraph.text)
        for paragraph in read_file(ARTICLE).document.paragraphs
    ]
    (folder / "article.md").write_text("\n\n".join(blocks), encoding="utf-8")
    return folder


def convert(folder, name):
    path = folder / name
    command = [PANDOC, "-f", "markdown", *TARGETS[name], str(folder / "article.md")]
    subprocess.run([*command, "-o", str(path)], check=True, capture_output=True)
    return path


def test_markdown_reads_as_the_text_file(folder):
    assert read_texts(folder / "article.md") == read_texts(ARTICLE)


@needs_pandoc
@pytest.mark.parametrize("name", TARGETS)
def test_what_pandoc_makes_reads_as_the_text_file(folder, name):
    assert read_texts(convert(folder, name)) == read_texts(ARTICLE)


@needs_pandoc
def test_a_page_of_pandoc_with_title_and_contents_keeps_its_title(folder):
    path = folder / "titled.html"
    options = ["-s", "--toc", "--metadata", "title=A title of its own", "-t", "html"]
    source = folder / "article.md"
    subprocess.run([PANDOC, *options, str(source), "-o", str(path)], check=True)
    assert read_texts(path) == ["A title of its own", *read_texts(ARTICLE)]
    assert read_file(path).document.metadata.title == "A title of its own"


@needs_pandoc
@pytest.mark.parametrize(
    "name",
    [
        "whole.html",
        "article.epub",
        "plain.md",
    ],
)
def test_what_pandoc_makes_aligns_as_the_text_file(folder, name, units):
    assert make_units(convert(folder, name)) == units


@pytest.mark.slow
@needs_pandoc
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["html", "xhtml", "epub"])
def test_what_libreoffice_makes_reads_as_the_text_file(folder, suffix):
    document = folder / "office.docx"
    subprocess.run([PANDOC, str(folder / "article.md"), "-o", str(document)], check=True)
    command = [OFFICE, "--headless", "--convert-to", suffix, "--outdir", str(folder)]
    subprocess.run([*command, str(document)], check=True, capture_output=True, timeout=300)
    assert read_texts(folder / f"office.{suffix}") == read_texts(ARTICLE)


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def units(encoder):
    make_units.encoder = encoder
    return make_units(ARTICLE)


def make_units(path):
    """Align a file with both languages, and return the texts of its confident pairs."""
    found = align(path, encoder=make_units.encoder)
    return [
        tuple(
            re.sub(r"\s+", " ", side.text_of(numbers))
            for side, numbers in ((found.source, bead.source), (found.target, bead.target))
        )
        for bead in found.beads
        if found.is_confident(bead)
    ]
