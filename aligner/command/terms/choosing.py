"""`duizhao align --terms`: a glossary → the pairs of terms that help the aligner."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from aligner.command.columns import count_of
from aligner.command.console import report
from aligner.command.terms.reading import load_glossary
from aligner.errors import AlignerError
from aligner.hints import Terms
from aligner.terms.checking.trusting import is_doubtful
from tmx.glossary.records import Concept, Review, Term, TermStatus
from tmx.language import is_chinese, primary

_OUT = {TermStatus.DEPRECATED, TermStatus.SUPERSEDED}


def load_terms(path: Path) -> Terms:
    """Read the pairs of Chinese and English terms of a glossary or memory that are accepted.

    What a person wrote counts as accepted; what was only extracted does not.

    Raises:
        TmxError: it cannot be read.
        AlignerError: no such concept has terms of both languages.
    """
    concepts = load_glossary(path).concepts
    accepted = [each for each in concepts if is_accepted(each)]
    terms = tuple(dict.fromkeys(pair for each in accepted for pair in _list_pairs(each)))
    if not terms:
        raise AlignerError(
            f"{path}: no accepted concept has a Chinese and an English term, of"
            f" {count_of(len(concepts), 'concept')}: accept some with duizhao terms accept, or in"
            " the review column of a table"
        )
    report(f"{path}: {count_of(len(terms), 'pair')} of accepted terms")
    return terms


def is_accepted(concept: Concept) -> bool:
    """Whether a person stands for a concept."""
    return concept.review != Review.REJECTED and not is_doubtful(concept)


def _list_pairs(concept: Concept) -> Iterator[tuple[str, str]]:
    # Texts may be old: what is out of use now may stand in them, but proves nothing new.
    usable = [each for each in concept.terms if each.status not in _OUT]
    yield from product(
        (each.text for each in usable if is_chinese(each.language)),
        (each.text for each in usable if _is_english(each)),
    )


def _is_english(term: Term) -> bool:
    return primary(term.language) == "en"
