"""A TMX file → its `CheckReport`: one pass, a unit at a time, in memory that hardly grows."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from tmx.checking.decoding import Decoded
from tmx.checking.failures import BrokenError
from tmx.checking.feeding import feed
from tmx.checking.findings import FindingCounter
from tmx.checking.grammar import ELEMENTS
from tmx.checking.headers import HeaderRules
from tmx.checking.languages import normalise_or_none, script_of
from tmx.checking.opening import open_document
from tmx.checking.records import CheckReport
from tmx.checking.rereading import ReadUnits, add_losses
from tmx.checking.structure import Structure
from tmx.checking.units import UnitRules
from tmx.checking.watching import Watcher
from tmx.errors import TmxError

_XML_ENTITIES = frozenset({"lt", "gt", "amp", "apos", "quot"})
_SUFFIXES = (".tmx", ".tmx.gz", ".tmx.zip")
Detect = Callable[[bytes], str | None]


def check_file(path: str | os.PathLike[str], *, detect: Detect | None = None) -> CheckReport:
    """Check a TMX file; see `check_tmx`.

    Raises:
        TmxError: the file cannot be opened or read.
    """
    try:
        with Path(path).open("rb") as stream:
            return check_tmx(stream, name=str(path), detect=detect)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TmxError(f"{path}: cannot be read ({reason}); check the name") from error


def check_tmx(
    stream: BinaryIO, *, name: str | None = None, detect: Detect | None = None
) -> CheckReport:
    """Check a TMX file against the standard and against what CAT tools are known to take.

    Its validity by the DTD is that which libxml2 finds, for all documents whose root is tmx.
    Nothing outside of the file is opened. Where it is not well-formed, it is read again as
    `read_tmx` does, if the stream can be sought, and what that mends is found too.

    Args:
        stream: a binary stream, plain, of gzip or zip; it is not closed.
        name: of the file, for the report and to judge its suffix; None: the stream's own.
        detect: finds the encoding of a sample, for a file that does not say; None: not asked.

    Returns:
        What was found, counted by rule; also for XML that is not TMX, or not well-formed.

    Raises:
        TmxError: it cannot be read, or is a file of another kind, such as PDF.

    Source: TMX 1.4b specification, 2005-04-26.

    >>> import io
    >>> check_tmx(io.BytesIO(b"<tmx version='1.4'><body/></tmx>")).findings[0].rule.message
    'the header is missing'
    """
    own = getattr(stream, "name", None)
    name = name or (own if isinstance(own, str) else "TMX")
    start = stream.tell() if stream.seekable() else None
    checker = _Checker()
    broken = checker.run(stream, name)
    read = None
    if broken is not None and start is not None:
        stream.seek(start)
        read = add_losses(stream, checker.findings, broken, detect)
    return checker.report(name, read, is_well_formed=broken is None)


class _Checker:
    """Leads the events of one document to all who judge them."""

    def __init__(self) -> None:
        self.findings = FindingCounter()
        self._parser = _make_parser()
        # Asked at most elements, so without a function of ours between.
        self._get_line: Callable[[], int] = partial(getattr, self._parser, "CurrentLineNumber")
        self._structure = Structure(self.findings, self._get_line)
        self._units = UnitRules(self.findings)
        self._headers = HeaderRules(
            self.findings,
            check_dates=self._units.check_dates,
            check_type=self._units.check_type,
        )
        self.watcher = Watcher(
            self.findings,
            self._get_line,
            take_header=self._take_header,
            take_remark=self._headers.check_remark,
            take_unit=self._units.check,
        )
        self._starts, self._ends = self.watcher.starts, self.watcher.ends
        self._states = self._structure.states
        self._version: str | None = None
        self._encoding = "utf-8"
        self._has_root = False
        self._doctype: tuple[int, str] | None = None
        self._connect()

    def run(self, stream: BinaryIO, name: str) -> BrokenError | None:
        """Check a document; return what ended it before its end."""
        try:
            decoded = Decoded(open_document(stream, name, self.findings), self.findings)
            self._encoding = decoded.encoding
            feed(self._parser, decoded, lambda: self._has_root)
        except BrokenError as error:
            line = error.line
            self.findings.add(error.code, line, error.value, column=error.column)
            return error
        return None

    def report(self, name: str, read: ReadUnits | None, *, is_well_formed: bool) -> CheckReport:
        """Put together what was found; `read` tells the units where the reader had to find them."""
        findings = self.findings
        units = self.watcher.units if read is None else read.count
        findings.unit = findings.tuid = None
        if is_well_formed and not units:
            findings.add("TMX412", None)
        # What is in a zip has to be unpacked, not renamed.
        is_named = name == "TMX" or name.lower().endswith(_SUFFIXES) or findings.has("TMX022")
        if not is_named:
            findings.add("TMX023", None, Path(name).name)
        languages = self._units.languages if read is None else read.languages
        self._judge_languages(tuple(languages))
        return CheckReport(
            name=name,
            units=units,
            findings=findings.findings,
            languages=tuple(languages.items()),
            is_well_formed=is_well_formed,
            is_valid="dtd" not in findings.broken,
            is_schema_valid="xsd" not in findings.broken,
            version=self._version,
            encoding=self._encoding,
        )

    def _judge_languages(self, tags: tuple[str, ...]) -> None:
        usual = dict.fromkeys(filter(None, map(normalise_or_none, tags)))
        if len(usual) > 2:
            self.findings.add("TMX314", None, ", ".join(usual))
        chinese = [tag for tag in tags if script_of(tag) in ("Hans", "Hant")]
        if len({script_of(tag) for tag in chinese}) > 1:
            self.findings.add("TMX315", None, ", ".join(chinese))

    def _connect(self) -> None:
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take_text
        parser.StartCdataSectionHandler = self._structure.take_section
        parser.CommentHandler = self._take_comment
        parser.ProcessingInstructionHandler = self._take_instruction
        parser.XmlDeclHandler = self._take_declaration
        parser.StartDoctypeDeclHandler = self._take_doctype
        parser.EntityDeclHandler = self._take_entity
        parser.SkippedEntityHandler = self._skip_entity
        parser.ExternalEntityRefHandler = self._pass_over

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name not in ELEMENTS:
            name = self._fold(name)
        if not self._has_root:
            self._start_root(name, attributes)
        handle = self._starts.get(name)
        if handle is not None:
            handle(attributes)
        else:
            self.watcher.start_code(name, attributes)
        self._structure.start(name, attributes)

    def _end(self, name: str) -> None:
        state = self._states.pop()
        if state.missing:
            self._structure.miss(state)
        if name not in ELEMENTS:
            name = _strip(name)
        handle = self._ends.get(name)
        if handle is not None:
            handle()
        else:
            self.watcher.end_code(name)

    def _take_text(self, text: str) -> None:
        if not self._states[-1].has_text:
            self._structure.refuse_text(text)
        self.watcher.take_text(text)

    def _fold(self, name: str) -> str:
        folded = _strip(name)
        if folded not in ELEMENTS:
            return name
        self.findings.add("TMX116", self._get_line(), name)
        return folded

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        self._has_root = True
        if name != "tmx":
            raise BrokenError("TMX019", self._get_line(), f"the root element is {name}")
        if self._doctype is not None:
            self.findings.add("TMX010", *self._doctype)
        self._version = attributes.get("version")
        if self._version is None:
            self.findings.add("TMX111", self._get_line())

    def _take_header(self, attributes: dict[str, str], line: int) -> None:
        if self._units.source is None:
            self._units.source = attributes.get("srclang")
        self._headers.check(attributes, line)

    def _take_declaration(self, version: str, _: str | None, standalone: int) -> None:
        self._structure.is_standalone = standalone == 1
        if not version.startswith("1."):
            raise BrokenError("TMX001", 1, f"there is no XML {version}")
        if version != "1.0":
            self.findings.add("TMX026", 1, version)

    def _take_doctype(self, _: str, system: str | None, public: str | None, __: int) -> None:
        self._doctype = (self._get_line(), public or system or "")

    def _take_entity(self, name: str, *_: object) -> None:
        if name not in _XML_ENTITIES:
            self.findings.add("TMX009", self._get_line(), name)

    def _skip_entity(self, name: str, _: bool) -> None:
        self.findings.add("TMX008", self._get_line(), f"&{name};")

    def _pass_over(self, _: str, __: str | None, system: str | None, public: str | None) -> int:
        self.findings.add("TMX027", self._get_line(), system or public or "")
        return 1

    def _take_comment(self, _: str) -> None:
        self._structure.take_comment()

    def _take_instruction(self, _: str, __: str) -> None:
        self._structure.take_comment()


def _make_parser() -> expat.XMLParserType:
    # What is fed is UTF-8, whatever the declaration says.
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.specified_attributes = True
    return parser


def _strip(name: str) -> str:
    return name.rpartition(":")[2].lower()
