"""Filters as conditions of SQL; `tmx.memory.filtering` says what they mean and makes them."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple


class Condition(NamedTuple):
    """A condition on the tables unit, pair, document, person and origin.

    Args:
        sql: with a "?" for each value.
        values: in order.
    """

    sql: str = "1"
    values: tuple[Any, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        """Return the condition that both hold."""
        return Condition(f"{self.sql} AND {other.sql}", (*self.values, *other.values))


EVERY = Condition()
"""The condition that every unit fulfils."""

_SCRIPT_FUNCTION = "duizhao_script"


def is_one_of(numbers: Iterable[int]) -> Condition:
    """Units of these numbers."""
    return Condition("unit.id IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),))


def has_name(table: str, pattern: str) -> Condition:
    """Units whose document, person or origin has a name.

    Args:
        table: "document", "person" or "origin".
        pattern: for GLOB, its special characters escaped.
    """
    column = {"document": "document", "person": "author", "origin": "origin"}[table]
    sql = f"unit.{column} IN (SELECT id FROM {table} WHERE name GLOB ?)"
    return Condition(sql, (pattern,))


def has_status(statuses: Iterable[str]) -> Condition:
    """Units with one of these."""
    sql = "unit.status IN (SELECT value FROM json_each(?))"
    return Condition(sql, (json.dumps(list(statuses)),))


def has_language(tags: Iterable[str]) -> Condition:
    """Units one of whose variants has one of these tags."""
    chosen = "(SELECT id FROM language WHERE tag IN (SELECT value FROM json_each(?)))"
    values = json.dumps(list(tags))
    sql = f"(unit.first_language IN {chosen} OR unit.second_language IN {chosen})"
    return Condition(sql, (values, values))


def has_script(tags: Iterable[str], vague: Iterable[str], script: str) -> Condition:
    """Units with a script on a side.

    Args:
        tags: that say the script.
        vague: Chinese ones that say none, so that the characters decide; see `define_script`.
        script: "Hans" or "Hant".
    """
    values = json.dumps(list(tags)), json.dumps(list(vague)), script
    sides = (_has_script_on("first"), _has_script_on("second"))
    return Condition(f"({sides[0]} OR {sides[1]})", (*values, *values))


def _has_script_on(side: str) -> str:
    chosen = f"""
        unit.{side}_language IN
        (SELECT id FROM language WHERE tag IN (SELECT value FROM json_each(?)))
    """
    return f"({chosen} OR ({chosen} AND {_SCRIPT_FUNCTION}(pair.{side}) = ?))"


def define_script(connection: sqlite3.Connection, find: Callable[[str], str | None]) -> None:
    """Tell a connection how the script of a text is found."""
    connection.create_function(_SCRIPT_FUNCTION, 1, find, deterministic=True)


def is_changed_since(seconds: int) -> Condition:
    """Units changed at or after a moment, in seconds since 1970."""
    return Condition("unit.changed >= ?", (seconds,))


def is_changed_before(seconds: int) -> Condition:
    """Units changed before it."""
    return Condition("unit.changed < ?", (seconds,))


def is_confident(least: float) -> Condition:
    """Units that are no alignment, or one with at least this probability."""
    return Condition("(unit.confidence IS NULL OR unit.confidence >= ?)", (least,))


def is_doubtful(most: float) -> Condition:
    """Units that are an alignment with at most this probability."""
    return Condition("unit.confidence <= ?", (most,))


def select_tags(connection: sqlite3.Connection) -> list[str]:
    """Return the tags of all languages that were ever in the memory."""
    return [row[0] for row in connection.execute("SELECT tag FROM language ORDER BY id")]
