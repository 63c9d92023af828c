"""Judged pairs → the records that are handed on, with the forms that are found most."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from aligner.terms.pairing.features import NAMES
from aligner.terms.pairing.gathering import STRENGTH, Gathered
from aligner.terms.pairing.model import WHOLE_NAMES, Line
from aligner.terms.records import Passage, TermPair

_SHOWN = {
    "cosine": "cosine",
    "chinese_known": "dictionary_chinese",
    "english_known": "dictionary_english",
    "chinese_inside": "links_chinese",
    "english_inside": "links_english",
    "sound": "sound",
}
_SHOWN_OF_ALL = {"dice": "association", "won_of_all": "one_to_one"}

_Place = tuple[int, tuple[int, int], tuple[int, int]]


def make_pairs(
    gathered: Gathered, passages: Sequence[Passage], line: Line, least: float
) -> list[TermPair]:
    """Make the pairs of terms, the probablest first.

    Args:
        gathered: all sightings.
        passages: that their numbers count in.
        line: over `WHOLE_NAMES`.
        least: probability of a pair.
    """
    chances, chosen = gathered.judge(line, least)
    groups: dict[int, list[int]] = {}
    for number in chosen:
        groups.setdefault(int(gathered.rows.pairs[number]), []).append(number)
    made = [
        _make_pair(gathered, passages, numbers, float(chances[pair]))
        for pair, numbers in groups.items()
    ]
    return sorted(made, key=lambda each: (-each.probability, each.chinese, each.english))


def _make_pair(
    gathered: Gathered, passages: Sequence[Passage], numbers: Sequence[int], chance: float
) -> TermPair:
    places = tuple(_make_place(gathered, number) for number in numbers)
    chinese = Counter(passages[n].chinese[slice(*span)] for n, span, _ in places)
    english = Counter(passages[n].english[slice(*span)] for n, _, span in places)
    main = _find_main(chinese), _find_main(english)
    forms = sorted((chinese | english).items())
    return TermPair(
        *main,
        places,
        chance,
        _show_evidence(gathered, numbers),
        STRENGTH[int(gathered.rows.kinds[list(numbers)].min())],
        {form: count for form, count in forms if form not in main},
    )


def _make_place(gathered: Gathered, number: int) -> _Place:
    rows = gathered.rows
    one, other = rows.chinese[number].tolist(), rows.english[number].tolist()
    return int(rows.passages[number]), (one[0], one[1]), (other[0], other[1])


def _find_main(forms: Counter[str]) -> str:
    """Return the form that is found most, of equals the one with fewer capitals."""
    return min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))


def _show_evidence(gathered: Gathered, numbers: Sequence[int]) -> Mapping[str, float]:
    pair = int(gathered.rows.pairs[numbers[0]])
    means = gathered.rows.features[list(numbers)].astype(np.float32).mean(axis=0)
    shown = {name: float(means[NAMES.index(column)]) for column, name in _SHOWN.items()}
    whole = gathered.whole[pair]
    for column, name in _SHOWN_OF_ALL.items():
        shown[name] = float(whole[WHOLE_NAMES.index(column)])
    return shown
