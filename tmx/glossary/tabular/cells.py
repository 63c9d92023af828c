r"""Several values in one cell: “北约 | 北大西洋公约组织”, reversible whatever they hold.

A backslash keeps a bar, or white space at an end, in a value; any other backslash is itself, so
that tables which people made need not double theirs.
"""

import re
from collections.abc import Iterable

SEPARATOR = " | "

_SPECIAL = re.compile(r"[\\|]")
_BEFORE_SPECIAL = re.compile(r"(\\+)(?=\||\s|\Z)")
_BAR = re.compile(r"(\\*)\|")
_ESCAPED = re.compile(r"(\\+)(\||\s|\Z)")


def join_values(values: Iterable[str]) -> str:
    r"""Join values into the text of a cell.

    Args:
        values: in order; empty ones keep their place, but for those at the end.

    >>> join_values(["北约", "北大西洋公约组织"]), join_values(["a|b", "", "c", ""])
    ('北约 | 北大西洋公约组织', 'a\\|b |  | c')
    """
    escaped = [_escape(each) for each in values]
    while escaped and not escaped[-1]:
        escaped.pop()
    return SEPARATOR.join(escaped)


def split_values(cell: str) -> list[str]:
    r"""Split the text of a cell into its values, without empty ones at the end.

    Args:
        cell: of `join_values`, or typed by somebody.

    >>> split_values("a|b | c"), split_values("a\\|b |  | c"), split_values("C:\\d")
    (['a', 'b', 'c'], ['a|b', '', 'c'], ['C:\\d'])
    """
    if "|" not in cell:
        only = _unescape(cell)
        return [only] if only else []
    values = []
    start = 0
    for match in _BAR.finditer(cell):
        if len(match[1]) % 2 == 0:
            values.append(_unescape(cell[start : match.end() - 1]))
            start = match.end()
    values.append(_unescape(cell[start:]))
    while values and not values[-1]:
        values.pop()
    return values


def _escape(value: str) -> str:
    if not value or (_SPECIAL.search(value) is None and value == value.strip()):
        return value
    text = _BEFORE_SPECIAL.sub(r"\1\1", value).replace("|", "\\|")
    if value[:1].isspace():
        text = f"\\{text}"
    if value[-1:].isspace() and len(value) > 1:
        text = f"{text[:-1]}\\{text[-1]}"
    return text


def _unescape(raw: str) -> str:
    if "\\" not in raw:
        return raw.strip()
    text = raw.lstrip()
    bare = text.rstrip()
    if _count_backslashes(bare) % 2 and len(bare) < len(text):
        bare = text[: len(bare) + 1]
    return _ESCAPED.sub(_drop_escape, bare)


def _count_backslashes(text: str) -> int:
    return len(text) - len(text.rstrip("\\"))


def _drop_escape(match: re.Match[str]) -> str:
    count, following = len(match[1]), match[2]
    is_edge = match.start() == 0 or match.end() == len(match.string)
    if count % 2 == 0 or following == "|" or (following and is_edge):
        return "\\" * (count // 2) + following
    return match[0]
