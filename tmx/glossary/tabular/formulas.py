r"""Texts that a spreadsheet would take for formulas: made harmless in a text table, and undone.

An apostrophe before the sign keeps Excel and LibreOffice from working out what stands in a cell.
It is also set behind semicolons, tabs and line ends inside a text, where another delimiter than
that of the file would begin a cell. Source: OWASP, “CSV Injection”.
"""

import re
from collections.abc import Callable

# Full-width signs begin formulas where Excel speaks Chinese or Japanese.
_ZONE = re.compile(r"""(?:\A|[;\t\r\n])['"\s;]*+(?:[=+\-@＝＋－＠])?""")
_BOUNDARY = re.compile(r"""\A['"\s=+\-@＝＋－＠]|[;\t\r\n]""")
_SIGNS = frozenset("=+-@＝＋－＠")
_MARK = "'"


def neutralise(text: str) -> str:
    """Put an apostrophe before each sign that would begin a formula.

    Args:
        text: of a cell of a text table.

    >>> neutralise("=1+1"), neutralise("-5"), neutralise("'=a"), neutralise("a=1")
    ("'=1+1", "'-5", "''=a", 'a=1')
    """
    return _change(text, _mark)


def mark_apostrophes(text: str) -> str:
    """Double what `restore` would take for an apostrophe of ours; formulas stay as they are.

    Args:
        text: of a cell that says itself that it holds a text, as in a workbook.

    >>> mark_apostrophes("=1+1"), mark_apostrophes("'=1+1")
    ('=1+1', "''=1+1")
    """
    return _change(text, _mark_marked)


def restore(text: str) -> str:
    """Undo `neutralise` or `mark_apostrophes`.

    >>> restore("'=1+1"), restore("''=a"), restore("=1+1"), restore("'a")
    ('=1+1', "'=a", '=1+1', "'a")
    """
    return _change(text, _unmark)


def _change(text: str, change: Callable[[re.Match[str]], str]) -> str:
    # Nearly all cells hold none.
    return _ZONE.sub(change, text) if _BOUNDARY.search(text) else text


def _mark(match: re.Match[str]) -> str:
    zone = match[0]
    return f"{zone[:-1]}{_MARK}{zone[-1]}" if zone[-1:] in _SIGNS else zone


def _mark_marked(match: re.Match[str]) -> str:
    return _mark(match) if match[0][-2:-1] == _MARK else match[0]


def _unmark(match: re.Match[str]) -> str:
    zone = match[0]
    is_marked = zone[-1:] in _SIGNS and zone[-2:-1] == _MARK
    return zone[:-2] + zone[-1] if is_marked else zone
