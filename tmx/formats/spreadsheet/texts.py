"""Texts of a workbook: how they are collected, and those that cells share, in bounded memory."""

from array import array
from tempfile import SpooledTemporaryFile

from tmx.formats.spreadsheet.escaping import unescape_cell
from tmx.formats.spreadsheet.parts import Package, PartParser, drop_prefix

_IN_MEMORY = 32 << 20
_LONGEST = 10_000_000


class SharedTexts:
    """The texts that cells point to; of a large workbook they stand in a temporary file."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 — closed by __exit__
        self._ends = array("Q", [0])

    def __enter__(self) -> "SharedTexts":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, package: Package, part: str) -> None:
        """Read the part that holds them.

        Raises:
            TmxError: it is damaged.
        """
        reader = _TextReader(self)
        parser = PartParser(
            package.path, part, start=reader.start, end=reader.end, text=reader.add_text
        )
        for chunk in package.read(part):
            parser.feed(chunk)
        parser.feed(b"")

    def add(self, text: str) -> None:
        """Add the next text."""
        self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8", "surrogatepass")))

    def get(self, index: str) -> str:
        """Return a text by the number that a cell holds; "" if there is none."""
        number = int(index) if index.isascii() and index.isdigit() and len(index) < 10 else -1
        if not 0 <= number < len(self._ends) - 1:
            return ""
        start = self._ends[number]
        self._file.seek(start)
        return self._file.read(self._ends[number + 1] - start).decode("utf-8", "surrogatepass")


class Collector:
    """Collects the text of the elements that hold some, outside of phonetic guides."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._is_open = False
        self._size = 0
        self._guides = 0

    def add_text(self, text: str) -> None:
        """Take a piece of text from the parser."""
        if self._is_open:
            self._size += len(text)
            if self._size > _LONGEST:
                raise ValueError(f"a cell with over {_LONGEST:,} characters")
            self._texts.append(text)

    def take_text(self) -> str:
        """Return what was collected since."""
        text = "".join(self._texts)
        self._texts.clear()
        self._size = 0
        return text


class _TextReader(Collector):
    def __init__(self, shared: SharedTexts) -> None:
        super().__init__()
        self._shared = shared

    def start(self, name: str, _: dict[str, str]) -> None:
        name = drop_prefix(name)
        self._guides += name == "rPh"
        self._is_open = name == "t" and not self._guides

    def end(self, name: str) -> None:
        name = drop_prefix(name)
        self._is_open = False
        self._guides -= name == "rPh"
        if name == "si":
            self._shared.add(unescape_cell(self.take_text()))
