"""Inline codes of two segments: whether they are the same, whatever numbers tie them together."""

from collections.abc import Iterator
from typing import NamedTuple

from tmx.content import NATIVE_CODES
from tmx.records import Code, Content


class _Mark(NamedTuple):
    """A code as it stands in a text; `number` ties it to others of the segment."""

    place: int
    name: str
    type: str | None
    position: str | None
    native: str
    number: int | None


def have_same_codes(content: Content, other: Content, *, at_same_places: bool) -> bool:
    """Whether two segments have the same inline codes in the same order.

    The numbers that tie a code to another one do not matter, only which are tied.

    Args:
        content: a segment; () if it has no codes.
        other: another one.
        at_same_places: whether they must also stand at the same places of the text, for texts
            that are equal.

    >>> bold, other = (Code("ph", ("<b>",), x="1"),), (Code("ph", ("<b>",), x="2"),)
    >>> have_same_codes(bold, other, at_same_places=True)
    True
    >>> have_same_codes((*bold, "a"), ("a", *bold), at_same_places=True)
    False
    """
    if not (content or other):
        return True
    ours, theirs = (_Lister(at_same_places=at_same_places).read(c) for c in (content, other))
    return ours == theirs


class _Lister:
    """Lists the codes of one segment, numbering what is tied in the order in which it comes."""

    def __init__(self, *, at_same_places: bool) -> None:
        self._counts_places = at_same_places
        self._place = 0
        self._numbers: dict[tuple[str, str], int] = {}

    def read(self, content: Content) -> list[_Mark]:
        return list(self._list(content))

    def _list(self, content: Content) -> Iterator[_Mark]:
        for piece in content:
            if isinstance(piece, str):
                self._place += len(piece)
            elif piece.name in NATIVE_CODES:
                yield self._mark(piece, _write_native(piece.content))
            else:
                yield self._mark(piece, "(")
                yield from self._list(piece.content)
                yield self._mark(Code(piece.name), ")")

    def _mark(self, code: Code, native: str) -> _Mark:
        place = self._place if self._counts_places else 0
        return _Mark(place, code.name, code.type, code.pos, native, self._number(code))

    def _number(self, code: Code) -> int | None:
        """Return a number for what an i or x ties together, in the order in which it comes."""
        tie = ("i", code.i) if code.i is not None else ("x", code.x)
        if tie[1] is None:
            return None
        return self._numbers.setdefault((tie[0], tie[1]), len(self._numbers))


def _write_native(content: Content) -> str:
    return "".join(
        each if isinstance(each, str) else f"\0{each.name}({_write_native(each.content)})"
        for each in content
    )
