"""Helpers of the tests of tables: units in memory as a source, tables written and read back."""

import io
from pathlib import Path

from tmx import ReadReport
from tmx.formats.records import ReadOptions, WriteOptions


class Source:
    """Units in memory that can be gone through more than once."""

    report = ReadReport(0)

    def __init__(self, units, header=None):
        self._units = units
        self.header = header

    def __iter__(self):
        return iter(self._units)


def write(writer, units, header=None, **options):
    """Return the bytes and the conversion."""
    stream = io.BytesIO()
    conversion = writer(stream, Source(units, header), WriteOptions(**options))
    return stream.getvalue(), conversion


def read(opener, path: Path, data: bytes, **options):
    """Return the units and the source that gave them."""
    path.write_bytes(data)
    source = opener([path], ReadOptions(**options))
    return tuple(source), source


def texts_of(units):
    """Return language and text of all variants."""
    return [[(variant.language, variant.text) for variant in unit.variants] for unit in units]


def reasons_of(source):
    """Return the reasons of what a source lost, with their counts."""
    return {loss.reason: loss.count for loss in source.report.losses}
