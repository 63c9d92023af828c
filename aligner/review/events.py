"""What happened → all windows in which the page is open, as server-sent events.

Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

_HEARTBEAT = 15.0


class Broadcaster:
    """Tells all windows what one of them did. To be used from one event loop."""

    def __init__(self) -> None:
        self._queues: dict[asyncio.Queue[bytes], str] = {}
        self.is_closed = False

    def publish(self, kind: str, values: Mapping[str, Any]) -> None:
        """Send an event to all windows.

        Args:
            kind: its name.
            values: what it says, as JSON.
        """
        for queue in self._queues:
            queue.put_nowait(_encode(kind, values))

    async def listen(self, client: str) -> AsyncIterator[bytes]:
        """Follow the events for one window, until it goes away.

        Args:
            client: what the window calls itself.
        """
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._queues[queue] = client
        self._tell_count()
        try:
            while not self.is_closed:
                try:
                    yield await asyncio.wait_for(queue.get(), _HEARTBEAT)
                except TimeoutError:
                    # A comment, so that a window that has gone is noticed.
                    yield b":\n\n"
        finally:
            self._queues.pop(queue, None)
            self._tell_count()

    def close(self) -> None:
        """End all streams, so that the server can stop."""
        self.is_closed = True
        self.publish("end", {})

    def _tell_count(self) -> None:
        self.publish("clients", {"count": len(self._queues)})


def _encode(kind: str, values: Mapping[str, Any]) -> bytes:
    return f"event: {kind}\ndata: {json.dumps(values)}\n\n".encode()
