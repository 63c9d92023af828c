"""What a unit says of its document, status and author, changed: in our words and in those of tools.

What `tmx.memory.units.facts.read_facts` reads afterwards is what was stated.
"""

from dataclasses import replace
from datetime import datetime

from tmx.memory.records import Status
from tmx.memory.units.facts import CONFIDENCE, DOCUMENT, STATUS
from tmx.records import Prop, TranslationUnit

_CONFIRMATION, _ALIGNED = "x-ConfirmationLevel", "aligned"
_CONFIRMATIONS = {
    Status.ALIGNED: "Draft",
    Status.DRAFT: "Draft",
    Status.TRANSLATED: "Translated",
    Status.REVIEWED: "ApprovedTranslation",
    Status.REJECTED: "RejectedTranslation",
}
"""What Trados says of each."""

_CERTAIN = frozenset({Status.TRANSLATED, Status.REVIEWED})


def restate_document(unit: TranslationUnit, document: str | None) -> TranslationUnit:
    """Make a unit stand in another document, or in none.

    >>> restate_document(TranslationUnit(()), "a.docx").props
    (Prop(type='x-document', text='a.docx', language=None, o_encoding=None),)
    """
    return replace(unit, props=_put(unit.props, DOCUMENT, document))


def restate_status(unit: TranslationUnit, status: Status) -> TranslationUnit:
    """Make a unit say how far it has come.

    Where it said so in the words of a CAT tool, it still does. A person who calls it translated or
    reviewed vouches for it: that it was aligned, and how surely, is no longer said.

    >>> unit = TranslationUnit((), props=(Prop("x-confidence", ".5"), Prop("aligned", "yes")))
    >>> [(each.type, each.text) for each in restate_status(unit, Status.REVIEWED).props]
    [('x-status', 'reviewed')]
    """
    props = unit.props
    if any(each.type == _CONFIRMATION for each in props):
        props = _put(props, _CONFIRMATION, _CONFIRMATIONS[status])
    variants = unit.variants
    if status in _CERTAIN:
        props = _put(_put(props, _ALIGNED, None), CONFIDENCE, None)
        variants = tuple(replace(each, props=_put(each.props, _ALIGNED, None)) for each in variants)
    return replace(unit, variants=variants, props=_put(props, STATUS, status.value))


def restate_author(
    unit: TranslationUnit, author: str | None, moment: datetime | None, *, is_certain: bool
) -> TranslationUnit:
    """Make a unit say who changed it last, and when.

    Args:
        unit: any.
        author: who; None: not known.
        moment: when, with a time zone.
        is_certain: whether an author who is not known is to take the place of who made the unit,
            which would else be read as who changed it.
    """
    made = unit.provenance.creation_id if author is not None or not is_certain else None
    provenance = replace(unit.provenance, change_date=moment, change_id=author, creation_id=made)
    return replace(unit, provenance=provenance)


def _put(props: tuple[Prop, ...], name: str, text: str | None) -> tuple[Prop, ...]:
    """Put a text into the place of a property, behind the others if it is new; None: none."""
    if text is None:
        return tuple(each for each in props if each.type != name)
    if all(each.type != name for each in props):
        return (*props, Prop(name, text))
    return tuple(Prop(name, text) if each.type == name else each for each in props)
