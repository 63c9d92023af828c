"""`duizhao check`: what is wrong with a TMX file, and on request a repaired copy."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer

from aligner.command.columns import count_of
from aligner.command.console import report, show
from aligner.command.findings import advise, describe_report, wrap
from aligner.reading.encoding import detect_encoding
from tmx import Loss, TmxFile, dump_tmx
from tmx.checking import RULES, CheckReport, Finding, Rule, Severity, check_file
from tmx.repairing import RepairedSource

_SHOWN_LOSSES = 40
_UNKNOWN_ENCODING = "TMX007"
_NO_ENCODING = ("TMX004", "TMX005")
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

    With `fix` the code tells of the copy: 1 if errors remain, if the file broke off, or if no unit
    of a faulty file could be kept.
    """
    target = _choose_target(file, out) if fix else None
    if out is not None and not fix:
        raise typer.BadParameter("it names the repaired copy: give --fix too", param_hint="-o")
    checked = check_file(file, detect=detect_encoding)
    if not as_json:
        _show_lines(describe_report(checked))
    fixed = None if target is None else _fix(file, target, checked)
    if as_json:
        described = _describe(checked)
        if fixed is not None:
            described["fixed"] = _describe_fixed(fixed)
        show(json.dumps(described, ensure_ascii=False, indent=1))
    elif fixed is not None:
        _show_lines(_describe_repair(checked, fixed))
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
        show(f"{'':17}→ {advise(rule)}")


def _has_failed(checked: CheckReport, fixed: Fixed | None) -> bool:
    if fixed is None:
        return checked.has_errors
    has_nothing = bool(fixed.losses) and not fixed.check.units
    return fixed.check.has_errors or fixed.truncation is not None or has_nothing


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


def _fix(file: Path, target: Path, checked: CheckReport) -> Fixed:
    source = RepairedSource(
        TmxFile(file, encoding=_settle_encoding(checked), detect=detect_encoding)
    )
    written = dump_tmx(target, source, source.header)
    losses = (*source.report.losses, *source.losses, *written.losses)
    return Fixed(target, losses, source.report.truncation, check_file(target))


def _settle_encoding(checked: CheckReport) -> str | None:
    """Return what a file is in that declares what no one knows; None: the reader finds it."""
    if checked.get_finding(_UNKNOWN_ENCODING) is None or any(
        map(checked.get_finding, _NO_ENCODING)
    ):
        return None
    return checked.encoding


def _show_lines(lines: Iterable[str]) -> None:
    for line in lines:
        show(line)


def _describe_repair(checked: CheckReport, fixed: Fixed) -> Iterator[str]:
    yield ""
    yield f"{fixed.path}: repaired copy of {count_of(fixed.check.units, 'unit')}"
    for loss in fixed.losses[:_SHOWN_LOSSES]:
        yield from wrap(str(loss), "  ", "    ")
    hidden = len(fixed.losses) - _SHOWN_LOSSES
    if hidden > 0:
        yield f"  … and {count_of(hidden, 'kind')} of change more (--json has all)"
    gone = [f.rule.code for f in checked.findings if fixed.check.get_finding(f.rule.code) is None]
    if gone:
        yield from wrap(f"no longer found: {', '.join(gone)}", "  ", "    ")
    elif not fixed.losses:
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
