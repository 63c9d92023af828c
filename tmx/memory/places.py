"""What is at the path of a memory: tells everything that is none before SQLite is asked.

SQLite takes an empty file for an empty database, mends the logs of any other program's, and says
“unable to open database file” of a folder.
"""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tmx.errors import TmxError
from tmx.memory.errors import DAMAGED, find_code
from tmx.memory.queries import database

_MAGIC = b"SQLite format 3\0"
_HEADER_LENGTH = 100
_LOGS = ("-wal", "-journal")
_BY_EFFECTIVE_USER = os.access in os.supports_effective_ids


def find_memory(path: Path) -> Path:
    """Return the file that a path leads to, if it can be a memory.

    Raises:
        TmxError: there is none, it is no ordinary file, cannot be read, or is no memory.
        sqlite3.Error: it cannot be read for another reason.
    """
    target, status = _look(path)
    if status is None:
        raise TmxError(
            f"{path}: there is no such memory; make one with duizhao tm import or tm add"
        )
    _check_ordinary(path, status)
    if status.st_size == 0:
        raise TmxError(f"{path}: is empty, and so no memory; remove it, or name another file")
    if not is_allowed(target, os.R_OK):
        raise TmxError(f"{path}: cannot be read; check its permissions")
    if not _has_our_number(target):
        raise TmxError(f"{path}: {describe_wrong(target)}")
    return target


def find_free_place(path: Path) -> Path:
    """Return the file that a path leads to, if a memory can be made there.

    Raises:
        TmxError: something is there, the log of a memory that is gone is, or the folder is not.
    """
    target, status = _look(path)
    if status is not None:
        _check_ordinary(path, status)
        raise TmxError(f"{path}: is there already; open it, or name another file")
    if not target.parent.is_dir():
        raise TmxError(f"{path}: there is no folder {target.parent}; make it first")
    if log := find_log(target):
        # SQLite would write what is in it into the new file.
        raise TmxError(
            f"{path}: {log.name} is there, the log of a memory that is gone; move it away, or name"
            " another file"
        )
    return target


def find_log(target: Path) -> Path | None:
    """Return the file beside a memory that holds what is not written into it yet, or None."""
    for ending in _LOGS:
        log = target.with_name(target.name + ending)
        with contextlib.suppress(OSError):
            if log.stat().st_size:
                return log
    return None


def is_allowed(target: Path, mode: int) -> bool:
    """Whether this process may read (os.R_OK) or write (os.W_OK) a file."""
    return os.access(target, mode, effective_ids=_BY_EFFECTIVE_USER)


def describe_wrong(target: Path) -> str:
    """Say of a file that SQLite does not take what is wrong with it.

    Source: https://www.sqlite.org/fileformat2.html, section 1.3.
    """
    with target.open("rb") as stream:
        header = stream.read(_HEADER_LENGTH)
        size = stream.seek(0, os.SEEK_END)
    if not _MAGIC.startswith(header[: len(_MAGIC)]):
        return (
            "is no memory (not a SQLite database); give a file that duizhao tm made, and bring"
            " other files into one with duizhao tm import"
        )
    if len(header) < _HEADER_LENGTH:
        return f"the memory is damaged (only {size} bytes are left); {DAMAGED}"
    application = int.from_bytes(header[68:72], "big")
    if application != database.APPLICATION_ID:
        return (
            "is no memory, but the SQLite database of another program (application id"
            f" {application:#x}); give a file that duizhao tm made"
        )
    return describe_damage(size, find_whole_size(header))


def find_whole_size(header: bytes) -> int:
    """Return how many bytes a memory has by its first 100, when its log is written into it.

    Source: https://www.sqlite.org/fileformat2.html, section 1.3.
    """
    # Page size, in which 1 stands for 65,536, and number of pages.
    page = int.from_bytes(header[16:18], "big") & 0xFFFE or 65536
    return page * int.from_bytes(header[28:32], "big")


def describe_damage(size: int, whole: int) -> str:
    """Say that a memory is damaged, and that it breaks off if it does.

    Args:
        size: bytes that are there.
        whole: bytes that should be.
    """
    found = f" ({size:,} of {whole:,} bytes are left)" if size < whole else ""
    return f"the memory is damaged{found}; {DAMAGED}"


@contextmanager
def place_atomically(target: Path) -> Iterator[Path]:
    """Let a file be made under a temporary name, and give it its own if nobody has taken it.

    Yields:
        The temporary path, in the same folder.

    Raises:
        FileExistsError: another process was faster.
        OSError: the folder cannot be written.
    """
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        yield temporary
        _give_name(temporary, target)
    finally:
        for ending in ("", "-shm", *_LOGS):
            with contextlib.suppress(OSError):
                temporary.with_name(temporary.name + ending).unlink()


def _give_name(temporary: Path, target: Path) -> None:
    """Rename a file, but never over another."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # A disk without links, such as a USB stick: who makes the empty file has the name.
        with target.open("xb"):
            pass
        temporary.replace(target)


def _look(path: Path) -> tuple[Path, os.stat_result | None]:
    """Return where a path leads to, and what is there."""
    try:
        target = path.resolve()
        return target, target.stat()
    except FileNotFoundError:
        return target, None
    except (OSError, RuntimeError, ValueError) as error:
        # A name that is too long, a loop of links, a NUL character, a folder that is a file.
        reason = getattr(error, "strerror", None) or str(error)
        raise TmxError(f"{path}: cannot be used ({reason}); check the path") from error


def _check_ordinary(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise TmxError(f"{path}: is a folder; name a file in it")
    if not stat.S_ISREG(status.st_mode):
        raise TmxError(f"{path}: is not an ordinary file; name a file on a disk")


def _has_our_number(target: Path) -> bool:
    # Not by reading it: to close a file ends all locks of this process on it, and so those of
    # another connection to the same memory.
    try:
        return database.read_application_id(target) == database.APPLICATION_ID
    except sqlite3.DatabaseError as error:
        # What seems too short may be whole with its log, which was not looked at.
        if find_code(error) == sqlite3.SQLITE_CORRUPT:
            return True
        if find_code(error) == sqlite3.SQLITE_NOTADB:
            return False
        raise
