"""Files that are no plain text, known by their first bytes."""

_PLAIN = "save it as plain text (UTF-8) and give that"
_OFFICE = "open it in its program, save it as plain text (UTF-8) and give that"

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "copy its text into a plain text file and give that"),
    (b"{\\rtf", "an RTF document", _OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (such as .doc)", _OFFICE),
    (b"\x89PNG\r\n", "a PNG image", "give a file with text"),
    (b"\xff\xd8\xff", "a JPEG image", "give a file with text"),
    (b"GIF87a", "a GIF image", "give a file with text"),
    (b"GIF89a", "a GIF image", "give a file with text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database", "give the text it was made from"),
    (b"\x7fELF", "a program", "give a file with text"),
    (b"\x00asm", "a program", "give a file with text"),
    (b"ID3", "an MP3 recording", "give a file with text"),
    (b"OggS", "an Ogg recording", "give a file with text"),
)

_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
)


def name_signature(data: bytes) -> tuple[str, str] | None:
    r"""Name the format that the first bytes of a file betray.

    Args:
        data: the whole file.

    Returns:
        What it is and what to try, or None if no known format begins so.

    >>> name_signature(b"%PDF-1.7 ...")[0]
    'a PDF'
    >>> name_signature(b"plain") is None
    True
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _name_zip(data)
    for magic, name, advice in _SIGNATURES:
        # Short magic numbers of letters also begin words: "BZh" and "ID3" need bytes behind them.
        if data.startswith(magic) and (len(magic) > 3 or not data[:64].isascii() or b"\0" in data):
            return name, advice
    return None


def _name_zip(data: bytes) -> tuple[str, str]:
    for mark, name in _ZIPPED:
        if mark in data:
            return name, _OFFICE
    return "a ZIP archive", "unpack it first"
