"""The elements of XLIFF 2.1: native code stands apart from the texts, pairs become elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
from tmx.formats.inline import (
    Inline,
    Pieces,
    Role,
    flatten,
    flatten_codes,
    number_codes,
    settle_codes,
)
from tmx.losses import LossCounter
from tmx.records import Code, Content, Header, Note, Prop
from tmx.writing.escaping import escape_text, format_attribute

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
EMPTY = '<group id="g1"/>\n'
_STATES = {
    State.REJECTED: ' state="initial" subState="duizhao:rejected"',
    State.DRAFT: ' state="translated" subState="duizhao:draft"',
    State.TRANSLATED: ' state="translated"',
    State.REVIEWED: ' state="reviewed"',
    State.FINAL: ' state="final"',
}
_TYPES = {
    "bold": ' type="fmt" subType="xlf:b"',
    "italic": ' type="fmt" subType="xlf:i"',
    "ulined": ' type="fmt" subType="xlf:u"',
    "lb": ' type="fmt" subType="xlf:lb"',
    "pb": ' type="fmt" subType="xlf:pb"',
    "link": ' type="link"',
    "image": ' type="image"',
}
_NO_VALUE = re.compile(r"[\s:]+")


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is collected of a unit: its native codes, each once, and the names they get."""

    data: dict[str, str] = field(default_factory=dict)

    def refer(self, inline: Inline, name: str) -> str:
        """Return the attribute that refers to the native code of a code."""
        native = flatten(inline.code.content)
        if not native:
            return ""
        return f' {name}="{self.data.setdefault(native, f"d{len(self.data) + 1}")}"'


class Xliff21:
    """Writes the parts of one file.

    Args:
        losses: counts what a row states that XLIFF 2.1 cannot hold.
    """

    def __init__(self, losses: LossCounter) -> None:
        self._losses = losses

    def open(self, header: Header, source: str, target: str) -> str:
        """Return what stands before the first unit.

        Args:
            header: of the memory, without characters that XML forbids.
            source, target: language tags.
        """
        languages = format_attribute("srcLang", source) + format_attribute("trgLang", target)
        notes = _format_notes([("unit", each) for each in header.notes])
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff version="2.1" xmlns="{NAMESPACE}" xmlns:mda="{METADATA}"{languages}>\n'
            f'<file id="f1" original="memory" xml:space="preserve">\n'
            f"{_format_header(header.props)}{notes}\n"
        )

    def close(self, count: int) -> str:
        """Return what stands behind the last unit; a file without any needs a group."""
        return f"{'' if count else EMPTY}</file>\n</xliff>\n"

    def format_row(self, row: Row, number: int) -> str:
        """Return a unit and a line break.

        Args:
            row: any.
            number: of the unit in the file; it is its identifier.
        """
        data, source, target = self.format_texts(row)
        if origins := count_origins(row, with_note_languages=True):
            self._losses.add(ORIGINS, row.place, count=origins)
        name = "" if row.unit.tuid is None else format_attribute("name", row.unit.tuid)
        is_missing = not row.target.text.strip() and not row.target.content
        state = ' state="initial"' if is_missing else _STATES[find_state(row.unit)]
        return (
            f'<unit id="u{number}"{name} xml:space="preserve">'
            f"{_format_metadata(list_details(row))}"
            f"{_format_notes(list_notes(row))}{data}"
            f"<segment{state}><source>{source}</source><target>{target}</target></segment></unit>\n"
        )

    def format_texts(self, row: Row) -> tuple[str, str, str]:
        """Return the native codes of both texts of a row as an element, and their content."""
        source, target = row.source, row.target
        if not source.content and not target.content:
            return "", escape_text(source.text), escape_text(target.text)
        unit = _Unit()
        settled = (self._settle(each.content or (each.text,), row) for each in (source, target))
        pieces = number_codes(*settled)
        texts = ["".join(_format(each, unit)) for each in pieces]
        return _format_data(unit), texts[0], texts[1]

    def _settle(self, content: Content, row: Row) -> Content:
        settled = settle_codes(content)
        for code in settled:
            if isinstance(code, Code):
                self._count(code, row)
        return flatten_codes(settled)

    def _count(self, code: Code, row: Row) -> None:
        if code.assoc is not None:
            self._losses.add("what a ph belongs to (assoc) is left out", row.place)
        if code.name == "ut":
            self._losses.add("the old code ut is written as ph", row.place)
        for inner in code.content:
            if isinstance(inner, Code):
                if inner.name == "sub":
                    self._losses.add("a text inside a code is a part of the code", row.place)
                self._count(inner, row)


def _format_notes(notes: list[tuple[str, Note]]) -> str:
    if not notes:
        return ""
    written = "".join(
        f"<note{_apply(owner)}>{escape_text(note.text)}</note>" for owner, note in notes
    )
    return f"<notes>{written}</notes>"


def _apply(owner: str) -> str:
    return f' appliesTo="{owner}"' if owner in ("source", "target") else ""


def _format_header(props: tuple[Prop, ...]) -> str:
    return _format_metadata([Detail("unit", each.type or "unknown", each.text) for each in props])


def _format_metadata(details: list[Detail]) -> str:
    """Write the properties of a unit and of its texts, a group each."""
    groups: dict[str, list[str]] = {}
    for each in details:
        meta = (
            f"<mda:meta{format_attribute('type', each.name)}>{escape_text(each.value)}</mda:meta>"
        )
        groups.setdefault(each.owner, []).append(meta)
    if not groups:
        return ""
    written = "".join(
        f'<mda:metaGroup category="tmx"{_apply(owner)}>{"".join(metas)}</mda:metaGroup>'
        for owner, metas in groups.items()
    )
    return f"<mda:metadata>{written}</mda:metadata>"


def _format_data(unit: _Unit) -> str:
    if not unit.data:
        return ""
    written = "".join(
        f'<data id="{name}">{escape_text(native)}</data>' for native, name in unit.data.items()
    )
    return f"<originalData>{written}</originalData>"


def _format(pieces: Pieces, unit: _Unit) -> Iterator[str]:
    ends = _find_spans(pieces)
    closers = {id(close) for close in ends.values()}
    for piece in pieces:
        if isinstance(piece, str):
            yield escape_text(piece)
        elif piece.role is Role.MARK:
            yield f'<mrk id="{piece.number}" type="tmx:hi"{_format_value(piece)}>'
            yield from _format(piece.inner, unit)
            yield "</mrk>"
        elif id(piece) in closers:
            yield "</pc>"
        elif close := ends.get(id(piece)):
            data = unit.refer(piece, "dataRefStart") + unit.refer(close, "dataRefEnd")
            yield f'<pc id="{piece.number}"{_format_type(piece)}{data}>'
        else:
            yield _format_single(piece, unit)


def _find_spans(pieces: Pieces) -> dict[int, Inline]:
    """Find the pairs that can be elements, for they cross no other: the end of a beginning."""
    found: dict[int, Inline] = {}
    opened: dict[int, Inline] = {}
    for piece in pieces:
        if isinstance(piece, str):
            continue
        if piece.role is Role.OPEN:
            opened[piece.number] = piece
        elif piece.role is Role.CLOSE and piece.number in opened:
            while (last := opened.popitem()[1]).number != piece.number:
                pass
            found[id(last)] = piece
    return found


def _format_single(inline: Inline, unit: _Unit) -> str:
    kind, data = _format_type(inline), unit.refer(inline, "dataRef")
    number = inline.number
    if inline.role is Role.OPEN:
        return f'<sc id="{number}"{kind}{data}/>'
    if inline.role is Role.CLOSE:
        return f'<ec startRef="{number}"{kind}{data}/>'
    if inline.role is Role.START:
        return f'<sc id="{number}" isolated="yes"{kind}{data}/>'
    if inline.role is Role.END:
        return f'<ec id="{number}" isolated="yes"{kind}{data}/>'
    return f'<ph id="{number}"{kind}{data}/>'


def _format_type(inline: Inline) -> str:
    if inline.code.type is None:
        return ""
    known = _TYPES.get(inline.code.type.lower())
    return known or f' type="other"{_format_subtype(inline.code.type)}'


def _format_subtype(kind: str) -> str:
    return format_attribute("subType", f"tmx:{_NO_VALUE.sub('-', kind.strip()) or 'unknown'}")


def _format_value(inline: Inline) -> str:
    return "" if inline.code.type is None else format_attribute("value", inline.code.type)
