"""Gold pairs → alignments as `duizhao align --lines` makes them, and how good they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpora import GoldBead, GoldPair, GoldSide, find_languages, read_corpus
from scoring import Count, Tally

from aligner import Alignment, Document, Paragraph, Settings, align_documents
from aligner.embedding import Encoder
from aligner.reading import propose_language
from benching.calibration import Reliability

SETTINGS = Settings(lines=True)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Gold pairs under a name such as "mac-dev zh→en"."""

    name: str
    languages: tuple[str, str]
    pairs: tuple[GoldPair, ...]


@dataclass(slots=True)
class Outcome:
    """What was measured on any number of documents.

    Args:
        tally: strict counts of beads.
        kept: pairs at or over the minimum confidence, against the gold pairs.
        reliability: of all beads.
        signature: of the last alignment counted.
    """

    tally: Tally = field(default_factory=Tally)
    kept: Count = field(default_factory=Count)
    reliability: Reliability = field(default_factory=Reliability)
    signature: str = ""

    def add(self, alignment: Alignment, gold: Sequence[GoldBead]) -> None:
        """Count one document."""
        expected = set(gold)
        self.tally.add(beads_of(alignment), expected)
        self.kept.add(sure_in(alignment), {bead for bead in expected if bead.left and bead.right})
        self.reliability.add(
            (bead.confidence, GoldBead(bead.source, bead.target) in expected)
            for bead in alignment.beads
        )
        self.signature = alignment.signature


def read_corpora(names: Iterable[str]) -> list[Corpus]:
    """Read corpora given as FOLDER or FOLDER:SOURCE:TARGET; see `find_languages`.

    Raises:
        SystemExit: a folder is missing or holds no gold, or its direction is not clear.
    """
    return [_read(name) for name in names]


def _read(name: str) -> Corpus:
    folder = Path(name.rsplit(":", 2)[0] if name.count(":") >= 2 else name)
    if not any((folder / "gold").glob("*.align")):
        raise SystemExit(f"{folder}: has no gold/*.align: give a corpus folder (docs/formats.md)")
    root, source, target = find_languages(name)
    pairs = tuple(read_corpus(root, source, target))
    return Corpus(f"{root.name} {source}→{target}", (source, target), pairs)


def align_gold(pair: GoldPair, encoder: Encoder) -> Alignment:
    """Align a gold pair as `duizhao align --lines` does."""
    documents = [to_document(side) for side in (pair.left, pair.right)]
    return align_documents(*documents, settings=SETTINGS, encoder=encoder)


def to_document(side: GoldSide) -> Document:
    """Turn gold segments into a document of lines with the language the text tells."""
    paragraphs = tuple(Paragraph(text, n) for n, text in enumerate(side.segments, start=1))
    return Document(paragraphs, propose_language("\n".join(side.segments)).tag)


def beads_of(alignment: Alignment) -> set[GoldBead]:
    """Return all beads of an alignment."""
    return {GoldBead(bead.source, bead.target) for bead in alignment.beads}


def sure_in(alignment: Alignment) -> set[GoldBead]:
    """Return the beads that would go into a memory."""
    return {GoldBead(b.source, b.target) for b in alignment.beads if alignment.is_confident(b)}
