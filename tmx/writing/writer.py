"""Translation units → a TMX 1.4 file, strictly: OmegaT 6.1 rejects a whole file for one error.

No DOCTYPE is written. The standard does not ask for one, no tool needs it, and hardened parsers
refuse a file that has one or look for the DTD beside it.
"""

import gzip
import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from tmx.errors import TmxError
from tmx.files import replace_atomically
from tmx.records import Header, TranslationUnit
from tmx.writing.records import TmxOptions, WriteReport
from tmx.writing.units import LineWriter

_AS_USUAL = TmxOptions()
_START = b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
_END = b"</body>\n</tmx>\n"
_AT_ONCE = 100


def dump_tmx(
    path: str | os.PathLike[str],
    units: Iterable[TranslationUnit],
    header: Header,
    options: TmxOptions = _AS_USUAL,
) -> WriteReport:
    """Write a TMX file whole or not at all; see `write_tmx`.

    A name that ends in ".gz" makes a compressed file, always the same for the same units.

    Raises:
        TmxError: a unit or the header cannot be written, or the file cannot; a file that stood
            there before is as it was.
    """
    with replace_atomically(path) as stream:
        if Path(path).suffix.lower() != ".gz":
            return write_tmx(stream, units, header, options)
        with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
            return write_tmx(cast("BinaryIO", packed), units, header, options)


def write_tmx(
    stream: BinaryIO,
    units: Iterable[TranslationUnit],
    header: Header,
    options: TmxOptions = _AS_USUAL,
) -> WriteReport:
    """Write TMX 1.4 in UTF-8; a unit after the other, in memory that does not grow.

    The source variant comes first whatever its place in the unit. Tags are written as
    `export_tag` gives them, a longer one in `<prop type="x-lang">`. Segments are written
    character by character, spaces and carriage returns included; only what XML does not allow is
    removed, and counted. The same units and header make the same bytes.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        units: taken one at a time; some are held.
        header: its source language must be among the variants of each unit, or be "*all*".
        options: the level, and what is allowed besides.

    Raises:
        TmxError: a segment is empty, a date has no time zone, a tag is malformed, the source
            language is missing in a unit, two variants of a unit would have the same tag, an
            inline code is none that TMX allows or has no counterpart, or a value is none that
            TMX allows.

    Source: TMX 1.4b specification, 2005-04-26.
    """
    if options.level not in (1, 2):
        raise TmxError(f"TMX has no level {options.level}; choose 1 (texts) or 2 (with codes)")
    writer = LineWriter(header, options)
    stream.write(_START + writer.write_header() + b"\n<body>\n")
    rest = iter(units)
    while some := tuple(islice(rest, _AT_ONCE)):
        stream.write(writer.write_units(some))
    stream.write(_END)
    return WriteReport(writer.units, writer.losses.losses, writer.characters_removed)
