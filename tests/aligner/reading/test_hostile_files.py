# ruff: noqa: E501 (a file is a row)
"""Files that hold no text duizhao can read: each is one line on stderr, with the path and advice.

Every file goes through `read`, `split` and `align -o`; what the readers themselves do with damaged
bytes is tested beside them.
"""

import base64
import gzip
import time
import zlib

import pytest
from typer.testing import CliRunner

from aligner.command import app
from aligner.reading import READERS
from aligner.reading.formats import plain
from tests.aligner.reading.formats.books import book, chapter, package
from tests.aligner.reading.formats.office.packages import (
    list_docx,
    list_xlsx,
    make_docx,
    make_flat_odt,
    make_odt,
    make_xlsx,
    pack,
    paragraph,
    row,
)
from tests.aligner.reading.formats.pdf.making import PdfMaker
from tests.aligner.reading.formats.pdf.test_pdf_reading import ENCRYPTED

CHINESE = "河水上漲了三天,村民搬到山上去住,沒有人知道水什麼時候退。"
ENGLISH = "The river rose for three days, and the villagers moved up the hill."
ENTITIES = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
LAUGHS = f'<!DOCTYPE a [<!ENTITY l0 "{CHINESE}">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>'
ZEROS = b"<a>" + b" " * (40 << 20) + b"</a>"
GARBAGE = bytes((n * n * 7 + n // 3) % 256 for n in range(4096))
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + GARBAGE
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


# What `align` says before it opens a file.
PROGRESS = ("reading …",)


def compound(stream):
    return COMPOUND + stream.encode("utf-16-le") + bytes(600)


def with_password(data):
    """Set the flag of encryption in the headers of all members of an archive."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        while start >= 0:
            changed[start + offset] |= 1
            start = changed.find(mark, start + 4)
    return bytes(changed)


def xliff(body, head=""):
    return (
        f'<?xml version="1.0"?>{head}<xliff version="1.2" '
        'xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file source-language="zh" target-language="en"><body>{body}</body></file></xliff>'
    )


def tmx(body, head=""):
    return (
        f'<?xml version="1.0"?>{head}<tmx version="1.4"><header srclang="zh" '
        f'segtype="sentence"/><body>{body}</body></tmx>'
    )


DOCX = make_docx(paragraph(CHINESE) + paragraph(ENGLISH)).data
ODT = make_odt(f"<text:p>{CHINESE}</text:p><text:p>{ENGLISH}</text:p>").data
FODT = make_flat_odt(f"<text:p>{CHINESE}</text:p>").data.decode()
XLSX = make_xlsx(row(1, "zh", "en"), row(2, CHINESE, ENGLISH)).data
EPUB = book({"OPS/a.xhtml": chapter(f"<p>{CHINESE}</p>")}, package([("a.xhtml", "")]))
PDF = PdfMaker().page().text(ENGLISH).write()
HTML = f"<!DOCTYPE html><html><body><p>{CHINESE}</p><p>{ENGLISH}</p></body></html>"
CSV = f"zh,en\n{CHINESE},{ENGLISH}\n"
WORD, EXCEL = list_docx(paragraph(CHINESE)), list_xlsx(row(1, CHINESE))
UNIT = "<trans-unit id='1'><source>&l11;</source><target>a</target></trans-unit>"
TU = "<tu><tuv xml:lang='zh'><seg>&l11;</seg></tuv><tuv xml:lang='en'><seg>a</seg></tuv></tu>"
ENCRYPTED_ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
    'xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" '
    'manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>'
    "</manifest:manifest>",
    "content.xml": GARBAGE,
}
RIGHTS = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
    'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><e:CipherData>'
    '<e:CipherReference URI="OPS/a.xhtml"/></e:CipherData></e:EncryptedData></encryption>'
)


def chapters(text, **more):
    return book({"OPS/a.xhtml": text} | more, package([("a.xhtml", "")]))


def word(xml):
    return pack(WORD | {"word/document.xml": xml})


def open_text(xml):
    return pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml})


HOSTILE = {
    # Cut off.
    "docx cut off": ("a.docx", DOCX[:-60]),
    "docx cut in the middle": ("a.docx", DOCX[: len(DOCX) // 2]),
    "odt cut off": ("a.odt", ODT[:-60]),
    "xlsx cut off": ("a.xlsx", XLSX[: len(XLSX) // 2]),
    "epub cut off": ("a.epub", EPUB[: len(EPUB) // 2]),
    "pdf cut off": ("a.pdf", PDF[:300]),
    "gzip": ("a.txt.gz", gzip.compress(CHINESE.encode())),
    "gzip cut off": ("a.txt", gzip.compress(CHINESE.encode() * 50)[:40]),
    "xliff cut off": ("a.xlf", xliff(UNIT)[:150]),
    "tmx cut off": ("a.tmx", tmx(TU)[:120]),
    # Another format than the suffix says.
    **{f"docx named {s}": (f"a{s}", DOCX) for s in (".txt", ".pdf", ".html", ".md", ".srt", ".epub")},
    **{f"odt named {s}": (f"a{s}", ODT) for s in (".docx", ".txt", ".tmx")},
    **{f"xlsx named {s}": (f"a{s}", XLSX) for s in (".csv", ".docx", ".tsv")},
    **{f"epub named {s}": (f"a{s}", EPUB) for s in (".html", ".docx", ".txt")},
    **{f"pdf named {s}": (f"a{s}", PDF) for s in (".docx", ".txt", ".html", ".epub", ".xlf")},
    **{f"html named {s}": (f"a{s}", HTML) for s in (".docx", ".odt", ".epub", ".pdf", ".xlsx", ".tmx")},
    **{f"text named {s}": (f"a{s}", CHINESE) for s in (".pdf", ".epub", ".xlsx", ".docx", ".odt",
                                                       ".fodt", ".tmx", ".xliff", ".srt", ".vtt")},
    "csv named xlsx": ("a.xlsx", CSV),
    "csv named docx": ("a.docx", CSV),
    "tmx named xliff": ("a.xliff", tmx(TU)),
    "xliff named tmx": ("a.tmx", xliff(UNIT)),
    # Bombs.
    "bomb in docx": ("a.docx", word(ZEROS)),
    "bomb in epub": ("a.epub", chapters(ZEROS)),
    "bomb in xlsx": ("a.xlsx", pack(EXCEL | {"xl/worksheets/s0.xml": ZEROS})),
    "bomb in odt": ("a.odt", open_text(ZEROS)),
    "laughs in docx": ("a.docx", word(f"{LAUGHS}<a>&l11;</a>")),
    "laughs in odt": ("a.odt", open_text(f"{LAUGHS}<a>&l11;</a>")),
    "laughs in xlsx": ("a.xlsx", pack(EXCEL | {"xl/sharedStrings.xml": f"{LAUGHS}<a>&l11;</a>"})),
    "laughs in epub": ("a.epub", chapters(f"{LAUGHS}<html><p>&l11;</p></html>")),
    "laughs in fodt": ("a.fodt", FODT.replace("?>", f"?>{LAUGHS}").replace(CHINESE, "&l11;")),
    "laughs in xliff": ("a.xlf", xliff(UNIT, LAUGHS)),
    "laughs in tmx": ("a.tmx", tmx(TU, LAUGHS)),
    "laughs in xhtml": ("a.xhtml", f'<?xml version="1.0"?>{LAUGHS}<html><p>&l11;</p></html>'),
    "laughs in xhtml named html": (
        "a.html", f'<?xml version="1.0"?>{LAUGHS}<html><p>&l11;</p></html>'),
    **{
        f"entity outside in {name}": (f"a{name}", data)
        for name, data in {
            ".docx": word(f"{OUTSIDE}<a>&l11;</a>"),
            ".odt": open_text(f"{OUTSIDE}<a>&l11;</a>"),
            ".epub": chapters(f"{OUTSIDE}<html><p>&l11;</p></html>"),
            ".xlf": xliff(UNIT, OUTSIDE),
            ".tmx": tmx(TU, OUTSIDE),
            ".xhtml": f'<?xml version="1.0"?>{OUTSIDE}<html><p>&l11;</p></html>',
        }.items()
    },
    # Passwords and protection.
    "docx with a password": ("a.docx", compound("EncryptedPackage")),
    "xlsx with a password": ("a.xlsx", compound("EncryptedPackage")),
    "odt with a password": ("a.odt", pack(ENCRYPTED_ODT)),
    "zip with a password": ("a.zip", with_password(pack({"a.txt": CHINESE}))),
    "docx as zip with a password": ("a.docx", with_password(DOCX)),
    "pdf with a password": ("a.pdf", zlib.decompress(base64.b64decode(ENCRYPTED))),
    "protected epub": ("a.epub", chapters(GARBAGE, **{"META-INF/encryption.xml": RIGHTS})),
    # Nothing there.
    "byte order mark alone": ("a.txt", b"\xef\xbb\xbf"),
    "NUL bytes": ("a.txt", bytes(5000)),
    "zero width alone": ("a.txt", "\u200b\u200b\n\ufeff\u2060\n"),
    "pdf without pages": ("a.pdf", PdfMaker().write()),
    "pdf without text": ("a.pdf", PdfMaker().page().image().write()),
    "docx without a document": ("a.docx", pack({k: v for k, v in WORD.items() if k != "word/document.xml"})),
    "docx with text as XML": ("a.docx", word("no XML at all")),
    "docx without text": ("a.docx", make_docx(paragraph("")).data),
    "epub without a spine": ("a.epub", book({"OPS/a.xhtml": chapter("a")}, package([("a.xhtml", "")], spine=" "))),
    "epub without a package": ("a.epub", book({}, None)),
    "xlsx without sheets": ("a.xlsx", make_xlsx().data),
    "xlsx without cells": ("a.xlsx", make_xlsx("").data),
    "csv of binary": ("a.csv", b"\n".join(GARBAGE[n : n + 20] for n in range(0, 4000, 20))),
    "srt without cues": ("a.srt", "1\n\n2\n\n3\n"),
    "vtt without cues": ("a.vtt", "WEBVTT\n\nNOTE nothing\n"),
    "xliff without units": ("a.xlf", xliff("")),
    "tmx without units": ("a.tmx", tmx("")),
    "html without text": ("a.html", "<html><head><title></title></head><body><img></body></html>"),
    "a page built by script": ("a.html", "<html><body><div id=root></div><script>a()</script>"),
    # Other things.
    "png": ("a.png", PNG),
    "png named txt": ("a.txt", PNG),
    "jpeg named docx": ("a.docx", b"\xff\xd8\xff\xe0" + GARBAGE),
    "old Word": ("a.doc", compound("WordDocument")),
    "old Excel": ("a.xls", compound("Workbook")),
    "old Word named docx": ("a.docx", compound("WordDocument")),
    "rtf": ("a.rtf", b"{\\rtf1\\ansi text}"),
    "rtf named doc": ("a.doc", b"{\\rtf1\\ansi text}"),
    "pages": ("a.pages", pack({"Index/Document.iwa": GARBAGE})),
    "pptx": ("a.pptx", pack({"ppt/presentation.xml": "<a/>"})),
    "zip": ("a.zip", pack({"a.txt": CHINESE})),
    "mobi": ("a.mobi", b"Book\0" * 12 + b"BOOKMOBI" + GARBAGE),
    "a suffix nobody knows": ("a.xyz", CHINESE),
    "json": ("a.json", "{}"),
    # Characters.
    "encodings mixed": ("a.txt", CHINESE.encode() * 9 + CHINESE.encode("gb18030")),
    "half a character": ("a.txt", (CHINESE * 9).encode()[:-1] + b"\nabc"),
    "surrogates": ("a.txt", CHINESE.encode() + b"\xed\xa0\x80\xed\xb0\x80"),
}  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def check_refusal(path, folder, *arguments):
    """Run a command on a file that it must refuse; return what it says of it."""
    start = time.perf_counter()
    before = set(folder.iterdir())
    result = run(*arguments)
    assert time.perf_counter() - start < 20
    assert (result.exit_code, result.stdout) == (1, ""), (result.stderr, result.stdout)
    (line,) = (line for line in result.stderr.splitlines() if line not in PROGRESS)
    assert line.startswith(f"duizhao: {path}: ")
    what, _, advice = line.removeprefix(f"duizhao: {path}: ").partition(": ")
    assert what
    assert advice, line
    assert "Traceback" not in line
    assert set(folder.iterdir()) == before
    return line


def refuse(path, folder):
    read = check_refusal(path, folder, "read", path)
    assert check_refusal(path, folder, "split", path) == read
    assert check_refusal(path, folder, "align", path, "-o", folder / "x.tmx") == read
    return read


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("label", HOSTILE)
def test_what_cannot_be_read_is_one_line(label, tmp_path):
    line = refuse(write(tmp_path, *HOSTILE[label]), tmp_path)
    assert not line.endswith("rename it to end in ")


NOTHING = {
    "empty": b"",
    "white space": b" \r\n\t\n",
    "NUL": bytes(64),
    "garbage": GARBAGE,
    "an image": PNG,
}


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("label", NOTHING)
def test_nothing_under_every_suffix(label, suffix, tmp_path):
    path = write(tmp_path, f"a{suffix}", NOTHING[label])
    line = check_refusal(path, tmp_path, "read", path)
    if label in {"empty", "white space", "NUL"}:
        assert "the file is empty: give a file that holds text" in line
    if label == "an image":
        assert "a PNG image" in line
        assert "give a file with text" in line


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("html named .docx", r"another format (.html), not a Word document: rename it to end in .html"),
        ("csv named xlsx", "plain text, not an Excel workbook: rename it to end in .csv"),
        ("text named .pdf", "plain text, not a PDF: rename it to end in .txt"),
        ("html named .tmx", "another format (.html), not a TMX memory: rename it to end in .html"),
        ("tmx named xliff", "another format (.tmx), not an XLIFF file: rename it to end in .tmx"),
        ("docx without a document", "it has no word/document.xml: save it anew"),
        ("docx with a password", "a password, which is not read: open it with the password"),
        ("old Word named docx", "old Word document (.doc), which is not read: open it in a word"),
        ("mobi", "a Kindle book, which is not read: convert it to EPUB"),
        ("zip", "a ZIP archive, which is not read: unpack it first"),
        ("bomb in epub", "looks like a zip bomb"),
        ("laughs in docx", "declares XML entities"),
        ("protected epub", "is protected (DRM)"),
        ("odt with a password", "has a password: save it without one"),
    ],
)  # fmt: skip
def test_the_line_says_what_and_what_to_try(label, message, tmp_path):
    path = write(tmp_path, *HOSTILE[label])
    assert message in check_refusal(path, tmp_path, "read", path)


def test_a_password_is_not_left_over_from_another_file(tmp_path):
    locked = write(tmp_path, *HOSTILE["pdf with a password"])
    assert "needs a password" in check_refusal(locked, tmp_path, "read", locked)
    pages = write(tmp_path, *HOSTILE["pdf without pages"])
    assert "is damaged" in check_refusal(pages, tmp_path, "read", pages)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".md", ".csv", ".docx"])
def test_a_line_without_an_end(suffix, tmp_path, monkeypatch):
    monkeypatch.setattr(plain, "LONGEST_PARAGRAPH", 2000)
    text = CHINESE.replace(",", "，") * 100
    data = make_docx(paragraph(text)).data if suffix == ".docx" else text
    line = refuse(write(tmp_path, f"a{suffix}", data), tmp_path)
    assert "has 2,900 characters: that is no paragraph of a text" in line


@pytest.mark.slow
@pytest.mark.parametrize("character", ["a", "河"])
def test_a_line_of_100_million_bytes(character, tmp_path):
    path = write(tmp_path, "a.txt", character * (100_000_000 // len(character.encode())))
    assert "that is no paragraph of a text" in check_refusal(path, tmp_path, "read", path)


def test_a_folder_and_no_file(tmp_path):
    folder = tmp_path / "inner"
    folder.mkdir()
    assert "is a folder" in check_refusal(folder, tmp_path, "read", folder)
    assert "no such file" in refuse(tmp_path / "none.docx", tmp_path)


def test_links_in_a_circle(tmp_path):
    path = tmp_path / "a.txt"
    try:
        path.symlink_to(path)
    except OSError:
        pytest.skip("links cannot be made here")
    assert "cannot be read" in check_refusal(path, tmp_path, "read", path)


@pytest.mark.parametrize("name", ["河 水's $(a) [1].txt", "-a.txt", "𠀀.docx", "a" * 200 + ".pdf"])
def test_odd_names_are_said_as_they_are(name, tmp_path):
    assert "the file is empty" in refuse(write(tmp_path, name, b""), tmp_path)


READ = {
    "UTF-16 without a mark": ("a.txt", (CHINESE * 3).encode("utf-16-le")),
    "a mark twice": ("a.txt", "\ufeff\ufeff" + CHINESE),
    "old line ends": ("a.txt", f"{CHINESE}\r{CHINESE}\r".encode("gb18030")),
    "a NUL in the text": ("a.txt", f"{CHINESE}\n\0{CHINESE}\n"),
    "a PDF behind other bytes": ("a.pdf", b"junk junk junk junk junk\n" + PDF),
    "flat OpenDocument named odt": ("a.odt", FODT),
    "no suffix": ("a", CHINESE),
    "large letters": ("A.DOCX", DOCX),
}


@pytest.mark.parametrize("label", READ)
def test_what_is_odd_but_sound_is_read(label, tmp_path):
    result = run("read", write(tmp_path, *READ[label]))
    assert result.exit_code == 0, result.stderr
    assert ENGLISH in result.stdout or CHINESE in result.stdout
