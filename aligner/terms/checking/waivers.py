"""What people have looked at and found right: lines of text, a waiver each.

A line has tabs between the unit, the concept and what is the matter; what follows is for people. A
unit is named by its fingerprint, which lasts as long as both texts stay, by its place or its tuid;
a concept by its terms, its identifier or one of its source terms. "*" stands for any.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from aligner.errors import AlignerError
from aligner.terms.checking.records import FindingKind, TermFinding

HEAD = "# duizhao terms check: unit, concept and finding that are right as they are, a line each"
ANY = "*"
_COMMENT = "#"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding, or several, that shall not be shown any more.

    Args:
        unit: fingerprint, place or tuid, or "*".
        concept: name, identifier or source term, or "*".
        kind: "missing" or "deprecated"; "" or "*" for both.
    """

    unit: str
    concept: str
    kind: str = ""

    def __str__(self) -> str:
        """Return the line that says it."""
        return "\t".join((self.unit, self.concept, self.kind or ANY))


@dataclass(slots=True)
class Waivers:
    """All waivers of a file, and which of them were used."""

    waivers: Sequence[Waiver] = ()
    _known: dict[tuple[str, str], list[Waiver]] = field(init=False)
    _used: set[Waiver] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._known = {}
        for each in self.waivers:
            self._known.setdefault((each.unit, each.concept), []).append(each)

    def covers(self, finding: TermFinding) -> bool:
        """Whether a waiver holds for a finding; it is remembered as used."""
        unit = finding.unit
        places = (unit.place, *unit.names, ANY)
        concepts = (*finding.concepts, *finding.aliases, ANY)
        if not self._known:
            return False
        found = [
            waiver
            for place in (unit.fingerprint, *places)
            for concept in concepts
            for waiver in self._known.get((place, concept), ())
            if waiver.kind in {"", ANY, finding.kind.value}
        ]
        self._used.update(found)
        return bool(found)

    @property
    def unused(self) -> tuple[Waiver, ...]:
        """Those that held for nothing so far."""
        return tuple(each for each in self.waivers if each not in self._used)


def read_waivers(lines: Iterable[str], *, name: str) -> Waivers:
    r"""Read waivers.

    Args:
        lines: of a file; empty ones, and such as begin with "#", say nothing.
        name: of the file, for messages.

    Raises:
        AlignerError: a line does not name a unit and a concept.

    >>> read_waivers(["# x", "a1\tNATO\tmissing\tchecked"], name="w").waivers
    (Waiver(unit='a1', concept='NATO', kind='missing'),)
    """
    return Waivers(tuple(_parse(lines, name)))


def _parse(lines: Iterable[str], name: str) -> Iterator[Waiver]:
    kinds = {"", ANY, *FindingKind}
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in line.lstrip("\ufeff").rstrip("\r\n").split("\t")]
        if not any(cells) or cells[0].startswith(_COMMENT):
            continue
        if len(cells) < 2 or not cells[0] or not cells[1]:
            raise AlignerError(
                f"{name}, line {number}: a waiver needs a unit, a tab and a concept; write * for"
                " any, or let --write-waivers make the line"
            )
        kind = cells[2] if len(cells) > 2 else ""
        if kind not in kinds:
            raise AlignerError(
                f"{name}, line {number}: “{kind[:40]}” is no finding; write missing, deprecated or"
                " * in the third column"
            )
        yield Waiver(cells[0], cells[1], kind)


def make_waivers(findings: Iterable[TermFinding]) -> Iterator[str]:
    """Make a line for each finding, with its place and source terms for people."""
    for finding in findings:
        remark = _flatten(f"{finding.unit.place}: {', '.join(finding.terms)}")
        waiver = Waiver(finding.unit.fingerprint, finding.concepts[0], finding.kind.value)
        yield f"{waiver}\t{remark}"


def _flatten(text: str) -> str:
    return " ".join(text.split())
