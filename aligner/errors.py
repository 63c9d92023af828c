"""The root error of the package: every message says what, where and what to try."""


class AlignerError(Exception):
    """Something the user can mend: a file, an option, a text that cannot be aligned."""
