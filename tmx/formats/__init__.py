"""Translation units in other formats: tables, JSON lines, plain text, XLIFF, DOCX, HTML.

`FORMATS` names them all; `find_format` tells which one a file is of. A format's module is
imported when it is used.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from tmx.errors import TmxError
from tmx.formats.records import (
    Conversion,
    Format,
    ReadOptions,
    UnitSource,
    WriteOptions,
)

__all__ = [
    "FORMATS",
    "MOSES",
    "Conversion",
    "Format",
    "ReadOptions",
    "UnitSource",
    "WriteOptions",
    "describe_suffix",
    "find_by_suffix",
    "find_format",
]

MOSES = "moses"
"""The format of two files; `tmx.formats.moses` writes it, for it is not one stream."""


def _open(name: str) -> Callable[[Sequence[Path], ReadOptions], UnitSource]:
    """Return a function that opens files; `name` is its module and itself."""

    def open_files(paths: Sequence[Path], options: ReadOptions) -> UnitSource:
        source: UnitSource = _load(name)(paths, options)
        return source

    return open_files


def _write(name: str) -> Callable[[BinaryIO, UnitSource, WriteOptions], Conversion]:
    """Return a function that writes a file; `name` is its module and itself."""

    def write_file(stream: BinaryIO, source: UnitSource, options: WriteOptions) -> Conversion:
        written: Conversion = _load(name)(stream, source, options)
        return written

    return write_file


def _load(name: str) -> Callable[..., Any]:
    module, _, function = name.rpartition(".")
    loaded: Callable[..., Any] = getattr(import_module(f"tmx.formats.{module}"), function)
    return loaded


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "tmx": Format("TMX", (".tmx",), _open("memory.open_memory"), _write("memory.write_memory")),
        "tmx.gz": Format(
            "compressed TMX",
            (".tmx.gz",),
            _open("memory.open_memory"),
            _write("memory.write_compressed"),
        ),
        "tmx.zip": Format("zipped TMX", (".tmx.zip", ".zip"), _open("memory.open_memory")),
        "tsv": Format(
            "tab-separated table",
            (".tsv", ".tab"),
            _open("delimited.open_delimited"),
            _write("delimited.write_tsv"),
        ),
        "csv": Format(
            "comma-separated table",
            (".csv",),
            _open("delimited.open_delimited"),
            _write("delimited.write_csv"),
        ),
        "xlsx": Format(
            "Excel workbook",
            (".xlsx",),
            _open("workbook.open_workbook"),
            _write("workbook.write_workbook"),
        ),
        "jsonl": Format(
            "JSON lines", (".jsonl",), _open("jsonl.open_jsonl"), _write("jsonl.write_jsonl")
        ),
        "tmdb": Format("translation memory", (".tmdb",), _open("store.open_store")),
        MOSES: Format("Moses pair of plain texts", (), _open("moses.open_moses")),
        "xliff": Format("XLIFF 1.2", (".xlf", ".xliff"), write=_write("xliff.write_xliff12")),
        "xliff2": Format("XLIFF 2.1", (), write=_write("xliff.write_xliff21")),
        "docx": Format("Word table", (".docx",), write=_write("docx.write_docx")),
        "html": Format("web page", (".html", ".htm"), write=_write("html.write_html")),
    }
)


def find_format(path: Path, name: str | None = None) -> str:
    """Return the name of a file's format: the one that is stated, else that of its suffix.

    A stated "tmx" is "tmx.gz" where the file ends in that; a suffix that is a language tag
    makes a Moses pair.

    Args:
        path: a file to read or to write.
        name: a key of FORMATS, or None.

    Raises:
        TmxError: the name or the suffix is not known.

    >>> find_format(Path("a.TMX.gz")), find_format(Path("a.zh-HK")), find_format(Path("a"), "csv")
    ('tmx.gz', 'moses', 'csv')
    """
    by_suffix = find_by_suffix(path)
    if name is None:
        if by_suffix is None:
            raise TmxError(
                f"{path}: {describe_suffix(path)}; the suffix decides the format, so write one of"
                f" {_list_suffixes()}, two language tags as in corpus.zh-CN and corpus.en-GB, or"
                " name the format with --format"
            )
        return by_suffix
    if name not in FORMATS:
        raise TmxError(f"there is no format “{name}”; choose one of {', '.join(FORMATS)}")
    is_packed = by_suffix is not None and by_suffix.startswith(f"{name}.")
    return str(by_suffix) if is_packed else name


def find_by_suffix(path: Path) -> str | None:
    """Return the name of the format that the suffix of a file says, or None."""
    from tmx.formats.moses import find_language

    file = path.name.lower()
    known = [
        (len(suffix), name)
        for name, each in FORMATS.items()
        for suffix in each.suffixes
        if file.endswith(suffix)
    ]
    if known:
        return max(known)[1]
    return MOSES if find_language(path) is not None else None


def describe_suffix(path: Path) -> str:
    """Say of a file why its format is not known."""
    if path.is_dir():
        return "it is a folder"
    return f"its suffix {path.suffix} is not known" if path.suffix else "it has no suffix"


def _list_suffixes() -> str:
    written = [each for each in FORMATS.values() if each.write is not None]
    return " ".join(suffix for each in written for suffix in each.suffixes)
