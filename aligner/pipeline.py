"""The whole flow in one call: files → documents → segments → beads → an Alignment."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from os import PathLike

from aligner.caching import VectorCache
from aligner.document_pairs import DocumentPair, read_pair
from aligner.embedding import Encoder
from aligner.embedding.reporting import keep_quiet
from aligner.errors import AlignerError
from aligner.hints import Hints
from aligner.records import Alignment, Bead, Document, Segment, Side
from aligner.settings import DEFAULTS, Settings
from aligner.splitting import load_rules, split_segments

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins, or how far a slow one is."""

UNITS_OF_THE_FILE = "units-of-the-file"
"""What stands for the version of the weights where a bilingual file gives the beads."""

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
    if source.units and target.units:
        return _take_units(source, target, settings)
    report("splitting")
    sides = _split(source, settings), _split(target, settings)
    report("aligning")
    encoder = check_encoder(encoder) if encoder else load_encoder(settings, report=report)
    engine = load_engine(settings.engine)
    hints = Hints(has_paragraphs=not settings.lines, terms=settings.terms)
    beads = engine.find_beads(*sides, encoder, hints=hints)
    _check_common(beads, *sides)
    return Alignment(*sides, beads, settings, encoder.signature, engine.signature)


def _split(document: Document, settings: Settings) -> Side:
    if settings.lines:
        return Side(document, split_lines(document))
    return Side(document, split_segments(document, load_rules(settings.srx)))


def _take_units(source: Document, target: Document, settings: Settings) -> Alignment:
    """Take the translation units of a bilingual file as beads: they are not ours to doubt."""
    sides = Side(source, split_lines(source)), Side(target, split_lines(target))
    rows = [[paragraph.row for paragraph in side.document.paragraphs] for side in sides]
    numbers: dict[int | None, tuple[list[int], list[int]]] = {}
    for half, side in enumerate(rows):
        for number, row in enumerate(side):
            numbers.setdefault(row, ([], []))[half].append(number)
    units = sorted(numbers.items(), key=lambda unit: unit[0] or 0)
    beads = tuple(Bead(tuple(left), tuple(right)) for _, (left, right) in units)
    return Alignment(*sides, beads, settings, model=UNITS_OF_THE_FILE)


def load_encoder(
    settings: Settings = DEFAULTS,
    *,
    cache: VectorCache | None = None,
    report: Progress | None = None,
    recent: int = 0,
) -> Encoder:
    """Make the encoder that the settings name; its weights are loaded at the first use.

    Args:
        settings: name the encoder.
        cache: keeps the vectors of slow encoders; None: nothing is kept.
        report: told of downloads, and how far long work is.
        recent: see `registry.load_encoder`.

    Raises:
        AlignerError: there is no such encoder, or a package or folder that it needs is missing.
    """
    from aligner.embedding import registry

    return registry.load_encoder(
        settings.encoder, cache=cache, report=report or keep_quiet, recent=recent
    )


def split_lines(document: Document) -> tuple[Segment, ...]:
    """Make each paragraph a segment, blank ones too, so that numbers are those of the lines."""
    return tuple(
        Segment(paragraph.text, number) for number, paragraph in enumerate(document.paragraphs)
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
