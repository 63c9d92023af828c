"""The table of a Word document: its columns, and rows as markup."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tmx.formats.bilingual import Row, is_right_to_left, primary_of
from tmx.formats.details import get_confidence, list_notes
from tmx.formats.surveys import Survey
from tmx.writing.escaping import escape_text, format_attribute

# Twentieths of a point: what the margins of A4 in landscape leave.
_WIDTH = 15_138
_NUMBER_WIDTH = 1_000
_CONFIDENCE_WIDTH = 1_400
_NOTES_WIDTH = 2_600
# A row that is higher than a page must be split.
_LONGEST_WHOLE = 1_500
_EAST_ASIAN = frozenset({"zh", "ja", "ko", "yue", "wuu", "hak", "nan"})
_FONTS = {
    "zh-TW": "Microsoft JhengHei", "zh-HK": "Microsoft JhengHei", "zh-MO": "Microsoft JhengHei",
    "ja": "Yu Gothic", "ko": "Malgun Gothic",
}  # fmt: skip
_USUAL_FONT = "Microsoft YaHei"
_BREAKS = re.compile("(\r\n|[\n\r\t])")
_TAB = "<w:tab/>"
_BREAK = "<w:br/>"


def font_of(tag: str) -> str:
    """Return the font of East Asian characters whose glyphs are those of a region.

    >>> font_of("zh-HK"), font_of("zh-CN"), font_of("ja-JP")
    ('Microsoft JhengHei', 'Microsoft YaHei', 'Yu Gothic')
    """
    return _FONTS.get(tag) or _FONTS.get(primary_of(tag), _USUAL_FONT)


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of the columns; 0: there is no such column."""

    number: int
    text: int
    confidence: int
    notes: int

    @classmethod
    def fit(cls, found: Survey) -> "Columns":
        """Make columns for what there is."""
        confidence = _CONFIDENCE_WIDTH if found.has_confidence else 0
        notes = _NOTES_WIDTH if found.has_notes else 0
        return cls(
            _NUMBER_WIDTH, (_WIDTH - _NUMBER_WIDTH - confidence - notes) // 2, confidence, notes
        )

    @property
    def widths(self) -> tuple[int, ...]:
        """Widths from the left, without those that are not there."""
        every = (self.number, self.text, self.text, self.confidence, self.notes)
        return tuple(filter(None, every))

    @property
    def total(self) -> int:
        """Width of the table."""
        return sum(self.widths)


@dataclass(frozen=True)
class Side:
    """How the texts of one language are set.

    Args:
        style: name of the paragraph style.
        language: tag, in the form that Word knows.
        other: that of the other side, which foreign words in a text are most likely in.
    """

    style: str
    language: str
    other: str

    @property
    def is_east_asian(self) -> bool:
        """Whether its characters are Chinese, Japanese or Korean."""
        return primary_of(self.language) in _EAST_ASIAN

    @cached_property
    def paragraph(self) -> str:
        """The start of a paragraph."""
        bidi = "<w:bidi/>" if is_right_to_left(self.language) else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/>{bidi}</w:pPr>'

    @cached_property
    def run(self) -> str:
        """The start of a run: quotation marks and dashes in Chinese are of the Chinese font."""
        if is_right_to_left(self.language):
            return f"<w:r><w:rPr><w:rtl/><w:lang{_attribute('bidi', self.language)}/></w:rPr>"
        if not self.is_east_asian:
            return f"<w:r><w:rPr><w:lang{_attribute('val', self.language)}/></w:rPr>"
        western = "en-US" if primary_of(self.other) in _EAST_ASIAN else self.other
        languages = _attribute("val", western) + _attribute("eastAsia", self.language)
        return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang{languages}/></w:rPr>'


def _attribute(name: str, value: str) -> str:
    return format_attribute(f"w:{name}", value)


@dataclass(frozen=True, slots=True)
class Table:
    """Writes the rows of one table.

    Args:
        columns: which there are.
        source: how the texts of the source are set.
        target: the same of the target.
    """

    columns: Columns
    source: Side
    target: Side

    @property
    def east_asian(self) -> str:
        """The East Asian language of the document."""
        sides = (self.source, self.target)
        return next((side.language for side in sides if side.is_east_asian), "zh-CN")

    def format_grid(self) -> str:
        """Return the widths of the columns."""
        return "".join(f'<w:gridCol w:w="{width}"/>' for width in self.columns.widths)

    def format_names(self) -> str:
        """Return the cells of the row that names the columns."""
        names = ["No.", self.source.language, self.target.language]
        names += ["Confidence"] if self.columns.confidence else []
        names += ["Notes"] if self.columns.notes else []
        return "".join(
            _format_cell(width, _format_plain("ColumnName", [name]))
            for width, name in zip(self.columns.widths, names, strict=True)
        )

    def format_row(self, row: Row) -> str:
        """Return a row and a line break."""
        columns = self.columns
        cells = [
            _format_cell(
                columns.number, _format_plain("UnitRemark", [row.unit.tuid or str(row.number)])
            ),
            _format_cell(columns.text, _format_text(self.source, row.source.text)),
            _format_cell(columns.text, _format_text(self.target, row.target.text)),
        ]
        if columns.confidence:
            confidence = [get_confidence(row.unit) or ""]
            cells.append(_format_cell(columns.confidence, _format_plain("UnitRemark", confidence)))
        if columns.notes:
            notes = [note.text for _, note in list_notes(row)] or [""]
            cells.append(_format_cell(columns.notes, _format_plain("UnitRemark", notes)))
        is_short = max(len(row.source.text), len(row.target.text)) < _LONGEST_WHOLE
        whole = "<w:trPr><w:cantSplit/></w:trPr>" if is_short else ""
        return f"<w:tr>{whole}{''.join(cells)}</w:tr>\n"


def _format_cell(width: int, paragraphs: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _format_plain(style: str, texts: Iterable[str]) -> str:
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{_format_pieces(text)}</w:r></w:p>'
        for text in texts
    )


def _format_text(side: Side, text: str) -> str:
    return f"{side.paragraph}{side.run}{_format_pieces(text)}</w:r></w:p>"


def _format_pieces(text: str) -> str:
    """Write a text; line breaks and tabs are elements."""
    if _BREAKS.search(text) is None:
        return _format_piece(text)
    return "".join(map(_format_piece, _BREAKS.split(text)))


def _format_piece(piece: str) -> str:
    if piece == "\t":
        return _TAB
    if piece in ("\n", "\r", "\r\n"):
        return _BREAK
    return f'<w:t xml:space="preserve">{escape_text(piece)}</w:t>' if piece else ""
