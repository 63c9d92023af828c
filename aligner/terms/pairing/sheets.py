"""Pairs of candidates in some passages → a table of fixed width, which can be put on a disk."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.atoms import fold_chinese, fold_english
from aligner.terms.pairing.cases import Job
from aligner.terms.pairing.choosing import choose_pairs
from aligner.terms.pairing.counting import Buckets, find_buckets
from aligner.terms.pairing.features import NAMES
from aligner.terms.pairing.sighting import Sightings
from aligner.terms.records import Candidate, Kind

STRENGTH = (Kind.NAME, Kind.ABBREVIATION, Kind.QUOTED, Kind.PHRASE, Kind.WORD)
"""Kinds, the strongest first."""
SHOWN = {
    "cosine": "cosine",
    "chinese_known": "dictionary_chinese",
    "english_known": "dictionary_english",
    "chinese_inside": "links_chinese",
    "english_inside": "links_english",
    "sound": "sound",
}
"""The features that are shown as evidence, and what they are called there."""
ROW = np.dtype(
    [
        ("passage", np.int32),
        ("pair", np.uint64),
        ("buckets", np.int32, (2,)),
        ("chinese", np.uint16, (2,)),
        ("english", np.uint16, (2,)),
        ("score", np.float32),
        ("shown", np.float16, (len(SHOWN),)),
        ("kind", np.uint8),
        ("wins", np.bool_),
    ]
)
"""A pair of candidates in a passage: number of the passage, name of the pair of terms
(`name_pair`), buckets of its terms (`counting`), where both stand, log-odds, `SHOWN`, place of the
kind in `STRENGTH`, whether it stands if the passage is judged alone."""

Rows = np.ndarray[tuple[int], np.dtype[np.void]]
Ints = NDArray[np.int64]

_COLUMNS = [NAMES.index(name) for name in SHOWN]
_RANKS = {kind: rank for rank, kind in enumerate(STRENGTH)}


def name_pair(chinese: str, english: str) -> int:
    """Return a number by which the keys of a pair of terms are known, below 2 ** 64."""
    text = f"{chinese}\0{english}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was found in some passages.

    Args:
        rows: in the order of the passages.
        chinese, english: buckets of the keys of all candidates, each once a passage.
        passages: how many there were, those without candidates among them.
    """

    rows: Rows
    chinese: Buckets
    english: Buckets
    passages: int = 0


class SheetMaker:
    """Takes in passages one by one.

    Args:
        buckets: how many there are; see `counting.count_buckets`.
    """

    def __init__(self, buckets: int) -> None:
        self._size = buckets
        self._rows = [np.zeros(0, dtype=ROW)]
        self._chinese: list[int] = []
        self._english: list[int] = []

    def add(self, job: Job, found: Sightings) -> None:
        """Take in a passage."""
        chinese = [fold_chinese(form) for form in _list_forms(job.passage.chinese, job.chinese)]
        english = [fold_english(form) for form in _list_forms(job.passage.english, job.english)]
        buckets = find_buckets(chinese, self._size), find_buckets(english, self._size)
        self._chinese += set(buckets[0])
        self._english += set(buckets[1])
        if len(found.scores):
            rows = _make_rows(job, found)
            both = list(zip(found.chinese.tolist(), found.english.tolist(), strict=True))
            rows["pair"] = [name_pair(chinese[one], english[other]) for one, other in both]
            rows["buckets"] = [(buckets[0][one], buckets[1][other]) for one, other in both]
            self._rows.append(rows)

    def finish(self, passages: int = 0) -> Sheet:
        """Put everything together; `passages` are all that were looked at."""
        return Sheet(
            np.concatenate(self._rows),
            np.array(self._chinese, dtype=np.int32),
            np.array(self._english, dtype=np.int32),
            passages,
        )


def _make_rows(job: Job, found: Sightings) -> Rows:
    rows = np.zeros(len(found.scores), dtype=ROW)
    one = [job.chinese[number] for number in found.chinese.tolist()]
    other = [job.english[number] for number in found.english.tolist()]
    spans = _list_spans(one), _list_spans(other)
    rows["passage"] = job.number
    rows["chinese"], rows["english"] = spans
    rows["score"] = found.scores
    rows["shown"] = found.features[:, _COLUMNS]
    rows["kind"] = [min(_RANKS[a.kind], _RANKS[b.kind]) for a, b in zip(one, other, strict=True)]
    order = np.argsort(-found.scores, kind="stable").tolist()
    rows["wins"][choose_pairs(*spans, order)] = True
    return rows


def _list_forms(text: str, candidates: Sequence[Candidate]) -> list[str]:
    return [text[each.start : each.stop] for each in candidates]


def _list_spans(candidates: Sequence[Candidate]) -> Ints:
    return np.array([(each.start, each.stop) for each in candidates], dtype=np.int64)
