"""How far pairs are terms of a field: what they are made of, and how the passages use them."""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from aligner.terms.records import Kind, Passage, TermPair
from aligner.terms.termhood.counting import Counts, count_words
from aligner.terms.termhood.cutting import cut_chinese, cut_english
from aligner.terms.termhood.features import NAMES, Floats, describe_pairs
from aligner.terms.termhood.frequencies import Words, load_frequencies
from aligner.terms.termhood.model import find_odds
from aligner.terms.termhood.seeds import Seeds
from aligner.terms.termhood.shapes import rate_shape

_KEYNESS_WEIGHT, _KEYNESS_USUAL, _KEYNESS_MOST = 0.8, 0.3, 1.2
_COHESION_WEIGHT, _COHESION_USUAL = 0.8, 0.35
_NAME_GAIN, _QUOTED_GAIN = 0.6, 0.35
"""By how much of what it lacks a name, or a coinage in quotation marks, is raised: they are wanted,
common as their words may be."""
_LEAST_CAPITALS = 0.5
_NUMBER_POWER = 3
_OWN = 0.95
"""The least rating of what the user listed."""


def rate_termhood(
    pairs: Sequence[TermPair], passages: Iterable[Passage], seeds: Seeds | None = None
) -> list[float]:
    """Rate how far pairs are terms of a field rather than common words.

    Names, abbreviations and what holds words of the field rate high, words that everybody uses
    low, dates and numbers lowest; what the passages use more than general language does, and
    phrases whose words are seldom found apart, are raised.

    Args:
        pairs: any; how likely they translate each other plays no part.
        passages: that the places of the pairs count in.
        seeds: words of the field; None: of international politics.

    Returns:
        A number in [0, 1] a pair, in their order.
    """
    if not pairs:
        return []
    features = describe_pairs(pairs, seeds)
    chinese, english = count_words(pairs, passages)
    odds = find_odds(features) + [_rate_use(each, chinese, english) for each in pairs]
    ratings = 1 / (1 + np.exp(-odds))
    ratings += _find_gains(features) * (1 - ratings)
    ratings *= 1 - _column(features, "number") ** _NUMBER_POWER
    ratings *= np.array([rate_shape(each, seeds) for each in pairs])
    if seeds is not None:
        wanted = np.array([seeds.is_own(each.chinese, each.english) for each in pairs])
        ratings = np.where(wanted, np.maximum(ratings, _OWN), ratings)
    return [float(each) for each in ratings]


def _column(features: Floats, name: str) -> Floats:
    return features[:, NAMES.index(name)]


def _find_gains(features: Floats) -> Floats:
    """Return by how much of what they lack names and quoted coinages are raised."""
    is_name = _column(features, "name") + _column(features, "abbreviation")
    has_capitals = _column(features, "capitals") >= _LEAST_CAPITALS
    says_something = (_column(features, "zh light") + _column(features, "en light")) == 0
    gains: Floats = _NAME_GAIN * is_name * has_capitals
    gains += _QUOTED_GAIN * _column(features, "quoted")
    gains *= says_something
    return gains


def _rate_use(pair: TermPair, chinese: Counts, english: Counts) -> float:
    """Return what the use of a pair in the passages adds to its odds."""
    left, right = cut_chinese(pair.chinese).words, cut_english(pair.english).words
    frequencies = load_frequencies()
    keyness = (
        _find_keyness(left, chinese, frequencies.chinese)
        + _find_keyness(right, english, frequencies.english)
    ) / 2
    odds = _KEYNESS_WEIGHT * (min(keyness, _KEYNESS_MOST) - _KEYNESS_USUAL)
    if pair.kind != Kind.PHRASE:
        return odds
    together = pair.count
    cohesion = (
        _find_cohesion(left, together, chinese) + _find_cohesion(right, together, english)
    ) / 2
    return odds + _COHESION_WEIGHT * (cohesion - _COHESION_USUAL)


def _find_keyness(words: Sequence[str], counts: Counts, general: Words) -> float:
    """Return how much more the passages use the most telling word than general language does.

    Returns:
        Logarithm of the ratio to base 10; near 0 where the passages are too short to say.
    """
    ratios = (
        (counts.found.get(word, 0) + 1) / (counts.words * 10 ** (general.find_zipf(word) - 9) + 1)
        for word in words
    )
    return math.log10(max(ratios, default=1.0))


def _find_cohesion(words: Sequence[str], together: int, counts: Counts) -> float:
    """Return the share of its rarest word that stands in the phrase, in [0, 1], less where rare."""
    least = min((counts.found.get(word, 0) for word in words), default=0)
    return max(together - 0.5, 0.0) / (max(least, together) + 0.5)
