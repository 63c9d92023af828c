"""Translation unit → one line of XML, checked as strictly as OmegaT 6.1 does, and more."""

from collections.abc import Sequence

from tmx.errors import TmxError
from tmx.losses import LossCounter
from tmx.records import UNKNOWN, Header, TranslationUnit
from tmx.writing.escaping import clean_record, encode, format_attribute
from tmx.writing.headers import check_segtype, format_header, source_tag
from tmx.writing.records import TmxOptions
from tmx.writing.remarks import format_provenance, format_remarks
from tmx.writing.variants import Pending, format_variant, has_codes_alone, plan_variants

TOOL_PROPS = frozenset({"file", "id", "prev", "next", "path", "x-ice", "x-100pc"})
"""Names of unit properties that OmegaT acts upon: it ties the unit to a place in a project."""

REMOVED = "characters that XML does not allow are removed, or made a space"
ONLY_CODES = "a unit with a segment of inline codes alone is left out, for level 1 has none"

_MOST_SHOWN = 300


class LineWriter:
    """Makes the lines of one file and counts what they do not hold.

    Attributes:
        losses: what is left out so far.
        number: how many units were given so far.
        units: how many of them have a line.
        characters_removed: how many characters XML does not allow.
    """

    def __init__(self, header: Header, options: TmxOptions) -> None:
        self._header = header
        self._source = header.source_language
        self._level = options.level
        self._allow_same = options.allow_same_tags
        self._refused = frozenset() if options.allow_tool_props else TOOL_PROPS
        self.losses = LossCounter()
        self.number = 0
        self.units = 0
        self.characters_removed = 0

    def write_header(self) -> bytes:
        """Return the line of the header.

        Raises:
            TmxError: it is none that TMX allows.
        """
        header, removed = clean_record(self._header)
        self._count_removed(removed, "header")
        try:
            return format_header(header).encode()
        except TmxError as error:
            raise TmxError(_put_on_line(f"header: {error}")) from error

    def write_unit(self, unit: TranslationUnit) -> bytes:
        """Return the line of a unit; b"" where nothing is left of it at level 1.

        Raises:
            TmxError: it is none that TMX allows.
        """
        return self.write_units((unit,))

    def write_units(self, units: Sequence[TranslationUnit]) -> bytes:
        """Return the lines of some units; their characters are checked all at once.

        Raises:
            TmxError: one is none that TMX allows.
        """
        first = self.number + 1
        lines = [self._write_line(unit) for unit in units]
        data = encode("".join(lines))
        if data is None:
            pairs = enumerate(zip(units, lines, strict=True), start=first)
            data = b"".join(self._clean_line(number, *pair) for number, pair in pairs)
        return data

    def _write_line(self, unit: TranslationUnit) -> str:
        self.number += 1
        pending: Pending = []
        try:
            line = self._format(unit, pending)
        except TmxError as error:
            raise _explain(self.number, unit, error) from error
        for reason, count in pending:
            self.losses.add(reason, _name(self.number, unit), count=count)
        self.units += bool(line)
        return line

    def _clean_line(self, number: int, unit: TranslationUnit, line: str) -> bytes:
        """Write a unit anew without what XML does not allow, if there is such in its line."""
        data = encode(line)
        if data is not None:
            return data
        cleaned, removed = clean_record(unit)
        self._count_removed(removed, _name(number, cleaned))
        try:
            return self._format(cleaned, []).encode()
        except TmxError as error:
            raise _explain(number, cleaned, error) from error

    def _count_removed(self, removed: int, place: str) -> None:
        self.characters_removed += removed
        if removed:
            self.losses.add(REMOVED, place, count=removed)

    def _format(self, unit: TranslationUnit, pending: Pending) -> str:
        level, variants = self._level, unit.variants
        if level == 1 and any(has_codes_alone(each) for each in variants):
            pending.append((ONLY_CODES, 1))
            return ""
        attributes = _format_attributes(unit)
        remarks = format_remarks(unit.notes, unit.props, self._refused)
        languages = tuple([each.language for each in variants])
        source = unit.source_language or self._source
        starts = plan_variants(languages, source, allow_same=self._allow_same)
        written = [format_variant(variants[each[0]], each, level, pending) for each in starts]
        return f"<tu{attributes}>{remarks}{''.join(written)}</tu>\n"


def _name(number: int, unit: TranslationUnit) -> str:
    tuid = _put_on_line(unit.tuid or "")
    return f"unit {number}" + (f" (tuid {tuid})" if tuid else "")


def _explain(number: int, unit: TranslationUnit, error: TmxError) -> TmxError:
    return TmxError(_put_on_line(f"{_name(number, unit)}: {error}"))


def _put_on_line(text: str) -> str:
    """Return a text on one line, not too long; it may quote a whole paragraph of a file."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"


def _format_attributes(unit: TranslationUnit) -> str:
    tuid, segtype, source = unit.tuid, unit.segtype, unit.source_language
    written = "" if tuid is None else _format_tuid(tuid)
    if unit.provenance is not UNKNOWN:
        written += format_provenance(unit.provenance)
    if segtype is not None:
        written += format_attribute("segtype", check_segtype(segtype))
    return written if source is None else f'{written} srclang="{source_tag(source)}"'


def _format_tuid(tuid: str) -> str:
    if tuid.isalnum():
        return f' tuid="{tuid}"'
    if tuid.split() != [tuid]:
        raise TmxError("a tuid is not empty and has no white space; write x-… or a number")
    return format_attribute("tuid", tuid)
