"""Segments with inline codes: their plain text, and content in its one usual form."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from tmx.records import Code, Content, Variant

NATIVE_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Codes that hold native markup, which is no text of the segment; "hi" marks text that is."""


def text_of(content: Content) -> str:
    """Return the text of a segment: native codes are left out, marked text stays.

    Source: TMX 1.4b specification, section “Content Markup”.

    >>> text_of(("a", Code("ph", ("{0}",)), Code("hi", ("b", Code("ph"), "c"))))
    'abc'
    """
    return "".join(_list_texts(content))


def _list_texts(content: Content) -> Iterable[str]:
    for piece in content:
        if isinstance(piece, str):
            yield piece
        elif piece.name not in NATIVE_CODES:
            yield from _list_texts(piece.content)


def make_content(pieces: Iterable[str | Code]) -> Content:
    """Put pieces into the usual form: no empty text, no two texts side by side.

    >>> make_content(["a", "", "b", ""])
    ('ab',)
    """
    joined: list[str | Code] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece:
            joined.append(piece)
    return tuple(joined)


def has_codes(content: Content) -> bool:
    """Whether a segment holds inline codes, marked text included."""
    return any(isinstance(piece, Code) for piece in content)


def change_texts(content: Content, change: Callable[[str], str]) -> Content:
    """Apply a function to every text of a content, native code included.

    >>> change_texts(("a", Code("ph", ("b",))), str.upper)[0]
    'A'
    """
    return make_content(_change(piece, change) for piece in content)


def _change(piece: str | Code, change: Callable[[str], str]) -> str | Code:
    if isinstance(piece, str):
        return change(piece)
    return replace(piece, content=change_texts(piece.content, change))


def make_variant(language: str, pieces: Iterable[str | Code]) -> Variant:
    """Make a variant from pieces: its text, and its content if it has codes.

    Args:
        language: BCP 47 tag.
        pieces: texts and codes in order.
    """
    content = make_content(pieces)
    return Variant(language, text_of(content), content=content if has_codes(content) else ())
