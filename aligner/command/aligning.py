"""`duizhao align`: align, write what was asked for, say what happened."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import typer

from aligner.batch import align_folder
from aligner.command.caching import choose_cache
from aligner.command.console import report, show
from aligner.command.memory.alignments import add_alignments, check_memory
from aligner.command.moments import find_moment
from aligner.document_pairs import read_pair
from aligner.embedding import Encoder
from aligner.embedding.checking import CheckedPooler
from aligner.engines import load_engine
from aligner.errors import AlignerError
from aligner.exporting import ExportOptions, check_holds_several, check_output, write_alignments
from aligner.hints import Terms
from aligner.pairs import find_pairs
from aligner.pipeline import align_pair, load_encoder
from aligner.reading.files import check_file
from aligner.records import Alignment, Bead, Side
from aligner.settings import Settings
from tmx.dialects import DIALECTS

MEMORY = ".tmdb"


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where alignments go.

    Args:
        files: to write; suffixes decide the formats.
        dialect: the CAT tool whose way of stating contexts a TMX file follows.
        tm: a memory that gets the confident pairs, or None.
        glossaries: files for the terms of the texts; suffixes decide the formats.
        terms: a glossary that is read, or None: nothing is written to it.
        source: tag of the language that stands first in a glossary of OmegaT; None: Chinese.
    """

    files: tuple[Path, ...] = ()
    dialect: str = "plain"
    tm: Path | None = None
    glossaries: tuple[Path, ...] = ()
    terms: Path | None = None
    source: str | None = None

    def __bool__(self) -> bool:
        """Whether there are any; else the beads are shown."""
        return bool(self.files or self.glossaries) or self.tm is not None


def run(
    files: Sequence[Path], outputs: Outputs, settings: Settings, *, use_cache: bool = True
) -> None:
    """Align one or two files or a folder of pairs; write each output, or show the beads."""
    options = _make_options(outputs.dialect)
    if len(files) == 1 and files[0].is_dir():
        run_folder(files[0], outputs, settings, options, use_cache=use_cache)
        return
    if len(files) > 2:
        raise typer.BadParameter(
            f"{len(files)} files are given ({', '.join(map(str, files))}): give a source and a "
            "target, or one file that holds both; for several outputs repeat -o"
        )
    _check_outputs(outputs, files)
    for file in files:
        check_file(file)
    encoder = _load_encoder(settings, use_cache=use_cache)
    load_engine(settings.engine)
    _show_stage("reading")
    pair = read_pair(files[0], files[1] if len(files) > 1 else None, settings)
    languages = pair.source.language, pair.target.language
    for out in outputs.files:
        check_output(out, languages)
    if outputs.tm is not None:
        check_memory(outputs.tm, languages)
    alignment = align_pair(pair, settings=settings, encoder=encoder, progress=_show_stage)
    written = list(_write_or_show([alignment], outputs, options))
    for line in (*summarise(alignment), *written):
        report(line)


def run_folder(
    folder: Path,
    outputs: Outputs,
    settings: Settings,
    options: ExportOptions,
    *,
    use_cache: bool = True,
) -> None:
    """Align the pairs of a folder into each output; end with code 1 if one of them failed."""
    _check_outputs(outputs, ())
    for out in outputs.files:
        check_holds_several(out)
    encoder = _load_encoder(settings, use_cache=use_cache)
    alignments, failed = [], 0
    for result in align_folder(folder, settings=settings, encoder=encoder, progress=_show_stage):
        if result.alignment is None:
            failed += 1
            report(f"duizhao: {result.error}")
            continue
        alignments.append(result.alignment)
        for line in summarise(result.alignment):
            report(f"  {line}")
    for line in _list_left_out(folder, settings):
        report(line)
    report(f"aligned: {len(alignments)} of {len(alignments) + failed}")
    if not alignments:
        raise AlignerError(f"{folder}: no pair could be aligned: see above")
    for line in _write_or_show(alignments, outputs, options):
        report(line)
    if failed:
        raise typer.Exit(1)


def _make_options(dialect: str) -> ExportOptions:
    if dialect not in DIALECTS:
        raise typer.BadParameter(
            f"“{dialect}”: choose one of {', '.join(DIALECTS)}", param_hint="--dialect"
        )
    return ExportOptions(find_moment(), dialect)


def _list_left_out(folder: Path, settings: Settings) -> Iterator[str]:
    found = find_pairs(folder, any_suffix=settings.lines)
    yield from (f"{each.path}: left out: {each.reason}" for each in found.unpaired)
    if found.pairs:
        reason = "left out: its name says no language; align it alone if it holds both"
        yield from (f"{path}: {reason}" for path in found.singles)


def _write_or_show(
    alignments: Sequence[Alignment], outputs: Outputs, options: ExportOptions
) -> Iterator[str]:
    if not outputs:
        for alignment in alignments:
            for line in preview(alignment):
                show(line)
    for out in outputs.files:
        yield write_alignments(out, alignments, options).summary
    if outputs.tm is not None:
        yield from add_alignments(outputs.tm, alignments, options.moment or find_moment())
    if outputs.glossaries:
        # Imported here, for most alignments make none.
        from aligner.command.terms import extracting

        wanted = extracting.Outputs(outputs.glossaries, source=outputs.source)
        yield from extracting.make_glossaries(alignments, wanted)


def _load_encoder(settings: Settings, *, use_cache: bool) -> Encoder:
    cache = choose_cache(settings) if use_cache else None
    encoder = load_encoder(settings, cache=cache, report=report)
    _load_beside(encoder)
    return encoder


def _load_beside(encoder: Encoder) -> None:
    """Load the weights of an encoder that is quick to load while the files are read."""

    def load(encoder: CheckedPooler) -> None:
        # What goes wrong here does so again, and is reported, when the encoder is used.
        with suppress(Exception):
            encoder.load()

    if isinstance(encoder, CheckedPooler):
        # Not a daemon: libraries that are cut off while they load take the process down.
        Thread(target=load, args=(encoder,)).start()


def _check_outputs(outputs: Outputs, files: Sequence[Path]) -> None:
    if outputs.glossaries:
        from aligner.command.terms import extracting

        others = (*files, *outputs.files, *filter(None, [outputs.tm, outputs.terms]))
        extracting.check_outputs(extracting.Outputs(outputs.glossaries), others)
    taken = {_place(file): "an input" for file in (*files, *_list_files(outputs.terms))}
    if outputs.tm is not None:
        check_memory(outputs.tm)
        if use := taken.get(_place(outputs.tm)):
            raise AlignerError(f"{outputs.tm}: is {use} as well: name another memory")
        taken[_place(outputs.tm)] = "the memory"
    for out in outputs.files:
        check_output(out)
        if use := taken.get(_place(out)):
            raise AlignerError(f"{out}: is {use} as well: give the output another name")
        taken[_place(out)] = "another output"


def _list_files(terms: Path | None) -> list[Path]:
    """List the glossary that is read; a memory may be the one that units are added to."""
    return [] if terms is None or terms.suffix.lower() == MEMORY else [terms]


def load_terms(path: Path) -> Terms:
    """Read the accepted terms of a glossary or memory; see `choosing.load_terms`."""
    # Imported here, for most alignments are given none.
    from aligner.command.terms import choosing

    return choosing.load_terms(path)


def _place(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        # A loop of links: whoever reads or writes it will say so.
        return path


def _show_stage(stage: str) -> None:
    report(f"{stage} …")


def preview(alignment: Alignment) -> Iterator[str]:
    """Yield lines that show each bead: number, type, confidence, and both texts."""
    for number, bead in enumerate(alignment.beads):
        mark = _mark(alignment, bead)
        yield f"{number:>4}  {bead.type}  {bead.confidence:.2f}{mark}"
        yield from _show_side(alignment.source, bead.source)
        yield from _show_side(alignment.target, bead.target)
        yield ""


def _mark(alignment: Alignment, bead: Bead) -> str:
    """Say why a pair stays out of memories."""
    if bead.is_null or alignment.is_confident(bead):
        return ""
    return "  destroyed in part" if alignment.is_damaged(bead) else "  below the minimum"


def _show_side(side: Side, numbers: Sequence[int]) -> Iterator[str]:
    if numbers:
        yield f"      {side.document.language:<6} {' '.join(side.text_of(numbers).split())}"


def summarise(alignment: Alignment) -> Iterator[str]:
    """Yield the report: what was assumed, segments, beads by type, pairs kept and left out."""
    yield from alignment.notes
    source, target = alignment.source, alignment.target
    yield (
        f"segments: {len(source.segments)} {source.document.language}, "
        f"{len(target.segments)} {target.document.language}"
    )
    types = Counter(bead.type for bead in alignment.beads)
    counts = ", ".join(f"{count} {name}" for name, count in sorted(types.items()))
    yield f"beads: {len(alignment.beads)} ({counts})"
    yield _count_pairs(alignment)


def _count_pairs(alignment: Alignment) -> str:
    pairs = [bead for bead in alignment.beads if not bead.is_null]
    least = alignment.settings.min_confidence
    sure = sum(bead.confidence >= least for bead in pairs)
    return f"pairs: {sure} at confidence {least:g} or more, {len(pairs) - sure} under it"
