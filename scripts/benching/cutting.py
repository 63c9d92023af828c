"""`bench cuts`: abridged and interpolated variants of any gold set, over several seeds."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from corpora import GoldPair
from cuts import make_variant
from variants import CUTS, Variant, make_strange

from aligner.embedding import Encoder
from aligner.pipeline import load_encoder
from benching.aligned import Corpus, Outcome, align_gold, read_corpora
from benching.tables import figure, make_table


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("corpora", nargs="+", metavar="CORPUS")
    parser.add_argument("--seeds", type=int, default=1, help="draw each variant so many times")
    parser.add_argument("--only", default="", metavar="TEXT", help="variants with this in the name")


def run(options: argparse.Namespace) -> None:
    """Align the variants of the corpora and print a table a corpus."""
    encoder = load_encoder()
    corpora = read_corpora(options.corpora)
    for corpus in corpora:
        rows, signature = [], ""
        for name, drawn in draw_cuts(corpus, corpora, seeds=options.seeds, only=options.only):
            outcomes = [_measure(pairs, encoder) for pairs in drawn]
            rows.append([name, *_figures(outcomes)])
            signature = outcomes[0].signature
            print(" ".join(rows[-1]), flush=True)
        print("\n" + make_table([f"{corpus.name}, {options.seeds} seeds", *_HEADER], rows))
        print(f"\n{signature}\n")


_HEADER = ("F1", "worst", "matches F1", "worst", "kept P", "worst", "kept R", "nulls P", "nulls R")


def draw_cuts(
    corpus: Corpus, corpora: Sequence[Corpus], *, seeds: int, only: str = ""
) -> Iterator[tuple[str, list[list[GoldPair]]]]:
    """Yield the name of each variant, and the documents of the corpus so changed, seed by seed.

    Args:
        corpus: the gold.
        corpora: where foreign paragraphs may come from.
        seeds: how often a variant is drawn.
        only: text that a variant must have in its name.
    """
    variants = {p.name: (*CUTS, *make_strange(find_strangers(p, corpora))) for p in corpus.pairs}
    for place, variant in enumerate(next(iter(variants.values()), ())):
        if only not in variant.label:
            continue
        count = 1 if variant.label == "whole" else seeds
        yield (
            variant.label,
            [
                [_draw(p, variants[p.name][place], seed) for p in corpus.pairs]
                for seed in range(count)
            ],
        )


def _draw(pair: GoldPair, variant: Variant, seed: int) -> GoldPair:
    """Draw a variant; the whole text is left as it is, with segments that are in no gold bead."""
    if variant is CUTS[0]:
        return pair
    label = f"{variant.label} seed {seed}" if seed else variant.label
    return make_variant(pair, label, variant.change, paragraphs=variant.paragraphs)


def find_strangers(
    pair: GoldPair, corpora: Iterable[Corpus]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the segments of other documents in each side's language, those of its corpus first.

    Only one source is used a side: the other documents of the corpus, or else of another one;
    empty where the document is the only one in its language.
    """
    corpora = list(corpora)
    home = next(corpus for corpus in corpora if pair in corpus.pairs)
    away = [corpus for corpus in corpora if corpus is not home]
    sides = []
    for language in home.languages:
        found = _texts_in(language, [home], pair) or _texts_in(language, away, pair)
        sides.append(found)
    return sides[0], sides[1]


def _texts_in(language: str, corpora: Iterable[Corpus], but: GoldPair) -> tuple[str, ...]:
    sides = (
        side
        for corpus in corpora
        for pair in corpus.pairs
        if pair is not but
        for tag, side in zip(corpus.languages, (pair.left, pair.right), strict=True)
        if tag == language
    )
    return tuple(chain.from_iterable(side.segments for side in sides))


def _measure(pairs: Iterable[GoldPair], encoder: Encoder) -> Outcome:
    outcome = Outcome()
    for pair in pairs:
        outcome.add(align_gold(pair, encoder), pair.beads)
    return outcome


def _figures(outcomes: Sequence[Outcome]) -> list[str]:
    """Mean and worst over the seeds of what is most at stake; means of the rest."""
    columns = [
        [outcome.tally.f1 for outcome in outcomes],
        [outcome.tally.matches.f1 for outcome in outcomes],
        [outcome.kept.precision for outcome in outcomes],
    ]
    cells = [figure(value) for column in columns for value in (_mean(column), min(column))]
    rest = [
        [outcome.kept.recall for outcome in outcomes],
        [outcome.tally.nulls.precision for outcome in outcomes],
        [outcome.tally.nulls.recall for outcome in outcomes],
    ]
    return [*cells, *(figure(_mean(column)) for column in rest)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
