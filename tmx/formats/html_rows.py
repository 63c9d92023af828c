"""The rows of a page: texts with their inline codes, identifiers and remarks."""

from dataclasses import dataclass
from html import escape as escape_quotes

from tmx.content import NATIVE_CODES
from tmx.errors import TmxError
from tmx.formats.bilingual import Row, is_right_to_left
from tmx.formats.details import get_confidence, list_notes
from tmx.formats.inline import flatten
from tmx.formats.surveys import Survey
from tmx.formats.templates import fill
from tmx.language import normalise_tag
from tmx.pairing import LanguagePair
from tmx.records import Code, Content, Note, Variant

_LOW = 0.8
"""A confidence under it is set off."""


def escape(text: str) -> str:
    r"""Escape a text for any place in a page, attributes in quotes included.

    A carriage return is escaped, for browsers read a bare one as a line feed.

    >>> escape('<a href="\r">')
    '&lt;a href=&quot;&#13;&quot;&gt;'
    """
    return escape_quotes(text).replace("\r", "&#13;")


@dataclass(frozen=True, slots=True)
class PageRows:
    """Writes rows.

    Args:
        source: attributes of the cells of the source: its language, and its direction.
        target: the same of the target.
        has_remarks: whether there is a column for confidence and notes.
    """

    source: str
    target: str
    has_remarks: bool

    @classmethod
    def prepare(cls, pair: LanguagePair, found: Survey) -> "PageRows":
        """Prepare what all rows share."""
        return cls(_describe(pair.source), _describe(pair.target), found.has_remarks)

    def format_row(self, row: Row) -> str:
        """Return a row and a line break."""
        line = fill(
            "html/row.html",
            number=row.number,
            name=escape(row.unit.tuid or str(row.number)),
            source_attributes=self.source,
            source=_format_text(row.source),
            target_attributes=self.target,
            target=_format_text(row.target),
            remarks=_format_remarks(row) if self.has_remarks else "",
        )
        return f"{line}\n"


def _describe(tag: str) -> str:
    direction = ' dir="rtl"' if is_right_to_left(tag) else ""
    return f' lang="{escape(_name_language(tag))}"{direction}'


def _name_language(tag: str) -> str:
    """Return a tag that browsers know; what is none is "", an unknown language."""
    try:
        return normalise_tag(tag)
    except TmxError:
        return ""


def _format_text(variant: Variant) -> str:
    return _format_content(variant.content) if variant.content else escape(variant.text)


def _format_content(content: Content) -> str:
    return "".join(
        escape(piece) if isinstance(piece, str) else _format_code(piece) for piece in content
    )


def _format_code(code: Code) -> str:
    if code.name in NATIVE_CODES:
        text = flatten(code.content) or code.name
        return fill("html/code.html", name=_name_code(code), text=escape(text))
    inner = _format_content(code.content)
    return fill("html/mark.html", name=_name_code(code), text=inner) if code.name == "hi" else inner


def _name_code(code: Code) -> str:
    values = (code.name, code.i or code.x, code.type, code.pos)
    return escape(" ".join(value for value in values if value))


def _format_remarks(row: Row) -> str:
    confidence = get_confidence(row.unit)
    sure = ""
    if confidence:
        kind = " low" if _is_low(confidence) else ""
        sure = fill("html/confidence.html", kind=kind, text=escape(confidence))
    notes = "".join(_format_note(note) for _, note in list_notes(row))
    return fill("html/remarks.html", confidence=sure, notes=notes)


def _is_low(confidence: str) -> bool:
    try:
        return float(confidence) < _LOW
    except ValueError:
        return False


def _format_note(note: Note) -> str:
    language = "" if note.language is None else f' lang="{escape(_name_language(note.language))}"'
    return fill("html/note.html", attributes=language, text=escape(note.text))
