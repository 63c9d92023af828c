"""Alignment → file, by the suffix of the file: the registry that formats join.

A format is one entry in FORMATS: a function that takes a binary stream, the alignments and what
the user asked for, and tells what it wrote.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TypeAlias

from aligner.errors import AlignerError, name_errors
from aligner.exporting.align import write_align
from aligner.exporting.files import check_writable, open_output
from aligner.exporting.jsonl import write_jsonl
from aligner.exporting.records import ExportOptions, ExportReport, Written
from aligner.exporting.store import check_uncorrected, write_store
from aligner.exporting.tsv import write_tsv
from aligner.exporting.units import check_languages, write_memory
from aligner.records import Alignment

_Write: TypeAlias = Callable[[BinaryIO, Sequence[Alignment], ExportOptions], Written]


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written.

    Args:
        write: writes a whole file into a binary stream: one alignment, or several.
        holds_several: whether a file may hold several alignments.
        check_languages: raises an AlignerError where the format cannot hold two languages,
            source and target; None: it holds any.
        check_replaced: raises an AlignerError where a file that stands there must not be replaced;
            None: any may be.
    """

    write: _Write
    holds_several: bool = False
    check_languages: Callable[[str, str], None] | None = None
    check_replaced: Callable[[Path], None] | None = None


def _write_all(write: Callable[[BinaryIO, Sequence[Alignment]], Written]) -> _Write:
    return lambda stream, alignments, options: write(stream, alignments)


def _write_one(write: Callable[[BinaryIO, Alignment], Written]) -> _Write:
    return lambda stream, alignments, options: write(stream, alignments[0])


def _write_report(stream: BinaryIO, alignment: Alignment) -> Written:
    # Imported here, for few outputs are reports.
    from aligner.exporting.report import write_report

    return write_report(stream, alignment)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".tmx": Format(write_memory, True, check_languages),
        ".tsv": Format(_write_all(write_tsv), True),
        ".jsonl": Format(_write_all(write_jsonl), True),
        ".align": Format(_write_one(write_align)),
        ".html": Format(_write_one(_write_report)),
        ".duizhao": Format(_write_one(write_store), check_replaced=check_uncorrected),
    }
)


def write_alignment(
    path: str | Path, alignment: Alignment, options: ExportOptions | None = None
) -> ExportReport:
    """Write an alignment in the format that the suffix of the path names, whole or not at all.

    Args:
        path: the file to make or to replace; see FORMATS for the suffixes.
        alignment: any.
        options: moment and dialect of a memory; None: now, and plain.

    Raises:
        AlignerError: the suffix is unknown, the file cannot be written, or the format cannot
            hold the alignment; a file that stood there is as before.
    """
    return write_alignments(path, [alignment], options)


def write_alignments(
    path: str | Path, alignments: Sequence[Alignment], options: ExportOptions | None = None
) -> ExportReport:
    """Write several alignments into one file, whole or not at all.

    Args:
        path: the file to make or to replace; see FORMATS for the suffixes.
        alignments: at least one.
        options: moment and dialect of a memory; None: now, and plain.

    Raises:
        AlignerError: as for `write_alignment`, or the format holds one alignment alone.
    """
    where = Path(path)
    suffix = _find_suffix(where)
    if len(alignments) > 1:
        check_holds_several(where)
    with open_output(where) as stream:
        written = FORMATS[suffix].write(
            stream, alignments, options or ExportOptions(datetime.now(UTC))
        )
        _check_replaced(where)
    return ExportReport(where, suffix, written)


def check_holds_several(path: str | Path) -> None:
    """Check that a file could hold several alignments.

    Raises:
        AlignerError: its format holds one alone.
    """
    suffix = _find_suffix(Path(path))
    if not FORMATS[suffix].holds_several:
        several = " ".join(name for name, each in FORMATS.items() if each.holds_several)
        raise AlignerError(
            f"{path}: a {suffix} file holds one pair of texts: for a folder give one of {several}"
        )


def check_output(path: str | Path, languages: tuple[str, str] | None = None) -> None:
    """Check, before the work begins, that a file could be written in the end.

    Args:
        path: the file to make or to replace; it is left as it is.
        languages: tags of the source and the target side; None: not known yet.

    Raises:
        AlignerError: the suffix is unknown, the path is a folder, its folder is missing or not
            writable, a file there must not be replaced, or the format cannot hold these two
            languages.
    """
    where = Path(path)
    format_ = FORMATS[_find_suffix(where)]
    check_writable(where)
    with name_errors(where):
        _check_replaced(where)
    if languages is None or format_.check_languages is None:
        return
    with name_errors(where):
        format_.check_languages(*languages)


def _check_replaced(path: Path) -> None:
    check = FORMATS[_find_suffix(path)].check_replaced
    if check is not None:
        check(path)


def _find_suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        found = f"suffix {path.suffix} is not known" if suffix else "there is no suffix"
        raise AlignerError(
            f"{path}: {found} (known: {', '.join(sorted(FORMATS))}): the suffix of the output"
            " decides its format, so name the file with one of these"
        )
    return suffix
