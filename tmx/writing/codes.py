"""Inline codes of a segment → XML, checked against the grammar of TMX.

A broken pair or a code in the wrong place is a fault of the whole file for a tool that validates.
"""

from functools import lru_cache

from tmx.content import NATIVE_CODES
from tmx.errors import TmxError
from tmx.markup import CODE_ASSOCIATIONS, CODE_ATTRIBUTES, CODE_POSITIONS
from tmx.records import Code, Content
from tmx.writing.escaping import escape_text, format_attribute, require

MOST_NESTED = 64
"""How deep codes may be nested; readers refuse more."""

_NO_PAIR = "; write a code without a counterpart in its segment as it"


def format_content(content: Content, text: str) -> str:
    """Write a segment with inline codes.

    Args:
        content: texts and codes in order.
        text: what it is as plain text.

    Raises:
        TmxError: a code is unknown, stands where TMX does not allow it, lacks an attribute or
            has one that is not its own, or is half of a pair; or the text is another one.

    Source: TMX 1.4b specification, section “Content Markup”.

    >>> format_content(("a", Code("ph", ("<br>",), x="1")), "a")
    'a<ph x="1">&lt;br&gt;</ph>'
    """
    segment = _Segment()
    written = segment.format(content, "seg", 1)
    if "".join(segment.texts) != text:
        raise TmxError("its text and its content differ; make both with tmx.content.make_variant")
    if segment.opened != segment.closed:
        first = min(segment.opened - segment.closed)
        raise TmxError(f"a bpt with i={first} has no ept behind it{_NO_PAIR}")
    return written


def count_codes(content: Content) -> int:
    """Count the inline codes of a segment, those within others too.

    >>> count_codes(("a", Code("ph", (Code("sub", (Code("it"),)),))))
    3
    """
    codes = [piece for piece in content if isinstance(piece, Code)]
    return len(codes) + sum(count_codes(code.content) for code in codes)


class _Segment:
    """Writes one segment and gathers its plain text and its pairs on the way."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.opened: set[str] = set()
        self.closed: set[str] = set()
        self._natives = 0

    def format(self, content: Content, parent: str, depth: int) -> str:
        """Write what stands in an element; depth 1 is the segment."""
        written = []
        for piece in content:
            if isinstance(piece, Code):
                written.append(self._format_code(piece, parent, depth))
            else:
                written.append(escape_text(piece))
                if not self._natives:
                    self.texts.append(piece)
        return "".join(written)

    def _format_code(self, code: Code, parent: str, depth: int) -> str:
        name = code.name
        start = _start_code(
            parent, name, code.i, code.x, code.type, code.pos, code.assoc, code.datatype
        )
        if name in ("bpt", "ept"):
            self._pair(name, code.i or "")
        if not code.content:
            return f"{start}/>"
        if depth >= MOST_NESTED and any(isinstance(piece, Code) for piece in code.content):
            raise TmxError(f"its inline codes are nested over {MOST_NESTED} deep; flatten them")
        is_native = name in NATIVE_CODES
        self._natives += is_native
        inside = self.format(code.content, name, depth + 1)
        self._natives -= is_native
        return f"{start}>{inside}</{name}>"

    def _pair(self, name: str, number: str) -> None:
        if name == "bpt":
            if number in self.opened:
                raise TmxError(f"two bpt have i={number}; number the pairs of a segment anew")
            self.opened.add(number)
        elif number in self.closed or number not in self.opened:
            raise TmxError(f"an ept with i={number} has no bpt before it{_NO_PAIR}")
        else:
            self.closed.add(number)


# A file has the same few codes in most segments.
@lru_cache(maxsize=1024)
def _start_code(parent: str, name: str, *values: str | None) -> str:
    """Return the start tag of a code without its end."""
    if name not in CODE_ATTRIBUTES:
        raise TmxError(f"“{name}” is no inline code of TMX; write ph or hi")
    if (parent in NATIVE_CODES) != (name == "sub"):
        raise TmxError(f"{name} stands in {parent}, where TMX has no such code")
    fields = ("i", "x", "type", "pos", "assoc", "datatype")
    stated = {
        field: value for field, value in zip(fields, values, strict=True) if value is not None
    }
    _check_attributes(name, stated)
    attributes = (each for each in CODE_ATTRIBUTES[name] if each in stated)
    return f"<{name}{''.join(format_attribute(each, stated[each]) for each in attributes)}"


def _check_attributes(name: str, stated: dict[str, str]) -> None:
    for attribute in stated:
        if attribute not in CODE_ATTRIBUTES[name]:
            raise TmxError(f"{name} has no attribute {attribute} in TMX; leave it out")
    if name in ("bpt", "ept"):
        require(f"i of {name}", stated.get("i"))
    if name == "it" and stated.get("pos") not in CODE_POSITIONS:
        raise TmxError(f"pos of it is “{stated.get('pos')}”; write begin or end")
    if "assoc" in stated and stated["assoc"] not in CODE_ASSOCIATIONS:
        raise TmxError(f"assoc of ph is “{stated['assoc']}”; write p, f or b")
