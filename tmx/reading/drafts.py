"""Makes the records that a file holds by the hundred thousand.

The constructor of a frozen record takes four times as long as filling an object that has the
same slots and is not frozen, and making it the record when it is full.
"""

from datetime import datetime
from typing import Any

from tmx.records import Content, Note, Prop, Provenance, TranslationUnit, Variant


class _UnitDraft:
    __slots__ = TranslationUnit.__slots__


class _VariantDraft:
    __slots__ = Variant.__slots__


class _ProvenanceDraft:
    __slots__ = Provenance.__slots__


class _PropDraft:
    __slots__ = Prop.__slots__


class _NoteDraft:
    __slots__ = Note.__slots__


def make_unit(  # noqa: PLR0913, PLR0917 the fields of the record
    variants: tuple[Variant, ...],
    tuid: str | None,
    props: tuple[Prop, ...],
    notes: tuple[Note, ...],
    source_language: str | None,
    segtype: str | None,
    provenance: Provenance,
) -> TranslationUnit:
    """Make a unit; the arguments are its fields."""
    draft: Any = _UnitDraft()
    draft.variants = variants
    draft.tuid = tuid
    draft.props = props
    draft.notes = notes
    draft.source_language = source_language
    draft.segtype = segtype
    draft.provenance = provenance
    draft.__class__ = TranslationUnit
    return draft  # type: ignore[no-any-return]


def make_variant(  # noqa: PLR0913, PLR0917 the fields of the record
    language: str,
    text: str,
    props: tuple[Prop, ...],
    notes: tuple[Note, ...],
    content: Content,
    provenance: Provenance,
) -> Variant:
    """Make a variant; the arguments are its fields."""
    draft: Any = _VariantDraft()
    draft.language = language
    draft.text = text
    draft.props = props
    draft.notes = notes
    draft.content = content
    draft.provenance = provenance
    draft.__class__ = Variant
    return draft  # type: ignore[no-any-return]


def make_prop(kind: str, text: str, language: str | None, o_encoding: str | None) -> Prop:
    """Make a property; the arguments are its fields."""
    draft: Any = _PropDraft()
    draft.type = kind
    draft.text = text
    draft.language = language
    draft.o_encoding = o_encoding
    draft.__class__ = Prop
    return draft  # type: ignore[no-any-return]


def make_note(text: str, language: str | None, o_encoding: str | None) -> Note:
    """Make a note; the arguments are its fields."""
    draft: Any = _NoteDraft()
    draft.text = text
    draft.language = language
    draft.o_encoding = o_encoding
    draft.__class__ = Note
    return draft  # type: ignore[no-any-return]


def make_provenance(  # noqa: PLR0913, PLR0917 the fields of the record
    creation_date: datetime | None,
    creation_id: str | None,
    change_date: datetime | None,
    change_id: str | None,
    creation_tool: str | None,
    creation_tool_version: str | None,
    usage_count: int | None,
    last_usage_date: datetime | None,
    datatype: str | None,
    o_tmf: str | None,
    o_encoding: str | None,
) -> Provenance:
    """Make a provenance; the arguments are its fields."""
    draft: Any = _ProvenanceDraft()
    draft.creation_date = creation_date
    draft.creation_id = creation_id
    draft.change_date = change_date
    draft.change_id = change_id
    draft.creation_tool = creation_tool
    draft.creation_tool_version = creation_tool_version
    draft.usage_count = usage_count
    draft.last_usage_date = last_usage_date
    draft.datatype = datatype
    draft.o_tmf = o_tmf
    draft.o_encoding = o_encoding
    draft.__class__ = Provenance
    return draft  # type: ignore[no-any-return]
