"""The runs of a Word paragraph → its text, and what was met on the way.

Source: ISO/IEC 29500-1, section 17.3 (paragraphs and runs), 17.13.5 (revisions), 17.16 (fields).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aligner.reading.formats.office.docx_fields import OpenFields
from aligner.reading.formats.office.docx_styles import WordStyles, is_on
from aligner.reading.formats.office.symbols import map_symbols

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What holds no text of the document: properties, codes of fields, annotations of characters.
# fmt: off
_SKIPPED = frozenset((
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "ctrlPr", "oMathParaPr",
    "delText", "delInstrText", "rubyPr", "footnoteRef", "endnoteRef", "annotationRef",
    "separator", "continuationSeparator", "softHyphen",
))
# fmt: on
_MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class ParagraphText:
    r"""What a paragraph holds.

    Args:
        pieces: its text in pieces, with \n for a line break and two for the end of a page.
        references: the notes it refers to, such as ("footnotes", "2"), in order.
        boxes: the text boxes anchored in it; a string is the text of lettering (WordArt).
        contents: its text in a table of contents that Word made, in pieces.
        removed: (rule, text) of what else was left out.
        deletions: tracked deletions, which are never text.
        comments: references to comments.
    """

    pieces: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    boxes: "list[Element | str]" = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    deletions: int = 0
    comments: int = 0

    @property
    def text(self) -> str:
        """The text as one string."""
        return "".join(self.pieces)


class RunReader:
    """Reads the paragraphs of one part in order; a field may go over several of them.

    Args:
        styles: the styles of the document.
        drops: whether the finds of a rule of some name are left out.
        balanced: whether each field of the part that begins ends too; else codes of fields that
            go astray could hide the rest of the document.
    """

    def __init__(
        self, styles: WordStyles, drops: Callable[[str], bool], *, balanced: bool = True
    ) -> None:
        self._styles = styles
        self._drops = drops
        self._balanced = balanced
        self._fields = OpenFields()
        self._found = ParagraphText()
        self._is_hidden_style = False
        self._has_own_mark = False

    def read(self, paragraph: "Element") -> ParagraphText:
        """Read the text of a paragraph."""
        self._found = ParagraphText()
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        self._is_hidden_style = self._styles.hides(None if style is None else style.get(f"{W}val"))
        self._walk(paragraph)
        return self._found

    def _walk(self, parent: "Element") -> None:
        for child in parent:
            tag = child.tag
            name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
            if name in _MARKS:
                self._add(_MARKS[name])
            elif name in _SKIPPED:
                continue
            elif (handle := _HANDLERS.get(name)) is not None:
                handle(self, child)
            else:
                self._walk(child)

    def _add(self, text: str) -> None:
        # A field inside the code of another one computes it, and is not printed.
        if not self._balanced:
            self._found.pieces.append(text)
        elif self._fields.contents and self._drops("contents"):
            self._found.contents.append(text)
        elif not self._fields.codes:
            self._found.pieces.append(text)

    def _read_text(self, element: "Element") -> None:
        if not self._has_own_mark:
            # A line end in the file is white space; a line break of the text is an element.
            self._add((element.text or "").replace("\n", " ").replace("\r", ""))

    def _read_run(self, run: "Element") -> None:
        start = len(self._found.pieces)
        properties = run.find(f"{W}rPr")
        self._has_own_mark = False
        self._walk(run)
        self._has_own_mark = False
        text = "".join(self._found.pieces[start:])
        if any("\uf020" <= character <= "\uf0ff" for character in text):
            text = map_symbols(text, self._styles.find_font(properties))
            self._found.pieces[start:] = [text]
        if text.strip() and self._is_hidden(properties) and self._drops("hidden-text"):
            del self._found.pieces[start:]
            self._found.removed.append(("hidden-text", text))

    def _is_hidden(self, properties: "Element | None") -> bool:
        if properties is not None:
            stated = properties.find(f"{W}vanish")
            if stated is not None:
                return is_on(stated)
            style = properties.find(f"{W}rStyle")
            if style is not None and self._styles.hides(style.get(f"{W}val")):
                return True
        return self._is_hidden_style

    def _read_break(self, element: "Element") -> None:
        is_line = element.get(f"{W}type", "textWrapping") == "textWrapping"
        self._add("\n" if is_line else "\n\n")

    def _read_symbol(self, element: "Element") -> None:
        code = _read_hex(element.get(f"{W}char", ""))
        self._add(map_symbols(code, element.get(f"{W}font", "")))

    def _read_emoji(self, element: "Element") -> None:
        codes = (value for name, value in element.attrib.items() if str(name).endswith("}char"))
        self._add(_read_hex(str(next(codes, ""))))

    def _read_field_mark(self, element: "Element") -> None:
        actions = {
            "begin": self._fields.begin,
            "separate": self._fields.separate,
            "end": self._fields.end,
        }
        action = actions.get(element.get(f"{W}fldCharType", ""))
        if action:
            action()

    def _read_field_code(self, element: "Element") -> None:
        self._fields.add_code(element.text or "")

    def _read_reference(self, element: "Element") -> None:
        part = "footnotes" if element.tag == f"{W}footnoteReference" else "endnotes"
        self._found.references.append((part, element.get(f"{W}id", "")))
        own = element.get(f"{W}customMarkFollows", "0")
        self._has_own_mark = own in ("1", "true", "on")

    def _read_comment(self, _: "Element") -> None:
        self._found.comments += 1

    def _read_deletion(self, _: "Element") -> None:
        self._found.deletions += 1

    def _read_alternatives(self, element: "Element") -> None:
        self._walk(choose_alternative(element))

    def _read_control(self, element: "Element") -> None:
        content = element.find(f"{W}sdtContent")
        if content is None:
            return
        if is_placeholder(element) and self._drops("hidden-text"):
            self._found.removed.append(
                ("hidden-text", "".join(map(str, content.itertext(f"{W}t"))))
            )
        else:
            self._walk(content)

    def _read_ruby(self, element: "Element") -> None:
        """Read characters with a phonetic guide; the guide stands first in the file."""
        for base in element.iterchildren(f"{W}rubyBase"):
            self._walk(base)
        guides = element.iterchildren(f"{W}rt")
        guide = "".join(str(text) for each in guides for text in each.itertext(f"{W}t"))
        if guide and self._drops("ruby"):
            self._found.removed.append(("ruby", guide))
        elif guide:
            self._add(f"({guide})")

    def _read_drawing(self, element: "Element") -> None:
        self._found.boxes.extend(_find_boxes(element))


def is_placeholder(control: "Element") -> bool:
    """Whether a content control is empty and shows only the prompt to fill it."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def choose_alternative(element: "Element") -> "Element":
    """Choose the form of alternative content to read: the first that holds text, else any."""
    branches = [branch for branch in element if isinstance(branch.tag, str)]
    ordered = sorted(branches, key=lambda branch: branch.tag == f"{_MC}Fallback")
    return next((branch for branch in ordered if _has_text(branch)), element)


def _has_text(branch: "Element") -> bool:
    names = ("}t", "}symEx", "}sym", "}textpath")
    return any(str(each.tag).endswith(names) for each in branch.iter())


def _find_boxes(parent: "Element") -> "Iterator[Element | str]":
    """Find the text boxes of a drawing; those inside a text box belong to its paragraphs."""
    for child in parent:
        name = str(child.tag).rpartition("}")[2]
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from _find_boxes(choose_alternative(child))
        elif name == "textpath" and child.get("string"):
            yield child.get("string", "")
        else:
            yield from _find_boxes(child)


def _read_hex(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


_HANDLERS: dict[str, Callable[[RunReader, "Element"], None]] = {
    "t": RunReader._read_text,
    "r": RunReader._read_run,
    "br": RunReader._read_break,
    "sym": RunReader._read_symbol,
    "symEx": RunReader._read_emoji,
    "fldChar": RunReader._read_field_mark,
    "instrText": RunReader._read_field_code,
    "footnoteReference": RunReader._read_reference,
    "endnoteReference": RunReader._read_reference,
    "commentReference": RunReader._read_comment,
    "del": RunReader._read_deletion,
    "moveFrom": RunReader._read_deletion,
    "sdt": RunReader._read_control,
    "AlternateContent": RunReader._read_alternatives,
    "ruby": RunReader._read_ruby,
    "drawing": RunReader._read_drawing,
    "pict": RunReader._read_drawing,
    "object": RunReader._read_drawing,
}
