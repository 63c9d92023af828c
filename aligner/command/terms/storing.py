"""`duizhao terms extract --tm` and `terms import`: concepts → the glossary of a memory."""

from collections.abc import Iterator
from pathlib import Path

from aligner.command.columns import count_of
from aligner.command.console import report
from aligner.command.memory.opening import open_for_reading, open_or_make
from aligner.command.moments import find_moment
from aligner.command.terms.reading import load_glossary
from aligner.errors import AlignerError
from tmx.glossary.records import Glossary
from tmx.language import is_chinese, primary
from tmx.memory.glossary.finding import read_stored_glossary
from tmx.memory.glossary.records import StoringReport
from tmx.memory.glossary.storing import import_glossary, store_proposals
from tmx.memory.places import find_free_place
from tmx.memory.store import open_memory

LANGUAGES = ("zh", "en")
"""Of a memory that an extraction makes."""


def check_store(tm: Path) -> None:
    """Check, before the work begins, that what is extracted could be stored.

    Raises:
        TmxError: the memory cannot be opened or made, or is of other languages.
    """
    if tm.exists():
        with open_memory(tm, is_writable=True) as memory:
            memory.check_languages(LANGUAGES)
    else:
        find_free_place(tm)


def store(tm: Path, glossary: Glossary) -> Iterator[str]:
    """Store what was extracted; the memory is made if it is not there.

    Yields:
        What became of it, a line.
    """
    with open_or_make(tm, LANGUAGES) as memory:
        done = store_proposals(memory, glossary, progress=_show_progress)
    yield from _describe(tm, done)


def load_decided(tm: Path) -> Glossary:
    """Return the glossary of a memory, which need not be there."""
    if not tm.exists():
        return Glossary(())
    with open_for_reading(tm) as memory:
        return read_stored_glossary(memory)


def run_import(files: list[Path], tm: Path, *, author: str | None = None) -> None:
    """Bring glossaries into a memory, each in a transaction of its own."""
    for file in files:
        glossary = load_glossary(file)
        if not glossary.concepts:
            raise AlignerError(f"{file}: holds no concept: nothing to bring in")
        with open_or_make(tm, _find_languages(glossary, file)) as memory:
            done = import_glossary(
                memory, glossary, moment=find_moment(), author=author, progress=_show_progress
            )
        for line in _describe(tm, done, f"{file}: " if len(files) > 1 else ""):
            report(line)


def _find_languages(glossary: Glossary, file: Path) -> tuple[str, str]:
    """Find the languages of a new memory: of the first concept that has two, Chinese if it can."""
    for concept in glossary.concepts:
        tags = [each.language for each in concept.terms]
        found = list(dict.fromkeys("zh" if is_chinese(tag) else primary(tag) for tag in tags))
        if len(found) > 1:
            return found[0], found[1]
    raise AlignerError(
        f"{file}: no concept has terms of two languages: a memory has a pair of languages, and"
        " this glossary does not say which"
    )


def _describe(tm: Path, done: StoringReport, prefix: str = "") -> Iterator[str]:
    left_out = f", {done.rejected:,} left out: rejected before" if done.rejected else ""
    created = count_of(done.created, "concept")
    yield f"{prefix}{tm}: {created} created, {done.merged:,} merged{left_out}"
    yield from (f"  {loss}" for loss in done.losses)


def _show_progress(count: int) -> None:
    report(f"{count:,} concepts …")
