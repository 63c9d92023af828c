"""The root error of the package: every message says what, where and what to try."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike


class AlignerError(Exception):
    """Something the user can mend: a file, an option, a text that cannot be aligned."""


@contextmanager
def name_errors(path: str | PathLike[str]) -> Iterator[None]:
    """Put a path before the message of an error raised inside.

    Raises:
        AlignerError: one was raised inside.
    """
    try:
        yield
    except AlignerError as error:
        raise AlignerError(f"{path}: {error}") from error
