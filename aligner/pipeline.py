"""The whole flow in one call: files → documents → segments → beads → an Alignment."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from aligner.caching import VectorCache
from aligner.embedding import Encoder
from aligner.embedding.reporting import keep_quiet
from aligner.errors import AlignerError
from aligner.languages import family, settle_sides
from aligner.reading import (
    Reading,
    check_supported,
    is_bilingual,
    propose_language,
    read_file,
    read_lines,
    separate_languages,
)
from aligner.records import Alignment, Bead, Document, Segment, Side
from aligner.settings import DEFAULTS, Settings
from aligner.splitting import split_segments

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins, or how far a slow one is."""

_NAMES = {"zh": "Chinese", "en": "English"}
_LIKELY = 0.5
_LEAST_COMMON = 0.02


def align(
    source: str | PathLike[str],
    target: str | PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align two files, or the two languages in one file.

    Args:
        source: a file in the source language, or one that holds both languages.
        target: the file in the other language; None if the first holds both.
        settings: what the user sets; None: the defaults.
        encoder: gives the vectors; None: the one that the settings name, without a cache.
        progress: told each stage as it begins.

    Returns:
        The alignment with the settings and the model that made it.

    Raises:
        AlignerError: a file cannot be read, a language is missing, or nothing is common.
    """
    settings, report = settings or Settings(), progress or keep_quiet
    report("reading")
    found = read_pair(source, target, settings)
    return align_pair(found, settings=settings, encoder=encoder, progress=report)


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """The two documents to align, with their languages, and what was noted in reading them."""

    source: Document
    target: Document
    notes: tuple[str, ...] = ()


def read_pair(
    source: str | PathLike[str], target: str | PathLike[str] | None, settings: Settings
) -> DocumentPair:
    """Read the files of an alignment and settle which language is which.

    Args:
        source: a file in the source language, or one that holds both languages.
        target: the file in the other language; None if the first holds both.
        settings: encoding, languages and whether each line is a segment.

    Raises:
        AlignerError: a file cannot be read, or a language is missing.
    """
    readings = [read_document(path, settings) for path in (source, target) if path is not None]
    documents = [reading.document for reading in readings]
    notes = tuple(_name_notes(readings))
    try:
        _check_different(source, target, documents)
        first, second = settle_sides(*_pick_sides(documents, settings), settings)
    except AlignerError as error:
        # What was noted in reading, such as a doubtful encoding, may be the cause.
        raise AlignerError("; ".join((str(error), *notes))) from error
    return DocumentPair(first, second, (*notes, *_doubt_languages(first, second, settings)))


def align_pair(
    pair: DocumentPair,
    *,
    settings: Settings | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align two documents as `read_pair` found them, and keep its notes with the result.

    Args:
        pair: the documents and the notes.
        settings, encoder, progress: see `align`.

    Raises:
        AlignerError: the documents have nothing in common.
    """
    alignment = align_documents(
        pair.source, pair.target, settings=settings, encoder=encoder, progress=progress
    )
    return replace(alignment, notes=pair.notes)


def align_documents(
    source: Document,
    target: Document,
    *,
    settings: Settings | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align two documents whose languages are set.

    Args:
        source, target: with at least one visible character each.
        settings, encoder, progress: see `align`.

    Raises:
        AlignerError: the documents have nothing in common.
    """
    from aligner.embedding.checking import check_encoder
    from aligner.engines import load_engine

    settings, report = settings or Settings(), progress or keep_quiet
    report("splitting")
    split = split_lines if settings.lines else split_segments
    sides = Side(source, split(source)), Side(target, split(target))
    report("aligning")
    encoder = check_encoder(encoder) if encoder else load_encoder(settings, report=report)
    engine = load_engine(settings.engine)
    beads = engine.find_beads(*sides, encoder, has_paragraphs=not settings.lines)
    _check_common(beads, *sides)
    return Alignment(*sides, beads, settings, encoder.signature, engine.signature)


def load_encoder(
    settings: Settings = DEFAULTS,
    *,
    cache: VectorCache | None = None,
    report: Progress | None = None,
) -> Encoder:
    """Make the encoder that the settings name; its weights are loaded at the first use.

    Args:
        settings: name the encoder.
        cache: keeps the vectors of slow encoders; None: nothing is kept.
        report: told of downloads, and how far long work is.

    Raises:
        AlignerError: there is no such encoder, or a package or folder that it needs is missing.
    """
    from aligner.embedding import registry

    return registry.load_encoder(settings.encoder, cache=cache, report=report or keep_quiet)


def read_document(path: str | PathLike[str], settings: Settings) -> Reading:
    """Read a file as the settings say: by its format, or line by line."""
    read = read_lines if settings.lines else read_file
    return read(Path(path), encoding=settings.encoding)


def split_lines(document: Document) -> tuple[Segment, ...]:
    """Make each paragraph a segment, blank ones too, so that numbers are those of the lines."""
    return tuple(
        Segment(paragraph.text, number) for number, paragraph in enumerate(document.paragraphs)
    )


def _check_different(
    source: str | PathLike[str], target: str | PathLike[str] | None, documents: list[Document]
) -> None:
    if target is None:
        return
    texts = [[paragraph.text for paragraph in document.paragraphs] for document in documents]
    if texts[0] == texts[1]:
        raise AlignerError(
            f"{source} and {target} hold the same text: give the Chinese and the English version, "
            "or one file that holds both"
        )


def _pick_sides(documents: list[Document], settings: Settings) -> tuple[Document, Document]:
    """Return the two documents, in the order of the files or of the text."""
    if len(documents) == 1:
        first, second = separate_languages(documents[0])
        return first, second
    for document in documents:
        if not any(paragraph.text.strip() for paragraph in document.paragraphs):
            raise AlignerError(f"{document.name}: holds no visible text: give a file that does")
        if not settings.lines:
            _check_single(document)
    if not settings.lines:
        _check_pair(*documents)
    return documents[0], documents[1]


def _check_single(document: Document) -> None:
    check_supported(document)
    if is_bilingual(document):
        raise AlignerError(
            f"{document.name}: holds both Chinese and English: give it alone, "
            "or take the other language out"
        )
    if family(document.language) not in _NAMES:
        raise AlignerError(
            f"{document.name}: looks like neither Chinese nor English: for another language "
            "put one segment on each line and use --lines with --source and --target"
        )


def _check_pair(first: Document, second: Document) -> None:
    if family(first.language) == family(second.language):
        name = _NAMES[family(first.language)]
        raise AlignerError(
            f"{first.name} and {second.name} are both in {name}: one of the two files must be "
            "in the other language (--lines aligns any two)"
        )


def _check_common(beads: Iterable[Bead], source: Side, target: Side) -> None:
    """Refuse two texts of which no part is a translation of the other."""
    pairs = [bead for bead in beads if not bead.is_null and bead.confidence >= _LIKELY]
    paired = (
        _share_of(source, [bead.source for bead in pairs]),
        _share_of(target, [bead.target for bead in pairs]),
    )
    if max(paired) < _LEAST_COMMON:
        raise AlignerError(
            f"{source.document.name} and {target.document.name} have nothing in common: no part "
            "of either has a likely counterpart in the other; check that they are versions of "
            "the same text"
        )


def _share_of(side: Side, beads: Iterable[Sequence[int]]) -> float:
    """How much of a side's characters is in these beads."""
    total = sum(len(segment.text) for segment in side.segments)
    return sum(len(side.segments[number].text) for bead in beads for number in bead) / total


def _doubt_languages(source: Document, target: Document, settings: Settings) -> Iterable[str]:
    """Say where a language tag was neither stated nor told by the text."""
    for role, document, tag in (
        ("source", source, settings.source_language),
        ("target", target, settings.target_language),
    ):
        if tag is not None:
            continue
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        if propose_language(text).certain:
            continue
        name = _NAMES.get(family(document.language))
        doubt = f"the text does not tell which {name} it is" if name else "unknown language"
        yield (f"{document.name}: {doubt}: tagged {document.language}; --{role} sets another tag")


def _name_notes(readings: Iterable[Reading]) -> Iterable[str]:
    for reading in readings:
        yield from (f"{reading.document.name}: {note}" for note in reading.notes)
