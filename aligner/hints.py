"""What is known of two texts beside what they say, as the settings of a user give it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

Terms: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of a Chinese and an English term as they are printed."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of two texts beside what they say.

    Args:
        has_paragraphs: False where each line is a segment and paragraphs are unknown.
        terms: that a user has accepted.
    """

    has_paragraphs: bool = True
    terms: Terms = ()


NO_HINTS = Hints()


def describe_terms(terms: Terms) -> str:
    """Return what a signature says of terms: how many pairs, and a print of which.

    >>> describe_terms((("停火", "ceasefire"),))
    '1@439e92cd'
    """
    written = "\n".join("\t".join(each) for each in terms)
    return f"{len(terms)}@{sha256(written.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
