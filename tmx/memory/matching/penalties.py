"""What is taken off a match rate: doubt in an alignment, another region, age."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from tmx.errors import TmxError
from tmx.language import find_script, normalise_tag, primary
from tmx.memory.records import Deduction, Penalties, Query, Side, Status, StoredUnit

_CHECKED = frozenset({Status.TRANSLATED, Status.REVIEWED})


def find_deductions(
    query: Query, unit: StoredUnit, penalties: Penalties, now: datetime | None
) -> tuple[Deduction, ...]:
    """Find what is taken off the rate of a unit.

    Args:
        query: says which regions are asked for.
        unit: any; whether its alignment is right is no question once someone has checked it.
        penalties: how much for what.
        now: the moment that ages are counted to; None: no age is counted.

    Returns:
        Of reasons that cost at least a point.
    """
    found = {
        "alignment": _doubt(unit) * penalties.alignment,
        "region": _count_regions(query, unit) * penalties.region,
        "age": _count_years(unit.changed, now) * penalties.age,
    }
    points = {reason: math.floor(value + 0.5) for reason, value in found.items()}
    return tuple(Deduction(reason, value) for reason, value in points.items() if value > 0)


def _doubt(unit: StoredUnit) -> float:
    if unit.confidence is None or unit.status in _CHECKED:
        return 0.0
    # Rounded, for 1 - .95 is a little more than .05.
    return round(1 - unit.confidence, 9)


def _count_regions(query: Query, unit: StoredUnit) -> int:
    """Count the sides whose variant is of another region or script than is asked for."""
    return sum(
        wanted is not None and is_other_region(wanted, unit.get_variant(side).language)
        for side, wanted in _list_wanted(query)
    )


def _list_wanted(query: Query) -> Iterator[tuple[Side, str | None]]:
    yield query.side, query.language
    yield query.side.other, query.target_language


@lru_cache(maxsize=1024)
def is_other_region(wanted: str, found: str) -> bool:
    """Whether a tag names another region or script than is asked for.

    Args:
        wanted: a tag; what it does not name is not asked for.
        found: a tag; what it does not name is no other.

    >>> is_other_region("zh-HK", "zh-TW"), is_other_region("zh-Hant", "zh-TW")
    (True, False)
    >>> is_other_region("zh-TW", "zh-Hans"), is_other_region("en", "en-GB")
    (True, False)
    """
    try:
        ours, theirs = _read(wanted), _read(found)
    except TmxError:
        return False
    return any(one and two and one != two for one, two in zip(ours, theirs, strict=True))


def _read(tag: str) -> tuple[str, str | None, str | None]:
    parts = normalise_tag(tag).split("-")[1:]
    region = next((each for each in parts if _is_region(each)), None)
    return primary(tag), region, find_script(tag)


def _is_region(part: str) -> bool:
    return (len(part) == 2 and part.isupper()) or (len(part) == 3 and part.isdigit())


def _count_years(changed: datetime | None, now: datetime | None) -> int:
    """Count the whole years between two moments."""
    if changed is None or now is None:
        return 0
    start, stop = _put_in_utc(changed), _put_in_utc(now)
    is_short = stop.timetuple()[1:6] < start.timetuple()[1:6]
    return max(0, stop.year - start.year - is_short)


def _put_in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
