"""Bytes of a document → UTF-8 for the parser, and what is to be said of its encoding."""

import codecs
import re
from collections.abc import Iterator

from tmx.checking.failures import BrokenError
from tmx.checking.findings import FindingCounter
from tmx.errors import TmxError
from tmx.reading.encodings import MARKS, look_up

# A document begins with "<" or white space; in UTF-16 a zero byte stands beside it.
_SILENT = ((re.compile(rb"[<\s]\x00[^\x00]"), "utf-16-le"),
           (re.compile(rb"\x00[<\s]\x00"), "utf-16-be"))  # fmt: skip
_DECLARATION = re.compile(
    r"\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']"
)
# The larger set holds the smaller, and files are often declared as the smaller.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932"}
_EXPECTED = frozenset({"utf-8", "ascii", "utf-16", "utf-16-le", "utf-16-be"})
_HEAD = 1024
_BOTH = frozenset({"dtd", "xsd"})


class Decoded:
    """The document as UTF-8, in pieces.

    Args:
        pieces: its bytes.
        findings: where findings are counted.

    Attributes:
        encoding: that it is read in.
        is_declared: whether the document declares an encoding.
    """

    def __init__(self, pieces: Iterator[bytes], findings: FindingCounter) -> None:
        self._pieces = pieces
        self._add = findings.add
        self._head = _read_head(pieces)
        self._mark = next((m for m, _ in MARKS if self._head.startswith(m)), b"")
        physical = dict(MARKS).get(self._mark) or self._find_silent()
        declared = _find_declaration(self._head, physical)
        self.is_declared = declared is not None
        self.encoding = self._settle(physical, declared)

    def __iter__(self) -> Iterator[bytes]:
        """Give the document in pieces of UTF-8, without byte order mark.

        Raises:
            BrokenError: bytes are not of the encoding.
        """
        rest = self._head[len(self._mark) :]
        if self._mark and rest.startswith(self._mark):
            raise BrokenError("TMX014", 1, "a second byte order mark", 1)
        if self.encoding == "utf-8":
            yield rest
            yield from self._pieces
            return
        yield from self._decode()

    def _decode(self) -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(self.encoding)()
        lines = 1
        data, is_last = self._head[len(self._mark) :], False
        while not is_last:
            following = next(self._pieces, b"")
            is_last = not following
            try:
                text = decoder.decode(data, is_last)
            except UnicodeDecodeError as error:
                yield from self._stop(error, lines)
            lines += text.count("\n")
            yield text.encode("utf-8", "surrogatepass")
            data = following

    def _stop(self, error: UnicodeDecodeError, lines: int) -> Iterator[bytes]:
        good = error.object[: error.start].decode(self.encoding, "ignore")
        yield good.encode("utf-8", "surrogatepass")
        shown = " ".join(f"{byte:02X}" for byte in error.object[error.start : error.end][:4])
        raise BrokenError("TMX004", lines + good.count("\n"), f"bytes {shown} in {self.encoding}")

    def _find_silent(self) -> str | None:
        found = next((name for pattern, name in _SILENT if pattern.match(self._head)), None)
        if found:
            self._add("TMX012", 1)
        return found

    def _settle(self, physical: str | None, declared: str | None) -> str:
        if self._mark:
            self._add("TMX011", 1)
        name = _find_codec(declared) if declared else physical or "utf-8"
        if name is None:
            self._add("TMX007", 1, declared or "")
            return physical or "utf-8"
        if (physical and not _is_same(physical, name)) or (not physical and _is_wide(name)):
            # A parser that believes the declaration cannot read on; one may believe the mark.
            breaks = None if physical else _BOTH
            value = f"declared {declared}, but {physical or 'utf-8'}"
            self._add("TMX006", 1, value, breaks=breaks)
            return physical or "utf-8"
        if name not in _EXPECTED:
            self._add("TMX013", 1, declared or name)
        return physical or _SUPERSETS.get(name, name)


def _read_head(pieces: Iterator[bytes]) -> bytes:
    head = b""
    while len(head) < _HEAD and (piece := next(pieces, b"")):
        head += piece
    return head


def _find_declaration(head: bytes, physical: str | None) -> str | None:
    text = head[: 4 * _HEAD].decode(physical or "latin-1", "replace").lstrip("\ufeff")
    text = text.removeprefix("ï»¿")
    found = _DECLARATION.match(text)
    return found[1] if found else None


def _find_codec(name: str) -> str | None:
    try:
        return look_up(name, "")
    except TmxError:
        return None


def _is_wide(name: str) -> bool:
    return name.startswith(("utf-16", "utf-32"))


def _is_same(physical: str, name: str) -> bool:
    return physical == name or (_is_wide(name) and physical.startswith(name))
