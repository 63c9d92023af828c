"""`duizhao tm dedupe`: units that say the same, shown for a decision or merged."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from aligner.command.columns import DIM, STRONG, Terminal, count_of, find_terminal
from aligner.command.console import report
from aligner.command.memory.describing import describe_unit, dump
from aligner.command.memory.editing import lay_out_unit
from aligner.command.memory.opening import open_for_reading, open_for_writing
from aligner.command.memory.showing import lay_out_place, lay_out_texts, line_of, show_all
from aligner.command.moments import find_moment
from tmx.memory.editing.duplicates import (
    CHOICES,
    Duplicates,
    Likeness,
    find_duplicates,
    merge_duplicates,
)
from tmx.memory.records import UnitFilter
from tmx.memory.store import Memory

_TITLES = {
    Likeness.TRANSLATIONS: "translations of the same source",
    Likeness.WRITINGS: "ways of writing the same unit",
    Likeness.PLACES: "places of the same unit",
    Likeness.NEAR: "units of near sources",
}
_SUMS = {
    Likeness.TRANSLATIONS: "source with several translations",
    Likeness.WRITINGS: "unit written in several ways",
    Likeness.PLACES: "unit in several places",
    Likeness.NEAR: "source with near ones whose translations disagree",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which duplicates a user asks for.

    Args:
        kinds: values of `Likeness`; () for all, or those that are merged without a decision.
        units: only these are compared.
        limit: the most groups that are shown.
    """

    kinds: tuple[str, ...]
    units: UnitFilter
    limit: int


def run(
    tm: Path, asked: Asked, *, merge: bool = False, by: str | None = None, as_json: bool = False
) -> None:
    """Show groups of units that say the same, or merge each group into its best unit."""
    kinds = _read_kinds(asked.kinds)
    if merge:
        _merge(tm, asked.units, kinds or {Likeness.PLACES}, by)
        return
    counts: Counter[Likeness] = Counter()
    terminal = find_terminal()
    with open_for_reading(tm) as memory:
        for group in _find(memory, asked.units, kinds or set(Likeness)):
            counts[group.likeness] += 1
            if sum(counts.values()) > asked.limit:
                continue
            show_all([_dump(group)] if as_json else lay_out_group(group, terminal))
    for line in _summarise(counts, asked.limit):
        report(line)


def _read_kinds(names: Iterable[str]) -> set[Likeness]:
    try:
        return {Likeness(each.lower()) for each in names}
    except ValueError as error:
        raise typer.BadParameter(
            f"choose one of {', '.join(Likeness)}", param_hint="--kind"
        ) from error


def _find(memory: Memory, units: UnitFilter, kinds: set[Likeness]) -> Iterator[Duplicates]:
    return find_duplicates(memory, units, kinds=kinds)


def _merge(tm: Path, units: UnitFilter, kinds: set[Likeness], by: str | None) -> None:
    if kinds & CHOICES:
        raise typer.BadParameter(
            "of several translations one has to be chosen: give the others the status rejected with"
            " duizhao tm edit, or delete them",
            param_hint="--merge",
        )
    with open_for_writing(tm) as memory:
        groups = list(_find(memory, units, kinds))
        gone = merge_duplicates(memory, groups, moment=find_moment(), author=by)
    report(
        f"{tm}: {count_of(gone, 'unit')} merged into {len(groups):,};"
        " duizhao tm history ID shows what they were"
    )


def lay_out_group(group: Duplicates, terminal: Terminal) -> Iterator[str]:
    """Yield a group as lines: what it is, then its units, the best first."""
    yield terminal.paint(f"{len(group.units)} {_TITLES[group.likeness]}", STRONG)
    if group.likeness is Likeness.PLACES:
        best = group.units[0]
        texts = [best.get_variant(group.side), best.get_variant(group.side.other)]
        yield from lay_out_texts([line_of(each) for each in texts], terminal)
        for unit in group.units:
            yield terminal.paint(f"unit {unit.id}", DIM)
            yield from lay_out_place(unit, terminal)
    else:
        for unit in group.units:
            yield from lay_out_unit(unit, terminal)
    yield ""


def _dump(group: Duplicates) -> str:
    described: dict[str, Any] = {
        "kind": "duplicates",
        "likeness": group.likeness,
        "side": group.units[0].get_variant(group.side).language,
        "units": [describe_unit(each) for each in group.units],
    }
    return dump(described, indent=None)


def _summarise(counts: Counter[Likeness], limit: int) -> Sequence[str]:
    if not counts:
        return ["no duplicates"]
    parts = []
    for likeness in Likeness:
        if count := counts[likeness]:
            name, _, rest = _SUMS[likeness].partition(" ")
            parts.append(f"{count_of(count, name)} {rest}")
    lines = ["; ".join(parts)]
    if counts.total() > limit:
        lines.append(f"shown: {count_of(limit, 'group')}; --limit N shows more")
    if counts[Likeness.PLACES]:
        lines.append("duizhao tm dedupe --merge merges the units in several places")
    return lines
