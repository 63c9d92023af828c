"""Deflated data → what they unpack to, up to the very byte at which they are broken."""

import zlib
from collections.abc import Iterator
from contextlib import suppress

PIECE = 1 << 20
"""Bytes that are unpacked at a time, at most."""

GZIP_BITS = 31
RAW_BITS = -15


class Unpacker:
    """Unpacks one gzip member or one deflated stream.

    Args:
        bits: GZIP_BITS or RAW_BITS.
    """

    def __init__(self, bits: int) -> None:
        self._inner = zlib.decompressobj(wbits=bits)

    @property
    def is_done(self) -> bool:
        """Whether the end of the data was met."""
        return self._inner.eof

    @property
    def rest(self) -> bytes:
        """What stands behind the end of the data."""
        return self._inner.unused_data

    def unpack(self, data: bytes) -> Iterator[bytes]:
        """Give what the next data unpack to, in pieces.

        Raises:
            zlib.error: they are broken; all that stands before the fault was given.
        """
        while data and not self._inner.eof:
            before = self._inner.copy()
            try:
                piece = self._inner.decompress(data, PIECE)
            except zlib.error:
                yield from _creep(before, data)
                raise
            data = self._inner.unconsumed_tail
            if piece:
                yield piece

    def finish(self) -> bytes:
        """Return what is still held when no more data come."""
        return self._inner.flush()


def _creep(unpacker: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """Unpack up to a fault, byte by byte: zlib gives nothing of a piece that it fails in."""
    found = bytearray()
    with suppress(zlib.error):
        for place in range(len(data)):
            found += unpacker.decompress(data[place : place + 1])
    if found:
        yield bytes(found)
