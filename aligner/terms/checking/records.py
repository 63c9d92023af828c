"""What a check of terms works on, and what it finds."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from tmx.memory.folding import fold_text

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class CheckedUnit:
    """A text and its translation.

    Args:
        place: where it stands, for people, such as "unit 3 (tuid a7)".
        source: as printed.
        target: as printed.
        tags: BCP 47 tags of both.
        names: further names that a waiver may call it by, such as its tuid.
    """

    place: str
    source: str
    target: str
    tags: tuple[str, str]
    names: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for units of the same words, wherever they stand; 12 hexadecimal digits."""
        keys = "\n".join(fold_text(each) or each for each in (self.source, self.target))
        return hashlib.blake2b(keys.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


class FindingKind(StrEnum):
    """What is the matter."""

    MISSING = "missing"
    """None of the admitted terms is in the target."""
    DEPRECATED = "deprecated"
    """A term is in the target that is not to be used any more."""


@dataclass(frozen=True, slots=True)
class TermFinding:
    """A term that is possibly not translated as the glossary has it.

    Args:
        kind: what is the matter.
        unit: where.
        concepts: names of the concepts, one of which would do, as `name_concept` makes them.
        aliases: further names that a waiver may call them by: identifiers and source terms.
        terms: source terms as the text has them, in order, without repetition.
        spans: where they stand in the source.
        expected: admitted terms of the target language.
        used: deprecated ones that the target has.
    """

    kind: FindingKind
    unit: CheckedUnit
    concepts: tuple[str, ...]
    aliases: tuple[str, ...]
    terms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    expected: tuple[str, ...]
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """A source term that is translated by several admitted terms.

    Args:
        term: of the source language.
        counts: how many units have each term of the target language, the commonest first; a unit
            that has two counts for both.
    """

    term: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TermReport:
    """What a check found.

    Args:
        units: how many were looked at.
        asked: occurrences of source terms that were looked up.
        findings: in the order of the units.
        missing: occurrences among those asked for which a target is missing, waived ones apart.
        waived: findings that a waiver covers.
        renderings: inconsistent ones, the commonest first.
        unused: waivers that cover no finding, as they are written.
        passed_over: concepts that were only extracted and not asked for, being common words.
        concepts: how many have terms of both languages of a unit.
        tags: pairs of languages of the units.
    """

    units: int
    asked: int
    findings: tuple[TermFinding, ...]
    missing: int
    waived: int
    renderings: tuple[Rendering, ...]
    unused: tuple[str, ...] = ()
    passed_over: int = 0
    concepts: int = 0
    tags: tuple[tuple[str, str], ...] = ()
