"""Passages in batches → pairs of terms."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from threading import Lock

from aligner.embedding.use_tokens import TokenNetwork
from aligner.lexicon.dictionary import load_dictionary
from aligner.terms.pairing.cases import Job, describe_jobs
from aligner.terms.pairing.counting import count_buckets
from aligner.terms.pairing.gathering import Gatherer
from aligner.terms.pairing.making import Limits, make_pairs
from aligner.terms.pairing.model import Weights, load_weights
from aligner.terms.pairing.sheets import Sheet, SheetMaker
from aligner.terms.pairing.sighting import sight_pairs
from aligner.terms.records import Candidate, Passage, TermPair

BATCH = 1000
"""Passages whose words are learned together, and lie in memory."""
_MOST_AREA = 40_000_000
"""Characters of the Chinese by those of the English text, over the passages of a batch: long
passages, in which each word may be linked to each, need as much memory as many short ones."""
LEAST = 0.05
"""The least probability of a pair."""

Candidates = Sequence[Sequence[Candidate]]
Progress = Callable[[str], None]


class Pairer:
    """Finds which candidates translate each other.

    Args:
        network: the default encoder.
        weights: of the model.
    """

    def __init__(self, network: TokenNetwork, weights: Weights) -> None:
        self._network = network
        self._weights = weights
        load_dictionary()

    def sight(self, jobs: Sequence[Job], buckets: int) -> Sheet:
        """Find what may be a pair in some passages.

        Args:
            jobs: what is learned of words is learned of these together.
            buckets: of `count_buckets`, for all passages.
        """
        maker = SheetMaker(buckets)
        for described in describe_jobs(self._network, jobs):
            maker.add(described.case.job, sight_pairs(described, self._weights))
        return maker.finish(len(jobs))


def make_batches(
    passages: Sequence[Passage], chinese: Candidates, english: Candidates, *, first: int = 0
) -> Iterator[list[Job]]:
    """Yield passages with their candidates, some at a time.

    Args:
        passages: any.
        chinese, english: the candidates of each.
        first: number of the first passage.
    """
    batch: list[Job] = []
    area = 0
    for place, passage in enumerate(passages):
        mine = len(passage.chinese) * len(passage.english)
        if batch and (len(batch) == BATCH or area + mine > _MOST_AREA):
            yield batch
            batch, area = [], 0
        batch.append(Job(first + place, passage, chinese[place], english[place]))
        area += mine
    if batch:
        yield batch


def pair_sheets(
    sheets: Iterable[Sheet],
    passages: Sequence[Passage],
    *,
    least: float = LEAST,
    progress: Progress | None = None,
) -> list[TermPair]:
    """Make pairs of terms of what was found.

    Args:
        sheets: of `Pairer.sight`, for all passages, in their order.
        passages: that the numbers of the jobs count in.
        least: probability of a pair that is wanted.
        progress: is told how far it is, if there are several sheets.

    Returns:
        The probablest first.
    """
    total, done = len(passages), 0
    gatherer = Gatherer(total, count_buckets(total))
    for sheet in sheets:
        gatherer.add(sheet)
        done += sheet.passages
        if progress is not None and total > sheet.passages:
            progress(f"pairs: {done:,} of {total:,} passages")
    limits = Limits(LEAST, max(least, LEAST))
    return make_pairs(gatherer.finish(), passages, load_weights().whole, limits)


_LOADING = Lock()


@cache
def _make_pairer() -> Pairer:
    return Pairer(TokenNetwork(), load_weights())


def load_pairer() -> Pairer:
    """Load encoder, dictionary and weights, once a process."""
    with _LOADING:
        return _make_pairer()
