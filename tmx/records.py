"""The records that stand between files and callers: what readers yield and writers take.

All are frozen and know nothing of XML; the names of elements and attributes live in `markup`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from tmx.losses import Loss
from tmx.version import __version__


@dataclass(frozen=True, slots=True)
class Prop:
    """A property that a tool attaches to a header, a unit or a variant.

    Args:
        type: its name; other tools ignore names they do not know, so choose one with `x-`.
        text: its value.
        language: tag of the language that the value is in, or None.
        o_encoding: the encoding that the value had before, or None.
    """

    type: str
    text: str
    language: str | None = None
    o_encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A comment for people. OmegaT shows only the last note of a unit.

    Args:
        text: the comment.
        language: tag of the language that it is in, or None.
        o_encoding: the encoding that it had before, or None.
    """

    text: str
    language: str | None = None
    o_encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code of a segment (level 2 of TMX): native markup, or text that it marks.

    Args:
        name: "bpt", "ept", "it", "ph" or "ut", which hold native code; "hi", which marks text of
            the segment; "sub", a text inside native code, such as a footnote.
        content: what it holds, texts and codes in order: native code, except in "hi" and "sub".
        i: number that ties a bpt to its ept within a segment.
        x: number that ties a code to its counterpart in the other variants.
        type: kind of the code, such as "bold".
        pos: "begin" or "end" of an "it", a code whose other end is in another segment.
        assoc: "p", "f" or "b": a "ph" belongs to the text before it, behind it, or both.
        datatype: kind of data of a "sub".
    """

    name: str
    content: "Content" = ()
    i: str | None = None
    x: str | None = None
    type: str | None = None
    pos: str | None = None
    assoc: str | None = None
    datatype: str | None = None


Content: TypeAlias = tuple[str | Code, ...]
"""Texts and inline codes in order; no text is empty, and no two texts are neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who made, changed and used a text, when, and in which tool; every field may be unknown.

    Args:
        creation_date: when it was made, with a time zone.
        creation_id: who made it.
        change_date: when it was last changed, with a time zone.
        change_id: who changed it last.
        creation_tool: name of the program that made it.
        creation_tool_version: its version.
        usage_count: how often a tool has used it.
        last_usage_date: when a tool last used it, with a time zone.
        datatype: kind of the original text, such as "html".
        o_tmf: name of the format of the memory that it comes from.
        o_encoding: the encoding that it had before.
    """

    creation_date: datetime | None = None
    creation_id: str | None = None
    change_date: datetime | None = None
    change_id: str | None = None
    creation_tool: str | None = None
    creation_tool_version: str | None = None
    usage_count: int | None = None
    last_usage_date: datetime | None = None
    datatype: str | None = None
    o_tmf: str | None = None
    o_encoding: str | None = None


UNKNOWN = Provenance()
"""The provenance of a text of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The text of a unit in one language.

    Args:
        language: BCP 47 tag, such as "zh-HK"; "und" where a file does not say.
        text: the segment without its inline codes, spaces and line breaks as they are.
        props: properties of this variant alone.
        notes: comments on this variant alone.
        content: the segment with its inline codes, whose text is `text`; () if it has none.
            `tmx.content` makes one from the other.
        provenance: where this variant alone comes from.
    """

    language: str
    text: str
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()
    content: Content = ()
    provenance: Provenance = UNKNOWN


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One text in two or more languages.

    Args:
        variants: the source first where the file says which it is; several may share a language.
        tuid: identifier without white space, unique in its file.
        props: properties of the unit.
        notes: comments on the unit.
        source_language: tag of the source where it differs from the header's.
        segtype: block, paragraph, sentence or phrase where it differs from the header's.
        provenance: where the unit comes from.
    """

    variants: tuple[Variant, ...]
    tuid: str | None = None
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()
    source_language: str | None = None
    segtype: str | None = None
    provenance: Provenance = UNKNOWN

    def get_variant(self, language: str) -> Variant | None:
        """Return the first variant with exactly this tag, or None."""
        return next((each for each in self.variants if each.language == language), None)


@dataclass(frozen=True, slots=True)
class CharacterMap:
    """What a character of a user-defined encoding stands for.

    Args:
        unicode: code point as written, such as "#xF8FF".
        code: value in the base encoding as written, such as "#xF0", or None.
        ent: name of an entity, or None.
        subst: text to show instead, or None.
    """

    unicode: str
    code: str | None = None
    ent: str | None = None
    subst: str | None = None


@dataclass(frozen=True, slots=True)
class UserEncoding:
    """A user-defined encoding that a header describes (element ude).

    Args:
        name: its name.
        maps: at least one character.
        base: the encoding that it is based on, or None.
    """

    name: str
    maps: tuple[CharacterMap, ...]
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What holds for all units of a file.

    Args:
        source_language: BCP 47 tag of the source variants, or "*all*" where any may be the source.
        creation_tool: name of the program that made the file.
        creation_tool_version: its version.
        segtype: block, paragraph, sentence or phrase; OmegaT splits paragraphs anew.
        o_tmf: name of the format that the memory was converted from.
        admin_language: language of notes and properties.
        datatype: kind of the original texts, such as "plaintext" or "html".
        props: properties of the file.
        notes: comments on the file.
        creation_date: when it was made, with a time zone.
        creation_id: who made it.
        change_date: when it was last changed, with a time zone.
        change_id: who changed it last.
        o_encoding: the encoding that its texts had before.
        encodings: user-defined encodings.
    """

    source_language: str
    creation_tool: str = "duizhao"
    creation_tool_version: str = __version__
    segtype: str = "sentence"
    o_tmf: str = "duizhao"
    admin_language: str = "en"
    datatype: str = "plaintext"
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()
    creation_date: datetime | None = None
    creation_id: str | None = None
    change_date: datetime | None = None
    change_id: str | None = None
    o_encoding: str | None = None
    encodings: tuple[UserEncoding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read of a file, and what was not.

    Args:
        units: how many units were given.
        losses: what could not be kept, or was mended; places are lines.
        truncation: where and how the file breaks off, in one line; None: it is whole.
    """

    units: int
    losses: tuple[Loss, ...] = ()
    truncation: str | None = None


@dataclass(frozen=True, slots=True)
class Tmx:
    """A whole file.

    Args:
        header: its header; None where the file has none (TMX requires one, tools forget it).
        units: its units in order.
        report: what could not be kept of the file.
    """

    header: Header | None
    units: tuple[TranslationUnit, ...]
    report: ReadReport = ReadReport(0)
