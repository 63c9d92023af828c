"""Changes in order: applied, taken back and done again.

The journal is append-only: to take a change back is an entry of its own, so that nothing that was
ever done is lost, and a file that is read again stands where it stood, undo and redo included.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from aligner.records import Alignment
from aligner.revision.records import Change, RevisionError
from aligner.revision.state import RevisionState


class Step(StrEnum):
    """What an entry of the journal does."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the journal.

    Args:
        step: what it does.
        change: what was changed; None for UNDO and REDO, which know by their order.
        moment: when, ISO 8601 in UTC; "" where nobody said.
    """

    step: Step
    change: Change | None = None
    moment: str = ""


class History:
    """An alignment under revision with all that was done to it.

    Args:
        alignment: as the aligner made it.
        entries: of the journal, oldest first.

    Raises:
        RevisionError: the entries do not fit the alignment.
    """

    def __init__(self, alignment: Alignment, entries: Iterable[Entry] = ()) -> None:
        self.state = RevisionState(alignment)
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._length = 0
        for entry in entries:
            self.take(entry)

    @property
    def version(self) -> int:
        """How many entries there are: it rises with each, whatever it does."""
        return self._length

    @property
    def undoable(self) -> Change | None:
        """What would be taken back next; None: nothing is left."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Change | None:
        """What would be done again next; None: nothing is left."""
        return self._undone[-1] if self._undone else None

    def preview(self, entry: Entry) -> Change:
        """Return what an entry would change, and change nothing.

        Raises:
            RevisionError: there is nothing to take back, or to do again.
        """
        if entry.step is Step.UNDO:
            if self.undoable is None:
                raise RevisionError("there is nothing to undo", "nothing_to_undo")
            return self.undoable.inverse
        found = entry.change if entry.step is Step.DO else self.redoable
        if found is None:
            raise RevisionError("there is nothing to do again", "nothing_to_redo")
        return found

    def take(self, entry: Entry) -> Change:
        """Apply an entry, and return what it changed.

        Raises:
            RevisionError: it does not fit the state; nothing is changed then.
        """
        change = self.preview(entry)
        self.state.apply(change)
        if entry.step is Step.UNDO:
            self._undone.append(self._done.pop())
        elif entry.step is Step.REDO:
            self._done.append(self._undone.pop())
        else:
            self._done.append(change)
            self._undone.clear()
        self._length += 1
        return change


def revise_alignment(alignment: Alignment, entries: Iterable[Entry]) -> Alignment:
    """Return an alignment as a revision left it.

    Args:
        alignment: as the aligner made it.
        entries: of the journal, oldest first; none gives the alignment itself.

    Raises:
        RevisionError: the entries do not fit the alignment.
    """
    history = History(alignment, entries)
    return history.state.to_alignment() if history.version else alignment
