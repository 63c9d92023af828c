"""memoQ's term bases as CSV: a row an entry, the columns that memoQ exports and imports.

UTF-8 with a byte order mark, commas. Reading is that of any text table, which knows these columns.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from tmx.errors import TmxError
from tmx.formats.tables.rows import replace_surrogates
from tmx.glossary.languages import name_column
from tmx.glossary.records import (
    Concept,
    Glossary,
    GlossaryWriting,
    Review,
    Term,
    TermStatus,
)
from tmx.glossary.tables import BOM, read
from tmx.glossary.tabular.formulas import neutralise
from tmx.glossary.tabular.memoq import (
    DEFINITION,
    DOMAIN,
    EXAMPLE,
    FORBIDDEN,
    ID,
    INFO,
    MATCHING,
    NOTE,
    PARTS_OF_SPEECH,
    SUBJECT,
)
from tmx.glossary.tabular.planning import guess_language
from tmx.glossary.tabular.rows import rank_language
from tmx.glossary.termbase.naming import number_ids
from tmx.language import normalise_tag, primary
from tmx.losses import LossCounter

__all__ = ["read", "write"]

_ENTRY = (ID, SUBJECT, DOMAIN, NOTE)
_UNWANTED = (TermStatus.DEPRECATED, TermStatus.SUPERSEDED)
_NEAREST = {"properNoun": "noun"}


def write(stream: BinaryIO, glossary: Glossary) -> GlossaryWriting:
    """Write a glossary for memoQ.

    Deprecated and superseded terms are forbidden there; rejected concepts are left out. What
    would be a formula in a spreadsheet is neutralised, as in every text table.

    Args:
        stream: a binary stream.
        glossary: any.

    Returns:
        How many concepts were written, and what memoQ does not hold of them.

    Raises:
        TmxError: the language of a term is no tag.

    Source: memoQ documentation, “Term base CSV import settings”.
    """
    losses = LossCounter()
    if glossary.title:
        losses.add("a term base of memoQ holds no title")
    placed = [*_choose(glossary, losses)]
    widths = _measure([concept for _, concept in placed])
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_name_columns(widths))
    numbers = number_ids([concept.id for _, concept in placed])
    for number, (place, concept) in zip(numbers, placed, strict=True):
        row = _make_row(concept, number, widths)
        writer.writerow(map(neutralise, replace_surrogates(row, place, losses)))
        _count_losses(concept, place, losses)
    stream.write((BOM + text.getvalue()).encode("utf-8"))
    return GlossaryWriting(len(placed), losses.losses)


def _choose(glossary: Glossary, losses: LossCounter) -> Iterator[tuple[str, Concept]]:
    """Give the concepts that are written, each with its place."""
    for number, concept in enumerate(glossary.concepts, start=1):
        place = f"concept {number}"
        if concept.review is Review.REJECTED:
            losses.add("rejected concepts are left out", place)
        elif not any(term.text.strip() for term in concept.terms):
            losses.add("a concept without a term is left out", place)
        else:
            _check_tags(concept, place)
            yield place, concept


def _check_tags(concept: Concept, place: str) -> None:
    for term in concept.terms:
        try:
            normalise_tag(term.language)
        except TmxError as error:
            raise TmxError(f"{place}, term {term.text[:40]}: {error}") from error


def _measure(concepts: Sequence[Concept]) -> dict[str, int]:
    """Return how many terms of a language an entry has at most: Chinese, English, others."""
    widths: dict[str, int] = {}
    for concept in concepts:
        counts = Counter(normalise_tag(each.language) for each in concept.terms)
        for tag, count in counts.items():
            widths[tag] = max(count, widths.get(tag, 0))
    return {tag: widths[tag] for tag in sorted(widths, key=rank_language)}


def _name_columns(widths: dict[str, int]) -> list[str]:
    names = [*_ENTRY]
    for tag, width in widths.items():
        name = name_column(tag)
        names += [name + DEFINITION, *[name, INFO, EXAMPLE] * width]
    return names


def _make_row(concept: Concept, number: str, widths: dict[str, int]) -> list[str]:
    terms: dict[str, list[Term]] = {tag: [] for tag in widths}
    for term in concept.terms:
        if term.text.strip():
            terms[normalise_tag(term.language)].append(term)
    notes = [f"{term.text}: {term.note}" for term in concept.terms if term.note]
    cells = [number, concept.subject, "", "\n".join(filter(None, (concept.note, *notes)))]
    defined = _find_defined(concept.definition, [tag for tag in terms if terms[tag]])
    for tag, width in widths.items():
        cells.append(concept.definition if tag == defined else "")
        for term in terms[tag]:
            cells += [term.text, _make_info(term), term.example]
        cells += [""] * (3 * (width - len(terms[tag])))
    return cells


def _find_defined(definition: str, tags: Sequence[str]) -> str:
    """Return the language of an entry that its definition is written in, by its letters."""
    language = guess_language([definition])
    return next((tag for tag in tags if primary(tag) == language), tags[0])


def _make_info(term: Term) -> str:
    part = _name_part(term)
    words = [*MATCHING, *([part] if part else [])]
    return ";".join([*words, FORBIDDEN] if term.status in _UNWANTED else words)


def _name_part(term: Term) -> str:
    part = _NEAREST.get(term.part_of_speech, term.part_of_speech)
    return PARTS_OF_SPEECH.get(part, PARTS_OF_SPEECH["other"]) if part else ""


def _count_losses(concept: Concept, place: str, losses: LossCounter) -> None:
    for what, times in _list_losses(concept):
        if times:
            losses.add(what, place, count=times)


def _list_losses(concept: Concept) -> Iterator[tuple[str, int]]:
    terms, holds_no = concept.terms, "a term base of memoQ holds no"
    kept = (None, TermStatus.DEPRECATED)
    yield f"{holds_no} statuses but “forbidden”", sum(each.status not in kept for each in terms)
    marked = (each for each in terms if each.provenance is not None)
    yield f"{holds_no} provenance", sum(1 for _ in marked)
    counts = [concept.count, *(each.count for each in terms)]
    yield f"{holds_no} counts", sum(each is not None for each in counts)
    yield f"{holds_no} probabilities", int(concept.probability is not None)
    yield f"{holds_no} evidence", int(bool(concept.evidence))
    yield f"{holds_no} reviews", int(concept.review is not Review.PROPOSED)
    is_kept = not concept.id or concept.id.isdecimal()
    yield f"{holds_no} identifiers but numbers", int(not is_kept)
    yield f"{holds_no} such part of speech", sum(map(_is_other, terms))
    yield "notes of terms are kept in the note of the entry", sum(bool(e.note) for e in terms)
    yield "a term without a text is left out", sum(not each.text.strip() for each in terms)


def _is_other(term: Term) -> bool:
    return term.part_of_speech not in ("", *PARTS_OF_SPEECH)
