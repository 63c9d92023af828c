"""What a memory holds, in numbers."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from tmx.memory.errors import notice_damage
from tmx.memory.queries import database, description, glossary
from tmx.memory.records import Stats
from tmx.memory.store import Memory
from tmx.memory.units.facts import make_moment


def describe_memory(memory: Memory) -> Stats:
    """Count what a memory holds.

    It goes through all units, which takes a second or two for a million.

    Raises:
        TmxError: the memory is damaged.
    """
    with memory.read() as connection, notice_damage("what it says of its units"):
        kinds = description.count_kinds(connection)
        units = sum(kinds.origins.values())
        tags = description.select_tags(connection)
        names = description.select_origins(connection)
        first, last = description.select_dates(connection)
        read = database.read_pragma
        return Stats(
            memory.languages,
            units,
            description.count_rows(connection, "pair"),
            read(connection, "page_count") * read(connection, "page_size"),
            read(connection, "user_version"),
            _sort((f"{tags[one]} {tags[two]}", n) for (one, two), n in kinds.languages.items()),
            _count_documents(description.count_documents(connection), units),
            _sort(kinds.statuses.items()),
            _sort((names[number], count) for number, count in kinds.origins.items()),
            make_moment(first),
            make_moment(last),
            description.count_rows(connection, "change"),
            description.count_vectors(connection),
            _count_concepts(connection),
        )


def _count_concepts(connection: sqlite3.Connection) -> dict[str, int]:
    if not glossary.has_glossary(connection):
        return {}
    return _sort(glossary.count_reviews(connection).items())


def _count_documents(counts: Mapping[str, int], units: int) -> dict[str, int]:
    others = units - sum(counts.values())
    return _sort([*counts.items(), ("", others)]) if others else dict(counts)


def _sort(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Add up the counts of each name, the largest first."""
    total: Counter[str] = Counter()
    for name, count in counts:
        total[name] += count
    return dict(sorted(total.items(), key=lambda each: (-each[1], each[0])))
