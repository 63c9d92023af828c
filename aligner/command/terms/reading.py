"""Files that hold translations → units in the direction of translation, with their places.

And glossaries, of which what could not be taken is reported.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from aligner.command.console import report
from aligner.errors import AlignerError
from aligner.exporting import load_alignment
from aligner.reading import ReadingOptions, read_file
from aligner.reading.encoding import detect_encoding
from aligner.reading.formats.bilingual import UNIT_SUFFIXES
from aligner.records import Paragraph
from aligner.terms.checking.records import CheckedUnit
from aligner.terms.checking.scoping import has_language
from aligner.terms.records import Passage
from tmx.formats.records import ReadOptions
from tmx.glossary import read_glossary
from tmx.glossary.conflicts import find_conflicts
from tmx.glossary.recognising import is_glossary
from tmx.glossary.records import Glossary, Review
from tmx.inputs import open_units
from tmx.language import normalise_tag
from tmx.memory.glossary.combining import prefer_accepted
from tmx.memory.glossary.finding import read_stored_glossary
from tmx.memory.store import open_memory
from tmx.memory.units.facts import read_facts
from tmx.pairing import divide_pairs
from tmx.records import TranslationUnit

ALIGNMENT = ".duizhao"
MEMORY = ".tmdb"
READING = ReadOptions(detect=detect_encoding, can_state=False)
"""How `duizhao terms` reads units: its commands take the languages as the files say them."""
XLIFF_SUFFIXES = UNIT_SUFFIXES - {".tmx"}


@dataclass(slots=True)
class TranslationFile:
    """The translations of a file, in order; `passed_over` is complete once they were gone through.

    Args:
        path: an alignment, XLIFF, or any file of translation units.
        source: tag of the language translated from; None: as the file says.
        min_confidence: what was aligned less surely is passed over.
        prefix: what stands before the places, where there are several files.
        passed_over: how many were passed over by reason.
    """

    path: Path
    source: str | None = None
    min_confidence: float = 0.0
    prefix: str = ""
    passed_over: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.source = None if self.source is None else normalise_tag(self.source)

    def __iter__(self) -> Iterator[CheckedUnit]:
        """Start a pass.

        Raises:
            AlignerError, TmxError: the file cannot be read, or is not what its name says.
        """
        self.passed_over.clear()
        suffix = self.path.suffix.lower()
        if suffix == ALIGNMENT:
            yield from self._read_alignment()
        elif suffix in XLIFF_SUFFIXES:
            yield from self._read_xliff()
        else:
            yield from self._read_units()

    def _read_alignment(self) -> Iterator[CheckedUnit]:
        alignment = load_alignment(self.path)
        sides = alignment.source, alignment.target
        tags = sides[0].document.language, sides[1].document.language
        for number, bead in enumerate(alignment.beads, start=1):
            if bead.is_null or alignment.is_damaged(bead):
                self.passed_over["without a counterpart, or damaged"] += 1
            elif bead.confidence < self.min_confidence:
                self.passed_over["aligned with less confidence"] += 1
            else:
                texts = sides[0].text_of(bead.source), sides[1].text_of(bead.target)
                yield from self._turn(CheckedUnit(f"{self.prefix}bead {number}", *texts, tags))

    def _read_xliff(self) -> Iterator[CheckedUnit]:
        document = read_file(self.path, ReadingOptions(cleaning=False)).document
        if not document.units:
            raise AlignerError(f"{self.path}: no unit has a translation yet: nothing to check")
        for row, paragraphs in groupby(document.paragraphs, key=lambda each: each.row):
            unit = _pair(list(paragraphs), f"{self.prefix}unit {row}")
            if unit is None:
                self.passed_over["without a translation"] += 1
            else:
                yield from self._turn(unit)

    def _turn(self, unit: CheckedUnit) -> Iterator[CheckedUnit]:
        """Put the stated source first."""
        first, second = unit.tags
        if self.source is None or has_language(first, self.source):
            yield unit
        elif has_language(second, self.source):
            yield replace(unit, source=unit.target, target=unit.source, tags=(second, first))
        else:
            self.passed_over[f"without a text in {self.source}"] += 1

    def _read_units(self) -> Iterator[CheckedUnit]:
        units = open_units([self.path], READING)
        for number, unit in enumerate(units, start=1):
            confidence = read_facts(unit).confidence
            if confidence is not None and confidence < self.min_confidence:
                self.passed_over["aligned with less confidence"] += 1
                continue
            stated = None if units.header is None else units.header.source_language
            pairs = divide_pairs(self._state_source(unit), stated)
            for pair in pairs:
                yield self._make_unit(pair, number, unit.tuid)
            if not pairs:
                wanted = f"a text in {self.source}" if self.source else "a translation"
                self.passed_over[f"without {wanted}"] += 1

    def _state_source(self, unit: TranslationUnit) -> TranslationUnit:
        if self.source is None:
            return unit
        found = [
            each.language for each in unit.variants if has_language(each.language, self.source)
        ]
        exact = [tag for tag in found if tag == self.source]
        return replace(unit, source_language=(exact or found or [self.source])[0])

    def _make_unit(self, pair: TranslationUnit, number: int, tuid: str | None) -> CheckedUnit:
        source, target = pair.variants
        named = f"unit {number}" + (f" (tuid {tuid})" if tuid else "")
        return CheckedUnit(
            f"{self.prefix}{named}",
            source.text,
            target.text,
            (source.language, target.language),
            (f"unit {number}", *([tuid] if tuid else [])),
        )


def _pair(paragraphs: list[Paragraph], place: str) -> CheckedUnit | None:
    if len(paragraphs) != 2:
        return None
    first, second = paragraphs
    return CheckedUnit(place, first.text, second.text, (first.language, second.language))


def make_passage(unit: CheckedUnit) -> Passage | None:
    """Make the passage of a unit, or None where it is not in Chinese and English."""
    texts = {
        language: (text.strip(), tag)
        for tag, text in zip(unit.tags, (unit.source, unit.target), strict=True)
        for language in ("zh", "en")
        if has_language(tag, language)
    }
    if len(texts) < 2 or not all(text for text, _ in texts.values()):
        return None
    (chinese, chinese_tag), (english, english_tag) = texts["zh"], texts["en"]
    return Passage(chinese, english, tags=(chinese_tag, english_tag))


def load_glossary(path: Path) -> Glossary:
    """Read a glossary, or that of a memory; report what of a file could not be taken.

    Raises:
        TmxError: it cannot be read.
        AlignerError: the memory has no glossary.
    """
    if path.suffix.lower() == MEMORY:
        return _load_of_memory(path)
    reading = read_glossary(path, detect=detect_encoding)
    for loss in reading.losses:
        report(f"{path}: {loss}")
    return reading.glossary


def load_decisions(path: Path) -> Glossary:
    """Read a glossary for what a person decided of its concepts; report where that says nothing.

    Raises:
        TmxError, AlignerError: as of `load_glossary`.
    """
    glossary = load_glossary(path)
    for concept in find_conflicts(glossary):
        terms = " = ".join(term.text for term in concept.terms)
        report(f"{path}: both accepted and rejected: {terms}; decide for one")
    if all(each.review is Review.PROPOSED for each in glossary.concepts):
        report(f"{path}: decides nothing: no concept is accepted or rejected in a column “review”")
    return glossary


def refuse_glossary(path: Path) -> None:
    """Refuse a glossary where a text with its translation is asked for.

    Raises:
        AlignerError: it is one.
    """
    if is_glossary(path):
        raise AlignerError(
            f"{path}: is a glossary, and no text with a translation; give aligned texts, and the"
            " glossary with --known, or check a translation by it: duizhao terms check FILE"
            f" --glossary {path.name}"
        )


def _load_of_memory(path: Path) -> Glossary:
    """Read the glossary of a memory: accepted concepts, proposals beside them, rejected ones."""
    with open_memory(path) as memory:
        glossary = read_stored_glossary(memory)
    if not glossary.concepts:
        raise AlignerError(
            f"{path}: has no glossary yet: fill it with duizhao terms extract … --tm, or duizhao"
            " terms import"
        )
    return replace(glossary, concepts=tuple(prefer_accepted(glossary.concepts)))
