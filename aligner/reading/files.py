"""A path → the bytes of a file, with one-line errors for everything that can be in the way."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aligner.errors import AlignerError

STANDARD_INPUT = "-"
"""The path that stands for standard input."""


def name_path(path: str | Path) -> str:
    """Return what a path is called in messages.

    >>> name_path("-"), name_path("a.txt")
    ('standard input', 'a.txt')
    """
    return "standard input" if str(path) == STANDARD_INPUT else str(path)


def check_file(path: str | Path) -> None:
    """Check, before long work begins, that a file is there to be read.

    Raises:
        AlignerError: see `load_bytes`.
    """
    if str(path) != STANDARD_INPUT:
        with _open(Path(path)):
            pass


def load_bytes(path: str | Path) -> bytes:
    """Load a file, or standard input where the path is "-".

    Raises:
        AlignerError: if the file is missing, a folder or not readable.
    """
    if str(path) == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    with _open(Path(path)) as stream:
        return stream.read()


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    try:
        if path.is_dir():
            raise AlignerError(f"{path}: is a folder: give a text file")
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise AlignerError(f"{path}: no such file: check the name and the folder") from error
    except PermissionError as error:
        raise AlignerError(f"{path}: may not be read: check its permissions") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise AlignerError(f"{path}: cannot be read ({reason}): give another file") from error
