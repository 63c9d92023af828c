"""What a filter means: as a condition on rows, and as a question to a unit. Both agree."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache

from tmx.errors import TmxError
from tmx.language import find_script, is_chinese, normalise_tag
from tmx.memory.languages import find_text_script, is_language
from tmx.memory.queries import filters
from tmx.memory.queries.filters import EVERY, Condition
from tmx.memory.records import ALL, Side, StoredUnit, UnitFilter
from tmx.memory.units.facts import count_seconds
from tmx.records import Variant

_SCRIPTS = ("Hans", "Hant")


def make_condition(connection: sqlite3.Connection, wanted: UnitFilter) -> Condition:
    """Make a condition of SQL of a filter, for `tmx.memory.queries.units`.

    Args:
        connection: to the memory; it holds for this connection, and for the tags that the memory
            has now.
        wanted: the filter.

    Raises:
        TmxError: a tag or script of the filter is none.
    """
    check_filter(wanted)
    condition = EVERY
    for each in _list_conditions(connection, wanted):
        condition = each if condition == EVERY else condition & each
    return condition


def _list_conditions(connection: sqlite3.Connection, wanted: UnitFilter) -> Iterator[Condition]:
    if wanted.ids:
        yield filters.is_one_of(wanted.ids)
    for table, pattern in _name_patterns(wanted):
        yield filters.has_name(table, _escape(pattern))
    if wanted.status:
        yield filters.has_status(wanted.status)
    if wanted.language is not None or wanted.script is not None:
        yield from _list_languages(connection, wanted)
    if wanted.since is not None:
        yield filters.is_changed_since(_round_up(wanted.since))
    if wanted.until is not None:
        yield filters.is_changed_before(_round_up(wanted.until))
    if wanted.min_confidence is not None:
        yield filters.is_confident(wanted.min_confidence)
    if wanted.max_confidence is not None:
        yield filters.is_doubtful(wanted.max_confidence)


def _list_languages(connection: sqlite3.Connection, wanted: UnitFilter) -> Iterator[Condition]:
    tags = filters.select_tags(connection)
    language, script = wanted.language, wanted.script
    if language is not None:
        yield filters.has_language(each for each in tags if is_language(each, language))
    if script is not None:
        filters.define_script(connection, find_text_script)
        chinese = [each for each in tags if _is_chinese(each)]
        stated = [each for each in chinese if find_script(each) == script]
        vague = [each for each in chinese if find_script(each) is None]
        yield filters.has_script(stated, vague, script)


def is_wanted(stored: StoredUnit, wanted: UnitFilter = ALL) -> bool:
    """Whether a unit passes a filter; the same units pass as by `make_condition`.

    Raises:
        TmxError: a tag or script of the filter is none.
    """
    if wanted is ALL or wanted == ALL:
        return True
    check_filter(wanted)
    return (
        (not wanted.ids or stored.id in wanted.ids)
        and (not wanted.status or stored.status in wanted.status)
        and _has_names(stored, wanted)
        and _has_languages(stored, wanted)
        and _is_in_time(stored.changed, wanted)
        and _is_in_bounds(stored.confidence, wanted)
    )


def check_filter(wanted: UnitFilter) -> None:
    """Check that the tag and the script of a filter are such.

    Raises:
        TmxError: one is none.
    """
    if wanted.language is not None:
        normalise_tag(wanted.language)
    if wanted.script is not None and wanted.script not in _SCRIPTS:
        raise TmxError(f"there is no Chinese script “{wanted.script}”; choose Hans or Hant")


def _has_names(stored: StoredUnit, wanted: UnitFilter) -> bool:
    names = {"document": stored.document, "person": stored.author, "origin": stored.origin}
    return all(
        (name := names[table]) is not None and _match(pattern)(name) is not None
        for table, pattern in _name_patterns(wanted)
    )


def _name_patterns(wanted: UnitFilter) -> Iterator[tuple[str, str]]:
    named = ("document", wanted.document), ("person", wanted.author), ("origin", wanted.origin)
    return ((table, pattern) for table, pattern in named if pattern is not None)


def _escape(pattern: str) -> str:
    """Write a pattern for GLOB, to which a bracket means something else."""
    return pattern.replace("[", "[[]")


@lru_cache(maxsize=64)
def _match(pattern: str) -> Callable[[str], re.Match[str] | None]:
    signs = {"*": ".*", "?": "."}
    written = "".join(signs.get(each) or re.escape(each) for each in pattern)
    return re.compile(written, re.DOTALL).fullmatch


def _has_languages(stored: StoredUnit, wanted: UnitFilter) -> bool:
    language, script = wanted.language, wanted.script
    variants = stored.unit.variants
    if language is not None and not any(is_language(each.language, language) for each in variants):
        return False
    return script is None or any(_has_script(stored.get_variant(side), script) for side in Side)


def _has_script(variant: Variant, script: str) -> bool:
    if not _is_chinese(variant.language):
        return False
    return (find_script(variant.language) or find_text_script(variant.text)) == script


def _is_chinese(tag: str) -> bool:
    try:
        return is_chinese(tag)
    except TmxError:
        return False


def _is_in_time(changed: datetime | None, wanted: UnitFilter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    seconds = count_seconds(changed)
    if seconds is None:
        return False
    return (wanted.since is None or seconds >= _round_up(wanted.since)) and (
        wanted.until is None or seconds < _round_up(wanted.until)
    )


def _round_up(moment: datetime) -> int:
    """Return the first whole second since 1970 that is not before a moment."""
    return (count_seconds(moment) or 0) + (moment.microsecond > 0)


def _is_in_bounds(confidence: float | None, wanted: UnitFilter) -> bool:
    least, most = wanted.min_confidence, wanted.max_confidence
    if confidence is None:
        return most is None
    return (least is None or confidence >= least) and (most is None or confidence <= most)
