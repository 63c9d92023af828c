"""Questions → spans: the texts of all questions pass the encoder together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np

from aligner.embedding.parts import Ints, Vectors
from aligner.embedding.use_tokens import TokenNetwork
from aligner.lexicon.dictionary import load_dictionary
from aligner.spans.encoding import EncodedText, Sums, embed, encode_texts, find_centre
from aligner.spans.features import (
    ALONE,
    CONTEXT,
    LEXICAL,
    NAME,
    NUMBERS,
    Asked,
    Translated,
    find_features,
    survey,
)
from aligner.spans.model import choose, find_probability, load_weights
from aligner.spans.units import Candidates, Floats, find_units, is_chinese, list_candidates
from tmx.memory.records import Span, SpanQuestion
from tmx.numerals import find_numbers

LONGEST_ENGLISH, LONGEST_CHINESE = 7, 8
"""Most units of a candidate."""
MOST_CANDIDATES = 48
"""Those that seem likeliest are embedded: for one right answer in fifty none is among them."""

_MOST_CHARACTERS = 4000
_QUESTIONS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Case:
    """A stretch of a text, and the features of the candidates for its translation."""

    other: Translated
    candidates: Candidates
    features: Floats


@dataclass(frozen=True, slots=True)
class _Draft:
    """A case without its cosines.

    Args:
        number: of the question.
        case: with the likeliest candidates alone.
        sums: of the candidates, of the stretch in its text and of the stretch alone.
    """

    number: int
    case: Case
    sums: tuple[Sums, Sums, Sums]


class SpanFinder:
    """Finds where translations stand.

    Args:
        network: the default encoder.
    """

    def __init__(self, network: TokenNetwork) -> None:
        self._network = network
        self._dictionary = load_dictionary()

    def find(self, questions: Sequence[SpanQuestion]) -> list[tuple[Span, ...]]:
        """Answer questions; see `aligner.spans.find_spans`."""
        answers: list[set[Span]] = [set() for _ in questions]
        for start in range(0, len(questions), _QUESTIONS_AT_ONCE):
            for number, case in self.prepare(questions[start : start + _QUESTIONS_AT_ONCE]):
                answers[start + number] |= _answer(case)
        return [_order(spans) for spans in answers]

    def prepare(self, questions: Sequence[SpanQuestion]) -> Iterator[tuple[int, Case]]:
        """Yield what the model judges: for each span of each question the candidates.

        Yields:
            The number of the question, and the candidates for one of its spans.
        """
        fitting = {n: each for n, each in enumerate(questions) if _can_answer(each)}
        encoded = encode_texts(self._network, _list_texts(fitting.values()))
        drafts = [
            draft
            for number, question in fitting.items()
            for draft in self._draft(number, question, encoded)
        ]
        if not drafts:
            return
        vectors = embed(self._network, [each.sums for each in drafts])
        for draft, rows in zip(drafts, vectors, strict=True):
            draft.case.features[:, CONTEXT] = rows[:-2] @ rows[-2]
            draft.case.features[:, ALONE] = rows[:-2] @ rows[-1]
            yield draft.number, draft.case

    def _draft(
        self, number: int, question: SpanQuestion, encoded: Mapping[str, EncodedText]
    ) -> Iterator[_Draft]:
        source, target = encoded.get(question.text), encoded.get(question.other)
        other = self._survey(question.other)
        if source is None or target is None or not other.names:
            return
        places = target.add_up(other.candidates.starts, other.candidates.stops)
        centre, numbers = find_centre(source, target), find_numbers(question.text)
        for span in question.spans:
            alone = encoded.get(_cut(question.text, span))
            if alone is None:
                continue
            asked = source.add_up_span(span), alone.add_up_span(Span(0, span.stop - span.start))
            features = find_features(Asked(question.text, span, numbers), other)
            kept = _find_likely(features, places.compare(asked, centre))
            case = Case(other, other.candidates[kept], features[kept])
            yield _Draft(number, case, (places.keep(kept), *asked))

    def _survey(self, text: str) -> Translated:
        in_chinese = is_chinese(text)
        units = find_units(text, self._dictionary, is_chinese=in_chinese)
        longest = LONGEST_CHINESE if in_chinese else LONGEST_ENGLISH
        return survey(units, list_candidates(units, longest))


def _list_texts(questions: Iterable[SpanQuestion]) -> list[str]:
    return list(
        dict.fromkeys(
            text
            for each in questions
            for text in (each.text, each.other, *(_cut(each.text, span) for span in each.spans))
        )
    )


def _find_likely(features: Floats, likeness: Vectors) -> Ints:
    """Return the likeliest candidates by what costs little, in order."""
    score = likeness + features[:, LEXICAL] + features[:, NAME] + features[:, NUMBERS] / 2
    return np.sort(np.argsort(-score, kind="stable")[:MOST_CANDIDATES])


def _can_answer(question: SpanQuestion) -> bool:
    longest = max(len(question.text), len(question.other))
    return longest <= _MOST_CHARACTERS and is_chinese(question.text) != is_chinese(question.other)


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.stop]


def _answer(case: Case) -> set[Span]:
    weights = load_weights(is_chinese=case.other.units.is_chinese)
    candidates = case.candidates
    choice = choose(case.features, candidates, weights.ranking)
    if find_probability(choice, weights) < weights.threshold:
        return set()
    return {Span(int(candidates.starts[choice.number]), int(candidates.stops[choice.number]))}


def _order(spans: set[Span]) -> tuple[Span, ...]:
    """Put spans in order; of two that overlap, the first stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.stop)):
        if not kept or kept[-1].stop <= span.start:
            kept.append(span)
    return tuple(kept)


_LOADING = Lock()


@cache
def _make_finder() -> SpanFinder:
    return SpanFinder(TokenNetwork())


def load_finder() -> SpanFinder:
    """Load encoder and dictionary, once a process."""
    with _LOADING:
        return _make_finder()
