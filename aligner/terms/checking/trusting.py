"""Which concepts of a glossary are asked for: what people wrote or accepted, and extracted terms.

What was only extracted, and nobody has looked at, holds common words too (工人 workers), which
good translations render freely: they are passed over unless everything is wanted.
"""

from collections.abc import Sequence

from aligner.terms.checking.omissions import is_name
from aligner.terms.checking.scoping import has_language
from aligner.terms.records import Kind, TermPair
from aligner.terms.termhood import rate_termhood
from tmx.glossary.records import Concept, Review, Term

LEAST_TERMHOOD = 0.5
"""The least that a concept that was only extracted has to rate to be asked for, in [0, 1]."""
_NAME = "properNoun"


def is_doubtful(concept: Concept) -> bool:
    """Whether a concept was extracted or proposed and nobody has said anything of it."""
    is_found = concept.probability is not None or bool(concept.evidence)
    return concept.review == Review.PROPOSED and is_found


def choose_concepts(
    concepts: Sequence[Concept], *, asks_all: bool = False
) -> tuple[tuple[Concept, ...], int]:
    """Choose the concepts that are asked for.

    Args:
        concepts: of a glossary.
        asks_all: common words that were only extracted are asked for too.

    Returns:
        The concepts, without rejected ones, and how many common words were passed over.
    """
    kept = [each for each in concepts if each.review != Review.REJECTED]
    doubtful = [] if asks_all else [each for each in kept if is_doubtful(each)]
    pairs = [_make_pair(each) for each in doubtful]
    rated = [(concept, pair) for concept, pair in zip(doubtful, pairs, strict=True) if pair]
    ratings = rate_termhood([pair for _, pair in rated], ())
    out = {
        id(concept)
        for (concept, _), rating in zip(rated, ratings, strict=True)
        if rating < LEAST_TERMHOOD
    }
    return tuple(each for each in kept if id(each) not in out), len(out)


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
