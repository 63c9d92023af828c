"""The rows of a table → concepts: our own, lossless, and those of glossaries that people made.

What a row holds beside its terms and their fields is kept in the concept's note.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from tmx.errors import TmxError
from tmx.formats.tables.reading import Row
from tmx.glossary.records import Concept
from tmx.glossary.tabular.cells import split_values
from tmx.glossary.tabular.columns import Column, Field
from tmx.glossary.tabular.details import make_terms
from tmx.glossary.tabular.keeping import READERS, Keeper
from tmx.glossary.tabular.memoq import MemoqReader, is_memoq
from tmx.glossary.tabular.planning import (
    JOINED,
    Place,
    explain_no_header,
    find_header,
    list_filled,
    plan_reading,
)
from tmx.losses import LossCounter

_OF_CONCEPT = READERS.keys() - {Field.STATUS, Field.PROVENANCE}


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What a table holds: its concepts, and the title above them or ""."""

    concepts: tuple[Concept, ...]
    title: str = ""


def read_table(rows: Iterable[Row], losses: LossCounter, place: Place) -> ReadTable:
    """Read the concepts of a table.

    Args:
        rows: all of it, the header included.
        losses: counts what is left out or changed.
        place: how places are named.

    Raises:
        TmxError: no row names a language.
    """
    listed = list(rows)
    found = find_header(listed)
    if found is None:
        raise TmxError(explain_no_header(listed, place))
    header, body = listed[found].cells, listed[found + 1 :]
    read_row = _plan(header, body, losses, place)
    read = (
        (each, read_row(each.cells, Keeper(losses, f"{place.unit} {each.number}")))
        for each in list_filled(body, header, losses, place)
    )
    placed = [(f"{place.unit} {row.number}", concept) for row, concept in read if concept]
    titles = [cell for row in listed[:found] for cell in row.cells if cell]
    return ReadTable(tuple(drop_repeated(placed, losses)), " ".join(titles))


def _plan(
    header: Sequence[str], body: Sequence[Row], losses: LossCounter, place: Place
) -> Callable[[Sequence[str], Keeper], Concept | None]:
    """Find out how to read a row: as of memoQ, or as of any other table."""
    if is_memoq(header):
        return MemoqReader(header).read
    return partial(_read_row, plan_reading(header, body, losses, place))


def drop_repeated(placed: Iterable[tuple[str, Concept]], losses: LossCounter) -> Iterator[Concept]:
    """Yield each concept once, and each identifier.

    Args:
        placed: concepts, each with the place where it stands.
        losses: counts what is left out.
    """
    seen: set[Concept] = set()
    ids = {""}
    for place, concept in placed:
        if concept in seen:
            losses.add("concepts that stand twice are kept once", place)
            continue
        seen.add(concept)
        if concept.id in ids and concept.id:
            losses.add("identifiers that another concept has are left out", place)
            yield replace(concept, id="")
        else:
            ids.add(concept.id)
            yield concept


@dataclass(slots=True)
class _Parts:
    """What the cells of a row say."""

    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    details: dict[tuple[Field, str], str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    joined: dict[Field, list[str]] = field(default_factory=lambda: defaultdict(list))


def _read_row(columns: Sequence[Column], cells: Sequence[str], keeper: Keeper) -> Concept | None:
    """Make the concept of a row; None: it has no term, which is counted."""
    parts = _Parts()
    for column, cell in zip(columns, cells, strict=False):
        if cell:
            _take(parts, column, cell, keeper)
    terms = make_terms(parts.texts, parts.details, keeper)
    if not terms:
        keeper.count("rows without a term are left out")
        return None
    parts.joined[Field.NOTE] += keeper.kept
    parts.values.update({each.value: "\n".join(parts.joined[each]) for each in JOINED})
    return Concept(tuple(terms), **parts.values)


def _take(parts: _Parts, column: Column, cell: str, keeper: Keeper) -> None:
    kind, language = column.field, column.language
    if kind is Field.TERMS:
        parts.texts[language] += split_values(cell)
    elif kind is Field.OTHER:
        keeper.keep(column.name, cell)
    elif kind is Field.DEFINITION or (kind in JOINED and not language):
        parts.joined[kind].append(cell)
    elif kind is Field.ID:
        parts.values["id"] = cell
    elif language or kind not in _OF_CONCEPT:
        parts.details[kind, language] = cell
    elif (value := keeper.read(kind, cell)) is not None:
        parts.values[kind.value] = value
