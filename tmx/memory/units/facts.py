"""What the columns of a memory say of a unit: read of it, and stated on it again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias

from tmx.memory.records import Status
from tmx.records import UNKNOWN, Prop, Provenance, TranslationUnit

CONFIDENCE, DOCUMENT, STATUS = "x-confidence", "x-document", "x-status"
"""Our properties that columns repeat."""

_CONFIRMATION, _ALIGNED = "x-ConfirmationLevel", "aligned"
_CONFIRMATIONS = {"draft": Status.DRAFT, "translated": Status.TRANSLATED}
STATED = frozenset({CONFIDENCE, DOCUMENT, STATUS, _CONFIRMATION, _ALIGNED})
"""Properties that `read_facts` looks at."""

_STATUSES = frozenset(each.value for each in Status)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST, _MOST = (
    (each.replace(tzinfo=UTC) - _EPOCH) // timedelta(seconds=1)
    for each in (datetime.min, datetime.max)
)


class Facts(NamedTuple):
    """What columns say of a unit besides its texts; see the fields of `StoredUnit`."""

    document: str | None = None
    author: str | None = None
    changed: datetime | None = None
    confidence: float | None = None
    status: Status | None = None


def read_facts(unit: TranslationUnit) -> Facts:
    """Read what a unit says of its document, author, date, confidence and status.

    Our own properties come first; the state of Trados and the sign of memoQ and Phrase that a unit
    was aligned and not checked are known. Where the unit itself says nothing of who made it and
    when, its newest variant does: OmegaT states it there.

    >>> read_facts(TranslationUnit((), props=(Prop("x-ConfirmationLevel", "Draft"),))).status
    <Status.DRAFT: 'draft'>
    """
    author, changed = _find_change(unit)
    stated = {}
    for prop in unit.props:
        if prop.type in STATED:
            stated[prop.type] = prop.text
    for variant in unit.variants:
        if variant.props and any(each.type == _ALIGNED for each in variant.props):
            stated[_ALIGNED] = "yes"
    if not stated:
        return Facts(None, author, changed, None, None)
    confidence = _read_confidence(stated[CONFIDENCE]) if CONFIDENCE in stated else None
    status = _read_status(stated, confidence)
    return Facts(stated.get(DOCUMENT) or None, author, changed, confidence, status)


_Made: TypeAlias = tuple[str | None, datetime | None]


def _find_change(unit: TranslationUnit) -> _Made:
    made = _read_change(unit.provenance)
    if made != _NOBODY:
        return made
    known = [_read_change(each.provenance) for each in unit.variants]
    return max(known, key=lambda each: _rank_change(*each), default=_NOBODY)


def _read_change(provenance: Provenance) -> _Made:
    if provenance is UNKNOWN:
        return _NOBODY
    author = provenance.change_id or provenance.creation_id
    return author or None, provenance.change_date or provenance.creation_date


_NOBODY: _Made = None, None


def _rank_change(author: str | None, changed: datetime | None) -> tuple[int, str]:
    """Rank by time, and by name where that is the same: variants may stand in either order."""
    seconds = count_seconds(changed)
    return _LEAST - 1 if seconds is None else seconds, author or ""


def _read_confidence(text: str) -> float | None:
    try:
        confidence = float(text)
    except ValueError:
        return None
    return confidence if 0 <= confidence <= 1 else None


def _read_status(stated: Mapping[str, str], confidence: float | None) -> Status | None:
    if stated.get(STATUS) in _STATUSES:
        return Status(stated[STATUS])
    if _CONFIRMATION in stated:
        confirmation = stated[_CONFIRMATION].lower()
        if confirmation.startswith("approved"):
            return Status.REVIEWED
        if confirmation.startswith("rejected"):
            return Status.REJECTED
        if confirmation in _CONFIRMATIONS:
            return _CONFIRMATIONS[confirmation]
    if confidence is not None or stated.get(_ALIGNED, "no").lower() in {"yes", "true"}:
        return Status.ALIGNED
    return None


def state_facts(unit: TranslationUnit, facts: Facts, *, is_new: bool = False) -> TranslationUnit:
    """Make a unit say what is known of it; what it says already stays as it is.

    Args:
        unit: any.
        facts: what `read_facts` is to read of it, as far as a unit can say it.
        is_new: a date that it does not say, and the author beside it, are those of its creation.
            An author alone still changed it: who made it is a part of what it is.

    >>> stated = state_facts(TranslationUnit(()), Facts(document="a.docx", status=Status.DRAFT))
    >>> [(each.type, each.text) for each in stated.props]
    [('x-document', 'a.docx'), ('x-status', 'draft')]
    """
    found = read_facts(unit)
    if found.changed is not None:
        found = found._replace(changed=make_moment(count_seconds(found.changed)))
    if found == facts:
        return unit
    props = _state_props(unit.props, found, facts)
    provenance = unit.provenance
    if found[1:3] != facts[1:3]:
        is_dated = found.changed != facts.changed
        provenance = _state_change(provenance, facts, is_new=is_new and is_dated)
    return replace(unit, props=props, provenance=provenance)


def _state_props(props: tuple[Prop, ...], found: Facts, facts: Facts) -> tuple[Prop, ...]:
    wanted: dict[str, str | None] = {}
    if facts.document != found.document:
        wanted[DOCUMENT] = facts.document
    if facts.confidence != found.confidence:
        wanted[CONFIDENCE] = None if facts.confidence is None else repr(facts.confidence)
    kept = tuple(each for each in props if each.type not in wanted)
    stated = tuple(Prop(name, text) for name, text in wanted.items() if text is not None)
    made = (*kept, *stated)
    if facts.status is not None and read_facts(TranslationUnit((), props=made)).status != (
        facts.status
    ):
        made = (*(each for each in made if each.type != STATUS), Prop(STATUS, facts.status.value))
    return made


def _state_change(provenance: Provenance, facts: Facts, *, is_new: bool) -> Provenance:
    kind = "creation" if is_new else "change"
    author, changed = _read_change(provenance)
    stated: dict[str, Any] = {}
    if facts.changed != make_moment(count_seconds(changed)):
        stated[f"{kind}_date"] = facts.changed
    if facts.author != author:
        stated[f"{kind}_id"] = facts.author
    return replace(provenance, **stated) if stated else provenance


def count_seconds(moment: datetime | None) -> int | None:
    """Return the seconds since 1970, rounded down; a moment without a time zone is in UTC.

    >>> count_seconds(datetime(1970, 1, 2))
    86400
    """
    if moment is None:
        return None
    past = (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)) - _EPOCH
    return min(max(past.days * 86400 + past.seconds, _LEAST), _MOST)


def make_moment(seconds: int | None) -> datetime | None:
    """Return the moment of a number of seconds since 1970, in UTC."""
    return None if seconds is None else _EPOCH + timedelta(seconds=seconds)
