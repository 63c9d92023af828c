"""Annotated texts → one page to read: terms marked in the text, and a list of them.

All markup is in templates. The page needs no other file, no script and no network, and its policy
lets a browser run nothing, whatever a text holds.
"""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from html import escape as escape_quotes
from importlib import resources
from string import Template
from typing import BinaryIO

from aligner.records import Document
from aligner.terms.annotating.records import Annotation, Mark
from tmx.glossary.records import Concept, Provenance, Term
from tmx.language import is_chinese
from tmx.version import __version__

_NOTHING = "no translation known"


def write_page(stream: BinaryIO, found: Annotation) -> None:
    """Write a page in UTF-8.

    Args:
        stream: a binary stream; at an error it holds a part of a page.
        found: texts with their terms.

    Source: HTML Living Standard.
    """
    for piece in _format_page(found):
        stream.write(piece.encode("utf-8", "replace"))


def _format_page(found: Annotation) -> Iterator[str]:
    style = _load("page.css").template
    proposed = len(found.glossary.concepts) - found.known
    yield _fill(
        "page_start.html",
        title=escape(_make_title(found)),
        generator=escape(f"duizhao {__version__}"),
        style=style,
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        known=f"{found.known} known",
        proposed=f"{proposed} proposed",
    )
    marks: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in found.marks:
        marks[mark.place.document, mark.place.paragraph].append(mark)
    for number, document in enumerate(found.documents):
        yield _fill(
            "document_start.html", language=escape(document.language), name=escape(document.name)
        )
        for place, paragraph in enumerate(document.paragraphs):
            text = "".join(_format_text(found, document, paragraph.text, marks[number, place]))
            yield _fill("paragraph.html", kind=escape(paragraph.kind), text=text)
        yield _fill("document_end.html")
    yield _fill("list_start.html")
    for number in range(len(found.glossary.concepts)):
        yield _format_row(found, number)
    yield _fill("page_end.html")


def _make_title(found: Annotation) -> str:
    names = [each.name for each in found.documents if each.name]
    return ", ".join(dict.fromkeys(names)) or "Annotated text"


def _format_text(
    found: Annotation, document: Document, text: str, marks: Sequence[Mark]
) -> Iterator[str]:
    """Yield the pieces of a paragraph, of which terms are marked; overlapping ones share a mark."""
    place = 0
    for mark in marks:
        start, stop = max(mark.place.start, place), mark.place.stop
        yield escape(text[place:start])
        number = mark.concepts[0]
        terms = [
            term
            for each in mark.concepts
            for term in _list_translations(found.glossary.concepts[each], document.language)
        ]
        yield _fill(
            "term.html",
            state="known" if number < found.known else "proposed",
            number=number + 1,
            text=escape(text[start:stop]),
            hint=escape(_join(terms) + _name_doubt(terms)),
            language=escape(terms[0].language if terms else "en"),
        ).removesuffix("\n")
        place = stop
    yield escape(text[place:])


def _format_row(found: Annotation, number: int) -> str:
    concept = found.glossary.concepts[number]
    first = concept.terms[0]
    terms = _list_translations(concept, first.language)
    alike = [each for each in concept.terms if each not in terms]
    return _fill(
        "list_row.html",
        number=number + 1,
        language=escape(first.language),
        term=escape(" | ".join(dict.fromkeys(each.text for each in alike))),
        translation_language=escape(terms[0].language if terms else "en"),
        translation=escape(" | ".join(dict.fromkeys(each.text for each in terms))),
        count="" if concept.count is None else concept.count,
        state="known" if number < found.known else "proposed",
        source=escape(", ".join(dict.fromkeys(filter(None, map(_name_source, terms))))),
    )


def _list_translations(concept: Concept, language: str) -> list[Term]:
    return [each for each in concept.terms if is_chinese(each.language) != is_chinese(language)]


def _join(terms: Sequence[Term]) -> str:
    return " | ".join(dict.fromkeys(each.text for each in terms)) or _NOTHING


def _name_doubt(terms: Sequence[Term]) -> str:
    is_made = any(each.provenance is Provenance.CONVERSION for each in terms)
    return " (generated)" if is_made else ""


def _name_source(term: Term) -> str:
    if term.provenance is None:
        return ""
    return "generated" if term.provenance is Provenance.CONVERSION else term.provenance.value


def escape(text: str) -> str:
    r"""Escape a text for any place in a page, attributes in quotes included.

    >>> escape('<a href="\r">')
    '&lt;a href=&quot;&#13;&quot;&gt;'
    """
    return escape_quotes(text).replace("\r", "&#13;")


def _fill(name: str, /, **values: str | int) -> str:
    """Fill in a template, with values that were escaped."""
    return _load(name).substitute(values)


@cache
def _load(name: str) -> Template:
    path = resources.files(__package__) / "templates" / name
    return Template(path.read_text(encoding="utf-8"))
