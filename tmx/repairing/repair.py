"""Any unit → units that the strict writer takes, one at a time, and a source that gives them."""

from collections.abc import Iterator
from dataclasses import replace

from tmx.errors import TmxError
from tmx.fingerprints import SeenSet
from tmx.formats.records import UnitSource
from tmx.language import export_tag
from tmx.losses import Loss, LossCounter
from tmx.markup import ANY_LANGUAGE, SEGTYPES, TUID
from tmx.records import Header, Prop, ReadReport, TranslationUnit, Variant
from tmx.repairing.fields import repair_notes, repair_props
from tmx.repairing.headers import find_related, repair_header
from tmx.repairing.tags import Tags, is_tag
from tmx.repairing.variants import (
    repair_provenance,
    repair_variant,
    split_variants,
    tell_apart,
)
from tmx.writing.escaping import clean_record
from tmx.writing.records import TmxOptions
from tmx.writing.units import REMOVED, TOOL_PROPS, LineWriter

_MOST_QUOTED = 40


class Repair:
    """Repairs the units of one file, one at a time and in order.

    What the strict writer takes stays as it is; a second unit with the same tuid gets another.

    Args:
        header: as read, or None.
        first: the first unit: where the header names a source language that it has not, the
            header is settled by it, else each unit would have to say otherwise.
        keep_tool_props: leave properties that OmegaT acts upon as they are.

    Attributes:
        header: one that the strict writer takes.
    """

    def __init__(
        self,
        header: Header | None,
        first: TranslationUnit | None = None,
        *,
        keep_tool_props: bool = False,
    ) -> None:
        self._keep_tool_props = keep_tool_props
        self._losses = LossCounter()
        self._tags = Tags(self._lose)
        self._place = "header"
        self._number = 0
        self._tuids = SeenSet()
        self._copies: dict[str, int] = {}
        self.header = repair_header(header, first, self._tags, self._lose)
        self._trial = LineWriter(self.header, TmxOptions(level=2, allow_tool_props=keep_tool_props))
        self._trial.write_header()

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What was changed or left out so far; places are "header" and "unit 3 (tuid a7)"."""
        return self._losses.losses

    def repair(self, unit: TranslationUnit) -> tuple[TranslationUnit, ...]:
        """Return a unit as the strict writer takes it.

        Returns:
            Itself, if there is nothing to repair; several units where it has several variants in
            one language; none where it has no text at all.
        """
        self._number += 1
        self._place = f"unit {self._number}" + (f" (tuid {_cut(unit.tuid)})" if unit.tuid else "")
        if not self._is_fine(unit):
            return tuple(self._settle(each) for each in self._repair(unit))
        return (self._number_anew(unit),)

    def _lose(self, reason: str, count: int = 1) -> None:
        self._losses.add(reason, self._place, count=count)

    def _is_fine(self, unit: TranslationUnit) -> bool:
        removed = self._trial.characters_removed
        try:
            self._trial.write_unit(unit)
        except (TmxError, OverflowError, ValueError):
            return False
        return self._trial.characters_removed == removed

    def _settle(self, unit: TranslationUnit) -> TranslationUnit:
        """Give up all but the texts of a unit that still cannot be written."""
        unit = self._number_anew(unit)
        if self._is_fine(unit):
            return unit
        self._lose("a unit that cannot be mended keeps its texts alone")
        variants = tuple(Variant(each.language, each.text) for each in unit.variants)
        return TranslationUnit(variants, tuid=unit.tuid, source_language=ANY_LANGUAGE)

    def _repair(self, unit: TranslationUnit) -> Iterator[TranslationUnit]:
        cleaned, removed = clean_record(unit)
        if removed:
            self._lose(REMOVED, removed)
            unit = cleaned
        found = (repair_variant(each, self._tags, self._lose) for each in unit.variants)
        variants = tell_apart([each for each in found if each is not None], self._lose)
        if not variants:
            self._lose("a unit without any text is left out")
            return
        unit = self._repair_parts(unit)
        for group in split_variants(variants, self._lose):
            yield self._settle_source(replace(unit, variants=group))

    def _repair_parts(self, unit: TranslationUnit) -> TranslationUnit:
        segtype = unit.segtype
        if segtype is not None and segtype not in SEGTYPES:
            self._lose("the segtype of a unit that is none of TMX is left out")
            segtype = None
        return replace(
            unit,
            tuid=self._repair_tuid(unit.tuid),
            props=tuple(self._rename(each) for each in repair_props(unit.props, self._lose)),
            notes=repair_notes(unit.notes, self._lose),
            segtype=segtype,
            provenance=repair_provenance(unit.provenance, self._lose),
        )

    def _repair_tuid(self, tuid: str | None) -> str | None:
        if tuid is None or tuid.split() == [tuid]:
            return tuid
        self._lose("a tuid that is empty or has white space is written without")
        return "_".join(tuid.split()) or None

    def _rename(self, prop: Prop) -> Prop:
        if self._keep_tool_props or prop.type not in TOOL_PROPS:
            return prop
        self._lose(f"the prop {prop.type}, which OmegaT acts upon, gets a name with x-omegat-")
        return replace(prop, type=f"x-omegat-{prop.type.removeprefix('x-')}")

    def _settle_source(self, unit: TranslationUnit) -> TranslationUnit:
        stated, common = unit.source_language, self.header.source_language
        source = common if stated is None else stated
        if source != ANY_LANGUAGE and not is_tag(source):
            source = self._tags.repair(source)
        languages = [each.language for each in unit.variants]
        chosen = _choose(source, common, languages)
        if chosen == source == stated or (chosen == source == common and stated is None):
            return unit
        if chosen != source:
            self._lose("the source language of a unit that none of its variants has is settled")
        return replace(unit, source_language=None if chosen == common else chosen)

    def _number_anew(self, unit: TranslationUnit) -> TranslationUnit:
        tuid = unit.tuid
        if tuid is None or self._tuids.add(tuid):
            return unit
        number = self._copies.get(tuid, 1) + 1
        while not self._tuids.add(f"{tuid}-{number}"):
            number += 1
        self._copies[tuid] = number
        self._lose("a tuid that an earlier unit has gets a number, and stands in the prop x-tuid")
        is_kept = any(each.type == TUID for each in unit.props)
        props = unit.props if is_kept else (*unit.props, Prop(TUID, tuid))
        return replace(unit, tuid=f"{tuid}-{number}", props=props)


def _cut(tuid: str) -> str:
    return tuid if len(tuid) <= _MOST_QUOTED else f"{tuid[: _MOST_QUOTED - 1]}…"


def _choose(source: str, common: str, languages: list[str]) -> str:
    """Return the source language that a unit can have, the nearest to what is stated."""
    tags = {export_tag(each).tag for each in languages}
    if source == ANY_LANGUAGE or export_tag(source).tag in tags:
        return source
    related = find_related(source, languages)
    if related is None and common != ANY_LANGUAGE and export_tag(common).tag in tags:
        return common
    return related or ANY_LANGUAGE


class RepairedSource:
    """A source of units that the strict writer takes, gone through any number of times.

    Args:
        source: any source; its first unit is read to settle the header.
        keep_tool_props: leave properties that OmegaT acts upon as they are.
    """

    def __init__(self, source: UnitSource, *, keep_tool_props: bool = False) -> None:
        self._source = source
        self._keep_tool_props = keep_tool_props
        self._repair: Repair | None = None
        self._first = next(iter(source), None)
        self._header = Repair(source.header, self._first).header

    @property
    def header(self) -> Header:
        """What holds for all units."""
        return self._header

    @property
    def report(self) -> ReadReport:
        """Report of the last pass through the source."""
        return self._source.report

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What the last pass changed or left out."""
        return () if self._repair is None else self._repair.losses

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a new pass.

        Raises:
            TmxError: the source cannot be read.
        """
        self._repair = Repair(
            self._source.header, self._first, keep_tool_props=self._keep_tool_props
        )
        for unit in self._source:
            yield from self._repair.repair(unit)
