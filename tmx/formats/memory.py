"""TMX as one format among others: read leniently, written strictly, what differs counted."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from tmx.contexts import Context
from tmx.dialects import find_context, state_context, state_header
from tmx.formats.records import Conversion, ReadOptions, UnitSource, WriteOptions
from tmx.reading.reader import TmxFile
from tmx.records import Header, TranslationUnit
from tmx.repairing import RepairedSource
from tmx.writing import TmxOptions, write_tmx

_OMEGAT_FORMAT = "OmegaT TMX"
_PLAIN = "plain"


def open_memory(paths: Sequence[Path], options: ReadOptions) -> TmxFile:
    """Open a TMX file, plain or compressed; its header is read at once.

    Args:
        paths: one file.
        options: the encoding, if the file does not say it or says it wrongly.

    Raises:
        TmxError: it is not TMX, or cannot be read.
    """
    file = TmxFile(paths[0], encoding=options.encoding, detect=options.detect)
    # A property that reads: what is no TMX is to be known before anything is written.
    _ = file.header
    return file


def write_memory(stream: BinaryIO, source: UnitSource, options: WriteOptions) -> Conversion:
    """Write units as TMX 1.4; what TMX or its readers do not take is mended and counted.

    Args:
        stream: a binary stream.
        source: any units.
        options: level and dialect.

    Raises:
        TmxError: the source cannot be read, or there is no such level or dialect.
    """
    # What OmegaT wrote tells it where its translations belong; of others it misleads it.
    is_omegat = source.header is not None and source.header.o_tmf == _OMEGAT_FORMAT
    repaired = RepairedSource(source, keep_tool_props=is_omegat)
    example = _find_example(repaired, options.dialect)
    header = state_header(repaired.header, options.dialect, example)
    units = _state_contexts(repaired, header, options.dialect)
    report = write_tmx(
        stream, units, header, TmxOptions(level=options.level, allow_tool_props=is_omegat)
    )
    notes: tuple[str, ...] = ()
    if options.dialect != _PLAIN and example is None:
        notes = (
            "no unit says what stands around it, so no context is written; of an alignment"
            " convert the .duizhao file",
        )
    return Conversion(report.units, (*repaired.losses, *report.losses), notes)


def write_compressed(stream: BinaryIO, source: UnitSource, options: WriteOptions) -> Conversion:
    """Write units as TMX 1.4 in gzip, always the same bytes for the same units; see `write_memory`.

    Raises:
        TmxError: as for `write_memory`.
    """
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
        return write_memory(cast("BinaryIO", packed), source, options)


def _find_example(units: RepairedSource, dialect: str) -> Context | None:
    """Find what the first unit with a context says; a dialect may need it in the header."""
    if dialect == _PLAIN:
        return None
    found = (find_context(unit, units.header) for unit in units)
    return next((context for context in found if context is not None), None)


def _state_contexts(
    units: RepairedSource, header: Header, dialect: str
) -> Iterator[TranslationUnit]:
    """Say what stands around each unit in the way of one tool."""
    for unit in units:
        if dialect == _PLAIN:
            yield unit
        else:
            context = find_context(unit, units.header)
            yield state_context(unit, context, dialect, header=header)
