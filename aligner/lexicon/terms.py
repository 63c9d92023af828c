"""Accepted terms → entries of the dictionary: what a user knows of the words of a text.

A term becomes a word that is cut out of the Chinese text as a whole, and that every word of its
translation speaks for.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import numpy as np

from aligner.lexicon.dictionary import Dictionary
from aligner.lexicon.english import find_words, stem_words
from tmx.key import matching_key


def extend_dictionary(dictionary: Dictionary, terms: Iterable[tuple[str, str]]) -> Dictionary:
    """Return a dictionary with terms as words of it.

    Args:
        dictionary: stays as it is.
        terms: a Chinese and an English term each. What the dictionary has of a word stays, and a
            term that is nothing but stop words or characters without a key is passed over.

    Returns:
        A dictionary in which each word of a translation has the weight of a whole sense: it is not
        in doubt which of several senses is meant.
    """
    entries: dict[str, dict[str, float]] = {}
    for chinese, english in terms:
        key, stems = matching_key(chinese), stem_words(find_words(english))
        if key and stems:
            known = dictionary.glosses_of(key) if key in dictionary.numbers else {}
            entries.setdefault(key, known).update(dict.fromkeys(stems, 1.0))
    return _add(dictionary, entries) if entries else dictionary


def _add(dictionary: Dictionary, entries: dict[str, dict[str, float]]) -> Dictionary:
    known = {stem: number for number, stem in enumerate(dictionary.stems)}
    glosses = [stem for entry in entries.values() for stem in entry]
    new = [stem for stem in dict.fromkeys(glosses) if stem not in known]
    known |= {stem: number for number, stem in enumerate(new, start=len(known))}
    weights = list(chain.from_iterable(entry.values() for entry in entries.values()))
    counts = np.array([len(entry) for entry in entries.values()], dtype=np.int32)
    first = len(dictionary.starts) - 1
    return replace(
        dictionary,
        numbers=dictionary.numbers
        | {word: number for number, word in enumerate(entries, start=first)},
        stems=[*dictionary.stems, *new],
        starts=np.concatenate(
            [dictionary.starts, dictionary.starts[-1] + np.cumsum(counts)]
        ).astype(np.int32),
        glosses=np.concatenate(
            [dictionary.glosses, np.array([known[stem] for stem in glosses], dtype=np.int32)]
        ),
        weights=np.concatenate([dictionary.weights, np.array(weights, dtype=np.float32)]),
        longest=max(dictionary.longest, *map(len, entries)),
    )
