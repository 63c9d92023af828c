"""`duizhao tm import`: files of units into a memory, each as a whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from aligner.command.columns import count_of
from aligner.command.console import report, show
from aligner.command.memory.alignments import PlacedSource, open_alignment
from aligner.command.memory.describing import describe_import, dump
from aligner.command.memory.opening import open_to_fill
from aligner.command.memory.options import read_tag
from aligner.command.moments import find_moment
from aligner.errors import AlignerError
from aligner.reading.encoding import detect_encoding
from tmx.errors import TmxError
from tmx.formats import MOSES, ReadOptions, UnitSource, find_by_suffix
from tmx.inputs import open_units
from tmx.memory.records import ImportReport, Status
from tmx.memory.transfer.importing import ImportOptions, find_pair, import_units

_ALIGNMENT = ".duizhao"
_ANY = ("zh", "en")
"""What stands for the languages of a memory that is there, and knows its own."""

_INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ends, as shells count it: 128 and the number of SIGINT."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user states of the files of an import.

    Args:
        source: tag of the source; None: as the files say.
        target: the same of the target.
        document: name of the document of all units; None: as they say.
        author: who made all units; None: as they say.
        status: how far all have come; None: as they say.
        encoding: of text files; None: found out.
    """

    source: str | None = None
    target: str | None = None
    document: str | None = None
    author: str | None = None
    status: Status | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class _Imported:
    """A file that was imported, or why it was not."""

    name: str
    report: ImportReport | None = None
    error: str = ""


def run(tm: Path, files: Sequence[Path], asked: Asked, *, as_json: bool = False) -> None:
    """Import files one by one; one that fails stops none of the rest, but the code is 1."""
    read_options = _make_reading(asked)
    groups = list(group_files(files))
    if any(_is_same(path, tm) for path in files):
        raise AlignerError(f"{tm}: is the memory itself; name another file to import")
    work = _Work(tm, asked)
    try:
        work.import_all(groups, read_options)
    except KeyboardInterrupt as error:
        _explain_interruption(groups, work.done)
        raise typer.Exit(_INTERRUPTED) from error
    if as_json:
        show(dump(_describe(tm, work.done)))
    _finish(work.done)


def _make_reading(asked: Asked) -> ReadOptions:
    return ReadOptions(
        source_language=asked.source and read_tag(asked.source, "--source"),
        target_language=asked.target and read_tag(asked.target, "--target"),
        encoding=asked.encoding,
        detect=detect_encoding,
    )


def group_files(files: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Put the two files of each Moses pair together; other files stay alone.

    >>> [len(g) for g in group_files([Path("a.zh"), Path("b.tmx"), Path("a.en")])]
    [2, 1]
    """
    groups: dict[Path, list[Path]] = {}
    for path in files:
        is_moses = find_by_suffix(path) == MOSES
        groups.setdefault(path.with_suffix("") if is_moses else path, []).append(path)
    for paths in groups.values():
        if find_by_suffix(paths[0]) == MOSES:
            yield tuple(paths)
        else:
            # A file that is named twice is read twice, which changes nothing.
            yield from ((path,) for path in paths)


def _is_same(path: Path, tm: Path) -> bool:
    try:
        return path.samefile(tm)
    except OSError:
        return False


class _Work:
    """The import of several files into one memory."""

    def __init__(self, tm: Path, asked: Asked) -> None:
        self._tm = tm
        self._asked = asked
        self.done: list[_Imported] = []

    def import_all(self, groups: Sequence[tuple[Path, ...]], read_options: ReadOptions) -> None:
        """Import files, each the one or two of a group.

        Raises:
            TmxError: the memory cannot be used; files after it would fail as well.
        """
        for group in groups:
            self.done.append(self._import_group(group, read_options))

    def _import_group(self, group: tuple[Path, ...], read_options: ReadOptions) -> _Imported:
        name = " and ".join(map(str, group))
        try:
            source = _open(group, read_options)
            options = self._make_options(", ".join(path.name for path in group), source)
            languages = _ANY if self._tm.exists() else find_pair(source, options)
            with open_to_fill(self._tm, languages) as memory:
                found = import_units(memory, source, options, progress=_show_progress)
        except (TmxError, AlignerError) as error:
            if str(error).startswith(f"{self._tm}:"):
                raise
            told = (
                str(error) if any(str(path) in str(error) for path in group) else f"{name}: {error}"
            )
            report(f"duizhao: {told}")
            return _Imported(name, error=told)
        for line in summarise(name, found, self._tm):
            report(line)
        return _Imported(name, found)

    def _make_options(self, origin: str, source: UnitSource) -> ImportOptions:
        asked = self._asked
        return ImportOptions(
            origin=origin,
            moment=find_moment(),
            source_language=asked.source,
            target_language=asked.target,
            document=asked.document,
            author=asked.author,
            status=asked.status,
            context_of=source.get_prints if isinstance(source, PlacedSource) else None,
        )


def _open(group: tuple[Path, ...], options: ReadOptions) -> UnitSource:
    if len(group) == 1 and group[0].suffix.lower() == _ALIGNMENT:
        return open_alignment(group[0], find_moment())
    return open_units(group, options)


def _show_progress(units: int) -> None:
    if units % 100_000 == 0:
        report(f"{units:,} units …")


def summarise(name: str, done: ImportReport, tm: Path) -> Iterator[str]:
    """Yield what became of the units of an input, a line each.

    Args:
        name: of the input, for people.
        done: what became of them.
        tm: the memory that they went into.
    """
    yield (
        f"{name}: {count_of(done.read, 'unit')} read:"
        f" {done.created:,} created, {done.merged:,} merged, {done.skipped:,} skipped"
    )
    kept = done.created + done.merged
    if done.reversed:
        yield (
            f"  {_say_part(done.reversed, kept)} translated in the other direction than most of"
            f" {tm}; matches are found in either direction"
        )
    for loss in done.losses:
        yield f"  {loss}"


def _say_part(part: int, whole: int) -> str:
    if part == whole:
        return "all are" if whole > 1 else "it is"
    return f"{part:,} of them {'is' if part == 1 else 'are'}"


def _explain_interruption(groups: Sequence[tuple[Path, ...]], done: Sequence[_Imported]) -> None:
    kept = [each.name for each in done if each.report is not None]
    what = f"{', '.join(kept)}: in the memory" if kept else "the memory is as it was before"
    stopped = " and ".join(map(str, groups[len(done)])) if len(done) < len(groups) else ""
    whole = f"; nothing of {stopped} was imported" if stopped and kept else ""
    report(f"duizhao: interrupted: {what}{whole}")


def _finish(done: Sequence[_Imported]) -> None:
    broken = [each for each in done if each.report is None or each.report.truncation]
    for each in broken:
        if each.report is not None:
            report(
                f"duizhao: {each.name}: {each.report.truncation}; what comes before is imported, so"
                " get the whole file and import it again"
            )
    if broken:
        raise typer.Exit(1)


def _describe(tm: Path, done: Sequence[_Imported]) -> dict[str, object]:
    return {
        "kind": "import",
        "memory": str(tm),
        "files": [
            {"name": each.name, "error": each.error}
            if each.report is None
            else describe_import(each.name, each.report)
            for each in done
        ],
    }
