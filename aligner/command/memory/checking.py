"""`duizhao tm check`: what is wrong with a memory, by rule, with the numbers of its units."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from aligner.command.columns import count_of
from aligner.command.console import report, show
from aligner.command.findings import quote_values, wrap
from aligner.command.memory.describing import dump
from aligner.command.memory.opening import open_for_reading
from tmx.checking import Finding, Severity
from tmx.memory.checking import MemoryReport, check_memory
from tmx.memory.records import UnitFilter

_SHOWN_UNITS = 8
_INDENT = " " * 14


def run(tm: Path, units: UnitFilter, *, as_json: bool = False) -> None:
    """Print what is wrong with a memory; end with code 1 if there are errors."""
    with open_for_reading(tm) as memory:
        checked = check_memory(memory, units, progress=lambda done: report(f"{done:,} units …"))
    if as_json:
        show(dump(_describe(tm, checked)))
    else:
        for line in _list_lines(tm, checked):
            show(line)
    if checked.has_errors:
        raise typer.Exit(1)


def _list_lines(tm: Path, checked: MemoryReport) -> Iterator[str]:
    counts = [
        count_of(count, severity.value)
        for severity in Severity
        if (count := sum(f.count for f in checked.findings if f.rule.severity is severity))
    ]
    found = ", ".join(counts) or "nothing to find fault with"
    yield f"{tm}: {count_of(checked.units, 'unit')} checked; {found}"
    for finding in checked.findings:
        yield ""
        yield from _describe_finding(finding)


def _describe_finding(finding: Finding) -> Iterator[str]:
    rule = finding.rule
    row = f"{rule.severity.value:<8}{rule.code}{finding.count:>8,}  "
    yield from wrap(f"{rule.message}{quote_values(finding.places)}", row, _INDENT)
    if units := _list_units(finding):
        yield from wrap(f"units {units}", _INDENT, f"{_INDENT}  ")
    yield from wrap(f"→ {rule.fix}", _INDENT, f"{_INDENT}  ")


def _list_units(finding: Finding) -> str:
    units = list(dict.fromkeys(str(p.unit) for p in finding.places if p.unit is not None))
    is_cut = len(units) > _SHOWN_UNITS or finding.count > len(finding.places)
    return ", ".join(units[:_SHOWN_UNITS]) + (" …" if units and is_cut else "")


def _describe(tm: Path, checked: MemoryReport) -> dict[str, Any]:
    return {
        "kind": "check",
        "memory": str(tm),
        "units": checked.units,
        "findings": [
            {
                "code": each.rule.code,
                "severity": each.rule.severity.value,
                "message": each.rule.message,
                "fix": each.rule.fix,
                "count": each.count,
                "places": [
                    {name: value for name, value in asdict(place).items() if value is not None}
                    for place in each.places
                ],
            }
            for each in checked.findings
        ],
    }
