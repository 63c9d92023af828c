"""Which format an input of a conversion is of, and its units."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tmx.errors import TmxError
from tmx.formats import FORMATS, MOSES, ReadOptions, UnitSource, describe_suffix, find_by_suffix
from tmx.records import Header, ReadReport, TranslationUnit

_AS_USUAL = ReadOptions()
_EXCEL_TEXT = ".txt"
"""The suffix of what Excel saves as “Unicode text”: a table with tabs. Two are a Moses pair."""


class FileUnits:
    """The units of one file, or of a Moses pair, read anew at each pass.

    It can be pickled if its options can be: another process opens the files again.

    Args:
        paths: one file, or two.
        options: languages and encoding where the files do not state them.
        units: of these files.
    """

    def __init__(self, paths: Sequence[Path], options: ReadOptions, units: UnitSource) -> None:
        self.paths = tuple(paths)
        self._options = options
        self._units = units

    def __reduce__(
        self,
    ) -> tuple[Callable[..., "FileUnits"], tuple[tuple[Path, ...], ReadOptions]]:
        """Say how it is made again."""
        return open_units, (self.paths, self._options)

    @property
    def header(self) -> Header | None:
        """What the file says of all units, or None."""
        return self._units.header

    @property
    def report(self) -> ReadReport:
        """Report of the last pass."""
        return self._units.report

    @property
    def place(self) -> str:
        """Where the unit given last stands, such as "line 12"; "" if the format does not say."""
        place = getattr(self._units, "place", "")
        return place if isinstance(place, str) else ""

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a new pass.

        Raises:
            TmxError: the file cannot be read.
        """
        return iter(self._units)


def open_units(paths: Sequence[Path], options: ReadOptions = _AS_USUAL) -> FileUnits:
    """Open an input by its suffix; two files are a Moses pair.

    Args:
        paths: one file, or two.
        options: languages and encoding where the files do not state them.

    Raises:
        TmxError: a file cannot be read, its format is not known or only written, or there are
            more files.
    """
    name = find_input(paths)
    open_ = FORMATS[name].open
    if open_ is None:
        readable = [each for each, format_ in FORMATS.items() if format_.open is not None]
        raise TmxError(
            f"{paths[0]}: {FORMATS[name].name} is written, but not read here; convert from one of"
            f" {', '.join(readable)}, or give it to duizhao align"
        )
    return FileUnits(paths, options, open_(paths, options))


def find_input(paths: Sequence[Path]) -> str:
    """Return the name of the format of an input; two files are a Moses pair.

    Raises:
        TmxError: the format is not known, or the number of files is neither one nor two.
    """
    if any(str(path) == "-" for path in paths):
        raise TmxError("-: standard input cannot be gone through twice; give a file")
    if len(paths) == 1:
        return _find_one(paths[0])
    known = [path for path in paths if (find_by_suffix(path) or MOSES) != MOSES]
    if len(paths) != 2 or known:
        names = ", ".join(map(str, known or paths)) or "no input is given"
        raise TmxError(
            f"{names}: only a Moses pair has two inputs, such as corpus.zh-CN corpus.en-GB;"
            " convert other files one by one"
        )
    return MOSES


def _find_one(path: Path) -> str:
    name = find_by_suffix(path)
    if path.suffix.lower() == _EXCEL_TEXT:
        return "tsv"
    if name is None:
        suffixes = [
            each for format_ in FORMATS.values() if format_.open for each in format_.suffixes
        ]
        raise TmxError(
            f"{path}: {describe_suffix(path)}; the suffix says what an input is, so name the file"
            f" with one of {' '.join(suffixes)}, or give the two files of a Moses pair"
        )
    return name
