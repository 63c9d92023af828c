"""Which terms of a concept count in a text: those of its locale, else those of its language."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from tmx.errors import TmxError
from tmx.glossary.records import Concept, Term, TermStatus
from tmx.language import find_script, is_chinese, normalise_tag, primary

_OUT = frozenset({TermStatus.DEPRECATED, TermStatus.SUPERSEDED})


def is_admitted(term: Term) -> bool:
    """Whether a term may be used: all but what a glossary calls deprecated or superseded."""
    return term.status not in _OUT


def scope_terms(terms: Iterable[Term], tag: str) -> list[Term]:
    """Choose the terms that count in a text.

    Args:
        terms: of a concept.
        tag: of the text.

    Returns:
        Those that are of its locale, or of no other one; where there is none, all of its language.

    >>> terms = [Term("zh-CN", "特朗普"), Term("zh-TW", "川普"), Term("en", "Trump")]
    >>> [each.text for each in scope_terms(terms, "zh-TW")]
    ['川普']
    >>> [each.text for each in scope_terms(terms, "zh-HK")]
    ['特朗普', '川普']
    """
    alike = [each for each in terms if has_language(each.language, tag)]
    return [each for each in alike if _is_local(each.language, tag)] or alike


def list_admitted(concept: Concept, tag: str) -> list[Term]:
    """Return the admitted terms of a concept that count in a text, by locale.

    A locale whose terms are all deprecated has none: those of other locales count.
    """
    return scope_terms(filter(is_admitted, concept.terms), tag)


def list_deprecated(concept: Concept, tag: str, admitted: Sequence[Term]) -> list[Term]:
    """Return the terms that are not to be used in a text, and of which no admitted one is equal."""
    kept = {each.text for each in admitted}
    out = [each for each in concept.terms if not is_admitted(each) and each.text not in kept]
    return [
        each for each in out if has_language(each.language, tag) and _is_local(each.language, tag)
    ]


@lru_cache(4096)
def has_language(found: str, wanted: str) -> bool:
    """Whether two tags name one language; all of Chinese is one.

    >>> has_language("zh-TW", "yue-HK"), has_language("en", "en-GB"), has_language("en", "de")
    (True, True, False)
    """
    try:
        if is_chinese(found) or is_chinese(wanted):
            return is_chinese(found) and is_chinese(wanted)
        return primary(found) == primary(wanted)
    except TmxError:
        return found.lower() == wanted.lower()


@lru_cache(4096)
def _is_local(found: str, wanted: str) -> bool:
    """Whether a term's tag says nothing that the text's tag does not say as well."""
    try:
        first, second = normalise_tag(found), normalise_tag(wanted)
        scripts = {find_script(found), find_script(wanted)} - {None}
    except TmxError:
        return found.lower() == wanted.lower()
    if len(scripts) > 1:
        return False
    regions = {_find_region(first), _find_region(second)} - {""}
    return len(regions) < 2


def _find_region(tag: str) -> str:
    parts = tag.split("-")[1:]
    return next((each for each in parts if len(each) == 2 or each.isdigit()), "")
