"""The package of an EPUB book: which files hold its text, in which order, and what it says of it.

Source: EPUB 3.3, sections 4.2 (META-INF/container.xml, encryption.xml) and 5 (package document);
Open Packaging Format 2.0.1 for older books.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from aligner.errors import AlignerError
from aligner.reading.formats.archives import parse_xml, read_member
from aligner.reading.formats.web.elements import text_of
from aligner.reading.formats.web.metadata import format_date
from aligner.records import Metadata

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml.etree import _Element as Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_ALGORITHMS = frozenset({
    "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC",
})  # fmt: skip
_TEXT_TYPES = frozenset({
    "application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml", "text/xml", "",
})  # fmt: skip
_TEXT_SUFFIXES = (".xhtml", ".html", ".htm", ".xml")
_DC = "http://purl.org/dc/elements/1.1/"
_ROLE = "{http://www.idpf.org/2007/opf}role"
_EVENT = "{http://www.idpf.org/2007/opf}event"
_MODIFIED = "dcterms:modified"
_LONGEST = 300
_YEAR = re.compile(r"\s*(\d{4}(?:-\d{2})?)\s*")
_ASIDE = {"nav": "a table of contents", "toc": "a table of contents", "cover": "the cover"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the text of a book.

    Args:
        member: its path in the archive; "" where the archive has no such file.
        name: its path as the package gives it.
        aside: what it is, if it is no text of the book: "a table of contents", "the cover".
    """

    member: str
    name: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """What the package of a book says: its files in reading order, and its metadata."""

    chapters: tuple[Chapter, ...]
    metadata: Metadata


def read_package(archive: "ZipFile") -> Package:
    """Read the package of a book.

    Args:
        archive: from `open_archive`.

    Raises:
        AlignerError: it is no EPUB, is protected, or its package is damaged.
    """
    members = frozenset(archive.namelist())
    _refuse_protected(archive, members)
    path = _find_package(archive, members)
    root = parse_xml(read_member(archive, path), name=path)
    chapters = tuple(_find_chapters(root, posixpath.dirname(path), members))
    return Package(chapters, _read_metadata(root))


def _refuse_protected(archive: "ZipFile", members: frozenset[str]) -> None:
    """Refuse a book whose text is encrypted; fonts often are, and do no harm."""
    if _ENCRYPTION not in members:
        return
    root = parse_xml(read_member(archive, _ENCRYPTION), name=_ENCRYPTION)
    for data in root.iter("{*}EncryptedData"):
        methods = [method.get("Algorithm", "") for method in data.iter("{*}EncryptionMethod")]
        if not methods or methods[0] not in _FONT_ALGORITHMS:
            raise AlignerError(
                "the book is protected (DRM): its text is encrypted; give a copy without protection"
            )


def _find_package(archive: "ZipFile", members: frozenset[str]) -> str:
    if _CONTAINER in members:
        root = parse_xml(read_member(archive, _CONTAINER), name=_CONTAINER)
        for rootfile in root.iter("{*}rootfile"):
            path = _resolve(rootfile.get("full-path", ""), "", members)
            if path:
                return path
    packages = sorted(member for member in members if member.lower().endswith(".opf"))
    if not packages:
        raise AlignerError("the file is no EPUB book: it has no package (.opf): get it anew")
    return packages[0]


def _resolve(href: str, folder: str, members: frozenset[str]) -> str:
    """Find the member that a reference means; "" if there is none."""
    path = _path_of(href)
    for name in (unquote(path), path):
        joined = posixpath.normpath(posixpath.join(folder, name)).lstrip("/")
        if joined in members:
            return joined
    wanted = posixpath.normpath(posixpath.join(folder, unquote(path))).lstrip("/").casefold()
    return next((member for member in sorted(members) if member.casefold() == wanted), "")


def _path_of(href: str) -> str:
    try:
        return urlsplit(href.replace("\\", "/")).path
    except ValueError:
        return href.partition("#")[0]


def _find_chapters(root: "Element", folder: str, members: frozenset[str]) -> Iterator[Chapter]:
    """Find the files of the spine; those outside of the reading order come last.

    A title page may be outside of it too, and stands before all others.
    """
    items = {item.get("id", ""): item for item in root.iter("{*}item")}
    asides = _find_asides(root)
    seen: set[str] = set()
    for reference in _order_spine(list(root.iter("{*}itemref"))):
        item = items.get(reference.get("idref", ""))
        if item is None or not _is_text(item) or item.get("id", "") in seen:
            continue
        seen.add(item.get("id", ""))
        href = item.get("href", "")
        properties = item.get("properties", "").split()
        aside = _ASIDE["nav"] if "nav" in properties else asides.get(_path_of(href), "")
        yield Chapter(_resolve(href, folder, members), href, aside)


def _order_spine(references: list["Element"]) -> list["Element"]:
    is_linear = [reference.get("linear", "yes").lower() != "no" for reference in references]
    first = is_linear.index(True) if True in is_linear else 0
    rest = sorted(range(first, len(references)), key=lambda index: not is_linear[index])
    return references[:first] + [references[index] for index in rest]


def _is_text(item: "Element") -> bool:
    kind = item.get("media-type", "").lower()
    is_named = item.get("href", "").lower().partition("#")[0].endswith(_TEXT_SUFFIXES)
    return kind in _TEXT_TYPES and (is_named or kind == "application/xhtml+xml")


def _find_asides(root: "Element") -> dict[str, str]:
    """Find the files that the guide of an older book calls its cover or table of contents."""
    found = ((r.get("href", ""), r.get("type", "").lower()) for r in root.iter("{*}reference"))
    return {_path_of(href): _ASIDE[kind] for href, kind in found if kind in _ASIDE}


def _read_metadata(root: "Element") -> Metadata:
    people = [*root.iter("{*}creator"), *root.iter("{*}contributor")]
    roles = [_role_of(person, root) for person in people]
    authors = [
        _text_of(person)
        for person, role in zip(people, roles, strict=True)
        if role == "aut" or (not role and str(person.tag).endswith("creator"))
    ]
    translators = [_text_of(p) for p, role in zip(people, roles, strict=True) if role == "trl"]
    return Metadata(
        title=_find_first(root, "title"),
        author=", ".join(filter(None, authors)),
        translator=", ".join(filter(None, translators)),
        date=_find_date(root),
        source=_find_first(root, "publisher"),
    )


def _role_of(person: "Element", root: "Element") -> str:
    """Return the role of a person: stated at the name, or in a refinement of EPUB 3."""
    if role := person.get(_ROLE):
        return role.lower()
    reference = f"#{person.get('id', '')}"
    for meta in root.iter("{*}meta"):
        if meta.get("property") == "role" and meta.get("refines") == reference:
            return _text_of(meta).lower()
    return ""


def _text_of(element: "Element") -> str:
    return text_of(element)[:_LONGEST]


def _find_first(root: "Element", name: str) -> str:
    return next(filter(None, map(_text_of, root.iter(f"{{{_DC}}}{name}"))), "")


def _find_date(root: "Element") -> str:
    """Find the date of publication; that of the conversion is none."""
    modified = {_text_of(m) for m in root.iter("{*}meta") if m.get("property") == _MODIFIED}
    dates = [date for date in root.iter("{*}date") if date.get(_EVENT) in (None, "publication")]
    for date in map(_text_of, dates):
        if date in modified:
            continue
        if found := format_date(date):
            return found
        if year := _YEAR.fullmatch(date):
            return year[1]
    return ""
