"""`bench accuracy`: strict figures, nulls apart, recall by bead type, calibration."""

import argparse
from collections.abc import Sequence

from scoring import Count, Tally

from aligner.embedding import Encoder
from aligner.pipeline import load_encoder
from benching.aligned import SETTINGS, Corpus, Outcome, align_gold, read_corpora
from benching.tables import figure, make_table

_USUAL_TYPES = ("1-1", "1-2", "2-1", "2-2", "1-3", "3-1", "1-4", "4-1", "1-0", "0-1")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("corpora", nargs="+", metavar="CORPUS")
    parser.add_argument("--documents", action="store_true", help="a row a document as well")
    parser.add_argument("--calibration", action="store_true", help="reliability tables as well")


def run(options: argparse.Namespace) -> None:
    """Align the corpora and print the tables."""
    encoder = load_encoder()
    found = [
        (corpus, measure(corpus, encoder, documents=options.documents))
        for corpus in read_corpora(options.corpora)
    ]
    rows = [(name, each) for _, outcomes in found for name, each in outcomes]
    print("\n" + accuracy_table(rows))
    print("\n" + skip_table(rows))
    wholes = [(corpus.name, outcomes[0][1]) for corpus, outcomes in found]
    print("\n" + type_table(wholes))
    for name, outcome in wholes if options.calibration else []:
        print(f"\n{name}: expected calibration error {figure(outcome.reliability.error)}\n")
        print(reliability_table(outcome))
    for signature in dict.fromkeys(outcome.signature for _, outcome in rows):
        print(f"\n{signature}")


def measure(
    corpus: Corpus, encoder: Encoder, *, documents: bool = False
) -> list[tuple[str, Outcome]]:
    """Align the documents of a corpus; the whole comes first, then each document if asked."""
    whole, found = Outcome(), []
    for pair in corpus.pairs:
        single = Outcome()
        alignment = align_gold(pair, encoder)
        for outcome in (whole, single):
            outcome.add(alignment, pair.beads)
        found.append((pair.name, single))
    return [(corpus.name, whole), *(found if documents else [])]


def accuracy_table(rows: Sequence[tuple[str, Outcome]]) -> str:
    """Return strict figures over all beads and over matches, and of what a memory would get."""
    header = ["text", "P", "R", "F1", "matches P", "R", "F1", "Vecalign's scorer F1"]
    header += [f"kept at {SETTINGS.min_confidence:g}: P", "R", "calibration error"]
    return make_table(header, [[name, *_accuracy(outcome)] for name, outcome in rows])


def _accuracy(outcome: Outcome) -> list[str]:
    tally, kept = outcome.tally, outcome.kept
    values = [*_parts(tally.all), *_parts(tally.matches), tally.vecalign_f1]
    values += [kept.precision, kept.recall, outcome.reliability.error]
    return [figure(value) for value in values]


def _parts(count: Count) -> tuple[float, float, float]:
    return count.precision, count.recall, count.f1


def skip_table(rows: Sequence[tuple[str, Outcome]]) -> str:
    """Return precision and recall of the sentences without counterpart, a side at a time."""
    header = ["sentences without counterpart", "source P", "R", "of", "target P", "R", "of"]
    return make_table(header, [[name, *_skips(outcome.tally)] for name, outcome in rows])


def _skips(tally: Tally) -> list[str]:
    cells = []
    for count in (tally.left_skips, tally.right_skips):
        cells += [
            figure(count.precision) if count.found else "–",
            figure(count.recall) if count.expected else "–",
            str(count.expected),
        ]
    return cells


def type_table(rows: Sequence[tuple[str, Outcome]]) -> str:
    """Return the recall of gold beads by type, and how many there are."""
    header = ["recall by gold bead type", *_USUAL_TYPES, "others"]
    return make_table(header, [[name, *_recalls(outcome.tally)] for name, outcome in rows])


def _recalls(tally: Tally) -> list[str]:
    others = Count()
    for name, count in tally.types.items():
        if name not in _USUAL_TYPES:
            others.right += count.right
            others.expected += count.expected
    counts = [tally.types.get(name, Count()) for name in _USUAL_TYPES]
    return [
        f"{figure(count.recall)} of {count.expected}" if count.expected else "–"
        for count in (*counts, others)
    ]


def reliability_table(outcome: Outcome) -> str:
    """Return, by stated confidence, how many beads are right."""
    return make_table(
        ["confidence", "beads", "stated", "right"],
        [
            [f"{low:.2f}–{high:.2f}", str(beads), figure(stated), figure(right)]
            for low, high, beads, stated, right in outcome.reliability.bins()
        ],
    )
