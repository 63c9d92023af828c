"""Concepts → concepts with a term in each locale that is asked for; what is made is marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from aligner.terms.variants.assigning import assign_locales
from aligner.terms.variants.converting import convert
from aligner.terms.variants.locales import check_languages, kind_of
from aligner.terms.variants.ordering import GENERATED, is_usable, order_terms
from aligner.terms.variants.regional import find_rows, find_stretches, rename
from aligner.terms.variants.spelling import spell
from tmx.glossary.records import Concept, Glossary, Provenance, Review, Term, TermStatus
from tmx.language import is_chinese, normalise_tag, primary
from tmx.memory.folding import fold_text

_NEAREST = {
    "zh-CN": ("zh-CN", "zh-HK", "zh-TW"),
    "zh-TW": ("zh-TW", "zh-HK", "zh-CN"),
    "zh-HK": ("zh-HK", "zh-TW", "zh-CN"),
}
"""From which locales a term is made, the best first."""


@dataclass(frozen=True, slots=True)
class _Base:
    """A term that others are made from.

    Args:
        term: that was found or entered.
        kind: zh-CN, zh-TW, zh-HK, or a tag of English.
        english: the English terms of its concept.
    """

    term: Term
    kind: str
    english: tuple[str, ...]


def add_variants(glossary: Glossary, languages: Sequence[str]) -> Glossary:
    """Give each concept a term in each locale that is asked for.

    A term comes from the names that CLDR has for territories, from the words that CC-CEDICT tags as
    those of Taiwan or Hong Kong, or from conversion by OpenCC and of English spelling, in this
    order. It is admitted, and its provenance says where it comes from; where both locales write
    alike it has none, for nothing was converted. What CLDR calls a territory is added as well where
    the locale has another name for it. Nothing that was found or entered is replaced. Concepts
    that were rejected stay as they are.

    Args:
        glossary: any. Terms without a region are assigned to one first; see `assign_locales`.
        languages: BCP 47 tags: zh-CN, zh-SG, zh-MY, zh-TW, zh-HK, zh-MO, en-GB, en-US.

    Returns:
        The same concepts, with more terms.

    Raises:
        AlignerError: a tag is none of these.
    """
    tags = check_languages(languages)
    if not tags:
        return glossary
    assigned = assign_locales(glossary, tags)
    return replace(assigned, concepts=tuple(_complete(each, tags) for each in assigned.concepts))


def _complete(concept: Concept, tags: Sequence[str]) -> Concept:
    if concept.review == Review.REJECTED:
        return concept
    made = [term for tag in tags for term in _make_terms(concept, tag)]
    if not made:
        return concept
    return replace(concept, terms=order_terms((*concept.terms, *made)))


def _make_terms(concept: Concept, tag: str) -> Iterator[Term]:
    """Make the terms of a locale: one if it has none, and what CLDR calls it if that is another."""
    there = [each for each in concept.terms if normalise_tag(each.language) == tag]
    bases = _list_bases(concept, tag)
    if not bases:
        return
    made = _make_named(bases, tag) if is_chinese(tag) else None
    if there:
        known = {fold_text(each.text) for each in there}
        if made and made.provenance == Provenance.CLDR and fold_text(made.text) not in known:
            yield made
    else:
        made = made or (_make_chinese(bases[0], tag) if is_chinese(tag) else _spell(bases, tag))
        if made is not None:
            yield made


def _list_bases(concept: Concept, tag: str) -> list[_Base]:
    """List what a term can be made from, the best first."""
    english = tuple(t.text for t in concept.terms if primary(t.language) == "en")
    bases = [
        _Base(term, kind_of(term.language) or _guess_kind(term), english)
        for term in concept.terms
        if is_usable(term) and term.text.strip() and _is_kin(term, tag)
    ]
    nearest = _NEAREST.get(kind_of(tag) or "", ())

    def rank(base: _Base) -> tuple[bool, bool, int]:
        is_made = base.term.provenance in GENERATED
        is_other = base.term.status not in {TermStatus.PREFERRED, None}
        return is_made, is_other, nearest.index(base.kind) if base.kind in nearest else 0

    return sorted(bases, key=rank)


def _is_kin(term: Term, tag: str) -> bool:
    """Whether a term is in a language that one of a locale can be made from."""
    if not is_chinese(tag):
        return primary(term.language) == "en"
    return primary(term.language) in {"zh", "yue"}


def _guess_kind(term: Term) -> str:
    """Guess where a term belongs that shows no sign of it: OpenCC leaves such a term as it is."""
    return "zh-CN" if is_chinese(term.language) else term.language


def _make_named(bases: Sequence[_Base], tag: str) -> Term | None:
    """Make a term that CLDR or the dictionary has."""
    for base in bases:
        for row in find_rows(base.term.text, base.english):
            return _make(base, tag, row.forms[kind_of(tag) or tag], row.provenance)
    return None


def _make_chinese(base: _Base, tag: str) -> Term:
    """Make a term by conversion, with the names inside it as the locale has them."""
    target = kind_of(tag) or tag
    stretches = list(find_stretches(base.term.text, base.english))
    names = [each.rows[0].forms[target] for each in stretches]
    to_target = partial(convert, source=base.kind, target=target, english=base.english)
    made = rename(base.term.text, stretches, names, to_target)
    return _make(base, tag, made, Provenance.CONVERSION)


def _spell(bases: Sequence[_Base], tag: str) -> Term | None:
    """Spell an English term; None where one without a region is written the same everywhere."""
    made = _make(bases[0], tag, spell(bases[0].term.text, tag), Provenance.CONVERSION)
    plain = {base.term.text for base in bases if normalise_tag(base.term.language) == "en"}
    return None if made.text in plain else made


def _make(base: _Base, tag: str, text: str, provenance: Provenance) -> Term:
    """Make a term of another locale; what conversion leaves as it is has no provenance."""
    is_alike = provenance == Provenance.CONVERSION and text == base.term.text
    return Term(
        tag,
        text,
        TermStatus.ADMITTED,
        None if is_alike else provenance,
        part_of_speech=base.term.part_of_speech,
    )
