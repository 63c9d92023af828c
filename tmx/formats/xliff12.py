"""The elements of XLIFF 1.2: inline codes keep the names that they have in TMX."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tmx.errors import TmxError
from tmx.formats.bilingual import Row
from tmx.formats.details import (
    ORIGINS,
    Detail,
    State,
    count_origins,
    find_state,
    list_details,
    list_notes,
)
from tmx.formats.inline import Inline, Pieces, Role, number_codes, settle_codes
from tmx.language import normalise_tag
from tmx.losses import LossCounter
from tmx.records import Header, Note, Prop
from tmx.version import __version__
from tmx.writing.escaping import escape_text, format_attribute

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
TOOL = "duizhao"
_STATES = {
    State.REJECTED: "needs-translation",
    State.DRAFT: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.FINAL: "final",
}
_APPROVED = frozenset({State.REVIEWED, State.FINAL})
_DATATYPES = frozenset({
    "asp", "c", "cpp", "csharp", "csv", "html", "ini", "javascript", "php", "plaintext", "po",
    "rtf", "sgml", "svg", "vbscript", "winres", "xhtml", "xml",
})  # fmt: skip
_PAIRED_TYPES = {"bold": "bold", "italic": "italic", "ulined": "underlined", "link": "link"}
_SINGLE_TYPES = {"image": "image", "pb": "pb", "lb": "lb"}
_ASSOCIATIONS = {"p": "preceding", "f": "following", "b": "both"}
_POSITIONS = {Role.START: "open", Role.END: "close"}
_NAMES = {Role.OPEN: "bpt", Role.CLOSE: "ept", Role.START: "it", Role.END: "it"}
_SPACE = re.compile(r"\s+")


class Xliff12:
    """Writes the parts of one file.

    Args:
        losses: counts what a row states that XLIFF 1.2 cannot hold.
    """

    def __init__(self, losses: LossCounter) -> None:
        self._losses = losses

    def open(self, header: Header, source: str, target: str) -> str:
        """Return what stands before the first unit.

        Args:
            header: of the memory, without characters that XML forbids.
            source, target: language tags.
        """
        languages = format_attribute("source-language", source)
        languages += format_attribute("target-language", target)
        datatype = format_attribute("datatype", extend(header.datatype, _DATATYPES))
        date = header.creation_date
        dated = "" if date is None else f' date="{date.isoformat()}"'
        notes = [_format_note("general", each) for each in header.notes]
        notes += [_format_header_prop(each) for each in header.props]
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff version="1.2" xmlns="{NAMESPACE}">\n'
            f'<file original="memory"{languages}{datatype}{dated} tool-id="{TOOL}">\n'
            f'<header><tool tool-id="{TOOL}" tool-name="{TOOL}" tool-version="{__version__}"/>'
            f"{''.join(notes)}</header>\n<body>\n"
        )

    def close(self, count: int) -> str:
        """Return what stands behind the last unit."""
        return "</body>\n</file>\n</xliff>\n"

    def format_row(self, row: Row, number: int) -> str:
        """Return a unit and a line break.

        Args:
            row: any.
            number: of the unit in the file; it is its identifier.
        """
        source, target = self.format_texts(row)
        if origins := count_origins(row, with_note_languages=False):
            self._losses.add(ORIGINS, row.place, count=origins)
        state = find_state(row.unit)
        is_missing = not row.target.text.strip() and not row.target.content
        stated = "needs-translation" if is_missing else _STATES[state]
        approved = ' approved="yes"' if state in _APPROVED and not is_missing else ""
        name = "" if row.unit.tuid is None else format_attribute("resname", row.unit.tuid)
        notes = "".join(_format_note(owner, note) for owner, note in list_notes(row))
        return (
            f'<trans-unit id="{number}"{name}{approved} xml:space="preserve">'
            f"<source>{source}</source>"
            f'<target state="{stated}">{target}</target>'
            f"{_format_contexts(list_details(row))}{notes}</trans-unit>\n"
        )

    def format_texts(self, row: Row) -> tuple[str, str]:
        """Return the content of both texts of a row, with the same numbers for the same codes."""
        source, target = row.source, row.target
        if not source.content and not target.content:
            return escape_text(source.text), escape_text(target.text)
        settled = (settle_codes(each.content or (each.text,)) for each in (source, target))
        pieces = number_codes(*settled)
        return "".join(self._format(pieces[0], row)), "".join(self._format(pieces[1], row))

    def _format(self, pieces: Pieces, row: Row) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, str):
                yield escape_text(piece)
            else:
                name, attributes = self._describe(piece, row)
                yield f"<{name}{attributes}>"
                yield from self._format(piece.inner, row)
                yield f"</{name}>"

    def _describe(self, inline: Inline, row: Row) -> tuple[str, str]:
        """Return the name of a code and its attributes."""
        role, code = inline.role, inline.code
        if role is Role.MARK:
            return "mrk", format_attribute("mtype", extend(code.type or "hi", ()))
        if role is Role.SUB:
            datatype = None if code.datatype is None else extend(code.datatype, _DATATYPES)
            return "sub", _format_optional("datatype", datatype) + _format_type(inline)
        if code.name == "ut":
            self._losses.add("the old code ut is written as ph", row.place)
        identity = f' id="{inline.number}"'
        if role in (Role.OPEN, Role.CLOSE):
            identity += f' rid="{inline.number}"'
        if role in _POSITIONS:
            identity += f' pos="{_POSITIONS[role]}"'
        if role is Role.ALONE:
            identity += _format_optional("assoc", _ASSOCIATIONS.get(code.assoc or ""))
        return _NAMES.get(role, "ph"), identity + _format_type(inline)


def _format_type(inline: Inline) -> str:
    """Return the kind of a code; the end of a pair has none of its own."""
    if inline.code.type is None or inline.role is Role.CLOSE:
        return ""
    known = _SINGLE_TYPES if inline.role is Role.ALONE else _PAIRED_TYPES
    found = known.get(inline.code.type.lower())
    return format_attribute("ctype", found or extend(inline.code.type, ()))


def extend(value: str, known: Iterable[str]) -> str:
    """Return a value of a list, or one that begins with x-, as XLIFF has others.

    >>> extend("html", {"html"}), extend("My Format", {"html"}), extend("x-a", ())
    ('html', 'x-My-Format', 'x-a')
    """
    if value in known:
        return value
    short = _SPACE.sub("-", value.strip()).removeprefix("x-")
    return f"x-{short or 'unknown'}"


def _format_contexts(details: list[Detail]) -> str:
    if not details:
        return ""
    contexts = "".join(
        [
            f"{_open_context(each.owner, each.name)}{escape_text(each.value)}</context>"
            for each in details
        ]
    )
    return f'<context-group purpose="information">{contexts}</context-group>'


# The same few names come with every unit.
@lru_cache(maxsize=1024)
def _open_context(owner: str, name: str) -> str:
    kind = extend(name, ())
    if owner != "unit":
        kind = f"x-{owner}-{kind.removeprefix('x-')}"
    return f"<context{format_attribute('context-type', kind)}>"


def _format_note(owner: str, note: Note) -> str:
    language = format_language(note.language)
    annotates = f' annotates="{owner}"' if owner in ("source", "target") else ""
    return f"<note{language}{annotates}>{escape_text(note.text)}</note>"


def format_language(tag: str | None) -> str:
    """Write the language of a note; a file with what is no tag would not be valid."""
    try:
        return "" if tag is None else f' xml:lang="{normalise_tag(tag)}"'
    except TmxError:
        return ""


def _format_header_prop(prop: Prop) -> str:
    return f"<note{format_attribute('from', prop.type)}>{escape_text(prop.text)}</note>"


def _format_optional(name: str, value: str | None) -> str:
    return "" if value is None else format_attribute(name, value)
