"""The bytes of a file → its characters, in whatever encoding they are, chunk by chunk.

A byte order mark wins over zeros among the bytes, these over the declaration, and bytes that are
evidently UTF-8 over a declaration of something else. All line ends become line feeds, as in XML.
"""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from tmx.characters import find_forbidden
from tmx.errors import TmxError
from tmx.losses import LossCounter
from tmx.reading.attributes import quote
from tmx.reading.encodings import (
    Guess,
    choose_encoding,
    count_sequences,
    is_evidently_other,
    look_up,
)

Detect: TypeAlias = Callable[[bytes], str | None]
"""Tells the encoding of a sample, or None."""

SAMPLE = 1 << 18
"""Bytes that the encoding is judged by."""

_BAD = "\ufffd"
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_NONCHARACTERS = ("\ufffe", "\uffff")


class TextSource:
    """The characters of a file.

    Attributes:
        encoding: the name by which Python knows it.
    """

    def __init__(
        self,
        chunks: Iterator[bytes],
        losses: LossCounter,
        name: str,
        *,
        encoding: str | None,
        detect: Detect | None,
    ) -> None:
        self._chunks = chunks
        self._losses = losses
        self._name = name
        self._sample = self._take_sample()
        guess = self._choose(encoding, detect)
        self.encoding = guess.encoding
        self._errors = guess.errors
        self._head = self._sample[guess.mark :]
        self._sample = b""
        self._line = 1

    def _take_sample(self) -> bytes:
        parts: list[bytes] = []
        size = 0
        for chunk in self._chunks:
            parts.append(chunk)
            size += len(chunk)
            if size >= SAMPLE:
                break
        if not size:
            raise TmxError(f"{self._name}: is empty; give a translation memory in TMX")
        return b"".join(parts)

    def _choose(self, encoding: str | None, detect: Detect | None) -> Guess:
        guess = choose_encoding(self._sample, self._name, stated=encoding)
        if guess.remark:
            self._losses.add(guess.remark, "line 1")
        sample = self._sample[guess.mark :]
        if encoding is not None or not is_evidently_other(sample, guess):
            return guess
        found = detect(self._sample) if detect is not None else None
        if found is None:
            bad, all_found = count_sequences(sample, guess.encoding)
            raise TmxError(
                f"{self._name}: is not in {guess.encoding} ({bad} of {all_found} characters beyond"
                " ASCII at its start are damaged); state its encoding, such as gb18030 or big5"
            )
        self._losses.add(f"the encoding is {quote(found)}, which was found out", "line 1")
        return Guess(look_up(found, self._name), 0)

    def __iter__(self) -> Iterator[tuple[str, bool]]:
        """Give texts, none of them empty, and whether they hold no forbidden character.

        A text tells at most that it is free of them; False may be said of one that is, too.
        """
        decoder = codecs.getincrementaldecoder(self.encoding)(errors=self._errors)
        newlines = io.IncrementalNewlineDecoder(decoder, translate=True)
        is_ascii_based = not self.encoding.startswith(("utf-16", "utf-32", "iso2022", "cp037"))
        data = self._head
        self._head = b""
        while data:
            text = newlines.decode(data)
            if _BAD in text:
                self._count_bad(data, text)
            self._line += text.count("\n")
            if text:
                yield text, _is_clean(data, text, is_bytes=is_ascii_based)
            data = next(self._chunks, b"")
        yield from self._finish(newlines)

    def _finish(self, newlines: io.IncrementalNewlineDecoder) -> Iterator[tuple[str, bool]]:
        text = newlines.decode(b"", final=True)
        if _BAD in text:
            self._losses.add("the file ends inside a character", f"line {self._line}")
            text = text.replace(_BAD, "")
        if text:
            yield text, False

    def _count_bad(self, data: bytes, text: str) -> None:
        """Count the characters that stand for bytes that are none of the encoding."""
        try:
            meant = data.count(_BAD.encode(self.encoding))
        except UnicodeError:
            meant = 0
        count = text.count(_BAD) - meant
        places = [match.start() for match in re.finditer(_BAD, text)] if count > 0 else []
        line, start = self._line, 0
        for place in places[:count]:
            line += text.count("\n", start, place)
            start = place
            self._losses.add(
                f"bytes that are not {self.encoding} are read as U+FFFD", f"line {line}"
            )


def _is_clean(data: bytes, text: str, *, is_bytes: bool) -> bool:
    if not is_bytes:
        return not find_forbidden(text)
    # Four times as fast as a search in the text.
    if len(data.translate(None, _CONTROLS)) != len(data):
        return False
    return not any(each in text for each in _NONCHARACTERS)
