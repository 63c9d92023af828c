"""What stands around the rows: counts, filters, what can be undone, what was done."""

from collections.abc import Mapping
from typing import Any

from aligner.messages import Messages
from aligner.review.filtering import FILTERS
from aligner.review.session import ReviewSession
from aligner.revision.records import Change


def describe_frame(
    session: ReviewSession, counts: Mapping[str, int | None], messages: Messages
) -> dict[str, Any]:
    """Say what stands around the rows, but for what is HTML.

    Args:
        session: the open file.
        counts: of rows, by filter; None: not known yet.
        messages: of the language of the interface.
    """
    return {
        "version": session.version,
        "counts": counts,
        "filters": {
            name: f"{messages(f'filter_{name}')} ({_tell_count(counts[name])})" for name in FILTERS
        },
        **describe_steps(session, messages),
    }


def describe_steps(session: ReviewSession, messages: Messages) -> dict[str, str]:
    """Say what would be undone and what done again, such as "Undo: merge"; "" for nothing."""
    history = session.history
    return {
        "undo": _label(messages, "undo", history.undoable),
        "redo": _label(messages, "redo", history.redoable),
    }


def _label(messages: Messages, step: str, change: Change | None) -> str:
    return "" if change is None else say_done(messages, step, change)


def say_done(messages: Messages, step: str, change: Change) -> str:
    """Say what was done.

    Args:
        messages: of the language of the interface.
        step: "undo" or "redo"; "" for neither.
        change: what was changed.
    """
    done = messages(f"did_{change.kind}")
    return f"{messages(step)}: {done}" if step else done


def _tell_count(count: int | None) -> str:
    return "…" if count is None else f"{count:,}"
