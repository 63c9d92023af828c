"""Passages in batches → pairs of terms."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from threading import Lock

from aligner.embedding.use_tokens import TokenNetwork
from aligner.lexicon.dictionary import load_dictionary
from aligner.terms.pairing.cases import Job, describe_jobs
from aligner.terms.pairing.gathering import Gathered, Gatherer
from aligner.terms.pairing.making import make_pairs
from aligner.terms.pairing.model import Weights, load_weights
from aligner.terms.pairing.sighting import sight_pairs
from aligner.terms.records import Candidate, Passage, TermPair

BATCH = 1000
"""Passages whose words are learned together, and lie in memory."""
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

    def pair(
        self,
        passages: Sequence[Passage],
        chinese: Candidates,
        english: Candidates,
        *,
        progress: Progress | None = None,
    ) -> list[TermPair]:
        """Find pairs of terms; see `aligner.terms.pairing.pair_terms`."""
        gathered = self.gather(passages, chinese, english, progress=progress)
        return make_pairs(gathered, passages, self._weights.whole, LEAST)

    def gather(
        self,
        passages: Sequence[Passage],
        chinese: Candidates,
        english: Candidates,
        *,
        progress: Progress | None = None,
    ) -> Gathered:
        """Find what the last stage of the model judges."""
        gatherer = Gatherer(len(passages))
        for jobs in make_batches(passages, chinese, english):
            for described in describe_jobs(self._network, jobs):
                gatherer.add(described.case.job, sight_pairs(described, self._weights))
            if progress is not None and len(passages) > BATCH:
                progress(f"pairs: {jobs[-1].number + 1} of {len(passages)} passages")
        return gatherer.finish()


def make_batches(
    passages: Sequence[Passage], chinese: Candidates, english: Candidates
) -> Iterator[list[Job]]:
    """Yield passages with their candidates, some at a time."""
    for start in range(0, len(passages), BATCH):
        numbers = range(start, min(start + BATCH, len(passages)))
        yield [Job(each, passages[each], chinese[each], english[each]) for each in numbers]


_LOADING = Lock()


@cache
def _make_pairer() -> Pairer:
    return Pairer(TokenNetwork(), load_weights())


def load_pairer() -> Pairer:
    """Load encoder, dictionary and weights, once a process."""
    with _LOADING:
        return _make_pairer()
