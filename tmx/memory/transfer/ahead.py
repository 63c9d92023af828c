"""A stream that is read ahead of its reader, so that what writes to it need not wait."""

import io
import queue
import threading
from typing import BinaryIO

_CHUNK = 1 << 16
_CHUNKS = 384
"""Chunks that wait at most, 24 MB: as much as is written while an index grows."""


class AheadStream(io.RawIOBase):
    """Reads a pipe in a thread of its own, until it ends or enough waits.

    Args:
        pipe: without a buffer; it is closed when this stream is.
    """

    def __init__(self, pipe: BinaryIO) -> None:
        super().__init__()
        self._pipe = pipe
        self._chunks: queue.Queue[bytes] = queue.Queue(_CHUNKS)
        self._rest = memoryview(b"")
        self._is_ended = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        chunk = b"-"
        while chunk:
            try:
                chunk = self._pipe.read(_CHUNK)
            except OSError:
                chunk = b""
            self._chunks.put(chunk)

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as the next chunk reaches; 0: the pipe has ended."""
        if not self._rest and not self._take():
            return 0
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def _take(self) -> bool:
        if not self._is_ended:
            self._rest = memoryview(self._chunks.get())
            self._is_ended = not self._rest
        return not self._is_ended

    def close(self) -> None:
        """End the thread. Whatever writes must have ended, or this waits for it."""
        if not self.closed:
            while self._take():
                pass
            self._thread.join()
            self._pipe.close()
        super().close()
