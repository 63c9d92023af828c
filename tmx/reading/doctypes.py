"""Where a document type ends and what it declares: read by hand, for a parser would act on it."""

import re
from typing import NamedTuple

from tmx.reading.window import Window

MOST_CHARACTERS = 16 << 20
"""Of a document type."""

_MARK = len("<!DOCTYPE")
_CLOSINGS = {"<!--": "-->", "<?": "?>", '"': '"', "'": "'"}
_PART = re.compile(r"<!--|<\?|[\"'\[\]<>]")
# The address of a DTD holds none of these; a quote that is not closed ends before them.
_ADDRESS_END = re.compile(r"[\"'<>\[\]]")


class Doctype(NamedTuple):
    """A document type.

    Args:
        text: all of it.
        declarations: the same without comments, instructions and what stands in quotes.
        is_whole: it ends.
    """

    text: str
    declarations: str
    is_whole: bool


class DoctypeTaker:
    """Goes behind the document types of a file.

    Args:
        window: the file.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._is_endless = False

    def take(self) -> Doctype:
        """Go behind a document type and return it.

        It ends at the first `>` outside of brackets, quotes, comments and instructions. Of one
        that never ends all is returned, but the window is left behind its name; what looks like
        another behind it is returned as its name, for what follows was returned already.
        """
        window, size = self._window, 1 << 12
        while not self._is_endless:
            window.ensure(size)
            found = _read_doctype(window.text[window.place : window.place + size])
            if found.is_whole:
                window.place += len(found.text)
                return found
            self._is_endless = len(found.text) < size or size >= MOST_CHARACTERS
            if self._is_endless:
                window.place += _MARK
                return found
            size *= 4
        window.place += _MARK
        name = window.text[window.place - _MARK : window.place]
        return Doctype(name, name, is_whole=False)


def _read_doctype(text: str) -> Doctype:
    declarations: list[str] = []
    place = depth = 0
    while (part := _PART.search(text, place)) is not None:
        declarations.append(text[place : part.start()])
        place = part.end()
        if part[0] in _CLOSINGS:
            end = _find_closing(text, part, is_address=depth < 2)
            if end < 0:
                place = part.start()
                break
            place = end
        else:
            declarations.append(part[0])
            depth += 1 if part[0] in "[<" else -1
            if depth == 0 and part[0] == ">":
                return Doctype(text[:place], "".join(declarations), is_whole=True)
        if part[0] in "\"'":
            declarations.append('""')
    declarations.append(text[place:])
    return Doctype(text, "".join(declarations), is_whole=False)


def _find_closing(text: str, opening: re.Match[str], *, is_address: bool) -> int:
    """Return where a comment, an instruction or a text in quotes ends, or -1."""
    if is_address and opening[0] in "\"'":
        found = _ADDRESS_END.search(text, opening.end())
        while found is not None and found[0] in "\"'" and found[0] != opening[0]:
            found = _ADDRESS_END.search(text, found.end())
        return -1 if found is None else found.end() if found[0] == opening[0] else found.start()
    closing = _CLOSINGS[opening[0]]
    end = text.find(closing, opening.end())
    return end if end < 0 else end + len(closing)
