"""Pairs of candidates of a passage → numbers that the model weighs."""

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.borders import Said, compare_nested, find_cuts
from aligner.terms.pairing.sides import Side
from aligner.terms.pairing.stretches import Signs, Stretches, count_atoms

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NAMES = (
    *("cosine", "lead", "chinese_inside", "chinese_outside", "english_inside", "english_outside"),
    *("chinese_worst", "english_worst", "chinese_edges", "english_edges"),
    *("chinese_beside", "english_beside", "chinese_hole", "english_hole"),
    *("long", "short", "chinese_known", "english_known", "sound", "same"),
    *("chinese_weight", "english_weight", "names", "one_name", "stop_words", "single", "place"),
    *("letters", "determiner", "complete", "exact", "torn", "cut", "sounds_inside"),
    *("chinese_longer", "english_longer"),
)
"""The columns, in their order."""

_FEWEST_A_CHARACTER, _MOST_A_CHARACTER = 0.55, 0.8
"""English words that a Chinese character stands for, from where on they are too few or too many."""
_SMOOTHING = 0.3
_NEIGHBOURS = 3
_DETERMINERS = frozenset("两各诸该此本某每几多")


def find_features(chinese: Stretches, english: Stretches, signs: Signs) -> Floats:
    """Return the features of all pairs of candidates, (k, l, len(NAMES))."""
    mine = Side(chinese, english, signs.links.both)
    theirs = Side(english, chinese, signs.links.both.T)
    my_neighbours = Side(chinese, english, signs.links.chinese)
    their_neighbours = Side(english, chinese, signs.links.english.T)
    said = Said(chinese, english, signs.dictionary)
    complete, exact = said.find_complete(), said.find_exact()
    few = _compare_sizes(chinese, english, _FEWEST_A_CHARACTER)
    many = _compare_sizes(chinese, english, _MOST_A_CHARACTER)
    columns = (
        signs.cosines,
        signs.cosines - _find_rivals(signs.cosines),
        *_interleave(mine.share(), theirs.share()),
        mine.find_worst(),
        theirs.find_worst().T,
        mine.find_edges(),
        theirs.find_edges().T,
        *_interleave_beside(my_neighbours.look_beside(), their_neighbours.look_beside()),
        # How many words say a term dictionary and sound know better than the number of characters.
        np.maximum(many, 0) * (1 - np.maximum(exact, signs.sounds)),
        np.maximum(-few, 0) * (1 - signs.sounds),
        Side(chinese, english, signs.dictionary).share()[0],
        Side(english, chinese, signs.dictionary.T).share()[0].T,
        signs.sounds,
        Side(chinese, english, signs.same).share()[0],
        *_describe_kinds(chinese, english),
        _compare_places(chinese, english),
        _count_letters(chinese, english),
        _find_determiners(chinese, english),
        complete,
        exact,
        said.find_torn() - complete,
        find_cuts(chinese, english, signs),
        compare_nested(english, signs.sounds),
        mine.look_around(),
        theirs.look_around().T,
    )
    return np.stack(columns, axis=2, dtype=np.float32)


def _interleave(mine: tuple[Floats, Floats], theirs: tuple[Floats, Floats]) -> tuple[Floats, ...]:
    return mine[0], mine[1], theirs[0].T, theirs[1].T


def _interleave_beside(
    mine: tuple[Floats, Floats], theirs: tuple[Floats, Floats]
) -> tuple[Floats, ...]:
    return mine[0], theirs[0].T, mine[1], theirs[1].T


def _find_rivals(cosines: Floats) -> Floats:
    """Return the mean of the best cosines of both candidates of each pair."""
    if not cosines.size:
        return cosines
    rows = -np.sort(-cosines, axis=1)[:, :_NEIGHBOURS].mean(axis=1)
    columns = -np.sort(-cosines, axis=0)[:_NEIGHBOURS].mean(axis=0)
    return np.asarray((rows[:, None] + columns) / 2)


def _compare_sizes(chinese: Stretches, english: Stretches, rate: float) -> Floats:
    """Return the logarithm of English words by those expected of the Chinese characters."""
    expected = (chinese.behinds - chinese.firsts) * rate + _SMOOTHING
    words = count_atoms(english.atoms.is_content, english) + _SMOOTHING
    return np.asarray(np.log(words[None, :] / expected[:, None]), dtype=np.float32)


def _describe_kinds(chinese: Stretches, english: Stretches) -> tuple[Floats, ...]:
    shape = len(chinese.firsts), len(english.firsts)
    both = chinese.is_name[:, None] & english.is_name
    either = chinese.is_name[:, None] | english.is_name
    stop_words = count_atoms(~english.atoms.is_content, english)
    is_single = (chinese.behinds - chinese.firsts == 1)[:, None]
    return (
        _spread(np.log(chinese.weights)[:, None], shape),
        _spread(np.log(english.weights), shape),
        _spread(both, shape),
        _spread(either & ~both, shape),
        _spread(stop_words, shape),
        _spread(is_single, shape),
    )


def _spread(values: Floats | Ints | Flags, shape: tuple[int, int]) -> Floats:
    return np.broadcast_to(values.astype(np.float32), shape)


def _compare_places(chinese: Stretches, english: Stretches) -> Floats:
    one = (chinese.firsts + chinese.behinds) / (2 * len(chinese.atoms))
    other = (english.firsts + english.behinds) / (2 * len(english.atoms))
    return np.asarray(np.abs(one[:, None] - other))


def _count_letters(chinese: Stretches, english: Stretches) -> Floats:
    """Return how many atoms both have; borders of longer candidates are wrong more often."""
    return np.asarray(
        (chinese.behinds - chinese.firsts)[:, None] / 2 + (english.behinds - english.firsts)
    )


def _find_determiners(chinese: Stretches, english: Stretches) -> Floats:
    """Return whether a Chinese candidate begins with "both", "each" or the like."""
    found = [chinese.atoms.keys[first] in _DETERMINERS for first in chinese.firsts.tolist()]
    return _spread(np.array(found)[:, None], (len(found), len(english.firsts)))
