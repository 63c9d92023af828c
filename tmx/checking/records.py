"""What a check gives: rules by code, findings with their places, and the report of a file."""

from dataclasses import dataclass
from enum import Enum

SHOWN_PLACES = 20
"""How many places of a finding are remembered; all are counted."""


class Severity(Enum):
    """How bad a finding is."""

    ERROR = "error"
    """Against the standard, or a tool loses the file or the unit."""
    WARNING = "warning"
    """Some tool stumbles, or a text does not match where it should."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a check applies.

    Args:
        code: stable name, such as "TMX101".
        severity: how bad it is to break it.
        message: what is wrong, in words that hold for every place.
        fix: what to do.
        is_repaired: whether `tmx.repairing` mends it.
        tools: the tools concerned; () for a rule of the standard alone.
        breaks: the grammars that it is against: "dtd", "xsd", both or neither.
    """

    code: str
    severity: Severity
    message: str
    fix: str
    is_repaired: bool = False
    tools: tuple[str, ...] = ()
    breaks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is broken.

    Args:
        line: counted from 1; None where the whole file is meant.
        column: in characters, counted from 1; None where only the line is known.
        unit: number of the unit, counted from 1, or None outside of units.
        tuid: its identifier, or None.
        value: what stands there, cut short; "" where there is nothing to quote.
    """

    line: int | None
    column: int | None = None
    unit: int | None = None
    tuid: str | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """All places that break one rule.

    Args:
        rule: the rule.
        count: how many places.
        places: the first of them, at most SHOWN_PLACES.
    """

    rule: Rule
    count: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a file is, and what is wrong with it.

    Args:
        name: of the file.
        units: how many units it holds; where it is not well-formed, how many can be read.
        findings: by severity, then by code.
        languages: tags as written, with the number of variants; the first 1,000 tags.
        is_well_formed: whether it is well-formed XML whose root is tmx.
        is_valid: whether it is valid by the DTD of TMX 1.4.
        is_schema_valid: whether it is valid by the schema with which OmegaT 6.1 checks a file
            before it reads it.
        version: as the root element states it, or None.
        encoding: that it was read in.
    """

    name: str
    units: int
    findings: tuple[Finding, ...]
    languages: tuple[tuple[str, int], ...]
    is_well_formed: bool
    is_valid: bool
    is_schema_valid: bool
    version: str | None
    encoding: str

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return self.count(Severity.ERROR) > 0

    def count(self, severity: Severity) -> int:
        """Count the places of all findings of a severity."""
        return sum(each.count for each in self.findings if each.rule.severity is severity)

    def get_finding(self, code: str) -> Finding | None:
        """Return the finding with a code, or None."""
        return next((each for each in self.findings if each.rule.code == code), None)
