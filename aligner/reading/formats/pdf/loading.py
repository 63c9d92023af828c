"""The bytes of a PDF → the glyphs on its pages, by PDFium.

PDFium may be used by one thread at a time only, so a lock holds others off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from aligner.errors import AlignerError
from aligner.reading.formats.pdf.glyphs import read_glyphs, straighten
from aligner.reading.formats.pdf.records import Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_LOCK = Lock()
# Source: fpdfview.h of PDFium, FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
_PASSWORD, _SECURITY = 4, 5
# A damaged file may claim millions of pages; so many in a row that cannot be loaded are not there.
_MOST_FAILURES = 100


@dataclass(frozen=True, slots=True)
class PdfFile:
    """What was read of a file.

    Args:
        pages: those that could be loaded, in order.
        info: the entries of its document information, by name.
        failed: numbers of the pages that could not be loaded.
    """

    pages: tuple[Page, ...]
    info: Mapping[str, str]
    failed: tuple[int, ...] = ()


def load_pages(data: bytes) -> PdfFile:
    """Load the glyphs of all pages.

    Args:
        data: of the file.

    Raises:
        AlignerError: it is no PDF, damaged, or needs a password.
    """
    with _LOCK:
        document = _open(data)
        try:
            pages, failed = _load_all(document)
            return PdfFile(tuple(pages), dict(document.get_metadata_dict()), tuple(failed))
        finally:
            document.close()


def _open(data: bytes) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        # The code may be left from another file, so the file itself must speak of a password.
        if error.err_code in (_PASSWORD, _SECURITY) and b"/Encrypt" in data:
            raise AlignerError(
                "the PDF needs a password: open it with the password in a PDF program, save or "
                "print it without one, and give that"
            ) from None
        raise AlignerError(
            "the PDF is damaged and cannot be opened: get the file again, or open it in a PDF "
            "program and print it to a new PDF"
        ) from None


def _load_all(document: "PdfDocument") -> tuple[list[Page], list[int]]:
    pages: list[Page] = []
    failed: list[int] = []
    in_row = 0
    for number in range(1, len(document) + 1):
        page = _load_page(document, number)
        in_row = 0 if page else in_row + 1
        if page:
            pages.append(page)
        else:
            failed.append(number)
        if in_row >= _MOST_FAILURES:
            break
    return pages, failed


def _load_page(document: "PdfDocument", number: int) -> Page | None:
    """Load a page; None if it cannot be."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
    except PdfiumError:
        return None
    try:
        return _read_page(page, number)
    except PdfiumError:
        return None
    finally:
        page.close()


def _read_page(page: "PdfPage", number: int) -> Page:
    left, bottom, right, top = page.get_bbox()
    text_page = page.get_textpage()
    try:
        glyphs = list(read_glyphs(text_page, left=left, top=top))
    finally:
        text_page.close()
    has_marks = bool(glyphs) or next(page.get_objects(max_depth=1), None) is not None
    return straighten(glyphs, Page(number, right - left, top - bottom, has_marks=has_marks))
