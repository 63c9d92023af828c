"""How encoders and the cache say something: through a callback, never by printing."""

from collections.abc import Callable

Report = Callable[[str], None]
"""Called with one line for people: a note, or how far the work is."""


def keep_quiet(line: str) -> None:
    """Say nothing; the report of those who want none."""
