"""Translation units and alignments → passages: a Chinese and an English text of each."""

from collections.abc import Iterable, Iterator

from aligner.records import Alignment
from aligner.terms.records import Passage
from tmx.language import is_chinese, primary
from tmx.memory.units.facts import read_facts
from tmx.pairing import divide_pairs
from tmx.records import TranslationUnit, Variant


def read_passages(
    units: Iterable[TranslationUnit], *, source_language: str | None = None
) -> Iterator[Passage]:
    """Make a passage of each two variants of a unit of which one is Chinese and one English.

    Args:
        units: any.
        source_language: of the file, or None.

    Yields:
        In order; units without such variants, or with an empty text, are passed over.
    """
    for unit in units:
        confidence = read_facts(unit).confidence
        for pair in divide_pairs(unit, source_language):
            passage = _make_passage(pair.variants, 1.0 if confidence is None else confidence)
            if passage is not None:
                yield passage


def list_passages(alignment: Alignment) -> tuple[Passage, ...]:
    """Make a passage of each bead of an alignment that is whole and not damaged.

    Returns:
        In order; none at all where the texts are not in Chinese and English.
    """
    sides = alignment.source, alignment.target
    tags = tuple(each.document.language for each in sides)
    made = []
    for bead in alignment.beads:
        if bead.is_null or alignment.is_damaged(bead):
            continue
        texts = sides[0].text_of(bead.source), sides[1].text_of(bead.target)
        variants = tuple(map(Variant, tags, texts))
        made.append(_make_passage(variants, bead.confidence))
    return tuple(filter(None, made))


def _make_passage(variants: tuple[Variant, ...], probability: float) -> Passage | None:
    found = sorted(variants, key=lambda each: not is_chinese(each.language))
    if len(found) != 2 or not is_chinese(found[0].language) or primary(found[1].language) != "en":
        return None
    chinese, english = (each.text.strip() for each in found)
    if not chinese or not english:
        return None
    return Passage(chinese, english, probability, (found[0].language, found[1].language))
