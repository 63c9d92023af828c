"""`duizhao tm search`: where a word or phrase stands in a memory, and how it was translated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from aligner.command.columns import (
    COUNTERPART,
    DIM,
    FOUND,
    Marks,
    Terminal,
    count_of,
    find_terminal,
)
from aligner.command.console import report, show
from aligner.command.memory.opening import WRITTEN_IN_HAN, find_side, open_for_reading
from aligner.command.memory.showing import lay_out_place, lay_out_texts, line_of, show_all
from aligner.errors import AlignerError
from tmx.glossary.records import Review
from tmx.language import is_chinese
from tmx.memory.concordance.searching import search
from tmx.memory.records import (
    ALL,
    Concordance,
    Hit,
    RegionalForm,
    SearchOptions,
    Span,
    SpanFinder,
    UnitFilter,
)
from tmx.memory.store import Memory

_FORMATS = (".tsv", ".json")
_FOUND, _COUNTERPART = Marks(FOUND), Marks(COUNTERPART)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asks to be found.

    Args:
        query: a word or phrase.
        side: tag of the language to search in; None: told by the script.
        limit: the most hits; None: all.
        units: only these.
        find_spans: whether the words of the translation are looked for.
        exact_spelling: whether the regional forms of a Chinese query are left out.
    """

    query: str
    side: str | None = None
    limit: int | None = None
    units: UnitFilter = ALL
    find_spans: bool = True
    exact_spelling: bool = False


def run(tm: Path, asked: Asked, outs: Sequence[Path], *, as_json: bool = False) -> None:
    """Show the hits of a query, the newest first, or write them into files."""
    if not asked.query.strip():
        raise typer.BadParameter("the query is empty", param_hint="QUERY")
    if outs:
        _check_outputs(tm, outs)
    found = _search(tm, asked)
    for out in outs:
        _write(out, found)
    if as_json:
        _show_json(found)
    elif not outs:
        terminal = find_terminal()
        for hit in found.hits:
            show_all(lay_out_hit(hit, terminal))
    report(summarise(found))


# What writes files and finds words of the translation is imported only where it is asked for.


def _check_outputs(tm: Path, outs: Sequence[Path]) -> None:
    from tmx.outputs import check_places

    for out in outs:
        if out.suffix.lower() not in _FORMATS:
            raise AlignerError(
                f"{out}: hits are written as {' or '.join(_FORMATS)}; the suffix decides which"
            )
    check_places(outs, [tm])


def _write(out: Path, found: Concordance) -> None:
    from tmx.files import replace_atomically
    from tmx.memory.concordance.hits import write_json, write_tsv

    write = write_json if out.suffix.lower() == ".json" else write_tsv
    with replace_atomically(out) as stream:
        write(stream, [found])
    report(f"{out}: {count_of(len(found.hits), 'hit')} written")


def _show_json(found: Concordance) -> None:
    from aligner.command.memory.describing import dump
    from tmx.memory.concordance.hits import describe_hits

    show(dump(describe_hits([found])))


def _search(tm: Path, asked: Asked) -> Concordance:
    options = SearchOptions(
        limit=asked.limit, units=asked.units, is_regional=not asked.exact_spelling
    )
    with open_for_reading(tm) as memory:
        side = None if asked.side is None else find_side(memory, asked.side, "--side")
        finder = _load_finder(memory) if asked.find_spans and _is_known(memory.languages) else None
        if _is_english(memory.languages):
            options = replace(options, find_names=_find_names)
        return search(memory, asked.query, side, options, find_spans=finder)


def _load_finder(memory: Memory) -> SpanFinder:
    """Load what finds the words of translations; accepted terms of the memory come first."""
    from aligner.spans import find_spans
    from tmx.memory.glossary.finding import find_concepts
    from tmx.memory.glossary.records import ConceptFilter

    accepted = ConceptFilter((Review.ACCEPTED,))
    concepts = [each.concept for each in find_concepts(memory, accepted)]
    if not concepts:
        return find_spans
    from aligner.terms.locating import add_terms

    return add_terms(find_spans, concepts)


def _find_names(query: str) -> Sequence[RegionalForm]:
    from aligner.terms.variants.forms import find_forms

    return find_forms(query)


def _is_english(languages: tuple[str, str]) -> bool:
    """Whether translations can say what a Chinese name is to mean."""
    return is_chinese(languages[0]) and languages[1] == "en"


def _is_known(languages: tuple[str, str]) -> bool:
    """Whether the span finder can tell the languages apart."""
    first, second = languages
    return is_chinese(first) and not is_chinese(second) and second not in WRITTEN_IN_HAN


def lay_out_hit(hit: Hit, terminal: Terminal) -> Iterator[str]:
    """Yield a hit as lines: its number, both texts, where it stood."""
    number = terminal.paint(f"unit {hit.unit.id}", DIM)
    yield number
    lines = [
        line_of(hit.source, _list_places(hit.spans), _FOUND),
        line_of(hit.target, _list_places(hit.counterpart), _COUNTERPART),
    ]
    yield from lay_out_texts(lines, terminal)
    yield from lay_out_place(hit.unit, terminal, others=hit.others)
    yield ""


def _list_places(spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    return ((each.start, each.stop) for each in spans)


def summarise(found: Concordance) -> str:
    """Say how many hits there are, and in which forms the query was searched."""
    least = "" if found.is_total_exact else "at least "
    others = [each for each in found.forms if each != found.query]
    also = f", also as {', '.join(others)}" if others else ""
    shown = len(found.hits)
    part = f"; shown: the newest {shown:,}, --all shows all" if shown < found.total else ""
    return f"“{found.query}”{also}: {least}{count_of(found.total, 'hit')}{part}"
