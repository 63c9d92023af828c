"""The pairs that a person chose → files to download, with the count of what is left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType

from aligner.errors import AlignerError
from aligner.exporting import ExportOptions, Units, make_units
from aligner.exporting.units import BELOW_MINIMUM, make_header, write_memory
from aligner.records import Alignment, Bead
from aligner.revision.records import RevisionError
from tmx.converting import HeldUnits
from tmx.formats import FORMATS, WriteOptions
from tmx.records import ReadReport

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "tmx": "application/x-tmx+xml",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
"""Media types of what the page can download, by suffix."""

NOT_ACCEPTED = "not accepted"
"""Why a pair is left out where only accepted ones are wanted."""


class Choice(StrEnum):
    """Which pairs are exported."""

    CONFIRMED = "confirmed"
    THRESHOLD = "threshold"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pairs that were chosen.

    Args:
        alignment: of which these pairs, and no others, become units.
        choice: which they are.
    """

    alignment: Alignment
    choice: Choice

    def make_units(self) -> Units:
        """Make their units, and count what is left out, by reason."""
        units = make_units(self.alignment, None)
        left_out = dict(units.left_out)
        if self.choice is Choice.CONFIRMED and BELOW_MINIMUM in left_out:
            left_out[NOT_ACCEPTED] = left_out.pop(BELOW_MINIMUM)
        return replace(units, left_out=left_out)


def choose_pairs(alignment: Alignment, choice: str, threshold: float) -> Chosen:
    """Choose the pairs to export.

    Accepted pairs are always among them. Null beads never are, and passages that were destroyed
    only where a person accepted them.

    Args:
        alignment: as revised.
        choice: one of Choice.
        threshold: least probability of the others, 0 to 1, where the choice asks for one.

    Raises:
        RevisionError: there is no such choice, or the threshold is no probability.
    """
    if choice not in list(Choice):
        raise RevisionError(f"choose: is {choice!r:.40}: give one of {', '.join(Choice)}")
    if not 0.0 <= threshold <= 1.0:
        raise RevisionError(
            f"threshold: is {threshold}: give a probability from 0 to 1", "threshold"
        )
    wanted = Choice(choice)
    least = {Choice.ALL: 0.0, Choice.THRESHOLD: threshold, Choice.CONFIRMED: 1.0}[wanted]
    settings = replace(alignment.settings, min_confidence=least)
    beads = alignment.beads
    if wanted is Choice.CONFIRMED:
        beads = tuple(map(_close, beads))
    return Chosen(replace(alignment, beads=beads, settings=settings), wanted)


def _close(bead: Bead) -> Bead:
    """Let a bead that nobody accepted be under any minimum."""
    return bead if bead.is_accepted else replace(bead, confidence=0.0)


def write_pairs(chosen: Chosen, name: str, moment: datetime) -> tuple[bytes, int]:
    """Write pairs in a format that the page offers.

    Args:
        chosen: the pairs.
        name: of the format, one of TYPES.
        moment: when, with a time zone.

    Returns:
        The file, and how many of the units it could not hold.

    Raises:
        RevisionError: there is no such format.
        AlignerError: it cannot hold the two languages.
        TmxError: the same.
    """
    if name not in TYPES:
        raise RevisionError(f"format: is {name!r:.40}: give one of {', '.join(TYPES)}")
    stream = BytesIO()
    if name == "tmx":
        write_memory(stream, [chosen.alignment], ExportOptions(moment))
        return stream.getvalue(), 0
    units = chosen.make_units().units
    header = make_header([chosen.alignment], moment)
    source = HeldUnits(units, header, ReadReport(len(units)))
    tags = (
        chosen.alignment.source.document.language,
        chosen.alignment.target.document.language,
    )
    write = FORMATS[name].write
    if write is None:
        raise AlignerError(f"format {name}: is not written")
    options = WriteOptions(source_language=tags[0], target_language=tags[1])
    written = write(stream, source, options).units
    return stream.getvalue(), len(units) - written


def name_file(alignment_name: str, format_: str) -> str:
    """Name a download after the alignment.

    >>> name_file("文章.duizhao", "tmx")
    '文章.tmx'
    """
    return f"{PurePath(alignment_name).stem}.{format_}"
