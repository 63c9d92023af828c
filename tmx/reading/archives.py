"""A zip file → the bytes of the one TMX file in it, as far as they can be had."""

import io
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from tmx.errors import TmxError
from tmx.reading.inflating import RAW_BITS, Unpacker

FAULTS: tuple[type[Exception], ...] = (
    *(OSError, EOFError, ValueError, ArithmeticError, LookupError, RuntimeError, MemoryError),
    *(struct.error, zlib.error, zipfile.BadZipFile),
)
"""What reading an archive may raise that is broken or made to hurt."""

with suppress(ImportError):
    import lzma

    FAULTS += (lzma.LZMAError,)

MOST_LISTED = 8 << 20
"""Bytes of the list of members, of which each takes a hundred and a record a thousand."""

_CHUNK = 1 << 17
_SMALL = 1 << 12
_KEPT_IN_MEMORY = 16 << 20
_BESIDE = frozenset({".txt", ".md", ".htm", ".html", ".pdf", ".rtf", ".rst", ".log", ".url"})
_SYSTEM = frozenset({"__macosx", ".ds_store", "thumbs.db", "desktop.ini"})
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_LOCAL_MARK = b"PK\x03\x04"
_ENCRYPTED, _SIZE_BEHIND = 0x1, 0x8
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_METHODS = frozenset({_STORED, _DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})


def open_member(stream: BinaryIO, head: bytes, name: str) -> tuple[Iterator[bytes], int]:
    """Return the bytes of the TMX file in an archive.

    Args:
        stream: the archive, read up to the end of `head`.
        head: the first bytes.
        name: of the archive, for messages.

    Returns:
        Chunks, whose iterator raises BadZipFile, EOFError or zlib.error where data are broken;
        and the size of the archive in bytes.

    Raises:
        TmxError: it holds no TMX file or several, or is encrypted.
    """
    with ExitStack() as stack:
        file = _make_seekable(stream, head)
        if file is not stream:
            stack.enter_context(file)
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        chunks = _open_first(file, name)
        return _close_behind(chunks, stack.pop_all()), size


def _open_first(file: IO[bytes], name: str) -> Iterator[bytes]:
    try:
        archive = zipfile.ZipFile(_Limited(file, name))
    except FAULTS:
        file.seek(0)
        return _salvage(file, name)
    member = _choose_member(archive.infolist(), name)
    _refuse_packing(member.filename, member.flag_bits, member.compress_type, name)
    return _read_member(file, archive, member)


class _Limited:
    """A file that is an archive, but for a list of members that would fill the memory."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._name = name
        self._file = file
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > MOST_LISTED:
            raise TmxError(f"{self._name}: the zip file lists too many files; give the TMX itself")
        return self._file.read(size)


def _refuse_packing(filename: str, flags: int, method: int, name: str) -> None:
    if flags & _ENCRYPTED:
        raise TmxError(f"{name}: {_quote(filename)} in it is encrypted; unpack it first")
    if method not in _METHODS:
        raise TmxError(
            f"{name}: {_quote(filename)} in it is packed in a way that is not understood"
            f" (method {method}); unpack it first"
        )


def _close_behind(chunks: Iterator[bytes], stack: ExitStack) -> Iterator[bytes]:
    with stack:
        yield from chunks


def _make_seekable(stream: BinaryIO, head: bytes) -> IO[bytes]:
    if stream.seekable() and stream.tell() == len(head):
        return stream
    spooled = tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115
    spooled.write(head)
    shutil.copyfileobj(stream, spooled, _CHUNK)
    return spooled


def _choose_member(members: list[zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    files = [each for each in members if not each.is_dir() and not _is_of_system(each.filename)]
    memories = [each for each in files if each.filename.lower().endswith(".tmx")]
    chosen = memories or [each for each in files if _suffix(each.filename) not in _BESIDE]
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        raise TmxError(f"{name}: the zip file holds no TMX file; give the memory itself")
    names = ", ".join(_quote(each.filename) for each in chosen[:5])
    more = f" and {len(chosen) - 5} more" if len(chosen) > 5 else ""
    kind = "TMX files" if memories else "files, none of them named .tmx"
    raise TmxError(
        f"{name}: the zip file holds {len(chosen)} {kind} ({names}{more}); unpack it, give one"
    )


def _is_of_system(filename: str) -> bool:
    parts = PurePosixPath(filename.replace("\\", "/").lower()).parts
    return bool(_SYSTEM.intersection(parts)) or (bool(parts) and parts[-1].startswith("._"))


def _suffix(filename: str) -> str:
    path = PurePosixPath(filename.lower())
    return path.suffix or (".txt" if path.name.startswith(("readme", "license")) else "")


def _quote(filename: str) -> str:
    return "“" + "".join(c if c.isprintable() else "�" for c in filename[:80]) + "”"


def _read_member(
    file: IO[bytes], archive: zipfile.ZipFile, member: zipfile.ZipInfo
) -> Iterator[bytes]:
    if member.compress_type in (_STORED, _DEFLATED):
        return _check_sum(_inflate_member(file, member), member.CRC)
    return _read_otherwise(archive, member)


def _inflate_member(file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Read a member by hand: zipfile gives nothing of a piece in which it finds a fault."""
    file.seek(member.header_offset)
    if _read_local(file) is None:
        raise zipfile.BadZipFile("the file is not where the list of files says")
    yield from _inflate(file, member.compress_type, member.compress_size)


def _check_sum(chunks: Iterator[bytes], expected: int) -> Iterator[bytes]:
    found = 0
    for chunk in chunks:
        found = zlib.crc32(chunk, found)
        yield chunk
    if found != expected:
        raise zipfile.BadZipFile("the checksum is wrong")


def _read_otherwise(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive, archive.open(member) as file:
        while chunk := file.read(_SMALL):
            yield chunk


def _salvage(file: IO[bytes], name: str) -> Iterator[bytes]:
    """Read an archive whose list of members at its end is missing: the first that is a TMX."""
    while (header := _read_local(file)) is not None:
        filename, flags, method, size = header
        is_folder = filename.endswith("/")
        is_beside = _suffix(filename) in _BESIDE or _is_of_system(filename)
        if not (is_folder or is_beside):
            _refuse_packing(filename, flags, method, name)
            return _break_off(_inflate(file, method, size))
        if flags & _SIZE_BEHIND and not is_folder:
            break
        file.seek(size, io.SEEK_CUR)
    raise TmxError(f"{name}: the zip file is broken, and no TMX file is found in it")


def _read_local(file: IO[bytes]) -> tuple[str, int, int, int] | None:
    data = file.read(_LOCAL.size)
    if len(data) < _LOCAL.size or not data.startswith(_LOCAL_MARK):
        return None
    _, _, flags, method, _, _, _, size, _, name_length, extra_length = _LOCAL.unpack(data)
    filename = file.read(name_length).decode("utf-8", "replace")
    file.seek(extra_length, io.SEEK_CUR)
    return filename, flags, method, size


def _inflate(file: IO[bytes], method: int, size: int) -> Iterator[bytes]:
    """Give the data of a member from here on; the size of deflated ones may be unknown (0)."""
    if method == _STORED:
        while size:
            chunk = file.read(min(size, _CHUNK))
            if not chunk:
                raise EOFError("the archive ends inside")
            size -= len(chunk)
            yield chunk
    elif method == _DEFLATED:
        unpacker = Unpacker(RAW_BITS)
        while not unpacker.is_done:
            data = file.read(_CHUNK)
            yield from unpacker.unpack(data)
            if not data:
                yield unpacker.finish()
                raise EOFError("the archive ends inside")


def _break_off(chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield from chunks
    raise EOFError("the list of its files is missing")
