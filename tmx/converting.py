"""Files of translation units in one format → files in others: what `duizhao convert` does.

Units are read anew for each output, one at a time, so that memory does not grow. All outputs
are renamed into place together at the end, or none is.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tmx.dialects import check_dialect
from tmx.errors import TmxError
from tmx.files import replace_atomically
from tmx.formats import FORMATS, MOSES
from tmx.formats.bilingual import Rows
from tmx.formats.moses import order_files, write_moses
from tmx.formats.records import Conversion, ReadOptions, UnitSource, WriteOptions
from tmx.inputs import open_units
from tmx.language import normalise_tag
from tmx.losses import Loss, LossCounter
from tmx.outputs import Output, check_places, plan_outputs
from tmx.records import Header, ReadReport, TranslationUnit
from tmx.selecting import (
    Languages,
    PairUnits,
    SelectedUnits,
    Survey,
    find_languages,
    settle_source,
    survey_pairs,
)

__all__ = ["ConvertOptions", "ConvertReport", "HeldUnits", "Written", "convert", "open_units"]

PROGRESS_STEP = 100_000
"""Units between two reports of progress."""

MOST_PAIRS = 100
"""Pairs of languages that one conversion writes files for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertOptions:
    """What a user asks of a conversion.

    Args:
        source_language: tag of the source; None: as the input says.
        target_language: tag of the target; if one of both is stated, units without it and texts
            in other languages are left out.
        encoding: of text files and of TMX that does not say; None: found out.
        detect: names the encoding of a sample of bytes, or returns None.
        level: 1 writes texts without inline codes, 2 with them.
        dialect: the CAT tool whose way of stating contexts is followed; see `tmx.dialects`.
        one_pair: write a file for each pair of languages.
        format: name of the outputs' format, a key of FORMATS; None: as their suffixes say.
    """

    source_language: str | None = None
    target_language: str | None = None
    encoding: str | None = None
    detect: Callable[[bytes], str | None] | None = None
    level: int = 2
    dialect: str = "plain"
    one_pair: bool = False
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written with one pass over the units.

    Args:
        paths: one file, or the two of a Moses pair.
        conversion: how many units, and what is lost.
    """

    paths: tuple[Path, ...]
    conversion: Conversion


@dataclass(frozen=True, slots=True)
class ConvertReport:
    """What a conversion did.

    Args:
        read: what was read of the input.
        left_out: what the choice of languages leaves out.
        written: each output.
        notes: what else a user should know, a sentence each.
    """

    read: ReadReport
    left_out: tuple[Loss, ...]
    written: tuple[Written, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldUnits:
    """A source of units in memory.

    Args:
        units: in order.
        header: what holds for all, or None.
        report: how they were made.
    """

    units: tuple[TranslationUnit, ...]
    header: Header | None = None
    report: ReadReport = field(default_factory=lambda: ReadReport(0))

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a pass."""
        return iter(self.units)


_AS_USUAL = ConvertOptions()


def convert(
    inputs: Sequence[Path],
    outputs: Sequence[Path],
    options: ConvertOptions = _AS_USUAL,
    *,
    source: UnitSource | None = None,
    progress: Callable[[int], None] | None = None,
) -> ConvertReport:
    """Convert a file, or the two of a Moses pair, whole or not at all.

    Args:
        inputs: what is read; none of it is an output.
        outputs: what is written; suffixes decide the formats.
        options: languages, encoding, and how to write.
        source: the units of the inputs, for formats that are not of this package.
        progress: is told how many units of the present pass were read, now and then.

    Returns:
        What was read, left out and written. A truncated input is converted as far as it goes;
        `read.truncation` says so.

    Raises:
        TmxError: an input cannot be read, or an output cannot be written; no file has changed.
    """
    _check(options)
    planned = plan_outputs(outputs, inputs, format_name=options.format, one_pair=options.one_pair)
    watched = _Watched(
        source if source is not None else open_units(inputs, _make_reading(options)), progress
    )
    wanted = Languages(options.source_language, options.target_language)
    settled = settle_source(watched)
    languages = find_languages(settled, wanted) if wanted else wanted
    selected = SelectedUnits(settled, languages)
    survey = Survey({})
    if options.one_pair:
        chosen = selected if languages else settled
        survey = survey_pairs(chosen)
        jobs = _plan_pairs(planned, chosen, survey)
    else:
        # What can be read back keeps even a header that is wrong.
        jobs = _plan_jobs(planned, selected if languages else watched, languages)
    check_places([path for job in jobs for path in job.output.paths], inputs)
    written = _write_all(jobs, options)
    left_out = (*selected.losses, *survey.losses)
    notes = _note_languages(wanted, languages)
    if source is None and options.dialect != "plain" and not any(map(_is_tmx, jobs)):
        notes = (*notes, f"the dialect {options.dialect} is one of TMX; no output is TMX")
    return ConvertReport(watched.report, left_out, written, notes)


def _is_tmx(job: "_Job") -> bool:
    return job.output.format.startswith("tmx")


def _make_reading(options: ConvertOptions) -> ReadOptions:
    return ReadOptions(
        source_language=options.source_language,
        target_language=options.target_language,
        encoding=options.encoding,
        detect=options.detect,
    )


def _note_languages(wanted: Languages, found: Languages) -> tuple[str, ...]:
    asked = ((wanted.source, found.source), (wanted.target, found.target))
    return tuple(
        f"{tag} is taken to be {other}, as the input has it"
        for tag, other in asked
        if tag and other and normalise_tag(tag) != other
    )


def _check(options: ConvertOptions) -> None:
    check_dialect(options.dialect)
    if options.level not in {1, 2}:
        raise TmxError(f"TMX has no level {options.level}; choose 1 (texts) or 2 (with codes)")
    for tag in (options.source_language, options.target_language):
        if tag is not None:
            normalise_tag(tag)


class _Watched:
    """A source whose passes are counted, and whose report is that of the last whole pass."""

    def __init__(self, units: UnitSource, progress: Callable[[int], None] | None) -> None:
        self._units = units
        self._progress = progress
        self._report: ReadReport | None = None

    @property
    def header(self) -> Header | None:
        return self._units.header

    @property
    def report(self) -> ReadReport:
        return self._report if self._report is not None else self._units.report

    def __iter__(self) -> Iterator[TranslationUnit]:
        number = 0
        for number, unit in enumerate(self._units, start=1):
            if self._progress is not None and number % PROGRESS_STEP == 0:
                self._progress(number)
            yield unit
        self._report = self._units.report


@dataclass(frozen=True, slots=True)
class _Job:
    """An output with the units that go into it."""

    output: Output
    units: UnitSource
    languages: Languages


def _plan_jobs(outputs: Sequence[Output], units: UnitSource, languages: Languages) -> list[_Job]:
    """Give every output all units."""
    return [
        _settle_moses(each, settle_source(units), languages)
        if each.format == MOSES
        else _Job(each, settle_source(units) if _holds_one_pair(each) else units, languages)
        for each in outputs
    ]


def _holds_one_pair(output: Output) -> bool:
    """Whether a format is one for people and tools, which is not read back."""
    return FORMATS[output.format].open is None


def _settle_moses(output: Output, units: UnitSource, languages: Languages) -> _Job:
    """Find the languages of the two files, and the names of which a part was given."""
    if output.is_named_later:
        options = WriteOptions(source_language=languages.source, target_language=languages.target)
        pair = Rows(units, options, keep_codes=False, losses=LossCounter()).pair
        return _Job(output.name_files(pair), units, Languages(*pair))
    stated = ReadOptions(source_language=languages.source, target_language=languages.target)
    (source, source_tag), (target, target_tag) = order_files(output.paths, stated)
    return _Job(Output(MOSES, (source, target)), units, Languages(source_tag, target_tag))


def _plan_pairs(outputs: Sequence[Output], units: UnitSource, survey: Survey) -> list[_Job]:
    """Give every pair of languages a file of each output."""
    if not survey.pairs:
        raise TmxError("no unit has texts in two languages, so there is no pair to write")
    if len(survey.pairs) > MOST_PAIRS:
        raise TmxError(
            f"the input holds {len(survey.pairs):,} pairs of languages, and at most {MOST_PAIRS}"
            " files are made of one; choose a pair with --source and --target"
        )
    jobs = []
    for output in outputs:
        for pair in survey.pairs:
            named = output.name_for(pair)
            settled = named.name_files(pair) if named.is_named_later else named
            jobs.append(_Job(settled, PairUnits(units, pair), Languages(*pair)))
    return jobs


def _write_all(jobs: Sequence[_Job], options: ConvertOptions) -> tuple[Written, ...]:
    """Write all files under temporary names, and rename them together."""
    with ExitStack() as stack:
        written = [_write(job, options, stack) for job in jobs]
    return tuple(written)


def _write(job: _Job, options: ConvertOptions, stack: ExitStack) -> Written:
    languages = job.languages
    stated = WriteOptions(
        source_language=languages.source,
        target_language=languages.target,
        level=options.level,
        dialect=options.dialect,
    )
    if job.output.format == MOSES:
        return _write_moses(job, stated, stack)
    write = FORMATS[job.output.format].write
    if write is None:
        raise TmxError(f"{job.output.paths[0]}: its format is read, but not written")
    stream = stack.enter_context(replace_atomically(job.output.paths[0]))
    conversion = write(stream, job.units, stated)
    # What does not fit on the disk is to be told of this file, not when the next is open.
    stream.flush()
    return Written(job.output.paths, conversion)


def _write_moses(job: _Job, options: WriteOptions, stack: ExitStack) -> Written:
    source, target = (stack.enter_context(replace_atomically(path)) for path in job.output.paths)
    conversion = write_moses((source, target), job.units, options)
    source.flush()
    target.flush()
    return Written(job.output.paths, conversion)
