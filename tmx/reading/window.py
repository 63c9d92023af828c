"""A text that comes in chunks, seen through a window that moves on."""

import re
from collections.abc import Iterator

from tmx.characters import remove_forbidden


class Window:
    """The part of a text that is held, and the place reached in it.

    What lies before the place may go whenever more is taken in, so that places are good only
    until then; offsets from the place stay good.

    Attributes:
        text: what is held.
        place: index in it of what comes next.
        passed: how many characters of the file came before what is held.
        is_clean: `text` holds neither characters that XML forbids nor `]]>`; False: it may.
    """

    def __init__(self, chunks: Iterator[tuple[str, bool]]) -> None:
        self._chunks = chunks
        self._line = 1
        self._counted = 0
        self._unfound: dict[str, int] = {}
        self.text = ""
        self.place = self.passed = 0
        self.is_clean = self._is_free = True

    def grow(self) -> bool:
        """Take more in, at least as much as is held unread; whether there was more."""
        chunks = self._take(len(self.text) - self.place)
        if not chunks:
            return False
        self.line_at(self.place)
        self._unfound = {
            token: known - self.place
            for token, known in self._unfound.items()
            if known > self.place
        }
        rest = self.text[self.place :]
        self.text = rest + "".join(text for text, _ in chunks)
        is_free = self._is_free or not remove_forbidden(rest).removed
        self._is_free = is_free and all(is_free for _, is_free in chunks)
        self.is_clean = self._is_free and "]]>" not in self.text
        self.passed += self.place
        self.place = self._counted = 0
        return True

    def _take(self, wanted: int) -> list[tuple[str, bool]]:
        taken: list[tuple[str, bool]] = []
        size = 0
        while size <= wanted and (chunk := next(self._chunks, None)) is not None:
            taken.append(chunk)
            size += len(chunk[0])
        return taken

    def ensure(self, length: int) -> None:
        """Hold so many characters from the place on, unless the text ends before."""
        while len(self.text) - self.place < length and self.grow():
            pass

    def seek(self, token: str, offset: int, most: int) -> int:
        """Find a token.

        Args:
            token: what to find.
            offset: from the place, where to begin.
            most: how far from the place to look.

        Returns:
            Its offset from the place, or -1.
        """
        start = max(self.place + offset, self._unfound.get(token, 0))
        while (found := self.text.find(token, start)) < 0:
            searched = max(start - self.place, len(self.text) - self.place - len(token) + 1)
            self._unfound[token] = self.place + searched
            if searched > most or not self.grow():
                return -1
            start = self.place + searched
        return found - self.place

    def search(self, pattern: re.Pattern[str], most: int, offset: int = 0) -> re.Match[str] | None:
        """Find a pattern that needs at most 256 characters; places in the match are good now."""
        while True:
            found = pattern.search(self.text, self.place + offset)
            is_whole = found is not None and found.start() + 256 <= len(self.text)
            if is_whole:
                return found
            near = len(self.text) - self.place - 256
            offset = found.start() - self.place if found is not None else max(offset, near)
            if offset > most or not self.grow():
                return found

    def line_at(self, place: int) -> int:
        """Return the number of the line of the file at a place in the text held."""
        if place < self._counted:
            return self._line - self.text.count("\n", place, self._counted)
        self._line += self.text.count("\n", self._counted, place)
        self._counted = place
        return self._line

    @property
    def is_at_end(self) -> bool:
        """Whether nothing comes any more."""
        return self.place >= len(self.text) and not self.grow()
