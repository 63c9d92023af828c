"""The content of a seg as written → its text and inline codes, if nothing about it is odd."""

import re
from typing import Any, TypeAlias

from tmx.content import text_of
from tmx.reading.building import MOST_CODES_DEEP
from tmx.reading.references import decode_references
from tmx.reading.shortcuts import Memo, UnusualError
from tmx.reading.tags import CodeStart, CodeTags
from tmx.records import Code, Content

_SIMPLE = re.compile(r"(<(?!/)[^>]*+>(?:(?<=/>)|[^<]*+</[^>]*+>))")
_TAG = re.compile(r"(<[^>]*+>)")
_BLANK = " \t\n"

Segment: TypeAlias = tuple[str, Content]
"""Its text, and its content; () if it holds no codes."""


class SegmentReader:
    """Reads segments; it remembers the codes of a file, for most come again and again."""

    def __init__(self) -> None:
        self._starts = Memo(CodeTags().read)
        self._codes = Memo(self._read_code)

    def read(self, raw: str) -> Segment:
        """Read a segment.

        Args:
            raw: what stands in a seg that holds codes, without characters that XML forbids and
                without `]]>`.

        Raises:
            UnusualError: there is something in it that the parser must judge.
        """
        # Codes that hold text alone, and what stands between.
        parts: list[Any] = _SIMPLE.split(raw)
        texts: list[str] = parts[::2]
        text = "".join(texts)
        if "<" in text:
            content: Content = self._read_nested(raw)
            return text_of(content), content
        if "&" in text:
            parts[::2] = texts = [
                decode_references(each) if "&" in each else each for each in texts
            ]
            text = "".join(texts)
        parts[1::2] = map(self._codes.__getitem__, parts[1::2])
        content = tuple(filter(None, parts))
        has_marked = "<hi" in raw or "<sub" in raw
        return (text_of(content) if has_marked else text), content

    def _read_code(self, raw: str) -> Code:
        """Read a code that holds no other."""
        start, _, rest = raw[1:-1].partition(">")
        if start.endswith("/"):
            return _make_code(self._starts[start[:-1]], ())
        text, _, end = rest.partition("</")
        name, fields = self._starts[start]
        if end.rstrip(_BLANK) != name:
            raise UnusualError
        return _make_code((name, fields), (decode_references(text),) if text else ())

    def _read_nested(self, raw: str) -> Content:
        """Read a segment whose codes hold others."""
        content: list[str | Code] = []
        outer: list[tuple[list[str | Code], CodeStart]] = []
        text, *parts = _TAG.split(raw)
        _add_text(content, text)
        for tag, text in zip(parts[::2], parts[1::2], strict=True):
            if tag.startswith("</"):
                content = _close(outer, tag, content)
            elif tag.endswith("/>"):
                content.append(_make_code(self._starts[tag[1:-2]], ()))
            else:
                outer.append((content, self._starts[tag[1:-1]]))
                content = []
            _add_text(content, text)
            if len(outer) >= MOST_CODES_DEEP:
                raise UnusualError
        if outer:
            raise UnusualError
        return tuple(content)


def _add_text(content: list[str | Code], text: str) -> None:
    if "<" in text:
        raise UnusualError
    if text:
        content.append(decode_references(text))


def _close(
    outer: list[tuple[list[str | Code], CodeStart]], tag: str, inner: list[str | Code]
) -> list[str | Code]:
    """Return the content around a code that ends, with the code."""
    if not outer:
        raise UnusualError
    content, start = outer.pop()
    if tag[2:-1].rstrip(_BLANK) != start[0]:
        raise UnusualError
    content.append(_make_code(start, tuple(inner)))
    return content


def _make_code(start: CodeStart, content: Content) -> Code:
    return Code(start[0], content, *start[1])
