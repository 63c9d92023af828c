"""Glossaries ↔ OmegaT's own (.utf8): source, target and comment between tabs, a pair a line.

OmegaT compares the language of a glossary with nothing, so that each variety of Chinese has a
file of its own. Lines that begin with “#” are comments. Source: OmegaT manual, “Glossaries”.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

from tmx.errors import TmxError
from tmx.formats.tables.rows import replace_surrogates
from tmx.glossary.decoding import Detect, decode
from tmx.glossary.pairs import COMMENT, ENGLISH, read_pairs
from tmx.glossary.records import (
    Concept,
    Glossary,
    GlossaryReading,
    GlossaryWriting,
    Provenance,
    Review,
    Term,
    TermStatus,
)
from tmx.language import is_chinese, normalise_tag, primary
from tmx.losses import LossCounter

_HEADER = "# Glossary in tab-separated format -*- coding: utf-8 -*-"
_BREAKS = re.compile(r"\s*[\t\r\n]\s*")
_UNWANTED = (TermStatus.DEPRECATED, TermStatus.SUPERSEDED)
_UNKNOWN = "zh"


def list_variants(glossary: Glossary) -> tuple[str, ...]:
    """List the varieties of Chinese that a glossary has terms of, in their order.

    Args:
        glossary: any.

    Returns:
        Tags in their usual form, such as ("zh-HK", "zh-TW").
    """
    tags = [term.language for concept in glossary.concepts for term in concept.terms]
    return tuple(dict.fromkeys(normalise_tag(tag) for tag in dict.fromkeys(tags) if _is_zh(tag)))


def write(
    stream: BinaryIO, glossary: Glossary, *, chinese: str | None, source: str | None = None
) -> GlossaryWriting:
    """Write a glossary from Chinese to English, or to its first other language if it has none.

    Deprecated and superseded terms are found in a source text, but not proposed for a target;
    rejected concepts are left out.

    Args:
        stream: a binary stream.
        glossary: whose terms of other languages are left out and counted.
        chinese: the variety of Chinese whose terms are written, as in `list_variants`; None:
            all.
        source: tag of the language translated from; one that is not Chinese turns the lines
            round. None: Chinese.

    Returns:
        How many concepts were written, and what the format does not hold of them.
    """
    is_turned = source is not None and not _is_zh(source)
    other = _find_primary(source) if source is not None and is_turned else _find_target(glossary)
    writer = _Writer(other, chinese, is_turned=is_turned)
    lines = [_HEADER]
    if glossary.title:
        lines.append(f"{COMMENT} {_flatten(glossary.title)}")
    written: dict[str, None] = {}
    for number, concept in enumerate(glossary.concepts, start=1):
        written.update(dict.fromkeys(writer.make_lines(concept, f"concept {number}")))
    stream.write("".join(f"{line}\n" for line in (*lines, *written)).encode("utf-8", "replace"))
    return GlossaryWriting(writer.concepts, writer.losses.losses)


def _find_target(glossary: Glossary) -> str:
    """Return the language that is written beside Chinese."""
    tags = (term.language for concept in glossary.concepts for term in concept.terms)
    others = dict.fromkeys(_find_primary(tag) for tag in dict.fromkeys(tags) if not _is_zh(tag))
    return ENGLISH if ENGLISH in others else next(iter(others), ENGLISH)


def _is_zh(tag: str) -> bool:
    try:
        return is_chinese(tag)
    except TmxError:
        return False


def _find_primary(tag: str) -> str:
    try:
        return primary(tag)
    except TmxError:
        return tag


class _Writer:
    """Makes lines of concepts; counts what they do not hold.

    Args:
        other: the language beside Chinese.
        chinese: the variety of Chinese that is written; None: all.
        is_turned: whether the other language stands first.
    """

    def __init__(self, other: str, chinese: str | None, *, is_turned: bool = False) -> None:
        self._other = other
        self._chinese = chinese
        self._is_turned = is_turned
        self.losses = LossCounter()
        self.concepts = 0

    def make_lines(self, concept: Concept, place: str) -> list[str]:
        if concept.review is Review.REJECTED:
            self.losses.add("rejected concepts are left out", place)
            return []
        chinese = [term for term in concept.terms if self._is_chinese(term)]
        others = [term for term in concept.terms if self._is_other(term)]
        sources, targets = (others, chinese) if self._is_turned else (chinese, others)
        if not sources or not targets:
            self._count_missing(concept, others, place)
            return []
        self.concepts += 1
        self._count_losses(concept, place)
        comment = _flatten(_make_comment(concept, [*sources, *targets]))
        rows = ([source.text, target.text, comment] for source in sources for target in targets)
        return [self._make_line(row, place) for row in rows]

    def _is_chinese(self, term: Term) -> bool:
        is_variety = self._chinese is None or normalise_tag(term.language) == self._chinese
        return is_variety and self._is_any_chinese(term)

    def _is_any_chinese(self, term: Term) -> bool:
        return _is_zh(term.language) and _is_usable(term, is_target=self._is_turned)

    def _is_other(self, term: Term) -> bool:
        is_usable = _is_usable(term, is_target=not self._is_turned)
        return is_usable and _find_primary(term.language) == self._other

    def _count_missing(self, concept: Concept, others: Sequence[Term], place: str) -> None:
        """Count a concept, unless it stands in the file of another variety of Chinese."""
        if not others or not any(map(self._is_any_chinese, concept.terms)):
            reason = f"concepts without terms in Chinese and in “{self._other}” are left out"
            self.losses.add(reason, place)

    def _count_losses(self, concept: Concept, place: str) -> None:
        for what, times in _list_losses(concept, self._other, is_turned=self._is_turned):
            if times:
                self.losses.add(f"an OmegaT glossary holds no {what}", place, count=times)

    def _make_line(self, row: list[str], place: str) -> str:
        cells = [_flatten(cell) for cell in replace_surrogates(row, place, self.losses)]
        if cells[:2] != row[:2]:
            self.losses.add("tabs, line breaks and white space around become a space", place)
        # Else the line would be a comment; OmegaT finds terms without the space before them.
        guard = " " if cells[0].startswith(COMMENT) else ""
        return guard + "\t".join(cells if cells[2] else cells[:2])


def _is_usable(term: Term, *, is_target: bool) -> bool:
    is_wanted = not is_target or term.status not in _UNWANTED
    return is_wanted and bool(term.text.strip())


def _list_losses(concept: Concept, other: str, *, is_turned: bool) -> Iterator[tuple[str, int]]:
    terms = concept.terms
    languages = [each.language for each in terms if not _is_zh(each.language)]
    yield "terms of further languages", sum(_find_primary(tag) != other for tag in languages)
    targets = (each for each in terms if _is_zh(each.language) is is_turned)
    unwanted = (each for each in targets if each.status in _UNWANTED)
    yield "deprecated or superseded targets", sum(1 for _ in unwanted)
    yield "statuses", sum(each.status not in (None, *_UNWANTED) for each in terms)
    yield "provenance", sum(each.provenance not in (None, Provenance.CONVERSION) for each in terms)
    yield "examples", sum(bool(each.example) for each in terms)
    yield "parts of speech", sum(bool(each.part_of_speech) for each in terms)
    counts = [concept.count, *(each.count for each in terms)]
    yield "counts", sum(each is not None for each in counts)
    yield "probabilities", int(concept.probability is not None)
    yield "evidence", int(bool(concept.evidence))
    yield "reviews", int(concept.review is not Review.PROPOSED)
    yield "identifiers", int(bool(concept.id))
    remarks = [concept.subject, concept.definition, *(each.note for each in terms)]
    yield "fields and definitions but in the comment", sum(map(bool, remarks))


def _make_comment(concept: Concept, terms: Iterable[Term]) -> str:
    """Say in one line what a translator wants to see beside the terms."""
    marks = [
        f"{term.text}: {remark}"
        for term in terms
        for remark in (term.note, _list_marks(term))
        if remark
    ]
    parts = (concept.definition, concept.note, concept.subject, *marks)
    return "; ".join(part for part in parts if part)


def _list_marks(term: Term) -> str:
    """Mark what nobody wrote, and what nobody should write."""
    marks = [str(term.status)] if term.status in _UNWANTED else []
    if term.provenance is Provenance.CONVERSION:
        marks.append(f"generated by {term.provenance}")
    return ", ".join(marks)


def _flatten(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def read(
    stream: BinaryIO,
    name: str,
    *,
    chinese: str | None = None,
    encoding: str | None = None,
    detect: Detect | None = None,
) -> GlossaryReading:
    """Read a glossary of OmegaT, from Chinese to English or the other way round.

    Lines that follow each other with the same source, or with the same targets, are one concept.

    Args:
        stream: a binary stream.
        name: of the file, for messages; a tag in it, as in a.zh-TW.utf8, names the Chinese.
        chinese: the variety of Chinese; None: that of the name, else zh.
        encoding: as the user states it; None: what a byte order mark says, UTF-8, or what
            `detect` finds.
        detect: names the encoding of bytes that are no UTF-8, or returns None.

    Raises:
        TmxError: it is empty, no text, or not of Chinese and English between tabs.
    """
    text = decode(stream.read(), name, encoding=encoding, detect=detect)
    tag = normalise_tag(chinese) if chinese else _find_tag(name)
    return read_pairs(text.removeprefix("\ufeff"), name, tag)


def _find_tag(name: str) -> str:
    try:
        tag = normalise_tag(PurePath(PurePath(name).stem).suffix[1:])
        return tag if is_chinese(tag) else _UNKNOWN
    except TmxError:
        return _UNKNOWN
