"""What is too much for the memory: bytes, and passages, in a file without a name."""

import struct
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import overload

from aligner.terms.records import Passage

_IN_MEMORY = 1 << 24
"""Bytes that no file is made for."""
_HEAD = struct.Struct("<dII")
_ENCODING = "utf-8", "surrogatepass"


class Spill:
    """Bytes that are added at the end and read anywhere; a temporary file once they are many."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 — closed when collected
        self._size = 0
        weakref.finalize(self, self._file.close)

    def append(self, data: bytes) -> int:
        """Add bytes; return where they begin."""
        start = self._size
        self._file.seek(start)
        self._file.write(data)
        self._size += len(data)
        return start

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes from one place to another."""
        self._file.seek(start)
        return self._file.read(stop - start)


class PassageStore(Sequence[Passage]):
    """Passages in the order they were given, of which none stays in memory.

    Args:
        passages: gone through once.
    """

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._spill = Spill()
        self._ends = array("Q", [0])
        self._tags: dict[tuple[str, str], int] = {}
        for each in passages:
            self._ends.append(self._ends[-1] + self._write(each))
        self._listed = list(self._tags)

    def _write(self, passage: Passage) -> int:
        tags = self._tags.setdefault(passage.tags, len(self._tags))
        texts = [text.encode(*_ENCODING) for text in (passage.chinese, passage.english)]
        data = b"".join((_HEAD.pack(passage.probability, tags, len(texts[0])), *texts))
        self._spill.append(data)
        return len(data)

    def __len__(self) -> int:
        """Count the passages."""
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> Passage: ...

    @overload
    def __getitem__(self, place: slice) -> list[Passage]: ...

    def __getitem__(self, place: int | slice) -> Passage | list[Passage]:
        """Return a passage, or several."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        data = self._spill.read(self._ends[place], self._ends[place + 1])
        probability, tags, size = _HEAD.unpack_from(data)
        middle = _HEAD.size + size
        chinese, english = data[_HEAD.size : middle], data[middle:]
        return Passage(
            chinese.decode(*_ENCODING),
            english.decode(*_ENCODING),
            probability,
            self._listed[tags],
        )

    def __iter__(self) -> Iterator[Passage]:
        """Read them all."""
        return (self[place] for place in range(len(self)))
