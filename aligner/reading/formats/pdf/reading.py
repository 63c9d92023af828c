"""A PDF → its paragraphs: the flow through the modules of this package.

bytes → pages of glyphs → rows → without running heads → columns → blocks → paragraphs.
"""

from collections.abc import Iterable, Iterator, Sequence

from aligner.errors import AlignerError
from aligner.reading.formats.pdf.flow import Flow, find_flows, join_flows
from aligner.reading.formats.pdf.furniture import find_furniture
from aligner.reading.formats.pdf.joining import Usage, join_lines, study_usage
from aligner.reading.formats.pdf.kinds import measure_body, tell_kind
from aligner.reading.formats.pdf.layout import RULE, Layout, lay_out
from aligner.reading.formats.pdf.lines import find_rows
from aligner.reading.formats.pdf.loading import PdfFile, load_pages
from aligner.reading.formats.pdf.metadata import read_metadata
from aligner.reading.formats.pdf.notes import RULE as MARKS_RULE
from aligner.reading.formats.pdf.notes import Unmarked, drop_marks, drop_own_marks, find_notes
from aligner.reading.formats.pdf.records import Block, Page, Sheet
from aligner.reading.records import Change, Reading, Source
from aligner.records import Document, Kind, Paragraph

_TURNED = "it stands at an angle to the text of its page, as a watermark does"
_MOST_UNMAPPED = 0.5
_OCR = "run OCR first, such as with ocrmypdf{}, or give the text in another format"


def read_pdf(source: Source) -> Reading:
    """Read the text layer of a PDF.

    The line of a paragraph is the running number of its first line over the whole file, in the
    order of reading; a gap between paragraphs counts for a line.

    Raises:
        AlignerError: the file is damaged or needs a password, has no text, or has fonts that do
            not tell their characters.
    """
    file = load_pages(source.data)
    _check_text(file)
    layout = _lay_out(file.pages, drops_heads=source.drops(RULE))
    if not layout.columns:
        raise AlignerError("the PDF holds nothing but running heads: use --keep running-heads")
    turned = tuple(_log_turned(file.pages, layout)) if source.drops(RULE) else ()
    paragraphs, marks = _make_paragraphs(layout, drops_marks=source.drops(MARKS_RULE))
    if not source.drops(RULE):
        paragraphs += tuple(_keep_turned(file.pages, layout))
    document = Document(paragraphs, name=source.name, metadata=read_metadata(file.info))
    changes = sorted((*layout.changes, *turned, *marks), key=lambda change: change.line)
    return Reading(document, tuple(_describe(file)), tuple(changes))


def _lay_out(pages: Sequence[Page], *, drops_heads: bool) -> Layout:
    sheets = [
        Sheet(page.number, page.height, find_rows(page.glyphs, page.number)) for page in pages
    ]
    return lay_out(sheets, find_furniture(sheets) if drops_heads else frozenset())


def _check_text(file: PdfFile) -> None:
    glyphs = sum(len(page.glyphs) for page in file.pages)
    unmapped = sum(page.unmapped for page in file.pages)
    visible = any(not glyph.text.isspace() for page in file.pages for glyph in page.glyphs)
    if not visible:
        if any(page.has_marks for page in file.pages):
            raise AlignerError("the PDF has page images without text: " + _OCR.format(""))
        raise AlignerError("the PDF has no text on its pages: give a file that holds text")
    if unmapped > _MOST_UNMAPPED * glyphs:
        raise AlignerError(
            f"the fonts of the PDF do not tell their characters ({unmapped} of {glyphs} are not "
            "known): " + _OCR.format(" --force-ocr")
        )


def _log_turned(pages: Iterable[Page], layout: Layout) -> Iterator[Change]:
    for page in pages:
        if text := " ".join(page.turned.split()):
            line = layout.first_lines[page.number]
            yield Change(RULE, line, text, reason=f"{_TURNED} (page {page.number})")


def _keep_turned(pages: Iterable[Page], layout: Layout) -> Iterator[Paragraph]:
    for page in pages:
        if text := " ".join(page.turned.split()):
            yield Paragraph(text, layout.first_lines[page.number])


def _make_paragraphs(
    layout: Layout, *, drops_marks: bool
) -> tuple[tuple[Paragraph, ...], tuple[Change, ...]]:
    """Make the paragraphs of all columns, the footnotes last; and say which marks went."""
    lines = [line for column in layout.columns for line in column.lines]
    usage, body = study_usage(lines), measure_body(lines)
    texts: list[Flow] = []
    notes: list[Flow] = []
    for flow in find_flows(layout.columns, layout.pitches):
        start = find_notes(flow, body)
        texts += [flow[:start]] if start else []
        notes += [flow[start:]] if start < len(flow) else []
    running, below = Unmarked(tuple(join_flows(texts)), ()), tuple(join_flows(notes))
    if drops_marks:
        running, below = drop_marks(running.blocks, below), drop_own_marks(below)
    paragraphs = (
        *(_print(block, usage, tell_kind(block, body)) for block in running.blocks),
        *(_print(block, usage, Kind.FOOTNOTE) for block in below),
    )
    return paragraphs, running.changes


def _print(block: Block, usage: Usage, kind: Kind) -> Paragraph:
    row = None if block.cell is None else block.cell[0]
    return Paragraph(join_lines(block.lines, usage), block.lines[0].number, kind, row=row)


def _describe(file: PdfFile) -> Iterator[str]:
    """Say which pages were not read, and how many characters are not known."""
    silent = [page.number for page in file.pages if page.has_marks and not page.glyphs]
    if silent:
        yield f"{_name_pages(silent)}: images without text, not read (OCR makes them text)"
    if file.failed:
        yield f"{_name_pages(file.failed)}: damaged, not read"
    unmapped = sum(page.unmapped for page in file.pages)
    if unmapped:
        yield f"{unmapped} characters are not known: their fonts do not tell them"


def _name_pages(numbers: Sequence[int]) -> str:
    """Name pages, at most a dozen of them.

    >>> _name_pages([2, 5])
    'pages 2, 5'
    """
    shown = ", ".join(map(str, numbers[:12]))
    more = f" and {len(numbers) - 12} more" if len(numbers) > 12 else ""
    return f"page{'s' if len(numbers) > 1 else ''} {shown}{more}"
