"""How far Chinese terms are terms, where nothing stands beside them in another language.

The model of `aligner.terms.termhood` looks at two sides. What a list translates is rated with its
translation; of any other term the Chinese side is read twice.
"""

from collections.abc import Sequence

import numpy as np

from aligner.terms.records import Passage, TermPair
from aligner.terms.termhood import rate_termhood
from aligner.terms.termhood.cutting import cut_chinese
from aligner.terms.termhood.features import NAMES, SIDE_NAMES, Floats, describe_pairs
from aligner.terms.termhood.model import find_odds

_NAME_GAIN, _QUOTED_GAIN = 0.3, 0.35
_MOST_WORDS = 4
_NUMBER_POWER = 3


def rate_terms(pairs: Sequence[TermPair], texts: Sequence[str]) -> list[float]:
    """Rate how far Chinese terms are terms rather than common words, each in [0, 1].

    Args:
        pairs: the English "" where nobody knows it; their places are what they were found in.
        texts: that they come from.
    """
    passages = [Passage(text, "") for text in texts]
    found = iter(rate_termhood([pair for pair in pairs if pair.english], passages))
    alone = iter(_rate_alone([pair for pair in pairs if not pair.english]))
    return [next(found if pair.english else alone) for pair in pairs]


def _rate_alone(pairs: Sequence[TermPair]) -> list[float]:
    """Rate pairs by their Chinese alone."""
    if not pairs:
        return []
    features = describe_pairs(pairs)
    for name in SIDE_NAMES:
        features[:, NAMES.index(f"en {name}")] = features[:, NAMES.index(f"zh {name}")]
    features[:, NAMES.index("words")] = [
        min(len(cut_chinese(pair.chinese).words), _MOST_WORDS) / _MOST_WORDS for pair in pairs
    ]
    features[:, NAMES.index("capitals")] = features[:, NAMES.index("name")]
    ratings: Floats = 1 / (1 + np.exp(-find_odds(features)))
    gains = _NAME_GAIN * _column(features, "name") + _QUOTED_GAIN * _column(features, "quoted")
    ratings += gains * (_column(features, "zh light") == 0) * (1 - ratings)
    # A number is told by both sides, of which one is not there.
    numbers = np.minimum(2 * _column(features, "number"), 1)
    ratings *= 1 - numbers**_NUMBER_POWER
    return [float(each) for each in ratings]


def _column(features: Floats, name: str) -> Floats:
    return features[:, NAMES.index(name)]
