"""What the cells of a glossary's table say → values: status, provenance, review, numbers.

Tolerant of what people and spreadsheets write: capitals, names of TBX, “95 %”, “0,95”, “12.0”.
"""

import math
import re
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from tmx.glossary.records import Provenance, Review, TermStatus
from tmx.glossary.tabular.cells import split_values

_E = TypeVar("_E", bound=StrEnum)
_OF_TBX = re.compile(r"[\s_-]*term(?:[\s_-]*admn[\s_-]*sts)?\Z")
_MOST_DIGITS = 15
_REVIEW_WORDS = {
    Review.PROPOSED: "propose|new|open|待审|待審|待定|未审核|未審核",
    Review.ACCEPTED: "accept|approve|approved|接受|已接受|采用|採用|采纳|採納|通过|通過|批准",
    Review.REJECTED: "reject|refused|拒绝|拒絕|已拒绝|已拒絕|否决|否決|驳回|駁回|弃用|棄用",
}
_REVIEWS = {word: review for review, words in _REVIEW_WORDS.items() for word in words.split("|")}


def read_status(text: str) -> TermStatus | None:
    """Read the status of a term; None: it is none.

    >>> read_status("preferredTerm-admn-sts").name, read_status("Deprecated").name
    ('PREFERRED', 'DEPRECATED')
    """
    return _find(TermStatus, _OF_TBX.sub("", text.strip().lower()))


def read_provenance(text: str) -> Provenance | None:
    """Read where a term comes from; None: it is none."""
    return _find(Provenance, text)


def read_review(text: str) -> Review | None:
    """Read what a person said of a concept, in English or Chinese; None: it is none.

    >>> read_review("Accepted"), read_review("拒绝").value, read_review("perhaps") is None
    (<Review.ACCEPTED: 'accepted'>, 'rejected', True)
    """
    return _find(Review, text) or _REVIEWS.get(text.strip().lower())


# The same few words stand in all rows.
@lru_cache(maxsize=256)
def _find(kind: type[_E], text: str) -> _E | None:
    name = text.strip().lower()
    return next((each for each in kind if each.value == name), None)


def read_number(text: str) -> float | None:
    """Read a number; None: it is none.

    >>> read_number("0,95"), read_number("95 %"), read_number("high")
    (0.95, 0.95, None)
    """
    bare = text.strip()
    is_share = bare.endswith("%")
    bare = bare.rstrip("%").rstrip().replace(",", ".")
    try:
        number = float(bare)
    except ValueError:
        return None
    return number / 100 if is_share else number


def read_probability(text: str) -> float | None:
    """Read a probability, in [0, 1]; None: it is none."""
    number = read_number(text)
    return number if number is not None and 0 <= number <= 1 else None


@lru_cache(maxsize=4096)
def read_count(text: str) -> int | None:
    """Read how often something was found; None: it is none.

    >>> read_count("12"), read_count("12.0"), read_count("1,234"), read_count("-1")
    (12, 12, 1234, None)
    """
    bare = text.strip()
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", bare):
        bare = bare.replace(",", "")
    if re.fullmatch(r"[0-9]+(?:[.,]0+)?", bare) is None or len(bare) > _MOST_DIGITS:
        return None
    return int(re.split("[.,]", bare)[0])


def read_evidence(text: str) -> tuple[tuple[str, float], ...] | None:
    """Read what speaks for a concept; None: a part of it is no name with a number.

    >>> read_evidence("cosine 0.7 | dice 0.25")
    (('cosine', 0.7), ('dice', 0.25))
    """
    found = []
    for each in split_values(text):
        name, _, value = each.rpartition(" ")
        number = _read_float(value)
        if number is None:
            return None
        found.append((name, number))
    return tuple(found)


def _read_float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return None if math.isnan(number) else number
