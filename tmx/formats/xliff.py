"""Rows of one pair of languages → XLIFF 1.2 or 2.1, unit by unit.

Numbers are the identifiers of the units, for a tuid need not be unique, nor a name that XML
allows: it is kept beside the number.
"""

from collections.abc import Callable
from typing import BinaryIO, Protocol, TypeAlias

from tmx.formats.bilingual import REMOVED, Row, Rows, clean_row, describe_tags, short_tag
from tmx.formats.records import Conversion, UnitSource, WriteOptions
from tmx.formats.xliff12 import Xliff12
from tmx.formats.xliff21 import Xliff21
from tmx.losses import LossCounter
from tmx.records import Header
from tmx.writing.escaping import clean_record, encode

_NO_HEADER = Header("und")


class _Form(Protocol):
    """How a version of XLIFF states a file."""

    def open(self, header: Header, source: str, target: str) -> str: ...

    def format_row(self, row: Row, number: int) -> str: ...

    def close(self, count: int) -> str: ...


_MakeForm: TypeAlias = Callable[[LossCounter], _Form]


def write_xliff12(stream: BinaryIO, units: UnitSource, options: WriteOptions) -> Conversion:
    """Write XLIFF 1.2: a trans-unit a line, in memory that does not grow.

    Results of an alignment have the state needs-review-translation, other units the state that
    Trados states of them, else translated. Properties and dates are contexts.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        units: units that lack one of the two languages are left out and counted.
        options: the pair of languages, and whether inline codes are written (level 2).

    Raises:
        TmxError: no unit has a pair, or the units cannot be read.

    Source: XLIFF 1.2, OASIS standard, 2008-02-01; valid by its strict schema.
    """
    return _write(stream, units, options, Xliff12)


def write_xliff21(stream: BinaryIO, units: UnitSource, options: WriteOptions) -> Conversion:
    """Write XLIFF 2.1: a unit of one segment a line, in memory that does not grow.

    Results of an alignment are translated with the sub-state duizhao:draft. Properties and dates
    are metadata, native codes are original data.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        units: units that lack one of the two languages are left out and counted.
        options: the pair of languages, and whether inline codes are written (level 2).

    Raises:
        TmxError: no unit has a pair, or the units cannot be read.

    Source: XLIFF 2.1, OASIS standard, 2018-02-13.
    """
    return _write(stream, units, options, Xliff21)


def _write(
    stream: BinaryIO, units: UnitSource, options: WriteOptions, make: _MakeForm
) -> Conversion:
    losses = LossCounter()
    rows = Rows(units, options, keep_codes=True, losses=losses)
    form = make(losses)
    header, removed = clean_record(rows.header or _NO_HEADER)
    if removed:
        losses.add(REMOVED, "header", count=removed)
    stream.write(form.open(header, *map(short_tag, rows.pair)).encode())
    count = 0
    for count, row in enumerate(rows, start=1):
        stream.write(_encode(form, row, count, losses))
    stream.write(form.close(count).encode())
    return Conversion(count, losses.losses, describe_tags(rows.pair))


def _encode(form: _Form, row: Row, number: int, losses: LossCounter) -> bytes:
    data = encode(form.format_row(row, number))
    if data is not None:
        return data
    cleaned, removed = clean_row(row)
    losses.add(REMOVED, row.place, count=removed)
    return form.format_row(cleaned, number).encode()
