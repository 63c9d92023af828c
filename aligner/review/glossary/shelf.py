"""What a store keeps, and beside it what an extraction finds in the alignment as it stands."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b

from aligner.records import Alignment
from aligner.review.glossary.background import Answer, Background
from aligner.review.glossary.records import Chosen, KeptConcept, TermStore
from aligner.review.session import ReviewSession
from aligner.revision.records import RevisionError
from aligner.terms.extracting import ExtractOptions, extract_glossary
from aligner.terms.passages import list_passages
from tmx.glossary.records import Concept, Review
from tmx.memory.glossary.combining import list_pairs, prefer_accepted, take_over

MOST_MARKED = 2_000
"""Concepts that are marked in the rows, where not more are accepted."""

_MOST_KNOWN = 100_000
"""Concepts whose pairs are held, so that they are not compared anew at each decision."""

_FOUND = "found-"
_ORDER = {review: place for place, review in enumerate(
    (Review.ACCEPTED, Review.PROPOSED, Review.REJECTED)
)}  # fmt: skip


@dataclass(frozen=True)
class Stock:
    """All concepts there are to look at, at one moment.

    Args:
        concepts: by what names them on the page; accepted ones first, rejected ones last, what was
            found and is not in the store under names of its own.
        revision: differs from that of any other stock.
    """

    concepts: Mapping[str, Concept]
    revision: Hashable

    @cached_property
    def counts(self) -> Mapping[Review, int]:
        """How many there are of each kind."""
        counts = dict.fromkeys(Review, 0)
        for each in self.concepts.values():
            counts[each.review] += 1
        return counts

    def list_marked(self) -> list[Concept]:
        """List the concepts that are marked in the rows: accepted ones, and the best proposals."""
        usable = self.list_usable()
        accepted = [each for each in usable if each.review == Review.ACCEPTED]
        others = [each for each in usable if each.review != Review.ACCEPTED]
        return accepted + others[: max(0, MOST_MARKED - len(accepted))]

    def list_usable(self) -> list[Concept]:
        """List the concepts that nobody has rejected, without proposals that contradict others."""
        kept = prefer_accepted(self.concepts.values())
        return [each for each in kept if each.review != Review.REJECTED]


class Shelf:
    """Puts together what is kept and what is found.

    Args:
        session: the open alignment.
        store: keeps what people decide.
        languages: primary subtags of the two sides, Chinese first.
    """

    def __init__(
        self, session: ReviewSession, store: TermStore, languages: tuple[str, str]
    ) -> None:
        self.store = store
        self._session = session
        self._languages = languages
        self._found: Background[tuple[Concept, ...]] = Background()
        self._stock: Stock | None = None
        self._known: dict[int, tuple[Concept, list[tuple[str, str]]]] = {}

    def find_terms(self) -> Answer[tuple[Concept, ...]]:
        """Say what is found in the alignment as it stands; look for it, if that is not known."""
        return self._found.ask(self._session.version, self._extract)

    def wait(self) -> None:
        """Wait until what is being looked for is found."""
        self._found.wait()

    def _extract(self) -> tuple[Concept, ...]:
        with self._session.reading() as history:
            alignment = history.state.to_alignment()
        return find_concepts(alignment)

    @property
    def revision(self) -> Hashable:
        """Differs after anything has changed that a stock is made of."""
        return self.store.revision, self._found.answer.count

    def take_stock(self) -> Stock:
        """List all concepts there are; what was not looked for is not among them.

        Raises:
            TmxError: the store cannot be read.
        """
        revision = self.revision
        if self._stock is None or self._stock.revision != revision:
            found = self._found.answer.value or ()
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._stock = Stock(dict(self._join(self.store.list_concepts(), found)), revision)
        return self._stock

    def choose(self, names: Iterable[str]) -> list[Chosen]:
        """Return what names on the page stand for, each once.

        Raises:
            RevisionError: there is no such concept.
            TmxError: the store cannot be read.
        """
        concepts = self.take_stock().concepts
        chosen: list[Chosen] = []
        for name in dict.fromkeys(names):
            if name not in concepts:
                raise RevisionError("the term is not there any more: look again", "term_gone")
            chosen.append(concepts[name] if name.startswith(_FOUND) else name)
        return chosen

    def _join(
        self, kept: Sequence[KeptConcept], found: Sequence[Concept]
    ) -> Iterator[tuple[str, Concept]]:
        """Yield concepts by name: those of the store with what was found of them, then the rest.

        What is found again as it was before somebody edited it is none.
        """
        kept_if_needed = kept if found else ()
        owners = {
            pair: place
            for place, each in reversed(list(enumerate(kept_if_needed)))
            for pair in self._list_pairs(each.concept)
        }
        former = {
            pair
            for each in kept_if_needed
            for concept in each.former
            for pair in self._list_pairs(concept)
        }
        seen: dict[int, Concept] = {}
        new: dict[str, Concept] = {}
        for concept in found:
            pairs = self._list_pairs(concept)
            owner = next((owners[pair] for pair in pairs if pair in owners), None)
            if owner is not None:
                seen.setdefault(owner, concept)
            elif former.isdisjoint(pairs):
                new.setdefault(_name(pairs), concept)
        stored = [
            (each.id, take_over(each.concept, seen[place]) if place in seen else each.concept)
            for place, each in enumerate(kept)
        ]
        yield from sorted((*stored, *new.items()), key=lambda each: _ORDER[each[1].review])

    def _list_pairs(self, concept: Concept) -> list[tuple[str, str]]:
        """List the pairs of terms by which a concept is the same as another."""
        known = self._known.get(id(concept))
        if known is None or known[0] is not concept:
            known = self._known[id(concept)] = concept, list_pairs(concept, self._languages)
        return known[1]


def _name(pairs: Sequence[tuple[str, str]]) -> str:
    """Name what was found after its main terms, so that it has the same name when found again."""
    key = "\n".join(pairs[0]) if pairs else ""
    return _FOUND + blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def find_concepts(alignment: Alignment) -> tuple[Concept, ...]:
    """Find the terms of an alignment, best first, in the pairs that are accepted or sure enough."""
    beads = tuple(filter(alignment.is_confident, alignment.beads))
    passages = list_passages(replace(alignment, beads=beads))
    return extract_glossary(passages, ExtractOptions(min_confidence=0.0)).concepts
