"""Units against the prose of the standard and the habits of tools, one at a time."""

import re
from collections import Counter

from tmx.checking.findings import FindingCounter
from tmx.checking.inline import check_codes, compare_codes
from tmx.checking.languages import TagFinding, judge_unit, normalise_or_none
from tmx.checking.texts import check_text
from tmx.checking.watching import SeenUnit, SeenVariant
from tmx.fingerprints import SeenSet
from tmx.markup import ANY_LANGUAGE, parse_date
from tmx.writing.units import TOOL_PROPS

_DATES = frozenset({"creationdate", "changedate", "lastusagedate"})
# Days that every month has; the others are looked up in the calendar.
_USUAL_DATE = re.compile(
    r"(?!0000)[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|1[0-9]|2[0-8])T(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z"
)
_DATE = re.compile("[0-9]{8}T[0-9]{6}Z")
# As their vendors publish them; "Txt::" and "Att::" begin the fields of Trados Workbench.
_KNOWN_PROPS = frozenset({
    *("context_prev", "context_next", "client", "project", "domain", "subject", "corrected"),
    *("aligned", "filename", "context", "created", "user", "created_by", "modified_by"),
    *("reviewed", "defclient", "defproject", "defdomain", "defsubject", "description"),
    *("targetlang", "name", "RTFFontTable", "RTFStyleSheet"),
})  # fmt: skip
_KNOWN_STARTS = ("x-", "X-", "Txt::", "Att::", "tda-", "tuid")
_MOST_LANGUAGES = 1_000
_TAGS = frozenset({"xml:lang", "lang"})


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
        self._is_full = False
        # Files hold the same date many times in a row.
        self._last_date = ""

    def check(self, unit: SeenUnit) -> None:
        """Check a unit with all its variants."""
        variants = unit.variants
        tags = tuple([_tag_of(variant) for variant in variants])
        if unit.attributes or unit.props or unit.notes > 1:
            self._check_attributes(unit)
        has_codes = False
        for variant, tag in zip(variants, tags, strict=True):
            self._check_variant(variant, tag)
            if variant.codes:
                has_codes = True
        if has_codes:
            compare_codes(unit, self._add)
        source = unit.attributes.get("srclang", self.source)
        if found := judge_unit(source, tags):
            self._add_tags(unit, found)
        self._check_repeated(unit, tags, source)

    def _add_tags(self, unit: SeenUnit, found: tuple[TagFinding, ...]) -> None:
        for code, number, value in found:
            if number is None:
                self._add(code, unit.line, value)
            elif not _TAGS.isdisjoint(unit.variants[number].attributes):
                self._add(code, unit.variants[number].line, value)

    def check_dates(self, attributes: dict[str, str], line: int) -> None:
        """Check the dates of a header, unit or variant."""
        for name, value in attributes.items():
            if name not in _DATES or value == self._last_date:
                continue
            if _USUAL_DATE.fullmatch(value):
                self._last_date = value
            elif parse_date(value) is None:
                self._add("TMX404", line, f"{name}={value}")
            elif not _DATE.fullmatch(value):
                self._add("TMX403", line, f"{name}={value}")

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
        if not tuid.isalnum() and tuid.split() != [tuid]:
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
        attributes, languages = variant.attributes, self.languages
        if tag in languages or len(languages) < _MOST_LANGUAGES:
            languages[tag] += 1
        if len(attributes) > 1:
            self._check_origin(attributes, variant.line)
            self._compare_tags(attributes, variant.line)
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
        if self._is_full:
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
            self._is_full = True
            self._add("TMX413", unit.line)


def _tag_of(variant: SeenVariant) -> str:
    attributes = variant.attributes
    tag = attributes.get("xml:lang")
    return attributes.get("lang", "") if tag is None else tag


def _is_source(source: str) -> bool:
    return source.strip().lower() == ANY_LANGUAGE or normalise_or_none(source) is not None
