"""The cache of vectors as one file: look up, keep, show, clear; a damaged file is set aside."""

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from aligner.caching import queries
from aligner.errors import AlignerError

Report = Callable[[str], None]
Result = TypeVar("Result")

FILE_NAME = f"vectors-{queries.SCHEMA_VERSION}.sqlite"

_HOUR = 3600
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""Codes of a file that is no sound cache; the last, of one that lacks a table."""
_ROOM = 0.9
"""Share of the limit that is left filled when the oldest are deleted."""
_KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class CacheState:
    """What is in a cache.

    Args:
        path: its file.
        size: bytes in use, tables and indexes included.
        limit: the most bytes.
        encoders: signature, entries and bytes of vectors of each encoder.
    """

    path: Path
    size: int
    limit: int
    encoders: tuple[tuple[str, int, int], ...]


class VectorCache:
    """Vectors on disk by encoder and text.

    Args:
        folder: made when something is kept.
        limit: the most bytes; over it those used longest ago are deleted.
        report: told, once, that the cache is damaged or cannot be used.
        clock: gives seconds since 1970.
    """

    def __init__(
        self,
        folder: Path,
        *,
        limit: int,
        report: Report,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.path = folder / FILE_NAME
        self._limit = limit
        self._report = report
        self._clock = clock
        self._works = limit > 0

    def get_vectors(self, encoder: str, texts: Sequence[str]) -> dict[str, bytes]:
        """Look up texts.

        Args:
            encoder: signature of the encoder.
            texts: different texts.

        Returns:
            The bytes that were kept, for the texts that are there.
        """
        keys = {make_key(encoder, text): text for text in texts}
        moment = self._read_hour()

        def look_up(connection: sqlite3.Connection) -> Mapping[bytes, bytes]:
            found = queries.select_vectors(connection, list(keys))
            queries.mark_used(connection, found, moment)
            return found

        found = self._attempt(look_up) if self.path.exists() else None
        return {keys[key]: bytes(numbers) for key, numbers in (found or {}).items()}

    def put_vectors(self, encoder: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors; over the limit those used longest ago go."""
        rows = [(make_key(encoder, text), numbers) for text, numbers in vectors.items()]
        moment = self._read_hour()

        def keep(connection: sqlite3.Connection) -> None:
            queries.insert_vectors(connection, encoder, rows, moment)
            if queries.measure_bytes(connection) > self._limit:
                queries.delete_oldest(connection, int(self._limit * _ROOM))

        self._attempt(keep)

    def show(self) -> CacheState:
        """Return what is in the cache; nothing if there is no file.

        Raises:
            AlignerError: it cannot be read.
        """

        def look(connection: sqlite3.Connection) -> tuple[int, list[tuple[str, int, int]]]:
            return queries.measure_bytes(connection), queries.select_totals(connection)

        size, encoders = self._insist(look) or (0, [])
        return CacheState(self.path, size, self._limit, tuple(encoders))

    def clear(self) -> int:
        """Delete all vectors and return how many there were.

        Raises:
            AlignerError: the file cannot be changed.
        """
        return self._insist(queries.delete_all) or 0

    def _insist(self, act: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """Do something with the file, if there is one, or say why that cannot be done."""
        if not self.path.exists():
            return None
        try:
            return self._run(act)
        except (sqlite3.Error, OSError) as error:
            raise AlignerError(f"{self.path}: the cache cannot be used ({error})") from error

    def _attempt(self, act: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """Do something with the file; if that fails, go on without the cache and say so."""
        if not self._works:
            return None
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return self._run(act)
        except (sqlite3.Error, OSError) as error:
            self._works = False
            self._report(
                f"{self.path}: the cache cannot be used ({error}): going on without it; "
                "DUIZHAO_CACHE names another folder, --no-cache does without"
            )
            return None

    def _run(self, act: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do something with the file; one that is damaged is set aside and begun anew."""
        try:
            with queries.open_database(self.path) as connection:
                return act(connection)
        except sqlite3.Error as error:
            if not _is_damage(error):
                raise
            self._set_aside(error)
        with queries.open_database(self.path) as connection:
            return act(connection)

    def _set_aside(self, error: sqlite3.Error) -> None:
        aside = self.path.with_suffix(".damaged")
        self.path.replace(aside)
        for ending in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                self.path.with_name(self.path.name + ending).unlink()
        self._report(f"{self.path}: the cache is damaged ({error}): begun anew, kept as {aside}")

    def _read_hour(self) -> int:
        """Return the time to the hour: finer would have every look-up write."""
        return int(self._clock() // _HOUR * _HOUR)


def make_key(encoder: str, text: str) -> bytes:
    """Hash an encoder's signature and a text; 16 bytes."""
    content = "\0".join((encoder, text)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=_KEY_LENGTH).digest()


def _is_damage(error: sqlite3.Error) -> bool:
    if isinstance(error, queries.ForeignDatabaseError):
        return True
    # The low byte of an extended code is the primary one.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
