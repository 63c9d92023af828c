"""Alignment → units with what stands around them on both sides, to be matched in context."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from aligner.exporting.contexts import ContextFinder
from aligner.exporting.units import make_units
from aligner.records import Alignment
from tmx import Context, Provenance, TranslationUnit


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit with what stands around it in its documents, whether that is a unit or not.

    Args:
        unit: without tuid: the number of a bead would be taken for the id of a segment.
        source: what stands around its source.
        target: what stands around its target, likewise.
    """

    unit: TranslationUnit
    source: Context
    target: Context


@dataclass(frozen=True, slots=True)
class PlacedUnits:
    """The units of an alignment with their neighbours, for a memory that matches in context.

    Args:
        units: in the order of the beads.
        left_out: beads that are no units, by reason.
        characters_removed: characters of the texts that XML does not allow.
    """

    units: tuple[PlacedUnit, ...]
    left_out: Mapping[str, int]
    characters_removed: int


def place_units(alignment: Alignment, moment: datetime | None) -> PlacedUnits:
    """Turn the confident beads of an alignment into units that know their neighbours.

    Args:
        alignment: any.
        moment: when they were aligned, with a time zone; None: they do not say. It is their date
            of change, so that the units of texts that are aligned again are the same ones.
    """
    made = make_units(alignment, None)
    contexts = ContextFinder(alignment)
    placed = []
    for unit in made.units:
        bead = alignment.beads[int(unit.tuid or 0)]
        dated = replace(unit, tuid=None, provenance=Provenance(change_date=moment))
        around = contexts.find(bead.source), contexts.find_target(bead.target)
        placed.append(PlacedUnit(dated, *around))
    return PlacedUnits(tuple(placed), made.left_out, made.characters_removed)
