"""What SQLite says of a file → an error that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tmx.errors import TmxError


@contextmanager
def explain(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the system into one line about the memory.

    Args:
        path: of the memory.

    Raises:
        TmxError: instead of the other.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise TmxError(f"{path}: the memory cannot be used ({error})") from error
    except OSError as error:
        raise TmxError(f"{path}: cannot be used ({error.strerror or error})") from error
