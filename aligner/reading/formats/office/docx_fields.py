"""The fields of a Word document, whose codes are no text and whose results are.

Source: ISO/IEC 29500-1, section 17.16.18: a field begins, is separated from its result, and ends.
"""

from dataclasses import dataclass

_LONGEST_NAME = 100


@dataclass(slots=True)
class _Field:
    """A field that is open: its code up to the separator, then its result."""

    code: str = ""
    has_result: bool = False

    @property
    def is_contents(self) -> bool:
        return self.has_result and self.code.split(maxsplit=1)[:1] == ["TOC"]


class OpenFields:
    """The fields that are open, and how many of them matter: nesting may be deep.

    `codes` counts those whose result has not begun, `contents` those that are the result of a
    table of contents.
    """

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.codes = 0
        self.contents = 0

    def begin(self) -> None:
        """Begin a field, inside those that are open."""
        self._open.append(_Field())
        self.codes += 1

    def separate(self) -> None:
        """End the code of the innermost field; its result follows."""
        if self._open and not self._open[-1].has_result:
            self._open[-1].has_result = True
            self.codes -= 1
            self.contents += self._open[-1].is_contents

    def end(self) -> None:
        """End the innermost field."""
        if self._open:
            closed = self._open.pop()
            self.codes -= not closed.has_result
            self.contents -= closed.is_contents

    def add_code(self, code: str) -> None:
        """Add to the code of the innermost field."""
        # The first word names the field; it may be divided among runs.
        if self._open and len(self._open[-1].code) < _LONGEST_NAME:
            self._open[-1].code += code
