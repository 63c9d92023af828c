"""Translation units ↔ a Moses pair: two plain text files, whose lines n belong together.

The suffixes of the files are language tags, as in corpus.zh-CN and corpus.en-GB; files of any
name are read where the languages are stated.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from tmx.characters import remove_forbidden
from tmx.errors import TmxError
from tmx.formats.bilingual import REMOVED, Row, Rows
from tmx.formats.lines import Extent, Line, TextFile, open_text
from tmx.formats.records import Conversion, ReadOptions, UnitSource, WriteOptions
from tmx.language import find_script, is_chinese, normalise_tag, primary
from tmx.losses import LossCounter
from tmx.records import UNKNOWN, Header, ReadReport, TranslationUnit, Variant

# What ends a line for some reader at least; \r\n is one break.
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LONGEST = 1_000_000
_MARK = "\ufeff"
# ISO 639-1: a suffix such as .md or .gz is no language.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da"
    " de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy"
    " hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg"
    " li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or"
    " os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta"
    " te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_LANGUAGES = frozenset(_CODES.split())


def find_language(path: Path) -> str | None:
    """Return the language that the suffix of a file names, in the usual form; None if none.

    >>> find_language(Path("corpus.zh_cn")), find_language(Path("corpus.txt"))
    ('zh-CN', None)
    """
    try:
        tag = normalise_tag(path.suffix[1:])
    except TmxError:
        return None
    return tag if primary(tag) in _LANGUAGES or is_chinese(tag) else None


def write_moses(
    streams: tuple[BinaryIO, BinaryIO], source: UnitSource, options: WriteOptions
) -> Conversion:
    """Write the texts of each unit on a line of two files, in UTF-8.

    Line breaks in texts become a space; units without both texts are left out. Both are counted,
    and so is what is no text.

    Args:
        streams: of the source and of the target.
        source: the units.
        options: the two languages; None: those of the first unit in two.

    Raises:
        TmxError: the source cannot be read.
    """
    count = 0
    losses = LossCounter()
    for row in Rows(source, options, keep_codes=False, losses=losses):
        texts = [_make_line(each.text, row, losses) for each in (row.source, row.target)]
        if not any(map(str.strip, texts)):
            losses.add("a unit whose texts are both empty is left out", row.place)
            continue
        _count_remarks(row, losses)
        for stream, text in zip(streams, texts, strict=True):
            # At the start of a file it would be taken for a byte order mark: this is one.
            mark = _MARK if not count and text.startswith(_MARK) else ""
            stream.write(f"{mark}{text}\n".encode())
        count += 1
    return Conversion(count, losses.losses)


def _make_line(text: str, row: Row, losses: LossCounter) -> str:
    line, breaks = _BREAK.subn(" ", text)
    if breaks:
        losses.add("line breaks in texts are made a space", row.place, count=breaks)
    cleaned = remove_forbidden(line)
    if cleaned.removed:
        losses.add(REMOVED, row.place, count=cleaned.removed)
    return cleaned.text


def _count_remarks(row: Row, losses: LossCounter) -> None:
    owners = (row.unit, row.source, row.target)
    found = {
        "notes are left out": sum(len(each.notes) for each in owners),
        "properties are left out": sum(len(each.props) for each in owners),
        "identifiers are left out": row.unit.tuid is not None,
        "dates, names and numbers of units are left out": sum(
            each.provenance is not UNKNOWN and each.provenance != UNKNOWN for each in owners
        ),
    }
    for reason, count in found.items():
        if count:
            losses.add(reason, row.place, count=count)


def open_moses(paths: Sequence[Path], options: ReadOptions) -> "MosesSource":
    """Open the two files of a pair.

    Args:
        paths: two; the first is the source, unless suffixes and stated languages say otherwise.
        options: languages where the suffixes name none, or to be more exact than these; the
            encoding of both files.

    Raises:
        TmxError: a file cannot be read, a language is not known, or the numbers of lines differ.
    """
    if len(paths) != 2:
        raise TmxError(
            f"{paths[0]}: a Moses pair is two files whose lines belong together, such as"
            " corpus.zh-CN and corpus.en-GB; give both"
        )
    return MosesSource(paths, options)


class MosesSource:
    """The units of a Moses pair, read anew at each pass."""

    def __init__(self, paths: Sequence[Path], options: ReadOptions) -> None:
        ordered = order_files(paths, options)
        self._tags = tuple(tag for _, tag in ordered)
        self._files = tuple(open_text(path, options) for path, _ in ordered)
        self._extents = tuple(file.measure() for file in self._files)
        _check_extents(self._files, self._extents)
        self._report = ReadReport(0)
        self._line = 0

    @property
    def header(self) -> Header:
        """A header that says nothing but the source language."""
        return Header(self._tags[0], o_tmf="Moses")

    @property
    def report(self) -> ReadReport:
        """Report of the last whole pass."""
        return self._report

    @property
    def place(self) -> str:
        """Where the unit given last stands, such as "line 12"."""
        return f"line {self._line}" if self._line else ""

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a new pass.

        Raises:
            TmxError: a file cannot be read.
        """
        losses = LossCounter()
        units = 0
        source, target = (
            file.read(_LONGEST, losses, extent.ending)
            for file, extent in zip(self._files, self._extents, strict=True)
        )
        for lines in zip(source, target, strict=False):
            if (texts := _take_texts(lines, losses)) is not None:
                units += 1
                self._line = lines[0].number
                yield TranslationUnit(tuple(map(Variant, self._tags, texts)))
        self._report = ReadReport(units, losses.losses)


def order_files(paths: Sequence[Path], options: ReadOptions) -> list[tuple[Path, str]]:
    """Tell which file of a pair is the source, and the language of each.

    Args:
        paths: two.
        options: the languages where the suffixes name none, or more exactly than these.

    Returns:
        (path, tag) of the source, then of the target.

    Raises:
        TmxError: a language is not known, both are the same, or a stated one is another.

    >>> order_files([Path("c.en"), Path("c.zh")], ReadOptions(source_language="zh-HK"))[0][1]
    'zh-HK'
    """
    stated = [
        None if tag is None else normalise_tag(tag)
        for tag in (options.source_language, options.target_language)
    ]
    named = [find_language(path) for path in paths]
    if _count_agreement(named[::-1], stated) > _count_agreement(named, stated):
        paths, named = paths[::-1], named[::-1]
    pairs = zip(paths, named, stated, strict=True)
    ordered = [(path, _choose(path, *tags)) for path, *tags in pairs]
    if ordered[0][1] == ordered[1][1]:
        raise TmxError(
            f"{paths[0]} and {paths[1]}: both are in {ordered[0][1]};"
            " name two languages in the suffixes, or with --source and --target"
        )
    return ordered


def _count_agreement(named: Sequence[str | None], stated: Sequence[str | None]) -> int:
    """Count how well suffixes agree with what is stated: the same tags count more than alike."""
    known = [pair for pair in zip(named, stated, strict=True) if None not in pair]
    return sum((one == other) + 2 * _is_alike(one or "", other or "") for one, other in known)


def _is_alike(one: str, other: str) -> bool:
    scripts = {find_script(one), find_script(other)} - {None}
    is_one = primary(one) == primary(other) or (is_chinese(one) and is_chinese(other))
    return is_one and len(scripts) < 2


def _choose(path: Path, named: str | None, stated: str | None) -> str:
    if named is None and stated is None:
        raise TmxError(
            f"{path}: its language is not known; state it with --source and --target,"
            " or name it in the suffix, as in corpus.zh-CN"
        )
    if named is not None and stated is not None and not _is_alike(named, stated):
        raise TmxError(f"{path}: the suffix says {named}, but {stated} is stated; correct one")
    return stated or named or ""


def _check_extents(files: Sequence[TextFile], extents: Sequence[Extent]) -> None:
    counts = [extent.lines for extent in extents]
    if counts[0] != counts[1]:
        raise TmxError(
            f"{files[0].path} has {counts[0]:,} lines, but {files[1].path} has {counts[1]:,};"
            " line n of one must belong to line n of the other, so mend them, or align the texts"
            " with duizhao align"
        )


def _take_texts(lines: tuple[Line, Line], losses: LossCounter) -> tuple[str, str] | None:
    """Return the texts of a pair of lines; None if it makes no unit, which is counted."""
    place = f"line {lines[0].number}"
    source, target = (line.text for line in lines)
    if source is None or target is None:
        losses.add(f"a line of over {_LONGEST:,} characters is left out with its pair", place)
        return None
    if not source.strip() and not target.strip():
        losses.add("a pair of empty lines is left out", place)
        return None
    return source, target
