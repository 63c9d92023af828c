"""Files that are no plain text, known by their first bytes, archives by their members."""

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_OFFICE = "open it in its program, save it as plain text (UTF-8) and give that"
_WORD = "open it in a word processor, save it as .docx and give that"
_TABLE = "open it in a spreadsheet program, save it as .xlsx and give that"
_PASSWORD = "open it with the password, save it without one and give that"
_UNPACK = "unpack it first"
_NO_TEXT = "give a file with text"
_READ = "give it under its own suffix"


@dataclass(frozen=True, slots=True)
class Signature:
    """What the first bytes of a file betray.

    Args:
        name: the format, with an article: "a PDF".
        advice: what to do with such a file.
        suffix: that files of the format carry; "" where duizhao reads none of them.
        is_archive: whether it is a ZIP archive of which no more is known.
    """

    name: str
    advice: str
    suffix: str = ""
    is_archive: bool = False


_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF document", _WORD),
    (b"\x89PNG\r\n", "a PNG image", _NO_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", _NO_TEXT),
    (b"GIF87a", "a GIF image", _NO_TEXT),
    (b"GIF89a", "a GIF image", _NO_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", "give the text it was made from"),
    (b"\x7fELF", "a program", _NO_TEXT),
    (b"\x00asm", "a program", _NO_TEXT),
    (b"ID3", "an MP3 recording", _NO_TEXT),
    (b"OggS", "an Ogg recording", _NO_TEXT),
    (b"II*\x00", "a TIFF image", _NO_TEXT),
    (b"MM\x00*", "a TIFF image", _NO_TEXT),
    (b"AT&TFORM", "a DjVu document", "convert it to PDF with its text and give that"),
)
# Formats whose mark stands behind the start: its place, the mark.
_INSIDE: tuple[tuple[int, bytes, str, str], ...] = (
    (60, b"BOOKMOBI", "a Kindle book", "convert it to EPUB and give that"),
    (8, b"WEBP", "a WebP image", _NO_TEXT),
    (8, b"WAVE", "a recording", _NO_TEXT),
    (4, b"ftyp", "a film or a recording", _NO_TEXT),
)

# A ZIP archive is known by its members; the two named by a type of their own say it in `mimetype`.
_ZIPPED: tuple[tuple[str, str, str], ...] = (
    ("word/document", "a Word document", ".docx"),
    ("xl/workbook", "an Excel workbook", ".xlsx"),
    ("ppt/presentation", "a PowerPoint file (.pptx)", ""),
    ("META-INF/container.xml", "an EPUB book", ".epub"),
    ("Index/Document", "an iWork document (Pages, Numbers or Keynote)", ""),
)
_TYPED: tuple[tuple[bytes, str, str], ...] = (
    (b"application/epub+zip", "an EPUB book", ".epub"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text", ".odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", ""),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", ""),
)
_COMPOUND: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "an Office document with a password", _PASSWORD),
    ("WordDocument", "an old Word document (.doc)", _WORD),
    ("Workbook", "an old Excel workbook (.xls)", _TABLE),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)", _OFFICE),
)
# Source: PKWARE APPNOTE.TXT, section 4.3.7: signature, 22 bytes, the lengths of name and of extra.
_LOCAL_HEADER = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)


def name_signature(data: bytes) -> Signature | None:
    r"""Name the format that the first bytes of a file betray.

    Args:
        data: the whole file.

    Returns:
        What it is, or None if no known format begins so.

    >>> name_signature(b"%PDF-1.7 ...").name
    'a PDF'
    >>> name_signature(b"plain") is None
    True
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _name_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _name_compound(data)
    # The header of a PDF may stand behind a byte order mark or a few other bytes.
    if b"%PDF-" in data[:16]:
        return Signature("a PDF", _READ, ".pdf")
    for magic, name, advice in _SIGNATURES:
        # Short magic numbers of letters also begin words: "BZh" and "ID3" need bytes behind them.
        if data.startswith(magic) and (len(magic) > 3 or not data[:64].isascii() or b"\0" in data):
            return Signature(name, advice)
    for place, mark, name, advice in _INSIDE:
        # The same letters in a text are no mark: text has no zeros.
        if data.startswith(mark, place) and b"\0" in data[:200]:
            return Signature(name, advice)
    return None


def _name_zip(data: bytes) -> Signature:
    members = _list_members(data)
    if "mimetype" in members:
        # The type is stored, not compressed, right behind the name of the first member.
        for mark, name, suffix in _TYPED:
            if mark in data[:200]:
                return Signature(name, _READ if suffix else _OFFICE, suffix)
    for start, name, suffix in _ZIPPED:
        if any(member.startswith(start) for member in members):
            return Signature(name, _READ if suffix else _OFFICE, suffix)
    return Signature("a ZIP archive", _UNPACK, is_archive=True)


def _list_members(data: bytes) -> list[str]:
    """List the names in a ZIP archive, of a damaged one those that are still to be found."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return [
            data[found.end() : found.end() + int.from_bytes(found[1], "little")].decode("latin-1")
            for found in _LOCAL_HEADER.finditer(data)
        ]


def _name_compound(data: bytes) -> Signature:
    """Name an OLE compound file by its streams, whose names are in UTF-16."""
    for stream, name, advice in _COMPOUND:
        if stream.encode("utf-16-le") in data:
            return Signature(name, advice)
    return Signature("an old Office document (such as .doc)", _WORD)
