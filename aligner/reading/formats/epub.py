"""EPUB: a book → the paragraphs of its chapters, in reading order."""

from dataclasses import replace
from typing import TYPE_CHECKING

from aligner.errors import AlignerError
from aligner.reading.formats.archives import open_archive, read_member
from aligner.reading.formats.blocks import BlockReading, read_blocks
from aligner.reading.formats.web.charsets import decode_page
from aligner.reading.formats.web.elements import name_of, roles_of
from aligner.reading.formats.web.markup import parse_xhtml
from aligner.reading.formats.web.package import Chapter, Package, read_package
from aligner.reading.records import Change, Reading, Source
from aligner.records import Document, Paragraph

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml.etree import _Element as Element

_RULE = "navigation"
_ASIDE_ROLES = {"toc": "a table of contents", "landmarks": "a table of contents",
                "doc-toc": "a table of contents", "cover": "the cover",
                "doc-cover": "the cover"}  # fmt: skip


def read_epub(source: Source) -> Reading:
    """Read the chapters of a book; its table of contents and cover are left out.

    Paragraphs are numbered through the book, as their lines; notes stand at the end of their
    chapter.

    Raises:
        AlignerError: the archive is damaged or no book, the book is protected, or holds no text.
    """
    with open_archive(source.data, name="the EPUB book") as archive:
        package = read_package(archive)
        paragraphs: list[Paragraph] = []
        changes: list[Change] = []
        notes: list[str] = []
        for chapter in package.chapters:
            read = _read_chapter(archive, chapter, source, _next_row(paragraphs))
            start = len(paragraphs) + 1
            paragraphs += (replace(p, line=start + i) for i, p in enumerate(read.paragraphs))
            changes += (replace(change, line=start) for change in read.changes)
            notes += read.notes
    _check_text(paragraphs, package, notes)
    document = Document(tuple(paragraphs), name=source.name, metadata=package.metadata)
    return Reading(document, tuple(notes), tuple(changes))


def _next_row(paragraphs: list[Paragraph]) -> int:
    return max((p.row + 1 for p in paragraphs if p.row is not None), default=0)


def _read_chapter(
    archive: "ZipFile", chapter: Chapter, source: Source, first_row: int
) -> BlockReading:
    """Read one file of a book; what is wrong with it is a note, and the others are read."""
    if not chapter.member:
        return BlockReading((), notes=(f"{chapter.name} is missing in the book",))
    data = read_member(archive, chapter.member)
    inner = replace(source, data=data, name=chapter.name, encoding=None)
    try:
        decoded, notes = decode_page(inner)
        root = parse_xhtml(decoded.text, name=chapter.name)
    except AlignerError as error:
        return BlockReading((), notes=(f"{chapter.name} is left out: {error}",))
    read = read_blocks(root, inner, first_row=first_row)
    read = replace(read, notes=tuple(f"{chapter.name}: {n}" for n in (*notes, *read.notes)))
    aside = chapter.aside or _find_aside(root)
    return _leave_out(read, aside) if aside and source.drops(_RULE) else read


def _find_aside(root: "Element") -> str:
    """Tell whether all of a file is a cover or a table of contents, by the roles in it."""
    body = next(root.iter("{*}body"), root)
    children = [child for child in body if name_of(child)]
    places = [body, *children] if len(children) == 1 else [body]
    roles = (role for place in places for role in sorted(roles_of(place)))
    return next((_ASIDE_ROLES[role] for role in roles if role in _ASIDE_ROLES), "")


def _leave_out(read: BlockReading, reason: str) -> BlockReading:
    dropped = tuple(Change(_RULE, p.line, p.text, reason=reason) for p in read.paragraphs)
    return BlockReading((), (*read.changes, *dropped), read.notes)


def _check_text(paragraphs: list[Paragraph], package: Package, notes: list[str]) -> None:
    """Refuse a book without text.

    Raises:
        AlignerError: with what was found instead.
    """
    if not paragraphs:
        found = "; ".join(notes[:3]) or f"{len(package.chapters)} files of text in it"
        raise AlignerError(f"the book holds no visible text ({found}): give one that holds text")
