"""Units of any languages → units of one text on each side of a memory, the source first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from tmx.errors import TmxError
from tmx.language import is_chinese, primary
from tmx.markup import TUID
from tmx.memory.folding import make_print
from tmx.memory.languages import is_language
from tmx.memory.queries.history import ChangeRow
from tmx.memory.records import UNKNOWN_PRINTS, Prints, Side, Status
from tmx.memory.units.facts import Facts, read_facts, state_facts
from tmx.memory.units.histories import take_history
from tmx.memory.units.rows import clean_unit, dump_details, is_clean
from tmx.pairing import find_source
from tmx.records import TranslationUnit, Variant

OTHERS = "texts in other languages are left out"
BLANK = "texts that are empty are left out"
DIVIDED = "units of several variants in a language become a unit each"
REPLACED = "characters that a memory cannot keep become U+FFFD"

_NOTHING = Facts()
_NO_PRINTS: Mapping[str, int] = {}


class NewUnit(NamedTuple):
    """A unit as a memory takes it.

    Args:
        unit: of two variants, the source first, both with a text.
        source: the side of its source.
        facts: what its columns say.
        own: prints of its texts, of the first and the second side.
        details: what no column says of it, as `tmx.memory.units.rows.dump_details` writes it.
        prints: of its neighbours.
        history: its former states, the oldest first.
    """

    unit: TranslationUnit
    source: Side
    facts: Facts
    own: tuple[int, int]
    details: str | None
    prints: Prints = UNKNOWN_PRINTS
    history: tuple[ChangeRow, ...] = ()

    @property
    def first(self) -> Variant:
        """The variant of the first side."""
        return self.unit.variants[self.source]

    @property
    def second(self) -> Variant:
        """The variant of the second side."""
        return self.unit.variants[1 - self.source]


class Texts(NamedTuple):
    """What a unit holds on each side: the prints of its texts by their tags, blank ones None."""

    first: Mapping[str, int | None]
    second: Mapping[str, int | None]


class Divided(NamedTuple):
    """What a memory takes of a unit.

    Args:
        units: those it makes, without the prints of neighbours; () if it makes none.
        texts: all its texts, also where it makes none, for its neighbours.
        document: that it stands in, or None.
        reason: why it makes none, or "".
        changes: what was changed or left out, and how often.
    """

    units: tuple[NewUnit, ...]
    texts: Texts
    document: str | None
    reason: str
    changes: dict[str, int]


class Wanted(NamedTuple):
    """Which variants are taken.

    Args:
        source: tag of the source; None: as the unit or its file says.
        target: tag of the target; None: any of the other language.
        header_source: source language of the file, or None.
    """

    source: str | None = None
    target: str | None = None
    header_source: str | None = None

    @property
    def is_stated(self) -> bool:
        """Whether anything is asked for."""
        return self.source is not None or self.target is not None


AS_STATED = Wanted()


class _Asked(NamedTuple):
    """What `divide_unit` is asked for; see there."""

    languages: tuple[str, str]
    wanted: Wanted
    facts: Facts
    prints: Mapping[str, int]


class _Plan(NamedTuple):
    """Which variants are taken, by their tags alone: their places on each side."""

    first: list[int]
    second: list[int]
    source: Side


def _take_tuid(unit: TranslationUnit) -> TranslationUnit:
    """Give a unit the tuid back that its file had for several units."""
    stated = next((each.text for each in unit.props if each.type == TUID), "")
    if not stated:
        return unit
    props = tuple(each for each in unit.props if each.type != TUID)
    return replace(unit, tuid=stated, props=props)


def divide_unit(
    unit: TranslationUnit,
    languages: tuple[str, str],
    wanted: Wanted = AS_STATED,
    *,
    facts: Facts = _NOTHING,
    prints: Mapping[str, int] = _NO_PRINTS,
) -> Divided:
    """Make the units of a memory that a unit stands for.

    Args:
        unit: any.
        languages: primary subtags of the first and the second side.
        wanted: which variants are taken.
        facts: what is known besides; date and confidence only of a unit that does not say its own.
        prints: of any texts, as `make_print` makes them, where they are known.

    Raises:
        TmxError: a wanted tag is none.
    """
    unit, history = take_history(_take_tuid(unit))
    asked = _Asked(languages, wanted, facts, prints)
    divided = _divide(unit, asked)
    if not all(is_clean(each.unit, each.details) for each in divided.units):
        unit, replaced = clean_unit(unit)
        divided = _divide(unit, asked)
        divided.changes[REPLACED] = replaced
    if history and divided.units:
        first = divided.units[0]._replace(history=history)
        divided = divided._replace(units=(first, *divided.units[1:]))
    return divided


def _divide(unit: TranslationUnit, asked: _Asked) -> Divided:
    found, facts = read_facts(unit), asked.facts
    known = found if facts == _NOTHING else complete_facts(found, facts)
    variants = unit.variants
    tags = tuple([each.language for each in variants])
    plan = _make_plan(tags, unit.source_language, asked.languages, asked.wanted)
    sides = [variants[each] for each in plan.first], [variants[each] for each in plan.second]
    prints = _find_prints(sides[0], asked.prints), _find_prints(sides[1], asked.prints)
    texts = Texts(_name(sides[0], prints[0]), _name(sides[1], prints[1]))
    changes: dict[str, int] = {}
    if reason := _find_reason(sides, prints, asked.languages):
        return Divided((), texts, known.document, reason, changes)
    left_out = len(variants) - len(sides[0]) - len(sides[1])
    if left_out:
        changes[OTHERS] = left_out
    if blank := prints[0].count(None) + prints[1].count(None):
        changes[BLANK] = blank
    stated = unit if known == found else state_facts(unit, known, is_new=True)
    made = tuple(_make_units(stated, sides, prints, plan.source, known))
    if len(made) > 1:
        changes[DIVIDED] = 1
    return Divided(made, texts, known.document, "", changes)


def complete_facts(found: Facts, given: Facts) -> Facts:
    """Put together what a unit says and what is said of it.

    What has a confidence and no other status was aligned, as `read_facts` says.
    """
    confidence = found.confidence if given.confidence is None else given.confidence
    return Facts(
        given.document or found.document,
        given.author or found.author,
        found.changed or given.changed,
        confidence,
        given.status or found.status or (None if confidence is None else Status.ALIGNED),
    )


@lru_cache(maxsize=1024)
def find_side(tag: str, languages: tuple[str, str]) -> Side | None:
    """Return the side of a memory that a tag belongs to, or None.

    Every kind of Chinese belongs to a first side that is Chinese where the second is not.

    >>> [find_side(tag, ("zh", "en")) for tag in ("yue-HK", "en-GB", "fr")]
    [<Side.FIRST: 0>, <Side.SECOND: 1>, None]
    """
    try:
        language = primary(tag)
        if language in languages:
            return Side(languages.index(language))
        is_sinitic = [is_chinese(each) for each in languages]
        return Side.FIRST if is_chinese(tag) and is_sinitic == [True, False] else None
    except TmxError:
        return None


Sorted = tuple[list[Variant], list[Variant]]
_SortedPrints = tuple[list[int | None], list[int | None]]


@lru_cache(maxsize=256)
def _make_plan(
    tags: tuple[str, ...], stated: str | None, languages: tuple[str, str], wanted: Wanted
) -> _Plan:
    """Find out which variants of units with these tags are taken; most files have few such."""
    sides = _sort_tags(tags, languages, wanted)
    return _Plan(*sides, _find_source_side(tags, stated, sides, (languages, wanted)))


def _sort_tags(
    tags: Iterable[str], languages: tuple[str, str], wanted: Wanted
) -> tuple[list[int], list[int]]:
    sides: tuple[list[int], list[int]] = ([], [])
    for place, tag in enumerate(tags):
        side = find_side(tag, languages)
        if side is None:
            continue
        if not wanted.is_stated or _is_wanted(tag, side, languages, wanted):
            sides[side].append(place)
    return sides


def _is_wanted(tag: str, side: Side, languages: tuple[str, str], wanted: Wanted) -> bool:
    return all(
        find_side(each, languages) != side or is_language(tag, each)
        for each in (wanted.source, wanted.target)
        if each is not None
    )


def _find_source_side(
    tags: tuple[str, ...],
    stated: str | None,
    sides: tuple[list[int], list[int]],
    asked: tuple[tuple[str, str], Wanted],
) -> Side:
    """Find the side of the source: what is asked for, what is stated, what comes first."""
    languages, wanted = asked
    if wanted.is_stated:
        tag = wanted.source if wanted.source is not None else wanted.target or ""
        for side in Side:
            if any(is_language(tags[each], tag) for each in sides[side]):
                return side if wanted.source is not None else side.other
    empty = TranslationUnit(tuple(Variant(each, "") for each in tags), source_language=stated)
    source = find_source(empty, wanted.header_source)
    for each in tags if source is None else (source.language, *tags):
        found = find_side(each, languages)
        if found is not None and sides[found]:
            return found
    return Side.FIRST


def _find_prints(side: list[Variant], prints: Mapping[str, int]) -> list[int | None]:
    return [
        None
        if not (text := each.text) or text.isspace()
        else prints[text]
        if text in prints
        else make_print(text)
        for each in side
    ]


def _name(side: list[Variant], prints: list[int | None]) -> dict[str, int | None]:
    if len(side) == 1:
        return {side[0].language: prints[0]}
    named: dict[str, int | None] = {}
    for variant, each in zip(side, prints, strict=True):
        named.setdefault(variant.language, each)
    return named


def _find_reason(sides: Sorted, prints: _SortedPrints, languages: tuple[str, str]) -> str:
    if any(prints[0]) and any(prints[1]):
        return ""
    for number, language in enumerate(languages):
        if not sides[number]:
            return f"a unit without a text in {language} is skipped"
    empty = next(each for number, each in enumerate(languages) if not any(prints[number]))
    if any(each.content for each in sides[languages.index(empty)]):
        return f"a unit that has inline codes alone in {empty} is skipped"
    return f"a unit whose text in {empty} is empty is skipped"


def _make_units(
    unit: TranslationUnit, sides: Sorted, prints: _SortedPrints, source: Side, facts: Facts
) -> Iterator[NewUnit]:
    numbers, target = count(1), 1 - source
    for variant, own in zip(sides[source], prints[source], strict=True):
        for other, its in zip(sides[target], prints[target], strict=True):
            if own and its:
                both = (own, its) if source == Side.FIRST else (its, own)
                made = _make_pair(unit, (variant, other), next(numbers))
                turned = variant is not unit.variants[0] and _stands_behind(
                    variant, other, unit.variants
                )
                yield NewUnit(made, source, facts, both, dump_details(made, is_turned=turned))


def _make_pair(
    unit: TranslationUnit, pair: tuple[Variant, Variant], number: int
) -> TranslationUnit:
    if unit.variants == pair:
        return unit
    tuid = f"{unit.tuid}.{number}" if unit.tuid is not None and number > 1 else unit.tuid
    made = replace(unit, variants=pair, tuid=tuid)
    if made.source_language is not None and find_source(made, None) is not pair[0]:
        made = replace(made, source_language=None)
    return made


def _stands_behind(variant: Variant, other: Variant, variants: Iterable[Variant]) -> bool:
    for each in variants:
        if each is variant or each is other:
            return each is other
    return False
