"""The text of a segment of XLIFF, without the codes of the format it was taken from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

from aligner.errors import AlignerError
from aligner.reading.formats.streaming import Element, is_entity, local_name

# Their content is native code: their tails are text, they themselves are not.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"})
# memoQ and Trados keep what a reviser struck out.
_DELETED = "x-sdl-deleted"
_BREAKS = frozenset({"lb", "x-lb", "x-br", "x-html-br", "xlf:lb"})
_PHRASE = "http://www.memsource.com/mxlf/2.0"
_PHRASE_CODE = re.compile(r"\{(\w{1,8})>|<(\w{1,8})\}|\{([0-9]{1,5})\}")


NONE_LOCKED: Mapping[str, str] = MappingProxyType({})
"""The locked texts of a file without any."""


@dataclass(frozen=True, slots=True)
class _Context:
    """The texts that codes stand for, and numbers for segments that have none."""

    locked: Mapping[str, str]
    numbers: Iterator[int]


def divide_text(element: Element, locked: Mapping[str, str] = NONE_LOCKED) -> list[tuple[str, str]]:
    """Divide the text of a source or target by the segments that it marks.

    Args:
        element: source, seg-source or target.
        locked: texts that stand in units of their own, by the number ("xid") that codes name.

    Returns:
        (segment, text) of each piece in order; segment is the number ("mid") of the segment it
        is in, "" outside of all. A line break that a code stands for is a line break.

    Raises:
        AlignerError: an entity is used that the file does not declare.
    """
    pieces: list[tuple[str, str]] = []
    _collect(element, "", pieces, _Context(locked, count(1)))
    return pieces


def _collect(element: Element, mid: str, pieces: list[tuple[str, str]], context: _Context) -> None:
    if element.text:
        pieces.append((mid, element.text))
    for child in element:
        if is_entity(child):
            raise AlignerError(
                f"line {child.sourceline}: the entity {child.text} is not declared: "
                "write the character itself"
            )
        name = local_name(child)
        if name in _CODES:
            pieces.append((mid, _resolve(child, context.locked)))
        elif name and child.get("mtype") != _DELETED:
            inner = mid or _name_segment(child, name, context.numbers)
            # An empty segment is one all the same.
            pieces.append((inner, ""))
            _collect(child, inner, pieces, context)
        if child.tail:
            pieces.append((mid, child.tail))


def _resolve(code: Element, locked: Mapping[str, str]) -> str:
    """Return the text that a code stands for: a locked one, a line break, mostly none."""
    if found := locked.get(code.get("xid", "")):
        return found
    return "\n" if _is_break(code) else ""


def _name_segment(element: Element, name: str, numbers: Iterator[int]) -> str:
    """Return the number of a segment, one by order if it states none; "" of other marks."""
    if name != "mrk" or element.get("mtype") != "seg":
        return ""
    return element.get("mid") or f"#{next(numbers)}"


def _is_break(code: Element) -> bool:
    if any(code.get(name, "").lower() in _BREAKS for name in ("ctype", "subType")):
        return True
    shown = code.get("equiv-text", code.get("equiv", ""))
    return "\n" in shown and not shown.strip()


def find_phrase_codes(unit: Element) -> frozenset[str] | None:
    """Find the numbers of the codes that Phrase writes into the text of a unit.

    Returns:
        The numbers that the unit describes; None if the file is none of Phrase.
    """
    if _PHRASE not in unit.nsmap.values():
        return None
    marks = unit.iterfind(f"{{{_PHRASE}}}tunit-metadata/{{{_PHRASE}}}mark")
    return frozenset(mark.get("id", "") for mark in marks)


def remove_phrase_codes(text: str, codes: frozenset[str] | None) -> str:
    """Remove {1}, {1>, <1} for numbers that are codes, and {b>, <b} for formatting.

    >>> remove_phrase_codes("{b>Press<b} {1>OK<1} {2} {3}", frozenset("12"))
    'Press OK  {3}'
    """
    if codes is None:
        return text

    def choose(found: re.Match[str]) -> str:
        name = found[1] or found[2] or found[3]
        return "" if name in codes or name.isalpha() else found[0]

    return _PHRASE_CODE.sub(choose, text)
