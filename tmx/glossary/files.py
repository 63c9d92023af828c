"""Glossaries as files: which format a file is of, reading it, and writing it in one step.

The formats' modules are imported when they are used.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from tmx.errors import TmxError
from tmx.files import replace_atomically
from tmx.glossary.decoding import Detect
from tmx.glossary.records import Glossary, GlossaryReading, GlossaryWriting
from tmx.language import is_chinese, normalise_tag
from tmx.losses import Loss, LossCounter

OMEGAT = "omegat"


@dataclass(frozen=True, slots=True)
class GlossaryFormat:
    """A format of glossaries.

    Args:
        name: for people.
        suffixes: of its files, in small letters.
        module: of this package.
        settings: keyword arguments of the module's `read` and `write`.
        is_text: its files are in an encoding that may have to be found out.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    settings: Mapping[str, str] = field(default_factory=dict)
    is_text: bool = True


GLOSSARY_FORMATS: Mapping[str, GlossaryFormat] = MappingProxyType(
    {
        "csv": GlossaryFormat("comma-separated table", (".csv",), "tables", {"delimiter": ","}),
        "tsv": GlossaryFormat("tab-separated table", (".tsv",), "tables", {"delimiter": "\t"}),
        "xlsx": GlossaryFormat("Excel workbook", (".xlsx",), "workbook", is_text=False),
        OMEGAT: GlossaryFormat("OmegaT glossary", (".utf8", ".txt"), "omegat"),
        "tbx3": GlossaryFormat("TBX, version 3", (".tbx",), "tbx3"),
        "tbx2": GlossaryFormat("TBX, version 2", (), "tbx2"),
        "multiterm": GlossaryFormat("MultiTerm XML", (".xml",), "multiterm"),
        "memoq": GlossaryFormat("memoQ term base", (), "memoq"),
    }
)
"""All formats by their names; one without suffixes has to be named."""


def read_glossary(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002
    encoding: str | None = None,
    detect: Detect | None = None,
) -> GlossaryReading:
    """Read a glossary.

    Args:
        path: its file.
        format: a key of GLOSSARY_FORMATS; None: that of the suffix.
        encoding: of a text file, as the user states it; None: what the file says or is.
        detect: names the encoding of bytes that are no UTF-8, or returns None; None: those are
            refused.

    Returns:
        The glossary, and what of the file could not be taken.

    Raises:
        TmxError: the file cannot be read, its format is not known, or it is damaged.
    """
    file = Path(path)
    found = GLOSSARY_FORMATS[read_format(file, format)]
    decoding = {"encoding": encoding, "detect": detect} if found.is_text else {}
    with _open(file) as stream:
        read = _load(found, "read")
        reading: GlossaryReading = read(stream, str(path), **found.settings, **decoding)
    return reading


def write_glossary(
    path: str | os.PathLike[str],
    glossary: Glossary,
    *,
    format: str | None = None,  # noqa: A002
    source: str | None = None,
) -> GlossaryWriting:
    """Write a glossary; a reader meets either the old file or the whole new one.

    An OmegaT glossary holds one variety of Chinese. Where there are several, each has a file of
    its own; `list_outputs` names them.

    Args:
        path: its file.
        glossary: any.
        format: a key of GLOSSARY_FORMATS; None: that of the suffix.
        source: tag of the language translated from, which stands first in an OmegaT glossary;
            None: Chinese.

    Returns:
        How many concepts were written (of several files, in the one that has most), and what
        the format does not hold of them.

    Raises:
        TmxError: the file cannot be written, its format is not known, or cannot hold a concept.
    """
    file = Path(path)
    name = read_format(file, format)
    if name == OMEGAT:
        return _write_variants(file, glossary, source)
    found = GLOSSARY_FORMATS[name]
    with replace_atomically(file) as stream:
        written: GlossaryWriting = _load(found, "write")(stream, glossary, **found.settings)
    return written


def list_outputs(
    path: str | os.PathLike[str],
    glossary: Glossary,
    *,
    format: str | None = None,  # noqa: A002
) -> tuple[Path, ...]:
    """List the files that `write_glossary` writes with the same arguments.

    Raises:
        TmxError: the format is not known.
    """
    file = Path(path)
    if read_format(file, format) != OMEGAT:
        return (file,)
    return tuple(_divide(file, glossary))


def read_format(path: Path, name: str | None = None) -> str:
    """Return the name of a file's format: the one that is stated, else that of its suffix.

    Args:
        path: a file to read or to write.
        name: a key of GLOSSARY_FORMATS, or None.

    Raises:
        TmxError: the name or the suffix is not known.

    >>> read_format(Path("a.TBX")), read_format(Path("a.tbx"), "tbx2")
    ('tbx3', 'tbx2')
    """
    if name is not None:
        if name not in GLOSSARY_FORMATS:
            known = ", ".join(GLOSSARY_FORMATS)
            raise TmxError(f"there is no glossary format “{name}”; choose one of {known}")
        return name
    for known, each in GLOSSARY_FORMATS.items():
        if path.suffix.lower() in each.suffixes:
            return known
    suffixes = [suffix for each in GLOSSARY_FORMATS.values() for suffix in each.suffixes]
    stated = f"its suffix {path.suffix} is not known" if path.suffix else "it has no suffix"
    raise TmxError(
        f"{path}: {stated}; the suffix decides the format of a glossary, so write one of"
        f" {' '.join(suffixes)}, or name the format where there is an option --format"
    )


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        # A ValueError is a NUL character in the name.
        raise _explain(path, error) from error
    with stream:
        try:
            yield stream
        except OSError as error:
            raise _explain(path, error) from error


def _explain(path: Path, error: Exception) -> TmxError:
    reason = getattr(error, "strerror", None) or str(error)
    return TmxError(f"{path}: cannot be read ({reason}); check the name and the file")


def _load(found: GlossaryFormat, function: str) -> Callable[..., Any]:
    loaded: Callable[..., Any] = getattr(import_module(f"tmx.glossary.{found.module}"), function)
    return loaded


def _write_variants(path: Path, glossary: Glossary, source: str | None) -> GlossaryWriting:
    """Write a file for each variety of Chinese; all are there, or none."""
    write = _load(GLOSSARY_FORMATS[OMEGAT], "write")
    outputs = _divide(path, glossary)
    losses = LossCounter()
    most = 0
    with ExitStack() as files:
        for file, chinese in outputs.items():
            stream = files.enter_context(replace_atomically(file))
            written: GlossaryWriting = write(stream, glossary, chinese=chinese, source=source)
            most = max(most, written.concepts)
            is_only = len(outputs) == 1
            losses.extend(written.losses if is_only else _name_file(written.losses, file))
    _count_others(glossary, {*outputs.values()}, losses)
    return GlossaryWriting(most, losses.losses)


def _name_file(losses: Iterable[Loss], file: Path) -> Iterator[Loss]:
    """Give losses with the name of their file at each place."""
    for each in losses:
        yield replace(each, places=tuple(f"{file.name}: {place}" for place in each.places))


def _count_others(glossary: Glossary, written: set[str | None], losses: LossCounter) -> None:
    """Count the terms of varieties that none of the files holds."""
    others = {*_list_variants(glossary)} - written
    for number, concept in enumerate(glossary.concepts if others else (), start=1):
        count = sum(normalise_tag(term.language) in others for term in concept.terms)
        if count:
            reason = "terms in other Chinese than that in the name of the file are left out"
            losses.add(reason, f"concept {number}", count=count)


def _divide(path: Path, glossary: Glossary) -> dict[Path, str | None]:
    """Return the variety of Chinese by the file that it goes into.

    A tag before the suffix, as in out.zh-TW.utf8, asks for that variety alone.
    """
    variants = _list_variants(glossary)
    stated = _find_stated(path)
    if stated in variants:
        return {path: stated}
    if len(variants) < 2:
        return {path: variants[0] if variants else None}
    return {path.with_suffix(f".{each}{path.suffix}"): each for each in variants}


def _list_variants(glossary: Glossary) -> tuple[str, ...]:
    found: tuple[str, ...] = _load(GLOSSARY_FORMATS[OMEGAT], "list_variants")(glossary)
    return found


def _find_stated(path: Path) -> str | None:
    try:
        tag = normalise_tag(Path(path.stem).suffix[1:])
        return tag if is_chinese(tag) else None
    except TmxError:
        return None
