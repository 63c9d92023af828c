"""`duizhao align`: align, write what was asked for, say what happened."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

import typer

from aligner.command.caching import make_cache
from aligner.command.console import report, show
from aligner.embedding import Encoder
from aligner.embedding.checking import CheckedPooler
from aligner.engines import load_engine
from aligner.errors import AlignerError
from aligner.exporting import check_output, write_alignment
from aligner.pipeline import align_pair, load_encoder, read_pair
from aligner.records import Alignment, Side
from aligner.settings import DEFAULT_ENCODER, Settings


def run(
    files: Sequence[Path], outs: Sequence[Path], settings: Settings, *, use_cache: bool = True
) -> None:
    """Align one or two files; write each output, or show the beads if there is none."""
    if len(files) > 2:
        raise typer.BadParameter(
            f"{len(files)} files are given ({', '.join(map(str, files))}): give a source and a "
            "target, or one file that holds both; for several outputs repeat -o"
        )
    _check_outputs(outs, files)
    is_slow = settings.encoder != DEFAULT_ENCODER
    cache = make_cache() if is_slow and use_cache else None
    encoder = load_encoder(settings, cache=cache, report=report)
    _load_beside(encoder)
    load_engine(settings.engine)
    _show_stage("reading")
    pair = read_pair(files[0], files[1] if len(files) > 1 else None, settings)
    for out in outs:
        check_output(out, (pair.source.language, pair.target.language))
    alignment = align_pair(pair, settings=settings, encoder=encoder, progress=_show_stage)
    written = [write_alignment(out, alignment) for out in outs]
    if not outs:
        for line in preview(alignment):
            show(line)
    for line in (*summarise(alignment), *(each.summary for each in written)):
        report(line)


def _load_beside(encoder: Encoder) -> None:
    """Load the weights of an encoder that is quick to load while the files are read."""

    def load(encoder: CheckedPooler) -> None:
        # What goes wrong here does so again, and is reported, when the encoder is used.
        with suppress(Exception):
            encoder.load()

    if isinstance(encoder, CheckedPooler):
        Thread(target=load, args=(encoder,), daemon=True).start()


def _check_outputs(outs: Sequence[Path], files: Sequence[Path]) -> None:
    taken = {_place(file): "an input" for file in files}
    for out in outs:
        check_output(out)
        if use := taken.get(_place(out)):
            raise AlignerError(f"{out}: is {use} as well: give the output another name")
        taken[_place(out)] = "another output"


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
        mark = "" if bead.is_null or alignment.is_confident(bead) else "  below the minimum"
        yield f"{number:>4}  {bead.type}  {bead.confidence:.2f}{mark}"
        yield from _show_side(alignment.source, bead.source)
        yield from _show_side(alignment.target, bead.target)
        yield ""


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
    sure = sum(map(alignment.is_confident, pairs))
    least = alignment.settings.min_confidence
    return f"pairs: {sure} at confidence {least:g} or more, {len(pairs) - sure} under it"
