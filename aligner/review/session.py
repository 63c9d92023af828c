"""One open .duizhao file: what it holds, its versions, and its journal.

Everything that changes an alignment goes through a session, which keeps each change on disk
before it counts.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Self, TypeAlias

from aligner.errors import AlignerError
from aligner.review.journal import Journal, JournalError, StaleError
from aligner.revision.history import Entry, History, Step
from aligner.revision.records import Change, RevisionError, Row
from aligner.revision.state import RevisionState

Rater: TypeAlias = Callable[[RevisionState, Sequence[Row]], Sequence[float]]
"""Gives rows a calibrated confidence, 0 to 1 each, in a state that holds them."""


class ConflictError(RevisionError):
    """The alignment was changed since: in another tab, or by another process.

    Args:
        message: what, where and what to try.
        version: that the alignment is at.
        key, values: of the text that a page shows.
    """

    def __init__(self, message: str, version: int, key: str, **values: object) -> None:
        super().__init__(message, key, **values)
        self.version = version


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a request to change something; it is on disk.

    Args:
        version: of the alignment afterwards.
        change: what was changed, confidences of new rows included.
        focus: identifier of the row that was worked on; None: none.
    """

    version: int
    change: Change
    focus: int | None


def _now() -> datetime:
    return datetime.now(UTC)


class ReviewSession:
    """A file under review; it may be used from several threads.

    Args:
        journal: of the file.
        rater: rates rows that a person has grouped anew; None: they stay at 1.
        now: gives the time with a time zone.

    Raises:
        AlignerError: the file cannot be read, is no .duizhao file, is damaged, or was written by a
            newer duizhao.
    """

    def __init__(
        self, journal: Journal, *, rater: Rater | None = None, now: Callable[[], datetime] = _now
    ) -> None:
        self._journal = journal
        self._rater = rater
        self._now = now
        self._lock = RLock()
        self._history = journal.load()
        self._is_closed = False

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        rater: Rater | None = None,
        now: Callable[[], datetime] = _now,
    ) -> Self:
        """Open a file; it is not changed before the first correction.

        Raises:
            AlignerError: as for the class.
        """
        return cls(Journal(path), rater=rater, now=now)

    def __enter__(self) -> Self:
        """Return the session, which is closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the session."""
        self.close()

    def close(self) -> None:
        """Let a change that is being saved come to its end, and take no further ones."""
        with self._lock:
            self._is_closed = True

    @property
    def path(self) -> Path:
        """The file."""
        return self._journal.path

    @property
    def is_writable(self) -> bool:
        """Whether corrections can be saved, as far as permissions tell."""
        return self._journal.is_writable

    @property
    def history(self) -> History:
        """The alignment with all that was done to it; see `reading`."""
        return self._history

    @property
    def version(self) -> int:
        """How many entries the journal has."""
        return self._history.version

    @contextmanager
    def reading(self) -> Iterator[History]:
        """Hold off changes while several things are read that must belong together.

        Yields:
            The alignment with all that was done to it.
        """
        with self._lock:
            yield self._history

    def do(self, make: Callable[[RevisionState], Change], *, version: int) -> Outcome:
        """Change the alignment.

        Args:
            make: computes the change from the state as it stands, which it leaves alone.
            version: that the change is meant for.

        Raises:
            ConflictError: the alignment is at another version.
            RevisionError: the alignment does not allow the change.
            JournalError: it cannot be saved.
        """
        with self._lock:
            self._check_version(version)
            change = self._rate(make(self._history.state))
            return self._keep(Entry(Step.DO, change, self._tell_moment()))

    def undo(self, *, version: int) -> Outcome:
        """Take the last change back.

        Raises:
            ConflictError: the alignment is at another version.
            RevisionError: there is nothing to take back.
            JournalError: it cannot be saved.
        """
        return self._step(Step.UNDO, version)

    def redo(self, *, version: int) -> Outcome:
        """Do what was taken back last again.

        Raises:
            ConflictError: the alignment is at another version.
            RevisionError: there is nothing to do again.
            JournalError: it cannot be saved.
        """
        return self._step(Step.REDO, version)

    def reload(self) -> int:
        """Read the file again, with what other processes have added to it.

        Returns:
            The version.

        Raises:
            AlignerError: as for the class; the session is as before.
        """
        with self._lock:
            self._history = self._journal.load()
            return self.version

    def catch_up(self) -> bool:
        """Take in what other processes have written to the file, where it can be read.

        Returns:
            Whether there was anything.
        """
        with self._lock:
            before = self._history
            if self._journal.is_stale:
                with suppress(AlignerError):
                    self.reload()
            return self._history is not before and self.version != before.version

    def _step(self, step: Step, version: int) -> Outcome:
        with self._lock:
            self._check_version(version)
            entry = Entry(step, moment=self._tell_moment())
            self._history.preview(entry)
            return self._keep(entry)

    def _check_version(self, version: int) -> None:
        if version != self.version:
            raise ConflictError(
                f"the page shows version {version}, and the alignment is at version {self.version}:"
                " it was changed elsewhere: load the page again",
                self.version,
                "conflict",
            )

    def _rate(self, change: Change) -> Change:
        """Check a change, and rate the rows that a person has grouped anew by it."""
        self._history.state.check(change)
        known = {(row.source, row.target) for row in change.before}
        rows = [
            row
            for row in change.after
            if row.is_manual and not row.is_null and (row.source, row.target) not in known
        ]
        if self._rater is None or not rows:
            return change
        trial = self._history.state.copy()
        trial.apply(change)
        rated = zip(rows, self._rater(trial, rows), strict=True)
        new = {row.id: replace(row, confidence=float(value)) for row, value in rated}
        return replace(change, after=tuple(new.get(row.id, row) for row in change.after))

    def _keep(self, entry: Entry) -> Outcome:
        """Save an entry first, and apply it then."""
        if self._is_closed:
            raise JournalError(f"{self.path}: the review was closed: open it again", "closed")
        try:
            self._journal.append(entry)
        except StaleError as error:
            raise ConflictError(str(error), self.reload(), error.key, **error.values) from error
        change = self._history.take(entry)
        return Outcome(self.version, change, change.focus)

    def _tell_moment(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="milliseconds")
