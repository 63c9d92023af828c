"""Units → rows of one pair of languages: what XLIFF, DOCX and HTML write."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tmx.characters import remove_forbidden
from tmx.errors import TmxError
from tmx.formats.places import name_unit, quote
from tmx.formats.records import UnitSource, WriteOptions
from tmx.language import export_tag, primary
from tmx.losses import LossCounter
from tmx.pairing import LanguagePair, pick_pair
from tmx.records import Header, TranslationUnit, Variant
from tmx.writing.codes import count_codes
from tmx.writing.escaping import clean_record

NO_PAIR = "the unit has no text in both languages and is left out"
CODES = "inline codes are left out"
REMOVED = "characters that XML does not allow are removed, or made a space"

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in one pair of languages.

    Args:
        number: of the unit in its source, from 1.
        unit: whole.
        source: one of its variants.
        target: another.
    """

    number: int
    unit: TranslationUnit
    source: Variant
    target: Variant

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return name_unit(self.number, self.unit)


class Rows:
    """The rows of a source of units; each pass starts anew, in memory that does not grow.

    Args:
        units: any source.
        options: which languages; None: those of the header and the first unit that has a pair.
        keep_codes: whether the format holds inline codes; if not, they are counted.
        losses: counts what no row holds, whenever the rows are gone through.
    """

    def __init__(
        self, units: UnitSource, options: WriteOptions, *, keep_codes: bool, losses: LossCounter
    ) -> None:
        self._units = units
        self._keep_codes = keep_codes and options.level > 1
        self._losses = losses
        self.pair = _find_pair(units, options)

    @property
    def header(self) -> Header | None:
        """What the source says of all units."""
        return self._units.header

    @property
    def names(self) -> LanguagePair:
        """The tags as they can be shown, whatever they hold."""
        return LanguagePair(*(remove_forbidden(tag).text for tag in self.pair))

    def __iter__(self) -> Iterator[Row]:
        """Start a pass; what the rows do not hold is counted."""
        for number, unit in enumerate(self._units, start=1):
            row = self._make_row(number, unit)
            if row is not None:
                yield row

    def pass_silently(self) -> Iterator[Row]:
        """Start a pass in which nothing is counted, and codes stay."""
        for number, unit in enumerate(self._units, start=1):
            pair = _pick(unit, self.header, *self.pair)
            if pair is not None:
                yield Row(number, unit, *pair)

    def _make_row(self, number: int, unit: TranslationUnit) -> Row | None:
        pair = _pick(unit, self.header, *self.pair)
        if pair is None:
            self._losses.add(NO_PAIR, name_unit(number, unit))
            return None
        if len(unit.variants) > 2:
            reason = "texts in other languages, or further ones in the same, are left out"
            self._losses.add(reason, name_unit(number, unit), count=len(unit.variants) - 2)
        source, target = (self._drop_codes(number, unit, each) for each in pair)
        return Row(number, unit, source, target)

    def _drop_codes(self, number: int, unit: TranslationUnit, variant: Variant) -> Variant:
        if self._keep_codes or not variant.content:
            return variant
        count = count_codes(variant.content)
        self._losses.add(CODES, name_unit(number, unit), count=count)
        return replace(variant, content=())


def clean_row(row: Row) -> tuple[Row, int]:
    """Remove what XML does not allow from a row: the row, and how many characters went."""
    unit, in_unit = clean_record(replace(row.unit, variants=()))
    source, in_source = clean_record(row.source)
    target, in_target = clean_record(row.target)
    return Row(row.number, unit, source, target), in_unit + in_source + in_target


def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left.

    >>> is_right_to_left("ar-EG"), is_right_to_left("zh-HK")
    (True, False)
    """
    return primary_of(tag) in _RIGHT_TO_LEFT


def primary_of(tag: str) -> str:
    """Return the language of a tag without script and region; what is no tag has none."""
    try:
        return primary(tag)
    except TmxError:
        return ""


def short_tag(tag: str) -> str:
    """Return the form of a tag that CAT tools and Word know; what is none is "und"."""
    try:
        return export_tag(tag).tag
    except TmxError:
        return "und"


def describe_tags(pair: LanguagePair) -> tuple[str, ...]:
    """Say which tags are written in another form: a sentence each.

    >>> describe_tags(LanguagePair("zh-Hant-HK", "en-GB"))
    ('the language zh-Hant-HK is written zh-HK',)
    """
    written = [(remove_forbidden(tag).text, short_tag(tag)) for tag in pair]
    return tuple(
        f"the language {quote(tag)} is written {new}" for tag, new in written if tag != new
    )


def _find_pair(units: UnitSource, options: WriteOptions) -> LanguagePair:
    """Find the languages of the first unit that has a pair.

    A header may name a source that no unit has: then the first text of a unit is its source.
    """
    wanted = options.source_language, options.target_language
    despite_header = None
    for unit in units:
        pair = _pick(unit, units.header, *wanted)
        if pair is not None:
            return _name_pair(pair)
        despite_header = despite_header or _pick(unit, None, *wanted)
    if despite_header is not None:
        return _name_pair(despite_header)
    if next(iter(units), None) is None:
        raise TmxError("the input holds no unit, so there is no pair of languages to write")
    named = ", ".join(filter(None, wanted))
    stated = f" ({named})" if named else ""
    raise TmxError(f"no unit has a text in both languages{stated}; state two that the file holds")


def _name_pair(pair: tuple[Variant, Variant]) -> LanguagePair:
    return LanguagePair(*(each.language for each in pair))


def _pick(
    unit: TranslationUnit, header: Header | None, source: str | None, target: str | None
) -> tuple[Variant, Variant] | None:
    stated = None if header is None else header.source_language
    return pick_pair(unit, source, target, header_source=stated)
