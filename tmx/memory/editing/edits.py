"""What is to become of a unit, and the unit that it makes of another; pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Final, TypeAlias

from tmx.errors import TmxError
from tmx.language import normalise_tag
from tmx.memory.records import Side, Status, StoredUnit
from tmx.memory.units.dividing import find_side
from tmx.memory.units.facts import count_seconds, make_moment
from tmx.memory.units.restating import restate_author, restate_document, restate_status
from tmx.memory.units.rows import clean_text, clean_unit
from tmx.records import Note, TranslationUnit, Variant


class Keep(Enum):
    """Says of a field of an edit that it stays as it is."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP

_Text: TypeAlias = str | Keep
_Fact: TypeAlias = str | Keep | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is to become of a unit; a field that is KEEP stays as it is.

    Args:
        first: text of the first side, not blank; it has no inline codes.
        second: text of the second side, likewise.
        first_language: tag of the first side, of its language.
        second_language: tag of the second side, likewise.
        tuid: identifier; None: none.
        status: how far the unit has come. A unit that is said to be translated or reviewed is no
            longer in doubt: the confidence of its alignment goes.
        document: name of the document that it stands in; None: none.
        author: who is said to have changed it, in place of who edits it; None: not known.
        notes: comments on the unit.
    """

    first: _Text = KEEP
    second: _Text = KEEP
    first_language: _Text = KEEP
    second_language: _Text = KEEP
    tuid: _Fact = KEEP
    status: Status | Keep = KEEP
    document: _Fact = KEEP
    author: _Fact = KEEP
    notes: tuple[Note, ...] | Keep = KEEP


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changes something, and when.

    Args:
        moment: seconds since 1970.
        author: name, or None.
    """

    moment: int
    author: str | None

    @classmethod
    def make(cls, moment: datetime, author: str | None) -> "Stamp":
        """Make one of a moment with a time zone and any name."""
        return cls(count_seconds(moment) or 0, None if author is None else clean_text(author))


def check_edit(edit: Edit, languages: tuple[str, str]) -> Edit:
    """Return an edit whose texts and tags are in the form in which they are stored.

    Args:
        edit: any.
        languages: primary subtags of the first and the second side of the memory.

    Raises:
        TmxError: a text is blank, a tag is none or of another language.
    """
    checked = replace(
        edit,
        first=_clean_text(edit.first),
        second=_clean_text(edit.second),
        first_language=_check_tag(edit.first_language, Side.FIRST, languages),
        second_language=_check_tag(edit.second_language, Side.SECOND, languages),
        tuid=_clean_fact(edit.tuid),
        document=_clean_fact(edit.document),
        author=_clean_fact(edit.author),
    )
    if any(each is not KEEP and not each.strip() for each in (checked.first, checked.second)):
        raise TmxError("a text of a unit cannot be blank; delete the unit instead")
    return checked


def _clean_text(text: _Text) -> _Text:
    return KEEP if text is KEEP else clean_text(text)


def _clean_fact(fact: _Fact) -> _Fact:
    # An empty name is none.
    return fact if fact is KEEP else clean_text(fact or "") or None


def _check_tag(tag: _Text, side: Side, languages: tuple[str, str]) -> _Text:
    if tag is KEEP:
        return KEEP
    usual = normalise_tag(tag)
    if find_side(usual, languages) != side:
        raise TmxError(
            f"{usual} is not {languages[side]}, the language of that side; a memory has one pair of"
            " languages"
        )
    return usual


def apply_edit(before: StoredUnit, edit: Edit, stamp: Stamp) -> TranslationUnit | None:
    """Return the unit that an edit makes of another, or None if it is the same.

    Args:
        before: what is edited.
        edit: as `check_edit` returns it.
        stamp: who edits it, and when.
    """
    unit = before.unit
    sides = (edit.first, edit.first_language), (edit.second, edit.second_language)
    variants = tuple(
        _apply_side(variant, *sides[side], stamp)
        for variant, side in zip(unit.variants, (before.source, before.source.other), strict=True)
    )
    unit = replace(unit, variants=variants)
    if unit.source_language == before.unit.variants[0].language:
        unit = replace(unit, source_language=variants[0].language)
    if edit.tuid is not KEEP:
        unit = replace(unit, tuid=edit.tuid)
    if edit.notes is not KEEP:
        unit = replace(unit, notes=edit.notes)
    if edit.document is not KEEP:
        unit = restate_document(unit, edit.document)
    if edit.status is not KEEP:
        unit = restate_status(unit, edit.status)
    has_author = edit.author is not KEEP and edit.author != before.author
    if unit == before.unit and not has_author:
        return None
    cleaned, _ = clean_unit(unit)
    author = stamp.author if edit.author is KEEP else edit.author
    return restate_author(
        cleaned, author, make_moment(stamp.moment), is_certain=edit.author is not KEEP
    )


def _apply_side(variant: Variant, text: _Text, tag: _Text, stamp: Stamp) -> Variant:
    changed = variant
    if text is not KEEP and text != variant.text:
        changed = replace(changed, text=text, content=())
    if tag is not KEEP:
        changed = replace(changed, language=tag)
    provenance = variant.provenance
    if changed == variant or (provenance.change_date, provenance.change_id) == (None, None):
        return changed
    # It states a change of its own, which was not the last.
    moment = make_moment(stamp.moment)
    stated = replace(provenance, change_date=moment, change_id=stamp.author)
    return replace(changed, provenance=stated)
