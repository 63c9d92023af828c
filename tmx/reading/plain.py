"""The text of a unit → its record, fast, if nothing about it is unusual; else None.

A file holds a hundred thousand units, and nearly all are what the standard describes. One regular
expression takes such a unit apart in a third of the time of a parser's callbacks, and most of its
tags and properties were met before. Every doubt gives None: the unit is then parsed by expat and
judged by `building`, which alone knows leniency. What is given here is what they would give.
"""

import re
from typing import TypeAlias

from tmx.reading.attributes import restore_tag
from tmx.reading.drafts import make_note, make_prop, make_unit, make_variant
from tmx.reading.references import decode_references
from tmx.reading.segments import SegmentReader
from tmx.reading.shortcuts import Memo, UnusualError
from tmx.reading.tags import RemarkTags, UnitTags, VariantTags
from tmx.records import Note, Prop, TranslationUnit, Variant

MOST_PLAIN = 1 << 16
"""Characters of a unit that is taken for plain."""


def _ungroup(pattern: str) -> str:
    return re.sub(r"\((?!\?)", "(?:", pattern)


_S = r"[ \t\n]*+"
# What stands in tags and between the tags of codes is looked at later, and often met before.
_TAG = r"[^>]*+"
_REMARK = rf"<((prop|note){_TAG})>([^<]*+)</\2{_S}>"
_REMARKS = rf"((?:{_S}<[pn]{_TAG}>[^<]*+</[pn]{_TAG}>)*+)"
_TEXT = r"([^<]*+(?:<(?!/seg)[^<]*+)*+)"
_SEGMENT = rf'<seg(?:[ \t\n]++xml:space="(?:default|preserve)")?+{_S}>{_TEXT}</seg{_S}>'
_VARIANT = rf"{_S}<tuv({_TAG})>{_REMARKS}{_S}{_SEGMENT}{_S}</tuv{_S}>"
# The identifier is all that most start tags of units differ in.
_UNIT = re.compile(
    rf'{_S}<tu(?:[ \t\n]++tuid="([^"&<\t\n]*+)")?+({_TAG})>'
    rf"{_REMARKS}{_VARIANT}(?:{_VARIANT})?+"
    rf"((?:{_ungroup(_VARIANT)})*+){_S}</tu{_S}>"
)
_EACH_VARIANT = re.compile(_VARIANT)
_EACH_REMARK = re.compile(_REMARK)

match_unit = _UNIT.match
"""Match a unit and the blanks before it: of a text, a place, and the end to look to."""

_Remarks: TypeAlias = tuple[tuple[Prop, ...], tuple[Note, ...]]


class PlainReader:
    """Reads units of one file; it remembers the tags and remarks of the file."""

    def __init__(self) -> None:
        self._starts = Memo(UnitTags().read)
        self._variants = Memo(VariantTags().read)
        self._remark_tags = Memo(RemarkTags().read)
        self._remarks = Memo(self._read_remarks)
        self._read_segment = SegmentReader().read

    def read(self, match: re.Match[str]) -> TranslationUnit | None:
        """Read a unit.

        Args:
            match: of `match_unit`, in a text without characters that XML forbids and without
                `]]>`, and with line ends as XML has them.

        Returns:
            The unit, or None if it is not plain.
        """
        tuid, start, remarks, tag, inner, segment, tag2, inner2, segment2, further = match.groups()
        try:
            other, source, segtype, provenance = self._starts[start]
            if other is not None:
                tuid = _choose(tuid, other)
            props, notes = self._remarks[remarks]
            variants: tuple[Variant, ...] = (self._read_variant(tag, inner, segment),)
            if tag2 is not None:
                variants += (self._read_variant(tag2, inner2, segment2),)
            if further:
                found = _EACH_VARIANT.findall(further)
                variants += tuple(self._read_variant(*each) for each in found)
        except UnusualError:
            return None
        return make_unit(variants, tuid, props, notes, source, segtype, provenance)

    def _read_variant(self, tag: str, remarks: str, segment: str) -> Variant:
        language, provenance = self._variants[tag]
        if "<" in segment:
            text, content = self._read_segment(segment)
        else:
            text, content = decode_references(segment) if "&" in segment else segment, ()
        if not remarks:
            return make_variant(language, text, (), (), content, provenance)
        props, notes = self._remarks[remarks]
        language, props = restore_tag(language, props)
        return make_variant(language, text, props, notes, content, provenance)

    def _read_remarks(self, block: str) -> _Remarks:
        """Read properties and notes that follow one another."""
        props: list[Prop] = []
        notes: list[Note] = []
        found = _EACH_REMARK.findall(block)
        if len(found) != block.count("</"):
            raise UnusualError
        for tag, _, raw in found:
            kind, language, encoding = self._remark_tags[tag]
            text = decode_references(raw) if "&" in raw else raw
            if kind is None:
                notes.append(make_note(text, language, encoding))
            else:
                props.append(make_prop(kind, text, language, encoding))
        return tuple(props), tuple(notes)


def _choose(first: str | None, other: str) -> str:
    """Return the identifier, which may stand anywhere in a tag, but not twice."""
    if first is not None:
        raise UnusualError
    return other
