"""A binary stream → the bytes of one TMX file: plain, or out of gzip or zip by the first bytes.

What is broken or grows beyond measure ends early and says so in `truncation`; nothing is ever
unpacked to a place that an archive names.
"""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from tmx.errors import TmxError
from tmx.reading.archives import FAULTS, open_member
from tmx.reading.inflating import GZIP_BITS, Unpacker

CHUNK = 1 << 17
"""Bytes that are read at a time."""

MOST_BYTES = 16 << 30
"""Of what a compressed file may hold."""

FREE_BYTES = 64 << 20
"""Up to here a compressed file may be of any ratio."""

MOST_RATIO = 1000

_GZIP = b"\x1f\x8b"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_FOREIGN = {
    b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7-Zip", b"Rar!": "RAR",
    b"\x28\xb5\x2f\xfd": "Zstandard", b"%PDF": "PDF", b"\xd0\xcf\x11\xe0": "old Word or Excel",
    b"SQLite format 3": "SQLite",
}  # fmt: skip


class ByteSource:
    """The bytes of a file in order.

    Attributes:
        truncation: why they end early; None while they do not.
        remarks: what else was passed over.
        packing: "gzip", "zip" or "".
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.truncation: str | None = None
        self.remarks: list[str] = []
        self.packing = ""
        self._name = name
        self._stream = stream
        self._taken = 0
        head = self._read_head()
        self._refuse_foreign(head)
        self._chunks = self._choose(head)

    def __iter__(self) -> Iterator[bytes]:
        """Give chunks, none of them empty.

        Raises:
            TmxError: the stream cannot be read.
        """
        return self._chunks

    def _choose(self, head: bytes) -> Iterator[bytes]:
        if head.startswith(_ZIPS):
            self.packing = "zip"
            member, self._taken = self._open_member(head)
            return self._limit(self._guard(member))
        if head.startswith(_GZIP):
            self.packing = "gzip"
            return self._limit(self._unpack(head))
        return self._read_on(head)

    def _open_member(self, head: bytes) -> tuple[Iterator[bytes], int]:
        try:
            return open_member(self._stream, head, self._name)
        except FAULTS as error:
            raise self._explain(error) from error

    def _read_head(self) -> bytes:
        head = b""
        while len(head) < 16 and (more := self._read()):
            head += more
        return head

    def _read(self) -> bytes:
        try:
            data = self._stream.read(CHUNK) or b""
        except (OSError, EOFError) as error:
            raise self._explain(error) from error
        self._taken += len(data)
        return data

    def _explain(self, error: Exception) -> TmxError:
        reason = getattr(error, "strerror", None) or str(error)
        return TmxError(f"{self._name}: cannot be read ({reason}); check the file and its disk")

    def _read_on(self, head: bytes) -> Iterator[bytes]:
        data = head
        while data:
            yield data
            data = self._read()

    def _refuse_foreign(self, head: bytes) -> None:
        for mark, kind in _FOREIGN.items():
            if head.startswith(mark):
                raise TmxError(
                    f"{self._name}: not TMX but a file of {kind}; give the TMX file itself,"
                    " plain or compressed as gzip or zip"
                )

    def _unpack(self, data: bytes) -> Iterator[bytes]:
        """Unpack all members of a gzip file."""
        unpacker = Unpacker(GZIP_BITS)
        while data or (data := self._read()):
            try:
                yield from unpacker.unpack(data)
            except zlib.error as error:
                self.truncation = f"the gzip data are broken ({error})"
                return
            data = b""
            if unpacker.is_done:
                data = self._find_member(unpacker.rest)
                if not data:
                    return
                unpacker = Unpacker(GZIP_BITS)
        self.truncation = "the gzip data break off"
        yield unpacker.finish()

    def _find_member(self, data: bytes) -> bytes:
        """Return the start of the next gzip member; what is none is left out, zeros silently."""
        while True:
            data = data.lstrip(b"\0")
            while len(data) < 2 and (more := self._read()):
                data = (data + more).lstrip(b"\0")
            if data and not data.startswith(_GZIP):
                self.remarks.append("bytes behind the gzip data are left out")
                return b""
            return data

    def _guard(self, member: Iterator[bytes]) -> Iterator[bytes]:
        """Take the chunks of a zip member; a fault ends them."""
        try:
            yield from member
        except FAULTS as error:
            self.truncation = f"the zip data are broken or break off ({error})"

    def _limit(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Give unpacked data as long as they are of a size that is believed."""
        total = 0
        for chunk in chunks:
            total += len(chunk)
            if total > MOST_BYTES or self._is_bomb(total):
                self.truncation = (
                    f"unpacked it is over {total >> 20} MiB, which is far more than its packed"
                    " size; unpack it yourself if it is what it should be"
                )
                return
            if chunk:
                yield chunk
        if not total and self.truncation is not None:
            raise TmxError(f"{self._name}: nothing of it can be read: {self.truncation}")

    def _is_bomb(self, total: int) -> bool:
        return total > FREE_BYTES and total > MOST_RATIO * max(self._taken, 1)
