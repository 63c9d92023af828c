"""Words and names that nobody uses, in both languages, some of them often and most of them rarely.

A memory of real texts has as many rare words as common ones; recombined sentences alone do not. A
word is known by its rank, so that the same rank gives the same word in either language.
"""

import math
from functools import cache, lru_cache
from pathlib import Path
from random import Random

RANKS = 400_000
"""How many words of each kind there are."""

_FLATTENED = 100
"""About so many of the most common words are as common as each other."""

_FILE = Path(__file__).with_name("words.txt")


@cache
def read_pieces(name: str) -> tuple[str, ...]:
    """Return the pieces that words.txt has under a name.

    >>> read_pieces("digits")[:3]
    ('零', '一', '二')
    """
    lines = (line.split() for line in _FILE.read_text("utf-8").splitlines() if line[:1] != "#")
    return next(tuple(pieces) for first, *pieces in lines if first == name)


def draw_rank(random: Random) -> int:
    """Draw a rank, a low one often (Zipf's law, as Mandelbrot amended it)."""
    return int(_FLATTENED * math.exp(random.random() * math.log(RANKS / _FLATTENED))) - _FLATTENED


@lru_cache(RANKS)
def make_name(rank: int) -> tuple[str, str]:
    """Return the name of a person in Chinese and in English.

    >>> make_name(7) == make_name(7), make_name(7) == make_name(8)
    (True, False)
    """
    if rank % 2:
        return make_place(rank * 2 + 1)
    random = Random(rank)
    surname, family = _draw("surnames", random)
    given = [_draw("given", random) for _ in range(random.choice((1, 2, 2)))]
    name = "".join(latin for _, latin in given).capitalize()
    return surname + "".join(each for each, _ in given), f"{name} {family}"


@lru_cache(RANKS)
def make_place(rank: int) -> tuple[str, str]:
    """Return the name of a place in Chinese and in English, written by its sound."""
    random = Random(rank)
    pieces = [_draw("syllables", random) for _ in range(2 + rank % 3)]
    chinese, latin = zip(*pieces, strict=True)
    return "".join(chinese), "".join(latin).capitalize()


@lru_cache(RANKS)
def make_term(rank: int) -> tuple[str, str]:
    """Return a technical term in Chinese and in English."""
    random = Random(rank)
    count = random.choice((1, 2, 2, 3))
    ending, suffix = _draw("endings", random)
    stems = "".join(random.choices(read_pieces("stems"), k=count))
    starts = random.choices(read_pieces("initials"), k=count)
    vowels = random.choices(read_pieces("vowels"), k=count)
    syllables = "".join(map(str.__add__, starts, vowels))
    return stems + ending, syllables + random.choice(read_pieces("finals")) + suffix


def _draw(name: str, random: Random) -> tuple[str, str]:
    """Draw a piece of two languages."""
    piece = random.choice(read_pieces(name))
    start = next(place for place, character in enumerate(piece) if character < "\u2e80")
    return piece[:start], piece[start:]
