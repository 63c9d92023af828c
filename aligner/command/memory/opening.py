"""Which memory a command works on, and which side or language a text of the user is in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import typer

from aligner.command.console import report
from tmx.errors import TmxError
from tmx.language import find_script, is_chinese, primary
from tmx.memory.places import find_free_place, place_atomically
from tmx.memory.records import ALL, Side
from tmx.memory.store import Memory, make_memory, open_memory

_TELLING = 0.7
"""Probability from which the region of a single segment is believed."""

WRITTEN_IN_HAN = {"ja", "ko", "vi"}
"""Languages that script does not tell from Chinese in every text."""

_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile("[A-Za-z\u00c0-\u024f]+")


def open_for_reading(tm: Path) -> Memory:
    """Open a memory that is asked; see `open_memory`."""
    return open_memory(tm)


def open_for_writing(tm: Path) -> Memory:
    """Open a memory that is changed, but not made; see `open_memory`."""
    return open_memory(tm, is_writable=True)


def open_or_make(tm: Path, languages: tuple[str, str]) -> Memory:
    """Open a memory for writing, or make it.

    Args:
        tm: its file.
        languages: tags of a new one, in any order.

    Raises:
        TmxError: it cannot be opened or made.
    """
    if not tm.exists():
        try:
            memory = make_memory(tm, languages)
        except TmxError:
            # Another program may have made it just now.
            if not tm.exists():
                raise
        else:
            report(f"{tm}: made, {name_languages(memory)}")
            return memory
    return open_for_writing(tm)


@contextmanager
def open_to_fill(tm: Path, languages: tuple[str, str]) -> Iterator[Memory]:
    """Open a memory for much work, or make it; then it is there only if a unit came into it.

    A new one has another name until the end, so that nobody else writes to what may go again.

    Args:
        tm: its file.
        languages: tags of a new one, in any order.

    Raises:
        TmxError: it cannot be opened or made, or another program has made it meanwhile.
    """
    if tm.exists():
        with open_for_writing(tm) as memory:
            yield memory
        return
    made = ""
    try:
        with suppress(_NothingError), place_atomically(find_free_place(tm)) as temporary:
            with make_memory(temporary, languages) as memory:
                # What is said of it is said of the file that it becomes.
                memory.path = tm
                with memory.fill():
                    yield memory
                if _is_empty(memory):
                    raise _NothingError
            made = name_languages(memory)
    except FileExistsError as error:
        raise TmxError(
            f"{tm}: another program made it meanwhile; nothing was added to it, so try again"
        ) from error
    if made:
        report(f"{tm}: made, {made}")


def _is_empty(memory: Memory) -> bool:
    # Who asks a memory does not wait for what exports it.
    from tmx.memory.transfer.exporting import find_units

    return next(find_units(memory, ALL), None) is None


class _NothingError(Exception):
    """Leaves the making of a memory before it has its name."""


def name_languages(memory: Memory) -> str:
    """Name the languages of a memory for people."""
    return "–".join(memory.languages)


def find_side(memory: Memory, tag: str, option: str) -> Side:
    """Find the side of a memory that a language is on.

    Args:
        memory: any.
        tag: of the language, in any form.
        option: that stated it, for the message.

    Raises:
        typer.BadParameter: the tag is none, or of another language.
    """
    try:
        language = primary(tag)
    except TmxError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error
    if language not in memory.languages:
        raise typer.BadParameter(
            f"{tag} is not in {memory.path}, which holds {name_languages(memory)}",
            param_hint=option,
        )
    return Side(memory.languages.index(language))


def guess_side(memory: Memory, text: str) -> Side | None:
    """Guess the side of a text by its script; None: the languages cannot be told apart by it."""
    first, second = memory.languages
    if not is_chinese(first) or is_chinese(second) or second in WRITTEN_IN_HAN:
        return None
    han = len(_HAN.findall(text))
    return Side.FIRST if han and han >= len(_WORD.findall(text)) else Side.SECOND


def choose_side(
    memory: Memory, sample: str, source: str | None = None, target: str | None = None
) -> Side:
    """Choose the side that segments are compared with: what is stated, else by their script.

    Args:
        memory: any.
        sample: of the segments.
        source: tag of the segments, or None.
        target: tag of the translation, or None.

    Raises:
        typer.BadParameter: a tag is not of the memory, both are of one side, or nothing tells.
    """
    side = None if source is None else find_side(memory, source, "--source")
    other = None if target is None else find_side(memory, target, "--target").other
    if side is not None and other is not None and side != other:
        raise typer.BadParameter(f"{source} and {target} are one language", param_hint="--target")
    for found in (side, other, guess_side(memory, sample)):
        if found is not None:
            return found
    raise typer.BadParameter(
        f"nothing tells which of {name_languages(memory)} the text is: state it with --source",
        param_hint="--source",
    )


def guess_tag(text: str) -> str | None:
    """Guess the tag of one segment by its script, with a region only where words tell it.

    Args:
        text: any.

    Returns:
        "zh", "zh-Hant", "zh-CN", "en" and so on; None: it has no letters, or those of others.

    >>> guess_tag("停火"), guess_tag("關稅"), guess_tag("The colour"), guess_tag("12:30")
    ('zh', 'zh-Hant', 'en-GB', None)
    """
    # Who asks a memory does not wait for what reads documents.
    from aligner.reading.language import propose_language

    guess = propose_language(text)
    if guess.tag == "und":
        return None
    if guess.confidence >= _TELLING:
        return guess.tag
    return "zh-Hant" if find_script(guess.tag) == "Hant" else primary(guess.tag)
