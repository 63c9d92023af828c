"""Units against the prose of the standard and the habits of tools, one at a time."""

import re
from collections import Counter

from tmx.checking.findings import FindingCounter
from tmx.checking.inline import check_codes, compare_codes
from tmx.checking.languages import judge_tag, judge_unit, normalise_or_none
from tmx.checking.texts import check_text
from tmx.checking.watching import SeenUnit, SeenVariant
from tmx.fingerprints import SeenSet
from tmx.markup import ANY_LANGUAGE, parse_date
from tmx.writing.units import TOOL_PROPS

_DATES = ("creationdate", "changedate", "lastusagedate")
_DATE = re.compile(
    r"[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"T(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z"
)
_SHORT_MONTH = re.compile("....(?:02(?:29|3)|(?:0[469]|11)31)")
# As their vendors publish them; "Txt::" and "Att::" begin the fields of Trados Workbench.
_KNOWN_PROPS = frozenset({
    *("context_prev", "context_next", "client", "project", "domain", "subject", "corrected"),
    *("aligned", "filename", "context", "created", "user"),
})  # fmt: skip
_KNOWN_STARTS = ("x-", "X-", "Txt::", "Att::", "tda-", "tuid")
_MOST_LANGUAGES = 1_000


class UnitRules:
    """Checks units and remembers what must not come twice.

    Args:
        findings: where findings are counted.

    Attributes:
        source: srclang of the header as written; None before there is one.
        languages: how many variants there are by tag as written.
    """

    def __init__(self, findings: FindingCounter) -> None:
        self.source: str | None = None
        self.languages: Counter[str] = Counter()
        self._findings = findings
        self._add = findings.add
        self._tuids = SeenSet()
        self._units = SeenSet()
        self._sources = SeenSet()

    def check(self, unit: SeenUnit) -> None:
        """Check a unit with all its variants."""
        tags = tuple([_tag_of(variant) for variant in unit.variants])
        self._check_attributes(unit)
        has_codes = False
        for variant, tag in zip(unit.variants, tags, strict=True):
            self._check_variant(variant, tag)
            has_codes = has_codes or bool(variant.codes)
        if has_codes:
            compare_codes(unit, self._add)
        source = unit.attributes.get("srclang", self.source)
        for code, value in judge_unit(source, tags):
            self._add(code, unit.line, value)
        self._check_repeated(unit, tags, source)

    def check_dates(self, attributes: dict[str, str], line: int) -> None:
        """Check the dates of a header, unit or variant."""
        for name in _DATES:
            value = attributes.get(name)
            if value is not None and not (_DATE.fullmatch(value) and _is_usual_day(value)):
                code = "TMX404" if parse_date(value) is None else "TMX403"
                self._add(code, line, f"{name}={value}")

    def check_type(self, name: str | None, line: int) -> None:
        """Check the type of a prop."""
        if name is None or name.startswith(_KNOWN_STARTS) or name in _KNOWN_PROPS:
            return
        if not name.strip():
            self._add("TMX408", line)
        elif name not in TOOL_PROPS:
            self._add("TMX407", line, name)

    def _check_attributes(self, unit: SeenUnit) -> None:
        attributes, line = unit.attributes, unit.line
        tuid = attributes.get("tuid")
        if tuid is not None:
            self._check_tuid(tuid, line)
        if len(attributes) > (tuid is not None):
            self._check_origin(attributes, line)
            self._check_source(attributes.get("srclang"), line)
        for prop, place in unit.props:
            if prop.get("type") in TOOL_PROPS:
                self._add("TMX406", place, prop["type"])
        if unit.notes > 1:
            self._add("TMX409", line, f"{unit.notes} notes")

    def _check_tuid(self, tuid: str, line: int) -> None:
        if tuid.split() != [tuid]:
            self._add("TMX402", line, tuid)
        if tuid and not self._tuids.add(tuid):
            self._add("TMX401", line, tuid)

    def _check_origin(self, attributes: dict[str, str], line: int) -> None:
        self.check_dates(attributes, line)
        count = attributes.get("usagecount")
        if count is not None and not (count.isascii() and count.isdigit()):
            self._add("TMX405", line, count)

    def _check_source(self, source: str | None, line: int) -> None:
        if source is not None and not _is_source(source):
            self._add("TMX318", line, source)

    def _check_variant(self, variant: SeenVariant, tag: str) -> None:
        attributes, line = variant.attributes, variant.line
        if tag in self.languages or len(self.languages) < _MOST_LANGUAGES:
            self.languages[tag] += 1
        if "xml:lang" in attributes or "lang" in attributes:
            for code in judge_tag(tag):
                self._add(code, line, tag)
        if len(attributes) > 1:
            self._check_origin(attributes, line)
            self._compare_tags(attributes, line)
        if variant.codes:
            check_codes(variant, self._add)
        if variant.text is not None:
            check_text(variant, tag, self._add)

    def _compare_tags(self, attributes: dict[str, str], line: int) -> None:
        tag, old = attributes.get("xml:lang"), attributes.get("lang")
        if tag is None or old is None:
            return
        if normalise_or_none(tag) == normalise_or_none(old):
            self._add("TMX310", line, old)
        else:
            self._add("TMX311", line, f"{old} and {tag}")

    def _check_repeated(self, unit: SeenUnit, tags: tuple[str, ...], source: str | None) -> None:
        if self._units.is_full:
            return
        texts = tuple([v.signature or v.text for v in unit.variants])
        if not self._units.add((tags, texts)):
            self._add("TMX410", unit.line, unit.variants[0].text or "" if unit.variants else "")
        elif len(texts) > 1:
            place = tags.index(source) if source in tags else 0
            others = (*tags[:place], *tags[place + 1 :])
            if not self._sources.add((tags[place], texts[place], others)):
                self._add("TMX411", unit.line, unit.variants[place].text or "")
        if self._units.is_full:
            self._add("TMX413", unit.line)


def _tag_of(variant: SeenVariant) -> str:
    attributes = variant.attributes
    tag = attributes.get("xml:lang")
    return attributes.get("lang", "") if tag is None else tag


def _is_source(source: str) -> bool:
    return source.strip().lower() == ANY_LANGUAGE or normalise_or_none(source) is not None


def _is_usual_day(date: str) -> bool:
    # Most days need no calendar.
    return _SHORT_MONTH.match(date) is None or parse_date(date) is not None
