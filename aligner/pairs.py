"""A folder → the pairs of files that its names tell: `zh/1.txt en/1.txt`, `1.zh.docx 1.en.html`.

Only names are looked at. Two files are a pair if they are named alike but for the language, and
if no third file could take the place of either.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

from aligner.errors import AlignerError
from aligner.naming import find_mark
from aligner.reading.formats import READERS
from aligner.reading.formats.bilingual import UNIT_SUFFIXES

_Key: TypeAlias = tuple[str, ...]

_DIGITS = re.compile("([0-9]+)")
_ENDS = " ._-"
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx", "icon\r"})
_NAMES = {"zh": "Chinese", "en": "English"}
_OTHER = {"zh": "en", "en": "zh"}
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class FilePair:
    """The Chinese and the English file of one text."""

    chinese: Path
    english: Path


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A file that is in no pair, and why: one clause."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """What a folder holds, each in natural order: 2 before 10.

    Args:
        pairs: of a Chinese and an English file.
        singles: files whose names say no language, or both: they may hold both.
        unpaired: files whose names say one language and that have no sure counterpart.
    """

    pairs: tuple[FilePair, ...] = ()
    singles: tuple[Path, ...] = ()
    unpaired: tuple[Unpaired, ...] = ()


class _File(NamedTuple):
    """A path below the folder, its folders, its name without suffix, and the suffix."""

    path: Path
    folders: tuple[str, ...]
    stem: str
    suffix: str


class _Place(NamedTuple):
    """What a file is called but for its language, that language, and whether it is clear."""

    key: _Key
    language: str
    is_sure: bool = True


def find_pairs(folder: str | os.PathLike[str], *, any_suffix: bool = False) -> Pairs:
    """Find the pairs of files in a folder and the folders below it.

    Hidden and temporary files are passed over, and files of a suffix that is not read unless
    they name a language.

    Args:
        folder: where to look; only names below it count.
        any_suffix: files of any suffix are read, as with `--lines`.

    Raises:
        AlignerError: there is no such folder, or it cannot be listed.
    """
    top = Path(folder)
    faults: list[Unpaired] = []
    files = list(_list_files(top, faults))
    found = pair_names(files, suffixes=None if any_suffix else READERS.keys())
    return Pairs(
        tuple(FilePair(top / pair.chinese, top / pair.english) for pair in found.pairs),
        tuple(top / path for path in found.singles),
        (*(Unpaired(top / each.path, each.reason) for each in found.unpaired), *faults),
    )


def pair_names(paths: Iterable[str | Path], *, suffixes: Collection[str] | None) -> Pairs:
    """Pair files by their names; see `find_pairs`.

    Args:
        paths: below the folder, in any order.
        suffixes: in small letters, of the files that are read; None: all.

    >>> found = pair_names(["zh/1.txt", "en/1.html", "en/2.txt"], suffixes=[".txt", ".html"])
    >>> [(pair.chinese.as_posix(), pair.english.as_posix()) for pair in found.pairs]
    [('zh/1.txt', 'en/1.html')]
    >>> found.unpaired[0].reason
    'there is no Chinese file of this name'
    """
    files = [_split_name(Path(path), suffixes) for path in paths]
    files = sorted((f for f in files if not _is_junk(f.path)), key=lambda f: natural_key(f.path))
    known = [file for file in files if suffixes is None or file.suffix in suffixes]
    readable = [file for file in known if file.suffix not in UNIT_SUFFIXES]
    pairs, doubtful = _match(readable)
    taken = {path for pair in pairs for path in (pair.chinese, pair.english)}
    rest = [file for file in readable if file.path not in taken | doubtful.keys()]
    unread = _explain_unread(sorted(set(files) - set(known)))
    reasons = doubtful | dict(_explain_rest(rest)) | dict(unread)
    return Pairs(
        tuple(sorted(pairs, key=lambda pair: natural_key(pair.chinese))),
        tuple(file.path for file in known if file.path not in taken | reasons.keys()),
        tuple(Unpaired(f.path, reasons[f.path]) for f in files if f.path in reasons),
    )


def natural_key(path: Path) -> list[list[str | tuple[int, str]]]:
    """Return what to sort paths by so that 2 comes before 10."""
    return [[_weigh(part) for part in _DIGITS.split(_fold(name))] for name in path.parts]


def _weigh(part: str) -> str | tuple[int, str]:
    """Return a number as something that sorts by its value, however many digits it has."""
    digits = part.lstrip("0")
    return (len(digits), digits) if part.isdigit() and part.isascii() else part


def _list_files(top: Path, faults: list[Unpaired]) -> Iterator[Path]:
    """Yield the files below a folder; links to folders are not followed."""

    def note(error: OSError) -> None:
        if error.filename == str(top):
            raise AlignerError(f"{top}: cannot be listed ({error.strerror}): check its permissions")
        reason = f"the folder cannot be listed ({error.strerror})"
        faults.append(Unpaired(Path(error.filename), reason))

    if not top.is_dir():
        raise AlignerError(f"{top}: is no folder: give one that holds pairs of files")
    for where, folders, names in os.walk(top, onerror=note):
        folders[:] = [name for name in folders if not _is_junk(Path(name))]
        yield from (Path(where, name).relative_to(top) for name in names)


def _is_junk(path: Path) -> bool:
    """Whether a system, an editor or an office program left a file there for itself."""
    return any(
        name.startswith((".", "~$", "._")) or name.endswith("~") or name.lower() in _JUNK
        for name in path.parts
    )


def _split_name(path: Path, suffixes: Collection[str] | None) -> _File:
    """Split a name at its suffix; behind any other dot may stand a language (`train.zh`)."""
    suffix = path.suffix.lower()
    is_suffix = suffix in (READERS if suffixes is None else suffixes)
    stem = path.stem if is_suffix or (suffix and find_mark(path.name) is None) else path.name
    return _File(path, path.parts[:-1], stem, suffix)


def _fold(name: str) -> str:
    return normalize("NFC", name).casefold()


def _match(files: Iterable[_File]) -> tuple[list[FilePair], dict[Path, str]]:
    """Match files by the language in their name, then in a folder, then in all of the path.

    Returns:
        The pairs, and why each of the other files that have a counterpart is in none.
    """
    pairs: list[FilePair] = []
    doubtful: dict[Path, str] = {}
    rest = list(files)
    for place in (_place_by_name, _place_by_folder, _place_by_all):
        taken: set[Path] = set()
        for sides in _group(rest, place).values():
            if not (sides["zh"] and sides["en"]):
                continue
            taken.update(sides["zh"] + sides["en"])
            if len(sides["zh"]) == len(sides["en"]) == 1:
                pairs.append(FilePair(sides["zh"][0], sides["en"][0]))
            else:
                doubtful |= dict.fromkeys(sides["zh"] + sides["en"], _describe_doubt(sides))
        rest = [file for file in rest if file.path not in taken]
    return pairs, doubtful


def _group(
    files: Iterable[_File], place: Callable[[_File], _Place | None]
) -> dict[_Key, dict[str, list[Path]]]:
    groups: dict[_Key, dict[str, list[Path]]] = defaultdict(lambda: {"zh": [], "en": []})
    for file in files:
        if found := place(file):
            groups[found.key][found.language].append(file.path)
    return groups


def _place_by_name(file: _File) -> _Place | None:
    mark = find_mark(_fold(file.stem))
    if mark is None:
        return None
    return _Place((*map(_fold, file.folders), mark.rest), mark.language, mark.is_sure)


def _place_by_folder(file: _File) -> _Place | None:
    """Place a file by the innermost folder that names a language."""
    folders = [_fold(name) for name in file.folders]
    for number in reversed(range(len(folders))):
        if mark := find_mark(folders[number]):
            folders[number] = mark.rest
            return _Place((*folders, _fold(file.stem)), mark.language, mark.is_sure)
    return None


def _place_by_all(file: _File) -> _Place | None:
    """Place a file whose folders and name state one language several times."""
    names = [_fold(name) for name in (*file.folders, file.stem)]
    marks = [find_mark(name) for name in names]
    languages = {mark.language for mark in marks if mark}
    if len(languages) != 1:
        return None
    key = tuple(mark.rest if mark else name for mark, name in zip(marks, names, strict=True))
    return _Place(key, languages.pop())


def _describe_doubt(sides: Mapping[str, list[Path]]) -> str:
    paths = [path.as_posix() for language in ("zh", "en") for path in sides[language]]
    shown = ", ".join(paths[:_SHOWN]) + (" and others" if len(paths) > _SHOWN else "")
    return f"several files go by this name ({shown}): keep one of each language"


def _explain_rest(files: Sequence[_File]) -> Iterator[tuple[Path, str]]:
    """Explain the files that say a language, and those that do not but may belong to one."""
    plain = {_plain_key(file): file.path for file in files if _find_place(file) is None}
    for file in files:
        place = _find_place(file)
        if place is None or not place.is_sure:
            continue
        name = _NAMES[_OTHER[place.language]]
        other = plain.get(tuple(part.replace("*", "").strip(_ENDS) for part in place.key))
        if other:
            yield file.path, f"{other.as_posix()} may be its {name} file, but does not say so"
            yield other, f"says no language, though {file.path.as_posix()} does: add it to its name"
        else:
            yield file.path, f"there is no {name} file of this name"


def _find_place(file: _File) -> _Place | None:
    return _place_by_name(file) or _place_by_folder(file)


def _plain_key(file: _File) -> _Key:
    return tuple(_fold(name).strip(_ENDS) for name in (*file.folders, file.stem))


def _explain_unread(files: Iterable[_File]) -> Iterator[tuple[Path, str]]:
    for file in files:
        if _find_place(file):
            yield file.path, f"files ending in {file.suffix} are not read"
