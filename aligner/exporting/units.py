"""Bead → TranslationUnit: the one module where alignments become translation memories.

Only beads that the alignment is confident of become units; what is left out is counted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from aligner.errors import AlignerError
from aligner.exporting.records import Written
from aligner.records import Alignment, Bead, Side
from tmx import (
    Header,
    Prop,
    TmxError,
    TranslationUnit,
    Variant,
    export_tag,
    remove_forbidden,
    write_tmx,
)

NO_COUNTERPART = "no counterpart"
BELOW_MINIMUM = "below the minimum confidence"
NO_TEXT = "no text on one side"


@dataclass(frozen=True, slots=True)
class Units:
    """The units of an alignment.

    Args:
        units: in the order of the beads.
        left_out: beads that are no units, by reason.
        characters_removed: characters of the texts that XML does not allow.
    """

    units: tuple[TranslationUnit, ...]
    left_out: Mapping[str, int]
    characters_removed: int


def make_units(alignment: Alignment, moment: datetime) -> Units:
    """Turn the confident beads of an alignment into translation units.

    The text of a unit is as printed, without white space at its ends and without the characters
    that XML does not allow. Props tell confidence, bead type and the names of the files.

    Args:
        alignment: any.
        moment: when the units were made, with a time zone.

    Returns:
        A unit a bead, source variant first; its tuid is the number of the bead, from 0.
    """
    document = _name_documents(alignment)
    units: list[TranslationUnit] = []
    left_out: Counter[str] = Counter()
    removed = 0
    for number, bead in enumerate(alignment.beads):
        source = _make_variant(alignment.source, bead.source)
        target = _make_variant(alignment.target, bead.target)
        reason = _find_reason(alignment, bead, (source.variant, target.variant))
        if reason:
            left_out[reason] += 1
            continue
        removed += source.removed + target.removed
        units.append(
            TranslationUnit(
                (source.variant, target.variant),
                tuid=str(number),
                props=_make_props(bead, document),
                creation_date=moment,
            )
        )
    return Units(tuple(units), dict(left_out), removed)


def make_header(alignment: Alignment, moment: datetime) -> Header:
    """Make the header of the memory: source language, date, and the signature in a prop.

    Args:
        alignment: any.
        moment: when the memory was made, with a time zone.
    """
    return Header(
        alignment.source.document.language,
        props=(Prop("x-signature", alignment.signature),),
        creation_date=moment,
    )


def write_memory(stream: BinaryIO, alignment: Alignment, moment: datetime) -> Written:
    """Write the confident beads as TMX 1.4.

    Raises:
        AlignerError: a language tag is none, or both sides would have the same tag.
    """
    check_languages(alignment.source.document.language, alignment.target.document.language)
    made = make_units(alignment, moment)
    try:
        report = write_tmx(stream, made.units, make_header(alignment, moment))
    except TmxError as error:
        raise AlignerError(str(error)) from error
    removed = made.characters_removed + report.characters_removed
    return Written(report.units, "units", made.left_out, removed)


def check_languages(source: str, target: str) -> None:
    """Check that a memory can tell the two sides apart.

    Args:
        source: language tag of the source side.
        target: the same of the target side.

    Raises:
        AlignerError: one is no tag, or both would be written as the same tag.

    >>> check_languages("zh-HK", "en-GB")
    """
    try:
        tags = [export_tag(tag).tag for tag in (source, target)]
    except TmxError as error:
        raise AlignerError(str(error)) from error
    if tags[0] == tags[1]:
        raise AlignerError(
            f"a memory needs two languages, and both sides ({source}, {target}) would be written"
            f" as {tags[0]}: state them with --source and --target"
        )


@dataclass(frozen=True, slots=True)
class _Cleaned:
    variant: Variant
    removed: int


def _make_variant(side: Side, numbers: Sequence[int]) -> _Cleaned:
    text, removed = remove_forbidden(side.text_of(numbers))
    return _Cleaned(Variant(side.document.language, text.strip()), removed)


def _find_reason(alignment: Alignment, bead: Bead, variants: tuple[Variant, Variant]) -> str | None:
    """Say why a bead is no unit; None: it is one."""
    if bead.is_null:
        return NO_COUNTERPART
    if not alignment.is_confident(bead):
        return BELOW_MINIMUM
    return None if all(variant.text for variant in variants) else NO_TEXT


def _make_props(bead: Bead, document: str) -> tuple[Prop, ...]:
    props = (Prop("x-confidence", f"{bead.confidence:.2f}"), Prop("x-bead", bead.type))
    return (*props, Prop("x-document", document)) if document else props


def _name_documents(alignment: Alignment) -> str:
    """Return the name of the one file, or "source | target".

    A file name that is not Unicode loses here what XML cannot hold: a name is no text to count.
    """
    names = (alignment.source.document.name, alignment.target.document.name)
    return remove_forbidden(" | ".join(dict.fromkeys(filter(None, names)))).text
