"""ZIP archives and XML from strangers, opened so that no file can exhaust memory or time.

Word, OpenDocument, Excel and EPUB files are ZIP archives of XML. What the headers of an archive
say may be a lie, so sizes are limited twice: as stated, before anything is unpacked, and while
members are read. XML is parsed without entities, network and document type definitions.
"""

import re
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from aligner.errors import AlignerError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAX_MEMBERS = 50_000
_MAX_TOTAL = 1 << 30
_MAX_XML = 400 << 20
# Deflate reaches 1,032; real XML stays under 100, but small members may be a run of one letter.
_MAX_RATIO = 250
_HARMLESS = 10 << 20
_CHUNK = 1 << 16
_HEAD = 1 << 20
_ENCRYPTED = 0x1
_CENTRAL_HEADER = b"PK\x01\x02"
# Pictures in SVG often declare entities; nobody reads them here.
_XML_SUFFIXES = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html", ".htm")
_READING_ERRORS = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
                   struct.error, zlib.error)  # fmt: skip
# What may stand before the root element; each part is atomic, so that a failure is found once.
_INTERNAL_SUBSET = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s++|<\?(?>.*?\?>)|<!--(?>.*?-->))*+"
    rb"<!DOCTYPE(?>[^\[>\"']++|\"[^\"]*+\"|'[^']*+')*+\[(?>.*?\])",
    re.DOTALL | re.IGNORECASE,
)


def open_archive(data: bytes, *, name: str) -> ZipFile:
    """Open a ZIP archive whose members can all be read without harm.

    Read its members with `read_member`, which is bounded even where a header lies.

    Args:
        data: the whole file.
        name: what to call the file in messages, such as "the Word document".

    Raises:
        AlignerError: it is damaged, has a password, or unpacks to more than 1 GB; or an XML
            member is damaged or declares entities.
    """
    if data.count(_CENTRAL_HEADER) > _MAX_MEMBERS:
        raise AlignerError(f"{name} has more than {_MAX_MEMBERS:,} members: unpack or divide it")
    try:
        archive = ZipFile(BytesIO(data))
    except _READING_ERRORS as error:
        raise _damaged(name, error) from error
    _check_sizes(archive.infolist(), name)
    for member in archive.infolist():
        if member.filename.lower().endswith(_XML_SUFFIXES):
            _check_xml_member(archive, member, name)
    return archive


def _check_sizes(members: list[ZipInfo], name: str) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise AlignerError(f"{name} has a password: save it without one")
    total = sum(member.file_size for member in members)
    if total > _MAX_TOTAL:
        raise AlignerError(
            f"{name} unpacks to {total >> 20:,} MB, more than {_MAX_TOTAL >> 20:,}: divide it"
        )
    for member in members:
        packed = max(member.compress_size, 1)
        if member.file_size > _HARMLESS and member.file_size > _MAX_RATIO * packed:
            raise AlignerError(
                f"{name} looks like a zip bomb: {_show(member.filename)} unpacks to "
                f"{member.file_size // packed:,} times its size: save it anew in its program"
            )


def _check_xml_member(archive: ZipFile, member: ZipInfo, name: str) -> None:
    """Read a member through once, and look at what stands before its root element."""
    _check_member(member, name)
    try:
        with archive.open(member) as stream:
            head = stream.read(_HEAD)
            while stream.read(_CHUNK):
                pass
    except _READING_ERRORS as error:
        raise _damaged(f"{name}: {member.filename}", error) from error
    _refuse_entities(head, f"{name}: {member.filename}")


def _check_member(member: ZipInfo, name: str) -> None:
    if member.file_size > _MAX_XML:
        raise AlignerError(
            f"{name}: {_show(member.filename)} is {member.file_size >> 20:,} MB, more than "
            f"{_MAX_XML >> 20:,}: divide the file"
        )
    # Others are not used by these formats, and LZMA asks for as much memory as a header says.
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise AlignerError(
            f"{name}: {_show(member.filename)} is packed by method {member.compress_type}, which "
            "is not read: save the file anew"
        )


def read_member(archive: ZipFile, member: str) -> bytes:
    """Read a member of an archive, never more of it than its header states.

    Args:
        archive: from `open_archive`.
        member: its path in the archive.

    Raises:
        AlignerError: there is no such member, or it is damaged or too large.
    """
    try:
        info = archive.getinfo(member)
    except KeyError:
        raise AlignerError(
            f"the file is incomplete: it has no {_show(member)}: save it anew"
        ) from None
    _check_member(info, "the file")
    try:
        # In one piece, zipfile would unpack everything before it looks at the stated size.
        with archive.open(info) as stream:
            return b"".join(iter(lambda: stream.read(_CHUNK), b""))
    except _READING_ERRORS as error:
        raise _damaged(f"the file, in {member},", error) from error


def parse_xml(data: bytes, *, name: str) -> "Element":
    """Parse XML without entities, network and document type definitions.

    Args:
        data: the whole XML.
        name: what to call it in messages, such as "word/document.xml".

    Returns:
        The root element; comments and processing instructions are left out.

    Raises:
        AlignerError: it is not well-formed, declares entities, is nested more than 256 levels
            deep, or holds more than 10 million characters between two tags.
    """
    from lxml import etree

    _refuse_entities(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"{_show(name)} is no sound XML ({_shorten(error)}): save it anew"
        raise AlignerError(message) from error
    # An encoding such as UTF-7 hides a declaration from a search of the bytes.
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise _declares_entities(name)
    return root


def _refuse_entities(data: bytes, name: str) -> None:
    """Refuse a document type definition that stands inside the file and declares entities."""
    head = data.replace(b"\0", b"") if b"\0" in data[:4] else data
    found = _INTERNAL_SUBSET.match(head)
    # A "]" may stand in a value, so what follows the first one is searched too.
    if found and b"<!ENTITY" in head[found.start() : found.end() + _HEAD]:
        raise _declares_entities(name)


def _declares_entities(name: str) -> AlignerError:
    message = f"{_show(name)} declares XML entities, which are not read: remove its DOCTYPE"
    return AlignerError(message)


def _damaged(name: str, error: Exception) -> AlignerError:
    message = f"{_show(name)} is damaged or cut off ({_shorten(error)}): get it anew"
    return AlignerError(message)


def _show(name: str) -> str:
    """Make a name fit to be printed: nobody knows who gave it."""
    shown = "".join(character if character.isprintable() else "�" for character in name[:120])
    return shown + "…" * (len(name) > 120)


def _shorten(error: Exception) -> str:
    """Return the message of a library in one line."""
    message = " ".join(str(getattr(error, "msg", None) or error).split())
    return message[:160].rstrip(".") or type(error).__name__
