"""Concepts that differ only by region or script → one: 特朗普 | Trump and 川普 | Trump."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from aligner.lexicon.english import find_words, stem_words
from aligner.terms.variants.converting import convert
from aligner.terms.variants.locales import kind_of
from aligner.terms.variants.ordering import is_usable, order_terms, settle_statuses
from aligner.terms.variants.regional import find_rows, find_stretches, rename
from aligner.terms.variants.spelling import spell
from tmx.glossary.records import Concept, Glossary, Review, Term
from tmx.language import is_chinese, primary
from tmx.memory.folding import fold_text

_Key = tuple[str, str]


def merge_variants(glossary: Glossary) -> Glossary:
    """Make one concept of those that are the same but for region or script.

    They are the same if they share an English term, whatever its number, case and spelling, and a
    Chinese one once it is written as on the mainland: by its characters, by what CLDR or the
    dictionary call it elsewhere, or by OpenCC. What a person accepted takes in what was only
    proposed; two accepted concepts stay two, and rejected ones stay as they are.

    Args:
        glossary: any.

    Returns:
        Concepts in the order of the first of each; terms that are equal are one, with their counts
        added; each language has one preferred term of those that were found.
    """
    groups: list[list[Concept]] = []
    known: dict[_Key, int] = {}
    for concept in glossary.concepts:
        keys = list(dict.fromkeys(_list_keys(concept)))
        same = (known[each] for each in keys if each in known)
        number = next((each for each in same if _fits(groups[each], concept)), None)
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(concept)
        for key in keys:
            known.setdefault(key, number)
    return replace(glossary, concepts=tuple(map(_merge, groups)))


def _fits(group: Sequence[Concept], concept: Concept) -> bool:
    accepted = [each for each in (*group, concept) if each.review == Review.ACCEPTED]
    return len(accepted) < 2


def _list_keys(concept: Concept) -> Iterator[_Key]:
    """List what makes two concepts one: a Chinese key with an English one."""
    if concept.review == Review.REJECTED:
        return
    usable = [each for each in concept.terms if is_usable(each)]
    english = [each.text for each in usable if primary(each.language) == "en"]
    keys = [_fold_english(each) for each in english]
    for term in usable:
        if is_chinese(term.language):
            for key in _fold_chinese(term, english):
                yield from ((key, each) for each in keys)


def _fold_english(text: str) -> str:
    return " ".join(stem_words(find_words(spell(text.lower(), "en-US")))) or fold_text(text) or text


def _fold_chinese(term: Term, english: Sequence[str]) -> Iterator[str]:
    """Fold a term to keys: as it is printed, and as the mainland has it."""
    yield fold_text(term.text) or term.text
    for row in find_rows(term.text, english):
        yield fold_text(row.forms["zh-CN"])
    kind = kind_of(term.language) or "zh-TW"
    stretches = list(find_stretches(term.text, english))
    names = [each.rows[0].forms["zh-CN"] for each in stretches]
    to_mainland = partial(convert, source=kind, target="zh-CN", english=english)
    yield fold_text(rename(term.text, stretches, names, to_mainland)) or term.text


def _merge(group: Sequence[Concept]) -> Concept:
    """Make one concept of several; of one, only its statuses are settled."""
    if group[0].review == Review.REJECTED:
        return group[0]
    main = next((each for each in group if each.review == Review.ACCEPTED), group[0])
    if len(group) == 1:
        terms = settle_statuses(main.terms)
        return main if terms == main.terms else replace(main, terms=order_terms(terms))
    others = [each for each in group if each is not main]
    best = max(group, key=lambda each: each.probability or 0.0)
    terms = _merge_terms([*main.terms, *(term for each in others for term in each.terms)])
    return Concept(
        order_terms(settle_statuses(terms)),
        next(filter(None, (each.id for each in (main, *others))), ""),
        main.review,
        best.probability,
        _add(each.count for each in group),
        best.evidence,
        *(_join(getattr(each, name) for each in (main, *others)) for name in _TEXTS),
    )


_TEXTS = ("subject", "definition", "note")


def _merge_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    merged: dict[tuple[str, str], Term] = {}
    for term in terms:
        name = term.language, term.text
        merged[name] = _merge_pair(merged[name], term) if name in merged else term
    return tuple(merged.values())


def _merge_pair(first: Term, second: Term) -> Term:
    """Make one of two terms that are written alike; the first decides what only one can."""
    return replace(
        first,
        status=first.status or second.status,
        provenance=first.provenance or second.provenance,
        count=_add((first.count, second.count)),
        example=first.example or second.example,
        part_of_speech=first.part_of_speech or second.part_of_speech,
        note=_join((first.note, second.note)),
    )


def _add(counts: Iterable[int | None]) -> int | None:
    known = [each for each in counts if each is not None]
    return sum(known) if known else None


def _join(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
