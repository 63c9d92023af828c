"""The edge where exports meet the disk: whole files or none, and errors that name the path."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from aligner.errors import AlignerError, name_errors
from tmx import TmxError, replace_atomically


@contextmanager
def open_output(path: str | Path) -> Iterator[BinaryIO]:
    """Write a file under a temporary name and rename it at the end.

    Args:
        path: the file to make or to replace.

    Yields:
        A binary stream to write to.

    Raises:
        AlignerError: the file cannot be written, or the caller raised one; the message begins
            with the path, and a file that stood there is as before.
    """
    try:
        with replace_atomically(path) as stream, name_errors(path):
            yield stream
    except TmxError as error:
        raise AlignerError(str(error)) from error


def check_writable(path: str | Path) -> None:
    """Check that a file could be written now, by making its temporary file and removing it.

    Raises:
        AlignerError: the path is a folder, or its folder is missing or not writable.
    """
    with suppress(_EnoughError), open_output(path):
        raise _EnoughError


class _EnoughError(Exception):
    """Leaves the writing of a file before it is renamed, so that nothing changes."""
