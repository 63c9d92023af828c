"""Which files a conversion writes: formats, pairs of files, names for pairs of languages.

All that can be wrong with them is said before anything is read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tmx.errors import TmxError
from tmx.files import replace_atomically
from tmx.formats import FORMATS, MOSES, find_format
from tmx.formats.moses import find_language
from tmx.pairing import LanguagePair

_SAFE_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Output:
    """What is written with one pass over the units.

    Args:
        format: a key of FORMATS.
        paths: one file; of a Moses pair two, or the name that both begin with.
    """

    format: str
    paths: tuple[Path, ...]

    @property
    def is_named_later(self) -> bool:
        """Whether the names of the files depend on the languages."""
        return self.format == MOSES and len(self.paths) == 1

    def name_for(self, pair: LanguagePair) -> "Output":
        """Return the output of one pair of languages beside those of others.

        >>> Output("tmx", (Path("a.tmx"),)).name_for(LanguagePair("zh-CN", "en")).paths[0].name
        'a.zh-CN.en.tmx'
        """
        (path,) = self.paths
        # Of any format, for one may be written under the suffix of another: --format xliff2.
        known = [s for each in FORMATS.values() for s in each.suffixes if _ends_with(path, s)]
        suffix = max(known, key=len, default="") if self.format != MOSES else ""
        stem = path.name[: len(path.name) - len(suffix)] if suffix else path.name
        tags = ".".join(map(_make_safe, pair))
        return Output(self.format, (path.with_name(f"{stem}.{tags}{path.name[len(stem) :]}"),))

    def name_files(self, languages: Iterable[str]) -> "Output":
        """Return a Moses pair with both names, of which one part was given.

        >>> [p.name for p in Output("moses", (Path("c"),)).name_files(("zh-CN", "en")).paths]
        ['c.zh-CN', 'c.en']
        """
        (path,) = self.paths
        named = (path.with_name(f"{path.name}.{_make_safe(tag)}") for tag in languages)
        return Output(self.format, tuple(named))


def plan_outputs(
    paths: Sequence[Path],
    inputs: Iterable[Path] = (),
    *,
    format_name: str | None = None,
    one_pair: bool = False,
) -> list[Output]:
    """Find the format of each output, and check that it can be written.

    Args:
        paths: the outputs; two whose suffixes are language tags are a Moses pair.
        inputs: files that must not be overwritten.
        format_name: the format of all; None: as the suffixes say.
        one_pair: whether there will be a file for each pair of languages.

    Raises:
        TmxError: a format is not known or only read, a file comes twice or is an input, it
            cannot be written, or one file of a Moses pair is missing.
    """
    if not paths:
        raise TmxError("no output is named; name one with -o, such as -o out.tmx")
    formats = [find_format(_refuse_stream(path), format_name) for path in paths]
    outputs = [
        Output(name, (path,)) for name, path in zip(formats, paths, strict=True) if name != MOSES
    ]
    outputs += _plan_moses(
        [path for name, path in zip(formats, paths, strict=True) if name == MOSES],
        is_stated=format_name == MOSES,
        one_pair=one_pair,
    )
    for output in outputs:
        _check_format(output)
    _check_folders(outputs)
    if not one_pair:
        check_places([p for each in outputs if not each.is_named_later for p in each.paths], inputs)
    return outputs


def check_places(paths: Iterable[Path], taken: Iterable[Path]) -> None:
    """Check that files can be written, and none of them over another.

    Args:
        paths: to write; none of them is changed here.
        taken: inputs and other outputs.

    Raises:
        TmxError: one cannot be written, or is another.
    """
    known = list(taken)
    for path in paths:
        if any(_is_same(path, each) for each in known):
            raise TmxError(
                f"{path}: is an input or another output as well; give the output another name"
            )
        known.append(path)
        with suppress(_EnoughError), replace_atomically(path):
            raise _EnoughError


class _EnoughError(Exception):
    """Leaves the writing of a file before it is renamed, so that nothing changes."""


def _refuse_stream(path: Path) -> Path:
    if str(path) == "-":
        raise TmxError("-: standard output is not written to; name a file")
    return path


def _plan_moses(paths: Sequence[Path], *, is_stated: bool, one_pair: bool) -> Iterator[Output]:
    if not paths:
        return
    if one_pair and not (is_stated and len(paths) == 1):
        raise TmxError(
            f"{paths[0]}: for Moses pairs of several pairs of languages give one name"
            " that all files begin with: --format moses -o corpus"
        )
    if len(paths) > 2 or (len(paths) == 1 and find_language(paths[0]) is not None):
        raise TmxError(
            f"{paths[0]}: a Moses pair is two files, such as -o corpus.zh-CN -o corpus.en-GB;"
            f" {len(paths)} with such names are given"
        )
    yield Output(MOSES, tuple(paths))


def _check_format(output: Output) -> None:
    format_ = FORMATS[output.format]
    if output.format != MOSES and format_.write is None:
        writable = [name for name, each in FORMATS.items() if each.write or name == MOSES]
        raise TmxError(
            f"{output.paths[0]}: {format_.name} is read, but not written;"
            f" choose one of {', '.join(writable)}"
        )


def _check_folders(outputs: Sequence[Output]) -> None:
    """Check the folders of files whose names are not known yet, too."""
    for path in (path for each in outputs for path in each.paths):
        folder = path.absolute().parent
        if not folder.is_dir():
            raise TmxError(f"{path}: there is no folder {folder}; make it first")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve() or one.samefile(other)
    except (OSError, RuntimeError, ValueError):
        # One of them does not exist, or is no name at all: whoever reads or writes it says so.
        return False


def _ends_with(path: Path, suffix: str) -> bool:
    return path.name.lower().endswith(suffix)


def _make_safe(tag: str) -> str:
    """Return a tag that can stand in the name of a file: readers keep what is no tag, too."""
    return _SAFE_NAME.sub("_", tag)[:40] or "und"
