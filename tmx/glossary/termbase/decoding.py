"""The bytes of a TBX file → its characters, in the encoding that it declares or is evidently in.

A term with a damaged character is worth nothing, so that none is replaced.
"""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tmx.errors import TmxError
from tmx.glossary.decoding import Detect
from tmx.losses import LossCounter
from tmx.reading.encodings import Guess, choose_encoding, is_evidently_other, look_up

_CHUNK = 1 << 16
_SAMPLE = 1 << 18
_NOTHING = b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file whose encoding is not known yet.

    Args:
        stream: at its start.
        name: for messages.
        encoding: as the user states it, or None.
        detect: or None.
    """

    stream: BinaryIO
    name: str
    encoding: str | None = None
    detect: Detect | None = None


def decode(file: Encoded, losses: LossCounter) -> Iterator[str]:
    """Give the characters of a file, piece by piece; all line ends become line feeds.

    Args:
        file: of any size.
        losses: told where the encoding is another than the declared one.

    Raises:
        TmxError: it is empty, cannot be read, or bytes are none of its encoding.
    """
    sample = _read(file, _SAMPLE)
    if not sample.strip(_NOTHING):
        raise TmxError(f"{file.name}: is empty; give a glossary in TBX or MultiTerm XML")
    guess = _choose(file, sample, losses)
    # A handler that widens an encoding is kept, one that replaces is not.
    errors = "strict" if guess.errors == "replace" else guess.errors
    decoder = codecs.getincrementaldecoder(guess.encoding)(errors=errors)
    newlines = io.IncrementalNewlineDecoder(decoder, translate=True)
    line = 1
    for data in _list_chunks(file, sample[guess.mark :]):
        try:
            text = newlines.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise _explain(file, guess, error, line) from error
        line += text.count("\n")
        yield text


def _list_chunks(file: Encoded, head: bytes) -> Iterator[bytes]:
    """Give the bytes of a file, and b"" at its end."""
    yield head
    while data := _read(file, _CHUNK):
        yield data
    yield b""


def _read(file: Encoded, size: int) -> bytes:
    try:
        return file.stream.read(size) or b""
    except OSError as error:
        reason = error.strerror or str(error)
        raise TmxError(f"{file.name}: cannot be read ({reason}); check its disk") from error


def _choose(file: Encoded, sample: bytes, losses: LossCounter) -> Guess:
    guess = choose_encoding(sample, file.name, stated=file.encoding)
    if guess.remark:
        losses.add(guess.remark, "line 1")
    is_open = file.encoding is None and file.detect is not None
    if is_open and is_evidently_other(sample[guess.mark :], guess):
        found = file.detect(sample) if file.detect is not None else None
        if found is not None:
            losses.add(f"the encoding is {found}, which was found out", "line 1")
            return Guess(look_up(found, file.name), 0)
    return guess


def _explain(file: Encoded, guess: Guess, error: UnicodeDecodeError, line: int) -> TmxError:
    passed = error.object[: error.start].decode(guess.encoding, "ignore")
    shown = " ".join(f"{byte:02X}" for byte in error.object[error.start : error.end][:4])
    return TmxError(
        f"{file.name}: line {line + passed.count(chr(10))}: bytes {shown} are not"
        f" {guess.encoding}; mend the line, or state the encoding of the file, such as gb18030"
    )
