"""A file as it stands on disk → the bytes of its XML, and how they were packed."""

from collections.abc import Iterator
from typing import BinaryIO, cast

from tmx.checking.failures import BrokenError
from tmx.reading.opening import ByteSource

_PACKINGS = {b"\x1f\x8b": "gzip", b"PK": "zip"}


class Opened:
    """The bytes of one TMX document.

    Args:
        stream: a binary stream at its begin.
        name: of the file, for messages.

    Attributes:
        packing: "gzip", "zip" or "".

    Raises:
        TmxError: it cannot be read, is of another kind, or a zip without exactly one TMX file.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        watched = _Watched(stream)
        self._source = ByteSource(cast("BinaryIO", watched), name)
        self.packing = _PACKINGS.get(watched.first, "")

    def __iter__(self) -> Iterator[bytes]:
        """Give the content in pieces.

        Raises:
            BrokenError: what is compressed breaks off, is faulty or too large.
            TmxError: the stream cannot be read.
        """
        yield from self._source
        if self._source.truncation:
            raise BrokenError("TMX020", None, self._source.truncation)


class _Watched:
    """A stream whose first two bytes are remembered."""

    def __init__(self, stream: BinaryIO) -> None:
        self.first = b""
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        if len(self.first) < 2:
            self.first = (self.first + data)[:2]
        return data

    def __getattr__(self, name: str) -> object:
        # An archive is sought in, if the stream can be.
        return getattr(self._stream, name)
