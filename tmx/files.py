"""Writing files so that a reader meets either the old content or the whole new one."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tmx.errors import TmxError


@contextmanager
def replace_atomically(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Write a file under a temporary name and rename it at the end.

    The temporary file stands in the folder of the target, so that the renaming is one step. On
    any error it is removed and the target is as before. A link is followed; a file that existed
    keeps its permissions.

    Args:
        path: the file to make or to replace.

    Yields:
        A binary stream to write to.

    Raises:
        TmxError: the folder is missing or not writable, the target is a folder or a device, or
            the disk is full.
    """
    target = _check_target(Path(path))
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        stream = temporary.open("xb")
    except OSError as error:
        raise _explain(target, error) from error
    try:
        with stream:
            yield stream
            _settle(stream)
        _keep_mode(target, temporary)
        temporary.replace(target)
    except OSError as error:
        if _is_foreign(error, temporary):
            raise
        raise _explain(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _check_target(path: Path) -> Path:
    try:
        target = path.resolve()
        is_folder = target.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        # A name that is too long, a loop of links, a NUL character.
        raise _explain(path, error) from error
    if is_folder:
        raise TmxError(f"{path}: is a folder; name a file in it")
    if not target.parent.is_dir():
        raise TmxError(f"{path}: there is no folder {target.parent}; make it first")
    if target.exists() and not target.is_file():
        raise TmxError(f"{path}: is not an ordinary file; name a file on a disk")
    return target


def _settle(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _keep_mode(target: Path, temporary: Path) -> None:
    if target.exists():
        with contextlib.suppress(OSError):
            shutil.copymode(target, temporary)


def _is_foreign(error: OSError, temporary: Path) -> bool:
    # A failed write names no file; an error that names another file is the caller's own.
    return error.filename is not None and Path(error.filename) != temporary


def _explain(target: Path, error: Exception) -> TmxError:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return TmxError(
        f"{target}: cannot be written ({reason}); nothing was changed;"
        " choose another folder, or mend its permissions or free space"
    )
