"""Inline codes of a pair of segments, numbered: the same code has one number in both texts.

XLIFF and HTML need to know what TMX leaves to find out: which bpt an ept closes, which of them
stands alone, and which code of the target is that of the source.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TypeAlias

from tmx.content import NATIVE_CODES, make_content
from tmx.records import Code, Content


class Role(Enum):
    """What a code is in its segment."""

    OPEN = auto()
    """A beginning whose end is in the segment."""
    CLOSE = auto()
    """The end of an OPEN before it."""
    START = auto()
    """A beginning whose end is elsewhere."""
    END = auto()
    """An end whose beginning is elsewhere."""
    ALONE = auto()
    """A code that is no half of a pair."""
    MARK = auto()
    """A marked text."""
    SUB = auto()
    """A text inside a native code."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A code of a segment.

    Args:
        role: what it is.
        number: from 1; an OPEN and its CLOSE share it, and so do counterparts in both segments.
        code: as in the unit; its content is in `inner`.
        inner: what it holds.
    """

    role: Role
    number: int
    code: Code
    inner: "Pieces"


Pieces: TypeAlias = tuple[str | Inline, ...]

_Key: TypeAlias = tuple[object, ...]
_Numbers: TypeAlias = dict[_Key, deque[int]]


def flatten(content: Content) -> str:
    """Return all text of a content: that of native codes and of texts inside them too.

    >>> flatten(("a", Code("ph", ("<b>", Code("sub", ("c",))))))
    'a<b>c'
    """
    return "".join(each if isinstance(each, str) else flatten(each.content) for each in content)


def flatten_codes(content: Content) -> Content:
    """Make what each native code holds one text: texts inside codes become a part of them."""
    return tuple(
        each
        if isinstance(each, str)
        else replace(each, content=make_content([flatten(each.content)]))
        if each.name in NATIVE_CODES
        else replace(each, content=flatten_codes(each.content))
        for each in content
    )


def settle_codes(content: Content) -> Content:
    """Put codes where they may stand: texts of codes in codes alone, and nothing else in them.

    >>> settled = settle_codes((Code("sub", ("a",)), Code("ph", (Code("it", ("b",)),))))
    >>> settled == ("a", Code("ph", ("b",)))
    True
    """
    return make_content(_settle(content, is_native=False))


def _settle(content: Content, *, is_native: bool) -> Iterator[str | Code]:
    for piece in content:
        if isinstance(piece, str):
            yield piece
        elif is_native and piece.name != "sub":
            yield flatten(piece.content)
        elif piece.name == "sub" and not is_native:
            yield from _settle(piece.content, is_native=False)
        else:
            inner = _settle(piece.content, is_native=piece.name in NATIVE_CODES)
            yield replace(piece, content=make_content(inner))


def number_codes(source: Content, target: Content) -> tuple[Pieces, Pieces]:
    """Give the codes of both texts of a unit their numbers.

    Codes are counterparts if they have one x, else (of pairs) one i, else if they say the same.

    Args:
        source, target: after `settle_codes`.
    """
    roles = _find_roles(source)
    numbers = [0] * len(roles)
    known: _Numbers = defaultdict(deque)
    count = 0
    for index, each in enumerate(roles):
        count += each.opener is None
        numbers[index] = count if each.opener is None else numbers[each.opener]
        for key in _list_keys(each):
            known[key].append(numbers[index])
    matched = _match(_find_roles(target), known, count)
    return _build(source, zip(roles, numbers, strict=True)), _build(target, matched)


@dataclass(frozen=True, slots=True)
class _Found:
    """A code in order, its role, and for a CLOSE the index of its OPEN."""

    code: Code
    role: Role
    opener: int | None = None


def _list_codes(content: Content) -> Iterator[Code]:
    for piece in content:
        if isinstance(piece, Code):
            yield piece
            yield from _list_codes(piece.content)


def _find_roles(content: Content) -> list[_Found]:
    found: list[_Found] = []
    open_codes: dict[str | None, list[int]] = defaultdict(list)
    for index, code in enumerate(_list_codes(content)):
        role, opener = _name_role(code), None
        if code.name == "bpt":
            open_codes[code.i].append(index)
        elif code.name == "ept" and open_codes[code.i]:
            role, opener = Role.CLOSE, open_codes[code.i].pop()
            found[opener] = replace(found[opener], role=Role.OPEN)
        found.append(_Found(code, role, opener))
    return found


def _name_role(code: Code) -> Role:
    if code.name == "bpt" or (code.name == "it" and code.pos == "begin"):
        return Role.START
    if code.name == "ept" or (code.name == "it" and code.pos == "end"):
        return Role.END
    return {"hi": Role.MARK, "sub": Role.SUB}.get(code.name, Role.ALONE)


def _list_keys(found: _Found) -> list[_Key]:
    """List what makes a code the counterpart of another, the surest first."""
    if found.role is Role.CLOSE:
        return []
    role, code = found.role, found.code
    keys: list[_Key] = [] if code.x is None else [("x", role, code.x)]
    if role is Role.OPEN:
        keys.append(("i", role, code.i))
    return [*keys, ("is", role, code.type, flatten(code.content))]


def _match(roles: list[_Found], known: _Numbers, count: int) -> Iterator[tuple[_Found, int]]:
    """Give the codes of a target the numbers of their counterparts, or new ones above `count`."""
    numbers: list[int] = []
    used: set[int] = set()
    for each in roles:
        if each.opener is not None:
            number = numbers[each.opener]
        else:
            number = _take(each, known, used)
            count += not number
            number = number or count
            used.add(number)
        numbers.append(number)
        yield each, number


def _take(found: _Found, known: _Numbers, used: set[int]) -> int:
    """Take the number of the first counterpart that is still free; 0 if there is none."""
    for key in _list_keys(found):
        numbers = known.get(key)
        while numbers:
            number = numbers.popleft()
            if number not in used:
                return number
    return 0


def _build(content: Content, numbered: Iterable[tuple[_Found, int]]) -> Pieces:
    order = iter(numbered)

    def build(pieces: Content) -> Pieces:
        return tuple(each if isinstance(each, str) else make(each) for each in pieces)

    def make(code: Code) -> Inline:
        found, number = next(order)
        return Inline(found.role, number, code, build(code.content))

    return build(content)
