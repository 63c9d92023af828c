"""Office Open XML packages: which part of the archive is what, and what the file says of itself."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

from aligner.reading.formats.archives import parse_xml, read_member
from aligner.records import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC = "{http://purl.org/dc/elements/1.1/}"
# The strict form of ISO 29500 has namespaces of its own for the same elements.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from a part of a package to another one.

    Args:
        id: that the part calls it by.
        type: the last word of its type, such as "footnotes".
        target: path of the member of the archive.
    """

    id: str
    type: str
    target: str


def parse_part(archive: ZipFile, member: str) -> "Element":
    """Parse a part of a package, in the transitional namespaces.

    Raises:
        AlignerError: it is missing, damaged or no sound XML.
    """
    return parse_xml(read_part(archive, member), name=member)


def read_part(archive: ZipFile, member: str) -> bytes:
    """Read the XML of a part of a package, in the transitional namespaces.

    Raises:
        AlignerError: it is missing or damaged.
    """
    data = read_member(archive, member)
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    return data


def find_relations(archive: ZipFile, part: str) -> Iterator[Relation]:
    """Find the parts that a part links to, without addresses outside of the package.

    Args:
        archive: the package.
        part: path of a member; "" is the package itself.
    """
    folder, name = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{name}.rels")
    # Some programs write names with escapes, or in other letters than the links have.
    members = {each.lower(): each for each in archive.namelist()}
    if member.lower() not in members:
        return
    for relation in parse_part(archive, members[member.lower()]).iter(_RELATION):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            target = unquote(target).lstrip("/")
            kind = relation.get("Type", "").rpartition("/")[2]
            yield Relation(relation.get("Id", ""), kind, members.get(target.lower(), target))


def find_main_part(archive: ZipFile, usual: str) -> str:
    """Find the part that holds the document itself.

    Args:
        archive: the package.
        usual: where it stands in nearly every file; returned if the package names none.
    """
    relations = find_relations(archive, "")
    return next((each.target for each in relations if each.type == "officeDocument"), usual)


def read_properties(archive: ZipFile) -> Metadata:
    """Read title and creator of a package; its dates are of the file, not of the text."""
    relations = find_relations(archive, "")
    part = next((each.target for each in relations if each.type == "core-properties"), "")
    if part not in archive.namelist():
        return Metadata()
    root = parse_part(archive, part)
    title, creator = (root.findtext(f"{_DC}{name}") or "" for name in ("title", "creator"))
    return Metadata(title=" ".join(title.split()), author=" ".join(creator.split()))
