"""How steadily texts translate the terms that were extracted from them: what a check may ask for.

A glossary is checked against its own texts, from either language. Of a concept that these texts
mostly render otherwise a term was paired wrongly, or it is no term: to insist on it elsewhere would
be noise. What was counted goes into the evidence of the concept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aligner.terms.checking.checker import TermChecker
from aligner.terms.checking.records import CheckedUnit
from aligner.terms.checking.trusting import ASKED, KEPT
from aligner.terms.records import Passage
from tmx.glossary.records import Glossary

MOST_PASSAGES = 20_000
"""Passages that are checked; of more, some at equal distances."""


def measure_steadiness(glossary: Glossary, passages: Sequence[Passage]) -> Glossary:
    """Count how often the terms of a glossary are kept to in the texts that it was made of.

    Args:
        glossary: extracted; nobody has decided anything of it.
        passages: that it was made of.

    Returns:
        The same concepts. Those that a check asks for have among their evidence, of each language
        with a place, how often a term of it was asked for and how often a target had it.
    """
    concepts = list(glossary.concepts)
    for is_turned, language in enumerate(("zh", "en")):
        checker = TermChecker(Glossary(tuple(concepts)), asks_unsteady=True)
        checker.check(_make_units(passages, is_turned=bool(is_turned)))
        for number, (asked, kept) in checker.tally.items():
            counted = ((f"{ASKED}{language}", float(asked)), (f"{KEPT}{language}", float(kept)))
            concept = concepts[number]
            concepts[number] = replace(concept, evidence=(*concept.evidence, *counted))
    return replace(glossary, concepts=tuple(concepts))


def _make_units(passages: Sequence[Passage], *, is_turned: bool) -> Iterator[CheckedUnit]:
    step = -(-len(passages) // MOST_PASSAGES) or 1
    for place in range(0, len(passages), step):
        each = passages[place]
        texts, tags = (each.chinese, each.english), each.tags
        if is_turned:
            texts, tags = texts[::-1], tags[::-1]
        yield CheckedUnit("", *texts, tags)
