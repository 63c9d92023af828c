"""Units of a memory that say the same: listed for a decision, or merged where none is needed."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby

from tmx.errors import TmxError
from tmx.memory.editing.changing import merge_units
from tmx.memory.editing.near import find_near
from tmx.memory.errors import notice_damage
from tmx.memory.filtering import make_condition
from tmx.memory.folding import find_print_key, fold_text
from tmx.memory.queries import duplicates as queries
from tmx.memory.queries.filters import Condition
from tmx.memory.queries.units import count_sources, select_unit, select_units_of_pairs
from tmx.memory.records import ALL, Side, Status, StoredUnit, UnitFilter
from tmx.memory.store import Memory

_BATCH = 256
_OLDEST = datetime.min.replace(tzinfo=UTC)
_RANKS = {
    status: rank
    for rank, status in enumerate(
        (Status.REJECTED, Status.ALIGNED, Status.DRAFT, None, Status.TRANSLATED, Status.REVIEWED)
    )
}


class Likeness(StrEnum):
    """In what units resemble one another.

    TRANSLATIONS have the same source and different targets, both apart from punctuation, width,
    script and case, and targets of one tag. WRITINGS differ in punctuation, width and case alone.
    PLACES have the same two texts and stand in several places, or came several times. Both have the
    same tags: simplified and traditional Chinese, or that of Taiwan and Hong Kong, stand beside one
    another. NEAR have sources that differ a little, and translations that do not agree with that;
    see `tmx.memory.editing.near.find_near`.
    """

    TRANSLATIONS = "translations"
    WRITINGS = "writings"
    PLACES = "places"
    NEAR = "near"


CHOICES = frozenset({Likeness.TRANSLATIONS, Likeness.NEAR})
"""What is not merged, for one has to be chosen."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Units that resemble one another.

    Args:
        likeness: in what.
        side: of the texts that are the same, or near.
        units: at least two, the one to keep first: what has come furthest, what is surest, what is
            newest.
    """

    likeness: Likeness
    side: Side
    units: tuple[StoredUnit, ...]


def find_duplicates(
    memory: Memory,
    units: UnitFilter = ALL,
    *,
    side: Side | None = None,
    kinds: Collection[Likeness] = tuple(Likeness),
) -> Iterator[Duplicates]:
    """Find units that say the same.

    A unit can be among several translations, and beside others that are written otherwise or stand
    elsewhere. Units that are rejected are no translations to choose from. Nothing of the memory can
    be changed until the last are found.

    Args:
        memory: any.
        units: only these are compared.
        side: of the texts that count as the source; None: the one that most units are translated
            from.
        kinds: in what they are to resemble one another.

    Yields:
        Groups, those of the same source one after another, those of near sources last.

    Raises:
        TmxError: a tag or script of the filter is none.
    """
    with memory.read() as connection:
        if side is None:
            first, second = count_sources(connection)
            side = Side.FIRST if first >= second else Side.SECOND
        condition = make_condition(connection, units)
        if set(kinds) != {Likeness.NEAR}:
            found = _find_equal(memory, side, condition)
            yield from (each for each in found if each.likeness in kinds)
        if Likeness.NEAR in kinds:
            for near in find_near(memory, side, condition, rank=_rank):
                yield Duplicates(Likeness.NEAR, side, tuple(sorted(near, key=_rank, reverse=True)))


def _find_equal(memory: Memory, side: Side, condition: Condition) -> Iterator[Duplicates]:
    for pairs in _batch(_find_pairs(memory, side)):
        for group in _group(memory, pairs, side, condition):
            yield from _sort_out(group, side)


def merge_duplicates(
    memory: Memory, groups: Iterable[Duplicates], *, moment: datetime, author: str | None = None
) -> int:
    """Merge the units of each group into its first, whose history keeps what the others were.

    All of it is one transaction.

    Args:
        memory: opened for writing.
        groups: of units that say the same in both languages; `merge_units` is for a choice between
            translations.
        moment: now, with a time zone.
        author: who merges them; None: not known.

    Returns:
        How many units went.

    Raises:
        TmxError: a group is of different translations, or the memory cannot be written; nothing is
            changed.
    """
    count = 0
    groups = list(groups)
    with memory.write():
        for group in groups:
            if group.likeness in CHOICES:
                raise TmxError(
                    f"{memory.path}: units {', '.join(str(each.id) for each in group.units)} are"
                    " different translations; choose the one to keep"
                )
            count += _merge(memory, [each.id for each in group.units], moment, author)
    return count


def _merge(memory: Memory, numbers: list[int], moment: datetime, author: str | None) -> int:
    # Another group may have merged the first of this one.
    present = [each for each in numbers if select_unit(memory.connection, each) is not None]
    if len(present) < 2:
        return 0
    return merge_units(memory, present[1:], keep=present[0], moment=moment, author=author)


def _find_pairs(memory: Memory, side: Side) -> Iterator[list[int]]:
    """Find the pairs of each source that may have duplicates."""
    rows = queries.select_prints(memory.connection, side)
    for _, group in groupby(rows, _read_key):
        same = list(group)
        if len(same) > 1 or same[0].has_places:
            yield [each.pair for each in same]


def _read_key(row: queries.PrintRow) -> int:
    with notice_damage(f"the index of pair {row.pair}"):
        return find_print_key(row.print)


def _batch(groups: Iterable[list[int]]) -> Iterator[list[int]]:
    """Put groups together, for one query is as fast as another."""
    batch: list[int] = []
    for group in groups:
        batch += group
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _group(
    memory: Memory, pairs: list[int], side: Side, condition: Condition
) -> Iterator[list[StoredUnit]]:
    """Return the units of some pairs by their sources."""
    groups: dict[str, list[StoredUnit]] = {}
    for unit in select_units_of_pairs(memory.connection, pairs, condition):
        groups.setdefault(_fold(unit, side), []).append(unit)
    yield from groups.values()


def _fold(unit: StoredUnit, side: Side) -> str:
    text = unit.get_variant(side).text
    # Of a text without letters and digits nothing else is left.
    return fold_text(text) or text


def _sort_out(units: list[StoredUnit], side: Side) -> Iterator[Duplicates]:
    """Tell translations, writings and places of one source apart."""
    units = sorted(units, key=_rank, reverse=True)
    offered = [unit for unit in units if unit.status is not Status.REJECTED]
    for found in _divide(offered, lambda unit: unit.get_variant(side.other).language):
        if len({_fold(each, side.other) for each in found}) > 1:
            yield Duplicates(Likeness.TRANSLATIONS, side, found)
    for same in _divide(units, lambda unit: (_fold(unit, side.other), *_list_tags(unit))):
        if len({each.pair for each in same}) > 1:
            yield Duplicates(Likeness.WRITINGS, side, same)
        for found in _divide(same, lambda unit: unit.pair):
            yield Duplicates(Likeness.PLACES, side, found)


def _divide(
    units: Iterable[StoredUnit], key: Callable[[StoredUnit], Hashable]
) -> list[tuple[StoredUnit, ...]]:
    """Put units together that have something in common, and leave out those that have not."""
    groups: dict[Hashable, list[StoredUnit]] = {}
    for unit in units:
        groups.setdefault(key(unit), []).append(unit)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _list_tags(unit: StoredUnit) -> tuple[str, str]:
    return unit.get_variant(Side.FIRST).language, unit.get_variant(Side.SECOND).language


def _rank(unit: StoredUnit) -> tuple[int, float, datetime, int]:
    confidence = 1.0 if unit.confidence is None else unit.confidence
    return _RANKS[unit.status], confidence, unit.changed or _OLDEST, unit.id
