"""Footnotes of a page: which elements are notes, and which only point to them or back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.reading.formats.web.elements import has_class, has_role, load_names, name_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARK = re.compile(
    r"[\[(（〔【［]?(?:\d{1,4}|[*†‡§¶#]{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[注註]?\d{0,3}|[①-⑳])"
    r"[\])）〕】］]?[.:]?"
)
_RETURN = re.compile(r"[\W_]{0,4}(?:\d{1,4}|[a-z])?[\W_]{0,4}|back|返回")
_LONGEST_MARK = 8


@dataclass(frozen=True, slots=True)
class NoteMarks:
    """What makes the notes of a page.

    Args:
        notes: the elements that hold a note.
        marks: the links to notes and back from them, which are no text.
    """

    notes: frozenset["Element"] = frozenset()
    marks: frozenset["Element"] = frozenset()


def find_note_marks(root: "Element") -> NoteMarks:
    """Find the notes of a page by its links, roles and classes.

    A link is taken for a mark of a note only if it is short, as marks are, and either raised,
    called a mark by its role or class, or answered by a link back.
    """
    links = [link for link in root.iter("{*}a") if _fragment_of(link)]
    answered = _find_answered(links)
    references = [link for link in links if link in answered or _is_reference(link)]
    targets = {_fragment_of(link) for link in references}
    origins = {name for link in references for name in _find_anchors(link)}
    notes = set(_find_notes(root, targets))
    returns = {link for link in links if _fragment_of(link) in origins and _is_return(link)}
    return NoteMarks(frozenset(notes), frozenset({*references, *returns}))


def _fragment_of(link: "Element") -> str:
    return link.get("href", "").partition("#")[2]


def _is_reference(link: "Element") -> bool:
    if not _is_mark(link):
        return False
    if has_role(link, "reference_roles") or has_class(link, "reference_classes"):
        return True
    around = link.getparent()
    raised = around is not None and name_of(around) == "sup"
    return raised or any(name_of(child) == "sup" for child in link)


def _find_answered(links: Sequence["Element"]) -> set["Element"]:
    """Find the first of each two links that are marks and lead to each other."""
    marks = [link for link in links if _is_mark(link)]
    places = {name: n for n, link in enumerate(marks) for name in _find_anchors(link)}
    found: set[Element] = set()
    for number, link in enumerate(marks):
        other = places.get(_fragment_of(link), -1)
        if other > number and places.get(_fragment_of(marks[other])) == number:
            found.add(link)
    return found


def _is_mark(link: "Element") -> bool:
    text = text_of(link)
    return len(text) <= _LONGEST_MARK and bool(_MARK.fullmatch(text))


def _find_anchors(link: "Element") -> Iterator[str]:
    """Find the names that a link back to a reference may lead to."""
    around = link.getparent()
    for element in (link, around):
        if element is not None:
            yield from filter(None, (element.get("id"), element.get("name")))


def _is_return(link: "Element") -> bool:
    text = text_of(link)
    is_named = has_role(link, "return_roles")
    return is_named or (len(text) <= _LONGEST_MARK and bool(_RETURN.fullmatch(text)))


def _find_notes(root: "Element", targets: set[str]) -> Iterator["Element"]:
    """Find the blocks that references lead to, or whose role says that they are notes."""
    for element in root.iter("{*}*"):
        if not element.keys():
            continue
        if has_role(element, "note_roles") or {element.get("id"), element.get("name")} & targets:
            yield from _block_around(element)


def _block_around(element: "Element") -> Iterator["Element"]:
    while name_of(element) not in load_names()["blocks"]:
        around = element.getparent()
        if around is None:
            return
        element = around
    yield element
