"""`duizhao terms check`: possible slips in the terms of a translation, a line each."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import typer

from aligner.command.columns import count_of, make_visible
from aligner.command.console import report, show
from aligner.command.terms.reading import TranslationFile, load_glossary
from aligner.errors import AlignerError
from aligner.reading.files import load_bytes
from aligner.terms.checking.checker import TermChecker
from aligner.terms.checking.records import CheckedUnit, Rendering, TermFinding, TermReport
from aligner.terms.checking.waivers import HEAD, Waivers, make_waivers, read_waivers
from tmx.files import replace_atomically

_MARK = "possible"
_SHOWN_UNUSED = 10


@dataclass(frozen=True, slots=True)
class TermCheck:
    """What a user asks for.

    Args:
        files: with translations.
        glossary: that they should follow.
        source: tag of the language translated from; None: as the files say.
        min_confidence: what was aligned less surely is passed over.
        waivers: file of findings that are right as they are, or None.
        writes_waivers: the findings of this run are added to it.
        asks_all: common words that were only extracted are asked for too.
    """

    files: tuple[Path, ...]
    glossary: Path
    source: str | None = None
    min_confidence: float = 0.0
    waivers: Path | None = None
    writes_waivers: bool = False
    asks_all: bool = False


def run(wanted: TermCheck, *, as_json: bool = False, strict: bool = False) -> None:
    """Print what was found; with `strict` end with code 1 if there is anything."""
    if wanted.writes_waivers and wanted.waivers is None:
        raise typer.BadParameter(
            "it needs a file to write to: give --waivers too", param_hint="--write-waivers"
        )
    waivers = _load_waivers(wanted)
    checker = TermChecker(load_glossary(wanted.glossary), waivers, asks_all=wanted.asks_all)
    files = [_open(each, wanted) for each in wanted.files]
    units: Iterator[CheckedUnit] = chain.from_iterable(files)
    checked = checker.check(units, progress=lambda count: report(f"{count:,} units …"))
    _check_languages(checked, wanted)
    if as_json:
        show(json.dumps(_describe(checked, wanted), ensure_ascii=False, indent=1))
    else:
        _show(checked)
    for line in _list_remarks(files, checked):
        report(line)
    if wanted.writes_waivers and wanted.waivers is not None:
        _add_waivers(wanted.waivers, checked.findings)
    elif strict and checked.findings:
        raise typer.Exit(1)


def _open(file: Path, wanted: TermCheck) -> TranslationFile:
    prefix = f"{file}, " if len(wanted.files) > 1 else ""
    return TranslationFile(file, wanted.source, wanted.min_confidence, prefix)


def _load_waivers(wanted: TermCheck) -> Waivers:
    path = wanted.waivers
    if path is None or (wanted.writes_waivers and not path.exists()):
        return Waivers()
    return read_waivers(_load_lines(path), name=str(path))


def _load_lines(path: Path) -> list[str]:
    try:
        return load_bytes(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise AlignerError(
            f"{path}: is not UTF-8 (byte {error.start}): save it in UTF-8 again"
        ) from error


def _add_waivers(path: Path, findings: Sequence[TermFinding]) -> None:
    lines = _load_lines(path) if path.exists() else [HEAD]
    new = [line for line in dict.fromkeys(make_waivers(findings)) if line not in lines]
    with replace_atomically(path) as stream:
        stream.write("".join(f"{line}\n" for line in [*lines, *new]).encode("utf-8"))
    report(f"{path}: {count_of(len(new), 'waiver')} added")


def _check_languages(checked: TermReport, wanted: TermCheck) -> None:
    names = ", ".join(map(str, wanted.files))
    if not checked.units:
        from_ = f" from {wanted.source}" if wanted.source else ""
        raise AlignerError(f"{names}: no text with a translation{from_}: nothing to check")
    if not checked.concepts:
        pairs = ", ".join(f"{source} → {target}" for source, target in checked.tags)
        raise AlignerError(
            f"{wanted.glossary}: no concept to ask for has terms of both languages ({pairs}): give"
            " another glossary, or --source"
        )


def _show(checked: TermReport) -> None:
    for finding in checked.findings:
        show("\t".join(map(make_visible, _list_cells(finding))))
    if checked.renderings:
        show("")
        show("inconsistent renderings:")
        for rendering in checked.renderings:
            show(f"  {make_visible(_describe_rendering(rendering))}")
    show("")
    show(_summarise(checked))


def _list_cells(finding: TermFinding) -> Iterator[str]:
    yield _MARK
    yield finding.kind.value
    yield finding.unit.place
    yield " | ".join(finding.terms)
    used = f" (not {' | '.join(finding.used)})" if finding.used else ""
    yield " | ".join(finding.expected) + used
    yield finding.unit.source
    yield finding.unit.target


def _describe_rendering(rendering: Rendering) -> str:
    counts = ", ".join(f"{term} {count}" for term, count in rendering.counts)
    return f"{rendering.term}: {counts}"


def _summarise(checked: TermReport) -> str:
    share = f" ({checked.missing / checked.asked:.1%})" if checked.asked else ""
    parts = [
        count_of(checked.units, "unit"),
        count_of(checked.asked, "occurrence") + " of terms",
        f"{checked.missing:,} without an admitted target{share}",
        count_of(len(checked.findings), "possible finding"),
    ]
    waived = f", {checked.waived:,} waived" if checked.waived else ""
    return ", ".join(parts) + waived


def _list_remarks(files: Sequence[TranslationFile], checked: TermReport) -> Iterator[str]:
    for file in files:
        for reason, count in file.passed_over.items():
            yield f"{file.path}: {count:,} not checked: {reason}"
    if checked.passed_over:
        words = count_of(checked.passed_over, "common word")
        yield f"{words} that nobody has accepted not asked for (--all asks)"
    for waiver in checked.unused[:_SHOWN_UNUSED]:
        yield f"waiver without a finding: {' '.join(waiver.split())}"
    hidden = len(checked.unused) - _SHOWN_UNUSED
    if hidden > 0:
        yield f"… and {count_of(hidden, 'waiver')} more without a finding"


def _describe(checked: TermReport, wanted: TermCheck) -> dict[str, Any]:
    """Describe a report for programs; docs/terms.md names the members."""
    return {
        "kind": "terms-check",
        "files": [str(each) for each in wanted.files],
        "glossary": str(wanted.glossary),
        "units": checked.units,
        "concepts": checked.concepts,
        "occurrences": checked.asked,
        "missing": checked.missing,
        "waived": checked.waived,
        "findings": [_describe_finding(each) for each in checked.findings],
        "renderings": [
            {"term": each.term, "targets": dict(each.counts)} for each in checked.renderings
        ],
        "unused_waivers": list(checked.unused),
        "common_words": checked.passed_over,
    }


def _describe_finding(finding: TermFinding) -> dict[str, Any]:
    unit = finding.unit
    described = asdict(finding)
    del described["unit"], described["aliases"]
    return {
        "severity": _MARK,
        **described,
        "place": unit.place,
        "fingerprint": unit.fingerprint,
        "source": unit.source,
        "target": unit.target,
        "languages": unit.tags,
    }
