"""Divided units → plain values, as columns take them: all that is worked out without a memory."""

from typing import NamedTuple

from tmx.memory.queries.history import ChangeRow
from tmx.memory.queries.units import UnitColumns
from tmx.memory.records import Prints, Side
from tmx.memory.units.dividing import NewUnit
from tmx.memory.units.facts import count_seconds
from tmx.memory.units.identity import make_identity
from tmx.memory.units.rows import load_details
from tmx.records import TranslationUnit


class FlatUnit(NamedTuple):
    """A unit whose columns are known but for the numbers that a memory gives.

    All values but the history are texts, numbers or None, so that many of them go from one process
    to another in little time. The fields from `changed` to `second_following` are those of
    `UnitColumns`, in the same order.

    Args:
        texts: of the first and the second side.
        own: the prints of the texts.
        identity: see `tmx.memory.units.identity`.
        source: the side of its source.
        first_language: tag of the first side.
        second_language: tag of the second side.
        document: name of its document, or None.
        author: who made it, or None.
        changed: seconds since 1970, or None.
        confidence: probability in [0, 1] that an alignment is right, or None.
        status: how far it has come, or None.
        tuid: its identifier, or None.
        first_previous: print of a neighbour; see `tmx.memory.records.Prints`.
        first_following: likewise.
        second_previous: likewise.
        second_following: likewise.
        details: what no column says of it.
        history: its former states, the oldest first.
    """

    texts: tuple[str, str]
    own: tuple[int, int]
    identity: int
    source: int
    first_language: str
    second_language: str
    document: str | None
    author: str | None
    changed: int | None
    confidence: float | None
    status: str | None
    tuid: str | None
    first_previous: int | None
    first_following: int | None
    second_previous: int | None
    second_following: int | None
    details: str | None
    history: tuple[ChangeRow, ...]

    def load_unit(self) -> TranslationUnit:
        """Make the unit again that was flattened."""
        texts = (self.first_language, self.texts[0]), (self.second_language, self.texts[1])
        return load_details(self.details, (texts[self.source], texts[1 - self.source]), self.tuid)

    def make_columns(
        self, pair: int, languages: tuple[int, int], names: tuple[int | None, int | None], run: int
    ) -> UnitColumns:
        """Put the numbers in that a memory has for the rest.

        Args:
            pair: of the texts.
            languages: of the first and the second side.
            names: of the document and the author.
            run: that brings the unit in.
        """
        return UnitColumns(
            pair,
            self.identity,
            self.source,
            *languages,
            *names,
            self.changed,
            self.confidence,
            self.status,
            self.tuid,
            self.first_previous,
            self.first_following,
            self.second_previous,
            self.second_following,
            run,
            self.details,
        )


def flatten(new: NewUnit, prints: Prints | None = None) -> FlatUnit:
    """Work out all of a unit that needs no memory.

    Args:
        new: any.
        prints: of its neighbours; None: as it says.
    """
    unit, source, facts, own, details, known, history = new
    given, translated = unit.variants
    first, second = (given, translated) if source == Side.FIRST else (translated, given)
    around = known if prints is None else prints
    document, author, changed, confidence, status = facts
    return FlatUnit(
        (first.text, second.text),
        own,
        make_identity(unit, source, document, around),
        1 if source else 0,
        first.language,
        second.language,
        document or None,
        author or None,
        count_seconds(changed),
        confidence,
        None if status is None else status.value,
        unit.tuid,
        *around,
        details,
        history,
    )
