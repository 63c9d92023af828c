"""Findings are counted here, by code; the first places are kept."""

from tmx.checking.codes import RULES
from tmx.checking.records import SHOWN_PLACES, Finding, Place, Severity

_LONGEST_VALUE = 80
_ORDER = tuple(Severity)
_VISIBLE = str.maketrans({"\n": "⏎", "\r": "␍", "\t": "⇥"})


class FindingCounter:
    """Counts findings in memory that does not grow.

    Attributes:
        unit: number of the unit that findings belong to; None outside of units.
        tuid: its identifier.
        broken: the grammars that a finding was against, "dtd" and "xsd".
    """

    def __init__(self) -> None:
        self.unit: int | None = None
        self.tuid: str | None = None
        self.broken: set[str] = set()
        self._counts: dict[str, int] = {}
        self._places: dict[str, list[Place]] = {}

    def add(
        self,
        code: str,
        line: int | None,
        value: str = "",
        *,
        column: int | None = None,
        breaks: frozenset[str] | None = None,
    ) -> None:
        """Count a finding.

        Args:
            code: of the rule that is broken.
            line: where, counted from 1; None: in the whole file.
            value: what stands there.
            column: in characters, counted from 1.
            breaks: the grammars that it is against; None: those that the rule names.
        """
        self._counts[code] = self._counts.get(code, 0) + 1
        self.broken |= RULES[code].breaks if breaks is None else breaks
        places = self._places.setdefault(code, [])
        if len(places) < SHOWN_PLACES:
            places.append(Place(line, column, self.unit, self.tuid, shorten(value)))

    def count_more(self, code: str, count: int) -> None:
        """Count places of a finding beyond those that are known."""
        if count:
            self._counts[code] = self._counts.get(code, 0) + count

    def has(self, code: str) -> bool:
        """Whether there is a finding with this code."""
        return code in self._counts

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the worst first."""
        found = [
            Finding(RULES[code], count, tuple(self._places.get(code, ())))
            for code, count in self._counts.items()
        ]
        return tuple(sorted(found, key=lambda f: (_ORDER.index(f.rule.severity), f.rule.code)))


def shorten(value: str) -> str:
    """Cut a value that is quoted to a length that fits on a line."""
    line = value[: _LONGEST_VALUE + 1].translate(_VISIBLE)
    return line if len(value) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1] + "…"
