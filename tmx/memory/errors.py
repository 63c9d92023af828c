"""What SQLite says of a file → an error that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tmx.errors import TmxError

DAMAGED = (
    "keep a copy of it, save what can still be read with duizhao tm export --rescue, and import"
    " that into a new memory"
)
"""What to do about a damaged memory."""

GARBLED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What a damaged page makes of a row: wrong types, half a text of JSON, no such name."""


class DamageError(sqlite3.DatabaseError):
    """What SQLite has read of a memory is not what was written."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


@contextmanager
def notice_damage(what: str) -> Iterator[None]:
    """Turn what reading a damaged row raises into a `DamageError`.

    Args:
        what: is read, for people.
    """
    try:
        yield
    except GARBLED as error:
        raise DamageError(f"{what} is not as it was written") from error


def require_text(pair: int, text: object) -> str:
    """Return the text of a pair.

    Raises:
        DamageError: it is none.
    """
    if not isinstance(text, str):
        raise DamageError(f"pair {pair} is not as it was written")
    return text


_MESSAGES = {
    sqlite3.SQLITE_BUSY: (
        "another program is writing to the memory and was waited for in vain; try again when it"
        " has ended"
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the memory cannot be opened; it and its folder must be readable, and the folder must be"
        " writable to write to it"
    ),
    sqlite3.SQLITE_CORRUPT: f"the memory is damaged ({{error}}); {DAMAGED}",
    sqlite3.SQLITE_FULL: (
        "the disk is full; what was being written is not kept, what was there before is; free"
        " space and try again"
    ),
    sqlite3.SQLITE_IOERR: (
        "the memory cannot be read or written ({error}); check the disk and its free space"
    ),
    sqlite3.SQLITE_NOTADB: f"the memory is damaged ({{error}}); {DAMAGED}",
    sqlite3.SQLITE_READONLY: (
        "the memory cannot be written; check the permissions of the file and of its folder"
    ),
}
_MESSAGES[sqlite3.SQLITE_LOCKED] = _MESSAGES[sqlite3.SQLITE_BUSY]
_MESSAGES[sqlite3.SQLITE_PERM] = _MESSAGES[sqlite3.SQLITE_READONLY]


@contextmanager
def explain(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into one line about the memory.

    Args:
        path: of the memory.

    Raises:
        TmxError: instead of the other.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise TmxError(f"{path}: {_describe(error)}") from error


def find_code(error: sqlite3.Error) -> int:
    """Return the primary result code of an error; -1 where it is not of SQLite itself.

    Bytes that are no text are damage too, for only texts are written; Python gives no code then.

    Source: https://www.sqlite.org/rescode.html.
    """
    code: int = getattr(error, "sqlite_errorcode", -1)
    if code < 0 and _is_no_text(error):
        return sqlite3.SQLITE_CORRUPT
    return code & 0xFF if code >= 0 else -1


def _is_no_text(error: BaseException | None) -> bool:
    return str(error).startswith("Could not decode to UTF-8")


def is_damage(error: BaseException | None) -> bool:
    """Whether an error says that a file is damaged."""
    return isinstance(error, sqlite3.Error) and find_code(error) == sqlite3.SQLITE_CORRUPT


def name_damage(error: BaseException | None) -> str:
    """Return what an error says of a damaged file, without the bytes that are no text."""
    return "a text is not UTF-8" if _is_no_text(error) else str(error)


def _describe(error: sqlite3.Error) -> str:
    if getattr(error, "sqlite_errorcode", -1) == sqlite3.SQLITE_BUSY_SNAPSHOT:
        return "another program has changed the memory while it was read here; try again"
    message = _MESSAGES.get(find_code(error), "the memory cannot be used ({error})")
    return message.format(error=name_damage(error))
