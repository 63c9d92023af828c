"""What a user asks of an import."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tmx.contexts import Context
from tmx.memory.records import Prints, Status
from tmx.records import TranslationUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What a user asks of an import.

    Args:
        origin: name of the file.
        moment: now, with a time zone.
        source_language: tag of the source; None: as the file says. Other variants of its side are
            left out.
        target_language: the same of the target.
        document: name of the document of all units; None: as each says.
        author: who made or changed all units, also those that the memory has if nobody changed
            them since; None: as each says.
        status: how far all have come, also those that the memory has; None: as each says.
        context_of: tells what stands around a unit, or its prints where both sides are known; None:
            the unit itself, else its neighbours.
    """

    origin: str
    moment: datetime
    source_language: str | None = None
    target_language: str | None = None
    document: str | None = None
    author: str | None = None
    status: Status | None = None
    context_of: Callable[[TranslationUnit], Context | Prints | None] | None = None
