"""The parts of a workbook's archive: read piece by piece, limited, parsed without entities."""

import posixpath
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from tmx.errors import TmxError

_CHUNK = 1 << 16
_MOST_BYTES = 16 << 30
_MOST_SMALL = 64 << 20
_LONGEST_TAG = 2_000_000
_OLE = b"\xd0\xcf\x11\xe0"
_DAMAGE = (
    BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error, zlib.error,
    expat.ExpatError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """The start of an element: its name without prefix, and its attributes without prefixes."""

    name: str
    attributes: dict[str, str]


class Package:
    """An open archive of parts.

    Args:
        archive: from `open_package`.
        path: of the file, for messages.
    """

    def __init__(self, archive: ZipFile, path: Path) -> None:
        self._archive = archive
        self.path = path
        # Some programs write names in other letters than their links have.
        self._members = {name.lower(): name for name in archive.namelist()}

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.lower() in self._members

    def read(self, part: str, most: int = _MOST_BYTES) -> Iterator[bytes]:
        """Yield a part in pieces.

        Args:
            part: path in the archive.
            most: bytes that it may have.

        Raises:
            TmxError: it is missing, larger, or damaged.
        """
        if not self.has(part):
            raise TmxError(f"{self.path}: is incomplete (it has no {part}); save it anew")
        size = 0
        with (
            explain_damage(self.path, part),
            self._archive.open(self._members[part.lower()]) as stream,
        ):
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise TmxError(f"{self.path}: {part} is over {most >> 20:,} MB; divide it")
                yield chunk

    def list_elements(self, part: str) -> list[Element]:
        """List the starts of all elements of a small part, in order; none if it is missing."""
        found: list[Element] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            plain = {drop_prefix(each): value for each, value in attributes.items()}
            found.append(Element(drop_prefix(name), plain))

        if self.has(part):
            parser = PartParser(self.path, part, start=start)
            for chunk in self.read(part, _MOST_SMALL):
                parser.feed(chunk)
            parser.feed(b"")
        return found

    def list_links(self, part: str) -> list[tuple[str, str, str]]:
        """List what a part links to inside the archive: identifier, kind and path of each."""
        folder, name = posixpath.split(part)
        links = []
        for element in self.list_elements(posixpath.join(folder, "_rels", f"{name}.rels")):
            each = element.attributes
            if element.name == "Relationship" and each.get("TargetMode") != "External":
                path = posixpath.join("/", folder, unquote(each.get("Target", "")))
                kind = each.get("Type", "").rpartition("/")[2]
                links.append((each.get("Id", ""), kind, posixpath.normpath(path).lstrip("/")))
        return links


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Open the archive of a workbook.

    Raises:
        TmxError: it cannot be read, or is no workbook.
    """
    try:
        with path.open("rb") as stream:
            if stream.read(4) == _OLE:
                raise TmxError(
                    f"{path}: is an old workbook (.xls) or has a password; save it as .xlsx"
                    " without one"
                )
            with _open_archive(path) as archive:
                yield Package(archive, path)
    except OSError as error:
        raise TmxError(f"{path}: cannot be read ({error.strerror}); check the name") from error


@contextmanager
def _open_archive(path: Path) -> Iterator[ZipFile]:
    with explain_damage(path, "the archive"):
        archive = ZipFile(path)
    with archive:
        yield archive


@contextmanager
def explain_damage(path: Path, part: str) -> Iterator[None]:
    """Turn what libraries raise on a damaged file into a TmxError."""
    try:
        yield
    except _DAMAGE as error:
        reason = re.sub(r"\s+", " ", str(error))[:100] or type(error).__name__
        raise TmxError(
            f"{path}: is no sound workbook ({part}: {reason}); get it anew, or save it as .xlsx"
        ) from error


class PartParser:
    """Parses a part piece by piece; a document type, which no workbook has, is refused.

    Args:
        path: of the file, for messages.
        part: path in the archive.
        start: called with name and attributes where an element starts.
        end: called with the name where it ends.
        text: called with text between.
    """

    def __init__(
        self,
        path: Path,
        part: str,
        *,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        self._path, self._part = path, part
        self._fed = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        # It declares entities, and there is no other use for it.
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._parser.CharacterDataHandler = text

    def _refuse(self, *_: object) -> None:
        raise TmxError(
            f"{self._path}: {self._part} has a DOCTYPE, which is not read; save the file anew"
        )

    def feed(self, chunk: bytes) -> None:
        """Parse the next piece; an empty one is the end.

        Raises:
            TmxError: the part is damaged.
        """
        self._fed += len(chunk)
        with explain_damage(self._path, self._part):
            self._parser.Parse(chunk, not chunk)
            # A tag or comment that does not end would be kept in memory, and read again each time.
            if self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG:
                raise ValueError(f"a tag of over {_LONGEST_TAG:,} bytes")


def drop_prefix(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]
