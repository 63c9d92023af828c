"""A path → a Document as the flow takes it: read, cleaned, and described.

The one place where reading and cleaning meet; what follows sees the text alone.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from aligner.cleaning import RULES, clean
from aligner.errors import AlignerError, name_errors
from aligner.reading import (
    LayoutGuess,
    Reading,
    ReadingOptions,
    find_metadata,
    propose_language,
    read_file,
    read_lines,
    separate,
    share_metadata,
)
from aligner.reading.files import name_path
from aligner.reading.records import Change
from aligner.records import Document
from aligner.settings import Settings

READER_RULES = (
    "code",
    "contents",
    "hidden-text",
    "navigation",
    "note-marks",
    "rolling-captions",
    "ruby",
    "running-heads",
)
"""Rules that readers apply themselves, because only they see the page."""


def read_document(path: str | PathLike[str], settings: Settings) -> Reading:
    """Read a file as the settings say: by its format and cleaned, or line by line.

    Args:
        path: a file; "-" is standard input.
        settings: encoding, what to clean, and whether each line is a segment.

    Raises:
        AlignerError: the file cannot be read, or nothing is left of it.
    """
    if settings.lines:
        return read_lines(Path(path), encoding=settings.encoding)
    _check_rules(settings.keep)
    keep = frozenset(settings.keep)
    options = ReadingOptions(settings.encoding, settings.cleaning, keep)
    reading = read_file(Path(path), options)
    with name_errors(name_path(Path(path))):
        return _clean_reading(reading, settings)


def _check_rules(names: Iterable[str]) -> None:
    known = {rule.name for rule in RULES} | set(READER_RULES)
    if unknown := sorted(set(names) - known):
        raise AlignerError(
            f"--keep {unknown[0]}: there is no such rule: give one of {', '.join(sorted(known))}"
        )


def _clean_reading(reading: Reading, settings: Settings) -> Reading:
    document, changes, raw = reading.document, reading.changes, reading.document.paragraphs
    if settings.cleaning and not document.units:
        cleaned = clean(document.paragraphs, keep=settings.keep)
        if not cleaned.paragraphs:
            raise AlignerError(
                "nothing is left after cleaning: see what goes with duizhao read --explain "
                "--no-cleaning, or use --keep RULE"
            )
        document = replace(document, paragraphs=cleaned.paragraphs)
        changes += cleaned.changes
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    document = replace(document, language=propose_language(text).tag)
    notes = (*reading.notes, *_count_changes(changes), *_count_damage(document))
    in_order = sorted(changes, key=lambda change: change.line)
    return Reading(document, notes, tuple(in_order), raw)


def _count_changes(changes: Sequence[Change]) -> Iterable[str]:
    counts = Counter(change.rule for change in changes if change.after != change.before)
    if counts:
        rules = ", ".join(f"{count} {rule}" for rule, count in counts.most_common())
        yield f"cleaned: {rules} (duizhao read --explain shows them)"


def _count_damage(document: Document) -> Iterable[str]:
    count = sum(len(paragraph.damage) for paragraph in document.paragraphs)
    if count:
        passages = "1 passage was" if count == 1 else f"{count} passages were"
        yield f"{passages} destroyed before: the sentences stay out of memories"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as the flow takes it.

    Args:
        documents: one, or two if the file holds both languages, the one that stands first first.
        layout: how the file holds its languages.
        reading: the whole file, with notes and changes.
    """

    documents: tuple[Document, ...]
    layout: LayoutGuess
    reading: Reading


def open_documents(path: str | PathLike[str], settings: Settings) -> Opened:
    """Read a file, and separate its languages if it holds two.

    Args:
        path: a file; "-" is standard input.
        settings: encoding, what to clean, and the layout if it is stated.

    Raises:
        AlignerError: the file cannot be read, is in a language that is not supported, or is not
            laid out as stated.
    """
    reading = read_document(path, settings)
    separation = separate(reading.document, settings.layout)
    return Opened(describe_documents(separation.documents, reading), separation.guess, reading)


def describe_documents(documents: Sequence[Document], reading: Reading) -> tuple[Document, ...]:
    """Add what the documents of a file say of themselves.

    Args:
        documents: the one of a file, or the two that it was separated into.
        reading: the file; of a file that was read line by line nothing is known.
    """
    if not reading.raw:
        return tuple(documents)
    found = [find_metadata(reading.raw, document) for document in documents]
    if len(found) == 2:
        found = list(share_metadata(found[0], found[1]))
    return tuple(replace(d, metadata=m) for d, m in zip(documents, found, strict=True))


def describe_layout(guess: LayoutGuess) -> str:
    """Say how the languages of a file were told apart, for a note."""
    return (
        f"layout: {guess.layout} (confidence {guess.confidence:.2f}: {guess.evidence}); "
        "--layout sets another"
    )
