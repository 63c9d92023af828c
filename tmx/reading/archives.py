"""A zip file → the bytes of the one TMX file in it, as far as they can be had."""

import io
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from tmx.errors import TmxError

_CHUNK = 1 << 17
_KEPT_IN_MEMORY = 16 << 20
_BESIDE = frozenset({".txt", ".md", ".htm", ".html", ".pdf", ".rtf", ".rst", ".log", ".url"})
_SYSTEM = frozenset({"__macosx", ".ds_store", "thumbs.db", "desktop.ini"})
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_LOCAL_MARK = b"PK\x03\x04"
_ENCRYPTED, _SIZE_BEHIND = 0x1, 0x8
_STORED, _DEFLATED = 0, 8


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
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError):
        file.seek(0)
        return _salvage(file, name)
    member = _choose_member(archive.infolist(), name)
    if member.flag_bits & _ENCRYPTED:
        raise TmxError(f"{name}: {_quote(member.filename)} in it is encrypted; unpack it first")
    return _read_member(archive, member)


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


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive, archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _salvage(file: IO[bytes], name: str) -> Iterator[bytes]:
    """Read an archive whose list of members at its end is missing: the first that is a TMX."""
    while (header := _read_local(file)) is not None:
        filename, flags, method, size = header
        is_folder = filename.endswith("/")
        is_beside = _suffix(filename) in _BESIDE or _is_of_system(filename)
        if not (is_folder or is_beside):
            if flags & _ENCRYPTED:
                raise TmxError(f"{name}: {_quote(filename)} in it is encrypted; unpack it first")
            return _inflate(file, method, size)
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
    if method == _STORED and size:
        while size and (chunk := file.read(min(size, _CHUNK))):
            size -= len(chunk)
            yield chunk
    elif method == _DEFLATED:
        unpacker = zlib.decompressobj(wbits=-15)
        data = b""
        while not unpacker.eof and (data or (data := file.read(_CHUNK))):
            chunk = unpacker.decompress(data, _CHUNK * 8)
            data = unpacker.unconsumed_tail
            if chunk:
                yield chunk
    raise EOFError("the list of its members is missing")
