"""Units of many variants → pairs of a source and a target, which most tools and formats want.

Tags are compared as a file has them, then as `export_tag` would write them, then by language
alone where only one variant can be meant. Simplified and traditional Chinese never stand in for
each other.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tmx.errors import TmxError
from tmx.language import export_tag, find_script, normalise_tag, primary
from tmx.markup import ANY_LANGUAGE
from tmx.records import TranslationUnit, Variant


class LanguagePair(NamedTuple):
    """The tags of a source and a target, as a file is written with them."""

    source: str
    target: str


def find_source(unit: TranslationUnit, header_source: str | None) -> Variant | None:
    """Find the variant that is the source of a unit.

    Args:
        unit: any; what it says itself goes before the header.
        header_source: source language of the file, "*all*", or None where there is no header.

    Returns:
        The first variant of that language; the first of all where any may be the source; None
        where no variant is in it.

    >>> unit = TranslationUnit((Variant("en", "a"), Variant("zh-HK", "b")))
    >>> find_source(unit, "zh-HK").text, find_source(unit, "*all*").text
    ('b', 'a')
    """
    stated = unit.source_language or header_source
    if stated is None or stated == ANY_LANGUAGE:
        return unit.variants[0] if unit.variants else None
    return pick_variant(unit.variants, stated)


def pick_variant(variants: Sequence[Variant], language: str) -> Variant | None:
    """Choose the variant in a language, or None where there is none, or it is not clear which.

    Args:
        variants: of one unit; of several with the same tag the first is taken.
        language: a tag in any form; "zh" means zh-CN where no other Chinese stands beside it,
            but zh-TW never stands for zh-CN.

    >>> found = (Variant("zh-TW", "a"), Variant("en-GB", "b"), Variant("en-US", "c"))
    >>> pick_variant(found, "zh").text, pick_variant(found, "en"), pick_variant(found, "zh-CN")
    ('a', None, None)
    """
    for form in (_keep, _normalise, _shorten):
        wanted = form(language)
        for variant in variants:
            if form(variant.language) == wanted:
                return variant
    alike = [each for each in variants if _may_stand_for(each.language, language)]
    return alike[0] if len({_shorten(each.language) for each in alike}) == 1 else None


def pick_pair(
    unit: TranslationUnit,
    source: str | None = None,
    target: str | None = None,
    *,
    header_source: str | None = None,
) -> tuple[Variant, Variant] | None:
    """Choose the source and the target of a unit.

    Args:
        unit: any.
        source: tag of the source; None: the source that the unit or the header states.
        target: tag of the target; None: the first variant in another language than the source.
        header_source: source language of the file, or None.

    Returns:
        Two variants, or None where one is missing or it is not clear which is meant.

    >>> unit = TranslationUnit((Variant("en", "a"), Variant("zh-HK", "b"), Variant("fr", "c")))
    >>> [each.text for each in pick_pair(unit, "zh-HK")], pick_pair(unit, "zh", "de")
    (['b', 'a'], None)
    """
    if source is None:
        first = find_source(unit, header_source)
    else:
        first = pick_variant(unit.variants, source)
    if first is None:
        return None
    others = _list_others(unit, first)
    second = pick_variant(others, target) if target is not None else next(iter(others), None)
    return None if second is None else (first, second)


def divide_pairs(
    unit: TranslationUnit, header_source: str | None = None
) -> tuple[TranslationUnit, ...]:
    """Make units of one source and one target variant each.

    Args:
        unit: any; one of a single pair stays as it is, but for the order.
        header_source: source language of the file, or None.

    Returns:
        Every variant in the source language with every other, the source first. The first keeps
        the tuid, the others get ".2" and so on behind it. () where there is no pair.

    >>> unit = TranslationUnit((Variant("en", "a"), Variant("zh-HK", "b"), Variant("fr", "c")), "u")
    >>> [(each.tuid, each.variants[1].language) for each in divide_pairs(unit, "zh")]
    [('u', 'en'), ('u.2', 'fr')]
    """
    return _make_units(unit, _list_pairs(unit, header_source))


def divide_pair(
    unit: TranslationUnit, pair: LanguagePair, header_source: str | None = None
) -> tuple[TranslationUnit, ...]:
    """Make the units of one pair of languages, as in a file for this pair alone.

    Args:
        unit: any.
        pair: as `count_pairs` lists it.
        header_source: source language of the file, or None.

    Returns:
        As `divide_pairs`, of this pair only; the tuid is the same in the file of each pair.

    >>> unit = TranslationUnit((Variant("en", "a"), Variant("zh-HK", "b"), Variant("fr", "c")), "u")
    >>> [each.tuid for each in divide_pair(unit, LanguagePair("zh-HK", "fr"), "zh-HK")]
    ['u']
    """
    pairs = _list_pairs(unit, header_source)
    return _make_units(unit, [each for each in pairs if _name_pair(each) == pair])


def count_pairs(
    units: Iterable[TranslationUnit], header_source: str | None = None
) -> dict[LanguagePair, int]:
    """Count the pairs of source and target of a file, in the order in which they first come.

    Args:
        units: gone through once.
        header_source: source language of the file, or None.

    >>> unit = TranslationUnit((Variant("zh-Hant-HK", "a"), Variant("en", "b"), Variant("en", "c")))
    >>> count_pairs([unit])
    {LanguagePair(source='zh-HK', target='en'): 2}
    """
    found = Counter(_name_pair(pair) for unit in units for pair in _list_pairs(unit, header_source))
    return dict(found)


def _list_pairs(unit: TranslationUnit, header_source: str | None) -> list[tuple[Variant, Variant]]:
    source = find_source(unit, header_source)
    if source is None:
        return []
    others = _list_others(unit, source)
    tag = _shorten(source.language)
    sources = [each for each in unit.variants if _shorten(each.language) == tag]
    return [(first, second) for first in sources for second in others]


def _list_others(unit: TranslationUnit, source: Variant) -> list[Variant]:
    tag = _shorten(source.language)
    return [each for each in unit.variants if _shorten(each.language) != tag]


def _name_pair(pair: tuple[Variant, Variant]) -> LanguagePair:
    return LanguagePair(*(_shorten(each.language) for each in pair))


def _make_units(
    unit: TranslationUnit, pairs: Sequence[tuple[Variant, Variant]]
) -> tuple[TranslationUnit, ...]:
    return tuple(
        replace(unit, variants=pair, tuid=tuid)
        for pair, tuid in zip(pairs, _number(unit.tuid), strict=False)
    )


def _number(tuid: str | None) -> Iterator[str | None]:
    yield tuid
    count = 1
    while True:
        count += 1
        yield None if tuid is None else f"{tuid}.{count}"


def _keep(language: str) -> str:
    return language


def _normalise(language: str) -> str:
    return _try(normalise_tag, language) or language


def _shorten(language: str) -> str:
    """Return a tag as it is written; what is no tag stays, for a reader keeps it too."""
    return _try(lambda tag: export_tag(tag).tag, language) or language


def _may_stand_for(found: str, wanted: str) -> bool:
    if (language := _try(primary, wanted)) is None or _try(primary, found) != language:
        return False
    scripts = {find_script(found), find_script(wanted)} - {None}
    return len(scripts) < 2


def _try(change: Callable[[str], str], language: str) -> str | None:
    try:
        return change(language)
    except TmxError:
        return None
