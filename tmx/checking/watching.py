"""Events of XML → units as far as the prose rules ask for them, one at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tmx.checking.findings import FindingCounter

_NATIVE = frozenset({"bpt", "ept", "it", "ph", "ut"})
_CODES = _NATIVE | {"hi", "sub"}
MOST_NESTED = 64


@dataclass(slots=True)
class SeenCode:
    """An inline code: its name, attributes and line; segments within codes have numbers."""

    name: str
    attributes: dict[str, str]
    line: int
    scope: int


@dataclass(slots=True)
class SeenVariant:
    """A tuv: its attributes, the text of its segment, and its codes in order."""

    attributes: dict[str, str]
    line: int
    text: str | None = None
    codes: list[SeenCode] = field(default_factory=list)
    segment_line: int = 0
    # Text and codes, to compare units.
    signature: tuple[object, ...] = ()


@dataclass(slots=True)
class SeenUnit:
    """A tu: attributes, props by type and line, notes counted, variants."""

    attributes: dict[str, str]
    line: int
    props: list[tuple[dict[str, str], int]] = field(default_factory=list)
    notes: int = 0
    variants: list[SeenVariant] = field(default_factory=list)


class Watcher:
    """Puts units together.

    Args:
        findings: which unit findings belong to is stated here.
        get_line: gives the line of the present event.
        take_header: called with the attributes of the header, and its line.
        take_remark: called with name, attributes and line of a prop, note, ude or map.
        take_unit: called with each unit at its end.

    Attributes:
        units: how many units there were so far.
        starts: what takes the attributes of a start tag, by element.
        ends: what takes an end tag, by element.
    """

    def __init__(
        self,
        findings: FindingCounter,
        get_line: Callable[[], int],
        *,
        take_header: Callable[[dict[str, str], int], None],
        take_remark: Callable[[str, dict[str, str], int], None],
        take_unit: Callable[[SeenUnit], None],
    ) -> None:
        self.units = 0
        self._findings = findings
        self._get_line = get_line
        self._take_unit = take_unit
        self._take_header = take_header
        self._take_remark = take_remark
        self._unit: SeenUnit | None = None
        self._variant: SeenVariant | None = None
        self._pieces: list[str] | None = None
        self._native: list[str] = []
        # Names of the codes that are open, and the segment or sub that they stand in.
        self._open: list[str] = []
        self._scopes = [0]
        self._last_scope = 0
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {
            "tu": self._start_unit,
            "tuv": self._start_variant,
            "seg": self._start_segment,
            "prop": self._start_prop,
            "note": self._start_note,
            "header": self._start_header,
            "ude": self._start_encoding,
            "map": self._start_map,
        }
        self.ends = {
            "tu": self._end_unit, "tuv": self._end_variant, "seg": self._end_segment,
        }  # fmt: skip

    def start_code(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start tag of an element that is not among `starts`."""
        if self._pieces is not None and name in _CODES:
            self._start_code(name, attributes)

    def end_code(self, name: str) -> None:
        """Take the end tag of an element that is not among `ends`."""
        if self._open and name in _CODES:
            self._end_code(name)

    def take_text(self, text: str) -> None:
        """Take text."""
        if self._pieces is None:
            return
        if self._open and not _NATIVE.isdisjoint(self._open):
            self._native.append(text)
        else:
            self._pieces.append(text)

    def _start_unit(self, attributes: dict[str, str]) -> None:
        self.units += 1
        self._unit = SeenUnit(attributes, self._get_line())
        self._findings.unit = self.units
        self._findings.tuid = attributes.get("tuid")

    def _end_unit(self) -> None:
        if self._unit is not None:
            self._take_unit(self._unit)
        self._unit = None
        self._findings.unit = self._findings.tuid = None

    def _start_variant(self, attributes: dict[str, str]) -> None:
        self._variant = SeenVariant(attributes, self._get_line())
        if self._unit is not None:
            self._unit.variants.append(self._variant)

    def _end_variant(self) -> None:
        self._variant = None

    def _start_segment(self, _: dict[str, str]) -> None:
        if self._variant is not None and self._variant.text is None:
            self._pieces = []
            self._native = []
            self._open = []
            self._scopes = [0]
            self._variant.segment_line = self._get_line()

    def _end_segment(self) -> None:
        variant = self._variant
        if variant is not None and self._pieces is not None:
            variant.text = "".join(self._pieces)
            if variant.codes:
                names = tuple(code.name for code in variant.codes)
                variant.signature = (variant.text, names, "".join(self._native))
        self._pieces = None

    def _start_code(self, name: str, attributes: dict[str, str]) -> None:
        line = self._get_line()
        if self._variant is not None:
            self._variant.codes.append(SeenCode(name, attributes, line, self._scopes[-1]))
        self._open.append(name)
        if name == "sub":
            self._last_scope += 1
            self._scopes.append(self._last_scope)
        if len(self._open) == MOST_NESTED + 1:
            self._findings.add("TMX609", line, name)

    def _end_code(self, name: str) -> None:
        if self._open[-1] == name:
            self._open.pop()
            if name == "sub":
                self._scopes.pop()

    def _start_prop(self, attributes: dict[str, str]) -> None:
        line = self._get_line()
        if self._unit is not None and self._variant is None:
            self._unit.props.append((attributes, line))
        self._take_remark("prop", attributes, line)

    def _start_note(self, attributes: dict[str, str]) -> None:
        if self._unit is not None and self._variant is None:
            self._unit.notes += 1
        self._take_remark("note", attributes, self._get_line())

    def _start_header(self, attributes: dict[str, str]) -> None:
        self._take_header(attributes, self._get_line())

    def _start_encoding(self, attributes: dict[str, str]) -> None:
        self._take_remark("ude", attributes, self._get_line())

    def _start_map(self, attributes: dict[str, str]) -> None:
        self._take_remark("map", attributes, self._get_line())
