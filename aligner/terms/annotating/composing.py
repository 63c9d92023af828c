"""Chinese terms that no list has, put together in English of parts: marked as generated.

Only of parts that a short list has, each with its English before others and as the last word; where
a character is left over nothing is made.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from tmx.memory.folding import fold_text

_MOST_PARTS = 3
_LEAST_CHARACTERS = 4


def compose(chinese: str) -> str:
    """Put together the English of a term.

    Args:
        chinese: two or three parts, of four characters or more.

    Returns:
        The English; "" where the parts are not all known, or a part stands there twice.

    >>> compose("經濟脅迫"), compose("重要會議")
    ('economic coercion', '')
    """
    key = fold_text(chinese)
    made = list(_list_ways(key, _MOST_PARTS)) if len(key) >= _LEAST_CHARACTERS else []
    # A long head says more surely what is meant than two short parts: mineral resources.
    best = min(made, key=len, default=())
    words = " ".join(best).split()
    return " ".join(words) if len(best) > 1 and len(set(words)) == len(words) else ""


def _list_ways(key: str, parts: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read a key as so many parts at most, the last of which is a head."""
    before, heads = _load_parts()["before"], _load_parts()["head"]
    if key in heads:
        yield (heads[key],)
    if parts == 1:
        return
    for stop in range(1, len(key)):
        if english := before.get(key[:stop]):
            for rest in _list_ways(key[stop:], parts - 1):
                yield english, *rest


@cache
def _load_parts() -> Mapping[str, Mapping[str, str]]:
    path = resources.files(__package__) / "data" / "parts.tsv"
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, chinese, english = line.split("\t")
            found[kind][fold_text(chinese)] = english
    return found
