"""What a connection keeps of the index: its bounds and the tail.

Looked up again whenever anything was written, by this connection or any other.
"""

from tmx.memory.index.folding import fold_to_keys
from tmx.memory.queries import index as queries
from tmx.memory.records import Side
from tmx.memory.store import Memory


class IndexState:
    """The index as of the last write; `refresh` comes before anything else is read.

    Args:
        memory: that it is of.

    Attributes:
        indexed: the last pair that the index knows.
        age: raised when pairs were indexed anew that were indexed before.
        searches: for candidates, so far.
    """

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.indexed = 0
        self.age = 0
        self.searches = 0
        self._version: tuple[int, int] | None = None
        self._builds = 0
        self._tail_ids: list[int] = []
        self._tails: dict[Side, dict[int, str]] = {side: {} for side in Side}
        self._stale = set(Side)

    def refresh(self) -> None:
        """Notice what was written since."""
        connection = self.memory.connection
        version = queries.read_version(connection)
        if version == self._version:
            return
        builds = queries.read_number(connection, "builds")
        indexed = queries.read_number(connection, "indexed")
        if builds != self._builds or indexed < self.indexed:
            self.age += 1
        self._tail_ids = queries.select_ids_after(connection, indexed)
        self._builds, self.indexed, self._version = builds, indexed, version
        self._stale = set(Side)

    def get_tail(self, side: Side) -> dict[int, str]:
        """Return the pairs that are not indexed, and their keys, by id."""
        if side in self._stale:
            self._tails[side] = self._read_tail(side)
            self._stale.discard(side)
        return self._tails[side]

    def _read_tail(self, side: Side) -> dict[int, str]:
        known = self._tails[side]
        missing = [number for number in self._tail_ids if number not in known]
        rows = queries.select_texts(self.memory.connection, missing, side)
        keys = fold_to_keys([text for _, text in rows])
        found = dict(zip([number for number, _ in rows], keys, strict=True))
        return {each: known[each] if each in known else found[each] for each in self._tail_ids}


def get_state(memory: Memory) -> IndexState:
    """Return what a connection keeps of the index, as of now."""
    state: IndexState = memory.get_part("index", IndexState)
    state.refresh()
    return state
