"""Keys → grams, the numbers that the index lists pairs under.

Of Chinese, Japanese and Korean a gram is two characters that stand together; the last of a run
stands with 0, so that every character begins a gram. Of everything else a gram is a word. Short
keys get finer grams as well, for one edit may leave nothing of a key of two characters or one word.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tmx.memory.index.keys import Codes, Keys, lay_out_key
from tmx.memory.index.single import (
    CODE_BITS,
    POWERS,
    SHORT,
    SHORT_CJK,
    SHORT_WORDS,
    WORD,
    load_powers,
)

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grams:
    """Grams of several keys, in no order, some more than once.

    Args:
        numbers: (n,) below 1 << `tmx.memory.index.rows.GRAM_BITS`.
        owners: (n,) which key each is of.
    """

    numbers: Numbers
    owners: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of keys stand, and the number of each.

    Args:
        numbers: (n,) below 1 << 42, by a hash: two words may share one, though hardly ever.
        starts: (n,) in the characters of `Keys`.
        stops: (n,) likewise.
    """

    numbers: Numbers
    starts: Places
    stops: Places


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a key must have so that it may hold a phrase.

    Args:
        grams: all of these.
        characters: codes of Chinese characters that stand alone in it: a gram that begins with
            each.
        prefixes: a word that begins with each.
    """

    grams: tuple[int, ...]
    characters: tuple[int, ...]
    prefixes: tuple[str, ...]


def find_grams(keys: Keys, words: Words) -> Grams:
    """Find all grams of keys with their words.

    >>> from tmx.memory.index.keys import fold_texts
    >>> keys = fold_texts(["第12条", ""])
    >>> grams = find_grams(keys, find_words(keys))
    >>> len(set(grams.numbers.tolist())), set(grams.owners.tolist())
    (10, {0})
    """
    pairs, places = _find_pairs(keys)
    short, short_places = _find_short(keys)
    numbers = (words.numbers | np.uint64(WORD), pairs, short)
    owners = (keys.owners[words.starts], keys.owners[places], keys.owners[short_places])
    return Grams(np.concatenate(numbers), np.concatenate(owners))


def find_words(keys: Keys) -> Words:
    """Find what is neither space nor Chinese, Japanese or Korean."""
    is_word = ~keys.is_cjk & (keys.codes > 0x20)
    borders = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    starts, stops = borders[::2], borders[1::2]
    sizes = stops - starts
    places = np.flatnonzero(is_word)
    begins = np.cumsum(sizes) - sizes
    if not len(places):
        return Words(np.zeros(0, np.uint64), starts, stops)
    inside = np.arange(len(places)) - np.repeat(begins, sizes)
    parts = keys.codes[places].astype(np.uint64) * _load_powers()[inside % POWERS]
    sums = np.add.reduceat(parts, begins)
    return Words(_mix(sums) >> np.uint64(22), starts, stops)


def read_words(keys: Keys, words: Words, known: Numbers) -> list[tuple[int, str]]:
    """Return number and text of each word whose number is not among those known."""
    numbers, places = np.unique(words.numbers, return_index=True)
    is_new = ~np.isin(numbers, known, assume_unique=True)
    spans = zip(words.starts[places[is_new]], words.stops[places[is_new]], strict=True)
    texts = [keys.codes[start:stop].tobytes().decode("utf-32-le") for start, stop in spans]
    return list(zip(numbers[is_new].tolist(), texts, strict=True))


def find_phrase(key: str, prefixes: Collection[str] = ()) -> Phrase:
    """Find the grams that every key must have that holds a phrase.

    Args:
        key: of the phrase.
        prefixes: those of its words that may go on.
    """
    keys = lay_out_key(key)
    words = find_words(keys)
    texts = [
        key[start - 1 : stop - 1] for start, stop in zip(words.starts, words.stops, strict=True)
    ]
    whole = [
        WORD | number
        for number, text in zip(words.numbers.tolist(), texts, strict=True)
        if text not in prefixes
    ]
    pairs = _find_pairs(keys)[0]
    is_last = (pairs & np.uint64((1 << CODE_BITS) - 1)) == 0
    follows = np.append([False], ~is_last[:-1])
    return Phrase(
        tuple(sorted({*whole, *pairs[~is_last].tolist()})),
        tuple(sorted({int(gram) >> CODE_BITS for gram in pairs[is_last & ~follows]})),
        tuple(sorted({text for text in texts if text in prefixes})),
    )


def find_character_span(code: int) -> tuple[int, int]:
    """Return the least and the greatest gram that begins with a character."""
    return code << CODE_BITS, (code + 1 << CODE_BITS) - 1


def number_word(number: int) -> int:
    """Return the gram of a word by its number."""
    return WORD | number


def _find_pairs(keys: Keys) -> tuple[Numbers, Places]:
    places = np.flatnonzero(keys.is_cjk)
    following = np.where(keys.is_cjk[places + 1], keys.codes[places + 1], 0)
    return _join(keys.codes[places], following), places


def _find_short(keys: Keys) -> tuple[Numbers, Places]:
    """Find pairs of any characters, the ends included, and single ones that are Chinese."""
    has_cjk = np.zeros(len(keys.lengths), np.bool_)
    has_cjk[keys.owners[keys.is_cjk]] = True
    limits = np.where(has_cjk, SHORT_CJK, SHORT_WORDS)
    is_short = (keys.lengths <= limits) & (keys.lengths > 0)
    if not is_short.any():
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    places = np.flatnonzero(is_short[keys.owners[1:]])
    pairs = _join(keys.codes[places], keys.codes[places + 1])
    single = places[keys.is_cjk[places + 1]] + 1
    alone = _join(keys.codes[single], np.zeros(len(single), np.uint32))
    numbers = np.concatenate((pairs, alone)) | np.uint64(SHORT)
    return numbers, np.concatenate((places + 1, single))


def _join(first: Codes, second: Codes) -> Numbers:
    return first.astype(np.uint64) << np.uint64(CODE_BITS) | second.astype(np.uint64)


def _mix(numbers: Numbers) -> Numbers:
    mixed = (numbers ^ numbers >> np.uint64(32)) * np.uint64(0x9E3779B97F4A7C15)
    return mixed ^ mixed >> np.uint64(29)


@cache
def _load_powers() -> Numbers:
    return np.array(load_powers(), np.uint64)
