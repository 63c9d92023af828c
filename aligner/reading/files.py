"""A path → the bytes of a file, with one-line errors for everything that can be in the way."""

import sys
from pathlib import Path

from aligner.errors import AlignerError

STANDARD_INPUT = "-"
"""The path that stands for standard input."""


def name_path(path: str | Path) -> str:
    """Return what a path is called in messages.

    >>> name_path("-"), name_path("a.txt")
    ('standard input', 'a.txt')
    """
    return "standard input" if str(path) == STANDARD_INPUT else str(path)


def load_bytes(path: str | Path) -> bytes:
    """Load a file, or standard input where the path is "-".

    Raises:
        AlignerError: if the file is missing, a folder or not readable.
    """
    where = Path(path)
    try:
        if str(path) == STANDARD_INPUT:
            return sys.stdin.buffer.read()
        if where.is_dir():
            raise AlignerError(f"{where}: is a folder: give a text file")
        return where.read_bytes()
    except FileNotFoundError as error:
        raise AlignerError(f"{where}: no such file: check the name and the folder") from error
    except PermissionError as error:
        raise AlignerError(f"{where}: may not be read: check its permissions") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise AlignerError(f"{where}: cannot be read ({reason}): give another file") from error
