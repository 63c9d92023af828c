"""A text page of PDFium → its glyphs: what each stands for and where, all upright.

Source: ISO 32000-1, 9.4 (text objects) and 14.6 (marked content); fpdf_text.h of PDFium.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from aligner.reading.formats.pdf.characters import LOST, is_unmapped, mend_character
from aligner.reading.formats.pdf.records import Glyph, Page

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_SMALLEST, _BOLD = 0.5, 600
_SPACE = 0x20
_INK = 0.02


@dataclass(frozen=True, slots=True)
class Style:
    """What the glyphs of one text object have in common.

    Args:
        size: of the font, in points on the page.
        turns: quarter turns to the left, 0 to 3; None at any other angle.
        is_bold, is_artifact: see `Glyph`.
    """

    size: float
    turns: int | None = 0
    is_bold: bool = False
    is_artifact: bool = False


class Placed(NamedTuple):
    """A glyph as it stands on the page, at any angle; y grows down.

    Args:
        text: what it stands for.
        left, right, top, bottom: its box, with its advance.
        x, y: of its point on the base line.
        style: of its text object.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    x: float
    y: float
    style: Style


def straighten(glyphs: Sequence[Placed], page: Page) -> Page:
    """Turn a page so that most of its glyphs stand upright, and leave out the others.

    Args:
        glyphs: of the page.
        page: without glyphs.
    """
    counts = Counter(glyph.style.turns for glyph in glyphs if glyph.text.strip())
    turns = max((0, 1, 2, 3), key=lambda each: counts[each])
    upright = tuple(_turn(glyph, turns, page) for glyph in glyphs if glyph.style.turns == turns)
    width, height = (page.height, page.width) if turns % 2 else (page.width, page.height)
    return replace(
        page,
        width=width,
        height=height,
        glyphs=upright,
        turned="".join(glyph.text for glyph in glyphs if glyph.style.turns != turns),
        unmapped=sum(is_unmapped(glyph.text) for glyph in upright),
    )


def _turn(placed: Placed, turns: int, page: Page) -> Glyph:
    """Make the glyph of one that stands turned so often, turning the page the other way."""
    if turns == 0:
        left, right = _find_advance(placed)
        base = placed.y
    elif turns == 1:
        left, right, base = page.height - placed.bottom, page.height - placed.top, placed.x
    elif turns == 2:
        left, right, base = page.width - placed.right, page.width - placed.left, -placed.y
        base += page.height
    else:
        left, right, base = placed.top, placed.bottom, page.width - placed.x
    style = placed.style
    return Glyph(placed.text, left, right, base, style.size, style.is_bold, style.is_artifact)


def _find_advance(placed: Placed) -> tuple[float, float]:
    """Find where an upright glyph and its advance begin and end.

    For some fonts, such as those that are drawings, PDFium knows only the box of the ink.
    """
    size = placed.style.size
    if placed.left < placed.x + _INK * size:
        return placed.left, placed.right
    is_square = "\u3400" <= placed.text <= "\u9fff"
    return placed.x, max(placed.right, placed.x + size if is_square else 0.0)


def read_glyphs(text_page: "PdfTextPage", *, left: float, top: float) -> Iterator[Placed]:
    """Yield the glyphs of a page in the order of the file; those of several characters as one.

    PDFium gives each character of a ligature, and each half of a character outside the BMP, a
    number of its own.

    Args:
        text_page: of PDFium.
        left, top: of the page in its own space, where y grows up.
    """
    reader = _TextReader(text_page, left, top)
    pending: Placed | None = None
    for index in range(reader.count):
        placed = reader.read(index)
        if placed is None:
            continue
        if pending is None:
            pending = placed
        elif _is_same_glyph(pending, placed):
            right = max(pending.right, placed.right)
            pending = pending._replace(text=pending.text + placed.text, right=right)
        else:
            yield from _finish(pending)
            pending = placed
    if pending is not None:
        yield from _finish(pending)


def _is_same_glyph(first: Placed, second: Placed) -> bool:
    if "\ud800" <= first.text[-1] <= "\udbff":
        return "\udc00" <= second.text <= "\udfff"
    is_here = first.x == second.x and first.y == second.y
    return is_here and first.style is second.style and first.text.isalpha()


def _finish(placed: Placed) -> Iterator[Placed]:
    text = placed.text
    if not text.isascii():
        # The halves of one character come together.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = mend_character(text)
    if text == placed.text:
        yield placed
    elif text:
        yield placed._replace(text=text)


class _TextReader:
    """Reads the characters of a page, and the style of each text object once.

    The functions that are called for each character are bound anew with bare numbers for
    handles: it takes a third of the time.
    """

    def __init__(self, text_page: "PdfTextPage", left: float, top: float) -> None:
        from pypdfium2 import raw

        number, handle = ctypes.c_int, ctypes.c_void_p
        self._raw = raw
        self._page = text_page.raw
        self._handle = ctypes.cast(self._page, handle).value
        self._corner = left, top
        self._object = _bind(raw.FPDFText_GetTextObject, handle, handle, number)
        self._box = _bind(raw.FPDFText_GetLooseCharBox, number, handle, number, handle)
        self._origin = _bind(raw.FPDFText_GetCharOrigin, number, handle, number, handle, handle)
        self._unicode = _bind(raw.FPDFText_GetUnicode, ctypes.c_uint, handle, number)
        self._is_made_up = _bind(raw.FPDFText_IsGenerated, number, handle, number)
        self._is_lost = _bind(raw.FPDFText_HasUnicodeMapError, number, handle, number)
        self._rectangle = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._places = tuple(map(ctypes.addressof, (self._rectangle, self._x, self._y)))
        self._styles: dict[int, Style] = {}
        self.count: int = max(0, raw.FPDFText_CountChars(self._page))

    def read(self, index: int) -> Placed | None:
        """Read a character; None for one that PDFium made up: a space or the end of a line."""
        handle = self._object(self._handle, index)
        if not handle:
            return None
        style = self._styles.get(handle)
        if style is None:
            style = self._styles[handle] = self._read_style(index, handle)
        box, x, y = self._places
        self._box(self._handle, index, box)
        self._origin(self._handle, index, x, y)
        is_lost = self._is_lost(self._handle, index) == 1
        code = self._unicode(self._handle, index)
        if code == _SPACE and self._is_made_up(self._handle, index) == 1:
            return None
        left, top = self._corner
        place = self._rectangle
        return Placed(
            LOST if is_lost or code > 0x10FFFF else chr(code),
            place.left - left,
            place.right - left,
            top - place.top,
            top - place.bottom,
            self._x.value - left,
            top - self._y.value,
            style,
        )

    def _read_style(self, index: int, handle: int) -> Style:
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFText_GetMatrix(self._page, index, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        size = self._raw.FPDFText_GetFontSize(self._page, index) * scale
        quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        is_square = abs(quarters - round(quarters)) < 0.05
        return Style(
            size=max(_SMALLEST, round(abs(size), 1)),
            turns=round(quarters) % 4 if is_square else None,
            is_bold=self._raw.FPDFText_GetFontWeight(self._page, index) >= _BOLD,
            is_artifact=self._is_artifact(handle),
        )

    def _is_artifact(self, handle: int) -> bool:
        pointer = ctypes.cast(handle, self._raw.FPDF_PAGEOBJECT)
        for number in range(max(0, self._raw.FPDFPageObj_CountMarks(pointer))):
            mark = self._raw.FPDFPageObj_GetMark(pointer, number)
            buffer, length = (ctypes.c_uint16 * 16)(), ctypes.c_ulong()
            self._raw.FPDFPageObjMark_GetName(mark, buffer, 32, length)
            name = bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", "replace")
            if name == "Artifact":
                return True
        return False


def _bind(
    function: "ctypes._NamedFuncPointer",
    result: "type[ctypes._SimpleCData[Any]]",
    *arguments: "type[ctypes._SimpleCData[Any]]",
) -> Callable[..., Any]:
    """Give a function of the library other types for its handles."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)
