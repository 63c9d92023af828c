"""The same queries in a small memory, ours and OmegaT's: scores of the true match, and times."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, median

from benching.memory.clauses import Pair
from benching.memory.edits import EDITS, MadeQuery
from benching.memory.importing import import_pairs
from benching.memory.matching import SIDES, Outcome, ask_all
from benching.memory.omegat import OmegatAnswer, ask_omegat
from benching.tables import make_table
from tmx.memory.store import open_memory


def compare_with_omegat(folder: Path, pairs: Sequence[Pair], queries: Sequence[MadeQuery]) -> str:
    """Look queries up in both, and return a row for each kind of edit and side.

    Args:
        folder: for the memory and OmegaT's projects.
        pairs: what the memory holds; OmegaT compares with each of them, so they are few.
        queries: made of those pairs.
    """
    made = import_pairs(folder, pairs)
    header = ["edit", "side", "our rate", "OmegaT's", "100s", "OmegaT's", "ms", "OmegaT's"]
    rows = []
    for side in (0, 1):
        mine = [query for query in queries if query.side == side]
        texts = [query.text for query in mine]
        answers = ask_omegat(folder / f"omegat-{side}", made.tmx, texts, side=side)
        with open_memory(made.path) as memory:
            ask_all(memory, pairs, mine[:4])
            outcomes = ask_all(memory, pairs, mine)
        rows += _make_rows(side, pairs, outcomes, answers)
    return make_table(header, rows)


def _make_rows(
    side: int, pairs: Sequence[Pair], outcomes: Sequence[Outcome], answers: Sequence[OmegatAnswer]
) -> Iterator[list[str]]:
    for kind in EDITS:
        mine = [
            (outcome, answer, answer.find_score(pairs[outcome.query.origin][side]))
            for outcome, answer in zip(outcomes, answers, strict=True)
            if outcome.query.kind == kind
        ]
        rates, scores = [outcome.rate for outcome, _, _ in mine], [score for *_, score in mine]
        yield [
            *(kind, SIDES[side]),
            *(f"{mean(each):.0f}" for each in (rates, scores)),
            *(str(sum(value >= 100 for value in each)) for each in (rates, scores)),
            f"{median(outcome.milliseconds for outcome, _, _ in mine):.1f}",
            f"{median(answer.milliseconds for _, answer, _ in mine):.1f}",
        ]
