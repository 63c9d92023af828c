"""Terms printed without a region → the locale that they are written for.

Aligned texts are often tagged zh or zh-Hant alone. Script and region then follow from what is
written: in the term, in its example, and where these do not tell, in the whole glossary.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from aligner.terms.variants.converting import convert_characters
from aligner.terms.variants.locales import kind_of
from aligner.terms.variants.regional import find_rows
from aligner.terms.variants.spelling import find_spelling
from tmx.glossary.records import Concept, Glossary, Term
from tmx.language import find_script, is_chinese, normalise_tag, primary
from tmx.orthography import respell

_TRADITIONAL = ("zh-TW", "zh-HK")
_PLAIN = frozenset({"zh", "zh-Hans", "zh-Hant", "en"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for locales, counted over a glossary by the tag of its terms."""

    scripts: Counter[tuple[str, str]]
    regions: Counter[tuple[str, str]]


def assign_locales(glossary: Glossary, languages: Sequence[str]) -> Glossary:
    """Give terms without a region the tag of a locale, if one of those asked for fits.

    Simplified terms become those of the mainland. Traditional ones become Taiwan's or Hong Kong's
    by their names (川普, 特朗普) and characters (衛, 衞); where nothing tells, Taiwan's, or what is
    asked for. English ones are assigned only where their spelling tells. All else stays as it is.

    Args:
        glossary: any.
        languages: tags of the locales that are wanted, in their usual form.

    Returns:
        The same terms; a tag changes, never a text.
    """
    signs = _count_signs(glossary.concepts)
    return replace(
        glossary,
        concepts=tuple(_assign_all(each, languages, signs) for each in glossary.concepts),
    )


def _assign_all(concept: Concept, languages: Sequence[str], signs: Signs) -> Concept:
    terms = tuple(
        replace(term, language=_find_locale(term, concept, languages, signs))
        if _is_plain(term)
        else term
        for term in concept.terms
    )
    return concept if terms == concept.terms else replace(concept, terms=terms)


def _is_plain(term: Term) -> bool:
    return normalise_tag(term.language) in _PLAIN


def _find_locale(term: Term, concept: Concept, languages: Sequence[str], signs: Signs) -> str:
    """Find the locale of a term among those asked for; its own tag if there is none."""
    fitting = _list_fitting(term, concept, signs)
    wanted = (tag for kind in fitting for tag in languages if kind_of(tag) == kind)
    return next(wanted, term.language)


def _list_fitting(term: Term, concept: Concept, signs: Signs) -> list[str]:
    """List the locales that a term may be written for, the likeliest first."""
    if not is_chinese(term.language):
        spelling = find_spelling(term.text)
        return [] if spelling is None else [spelling]
    script = _find_script(term, signs)
    if script == "Hant":
        return _rank_regions(term, concept, signs)
    return [] if script is None else ["zh-CN"]


def _count_signs(concepts: Iterable[Concept]) -> Signs:
    signs = Signs(Counter(), Counter())
    for concept in concepts:
        for term in filter(_is_plain, concept.terms):
            if is_chinese(term.language):
                script = _read_script(term)
                if script is not None:
                    signs.scripts[term.language, script] += 1
                if script == "Hant":
                    signs.regions.update((term.language, r) for r in _list_signs(term, concept))
    return signs


def _read_script(term: Term) -> str | None:
    """Read the script of a term from its tag, its characters, or its example."""
    tagged = find_script(term.language)
    if tagged is not None:
        return tagged
    for text in (term.text, term.example):
        traditional, simplified = (_count_changes(text, name) for name in ("hk2s", "s2t"))
        if traditional or simplified:
            # 台 and 后 are traditional characters too.
            return "Hant" if traditional >= simplified else "Hans"
    return None


def _count_changes(text: str, configuration: str) -> int:
    """Count the characters that OpenCC changes, at least."""
    changed = respell(text, configuration)
    return sum(one != other for one, other in zip(text, changed, strict=False))


def _find_script(term: Term, signs: Signs) -> str | None:
    script = _read_script(term)
    if script is None:
        counts = {each: signs.scripts[term.language, each] for each in ("Hans", "Hant")}
        script = max(counts, key=counts.__getitem__) if any(counts.values()) else None
    return script


def _rank_regions(term: Term, concept: Concept, signs: Signs) -> list[str]:
    """Rank the regions of traditional characters, the likeliest for a term first."""
    own = Counter(_list_signs(term, concept))
    all_ = {each: signs.regions[term.language, each] for each in _TRADITIONAL}
    return sorted(_TRADITIONAL, key=lambda each: (-own[each], -all_[each]))


def _list_signs(term: Term, concept: Concept) -> list[str]:
    """List the regions that a traditional term shows signs of, each as often as it does."""
    return [*_list_named(term, concept), *_list_written(f"{term.text}\n{term.example}")]


def _list_named(term: Term, concept: Concept) -> list[str]:
    english = [each.text for each in concept.terms if primary(each.language) == "en"]
    named = []
    for row in find_rows(term.text, english):
        taiwan = row.forms["zh-TW"]
        if taiwan == row.forms["zh-HK"]:
            continue
        is_taiwan = convert_characters(term.text, "zh-HK", "zh-TW") in {
            taiwan,
            convert_characters(taiwan, "zh-HK", "zh-TW"),
        }
        named.append("zh-TW" if is_taiwan else "zh-HK")
    return named


def _list_written(text: str) -> list[str]:
    # 台灣 is usual in Taiwan too.
    text = text.replace("臺", "台")
    is_taiwan = convert_characters(text, "zh-TW", "zh-HK") != text
    is_hong_kong = convert_characters(text, "zh-HK", "zh-TW").replace("臺", "台") != text
    if is_taiwan == is_hong_kong:
        return []
    return ["zh-TW" if is_taiwan else "zh-HK"]
