"""A source of units → the units of one pair of languages, or of one source language."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tmx.errors import TmxError
from tmx.formats.places import name_unit
from tmx.formats.records import UnitSource
from tmx.language import normalise_tag
from tmx.losses import Loss, LossCounter
from tmx.markup import ANY_LANGUAGE
from tmx.pairing import LanguagePair, count_pairs, divide_pair, find_source, pick_pair, pick_variant
from tmx.records import Header, ReadReport, TranslationUnit, Variant

OTHERS = "texts in other languages, or further ones in the same, are left out"
_SHOWN_LANGUAGES = 20


@dataclass(frozen=True, slots=True)
class Languages:
    """What a user asks for, or what was found for it; None: whatever a unit has.

    Args:
        source: tag of the source.
        target: tag of the target.
    """

    source: str | None = None
    target: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self.source is not None or self.target is not None

    def __str__(self) -> str:
        """Name the languages for people."""
        return " and ".join(tag for tag in (self.source, self.target) if tag)


def find_languages(units: UnitSource, wanted: Languages) -> Languages:
    """Find the tags with which a file has what is asked for, such as zh-CN for zh.

    Args:
        units: gone through until the first unit that has it.
        wanted: one or two tags.

    Raises:
        TmxError: no unit has it, a tag is none, or both are the same.
    """
    wanted = Languages(*(tag and normalise_tag(tag) for tag in (wanted.source, wanted.target)))
    if wanted.source == wanted.target:
        raise TmxError(f"source and target are both {wanted.source}; name two languages")
    seen: dict[str, None] = {}
    for unit in units:
        variants = pick(unit, wanted, units.header)
        if variants:
            target = variants[1].language if wanted.target else None
            is_stated = wanted.source is not None or _is_turned(unit, wanted, units.header)
            return Languages(variants[0].language if is_stated else None, target)
        if len(seen) < _SHOWN_LANGUAGES:
            seen |= dict.fromkeys(each.language for each in unit.variants)
    raise TmxError(
        f"no unit has a text in {wanted}; the input holds {', '.join(seen) or 'no unit'}, so name"
        " languages of these"
    )


def pick(unit: TranslationUnit, wanted: Languages, header: Header | None) -> tuple[Variant, ...]:
    """Choose the variants of a unit that are asked for, the source first; () if it lacks one.

    Args:
        unit: any.
        wanted: a source alone keeps the variants of all other languages; a target alone that is
            the source of the unit turns it round.
        header: of its file, or None.
    """
    if wanted.target is None and wanted.source is not None:
        source = pick_variant(unit.variants, wanted.source)
        others = tuple(each for each in unit.variants if each is not source)
        return () if source is None or not others else (source, *others)
    if wanted.target is not None and _is_turned(unit, wanted, header):
        target = pick_variant(unit.variants, wanted.target)
        others = tuple(each for each in unit.variants if each is not target)
        return (others[0], target) if target is not None and others else ()
    stated = None if header is None else header.source_language
    return pick_pair(unit, wanted.source, wanted.target, header_source=stated) or ()


def _is_turned(unit: TranslationUnit, wanted: Languages, header: Header | None) -> bool:
    """Whether the target that is asked for is the source of a unit, and no source is."""
    if wanted.source is not None or wanted.target is None:
        return False
    stated = None if header is None else header.source_language
    source = find_source(unit, stated)
    return source is not None and source is pick_variant(unit.variants, wanted.target)


class SettledUnits:
    """A source whose header names a language that its units lack: any may be the source.

    Args:
        units: the source.
    """

    def __init__(self, units: UnitSource) -> None:
        self._units = units

    @property
    def header(self) -> Header | None:
        """The header, with "*all*" as the source language."""
        return _state_source(self._units.header, ANY_LANGUAGE)

    @property
    def report(self) -> ReadReport:
        """What was read of the source."""
        return self._units.report

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a pass."""
        return iter(self._units)


def settle_source(units: UnitSource) -> UnitSource:
    """Return a source whose header can be believed: tools often write a wrong srclang.

    Args:
        units: the first unit is looked at.
    """
    stated = _get_source(units)
    if stated is None or stated == ANY_LANGUAGE:
        return units
    first = next(iter(units), None)
    if first is None or pick_variant(first.variants, stated) is not None:
        return units
    return SettledUnits(units)


class SelectedUnits:
    """The units of a source that have a text in certain languages, and these texts alone.

    Args:
        units: the source.
        languages: as `find_languages` gives them.
    """

    def __init__(self, units: UnitSource, languages: Languages) -> None:
        self._units = units
        self._languages = languages
        self._header = _state_source(units.header, languages.source)
        self.losses: tuple[Loss, ...] = ()

    @property
    def header(self) -> Header | None:
        """The header of the source, with the language that is asked for."""
        return self._header

    @property
    def report(self) -> ReadReport:
        """What was read of the source; `losses` says what was left out of it."""
        return self._units.report

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a pass."""
        losses = LossCounter()
        for number, unit in enumerate(self._units, start=1):
            variants = pick(unit, self._languages, self._units.header)
            if not variants:
                reason = f"a unit without a text in {self._languages} is left out"
                losses.add(reason, name_unit(number, unit))
                continue
            if len(variants) < len(unit.variants):
                left = len(unit.variants) - len(variants)
                losses.add(OTHERS, name_unit(number, unit), count=left)
            yield self._make_unit(unit, variants)
        self.losses = losses.losses

    def _make_unit(self, unit: TranslationUnit, variants: tuple[Variant, ...]) -> TranslationUnit:
        if self._languages.source is None:
            return unit if variants == unit.variants else replace(unit, variants=variants)
        return replace(unit, variants=variants, source_language=None)


class PairUnits:
    """The units of one pair of languages out of a source of many.

    Args:
        units: the source.
        pair: as `survey_pairs` lists it.
    """

    def __init__(self, units: UnitSource, pair: LanguagePair) -> None:
        self._units = units
        self._pair = pair

    @property
    def header(self) -> Header | None:
        """The header of the source, with the language of the pair."""
        return _state_source(self._units.header, self._pair.source)

    @property
    def report(self) -> ReadReport:
        """What was read of the source."""
        return self._units.report

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a pass."""
        stated = _get_source(self._units)
        for unit in self._units:
            for divided in divide_pair(unit, self._pair, stated):
                yield replace(divided, source_language=None)


@dataclass(frozen=True, slots=True)
class Survey:
    """The pairs of languages of a source.

    Args:
        pairs: how many units each makes, in the order in which they first come.
        losses: units that have no pair.
    """

    pairs: dict[LanguagePair, int]
    losses: tuple[Loss, ...] = ()


def survey_pairs(units: UnitSource) -> Survey:
    """Count the pairs of languages of a source in one pass."""
    losses = LossCounter()
    found: dict[LanguagePair, int] = {}
    stated = _get_source(units)
    for number, unit in enumerate(units, start=1):
        pairs = count_pairs((unit,), stated)
        if not pairs:
            reason = "a unit without a source and a target is left out"
            losses.add(reason, name_unit(number, unit))
        for pair, count in pairs.items():
            found[pair] = found.get(pair, 0) + count
    return Survey(found, losses.losses)


def _get_source(units: UnitSource) -> str | None:
    return None if units.header is None else units.header.source_language


def _state_source(header: Header | None, language: str | None) -> Header | None:
    if language is None:
        return header
    if header is None:
        return Header(language)
    return replace(header, source_language=language)
