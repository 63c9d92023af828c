"""White space in the texts of TBX: programs indent long texts, so that it means little there."""

import re

_SPACE = re.compile(r"\s+")


def tidy_text(text: str) -> str:
    r"""Return a text without white space around it; an indented line goes on with a space.

    A line break that no white space follows is the author's and stays.

    >>> tidy_text("\n\t\tA group of\n\t\tstars ")
    'A group of stars'
    >>> tidy_text("one\ntwo")
    'one\ntwo'
    """
    text = text.strip()
    return _SPACE.sub(_unfold, text) if "\n" in text else text


def _unfold(space: re.Match[str]) -> str:
    run = space[0]
    return " " if "\n" in run and not run.endswith("\n") else run


def tidy_term(text: str) -> str:
    r"""Return a term on one line, with single spaces.

    >>> tidy_term("\n  black\n  hole ")
    'black hole'
    """
    return " ".join(text.split())
