"""The words that Chinese is cut into: how frequent each is, and how it can be used."""

import re
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from importlib import resources

import numpy as np

from aligner.terms.variants.regional import list_names

LONGEST = 8
"""Most characters of a word."""
_TERRITORY_COST = 16.8
"""What a name of a territory costs that the dictionary lacks."""
_HAN_NAME = re.compile(rf"[\u3400-\u9fff]{{2,{LONGEST}}}")
COST_STEP = 0.08
"""How much a cost in the file grows by one."""


class Use(IntFlag):
    """How a word can be used; none: a word of which nothing is known."""

    NOUN = 1
    NAME = 2
    PERSON = 4
    VERB = 8
    MODIFIER = 16
    PLACE = 32
    """Where something is: 東部, 之間."""
    NUMBER = 64
    MEASURE = 128
    TIME = 256
    ABBREVIATION = 512
    IDIOM = 1024
    FUNCTION = 2048
    """A word of grammar, never in a term."""
    LATIN = 4096


@dataclass(frozen=True, slots=True)
class NameTables:
    """How likely characters are in names, each as −ln of its share.

    Args:
        first: of those that begin a transliterated name.
        inner: of those inside one.
        last: of those that end one.
        surname: of Chinese surnames of one character.
        given: of the characters of Chinese given names.
    """

    first: dict[str, float]
    inner: dict[str, float]
    last: dict[str, float]
    surname: dict[str, float]
    given: dict[str, float]


@dataclass(frozen=True, slots=True)
class Words:
    """All words.

    Args:
        entries: by its key, −ln of the share of each word in a large text and its `Use`.
        names: how names are made.
    """

    entries: dict[str, tuple[float, int]]
    names: NameTables


@cache
def load_words() -> Words:
    """Load the words of the package, once a process."""
    path = resources.files(__package__) / "data" / "chinese.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        pairs = zip(_read_costs(arrays["costs"]), arrays["uses"].tolist(), strict=True)
        tables = {
            name: dict(
                zip(
                    _read_lines(arrays[f"{name}_characters"]),
                    _read_costs(arrays[f"{name}_costs"]),
                    strict=True,
                )
            )
            for name in NameTables.__slots__
        }
        words = dict(zip(_read_lines(arrays["words"]), pairs, strict=True))
        return Words(_list_territories() | words, NameTables(**tables))


def _list_territories() -> dict[str, tuple[float, int]]:
    """Return the names of territories of all regions: 沙地阿拉伯, as Hong Kong says."""
    use = int(Use.NOUN | Use.NAME)
    names = (key for key, _ in list_names())
    return {key: (_TERRITORY_COST, use) for key in names if _HAN_NAME.fullmatch(key)}


def _read_lines(packed: np.ndarray) -> list[str]:
    return packed.tobytes().decode("utf-8").split("\n")


def _read_costs(packed: np.ndarray) -> list[float]:
    costs: list[float] = (packed * np.float64(COST_STEP)).tolist()
    return costs
