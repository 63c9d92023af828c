"""`duizhao tm match`: what a segment, or each line of a file, can be translated with, and why."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import typer

from aligner.command.columns import CHANGED, DIM, GOOD, STRONG, Marks, Terminal, find_terminal
from aligner.command.console import report, show
from aligner.command.memory.opening import choose_side, open_for_reading
from aligner.command.memory.showing import (
    INDENT,
    Line,
    lay_out_place,
    lay_out_texts,
    line_of,
    show_all,
)
from aligner.errors import name_errors
from tmx.contexts import Context
from tmx.memory.matching import find_matches
from tmx.memory.records import Flag, Match, MatchKind, MatchOptions, Query
from tmx.memory.store import Memory

if TYPE_CHECKING:
    from tmx.memory.semantic import VectorModel

_FLAGS = {
    Flag.NUMBER: "numbers differ",
    Flag.DATE: "dates differ",
    Flag.NEGATION: "negation differs",
    Flag.PUNCTUATION: "punctuation differs",
    Flag.WIDTH: "width differs",
    Flag.SCRIPT: "script differs",
    Flag.CASE: "case differs",
    Flag.SPACE: "spaces differ",
    Flag.CODES: "inline codes differ",
    Flag.ORDER: "order differs",
}
_GRAVE = {Flag.NUMBER, Flag.DATE, Flag.NEGATION}
_CHANGES = Marks(CHANGED, "[]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asks to be matched.

    Args:
        text: a segment, or None.
        file: a file of segments, one a line; its lines are each other's context.
        source: tag of the segments; None: told by their script.
        target: tag of the translation; None: any.
        context: what stands around the one segment, or None.
        id: identifier of the one segment, or None.
        encoding: of the file; None: detected.
        encoder: name of the encoder of semantic matches; None: none are looked for.
    """

    text: str | None = None
    file: Path | None = None
    source: str | None = None
    target: str | None = None
    context: Context | None = None
    id: str | None = None
    encoding: str | None = None
    encoder: str | None = None


_Finder: TypeAlias = Callable[[Query], tuple[Match, ...]]


def run(tm: Path, asked: Asked, options: MatchOptions, *, as_json: bool = False) -> None:
    """Print the matches of a segment, or of each line of a file, the best first."""
    segments = _list_segments(asked)
    terminal = find_terminal()
    with open_for_reading(tm) as memory:
        find = _make_finder(memory, asked.encoder, options)
        found = Counter[bool]()
        for number, query in _make_queries(memory, asked, segments):
            matches = find(query)
            found.update({each.kind == MatchKind.SEMANTIC for each in matches[:1]})
            if as_json:
                _show_json(query, matches, number)
                continue
            if number is not None:
                show_all(_head(number, query, matches, terminal))
            show_all(lay_out_matches(query, matches, terminal))
    _summarise(found, len(segments), options, is_file=asked.file is not None)


def _show_json(query: Query, matches: Sequence[Match], number: int | None) -> None:
    # Imported here, for lines on a terminal do not wait for it.
    from aligner.command.memory.describing import describe_matches, dump

    described = describe_matches(query, matches, number)
    show(dump(described, indent=1 if number is None else None))


def _make_finder(memory: Memory, encoder: str | None, options: MatchOptions) -> _Finder:
    if encoder is None:
        return lambda query: find_matches(memory, query, options)
    # What loads models is loaded only where it is asked for.
    from aligner.command.memory.indexing import load_model

    model = load_model(encoder)
    return lambda query: _find_with_similar(memory, query, model, options)


def _find_with_similar(
    memory: Memory, query: Query, model: "VectorModel", options: MatchOptions
) -> tuple[Match, ...]:
    """Find matches, and behind them texts that mean nearly the same and are not among them."""
    from tmx.memory.semantic import SemanticOptions, find_similar

    matches = find_matches(memory, query, options)
    known = {each.unit.pair for each in matches}
    wanted = SemanticOptions(limit=options.limit + len(known), units=options.units)
    near = find_similar(memory, query, model, wanted)
    others = [each for each in near if each.unit.pair not in known]
    return (*matches, *others[: options.limit])


def _summarise(
    found: Mapping[bool, int], segments: int, options: MatchOptions, *, is_file: bool
) -> None:
    """Say for how many segments something was found.

    Args:
        found: how many have a rated match, and under True how many a semantic one alone.
        segments: how many were asked for.
        options: what was asked for.
        is_file: whether they come from a file.
    """
    rated = f"match of {options.min_rate} % or more"
    if is_file:
        alone = f", with a semantic one alone: {found[True]:,}" if found[True] else ""
        report(f"segments with a {rated}: {found[False]:,} of {segments:,}{alone}")
    elif not found[False]:
        report(f"no {rated}")


@dataclass(frozen=True, slots=True)
class _Segment:
    """A text to be matched, with its line in a file."""

    text: str
    number: int | None
    context: Context | None


def _list_segments(asked: Asked) -> list[_Segment]:
    if (asked.text is None) == (asked.file is None):
        raise typer.BadParameter("give a segment, or a file of segments with -i", param_hint="TEXT")
    if asked.file is None:
        text = asked.text or ""
        if not text.strip():
            raise typer.BadParameter("the segment is empty", param_hint="TEXT")
        return [_Segment(text, None, asked.context)]
    if asked.context is not None or asked.id is not None:
        raise typer.BadParameter(
            "the lines around a segment are its context, and lines have no identifier: leave out"
            " --previous, --following and --id",
            param_hint="-i",
        )
    return list(_read_segments(asked.file, asked.encoding))


def _read_segments(file: Path, encoding: str | None) -> Iterator[_Segment]:
    """Read the lines of a file that hold text, each with those around it."""
    # One segment alone does not wait for what reads documents.
    from aligner.reading.encoding import decode
    from aligner.reading.files import load_bytes, name_path

    data = load_bytes(file)
    with name_errors(name_path(file)):
        text = decode(data, encoding=encoding).text.removeprefix("\ufeff")
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
        if line.strip()
    ]
    texts = ["", *(line for _, line in lines), ""]
    for place, (number, line) in enumerate(lines):
        yield _Segment(line, number, Context(texts[place], texts[place + 2]))


def _make_queries(
    memory: Memory, asked: Asked, segments: Sequence[_Segment]
) -> Iterator[tuple[int | None, Query]]:
    sample = "\n".join(each.text for each in segments[:1000])
    side = choose_side(memory, sample, asked.source, asked.target)
    whole = Query("", side, language=asked.source, target_language=asked.target, id=asked.id)
    for each in segments:
        yield each.number, replace(whole, text=each.text, context=each.context)


def _head(number: int, query: Query, matches: Sequence[Match], terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(f"line {number}", STRONG)
    if not matches:
        yield from lay_out_texts([Line("query", query.text)], terminal)


def lay_out_matches(query: Query, matches: Sequence[Match], terminal: Terminal) -> Iterator[str]:
    """Yield matches as lines: rate and reasons, the texts with what differs, the place."""
    for match in matches:
        yield _rate(match, terminal)
        yield from lay_out_texts(_list_lines(query, match), terminal)
        yield from lay_out_place(match.unit, terminal, others=match.others)
        yield ""
    if not matches:
        yield f"{'':{INDENT}}{terminal.paint('no match', DIM)}"
        yield ""


def _rate(match: Match, terminal: Terminal) -> str:
    style = GOOD if match.rate >= 100 else STRONG
    rate = terminal.paint(_write_rate(match), style)
    return f"{rate}  {' · '.join(_list_reasons(match, terminal))}"


def _write_rate(match: Match) -> str:
    """Write a rate, or the cosine of a semantic match, in five columns."""
    if match.kind != MatchKind.SEMANTIC:
        return f"{match.rate:>3} %"
    return f"≈{f'{match.similarity:.2f}'.removeprefix('0'):>4}"


def _list_reasons(match: Match, terminal: Terminal) -> Iterator[str]:
    yield str(match.kind)
    if match.agreeing:
        yield f"{_join(match.agreeing)} agree{'s' if len(match.agreeing) == 1 else ''}"
    for flag in match.flags:
        yield terminal.paint(_FLAGS[flag], CHANGED if flag in _GRAVE else "")
    for deduction in match.deductions:
        yield f"−{deduction.points} {deduction.reason}"
    yield terminal.paint(f"unit {match.unit.id}", DIM)


def _join(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _list_lines(query: Query, match: Match) -> list[Line]:
    """List the query and both texts of a match; where the query is the same it is left out."""
    lines = [line_of(match.source), line_of(match.target)]
    if match.kind == MatchKind.SEMANTIC or query.text == match.source.text:
        return lines
    asked = tuple((each.start, each.stop) for each in match.differences)
    theirs = sorted((each.match_start, each.match_stop) for each in match.differences)
    return [
        Line("query", query.text, asked, _CHANGES),
        replace(lines[0], spans=tuple(theirs), marks=_CHANGES),
        lines[1],
    ]
