"""What stands on the pages of a PDF: glyphs, lines, columns.

Lengths are in points; x grows to the right and y down from the upper left corner of the page.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from aligner.reading.scripts import count_han, is_han_text


class Glyph(NamedTuple):
    """A printed character; a tuple because a book has a million of them.

    Args:
        text: what it stands for; several characters for a ligature.
        left, right: where it and its advance begin and end.
        base: y of the base line it stands on.
        size: of its font.
        is_bold: whether the font says so.
        is_artifact: whether the file marks it as no part of the text, such as a page number.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False
    is_artifact: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What was read of a page.

    Args:
        number: from 1.
        width, height: of the page as it is read.
        glyphs: upright, in the order of the file.
        turned: the text of the glyphs that stand at an angle to the others.
        unmapped: how many glyphs have a font that does not tell their characters.
        has_marks: whether anything at all is drawn on the page.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    turned: str = ""
    unmapped: int = 0
    has_marks: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or the part of one that stands in one column.

    Args:
        text: without the spaces around it.
        left, right: of its first and last visible character.
        base: y of its base line.
        size: of most of its characters.
        is_bold: whether all its letters are.
        page: number of its page, from 1.
        number: running number of the line in the file, in the order of reading; 0: not set yet.
        is_artifact: whether the file marks all of it as no part of the text.
        has_space: whether a printed space follows the last character.
        raised: start and stop of each passage of raised small print, such as a note's mark.
        glyphs: what it was made of, from left to right, spaces too.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False
    page: int = 1
    number: int = 0
    is_artifact: bool = False
    has_space: bool = False
    raised: tuple[tuple[int, int], ...] = ()
    glyphs: tuple[Glyph, ...] = ()

    @property
    def top(self) -> float:
        """Y of the top of its letters, about."""
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Y of the bottom of its letters, about."""
        return self.base + 0.2 * self.size

    @property
    def width(self) -> float:
        """From the first to the last character."""
        return self.right - self.left

    @property
    def is_han(self) -> bool:
        """Whether it is rather Chinese."""
        return is_han_text(self.text)

    @property
    def has_han(self) -> bool:
        """Whether any of it is Chinese."""
        return count_han(self.text) > 0


Row = tuple[Line, ...]
"""What stands on one base line across a page, from left to right: a piece for each column."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a page.

    Args:
        number: of the page, from 1.
        height: of the page.
        rows: from top to bottom.
    """

    number: int
    height: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other.

    Args:
        lines: from top to bottom.
        cells: where the column is one of a table of two languages: the row number of each line,
            counted from 0 in its region; empty if it is none.
        region: number of the part of the page that it belongs to; the columns of a table share it.
    """

    lines: tuple[Line, ...]
    cells: tuple[int, ...] = ()
    region: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that make a paragraph, or a part of one that goes on in the next column.

    Args:
        lines: from top to bottom; may be of several columns.
        room: how far its last line ends before the right edge of the column, in points.
        is_start: whether its first line is seen to begin a paragraph, by its indentation.
        cell: (row of its table, side: 0 or 1); None outside of a table of two languages.
    """

    lines: tuple[Line, ...]
    room: float = 0.0
    is_start: bool = False
    cell: tuple[int, int] | None = None

    @property
    def size(self) -> float:
        """Size of most of its characters."""
        weights: dict[float, int] = {}
        for line in self.lines:
            weights[line.size] = weights.get(line.size, 0) + len(line.text)
        return max(weights, key=lambda size: weights[size])

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.is_bold for line in self.lines)

    def join(self, other: "Block") -> "Block":
        """Return this block gone on with another."""
        return replace(self, lines=self.lines + other.lines, room=other.room)
