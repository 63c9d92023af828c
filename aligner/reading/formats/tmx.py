"""TMX → translation units, read by the package that writes them."""

from collections.abc import Iterator
from io import BytesIO

from aligner.errors import AlignerError
from aligner.reading.formats.bilingual import Unit, make_units_reading
from aligner.reading.formats.streaming import prepare_xml
from aligner.reading.records import Reading, Source
from tmx.errors import TmxError
from tmx.reading import UnitReader, read_tmx
from tmx.records import TranslationUnit, Variant


def read_memory(source: Source) -> Reading:
    """Read the two languages of a translation memory that belong together most often.

    Raises:
        AlignerError: it is not well-formed XML, not TMX, or holds no text.
    """
    data, encoding, notes = prepare_xml(source)
    try:
        units = list(_convert_units(read_tmx(BytesIO(data))))
    except (TmxError, ValueError) as error:
        # A ValueError is about a name such as “:”, which the parser takes for one.
        raise AlignerError(" ".join(str(error).split())) from error
    return make_units_reading(source, units, encoding=encoding, notes=notes)


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
