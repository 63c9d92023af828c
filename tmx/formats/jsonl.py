"""Translation units ↔ JSON lines: an object a line, lossless, for programs.

The first line may be `{"kind": "header", …}`; each unit is `{"kind": "unit", "variants":
[{"language": …, "text": …}, …], …}`. `tmx.formats.objects` says which fields there are.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from tmx.errors import TmxError
from tmx.formats.lines import Line, TextFile, open_text
from tmx.formats.objects import DeepError, Object, Reader, describe
from tmx.formats.places import name_unit, quote
from tmx.formats.records import Conversion, ReadOptions, UnitSource, WriteOptions
from tmx.losses import LossCounter
from tmx.records import Header, ReadReport, TranslationUnit

HEADER, UNIT = "header", "unit"

# Line ends to some readers, and allowed raw in JSON strings: escaped, a line is a line to all.
_LINE_END = re.compile("[\x85\u2028\u2029]")
_encode_json = json.JSONEncoder(ensure_ascii=False).encode
_LONGEST = 1 << 27
_MOST_FAULTS = 100
"""Lines that are no JSON, one behind the other from the start, after which no file is."""


def write_jsonl(stream: BinaryIO, source: UnitSource, options: WriteOptions) -> Conversion:
    """Write the header if there is one, then a line a unit, in UTF-8.

    Args:
        stream: a binary stream.
        source: gone through once.
        options: level 1 leaves out inline codes, which is counted.

    Raises:
        TmxError: the source cannot be read.
    """
    losses = LossCounter()
    if source.header is not None:
        stream.write(_encode(HEADER, describe(source.header)))
    number = 0
    for number, unit in enumerate(source, start=1):
        described = describe(unit)
        if options.level == 1 and (dropped := _drop_content(described)):
            losses.add(
                "inline codes are left out (level 1)", name_unit(number, unit), count=dropped
            )
        stream.write(_encode(UNIT, described))
    return Conversion(number, losses.losses)


def _drop_content(described: Object) -> int:
    return sum(variant.pop("content", None) is not None for variant in described["variants"])


def _encode(kind: str, described: Mapping[str, Any]) -> bytes:
    line = _encode_json({"kind": kind, **described})
    line = _LINE_END.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
    # For a lone surrogate, which UTF-8 cannot hold, backslashreplace gives the JSON escape.
    return line.encode("utf-8", "backslashreplace") + b"\n"


def open_jsonl(paths: Sequence[Path], options: ReadOptions) -> "JsonlSource":
    """Open a file of JSON lines; its header is read at once.

    Args:
        paths: one file.
        options: the encoding if it is not UTF-8; languages are always stated.

    Raises:
        TmxError: it cannot be read, is empty, or its first line is no JSON object.
    """
    return JsonlSource(paths[0], options)


class JsonlSource:
    """The units of a file of JSON lines, read anew at each pass.

    Unknown kinds of objects and unknown fields are passed over and counted, and so are lines
    that are no JSON; where none is, the file is refused.
    """

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._file = open_text(path, options)
        first = next(iter(_Pass(self._file)), None)
        self._header = first if isinstance(first, Header) else None
        self._report = ReadReport(0)
        self._reading: _Pass | None = None

    @property
    def header(self) -> Header | None:
        """What the file says of all units, or None."""
        return self._header

    @property
    def report(self) -> ReadReport:
        """Report of the last whole pass."""
        return self._report

    @property
    def place(self) -> str:
        """Where the unit given last stands, such as "line 12"."""
        return "" if self._reading is None else self._reading.place

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a new pass.

        Raises:
            TmxError: the file cannot be read, or holds neither units nor a header.
        """
        reading = self._reading = _Pass(self._file)
        yield from (each for each in reading if isinstance(each, TranslationUnit))
        self._report = reading.report


class _Pass:
    """One pass: yields the header, if one comes before the units, and the units."""

    def __init__(self, file: TextFile) -> None:
        self._file = file
        self._losses = LossCounter()
        self._reader = Reader(self._losses)
        self._fault = self.place = ""
        self._faults = self._objects = self._headers = self._units = 0
        self._truncation: str | None = None

    @property
    def report(self) -> ReadReport:
        return ReadReport(self._units, self._losses.losses, self._truncation)

    def __iter__(self) -> Iterator[Header | TranslationUnit]:
        for line in self._file.read(_LONGEST, self._losses):
            given = self._parse(line)
            if given is not None and (record := self._make(given, f"line {line.number}")):
                self.place = f"line {line.number}"
                yield record
        if not self._objects:
            self._refuse()
        if not self._units and not self._headers:
            raise TmxError(
                f"{self._file.path}: holds objects, but none of kind “{UNIT}”"
                f" ({'; '.join(map(str, self._losses.losses[:3]))}); a unit has “variants”, each"
                " with “language” and “text”; of an alignment convert the .duizhao file"
            )

    def _parse(self, line: Line) -> Object | None:
        """Return the object of a line; None: it has none, which is counted unless it is blank."""
        if line.text is None:
            self._lose(f"a line of over {_LONGEST:,} characters is left out", line)
            return None
        text = line.text.strip("\ufeff \t\r\n")
        if not text:
            return None
        try:
            given = json.loads(text)
        except (ValueError, RecursionError) as error:
            self._note_fault(line, text, str(error))
            return None
        if isinstance(given, dict):
            self._objects += 1
            return given
        self._note_fault(line, text, "it is another value")
        return None

    def _note_fault(self, line: Line, text: str, reason: str) -> None:
        self._fault = self._fault or f"line {line.number}: is no JSON object ({reason})"
        self._faults += 1
        if self._objects and not line.is_ended and text.startswith("{"):
            self._truncation = f"the file breaks off in line {line.number}"
            return
        if not self._objects and self._faults >= _MOST_FAULTS:
            self._refuse()
        self._lose("a line that is no JSON object is left out", line)

    def _lose(self, reason: str, line: Line) -> None:
        self._losses.add(reason, f"line {line.number}")

    def _refuse(self) -> None:
        fault = self._fault or "is blank"
        raise TmxError(f"{self._file.path}: {fault}; give a file with one JSON object a line")

    def _make(self, given: Object, place: str) -> Header | TranslationUnit | None:
        kind = given.get("kind", UNIT if "variants" in given else None)
        if kind == UNIT:
            return self._make_unit(given, place)
        if kind == HEADER:
            return self._make_header(given, place)
        named = "without “variants”" if kind is None else f"of kind {quote(json.dumps(kind))}"
        self._losses.add(f"objects {named} are passed over", place)
        return None

    def _make_unit(self, given: Object, place: str) -> TranslationUnit | None:
        try:
            unit = self._reader.read_unit(given, place)
        except DeepError:
            self._losses.add("a unit with inline codes nested too deep is left out", place)
            return None
        self._units += unit is not None
        return unit

    def _make_header(self, given: Object, place: str) -> Header | None:
        self._headers += 1
        if self._headers > 1 or self._units:
            self._losses.add("a header that is not the first line is left out", place)
            return None
        return self._reader.read_header(given, place)
