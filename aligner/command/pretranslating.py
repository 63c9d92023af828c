"""`duizhao pretranslate`: documents → XLIFF for a translator, and what a memory knows of them."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer

from aligner.command.columns import make_visible, measure, pad
from aligner.command.console import report, show
from aligner.command.memory.describing import dump
from aligner.exporting.files import open_output
from aligner.pretranslating import (
    BANDS,
    Amount,
    FileAnalysis,
    FillOptions,
    JobLanguages,
    MatchSource,
    Tally,
    make_job,
    read_source,
    settle_languages,
)
from aligner.pretranslating.counting import NEW, REPEATED, add_up
from aligner.settings import Settings
from tmx.formats.jobs import Job
from tmx.formats.records import Conversion
from tmx.formats.xliff_jobs import write_job12, write_job21
from tmx.memory.records import MatchOptions
from tmx.outputs import check_places

FORMATS = ("xliff", "xliff2")
_SUFFIXES = (".xlf", ".xliff")
_WRITERS = dict(zip(FORMATS, (write_job12, write_job21), strict=True))
_HEADS = ("segments", "%", "words", "characters")
_ALL = "all files"
_MARGIN = 2


@dataclass(frozen=True, slots=True)
class Pretranslation:
    """What a user asks for.

    Args:
        files: documents in one language.
        tm: the memory; None: nothing is looked up.
        out: the XLIFF to write; None: the texts are only analysed.
        format: one of FORMATS.
        settings: how the files are read and split, and the languages.
        fill: how targets are filled.
        match: how matches are chosen.
    """

    files: tuple[Path, ...]
    tm: Path | None
    out: Path | None
    format: str
    settings: Settings
    fill: FillOptions
    match: MatchOptions


def run(wanted: Pretranslation, *, as_json: bool = False) -> None:
    """Write the XLIFF, and print how much of the texts the memory knows."""
    _check(wanted)
    texts = [read_source(file, wanted.settings) for file in wanted.files]
    for text in texts:
        for note in text.notes:
            report(f"{text.document.name}: {note}")
    tally = Tally(lambda segments: report(f"{segments:,} segments …"))
    with ExitStack() as stack:
        memory = None if wanted.tm is None else _open_memory(wanted.tm, wanted.match, stack)
        languages = settle_languages(texts, wanted.settings.target_language, memory)
        for note in languages.notes:
            report(note)
        job = make_job(texts, languages, memory=memory, options=wanted.fill, tally=tally)
        done = _go_through(job) if wanted.out is None else _write(job, wanted.out, wanted.format)
    if wanted.out is not None:
        report_written(wanted.out, done)
    if as_json:
        show(dump(_describe(wanted, languages, tally)))
    else:
        for line in _lay_out(tally, has_memory=memory is not None):
            show(line)


def _check(wanted: Pretranslation) -> None:
    if wanted.format not in FORMATS:
        raise typer.BadParameter(
            f"“{wanted.format}”: choose one of {', '.join(FORMATS)}", param_hint="--format"
        )
    if wanted.out is None:
        return
    if wanted.out.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter(
            f"{wanted.out}: name a file that ends in {' or '.join(_SUFFIXES)}", param_hint="-o"
        )
    taken = wanted.files if wanted.tm is None else (*wanted.files, wanted.tm)
    check_places([wanted.out], taken)


def _open_memory(tm: Path, options: MatchOptions, stack: ExitStack) -> MatchSource:
    from tmx.memory.describing import describe_memory
    from tmx.memory.matching import find_matches
    from tmx.memory.store import open_memory

    memory = stack.enter_context(open_memory(tm))
    return MatchSource(
        tm.name,
        memory.languages,
        lambda query: find_matches(memory, query, options),
        lambda: describe_memory(memory).tags,
    )


def _go_through(job: Job) -> Conversion:
    """Look up every segment, and write nothing."""
    count = sum(len(each.segments) for file in job.files for each in file.paragraphs)
    return Conversion(count)


def _write(job: Job, out: Path, form: str) -> Conversion:
    with open_output(out) as stream:
        return _WRITERS[form](stream, job)


def report_written(out: Path, done: Conversion) -> None:
    """Say what was written, and what the format could not hold."""
    count = f"{done.units:,} segment" if done.units == 1 else f"{done.units:,} segments"
    report(f"{out}: {count} written")
    for remark in (*done.losses, *done.notes):
        report(f"  {remark}")


def _describe(wanted: Pretranslation, languages: JobLanguages, tally: Tally) -> dict[str, Any]:
    """Describe an analysis for programs; docs/pretranslation.md names the fields."""
    return {
        "kind": "analysis",
        "memory": None if wanted.tm is None else str(wanted.tm),
        "out": None if wanted.out is None else str(wanted.out),
        "source": languages.source,
        "target": languages.target,
        "threshold": wanted.fill.threshold,
        "min": wanted.match.min_rate,
        "files": [_describe_file(each) for each in tally.files],
        "total": _describe_file(add_up(_ALL, tally.files)),
    }


def _describe_file(analysis: FileAnalysis) -> dict[str, Any]:
    return {
        "name": analysis.name,
        **asdict(analysis.total),
        "filled": asdict(analysis.filled),
        "suggested": asdict(analysis.suggested),
        "bands": {band: asdict(analysis.bands[band]) for band in BANDS},
    }


def _lay_out(tally: Tally, *, has_memory: bool) -> Iterator[str]:
    """Yield the table of each file, and of all if they are several."""
    files = tally.files if len(tally.files) == 1 else [*tally.files, add_up(_ALL, tally.files)]
    for number, analysis in enumerate(files):
        if number:
            yield ""
        yield from _lay_out_table(_list_rows(analysis, has_memory=has_memory))


def _list_rows(analysis: FileAnalysis, *, has_memory: bool) -> Iterator[tuple[str, ...]]:
    yield (make_visible(analysis.name), *_HEADS)
    total = analysis.total
    for band in BANDS if has_memory else (REPEATED, NEW):
        name = band if band in {REPEATED, NEW} else f"{band}%"
        yield _make_row(name, analysis.bands[band], total)
    yield _make_row("total", total, total)
    if has_memory:
        yield _make_row("filled", analysis.filled, total)
        yield _make_row("suggestions only", analysis.suggested, total)


def _make_row(name: str, amount: Amount, total: Amount) -> tuple[str, ...]:
    share = amount.characters / (total.characters or 1)
    numbers = (f"{amount.words:,}", f"{amount.characters:,}")
    return (name, f"{amount.segments:,}", f"{share:.1%}", *numbers)


def _lay_out_table(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    table = list(rows)
    widths = [max(map(len, column)) for column in list(zip(*table, strict=True))[1:]]
    first = max(measure(row[0]) for row in table) + _MARGIN
    for name, *cells in table:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        yield f"{pad(name, first)}{'  '.join(numbers)}"
