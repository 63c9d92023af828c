"""Dictionary evidence: what a Chinese and an English text share beyond their vectors."""

from collections.abc import Sequence

from aligner.lexicon.evidence import LexicalEvidence
from tmx.language import is_chinese, primary


def has_dictionary(left: str, right: str) -> bool:
    """Whether the package has a dictionary from one language to the other, by BCP 47 tags."""
    return is_chinese(left) and primary(right) == "en"


def find_evidence(chinese: Sequence[str], english: Sequence[str]) -> LexicalEvidence:
    """Find what the segments of a Chinese and an English text share.

    Loads the dictionary when first called.
    """
    from aligner.lexicon import dictionary, evidence

    return evidence.find_evidence(chinese, english, dictionary.load_dictionary())
