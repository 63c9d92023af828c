"""The first rows of a table → what its columns hold, and where its texts begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tmx.errors import TmxError
from tmx.formats.places import quote
from tmx.formats.records import ReadOptions
from tmx.formats.tables.names import Column, Kind, name_prop, read_name
from tmx.language import find_script, normalise_tag, primary

HEAD_ROWS = 5
"""How many of the first rows may be titles above the header."""

_TEXTS = (Kind.LANGUAGE, Kind.SOURCE, Kind.TARGET)
_UNKNOWN = (Kind.OTHER, *_TEXTS)
_OF_TAGS = re.compile("language|语言|語言", re.IGNORECASE)
_ROLES = (Kind.SOURCE, Kind.TARGET)
_SCRIPT_ONLY = re.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?")
# What `duizhao align -o OUT.tsv` writes: number, kind and probability of each bead.
_BEADS = {"bead": Column(Kind.TUID, "tuid"), "type": Column(Kind.PROP, "x-bead")}
_SEGMENTS = ("source_segments", "target_segments")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the columns of a table hold.

    Args:
        columns: index and meaning of each that is read; languages in the order of variants.
        width: how many columns the header names.
        skipped: how many rows stand before the first unit, the header included.
        titles: how many of them are titles above the header.
        left_out: names of columns that are not read.
        foreign: names of columns that only their owner knows: they become properties.
    """

    columns: tuple[tuple[int, Column], ...]
    width: int
    skipped: int
    titles: int = 0
    left_out: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Tag of the source: the first language."""
        return next(each.name for _, each in self.columns if each.kind is Kind.LANGUAGE)

    def list_kind(self, kind: Kind) -> list[tuple[int, Column]]:
        """List index and meaning of the columns of a kind."""
        return [(index, column) for index, column in self.columns if column.kind is kind]


def plan_reading(head: Sequence[Sequence[str]], options: ReadOptions, where: str) -> Plan:
    """Find out what the columns of a table hold.

    Args:
        head: its first rows, HEAD_ROWS of them or all; empty ones count.
        options: the languages of columns that do not say theirs.
        where: the file and sheet, for messages.

    Raises:
        TmxError: no column has a language, or not the one that is asked for.
    """
    found = _find_header(head, options)
    if found is None:
        return _plan_bare(head, options, where)
    names = [read_name(cell) for cell in head[found]]
    columns = _settle_texts(names, options, where)
    left_out = [name for name in head[found] if _is_of_beads(head[found]) and name in _SEGMENTS]
    placed = [
        (index, column)
        for index, column in enumerate(_number(_settle_beads(head[found], columns)))
        if head[found][index] not in left_out
    ]
    ordered = _order(placed, options, where)
    titles = sum(map(any, head[:found]))
    foreign = tuple(each.name for each in names if each.kind is Kind.OTHER and each.name)
    return Plan(tuple(ordered), len(head[found]), found + 1, titles, tuple(left_out), foreign)


def _find_header(head: Sequence[Sequence[str]], options: ReadOptions) -> int | None:
    """Find the row that names languages; above it there are at most rows of one cell."""
    for index, row in enumerate(head[:HEAD_ROWS]):
        if _is_header(row, options):
            return index
        if sum(map(bool, row)) > 1:
            return None
    return None


def _is_header(row: Sequence[str], options: ReadOptions) -> bool:
    kinds = [read_name(cell).kind for cell in row if cell]
    texts = sum(kind in _TEXTS for kind in kinds)
    if texts != 1:
        return texts > 1
    # One name beside one word may be the first pair of a word list without a header.
    is_pair = len(kinds) == 2 and Kind.OTHER in kinds
    return not (is_pair and options.source_language and options.target_language)


def _plan_bare(head: Sequence[Sequence[str]], options: ReadOptions, where: str) -> Plan:
    """Plan a table without names of columns: two columns whose languages the user states."""
    filled = [row for row in head if any(row)]
    width = max((_count_filled(row) for row in filled), default=0)
    if width == 2 and options.source_language and options.target_language:
        tags = (_tag(options.source_language), _tag(options.target_language))
        return Plan(tuple((i, Column(Kind.LANGUAGE, tag)) for i, tag in enumerate(tags)), 2, 0)
    shown = " | ".join(quote(" ".join(cell.split())) for cell in (filled or [[]])[0][:4])
    advice = (
        "state the languages of the two columns with --source and --target"
        if width == 2 and options.can_state
        else "name the columns of texts in the first row, such as zh-CN and en-GB"
    )
    raise TmxError(f"{where}: no column names a language (the first row is: {shown}); {advice}")


def _count_filled(row: Sequence[str]) -> int:
    return max((i for i, cell in enumerate(row, start=1) if cell), default=0)


def _settle_texts(columns: Sequence[Column], options: ReadOptions, where: str) -> list[Column]:
    """Give every column of texts its language; the others become properties."""
    languages = sum(each.kind is Kind.LANGUAGE for each in columns)
    # Beside two languages a column “source” says where a text comes from.
    has_roles = languages < 2
    settled = []
    for index, column in enumerate(columns):
        if column.kind in _ROLES and has_roles and not _holds_tags(column, columns):
            settled.append(_settle_role(column, options, where))
        elif column.kind is Kind.LANGUAGE:
            settled.append(replace(column, name=_refine(column.name, options)))
        elif column.kind in _UNKNOWN:
            settled.append(Column(Kind.PROP, name_prop(column, index)))
        else:
            settled.append(column)
    return settled


def _holds_tags(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column “source language” names languages, for the texts stand in another."""
    others = sum(each.kind is column.kind for each in columns) - 1
    return bool(others) and _OF_TAGS.search(column.name) is not None


def _settle_role(column: Column, options: ReadOptions, where: str) -> Column:
    is_source = column.kind is Kind.SOURCE
    stated = options.source_language if is_source else options.target_language
    if stated is None:
        advice = (
            f"state it with {_list_options(options)}, such as zh-CN or en-GB"
            if options.can_state
            else "name it by its language, such as zh-CN or en-GB"
        )
        raise TmxError(
            f"{where}: the column “{quote(column.name)}” does not say its language; {advice}"
        )
    return Column(Kind.LANGUAGE, _tag(stated))


def _list_options(options: ReadOptions) -> str:
    """Name what is missing at once, so that nobody is asked for one after the other."""
    stated = {"--source": options.source_language, "--target": options.target_language}
    return " and ".join(name for name, tag in stated.items() if tag is None)


def _tag(stated: str) -> str:
    return normalise_tag(stated)


def _refine(tag: str, options: ReadOptions) -> str:
    """Take the tag that the user states for a column that says only language or script."""
    if not _SCRIPT_ONLY.fullmatch(tag) or tag == "und":
        return tag
    for stated in (options.source_language, options.target_language):
        if stated is not None and primary(stated) == primary(tag):
            script = find_script(tag)
            if "-" not in tag or script == find_script(stated):
                return _tag(stated)
    return tag


def _is_of_beads(names: Sequence[str]) -> bool:
    """Whether a table is an alignment as `duizhao align -o OUT.tsv` writes it."""
    return {"bead", "type", *_SEGMENTS} <= set(names)


def _settle_beads(names: Sequence[str], columns: Sequence[Column]) -> list[Column]:
    """Read the columns of an alignment as its translation memory has them."""
    if not _is_of_beads(names):
        return list(columns)
    # The numbers of the beads of several documents begin anew.
    beads = {"type": _BEADS["type"]} if "document" in names else _BEADS
    return [beads.get(name, column) for name, column in zip(names, columns, strict=True)]


def _number(columns: Sequence[Column]) -> list[Column]:
    """Tell columns of the same language apart; what is named twice is the next one free."""
    taken: set[Column] = set()
    numbered: list[Column] = []
    for each in columns:
        column = each
        while column.kind is Kind.LANGUAGE and column in taken:
            column = replace(column, ordinal=column.ordinal + 1)
        taken.add(column)
        numbered.append(column)
    return numbered


def _order(
    placed: list[tuple[int, Column]], options: ReadOptions, where: str
) -> list[tuple[int, Column]]:
    """Put the source first and the target behind it, where the user states them."""
    tags = [column.name for _, column in placed if column.kind is Kind.LANGUAGE]
    stated = (options.source_language, options.target_language)
    first = [_match(tag, tags, where) for tag in stated if tag is not None]
    if options.source_language is None:
        # The source of a stated target is the first other language.
        first = [tag for tag in tags if tag not in first][:1] + first
    ranks = {tag: rank for rank, tag in enumerate(dict.fromkeys(first))}
    return sorted(placed, key=lambda each: ranks.get(each[1].name, len(ranks)))


def _match(stated: str, tags: Sequence[str], where: str) -> str:
    wanted = _tag(stated)
    related = [tag for tag in tags if tag.split("-")[0] == primary(wanted)]
    if wanted in tags or related:
        return wanted if wanted in tags else related[0]
    raise TmxError(
        f"{where}: no column is in {wanted} (languages: {', '.join(dict.fromkeys(tags))});"
        " state one of them"
    )
