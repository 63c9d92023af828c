"""TMX → translation units, read by the package that writes them."""

from collections.abc import Iterator
from io import BytesIO

from aligner.errors import AlignerError
from aligner.reading.encoding import detect_encoding
from aligner.reading.formats.bilingual import Unit, make_units_reading
from aligner.reading.records import Reading, Source
from tmx.errors import TmxError
from tmx.reading import UnitReader, read_tmx
from tmx.records import ReadReport, TranslationUnit, Variant


def read_memory(source: Source) -> Reading:
    """Read the two languages of a translation memory that belong together most often.

    Raises:
        AlignerError: it is not TMX, or holds no text.
    """
    stream = BytesIO(source.data)
    try:
        reader = read_tmx(stream, encoding=source.encoding, detect=detect_encoding)
        units = list(_convert_units(reader))
    except TmxError as error:
        raise AlignerError(" ".join(str(error).split())) from error
    notes = tuple(_describe(reader.report))
    return make_units_reading(source, units, encoding=reader.encoding, notes=notes)


def _describe(report: ReadReport) -> Iterator[str]:
    """Say where the file breaks off, and what is most often not kept of it."""
    if report.truncation is not None:
        yield f"{report.truncation}; what comes before is read: get the whole file"
    losses = sorted(report.losses, key=lambda loss: -loss.count)
    if losses:
        more = f", and {len(losses) - 1} kinds more" if len(losses) > 1 else ""
        yield f"mended or left out: {losses[0]}{more} (duizhao check lists all)"


def _convert_units(reader: UnitReader) -> Iterator[Unit]:
    usual = reader.header.source_language if reader.header else ""
    for unit in reader:
        yield _convert_unit(unit, unit.source_language or usual)


def _convert_unit(unit: TranslationUnit, source_language: str) -> Unit:
    """Put the source first, where the file says which it is and does not put it there."""

    def is_other(variant: Variant) -> bool:
        # A header may say "en" of units in "en-US".
        return not f"{variant.language}-".startswith(f"{source_language}-")

    variants = sorted(unit.variants, key=is_other)
    return Unit(tuple((variant.language, variant.text) for variant in variants))
