"""The order of a concept's terms: Chinese, English, others; what was found before what was made."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tmx.glossary.records import Provenance, Term, TermStatus
from tmx.language import is_chinese, normalise_tag, primary

_FOUND = frozenset({Provenance.CORPUS, Provenance.USER})
GENERATED = frozenset({Provenance.CLDR, Provenance.DICTIONARY, Provenance.CONVERSION})
_STATUSES = (TermStatus.PREFERRED, None, *TermStatus)
_LEFT_OUT = frozenset({TermStatus.DEPRECATED, TermStatus.SUPERSEDED})


def is_usable(term: Term) -> bool:
    """Whether a term may be written, by its status."""
    return term.status not in _LEFT_OUT


def order_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Order terms: Chinese, English, others; the terms of a language together.

    Languages whose terms were found come before those whose terms were generated alone, and within
    a language the preferred term comes first.
    """
    kept = tuple(terms)
    places: dict[str, int] = {}
    for term in sorted(kept, key=lambda each: each.provenance not in _FOUND):
        places.setdefault(normalise_tag(term.language), len(places))

    def rank(term: Term) -> tuple[int, int, int, bool]:
        tag = normalise_tag(term.language)
        family = 0 if is_chinese(tag) else 1 if primary(tag) == "en" else 2
        return family, places[tag], _STATUSES.index(term.status), term.provenance not in _FOUND

    return tuple(sorted(kept, key=rank))


def settle_statuses(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Let each language have one preferred term: of those that were found, the most frequent.

    Terms without a status, and what a person entered, stay as they are; nothing generated becomes
    preferred.

    Args:
        terms: of one concept.
    """
    best = {tag: _find_best([t for t in terms if t.language == tag]) for tag in _list_tags(terms)}
    return tuple(_settle(term, best[term.language]) for term in terms)


def _list_tags(terms: Sequence[Term]) -> list[str]:
    return list(dict.fromkeys(each.language for each in terms))


def _find_best(terms: Sequence[Term]) -> Term | None:
    """Find the term that its language prefers; None if nobody can tell."""
    entered = [t for t in terms if t.provenance == Provenance.USER and _is_preferred(t)]
    found = [t for t in terms if t.provenance == Provenance.CORPUS and is_usable(t) and t.status]
    if entered or not found:
        return next(iter(entered), None) or next(filter(_is_preferred, terms), None)
    return max(found, key=lambda each: (_is_preferred(each), each.count or 0))


def _is_preferred(term: Term) -> bool:
    return term.status == TermStatus.PREFERRED


def _settle(term: Term, best: Term | None) -> Term:
    if term is best:
        return replace(term, status=TermStatus.PREFERRED) if term.status else term
    if _is_preferred(term) and best is not None:
        return replace(term, status=TermStatus.ADMITTED)
    return term
