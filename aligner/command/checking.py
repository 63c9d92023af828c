"""`duizhao check`: what is wrong with a TMX file, and on request a repaired copy."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer

from aligner.command.console import report, show
from aligner.reading.encoding import detect_encoding
from tmx import Loss, TmxFile, dump_tmx
from tmx.checking import RULES, CheckReport, Finding, Place, Rule, Severity, check_file
from tmx.repairing import RepairedSource

_SHOWN_LINES = 5
_SHOWN_LANGUAGES = 6
_LINES_WIDTH = 24
_MENDED = "TMX024"
"""The code whose values are sentences of the reader, all worth showing."""
_NO_TMX = "TMX019"
_ENDINGS = (".gz", ".zip", ".tmx")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A repaired copy: where it is, what was changed for it, and what a check finds in it."""

    path: Path
    losses: tuple[Loss, ...]
    truncation: str | None
    check: CheckReport


def run(file: Path, *, as_json: bool = False, fix: bool = False, out: Path | None = None) -> None:
    """Print what is wrong with a file; end with code 1 if there are errors.

    With `fix` the code tells of the copy: 1 if errors remain, or if the file broke off.
    """
    target = _choose_target(file, out) if fix else None
    if out is not None and not fix:
        raise typer.BadParameter("it names the repaired copy: give --fix too", param_hint="-o")
    checked = check_file(file, detect=detect_encoding)
    if not as_json:
        _show_lines(describe_report(checked))
    fixed = None if target is None else _fix(file, target)
    if as_json:
        described = _describe(checked)
        if fixed is not None:
            described["fixed"] = _describe_fixed(fixed)
        show(json.dumps(described, ensure_ascii=False, indent=1))
    elif fixed is not None:
        _show_lines(_describe_repair(fixed))
    if _has_failed(checked, fixed):
        raise typer.Exit(1)


def run_codes(*, as_json: bool = False) -> None:
    """Print the table of rules."""
    if as_json:
        show(json.dumps([_describe_rule(rule) for rule in RULES.values()], ensure_ascii=False))
        return
    for rule in RULES.values():
        tools = f" ({', '.join(rule.tools)})" if rule.tools else ""
        show(f"{rule.code}  {rule.severity.value:<7}  {rule.message}{tools}")
        show(f"{'':17}→ {_advise(rule)}")


def _has_failed(checked: CheckReport, fixed: Fixed | None) -> bool:
    if fixed is None:
        return checked.has_errors
    return fixed.check.has_errors or fixed.truncation is not None


def _choose_target(file: Path, out: Path | None) -> Path:
    target = out or _name_copy(file)
    if target.resolve() == file.resolve() or (target.exists() and target.samefile(file)):
        raise typer.BadParameter(f"{target} is the input; name another file", param_hint="-o")
    return target


def _name_copy(file: Path) -> Path:
    """Return the name of the repaired copy: memory.tmx.gz → memory.fixed.tmx."""
    stem = file.name
    for ending in _ENDINGS:
        if stem.lower().endswith(ending) and len(stem) > len(ending):
            stem = stem[: -len(ending)]
    return file.with_name(f"{stem}.fixed.tmx")


def _fix(file: Path, target: Path) -> Fixed:
    source = RepairedSource(TmxFile(file, detect=detect_encoding))
    written = dump_tmx(target, source, source.header)
    losses = (*source.report.losses, *source.losses, *written.losses)
    return Fixed(target, losses, source.report.truncation, check_file(target))


def _show_lines(lines: Iterable[str]) -> None:
    for line in lines:
        show(line)


def describe_report(checked: CheckReport) -> Iterator[str]:
    """Yield the verdict, then the findings, the worst first.

    Args:
        checked: what a check found.
    """
    yield f"{checked.name}: {_judge(checked)}"
    units = _count(checked.units, "unit")
    yield f"  {units}{_list_languages(checked)}; {_count_all(checked)}"
    if checked.is_well_formed and not checked.is_schema_valid:
        yield "  OmegaT 6.1 refuses the whole file (its schema)"
    if checked.findings:
        yield ""
        yield f"{'severity':<9} {'code':<7} {'count':>6}  {'lines':<{_LINES_WIDTH}}  what"
    for finding in checked.findings:
        yield from _describe_finding(finding)


def _judge(checked: CheckReport) -> str:
    if checked.get_finding(_NO_TMX) is not None:
        return "not TMX"
    if not checked.is_well_formed:
        return "not well-formed XML: tools lose the whole file"
    if checked.is_valid:
        return "valid TMX 1.4"
    stated = checked.version
    other = f" (it says version {stated[:20]})" if stated not in (None, "1.4") else ""
    return f"not valid TMX 1.4{other}"


def _list_languages(checked: CheckReport) -> str:
    shown = [f"{tag or 'no tag'} {count:,}" for tag, count in checked.languages]
    more = ", …" if len(shown) > _SHOWN_LANGUAGES else ""
    return f" ({', '.join(shown[:_SHOWN_LANGUAGES])}{more})" if shown else ""


def _count_all(checked: CheckReport) -> str:
    counts = ((checked.count(severity), severity.value) for severity in Severity)
    shown = [_count(count, name) for count, name in counts if count]
    return ", ".join(shown) or "nothing to find fault with"


def _count(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _describe_finding(finding: Finding) -> Iterator[str]:
    rule = finding.rule
    lines = _list_lines(finding)
    yield (
        f"{rule.severity.value:<9} {rule.code:<7} {finding.count:>6,}  {lines:<{_LINES_WIDTH}}"
        f"  {rule.message}{'' if rule.code == _MENDED else _quote(finding.places)}"
    )
    indent = " " * (_LINES_WIDTH + 28)
    if rule.code != _MENDED:
        yield f"{indent}→ {_advise(rule)}"
        return
    for reason in dict.fromkeys(each.value for each in finding.places):
        yield f"{indent}{reason}"


def _list_lines(finding: Finding) -> str:
    found = dict.fromkeys(str(each.line) for each in finding.places if each.line is not None)
    lines = list(found)
    shown = lines[:_SHOWN_LINES]
    while len(", ".join(shown)) > _LINES_WIDTH - 3:
        shown.pop()
    is_cut = len(shown) < len(lines) or (lines and finding.count > len(finding.places))
    return ", ".join(shown) + (" …" if is_cut else "") if shown else "-"


def _quote(places: tuple[Place, ...]) -> str:
    values = list(dict.fromkeys(each.value for each in places if each.value))
    if not values:
        return ""
    more = ", …" if len(values) > 2 else ""
    return f": {', '.join(f'“{_flatten(value)}”' for value in values[:2])}{more}"


def _flatten(value: str) -> str:
    shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in value)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _advise(rule: Rule) -> str:
    return rule.fix + (" (--fix does it)" if rule.is_repaired else "")


def _describe_repair(fixed: Fixed) -> Iterator[str]:
    yield ""
    yield f"{fixed.path}: repaired copy of {_count(fixed.check.units, 'unit')}"
    for loss in fixed.losses:
        yield f"  {loss}"
    if not fixed.losses:
        yield "  nothing had to be repaired"
    if fixed.truncation is not None:
        report(f"{fixed.path}: the file broke off ({fixed.truncation}); what came before is kept")
    yield ""
    yield from describe_report(fixed.check)


def _describe(checked: CheckReport) -> dict[str, Any]:
    """Describe a report for programs; docs/checking.md names the fields."""
    return {
        "kind": "check",
        "name": checked.name,
        "valid": checked.is_valid,
        "schema_valid": checked.is_schema_valid,
        "well_formed": checked.is_well_formed,
        "version": checked.version,
        "encoding": checked.encoding,
        "units": checked.units,
        "languages": dict(checked.languages),
        "errors": checked.count(Severity.ERROR),
        "warnings": checked.count(Severity.WARNING),
        "notes": checked.count(Severity.NOTE),
        "findings": [_describe_for_programs(each) for each in checked.findings],
    }


def _describe_for_programs(finding: Finding) -> dict[str, Any]:
    rule = _describe_rule(finding.rule)
    return {**rule, "count": finding.count, "places": [asdict(each) for each in finding.places]}


def _describe_rule(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "message": rule.message,
        "fix": rule.fix,
        "repaired": rule.is_repaired,
        "tools": list(rule.tools),
    }


def _describe_fixed(fixed: Fixed) -> dict[str, Any]:
    return {
        "path": str(fixed.path),
        "losses": [asdict(each) for each in fixed.losses],
        "truncation": fixed.truncation,
        "check": _describe(fixed.check),
    }
