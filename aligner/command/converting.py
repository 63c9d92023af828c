"""`duizhao convert`: translation units from one format into others; say what was lost."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import typer

from aligner.command.console import report
from aligner.errors import AlignerError
from aligner.exporting import load_alignment, make_units
from aligner.exporting.units import make_header
from aligner.reading.encoding import detect_encoding
from tmx import Loss, ReadReport, TmxError
from tmx.converting import ConvertOptions, ConvertReport, HeldUnits, convert
from tmx.dialects import DIALECTS
from tmx.formats import FORMATS, UnitSource
from tmx.losses import SHOWN_PLACES

_ALIGNMENT = ".duizhao"


def run(files: Sequence[Path], outs: Sequence[Path], options: ConvertOptions) -> None:
    """Convert a file or a Moses pair into each output; end with code 1 if the input breaks off."""
    if len(files) > 2:
        raise typer.BadParameter(
            f"{len(files)} inputs are given ({', '.join(map(str, files))}): give one file, or the"
            " two of a Moses pair; for several outputs repeat -o"
        )
    check_names(options)
    stated = replace(options, detect=detect_encoding)
    try:
        done = convert(
            files, outs, stated, source=_open(files, options.dialect), progress=_show_progress
        )
    except TmxError as error:
        raise AlignerError(str(error)) from error
    name = " and ".join(map(str, files))
    for line in summarise(name, done):
        report(line)
    if done.read.truncation is not None:
        raise AlignerError(
            f"{name}: {done.read.truncation}; what comes before is converted, so get the whole file"
            " and convert it again"
        )


def check_names(options: ConvertOptions) -> None:
    """Check the names of the dialect and the format.

    Raises:
        typer.BadParameter: there is none of that name.
    """
    _check_name(options.dialect, DIALECTS, "--dialect")
    _check_name(options.format, FORMATS, "--format")


def _check_name(name: str | None, known: Collection[str], option: str) -> None:
    if name is not None and name not in known:
        raise typer.BadParameter(f"“{name}”: choose one of {', '.join(known)}", param_hint=option)


def _open(files: Sequence[Path], dialect: str) -> UnitSource | None:
    """Make the units of an alignment; None: the input is another file."""
    if len(files) != 1 or files[0].suffix.lower() != _ALIGNMENT:
        return None
    alignment = load_alignment(files[0])
    made = make_units(alignment, None, dialect=dialect)
    losses = [Loss(f"beads left out: {reason}", count) for reason, count in made.left_out.items()]
    if made.characters_removed:
        losses.append(Loss("characters that XML does not allow", made.characters_removed))
    read = ReadReport(len(made.units), tuple(losses))
    return HeldUnits(made.units, make_header([alignment], None, dialect=dialect), read)


def summarise(name: str, done: ConvertReport) -> Iterator[str]:
    """Yield what was read, left out and written, a line each.

    Args:
        name: of the input, for people.
        done: the conversion.
    """
    yield f"{name}: {_count(done.read.units)} read"
    for loss in done.read.losses:
        yield f"  {loss}"
    for loss in done.left_out:
        yield f"  {_describe(loss, done.read.units)}"
    for note in done.notes:
        yield f"  {note}"
    for written in done.written:
        names = " and ".join(map(str, written.paths))
        yield f"{names}: {_count(written.conversion.units)} written"
        for loss in written.conversion.losses:
            yield f"  {_describe(loss, written.conversion.units)}"
        for note in written.conversion.notes:
            yield f"  {note}"


def _describe(loss: Loss, units: int) -> str:
    """Describe a loss; what concerns about every unit needs no places."""
    is_everywhere = loss.count >= units and len(loss.places) == SHOWN_PLACES
    return str(replace(loss, places=()) if is_everywhere else loss)


def _count(units: int) -> str:
    return f"{units:,} unit" if units == 1 else f"{units:,} units"


def _show_progress(units: int) -> None:
    report(f"{units:,} units …")
