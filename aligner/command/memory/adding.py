"""`duizhao tm add`: one unit of two texts that somebody typed."""

from dataclasses import dataclass
from pathlib import Path

import typer

from aligner.command.console import report, show
from aligner.command.memory.describing import describe_unit, dump
from aligner.command.memory.opening import find_side, guess_tag, open_or_make
from aligner.command.memory.options import read_tag
from aligner.command.moments import find_moment
from aligner.exporting.units import make_unit
from tmx.language import primary
from tmx.memory.records import Status
from tmx.memory.store import open_memory
from tmx.memory.transfer.importing import add_unit

ORIGIN = "duizhao tm add"
_OPTIONS = ("--source", "--target")
_NAMES = ("SOURCE", "TARGET")


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit to be added.

    Args:
        texts: the source and the target.
        languages: their tags; None: told by the script.
        document: that they stand in, or None.
        author: who translated it, or None.
        status: how far it has come, or None.
        note: a comment, or None.
    """

    texts: tuple[str, str]
    languages: tuple[str | None, str | None] = (None, None)
    document: str | None = None
    author: str | None = None
    status: Status | None = None
    note: str | None = None


def run(tm: Path, asked: Asked, *, as_json: bool = False) -> None:
    """Add a unit, and say its number and languages."""
    for text, name in zip(asked.texts, _NAMES, strict=True):
        if not text.strip():
            raise typer.BadParameter("the text is empty", param_hint=name)
    languages = _settle_languages(tm, asked)
    moment = find_moment()
    unit = make_unit(asked.texts, languages, moment, note=asked.note)
    with open_or_make(tm, languages) as memory:
        for tag, option in zip(languages, _OPTIONS, strict=True):
            find_side(memory, tag, option)
        stored = add_unit(
            memory,
            unit,
            origin=ORIGIN,
            moment=moment,
            document=asked.document,
            author=asked.author,
            status=asked.status,
        )
    report(f"{tm}: unit {stored.id}, {' → '.join(languages)}")
    if as_json:
        show(dump({"kind": "unit", **describe_unit(stored)}))


def _settle_languages(tm: Path, asked: Asked) -> tuple[str, str]:
    """Settle the tags: what is stated, what the script tells, what the memory leaves."""
    found = [
        guess_tag(text) if tag is None else read_tag(tag, option)
        for text, tag, option in zip(asked.texts, asked.languages, _OPTIONS, strict=True)
    ]
    if None in found and found != [None, None] and tm.exists():
        found = _complete(tm, found)
    for tag, option, name in zip(found, _OPTIONS, _NAMES, strict=True):
        if tag is None:
            raise typer.BadParameter(
                f"its script does not tell the language: state it with {option}", param_hint=name
            )
    source, target = (tag for tag in found if tag is not None)
    if primary(source) == primary(target):
        told = f"both texts are taken to be {primary(source)}: state --source and --target"
        if None not in asked.languages:
            told = (
                f"both texts are in {primary(source)}: a memory holds two languages, and {source}"
                f" and {target} are one in it"
            )
        raise typer.BadParameter(told, param_hint="TARGET")
    return source, target


def _complete(tm: Path, found: list[str | None]) -> list[str | None]:
    """Give the side that nothing tells the language that the memory has beside the other."""
    with open_memory(tm) as memory:
        (tag,) = (each for each in found if each is not None)
        other = memory.languages[find_side(memory, tag, "--source").other]
    return [other if each is None else each for each in found]
