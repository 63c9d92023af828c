"""The header against the prose of the standard, and what stands in notes, props and encodings."""

import re
from collections.abc import Callable

from tmx.checking.findings import FindingCounter
from tmx.checking.languages import judge_tag, normalise_or_none
from tmx.markup import ANY_LANGUAGE, HEADER_TEXTS

_NUMBER = re.compile("#x[0-9A-Fa-f]{1,6}")
_DEPRECATED = "lang"


class HeaderRules:
    """Checks a header, and the remarks of units too.

    Args:
        findings: where findings are counted.
        check_dates: checks the dates among attributes.
        check_type: checks the type of a prop.
    """

    def __init__(
        self,
        findings: FindingCounter,
        *,
        check_dates: Callable[[dict[str, str], int], None],
        check_type: Callable[[str | None, int], None],
    ) -> None:
        self._add = findings.add
        self._check_dates = check_dates
        self._check_type = check_type
        self._has_base = True

    def check(self, attributes: dict[str, str], line: int) -> None:
        """Check the attributes of a header."""
        for name in (*HEADER_TEXTS.values(), "srclang"):
            # An empty segtype is against the grammar already.
            if name in attributes and not attributes[name].strip() and name != "segtype":
                self._add("TMX201", line, name)
        if attributes.get("creationtool") == "OmegaT":
            self._add("TMX202", line)
        if attributes.get("segtype") == "paragraph":
            self._add("TMX205", line)
        self._check_tags(attributes, line)
        self._check_dates(attributes, line)

    def _check_tags(self, attributes: dict[str, str], line: int) -> None:
        source = attributes.get("srclang", "").strip()
        if source.lower() == ANY_LANGUAGE:
            self._add("TMX203", line)
        elif source and normalise_or_none(source) is None:
            self._add("TMX318", line, source)
        admin = attributes.get("adminlang", "").strip()
        if admin and normalise_or_none(admin) is None:
            self._add("TMX204", line, admin)

    def check_remark(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Check the attributes of a prop, note, ude or map."""
        if name == "prop":
            self._check_type(attributes.get("type"), line)
        elif name == "ude":
            self._has_base = "base" in attributes
        elif name == "map":
            self._check_map(attributes, line)
        if len(attributes) > 1 or name == "note":
            self._check_language(attributes, line)

    def _check_language(self, attributes: dict[str, str], line: int) -> None:
        if _DEPRECATED in attributes:
            self._add("TMX310", line, attributes[_DEPRECATED])
        tag = attributes.get("xml:lang", "")
        if tag and "TMX302" in judge_tag(tag):
            self._add("TMX302", line, tag)

    def _check_map(self, attributes: dict[str, str], line: int) -> None:
        if "code" in attributes and not self._has_base:
            self._add("TMX206", line)
        for name in ("unicode", "code"):
            value = attributes.get(name)
            if value is not None and not _NUMBER.fullmatch(value):
                self._add("TMX207", line, f"{name}={value}")
