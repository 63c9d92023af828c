"""How probable it is that atoms of two texts translate each other, from all that is known of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.atoms import Atoms, find_stems, fold_atom, read_chinese, read_english
from aligner.terms.pairing.lexical import (
    Word,
    find_units,
    find_words,
    link_spelling,
    link_words,
    place_stems,
)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LINK_NAMES = ("dictionary", "same", "sound", "learned", "cosine", "place", "function")
"""What a link is judged by; see `describe_links`."""

_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Reading:
    """The atoms of both texts of a passage, and what a dictionary says of them.

    Args:
        chinese, english: n and m atoms.
        firsts, behinds: of the words of the Chinese text, as `find_units` cuts it.
        owners: (n,) the word of each Chinese atom.
        dictionary: (n, m) see `link_words`.
        same: (n, m) see `link_spelling`.
    """

    chinese: Atoms
    english: Atoms
    firsts: Ints
    behinds: Ints
    owners: Ints
    dictionary: Floats
    same: Floats


def read_texts(chinese: str, english: str) -> Reading | None:
    """Read both texts of a passage; None where one has neither words nor characters."""
    one, other = read_chinese(chinese), read_english(english)
    if not len(one) or not len(other):
        return None
    units = find_units(one)
    firsts, behinds = np.array(units, dtype=np.int64).T
    shape = len(one), len(other)
    words: list[Word] = list(find_words(one, units))
    same = np.zeros(shape, dtype=np.float32)
    link_spelling(one, other, same)
    return Reading(
        one,
        other,
        firsts,
        behinds,
        np.repeat(np.arange(len(firsts)), behinds - firsts),
        link_words(words, place_stems(other), shape),
        same,
    )


def list_unit_keys(reading: Reading) -> list[str]:
    """Return the key of each word of the Chinese text."""
    keys = reading.chinese.keys
    borders = zip(reading.firsts.tolist(), reading.behinds.tolist(), strict=True)
    return ["".join(keys[first:behind]) for first, behind in borders]


def list_stems(reading: Reading) -> list[str]:
    """Return the stem of each English word, or the word where it has none."""
    english = reading.english
    return [(find_stems(printed) or (fold_atom(printed),))[0] for printed in english.printed]


@dataclass(frozen=True, slots=True)
class LinkSigns:
    """What is known of the links of a passage beside its `Reading`.

    Args:
        learned: (words, m) see `learn_links`.
        cosines: (words, m) of the vectors of Chinese and English words.
        sounds: (n, m) how much names sound alike.
    """

    learned: Floats
    cosines: Floats
    sounds: Floats


def describe_links(reading: Reading, signs: LinkSigns) -> Floats:
    """Return what each link is judged by, (n, m, len(LINK_NAMES))."""
    n, m = reading.dictionary.shape
    cosines = signs.cosines - signs.cosines.mean(axis=0) - signs.cosines.mean(axis=1)[:, None]
    cosines = cosines + signs.cosines.mean()
    place = np.abs((np.arange(n) + 0.5)[:, None] / n - (np.arange(m) + 0.5) / m)
    function = (~reading.chinese.is_content)[:, None] | ~reading.english.is_content
    return np.stack(
        [
            reading.dictionary,
            reading.same,
            signs.sounds,
            signs.learned[reading.owners],
            cosines[reading.owners],
            place,
            function,
        ],
        axis=2,
        dtype=np.float32,
    )


@dataclass(frozen=True, slots=True)
class Links:
    """How strongly atoms are linked; each is (n, m) in [0, 1].

    Args:
        both: by probability, less where the Chinese or the English atom has a stronger link.
        chinese: less only where the Chinese atom has a stronger one.
        english: likewise.
    """

    both: Floats
    chinese: Floats
    english: Floats


def weigh_links(described: Floats, weights: Floats, bias: float) -> Links:
    """Find how strongly atoms are linked.

    Args:
        described: of `describe_links`.
        weights: (len(LINK_NAMES),).
        bias: of the logistic model.
    """
    chances = 1 / (1 + np.exp(-(described @ weights) - np.float32(bias)))
    rows = chances / (chances.max(axis=1, keepdims=True) + _LEAST)
    columns = chances / (chances.max(axis=0, keepdims=True) + _LEAST)
    return Links(chances * rows * columns, chances * rows, chances * columns)
