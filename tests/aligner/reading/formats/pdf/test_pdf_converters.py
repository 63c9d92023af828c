"""PDFs made by real programs from the samples; what is not installed is skipped."""

import html
import shutil
import subprocess
from pathlib import Path

import pytest

from aligner.pipeline import align, load_encoder
from aligner.reading import read_file
from aligner.records import Kind

SAMPLES = Path(__file__).parents[5] / "samples"
LIGHTHOUSE = SAMPLES / "lighthouse.zh.txt", SAMPLES / "lighthouse.en.txt"
ARTICLE = SAMPLES / "article.txt"

pytestmark = pytest.mark.slow


def read_texts(path):
    return [line.strip() for line in path.read_text("utf-8").split("\n") if line.strip()]


def squeeze(texts):
    return ["".join(text.split()) for text in texts]


def find_program(*names):
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


def write_page(path, body, style=""):
    page = f"<!doctype html><meta charset=utf-8><style>{style}</style>{body}"
    path.write_text(page, encoding="utf-8")
    return path


def write_paragraphs(texts, tag="p"):
    return "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in texts)


def print_office(path):
    """Print a page to a PDF by way of Word: pandoc, then LibreOffice."""
    office, word = find_program("soffice"), path.with_suffix(".docx")
    subprocess.run([find_program("pandoc"), path, "-o", word], check=True)
    home = f"-env:UserInstallation={(path.parent / 'home').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", path.parent, word]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return path.with_suffix(".pdf")


def print_browser(path):
    browser, made = find_program("chromium", "google-chrome"), path.with_suffix(".pdf")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={made}"]
    subprocess.run([*command, path], check=True, capture_output=True, timeout=300)
    return made


PRINTERS = pytest.mark.parametrize("print_page", [print_office, print_browser])
COLUMNS = "body{column-count:2;text-align:justify;font-size:9pt}p{margin:0;text-indent:1.5em}"


@PRINTERS
def test_paragraphs_come_out_as_they_went_in(print_page, tmp_path):
    texts = [text for path in LIGHTHOUSE for text in read_texts(path)]
    path = print_page(write_page(tmp_path / "page.html", write_paragraphs(texts)))
    found = read_file(path).document.paragraphs
    assert squeeze(p.text for p in found) == squeeze(texts)


def test_two_columns_come_out_as_they_went_in(tmp_path):
    texts = read_texts(LIGHTHOUSE[1])
    page = write_page(tmp_path / "page.html", write_paragraphs(texts * 3), COLUMNS)
    found = read_file(print_browser(page)).document.paragraphs
    assert squeeze(p.text for p in found) == squeeze(texts * 3)


@PRINTERS
def test_the_rows_of_a_table_come_out_with_their_numbers(print_page, tmp_path):
    pairs = list(zip(*map(read_texts, LIGHTHOUSE), strict=True))
    rows = "".join(f"<tr>{write_paragraphs(pair, 'td')}</tr>" for pair in pairs)
    style = "td{border:1px solid;padding:3pt;width:50%;vertical-align:top}"
    page = write_page(tmp_path / "page.html", f"<table>{rows}</table>", style)
    found = read_file(print_page(page)).document.paragraphs
    wanted = [(row, text) for row, pair in enumerate(pairs) for text in squeeze(pair)]
    assert [(p.row, "".join(p.text.split())) for p in found] == wanted


def test_headings_come_out_as_headings(tmp_path):
    texts = read_texts(LIGHTHOUSE[1])
    body = write_paragraphs(texts[:1], "h1") + write_paragraphs(texts[1:])
    found = read_file(print_office(write_page(tmp_path / "page.html", body))).document.paragraphs
    assert [p.text for p in found if p.kind is Kind.HEADING] == texts[:1]


def list_units(alignment):
    return [
        tuple(
            "".join(side.text_of(numbers).split())
            for side, numbers in (
                (alignment.source, bead.source),
                (alignment.target, bead.target),
            )
        )
        for bead in alignment.beads
        if alignment.is_confident(bead)
    ]


def test_the_article_has_the_same_units(tmp_path):
    if not ARTICLE.exists():
        pytest.skip("the article is not in the source distribution")
    texts = read_texts(ARTICLE)
    path = print_office(write_page(tmp_path / "article.html", write_paragraphs(texts)))
    found = read_file(path).document.paragraphs
    assert squeeze(p.text for p in found) == squeeze(texts)
    encoder = load_encoder()
    assert list_units(align(path, encoder=encoder)) == list_units(align(ARTICLE, encoder=encoder))
