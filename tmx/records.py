"""The records that stand between files and callers: what `read_tmx` yields and `write_tmx` takes.

All are frozen and know nothing of XML; the names of elements and attributes live in `markup`.
"""

from dataclasses import dataclass
from datetime import datetime

from tmx.version import __version__


@dataclass(frozen=True, slots=True)
class Prop:
    """A property that a tool attaches to a header, a unit or a variant.

    Args:
        type: its name; other tools ignore names they do not know, so choose one with `x-`.
        text: its value.
    """

    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A comment for people. OmegaT shows only the last note of a unit."""

    text: str


@dataclass(frozen=True, slots=True)
class Variant:
    """The text of a unit in one language.

    Args:
        language: BCP 47 tag, such as "zh-HK"; "und" where a file does not say.
        text: the segment, spaces and line breaks as they are.
        props: properties of this variant alone.
        notes: comments on this variant alone.
    """

    language: str
    text: str
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who made and changed something, and when; every field may be unknown.

    Args:
        creation_date: when it was made, with a time zone.
        creation_id: who made it.
        change_date: when it was last changed, with a time zone.
        change_id: who changed it last.
    """

    creation_date: datetime | None = None
    creation_id: str | None = None
    change_date: datetime | None = None
    change_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationUnit(Stamp):
    """One text in two or more languages.

    Args:
        variants: one a language, the source first.
        tuid: identifier without white space, unique in its file.
        props: properties of the unit.
        notes: comments on the unit.
        source_language: tag of the source where it differs from the header's.
        segtype: block, paragraph, sentence or phrase where it differs from the header's.
        usage_count: how often a tool has used the unit.
        last_usage_date: when a tool last used it, with a time zone.
    """

    variants: tuple[Variant, ...]
    tuid: str | None = None
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()
    source_language: str | None = None
    segtype: str | None = None
    usage_count: int | None = None
    last_usage_date: datetime | None = None

    def get_variant(self, language: str) -> Variant | None:
        """Return the first variant with exactly this tag, or None."""
        return next((each for each in self.variants if each.language == language), None)


@dataclass(frozen=True, slots=True)
class Header(Stamp):
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


@dataclass(frozen=True, slots=True)
class Tmx:
    """A whole file.

    Args:
        header: its header; None where the file has none (TMX requires one, tools forget it).
        units: its units in order.
    """

    header: Header | None
    units: tuple[TranslationUnit, ...]
