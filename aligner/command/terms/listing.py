"""`duizhao terms list`, `history` and `export`: the glossary of a memory, shown and written."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import typer

from aligner.command.columns import count_of, make_visible
from aligner.command.console import report, show
from aligner.command.memory.opening import open_for_reading
from aligner.command.memory.options import LAST_ID
from aligner.command.terms.extracting import Outputs, check_outputs, describe, write_or_show
from aligner.errors import AlignerError
from tmx.glossary.records import Review
from tmx.memory.glossary.finding import (
    count_concepts,
    find_concept_changes,
    find_concepts,
    find_named,
    get_concept,
    read_stored_glossary,
)
from tmx.memory.glossary.records import ConceptChange, ConceptFilter, StoredConcept
from tmx.memory.store import Memory

_DIGITS = len(str(LAST_ID)) + 1
"""Of a number, as many as show that it is too large."""


def read_reviews(names: Sequence[str]) -> tuple[Review, ...]:
    """Return the reviews of names.

    Raises:
        typer.BadParameter: one is none.
    """
    try:
        return tuple(Review(each.lower()) for each in names)
    except ValueError as error:
        raise typer.BadParameter(
            f"“{', '.join(names)}”: choose one of {', '.join(Review)}", param_hint="--status"
        ) from error


def run_list(tm: Path, wanted: ConceptFilter, *, limit: int | None, as_json: bool) -> None:
    """Show the concepts that are asked for, a line each."""
    with open_for_reading(tm) as memory:
        total = _require_glossary(memory)
        shown = 0
        for stored in islice(find_concepts(memory, wanted), limit):
            show(dump(stored) if as_json else lay_out(stored))
            shown += 1
        if not as_json:
            report(f"{shown:,} of {count_of(sum(total.values()), 'concept')}{_count(total)}")


def _require_glossary(memory: Memory) -> dict[Review, int]:
    counts = count_concepts(memory)
    if not counts:
        raise AlignerError(
            f"{memory.path}: has no glossary yet: fill it with duizhao terms extract … --tm, or"
            " duizhao terms import"
        )
    return counts


def _count(counts: dict[Review, int]) -> str:
    return f" ({', '.join(f'{count:,} {each}' for each, count in counts.items())})"


def lay_out(stored: StoredConcept) -> str:
    """Return a line: number, review, probability, count, Chinese and English terms."""
    cells = (str(stored.number), stored.concept.review.value, *describe(stored.concept).split("\t"))
    return "\t".join(map(make_visible, cells))


def dump(stored: StoredConcept, **more: Any) -> str:  # noqa: ANN401 — what JSON can hold
    """Return a concept as a line of JSON; docs/terms.md names its members."""
    described = {
        "number": stored.number,
        "author": stored.author,
        "changed": None if stored.changed is None else stored.changed.isoformat(),
        **asdict(stored.concept),
        "evidence": dict(stored.concept.evidence),
        **more,
    }
    return json.dumps(described, ensure_ascii=False)


def find_number(memory: Memory, name: str) -> int:
    """Find the number of a concept that is there, or, by its number alone, of one that was.

    Raises:
        TmxError: no concept, or more than one, has the name.
    """
    if name.isascii() and name.isdigit() and 0 < int(name[:_DIGITS]) <= LAST_ID:
        return int(name[:_DIGITS])
    return find_named(memory, [name])[0].number


def run_history(tm: Path, name: str, *, as_json: bool) -> None:
    """Show what a concept was, the oldest first, and what it is."""
    with open_for_reading(tm) as memory:
        number = find_number(memory, name)
        changes = find_concept_changes(memory, number)
        present = get_concept(memory, number)
        if not changes and present is None:
            find_named(memory, [name])
    for place, each in enumerate(changes):
        show(_dump_change(each) if as_json else "\t".join(_lay_out_change(place, each)))
    if present is not None:
        show(dump(present, action=None) if as_json else f"now\t{lay_out(present)}")


def _dump_change(change: ConceptChange) -> str:
    return dump(
        change.before, action=change.action, by=change.author, moment=change.moment.isoformat()
    )


def _lay_out_change(place: int, change: ConceptChange) -> Iterator[str]:
    """Yield the place of a state, when it ended, by what and whom, and what it was."""
    yield str(place)
    yield f"{change.moment:%Y-%m-%d %H:%M}"
    yield change.action
    yield make_visible(change.author or "")
    yield lay_out(change.before)


def run_export(tm: Path, outputs: Outputs, wanted: ConceptFilter) -> None:
    """Write the glossary of a memory into files, or show it."""
    check_outputs(outputs, [tm])
    with open_for_reading(tm) as memory:
        _require_glossary(memory)
        glossary = read_stored_glossary(memory, wanted)
    if not glossary.concepts:
        raise AlignerError(f"{tm}: no concept of its glossary is asked for: nothing to write")
    for line in write_or_show(glossary, outputs):
        report(line)


def show_concepts(done: Sequence[StoredConcept], *, as_json: bool) -> None:
    """Show what became of concepts, a line each."""
    for stored in done:
        show(dump(stored) if as_json else lay_out(stored))
