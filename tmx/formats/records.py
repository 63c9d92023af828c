"""What the formats of translation units share: a source that is read anew, and options."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from tmx.losses import Loss
from tmx.records import Header, ReadReport, TranslationUnit


class UnitSource(Protocol):
    """Translation units that can be gone through more than once, in memory that does not grow."""

    @property
    def header(self) -> Header | None:
        """What the file says of all units, or None."""
        ...

    @property
    def report(self) -> ReadReport:
        """Report of the last pass; it is complete when the pass has reached its end."""
        ...

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a new pass.

        Raises:
            TmxError: the file cannot be read, or is not what its name says.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a user states of an input.

    Args:
        source_language: tag of the source, for formats that do not state it; None: as stated.
        target_language: the same of the target.
        encoding: of a text file; None: found out.
        detect: names the encoding of a sample of bytes that are no UTF-8, or returns None; None:
            only what marks itself, and UTF-8, is known.
        can_state: whether who asks can state languages; else errors advise what does without.
    """

    source_language: str | None = None
    target_language: str | None = None
    encoding: str | None = None
    detect: Callable[[bytes], str | None] | None = None
    can_state: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """How a format is written.

    Args:
        source_language: tag of the source in formats of one pair, and the only source that
            others get; None: the source of each unit.
        target_language: the same of the target; None: the first other language of the source.
        level: 1 writes texts without inline codes, 2 with them.
        dialect: the CAT tool whose way of stating contexts is followed; see `tmx.dialects`.
    """

    source_language: str | None = None
    target_language: str | None = None
    level: int = 2
    dialect: str = "plain"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was written.

    Args:
        units: how many units the output holds.
        losses: what the output could not hold; places are units, such as "unit 3 (tuid a7)".
        notes: what else a user should know, a sentence each.
    """

    units: int
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format that translation units are read from or written to.

    Args:
        name: for people, such as "tab-separated table".
        suffixes: of its files, the usual one first, such as (".tsv", ".tab").
        open: opens the file or files of one source; None: it is not read.
        write: writes a whole file into a binary stream; None: it is not written, or not as one
            stream.
    """

    name: str
    suffixes: tuple[str, ...]
    open: Callable[[Sequence[Path], ReadOptions], UnitSource] | None = None
    write: Callable[[BinaryIO, UnitSource, WriteOptions], Conversion] | None = None
