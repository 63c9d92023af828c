"""Dictionary evidence: what a Chinese and an English text share beyond their vectors."""

from collections.abc import Iterable, Sequence

from aligner.lexicon.evidence import LexicalEvidence
from tmx.language import is_chinese, primary


def has_dictionary(left: str, right: str) -> bool:
    """Whether the package has a dictionary from one language to the other, by BCP 47 tags."""
    return is_chinese(left) and primary(right) == "en"


def find_evidence(
    chinese: Sequence[str], english: Sequence[str], terms: Iterable[tuple[str, str]] = ()
) -> LexicalEvidence:
    """Find what the segments of a Chinese and an English text share.

    Loads the dictionary when first called.

    Args:
        chinese, english: segments as printed.
        terms: pairs of a Chinese and an English term that are known beside the dictionary.
    """
    from aligner.lexicon import dictionary, evidence
    from aligner.lexicon.terms import extend_dictionary

    known = extend_dictionary(dictionary.load_dictionary(), terms)
    return evidence.find_evidence(chinese, english, known)
