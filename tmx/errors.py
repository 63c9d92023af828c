"""The root error of the package: every message says what, where and what to try."""


class TmxError(Exception):
    """Something the user can mend: a file, a tag, a unit that cannot be written or read."""
