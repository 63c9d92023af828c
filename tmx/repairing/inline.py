"""Inline codes: pairs made whole or isolated, each code where TMX allows it.

The text of a segment never changes here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tmx.content import NATIVE_CODES, make_content
from tmx.markup import CODE_ASSOCIATIONS, CODE_ATTRIBUTES, CODE_POSITIONS
from tmx.records import Code, Content
from tmx.writing.codes import MOST_NESTED

_FIELDS = ("i", "x", "type", "pos", "assoc", "datatype")
_ENDS = ("end", "close", "closing", "after", "/")

Lose = Callable[[str], None]


def repair_content(content: Content, lose: Lose) -> Content:
    """Return a content that the strict writer takes, with the same text.

    Args:
        content: texts and codes in order.
        lose: takes the reason of each change.
    """
    placed = make_content(_place(content, "seg", 1, lose))
    return _Pairs(placed, lose).repair()


def _place(content: Content, parent: str, depth: int, lose: Lose) -> Iterable[str | Code]:
    for piece in content:
        if isinstance(piece, str):
            yield piece
        elif parent in NATIVE_CODES and piece.name != "sub":
            lose(f"an inline code ({piece.name[:20]}) within {parent} becomes native text")
            yield _flatten(piece)
        elif depth > MOST_NESTED:
            lose(f"inline codes nested over {MOST_NESTED} deep are left out, not their text")
            yield "" if piece.name in NATIVE_CODES else _flatten(piece)
        else:
            code = _repair_code(piece, parent, lose)
            inside = make_content(_place(code.content, code.name, depth + 1, lose))
            yield replace(code, content=inside)


def _flatten(code: Code) -> str:
    """Return all that is in a code, native or not."""
    return "".join(each if isinstance(each, str) else _flatten(each) for each in code.content)


def _repair_code(code: Code, parent: str, lose: Lose) -> Code:
    # Text within an unknown code, or a sub outside of native code, is text of the segment.
    if code.name not in CODE_ATTRIBUTES or (code.name == "sub" and parent not in NATIVE_CODES):
        lose(f"an inline code ({code.name[:20]}) where there is none becomes hi")
        code = replace(code, name="hi")
    code = _drop_attributes(code, lose)
    if code.name == "it" and code.pos not in CODE_POSITIONS:
        lose("the pos of an it that is neither begin nor end is guessed")
        code = replace(code, pos=_guess_position(code))
    if code.assoc is not None and code.assoc not in CODE_ASSOCIATIONS:
        lose("the assoc of a ph that is none of p, f and b is left out")
        code = replace(code, assoc=None)
    return code


def _drop_attributes(code: Code, lose: Lose) -> Code:
    own = CODE_ATTRIBUTES[code.name]
    foreign = [name for name in _FIELDS if name not in own and getattr(code, name) is not None]
    for name in foreign:
        lose(f"the attribute {name} of {code.name}, which it has not in TMX, is left out")
    dropped: dict[str, Any] = dict.fromkeys(foreign)
    return replace(code, **dropped)


def _guess_position(code: Code) -> str:
    if (code.pos or "").strip().lower() in _ENDS or _flatten(code).lstrip().startswith("</"):
        return "end"
    return "begin"


@dataclass(slots=True, eq=False)
class _Half:
    """A bpt or ept: its number as it stands, and as it shall be; None: it has no counterpart."""

    name: str
    given: str | None
    number: str | None = None


class _Pairs:
    """Gives each pair of a segment a number of its own, and isolates what has no counterpart."""

    def __init__(self, content: Content, lose: Lose) -> None:
        self._content = content
        self._lose = lose
        self._halves = [
            _Half(code.name, code.i if code.i is not None and code.i.strip() else None)
            for code in _list_codes(content)
            if code.name in ("bpt", "ept")
        ]
        self._taken = {half.given for half in self._halves}
        self._last = 0

    def repair(self) -> Content:
        self._match()
        if all(half.number is not None and half.number == half.given for half in self._halves):
            return self._content
        rest = iter(self._halves)
        return make_content(self._apply(self._content, rest))

    def _match(self) -> None:
        waiting: list[_Half] = []
        used: set[str] = set()
        for half in self._halves:
            if half.name == "bpt":
                waiting.append(half)
                continue
            partner = _find_partner(half, waiting)
            if partner is None:
                continue
            waiting.remove(partner)
            number = partner.given or half.given
            if number is None or number in used:
                number = self._find_free()
            used.add(number)
            partner.number = half.number = number

    def _find_free(self) -> str:
        self._last += 1
        while str(self._last) in self._taken:
            self._last += 1
        return str(self._last)

    def _apply(self, content: Content, halves: Iterator[_Half]) -> Iterable[str | Code]:
        for piece in content:
            if isinstance(piece, str):
                yield piece
                continue
            code = piece
            if piece.name in ("bpt", "ept"):
                code = self._settle(piece, next(halves))
            yield replace(code, content=make_content(self._apply(code.content, halves)))

    def _settle(self, code: Code, half: _Half) -> Code:
        if half.number is None:
            self._lose(
                f"the half of a pair of inline codes ({code.name}) without the other becomes it"
            )
            position = "begin" if code.name == "bpt" else "end"
            return replace(code, name="it", i=None, pos=position)
        if half.number != code.i:
            self._lose("the i of a pair of inline codes is given anew")
        return replace(code, i=half.number)


def _find_partner(half: _Half, waiting: list[_Half]) -> _Half | None:
    """Return the last bpt that an ept closes: one of its number, else one where one has none."""
    same = [each for each in waiting if each.given == half.given]
    if same:
        return same[-1]
    loose = [each for each in waiting if each.given is None or half.given is None]
    return loose[-1] if loose else None


def _list_codes(content: Content) -> Iterable[Code]:
    for piece in content:
        if isinstance(piece, Code):
            yield piece
            yield from _list_codes(piece.content)
