"""A file that is not well-formed, read leniently: what the reader mends or skips is found too."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from tmx.checking.failures import BrokenError
from tmx.checking.findings import FindingCounter
from tmx.errors import TmxError
from tmx.losses import Loss
from tmx.reading import read_tmx
from tmx.records import TranslationUnit

_LINE = re.compile("line ([0-9]+)")
_MOST_LANGUAGES = 1_000


@dataclass(slots=True)
class ReadUnits:
    """Units that can be read: how many, and how many variants by tag."""

    count: int = 0
    languages: Counter[str] = field(default_factory=Counter)

    def add(self, unit: TranslationUnit) -> None:
        """Count a unit."""
        self.count += 1
        for variant in unit.variants:
            tag = variant.language
            if tag in self.languages or len(self.languages) < _MOST_LANGUAGES:
                self.languages[tag] += 1


def add_losses(
    stream: BinaryIO,
    findings: FindingCounter,
    broken: BrokenError,
    detect: Callable[[bytes], str | None] | None,
) -> ReadUnits | None:
    """Read what can be read, and count as findings what the reader mends or leaves out.

    Args:
        stream: at its begin.
        findings: where they are counted.
        broken: what ended the strict parse; losses before it were judged there.
        detect: finds the encoding of a sample.

    Returns:
        The units that can be read; None where the reader takes nothing of the file.
    """
    findings.unit = findings.tuid = None
    units = ReadUnits()
    try:
        reader = read_tmx(stream, detect=detect)
        for unit in reader:
            units.add(unit)
    except TmxError as error:
        if broken.code not in ("TMX019", "TMX020"):
            findings.add("TMX025", None, str(error))
        return None
    for loss in reader.report.losses:
        _add_loss(loss, findings, broken.line or 0)
    if reader.report.truncation and not findings.has("TMX002"):
        found = _LINE.match(reader.report.truncation)
        findings.add("TMX002", int(found[1]) if found else None, reader.report.truncation)
    return units


def _add_loss(loss: Loss, findings: FindingCounter, first: int) -> None:
    lines = [int(match[1]) for place in loss.places if (match := _LINE.match(place))]
    is_later = loss.count > len(lines) or any(line >= first for line in lines)
    if not is_later:
        return
    places = [line for line in lines if line >= first]
    lines_or_none: list[int | None] = [*places] or [None]
    for line in lines_or_none:
        findings.add("TMX024", line, loss.reason)
    findings.count_more("TMX024", loss.count - len(lines))
