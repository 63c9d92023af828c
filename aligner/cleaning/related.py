"""Lines of a page → the lists of other pages on it: related headlines, rankings, comments.

A heading such as 相关推荐 opens a list. If no running text comes after it, all to the end goes;
if the text goes on, only what is surely a list goes, and a heading that running text follows is
a heading of the article. An article in the other language that follows is no part of the list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from statistics import median

from aligner.cleaning.lines import Line, is_dated
from aligner.cleaning.phrases import compile_phrases
from aligner.cleaning.tables import load_table

_NUMBERED = re.compile(r"(?:no\.?|top)? ?(\d{1,2})(?:[.、:) ]+\S.*)?", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:contents|目录) ?\[? ?(?:hide|show|隐藏|显示|收起|展开)|目录 (?:隐藏|显示)", re.IGNORECASE
)
_ENTRY = re.compile(r"\d+(?:\.\d+)* \S.*")
# A headline is a clause at least; what a text lists is often words.
_MIN_HEADLINE = 5.0
_MIN_ITEMS = 3
_MAX_SHARED = 0.35
_LONGEST_INNER = 100
_NEAR = 60
_MIN_PROVING = 0.15
_REACH = 6


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that go together.

    Args:
        start, stop: of its lines, start < stop.
        rule: name of the rule they go under.
    """

    start: int
    stop: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Counts:
    """For each i, how many of the first i lines are of a kind.

    Args:
        showing: lines that show a list: times, headings of lists, repeated lines, counters.
        proving: those of them that no text has among its sentences: times and repeated lines.
        han, latin: running text.
        pairs: running text right behind running text.
    """

    showing: tuple[int, ...]
    proving: tuple[int, ...]
    han: tuple[int, ...]
    latin: tuple[int, ...]
    pairs: tuple[int, ...]
    next_prose: tuple[int, ...]

    def count(self, name: str, start: int, stop: int) -> int:
        totals: tuple[int, ...] = getattr(self, name)
        return totals[stop] - totals[start]

    def count_prose(self, start: int, stop: int) -> int:
        return self.count("han", start, stop) + self.count("latin", start, stop)


def find_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Find the lists of other pages, and a box of contents that can be hidden.

    Args:
        lines: of the whole page.

    Returns:
        In order, none overlapping another.
    """
    if not any(line.marker or _is_contents(line) for line in lines):
        return ()
    return tuple(_find_blocks(lines, _count(lines)))


def _find_blocks(lines: Sequence[Line], counts: _Counts) -> Iterator[Block]:
    index = 0
    while index < len(lines):
        stop = _find_stop(lines, counts, index)
        if stop is None:
            index += 1
            continue
        yield from _divide(lines, index, stop)
        index = stop


def _find_stop(lines: Sequence[Line], counts: _Counts, start: int) -> int | None:
    """Return where the list ends that a line heads, None if it heads none."""
    if _is_contents(lines[start]):
        return _find_contents_stop(lines, start)
    marker = lines[start].marker
    if marker is None or not counts.count_prose(0, start):
        return None
    end = _find_section_end(lines, counts, start)
    if _is_dead(lines, counts, start, end):
        return end
    first = counts.next_prose[start]
    return _find_inner_stop(lines, start, first) if marker.is_sure and first > start + 1 else None


def _is_contents(line: Line) -> bool:
    return bool(_CONTENTS.match(line.text))


def _find_contents_stop(lines: Sequence[Line], start: int) -> int:
    stop = start + 1
    while stop < len(lines) and _ENTRY.fullmatch(lines[stop].text) and not lines[stop].is_prose:
        stop += 1
    return stop


def _divide(lines: Sequence[Line], start: int, stop: int) -> Iterator[Block]:
    """Divide a run of lists at their headings, where the rules differ."""
    if lines[start].marker is None:
        yield Block(start, stop, "navigation")
        return
    rule, since = "", start
    for index in range(start, stop):
        marker = lines[index].marker
        if marker and marker.rule != rule and (marker.is_sure or index == start):
            if index > since:
                yield Block(since, index, rule)
            rule, since = marker.rule, index
    yield Block(since, stop, rule)


def _count(lines: Sequence[Line]) -> _Counts:
    prose = [line.is_prose for line in lines]
    pairs = [a and b for a, b in zip([False, *prose], prose, strict=False)]
    following, next_prose = len(lines), []
    for index in range(len(lines) - 1, -1, -1):
        next_prose.append(following)
        following = index if prose[index] else following
    proving = _prove_list(lines)
    return _Counts(
        _sum([proof or line.is_furniture for proof, line in zip(proving, lines, strict=True)]),
        _sum(proving),
        _sum([line.is_prose and line.is_han for line in lines]),
        _sum([line.is_prose and not line.is_han for line in lines]),
        _sum(pairs),
        tuple(next_prose[::-1]),
    )


def _sum(flags: Sequence[bool]) -> tuple[int, ...]:
    return tuple(accumulate(flags, initial=0))


def _prove_list(lines: Sequence[Line]) -> list[bool]:
    """Tell which lines prove that they stand among a list of pages."""
    seen: dict[str, int] = {}
    proving = []
    for index, line in enumerate(lines):
        is_repeated = not line.is_prose and index - seen.get(line.text, -_REACH - 1) <= _REACH
        seen[line.text] = index
        proving.append((is_repeated and bool(line.text)) or is_dated(line))
    return proving


def _find_section_end(lines: Sequence[Line], counts: _Counts, start: int) -> int:
    """Return where the article in the other language begins, if one follows; else the end."""
    is_han = counts.count("han", 0, start) >= counts.count("latin", 0, start)
    other, own = ("latin", "han") if is_han else ("han", "latin")
    total = len(lines)
    if counts.count(other, start, total) < 2 or counts.count(own, start, total) > 1:
        return total
    first = counts.next_prose[start]
    if lines[first].is_han == is_han:
        first = counts.next_prose[first]
    if first == total or counts.count("pairs", first, total) < 1:
        return total
    while first > start + 1 and _may_open(lines[first - 1], is_han):
        first -= 1
    return first


def _may_open(line: Line, is_han: bool) -> bool:
    """Whether a line may stand above the text of the article in the other language."""
    return bool(line.size) and line.is_han != is_han and not line.is_furniture


def _is_dead(lines: Sequence[Line], counts: _Counts, start: int, end: int) -> bool:
    """Whether no text of the article comes between the heading of a list and its end."""
    showing = counts.count("showing", start + 1, end)
    marker = lines[start].marker
    is_sure = marker is not None and marker.is_sure
    if counts.count_prose(start, end):
        # Comments and summaries: sentences, but none that another goes on from.
        proving = counts.count("proving", start + 1, end)
        enough = proving >= max(_MIN_ITEMS, _MIN_PROVING * (end - start))
        return is_sure and enough and not counts.count("pairs", start, end)
    if showing:
        return is_sure or end - start > _MIN_ITEMS
    items = [line for line in lines[start + 1 : end] if line.size]
    if _is_bibliography(items):
        return False
    if not items:
        return is_sure
    return len(items) >= (1 if is_sure else _MIN_ITEMS) and _are_headlines(lines, start, items)


@cache
def _load_bibliography() -> re.Pattern[str]:
    return re.compile(load_table("related")["bibliography"], re.IGNORECASE)


def _is_bibliography(items: Sequence[Line]) -> bool:
    found = sum(bool(_load_bibliography().search(item.text)) for item in items)
    return found > 0 and 2 * found >= len(items)


def _are_headlines(lines: Sequence[Line], start: int, items: Sequence[Line]) -> bool:
    """Whether items are long enough for headlines and speak of something else than the text."""
    if median(item.size for item in items) < _MIN_HEADLINE or any(i.is_fixed for i in items):
        return False
    return _measure_shared(lines, start, items) <= _MAX_SHARED


def _measure_shared(lines: Sequence[Line], start: int, items: Sequence[Line]) -> float:
    """Return the part of what items speak of that the text around their heading speaks of."""
    near = lines[max(0, start - _NEAR) : start + len(items) + _NEAR]
    known = set().union(*(_find_topics(line.text) for line in near if line.is_prose))
    shares = [_measure_known(_find_topics(item.text), known) for item in items]
    return sum(shares) / (len(shares) or 1)


def _measure_known(topics: set[str], known: set[str]) -> float:
    return len(topics & known) / len(topics) if topics else 0.0


@cache
def _load_topic() -> re.Pattern[str]:
    return compile_phrases(["(?=([\u3400-\u9fff]{2}))", "([a-z]{5,})"], {})


def _find_topics(text: str) -> set[str]:
    """Find pairs of Chinese characters and longer words: what a line speaks of."""
    return {pair or word for pair, word in _load_topic().findall(text.lower())}


def _find_inner_stop(lines: Sequence[Line], start: int, first: int) -> int | None:
    """Return where a list ends that stands inside the text, which goes on at `first`."""
    if first - start > _LONGEST_INNER:
        return None
    items = list(range(start + 1, first))
    if any(lines[i].is_fixed for i in items):
        return None
    numbered = _count_numbered(lines, items)
    if numbered >= _MIN_ITEMS:
        stop = start + 1 + numbered
        return (
            stop if _are_headlines(lines, start, _drop_numbers(lines[start + 1 : stop])) else None
        )
    # The last line may be the heading of the text that follows.
    items = items[:-1]
    texts = [lines[i] for i in items if not lines[i].is_furniture and not is_dated(lines[i])]
    is_listed = 3 * (len(items) - len(texts)) >= len(items)
    if len(texts) < _MIN_ITEMS or any(line.has_end and line.is_prose for line in texts):
        return None
    return first - 1 if is_listed or _are_headlines(lines, start, texts) else None


def _drop_numbers(lines: Sequence[Line]) -> list[Line]:
    """Leave out lines that hold the number of an item and nothing else."""
    return [line for line in lines if line.size]


def _count_numbered(lines: Sequence[Line], items: Sequence[int]) -> int:
    """Count the lines at the start of a list whose items are numbered from 1 up.

    The number stands before its headline, or on a line of its own above it.
    """
    expected, taken, is_bare = 1, 0, False
    for count, index in enumerate(items, start=1):
        match = _NUMBERED.fullmatch(lines[index].text)
        if match and int(match[1]) == expected:
            is_bare = match[0].strip().isdigit()
            expected, taken = expected + 1, count
        elif is_bare:
            taken, is_bare = count, False
        else:
            break
    return taken if expected > _MIN_ITEMS else 0
