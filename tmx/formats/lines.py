r"""Text files line by line: what JSON lines and Moses pairs are read with.

Only \n ends a line (and a \r before it belongs to the end): U+2028, U+0085 and form feeds are
characters of texts. A file that has \r alone, as of an old Macintosh, is taken for what it is.
"""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tmx.errors import TmxError
from tmx.formats.records import ReadOptions
from tmx.losses import LossCounter

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 16
_SAMPLE = 1 << 16
_MOST_DAMAGE = 0.01
"""Share of the characters beyond ASCII that may be damaged in a file that is still UTF-8."""

_STATE = "state its encoding (--encoding), or save it as UTF-8"


class Line(NamedTuple):
    """A line of a file.

    Args:
        number: counted from 1.
        text: without the end; None: it is too long.
        is_ended: whether it has an end; a file may break off in its last line.
    """

    number: int
    text: str | None
    is_ended: bool


class Extent(NamedTuple):
    """How many lines a file has, the last one ended or not, and what ends them."""

    lines: int
    ending: str


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file whose encoding is known.

    Args:
        path: where it is.
        encoding: as Python names it.
        is_sound: whether it is known that every byte is of the encoding.
        note: what was assumed of the encoding; "" if nothing was.
    """

    path: Path
    encoding: str
    is_sound: bool
    note: str = ""

    def read(self, longest: int, losses: LossCounter, ending: str = "\n") -> Iterator[Line]:
        r"""Go through the lines from the start.

        Args:
            longest: the most characters of a line that is given.
            losses: counts bytes that are not of the encoding, which are U+FFFD in the text.
            ending: "\n" or "\r".

        Raises:
            TmxError: the file cannot be read.
        """
        if self.note:
            losses.add(self.note)
        for number, line in enumerate(self._split(longest, ending), start=1):
            damage = 0 if self.is_sound or line is None else line.count("\ufffd")
            if damage:
                reason = f"bytes that are not {self.encoding} are replaced by U+FFFD"
                losses.add(reason, f"line {number}", count=damage)
            text = None if line is None else line.removesuffix(ending).removesuffix("\r")
            yield Line(number, text, line is None or line.endswith(ending))

    def _split(self, longest: int, ending: str) -> Iterator[str | None]:
        limit = longest + 2
        with (
            open_binary(self.path) as stream,
            io.TextIOWrapper(
                stream, encoding=self.encoding, errors="replace", newline=ending
            ) as text,
        ):
            while line := text.readline(limit):
                if len(line) < limit or line.endswith(ending):
                    yield line
                    continue
                while (rest := text.readline(limit)) and not rest.endswith(ending):
                    pass
                yield None

    def measure(self) -> Extent:
        """Count the lines, and find out what ends them.

        Raises:
            TmxError: the file cannot be read.
        """
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        feeds = returns = 0
        last = ""
        with open_binary(self.path) as stream:
            while chunk := stream.read(_CHUNK):
                text = decoder.decode(chunk)
                feeds += text.count("\n")
                returns += text.count("\r")
                last = text[-1:] or last
        ending = "\r" if returns and not feeds else "\n"
        full = returns if ending == "\r" else feeds
        return Extent(full + (last not in {"", ending}), ending)


@contextmanager
def open_binary(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read its bytes.

    Raises:
        TmxError: it cannot be opened or read, or it is a folder.
    """
    try:
        with path.open("rb") as stream:
            yield stream
    except (OSError, ValueError) as error:
        # A ValueError is a NUL character in the name.
        reason = getattr(error, "strerror", None) or str(error)
        raise TmxError(f"{path}: cannot be read ({reason}); check the name") from error


def open_text(path: Path, options: ReadOptions) -> TextFile:
    """Find the encoding of a text file, in memory that does not grow.

    The encoding is what a byte order mark says, else what the options state, else UTF-8 where
    all bytes are that, else what `options.detect` finds.

    Raises:
        TmxError: it cannot be read, is empty or no text, or its encoding is not known.
    """
    with open_binary(path) as stream:
        start = stream.read(4)
        if not start:
            raise TmxError(f"{path}: is empty; give a file that holds texts")
        marked = next((name for mark, name in _BOMS if start.startswith(mark)), None)
        if marked is not None:
            return TextFile(path, marked, is_sound=False)
        if options.encoding is not None:
            return TextFile(path, _look_up(path, options.encoding), is_sound=False)
        return _detect(path, stream, options)


def _detect(path: Path, stream: BinaryIO, options: ReadOptions) -> TextFile:
    stream.seek(0)
    sample = _find_foreign(stream)
    if sample is None:
        return TextFile(path, "utf-8", is_sound=True)
    detected = options.detect(sample) if options.detect is not None else None
    if detected is not None and codecs.lookup(detected).name != "utf-8":
        note = f"no encoding is stated; the file is read as {detected}"
        return TextFile(path, detected, is_sound=False, note=note)
    _refuse_foreign(path, stream)
    return TextFile(path, "utf-8", is_sound=False)


def _look_up(path: Path, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        # Python lists codecs such as rot13 and base64 among the encodings; those refuse bytes.
        b"a".decode(name, "ignore")
    except (LookupError, ValueError) as error:
        raise TmxError(
            f"{path}: unknown encoding “{encoding}”; try utf-8, utf-16, gb18030 or big5"
        ) from error
    return name


def _find_foreign(stream: BinaryIO) -> bytes | None:
    """Return a sample from where the bytes are no UTF-8 text; None: all are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    while True:
        chunk = stream.read(_CHUNK)
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            return _take_sample(stream, chunk)
        if not chunk:
            return None
        if b"\0" in chunk:
            return _take_sample(stream, chunk)


def _take_sample(stream: BinaryIO, chunk: bytes) -> bytes:
    """Return some bytes around a chunk, whole lines where there are such."""
    end = stream.tell()
    stream.seek(max(0, end - len(chunk) - 4))
    before = stream.tell()
    sample = stream.read(_SAMPLE)
    start = sample.find(b"\n") + 1 if before else 0
    return sample[start:] or sample


def _refuse_foreign(path: Path, stream: BinaryIO) -> None:
    """Refuse what is no damaged UTF-8, but not UTF-8 at all."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    damaged = foreign = 0
    while chunk := stream.read(_CHUNK):
        text = decoder.decode(chunk)
        damaged += text.count("\ufffd")
        foreign += len(text) - len(text.encode("ascii", "ignore"))
        if "\0" in text:
            raise TmxError(f"{path}: is no text in UTF-8 (it holds NUL characters); {_STATE}")
    if damaged > max(1, _MOST_DAMAGE * foreign):
        raise TmxError(f"{path}: is no text in UTF-8 ({damaged:,} faults); {_STATE}")
