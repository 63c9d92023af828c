"""Work that takes seconds, done beside the page; the last result stands until the next is there."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Generic, TypeVar

from aligner.errors import AlignerError
from tmx.errors import TmxError

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Answer(Generic[_Value]):
    """What is known of some work.

    Args:
        value: the last result, which may be of an older state; None: there is none yet.
        is_busy: whether a newer one is being worked on.
        error: why there is none; "" for no error.
        count: differs after each result.
    """

    value: _Value | None = None
    is_busy: bool = False
    error: str = ""
    count: int = 0


class Background(Generic[_Value]):
    """Does work in a thread of its own, one piece at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._key: Hashable = None
        self._answer: Answer[_Value] = Answer()
        self._thread: Thread | None = None

    @property
    def answer(self) -> Answer[_Value]:
        """What is known now; nothing is begun."""
        with self._lock:
            return self._answer

    def ask(self, key: Hashable, make: Callable[[], _Value]) -> Answer[_Value]:
        """Say what is known, and begin the work if the last result is of another key.

        Args:
            key: of the state that the work is for.
            make: does it.
        """
        with self._lock:
            if not self._answer.is_busy and self._key != key:
                self._key = key
                self._answer = Answer(self._answer.value, is_busy=True, count=self._answer.count)
                self._thread = Thread(target=self._work, args=(make,), daemon=True)
                self._thread.start()
            return self._answer

    def wait(self) -> Answer[_Value]:
        """Wait until what was begun has ended."""
        thread = self._thread
        if thread is not None:
            thread.join()
        return self.answer

    def _work(self, make: Callable[[], _Value]) -> None:
        value, error = None, ""
        try:
            value = make()
        except (AlignerError, TmxError) as failure:
            error = str(failure)
        finally:
            with self._lock:
                kept = self._answer.value if value is None else value
                self._answer = Answer(kept, error=error, count=self._answer.count + 1)
