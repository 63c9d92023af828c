"""`bench peers`: Vecalign and Bertalign beside the aligner, on the same vectors in the same run.

Their algorithms come from PyPI (sentweave, bertalign) and run in an environment of their own.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from corpora import GoldBead, GoldPair
from scoring import Tally
from threadpoolctl import threadpool_limits

from aligner import align_documents
from aligner.embedding import Encoder
from aligner.pipeline import load_encoder
from benching.aligned import SETTINGS, Corpus, beads_of, read_corpora, to_document
from benching.cutting import draw_cuts
from benching.environments import ENVIRONMENTS, run_inside
from benching.tables import describe_machine, figure, make_table
from benching.vectors import PEER_RUNS, EncodedText, StoredVectors, encode_joined, encode_pooled

OURS = "duizhao"
PEERS = {"vecalign": PEER_RUNS, "bertalign": 4}
"""The longest run each peer encodes by default."""
THREADS = 2
_RUNNER = Path(__file__).parent / "peer_runner.py"
_TIMEOUT = 3600.0


@dataclass(slots=True)
class Result:
    """Counts and seconds of one aligner on the documents of a corpus or a variant of it."""

    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    failures: int = 0


@dataclass(slots=True)
class Comparison:
    """All aligners on one set of documents.

    Args:
        results: by the name of the aligner.
        encoding: seconds for the vectors of the runs each needs: ours pooled, and those of the
            peers as they were made.
        cold: seconds of the first document, by the name of the aligner: for a peer in a fresh
            process, where it is compiled; ours is fresh only in the first row of a table.
        signature: of our alignments.
    """

    results: dict[str, Result] = field(default_factory=dict)
    encoding: dict[str, float] = field(default_factory=dict)
    cold: dict[str, float] = field(default_factory=dict)
    signature: str = ""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("corpora", nargs="+", metavar="CORPUS")
    parser.add_argument("--cuts", action="store_true", help="cut variants as well")
    parser.add_argument("--only", default="", metavar="TEXT", help="variants with this in the name")
    parser.add_argument(
        "--joined",
        action="store_true",
        help="encode the joined text of each run, as the peers do, and time it (30 times slower)",
    )


def run(options: argparse.Namespace) -> None:
    """Compare on each corpus and print the tables."""
    if not ENVIRONMENTS["peers"].is_ready:
        print("peers: skipped, for they are not installed: python scripts/bench install peers")
        return
    encoder = load_encoder()
    encoder.encode(["The weights are loaded before the clock starts."])
    encode = encode_joined if options.joined else encode_pooled
    corpora = read_corpora(options.corpora)
    found = []
    for corpus in corpora:
        for name, pairs in _sets(corpus, corpora, cuts=options.cuts, only=options.only):
            found.append((name, compare(pairs, encoder, encode)))
            print(f"{name} …", flush=True)
    vectors = "of joined texts" if options.joined else "pooled"
    print(f"\nThe same vectors for all, {vectors}:\n")
    print(accuracy_table(found))
    print(f"\nSeconds, warm, and how many times ours ({describe_machine()}):\n")
    print(time_table(found, joined=options.joined))
    for signature in dict.fromkeys(each.signature for _, each in found):
        print(f"\n{signature}; peers: {', '.join(ENVIRONMENTS['peers'].steps[0][1:])}")


def _sets(
    corpus: Corpus, corpora: Sequence[Corpus], *, cuts: bool, only: str
) -> Iterator[tuple[str, Sequence[GoldPair]]]:
    for name, drawn in draw_cuts(corpus, corpora, seeds=1):
        if name == "whole" or (cuts and only in name):
            yield f"{corpus.name}, {name}", drawn[0]


def compare(
    pairs: Sequence[GoldPair],
    encoder: Encoder,
    encode: Callable[[Sequence[str], Encoder], EncodedText],
) -> Comparison:
    """Align documents with the aligner and its peers.

    Args:
        pairs: the documents.
        encoder: loaded, so that the clock does not run for it.
        encode: how the vectors of runs are made.
    """
    found = Comparison()
    kept = [[encode(side.segments, encoder) for side in (p.left, p.right)] for p in pairs]
    texts = [text for texts in kept for text in texts]
    found.encoding = {peer: _add_up(texts, runs) for peer, runs in PEERS.items()}
    pooled = encode is encode_pooled
    own = texts if pooled else [encode_pooled(text.texts, encoder) for text in texts]
    found.encoding[OURS] = _add_up(own, PEER_RUNS)
    _align_ours(found, pairs, kept, encoder.signature)
    for name, records in _run_peers(found, kept).items():
        result = found.results.setdefault(name, Result())
        for pair, record in zip(pairs, records, strict=True):
            result.seconds += record["seconds"]
            result.failures += "error" in record
            beads = {GoldBead(tuple(left), tuple(right)) for left, right in record["beads"]}
            result.tally.add(beads, pair.beads)
    return found


def _add_up(texts: Sequence[EncodedText], runs: int) -> float:
    return sum(sum(text.seconds[:runs]) for text in texts)


def _align_ours(
    found: Comparison,
    pairs: Sequence[GoldPair],
    kept: Sequence[Sequence[EncodedText]],
    signature: str,
) -> None:
    result = found.results.setdefault(OURS, Result())
    # The peers' first run in a process is counted apart, and so is ours, which loads the lexicon.
    for number in (0, *range(len(pairs))):
        stored = StoredVectors(kept[number], signature)
        documents = [to_document(side) for side in (pairs[number].left, pairs[number].right)]
        with threadpool_limits(limits=THREADS):
            start = time.perf_counter()
            alignment = align_documents(*documents, settings=SETTINGS, encoder=stored)
            seconds = time.perf_counter() - start
        if OURS not in found.cold:
            found.cold[OURS] = seconds
            continue
        result.seconds += seconds
        result.tally.add(beads_of(alignment), pairs[number].beads)
        found.signature = alignment.signature


def _run_peers(
    found: Comparison, kept: Sequence[Sequence[EncodedText]]
) -> dict[str, list[dict[str, object]]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, texts in enumerate(kept):
            place = folder / f"{number:06}"
            place.mkdir()
            for side, text in zip(("source", "target"), texts, strict=True):
                np.save(place / f"{side}.npy", text.by_end())
                lines = "".join(f"{line}\n" for line in text.texts)
                (place / f"{side}.txt").write_text(lines, encoding="utf-8", newline="\n")
        run_inside("peers", (str(_RUNNER), str(folder)), threads=THREADS, timeout=_TIMEOUT)
        return {peer: _read_records(folder / f"{peer}.json", found, peer) for peer in PEERS}


def _read_records(path: Path, found: Comparison, peer: str) -> list[dict[str, object]]:
    record = json.loads(path.read_text("utf-8"))
    found.cold[peer] = record["cold"]
    return [each for _, each in sorted(record["pairs"].items())]


def accuracy_table(found: Sequence[tuple[str, Comparison]]) -> str:
    """Return strict F1 over all beads and over matches, and by Vecalign's scorer."""
    header = ["text"]
    header += [f"{name} {what}" for what in ("F1", "matches", "V.'s scorer") for name in _NAMES]
    return make_table(header, [[name, *_accuracy(each)] for name, each in found])


_NAMES = (OURS, *PEERS)


def _accuracy(comparison: Comparison) -> list[str]:
    results = [comparison.results[name] for name in _NAMES]
    cells = [
        figure(value)
        for values in (
            [result.tally.f1 for result in results],
            [result.tally.matches.f1 for result in results],
            [result.tally.vecalign_f1 for result in results],
        )
        for value in values
    ]
    failures = sum(result.failures for result in results)
    return [*cells[:-1], cells[-1] + (f" ({failures} documents failed)" if failures else "")]


def time_table(found: Sequence[tuple[str, Comparison]], *, joined: bool) -> str:
    """Return seconds of the algorithms alone and with encoding, and the ratios.

    Args:
        found: by the name of the text.
        joined: whether the peers' vectors are of joined texts, as theirs are by default; else
            the ratios with encoding are those of peers that pool as well.
    """
    encoding = "with encoding" if joined else "if it pooled too"
    header = ["text", *(f"vectors for {name}" for name in _NAMES), *_NAMES]
    header += [f"{peer} / ours" for peer in PEERS]
    header += [f"{peer} / ours {encoding}" for peer in PEERS]
    header += [f"{name} first" for name in _NAMES]
    return make_table(header, [[name, *_times(each)] for name, each in found])


def _times(comparison: Comparison) -> list[str]:
    seconds = {name: result.seconds for name, result in comparison.results.items()}
    encoding = comparison.encoding
    ours = seconds[OURS]
    alone = [seconds[peer] / ours for peer in PEERS]
    encoded = [(seconds[peer] + encoding[peer]) / (ours + encoding[OURS]) for peer in PEERS]
    values = [*(encoding[name] for name in _NAMES), *(seconds[name] for name in _NAMES)]
    cold = [comparison.cold[name] for name in _NAMES]
    return [
        *(f"{value:.2f}" for value in values),
        *(f"{value:.2f} ×" for value in (*alone, *encoded)),
        *(f"{value:.2f}" for value in cold),
    ]
