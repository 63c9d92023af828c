"""`bench rows`: what it gains that the languages of a file stand together in rows.

The prior is used and not imposed, so that rows that mislead are measured too.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from corpora import GoldPair

from aligner import Alignment, align_documents
from aligner.embedding import Encoder
from aligner.pipeline import load_encoder
from aligner.records import Document
from benching.aligned import SETTINGS, Outcome, read_corpora, to_document
from benching.tables import figure, make_table

_SEED = 7
_Rows = list[int]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("corpora", nargs="+", metavar="CORPUS")


def run(options: argparse.Namespace) -> None:
    """Align the corpora under each arrangement of rows and print a table a corpus."""
    encoder = load_encoder()
    for corpus in read_corpora(options.corpora):
        table = [[name, *_measure(corpus.pairs, draw, encoder)] for name, draw in ROWS.items()]
        print("\n" + make_table([f"{corpus.name}, seed {_SEED}", "F1", "matches F1"], table))


def _measure(
    pairs: Sequence[GoldPair],
    draw: Callable[[GoldPair, Random], tuple[_Rows, _Rows]] | None,
    encoder: Encoder,
) -> list[str]:
    outcome, chooser = Outcome(), Random(_SEED)
    for pair in pairs:
        outcome.add(_align(pair, draw(pair, chooser) if draw else None, encoder), pair.beads)
    return [figure(outcome.tally.f1), figure(outcome.tally.matches.f1)]


def _align(pair: GoldPair, rows: tuple[_Rows, _Rows] | None, encoder: Encoder) -> Alignment:
    documents = [to_document(side) for side in (pair.left, pair.right)]
    if rows:
        documents = [place(document, row) for document, row in zip(documents, rows, strict=True)]
    return align_documents(*documents, settings=SETTINGS, encoder=encoder)


def place(document: Document, rows: Sequence[int]) -> Document:
    """Give each paragraph the number of its row."""
    placed = (replace(p, row=row) for p, row in zip(document.paragraphs, rows, strict=True))
    return replace(document, paragraphs=tuple(placed))


def draw_rows(pair: GoldPair, chooser: Random, *, least: int, most: int) -> tuple[_Rows, _Rows]:
    """Draw rows that hold `least` to `most` gold beads each; one number a segment."""
    rows = ([0] * len(pair.left.segments), [0] * len(pair.right.segments))
    for row, beads in enumerate(_cut(pair, chooser, least, most)):
        for bead in beads:
            for side, numbers in zip(rows, (bead.left, bead.right), strict=True):
                for number in numbers:
                    side[number] = row
    return rows


def _cut(pair: GoldPair, chooser: Random, least: int, most: int) -> Iterator[Sequence]:
    start = 0
    while start < len(pair.beads):
        stop = start + chooser.randint(least, most)
        yield pair.beads[start:stop]
        start = stop


def _draw_late(pair: GoldPair, chooser: Random) -> tuple[_Rows, _Rows]:
    """Draw rows of which every other five hold on the right what belongs to the row before."""
    left, right = draw_rows(pair, chooser, least=1, most=3)
    late, last = [], 0
    for row in right:
        last = max(last, row + (row // 5) % 2)
        late.append(last)
    return left, late


ROWS: dict[str, Callable[[GoldPair, Random], tuple[_Rows, _Rows]] | None] = {
    "no rows": None,
    "a bead a row": lambda pair, chooser: draw_rows(pair, chooser, least=1, most=1),
    "1 to 3 beads a row": lambda pair, chooser: draw_rows(pair, chooser, least=1, most=3),
    "3 to 8 beads a row": lambda pair, chooser: draw_rows(pair, chooser, least=3, most=8),
    "half of the rows a row late": _draw_late,
}
