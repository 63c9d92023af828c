"""The concordance against a full scan: the same hits for random words and phrases, and the times.

The scan has its own rules, so that it shares no mistake: Chinese characters follow each other with
nothing but blanks between them, simplified or not; English words follow each other in one clause.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from time import perf_counter, process_time

from benching.memory.clauses import Pair
from benching.memory.importing import verdict
from benching.memory.matching import SIDES, describe_times
from benching.tables import make_table
from tmx.memory.concordance.searching import search
from tmx.memory.folding import fold_text
from tmx.memory.records import SearchOptions, Side
from tmx.memory.store import Memory

TARGET_MILLISECONDS = 15
LENGTHS = (range(1, 7), range(1, 4))
"""Characters of a Chinese query, words of an English one."""

_HAN = re.compile("[\u4e00-\u9fff]+")
_CLAUSE = re.compile(r"[^\W_]+(?: [^\W_]+)*")
_SHOWN = 50
_COMPARED = 2000
"""Hits that are compared with the scan, the newest; a character may stand in half of all units."""


@dataclass(frozen=True, slots=True)
class Search:
    """What became of a query.

    Args:
        query: that was searched for.
        length: of it, in characters or words.
        milliseconds: for the newest 50 hits.
        cpu: of them that this process computed.
        scanned: milliseconds of the full scan.
        missed: pairs that only the scan found.
        wrong: pairs that only the concordance found.
    """

    query: str
    length: int
    milliseconds: float
    cpu: float
    scanned: float
    missed: int
    wrong: int


def draw_phrases(pairs: Sequence[Pair], side: int, count: int, *, seed: int = 1) -> list[str]:
    """Draw words and phrases that stand in texts, of each length in turn.

    Args:
        pairs: that they are taken from.
        side: 0: Chinese characters, 1: English words.
        count: how many, none twice.
        seed: others for another seed.

    Raises:
        SystemExit: the pairs hold fewer.
    """
    random, found = Random(seed), dict[str, None]()
    lengths = LENGTHS[side]
    for attempt in range(200 * count):
        if len(found) == count:
            break
        phrase = _draw(random.choice(pairs)[side], side, lengths[attempt % len(lengths)], random)
        found |= {phrase: None} if phrase else {}
    else:
        raise SystemExit(f"{len(pairs)} pairs hold fewer than {count} phrases: more --units")
    return list(found)


def _draw(text: str, side: int, length: int, random: Random) -> str | None:
    if side == 0:
        runs = [run for run in _HAN.findall(text) if len(run) >= length]
        if not runs:
            return None
        run = random.choice(runs)
        start = random.randrange(len(run) - length + 1)
        return str(run[start : start + length])
    words = [clause.split() for clause in _CLAUSE.findall(text) if clause.count(" ") + 1 >= length]
    if not words:
        return None
    clause = random.choice(words)
    start = random.randrange(len(clause) - length + 1)
    return " ".join(clause[start : start + length])


class Scan:
    """A side of all pairs, prepared to be gone through from end to end."""

    def __init__(self, pairs: Sequence[Pair], side: int) -> None:
        self._prepare: Callable[[str], str] = _join_characters if side == 0 else _pad_words
        self._texts = [self._prepare(pair[side]) for pair in pairs]

    def find(self, forms: Sequence[str]) -> set[int]:
        """Return the places of the pairs that hold any of the forms."""
        wanted = [self._prepare(form) for form in forms]
        return {place for form in wanted for place, text in enumerate(self._texts) if form in text}


def _join_characters(text: str) -> str:
    """Fold characters one by one and keep the marks between them."""
    return "".join(map(_fold_character, unicodedata.normalize("NFKC", text)))


@cache
def _fold_character(character: str) -> str:
    blank = character.isspace() or unicodedata.category(character) == "Cf"
    return "" if blank else fold_text(character) or character


def _pad_words(text: str) -> str:
    return f" {fold_text(text)} "


def search_all(
    memory: Memory, pairs: Sequence[Pair], side: int, phrases: Sequence[str]
) -> Iterator[Search]:
    """Search for each phrase, by the memory and by a scan, and compare what they find.

    Args:
        memory: that holds the pairs, and nothing else.
        pairs: all of them, the oldest first.
        side: that is searched.
        phrases: to search for.
    """
    scan, places = Scan(pairs, side), {pair: place for place, pair in enumerate(pairs)}
    search(memory, phrases[0], Side(side), SearchOptions())
    for phrase in phrases:
        start, cpu = perf_counter(), process_time()
        search(memory, phrase, Side(side), SearchOptions(limit=_SHOWN))
        cpu, took = process_time() - cpu, perf_counter() - start
        everything = search(memory, phrase, Side(side), SearchOptions(limit=_COMPARED))
        found = {
            places[(hit.source.text, hit.target.text)[:: -1 if side else 1]]
            for hit in everything.hits
        }
        start = perf_counter()
        held = scan.find(everything.forms)
        scanned = perf_counter() - start
        expected = set(sorted(held, reverse=True)[:_COMPARED])
        length = len(phrase.split()) if side else len(phrase)
        missed, wrong = len(expected - found), len(found - expected)
        times = (1000 * seconds for seconds in (took, cpu, scanned))
        yield Search(phrase, length, *times, missed, wrong)


def make_search_table(searches: Sequence[Sequence[Search]]) -> str:
    """Return a row for each side and length.

    Args:
        searches: of the first side, and of the second.
    """
    header = ["side", "length", "queries", "as the scan", "ms median", "p95", "CPU ms", "scan ms"]
    rows = [
        [SIDES[side], str(length), *_describe([each for each in mine if each.length == length])]
        for side, mine in enumerate(searches)
        for length in LENGTHS[side]
    ]
    rows += [[SIDES[side], "all", *_describe(mine)] for side, mine in enumerate(searches)]
    return "\n".join([make_table(header, rows), "", *_judge(searches)])


def _describe(mine: Sequence[Search]) -> list[str]:
    times = [each.milliseconds for each in mine] or [0.0]
    right = sum(not each.missed and not each.wrong for each in mine)
    scanned = describe_times([each.scanned for each in mine] or [0.0])[0]
    cpu = describe_times([each.cpu for each in mine] or [0.0])[0]
    return [str(len(mine)), str(right), *describe_times(times), cpu, scanned]


def _judge(searches: Sequence[Sequence[Search]]) -> Iterator[str]:
    for side, mine in zip(SIDES, searches, strict=True):
        wrong = [each for each in mine if each.missed or each.wrong]
        yield f"{side}, as a full scan finds: {verdict(not wrong)}"
        for each in wrong[:10]:
            yield f"  “{each.query}”: {each.missed} missed, {each.wrong} too many"
        median = float(describe_times([each.milliseconds for each in mine] or [0.0])[0])
        passes = median <= TARGET_MILLISECONDS
        yield f"{side}, median under {TARGET_MILLISECONDS} ms: {verdict(passes)}"
