"""Which concepts of a glossary are asked for: what people wrote or accepted, and extracted terms.

What was only extracted, and nobody has looked at, holds common words too (工人 workers), which
good translations render freely: they are passed over unless everything is wanted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.terms.checking.omissions import is_name
from aligner.terms.checking.scoping import has_language
from aligner.terms.records import Kind, TermPair
from aligner.terms.termhood import rate_termhood
from tmx.glossary.records import Concept, Review, Term

LEAST_TERMHOOD = 0.5
"""The least that a concept that was only extracted has to rate to be asked for, in [0, 1]."""
LEAST_SHARE = 0.55
"""The least share of its occurrences that it must be expected to be translated in as it is."""
ASKED, KEPT = "asked_", "kept_"
"""What begins the evidence of how often a term was asked for and kept to; a language follows."""
_PRIOR = 3.0
"""For how many occurrences the probability of a concept stands."""
_USUAL = 0.9
"""The probability of one that has none."""
_NAME = "properNoun"


def is_doubtful(concept: Concept) -> bool:
    """Whether a concept was extracted or proposed and nobody has said anything of it."""
    is_found = concept.probability is not None or bool(concept.evidence)
    return concept.review == Review.PROPOSED and is_found


def is_steady(concept: Concept, tag: str) -> bool:
    """Whether a concept that was only extracted is probably translated as it says.

    Its probability says so, and how the texts that it comes from translate it elsewhere: where it
    was found first counts for nothing.

    Args:
        concept: any.
        tag: of the language translated from.

    >>> from tmx.glossary.records import Term
    >>> facts = (("asked_en", 13.0), ("kept_en", 3.0), ("asked_zh", 3.0), ("kept_zh", 3.0))
    >>> witch = Concept((Term("zh", "女巫"), Term("en", "Witch")), probability=.9, evidence=facts)
    >>> is_steady(witch, "zh-CN"), is_steady(witch, "en-GB")
    (True, False)
    """
    evidence = dict(concept.evidence)
    probability = _USUAL if concept.probability is None else concept.probability
    language = next((each for each in ("zh", "en") if has_language(tag, each)), "")
    asked = max(evidence.get(f"{ASKED}{language}", 0.0) - 1, 0.0)
    kept = max(evidence.get(f"{KEPT}{language}", 0.0) - 1, 0.0)
    return (kept + _PRIOR * probability) / (asked + _PRIOR) >= LEAST_SHARE


@dataclass(frozen=True, slots=True)
class Choice:
    """The concepts of a glossary that play a part in a check.

    Args:
        concepts: all that nobody rejected.
        asked: numbers of those that are asked for.
    """

    concepts: tuple[Concept, ...]
    asked: frozenset[int]

    @property
    def passed_over(self) -> int:
        """How many are not asked for."""
        return len(self.concepts) - len(self.asked)


def choose_concepts(concepts: Sequence[Concept], *, asks_all: bool = False) -> Choice:
    """Choose the concepts that are asked for.

    Args:
        concepts: of a glossary.
        asks_all: all but rejected ones are asked for.
    """
    kept = tuple(each for each in concepts if each.review != Review.REJECTED)
    doubtful = () if asks_all else tuple(filter(is_doubtful, kept))
    pairs = [_make_pair(each) for each in doubtful]
    rated = [(concept, pair) for concept, pair in zip(doubtful, pairs, strict=True) if pair]
    ratings = rate_termhood([pair for _, pair in rated], ())
    out = {
        id(concept)
        for (concept, _), rating in zip(rated, ratings, strict=True)
        if rating < LEAST_TERMHOOD
    }
    asked = frozenset(number for number, each in enumerate(kept) if id(each) not in out)
    return Choice(kept, asked)


def _make_pair(concept: Concept) -> TermPair | None:
    chinese = next((each for each in concept.terms if has_language(each.language, "zh")), None)
    english = next((each for each in concept.terms if has_language(each.language, "en")), None)
    if chinese is None or english is None:
        return None
    kind = _find_kind(chinese, english)
    return TermPair(chinese.text, english.text, (), concept.probability or 0.0, {}, kind)


def _find_kind(chinese: Term, english: Term) -> Kind:
    if _NAME in {chinese.part_of_speech, english.part_of_speech} or is_name(english.text):
        return Kind.NAME
    return Kind.PHRASE if " " in english.text else Kind.WORD
