"""The bytes of a glossary → text: one encoding for all of it, or an error that names the line.

A term with a damaged character is worth nothing, so that nothing is replaced here.
"""

import codecs
from collections.abc import Callable

from tmx.errors import TmxError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHOWN_LINES = 5
_MIXED = 0.1
"""Share of lines that are UTF-8 in a file that is no other encoding; single ones happen."""

_STATE = "save it as UTF-8, or state its encoding"

Detect = Callable[[bytes], str | None]
"""Names the encoding of bytes that are no UTF-8, or returns None."""


def decode(
    data: bytes, name: str, *, encoding: str | None = None, detect: Detect | None = None
) -> str:
    """Decode the bytes of a file.

    Args:
        data: all of it.
        name: of the file, for messages.
        encoding: as the user states it; a byte order mark says more. None: UTF-8, else what
            `detect` finds.
        detect: for bytes that are no UTF-8; None: those are refused.

    Raises:
        TmxError: it is empty, mixes encodings, or is not of the encoding.
    """
    if not data:
        raise TmxError(f"{name}: is empty; give a glossary")
    marked = next((codec for mark, codec in BOMS if data.startswith(mark)), None)
    if marked or encoding:
        return _decode_strictly(data, name, marked or _look_up(encoding or "", name))
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            _refuse_mixture(data, name)
    found = detect(data) if detect is not None else None
    return _decode_strictly(data, name, found or "utf-8")


def _look_up(encoding: str, name: str) -> str:
    try:
        # Python lists codecs such as rot13 and base64 among the encodings; those refuse bytes.
        b"a".decode(encoding, "ignore")
    except (LookupError, ValueError) as error:
        raise TmxError(
            f"{name}: unknown encoding “{encoding}”; try utf-8, utf-16, gb18030 or big5"
        ) from error
    return encoding


def _decode_strictly(data: bytes, name: str, encoding: str) -> str:
    if encoding == "utf-8" and b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise TmxError(f"{name}: is no text in UTF-8 (line {line} holds a NUL character); {_STATE}")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TmxError(f"{name}: line {line} is not {_show(encoding)}; {_STATE}") from error


def _show(encoding: str) -> str:
    return "UTF-8" if encoding.lower().startswith("utf-8") else encoding


def _refuse_mixture(data: bytes, name: str) -> None:
    """Refuse a text of which some lines are UTF-8 and some are not."""
    lines = [line for line in enumerate(data.split(b"\n"), start=1) if not line[1].isascii()]
    others = [number for number, line in lines if not _is_utf8(line)]
    if len(lines) - len(others) > _MIXED * len(lines):
        shown = ", ".join(map(str, others[:_SHOWN_LINES])) + ", …" * (len(others) > _SHOWN_LINES)
        raise TmxError(
            f"{name}: mixes encodings (lines in UTF-8: {len(lines) - len(others):,}, in another:"
            f" {len(others):,}, which are line {shown}); save all of it as UTF-8"
        )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
