"""What a row states beside its texts: notes, properties, dates, and how far it has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from operator import attrgetter

from tmx.formats.bilingual import Row
from tmx.markup import PROVENANCE_DATES, PROVENANCE_TEXTS, format_date
from tmx.records import UNKNOWN, Note, Provenance, TranslationUnit

EMPTY = "unknown"
HIDDEN = "properties and dates are left out"
ORIGINS = "the languages and former encodings of notes and properties are left out"
_CONFIDENCE = "x-confidence"
# Units of one alignment share their date.
_format_date = lru_cache(maxsize=256)(format_date)
_get_texts = attrgetter(*PROVENANCE_TEXTS)
_get_dates = attrgetter(*PROVENANCE_DATES)
_PROVENANCE_NAMES = (*PROVENANCE_TEXTS.values(), *PROVENANCE_DATES.values())


class State(Enum):
    """How far the translation of a unit has come."""

    REJECTED = "rejected"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


# What Trados states in x-ConfirmationLevel.
_LEVELS = {
    "unspecified": State.DRAFT,
    "draft": State.DRAFT,
    "rejectedtranslation": State.REJECTED,
    "rejectedsignoff": State.REJECTED,
    "translated": State.TRANSLATED,
    "approvedtranslation": State.REVIEWED,
    "approvedsignoff": State.FINAL,
}


@dataclass(frozen=True, slots=True)
class Detail:
    """A property, date or name that a unit or one of its variants states.

    Args:
        owner: "unit", "source" or "target".
        name: of the property, or of the attribute of TMX.
        value: as written.
    """

    owner: str
    name: str
    value: str


def get_prop(unit: TranslationUnit, name: str) -> str | None:
    """Return the value of a property of a unit, its name in any case; None if it has none."""
    return next((each.text for each in unit.props if each.type.lower() == name), None)


def get_confidence(unit: TranslationUnit) -> str | None:
    """Return how sure an alignment is of a unit, as written; None if it does not say."""
    return get_prop(unit, _CONFIDENCE)


def find_state(unit: TranslationUnit) -> State:
    """Tell how far a translation is: results of an alignment are drafts until someone says more.

    >>> find_state(TranslationUnit(()))
    <State.TRANSLATED: 'translated'>
    """
    level = get_prop(unit, "x-confirmationlevel")
    if level is not None and level.lower() in _LEVELS:
        return _LEVELS[level.lower()]
    is_aligned = (get_prop(unit, "x-origin") or "").lower() == "alignment"
    return State.DRAFT if is_aligned or get_confidence(unit) is not None else State.TRANSLATED


def list_notes(row: Row) -> list[tuple[str, Note]]:
    """List the notes of a row: (owner, note); owner is "unit", "source" or "target"."""
    owned = ("unit", row.unit.notes), ("source", row.source.notes), ("target", row.target.notes)
    return [(owner, note) for owner, notes in owned for note in notes]


def list_details(row: Row) -> list[Detail]:
    """List what a row states beside its texts and notes, in the order of TMX."""
    unit = row.unit
    found = [] if unit.segtype is None else [Detail("unit", "segtype", unit.segtype)]
    for owner, record in (("unit", unit), ("source", row.source), ("target", row.target)):
        found += [Detail(owner, *each) for each in _describe(record.provenance)]
        found += [Detail(owner, each.type or EMPTY, each.text) for each in record.props]
    return found


def count_hidden(row: Row) -> int:
    """Count the details of a row that a page for reading does not show: all but confidence."""
    details = list_details(row)
    return len(details) - any(each.name.lower() == _CONFIDENCE for each in details)


def count_origins(row: Row, *, with_note_languages: bool) -> int:
    """Count the languages and former encodings that properties and notes state.

    Args:
        row: any.
        with_note_languages: count the languages of notes too.
    """
    records = (row.unit, row.source, row.target)
    props = [each for record in records for each in record.props]
    notes = [each for record in records for each in record.notes]
    stated = [each.o_encoding for each in props] + [each.language for each in props]
    stated += [each.o_encoding for each in notes]
    if with_note_languages:
        stated += [each.language for each in notes]
    return sum(value is not None for value in stated)


def _describe(provenance: Provenance) -> Iterator[tuple[str, str]]:
    if provenance is UNKNOWN:
        return
    dates = (each and _format_date(each) for each in _get_dates(provenance))
    for name, value in zip(_PROVENANCE_NAMES, (*_get_texts(provenance), *dates), strict=True):
        if value is not None:
            yield name, value
    if provenance.usage_count is not None:
        yield "usagecount", str(provenance.usage_count)
