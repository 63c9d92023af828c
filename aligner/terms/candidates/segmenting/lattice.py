"""All words that may stand in a stretch of Chinese, and how much dearer they are than the best."""

import re
from dataclasses import dataclass

from aligner.terms.candidates.segmenting.names import DOT, Edge, NameFinder
from aligner.terms.candidates.segmenting.roles import LATIN_USE
from aligner.terms.candidates.segmenting.words import LONGEST, Use, Words

_NUMERAL = re.compile(
    r"第?(?:[0-9]+(?:[.,:][0-9]+)*%?[万亿]{0,2}|[〇零一二三四五六七八九十百千万亿两]+)"
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9&.'’/-]*(?<![.'’/-])|[A-Za-z]")
_UNKNOWN_COST = 16.0
_NUMERAL_COST = 6.0
_LATIN_COST = 10.0
_NUMBER = int(Use.NUMBER)
_IN_NAMES = int(Use.NAME | Use.PERSON | Use.LATIN)


@dataclass(frozen=True, slots=True)
class Lattice:
    """The words of a stretch.

    Args:
        edges: of each place, the words that begin there.
        slack: of each place and the one behind the last, how much dearer than the cheapest way
            through the stretch is the cheapest with a border there; 0 on the cheapest.
        best: the places where the cheapest way has its borders, the first and the last as well.
        best_uses: how the words between them can be used.
        forward: cost of the cheapest way from the beginning to each place.
        backward: cost of the cheapest way from each place to the end.
    """

    edges: list[list[Edge]]
    slack: list[float]
    best: list[int]
    best_uses: list[int]
    forward: list[float]
    backward: list[float]

    def get_slack(self, start: int, edge: Edge) -> float:
        """Return how much dearer than the cheapest way the cheapest with a word is."""
        return self.forward[start] + edge[1] + self.backward[edge[0]] - self.backward[0]


def build_lattice(key: str, words: Words, finder: NameFinder) -> Lattice:
    """Find all words of a stretch and weigh them against each other.

    Args:
        key: a stretch without marks, as `fold_characters` gives it, not empty.
        words: of the dictionary.
        finder: of names that are not in it.
    """
    edges = _list_all(key, words, finder)
    backward = _find_costs(edges)
    forward, before = _find_ways(edges)
    slack = [left + right - backward[0] for left, right in zip(forward, backward, strict=True)]
    best, uses = [len(key)], []
    while best[-1]:
        place, use = before[best[-1]]
        best.append(place)
        uses.append(use)
    return Lattice(edges, slack, best[::-1], uses[::-1], forward, backward)


def _list_all(key: str, words: Words, finder: NameFinder) -> list[list[Edge]]:
    """List the words that begin at each place."""
    edges: list[list[Edge]] = [[] for _ in key]
    for start in range(len(key) - 1, -1, -1):
        edges[start] = _list_edges(key, start, words, finder)
        if DOT in key:
            edges[start] += _join_names(key, start, edges)
    return edges


def _join_names(key: str, start: int, edges: list[list[Edge]]) -> list[Edge]:
    """Join the names that begin at a place to those behind the dots that follow them."""
    return [
        (end, cost + more, int(Use.NOUN | Use.NAME | Use.PERSON))
        for stop, cost, use in edges[start]
        if use & _IN_NAMES and key[stop : stop + 1] == DOT and stop + 1 < len(key)
        for end, more, other in edges[stop + 1]
        if other & _IN_NAMES
    ]


def _list_edges(key: str, start: int, words: Words, finder: NameFinder) -> list[Edge]:
    if key[start].isascii() or "\u00c0" <= key[start] <= "\u024f":
        return _list_plain(key, start)
    entries, size = words.entries, len(key)
    stops = range(start + 1, min(start + LONGEST, size) + 1)
    edges = [(stop, *found) for stop in stops if (found := entries.get(key[start:stop]))]
    if not edges or edges[0][0] != start + 1:
        edges.append((start + 1, _UNKNOWN_COST, 0))
    edges += finder.find(key, start)
    if match := _NUMERAL.match(key, start):
        edges.append((match.end(), _NUMERAL_COST, _NUMBER))
    return edges


def _list_plain(key: str, start: int) -> list[Edge]:
    """Return the one word of Latin letters or digits that begins at a place."""
    if match := _NUMERAL.match(key, start):
        edges = [(match.end(), _NUMERAL_COST, _NUMBER)]
        # 5G, 2030: a number that goes on in letters is a name.
        if (rest := _LATIN.match(key, match.end())) and rest.end() - start <= LONGEST:
            edges.append((rest.end(), _LATIN_COST, LATIN_USE))
        return edges
    match = _LATIN.match(key, start)
    return [(match.end() if match else start + 1, _LATIN_COST, LATIN_USE if match else 0)]


def _find_costs(edges: list[list[Edge]]) -> list[float]:
    """Return the cost of the cheapest way from each place to the end."""
    costs = [0.0] * (len(edges) + 1)
    for start in range(len(edges) - 1, -1, -1):
        costs[start] = min(cost + costs[stop] for stop, cost, _ in edges[start])
    return costs


def _find_ways(edges: list[list[Edge]]) -> tuple[list[float], list[tuple[int, int]]]:
    """Return the cost of the cheapest way to each place, and where its last word begins.

    With the place goes how this word can be used.
    """
    costs = [0.0, *[float("inf")] * len(edges)]
    before = [(0, 0)] * (len(edges) + 1)
    for start, words in enumerate(edges):
        base = costs[start]
        for stop, cost, use in words:
            if base + cost < costs[stop]:
                costs[stop] = base + cost
                before[stop] = start, use
    return costs, before
