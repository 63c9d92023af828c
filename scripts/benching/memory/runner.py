"""Tasks that `bench memory` runs in processes of their own; some of them are killed.

    python -m benching.memory.runner match MEMORY < QUERIES

prints a line of JSON. The packages are on the path that `processes` sets.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

READY, DONE = "ready\n", "done\n"
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def match(path: str) -> object:
    """Look up [[text, side], …], read as JSON; return how many matches each has."""
    from tmx.memory.matching import find_matches
    from tmx.memory.records import MatchOptions, Query, Side
    from tmx.memory.store import open_memory

    with open_memory(Path(path)) as memory:
        return [
            len(find_matches(memory, Query(text, Side(side)), MatchOptions()))
            for text, side in json.load(sys.stdin)
        ]


def add(path: str, tmx: str) -> None:
    """Add the units of a file one by one, and acknowledge each by its place once it is kept."""
    from tmx import load_tmx
    from tmx.memory.store import open_memory
    from tmx.memory.transfer.adding import add_unit

    units = load_tmx(tmx).units
    with open_memory(path, is_writable=True) as memory:
        print(READY, end="", flush=True)
        for place, unit in enumerate(units):
            add_unit(memory, unit, origin="runner", moment=_MOMENT)
            print(place, flush=True)
        print(DONE, end="", flush=True)


def import_file(path: str, tmx: str) -> None:
    """Import a file, and acknowledge its units when all are kept."""
    from tmx.inputs import open_units
    from tmx.memory.store import open_memory
    from tmx.memory.transfer.importing import ImportOptions, import_units

    with open_memory(path, is_writable=True) as memory:
        print(READY, end="", flush=True)
        source, options = open_units([Path(tmx)]), ImportOptions(origin="runner", moment=_MOMENT)
        for place in range(import_units(memory, source, options).read):
            print(place)
        print(DONE, end="", flush=True)


def index(path: str, _: str) -> None:
    """Build the index anew, again and again."""
    from tmx.memory.index.building import rebuild_index
    from tmx.memory.store import open_memory

    with open_memory(path, is_writable=True) as memory:
        print(READY, end="", flush=True)
        while True:
            rebuild_index(memory)


_TASKS = {"match": match, "add": add, "import": import_file, "index": index}


def main() -> None:
    name, *arguments = sys.argv[1:]
    if (answer := _TASKS[name](*arguments)) is not None:
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
