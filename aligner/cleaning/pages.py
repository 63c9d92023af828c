"""Lines of a page → where its text begins and ends, and what may go at these edges.

A text has running text; what stands before the first of it is the head, with title and byline
among navigation, and what stands behind the last the tail. A page that holds the article in
both languages, one after the other, has a head and a tail for each. A text without running text,
such as verse, a list or a table, has no edges.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from aligner.cleaning.lines import Line, describe_line, is_fixed
from aligner.cleaning.phrases import Strength
from aligner.cleaning.records import Find, Rule, find_whole
from aligner.cleaning.related import Block, find_blocks
from aligner.cleaning.subjects import announces, is_about_pages, is_item
from aligner.records import Paragraph

_MIN_SECTION = 3
_MAX_SECTIONS = 3
_MAX_OUTLYING = 2
_MIN_FURNITURE = 2
_MIN_BUTTONS = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its parts.

    Args:
        lines: what each paragraph looks like.
        blocks: lists of other pages, in order.
        heads, tails: whether each line stands before running text begins, after it has ended.
        near: whether each line stands in a row of phrases of which one goes anywhere.
        shown: the rules under which the page shows furniture beyond doubt.
    """

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    heads: tuple[bool, ...]
    tails: tuple[bool, ...]
    near: tuple[bool, ...]
    shown: frozenset[str] = frozenset()

    def is_edge(self, index: int) -> bool:
        """Whether a line stands in a head or a tail."""
        return self.heads[index] or self.tails[index]

    def accepts(self, index: int, rule: str) -> bool:
        """Whether a line goes for a phrase of a rule, by where it stands; not for company."""
        strength = self.lines[index].phrases.get(rule)
        if strength is Strength.HINT:
            return self.is_edge(index) and bool(self.shown - {rule})
        if strength is Strength.AMONG:
            return bool(self.shown)
        return strength is not None and self._is_sure(index, strength)

    def _is_sure(self, index: int, strength: Strength) -> bool:
        return (
            strength is Strength.ANYWHERE
            or (strength is Strength.EDGE and (self.is_edge(index) or self.near[index]))
            or (strength is Strength.TAIL and self.tails[index])
        )

    def find_listed(self) -> frozenset[int]:
        """Find the lines that stand in lists of other pages."""
        return frozenset(i for block in self.blocks for i in range(block.start, block.stop))

    def find_shown(self) -> frozenset[str]:
        """Find the rules under which the page shows furniture beyond doubt."""
        found = {
            rule
            for index, line in enumerate(self.lines)
            for rule, strength in line.phrases.items()
            if self._is_sure(index, strength)
        }
        return frozenset(found | {block.rule for block in self.blocks}) - {"photo-credits"}


def read_page(paragraphs: Sequence[Paragraph]) -> Page:
    """Read the parts of a page.

    Args:
        paragraphs: in the order of the file.
    """
    texts = tuple(paragraph.text for paragraph in paragraphs)
    return _read_page(texts, frozenset(i for i, p in enumerate(paragraphs) if is_fixed(p)))


# Most rules find nothing on most pages, and the next one reads the same page.
@lru_cache(maxsize=1)
def _read_page(texts: tuple[str, ...], fixed: frozenset[int]) -> Page:
    lines = _describe_lines(texts, fixed)
    blocks = find_blocks(lines)
    listed = {i for block in blocks for i in range(block.start, block.stop)}
    prose = [i for i, line in enumerate(lines) if line.is_prose and i not in listed]
    heads, tails = [False] * len(lines), [False] * len(lines)
    sections = [_trim(lines, section) for section in _find_sections(lines, prose)]
    for before, section in pairwise([[-1], *sections]):
        heads[before[-1] + 1 : section[0]] = [True] * (section[0] - before[-1] - 1)
    for section, after in pairwise([*sections, [len(lines)]]):
        tails[section[-1] + 1 : after[0]] = [True] * (after[0] - section[-1] - 1)
    page = Page(lines, blocks, tuple(heads), tuple(tails), tuple(_find_near(lines)))
    return replace(page, shown=page.find_shown())


def _describe_lines(texts: Sequence[str], fixed: Collection[int]) -> tuple[Line, ...]:
    lines = [describe_line(text, is_fixed=i in fixed) for i, text in enumerate(texts)]
    if is_about_pages(lines):
        return tuple(describe_line(text, is_fixed=True) for text in texts)
    text = {i for i, line in enumerate(lines[:-1], start=1) if announces(line)}
    items = {i for i, line in enumerate(lines) if is_item(line)}
    text |= {i for i in items if i - 1 in items or i + 1 in items}
    return tuple(replace(x, phrases={}) if i in text else x for i, x in enumerate(lines))


def _find_near(lines: Sequence[Line]) -> Iterator[bool]:
    """Tell which lines stand in a row of phrases of which one goes wherever it stands."""
    surest = [max(line.phrases.values(), default=0) for line in lines]
    for _, group in groupby(surest, key=lambda strength: strength >= Strength.EDGE):
        row = list(group)
        yield from [Strength.ANYWHERE in row] * len(row)


def _find_sections(lines: Sequence[Line], prose: Sequence[int]) -> list[list[int]]:
    """Divide running text into an article for each language; one where they alternate."""
    runs = [list(group) for _, group in groupby(prose, key=lambda i: lines[i].is_han)]
    if 2 <= len(runs) <= _MAX_SECTIONS and min(map(len, runs)) >= _MIN_SECTION:
        return runs
    return [list(prose)] if prose else []


def _trim(lines: Sequence[Line], section: Sequence[int]) -> Sequence[int]:
    """Leave out sentences that stand beyond furniture at the edges: a lead, a self-description."""
    first, last = 0, len(section)
    for index in range(min(_MAX_OUTLYING, len(section) - 1), 0, -1):
        if _has_furniture(lines, section[index - 1], section[index], Strength.EDGE):
            first = index
            break
    for index in range(max(first + 1, len(section) - _MAX_OUTLYING), len(section)):
        if _has_furniture(lines, section[index - 1], section[index], Strength.TAIL):
            last = index
            break
    return section[first:last]


def _has_furniture(lines: Sequence[Line], start: int, stop: int, least: Strength) -> bool:
    """Whether lines stand between two others that are only found at the edges of a text."""
    between = [line for line in lines[start + 1 : stop] if line.phrases]
    if not any(_is_at_edges(line, least) for line in between):
        return sum(Strength.COMPANY in line.phrases.values() for line in between) >= _MIN_BUTTONS
    found = len(between)
    is_published = any("publishing-line" in line.phrases for line in lines[start + 1 : stop])
    return found >= (1 if is_published else _MIN_FURNITURE)


def _is_at_edges(line: Line, least: Strength) -> bool:
    return any(least <= strength <= Strength.EDGE for strength in line.phrases.values())


def make_phrase_rule(name: str, reason: str) -> Rule:
    """Make the rule that removes the lines that are phrases of its name, where they may go."""

    def find(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
        page = read_page(paragraphs)
        for index, line in enumerate(page.lines):
            if name in line.phrases and page.accepts(index, name):
                yield find_whole(paragraphs[index], index)

    return Rule(name, reason, find)


def make_block_rule(name: str, reason: str) -> Rule:
    """Make the rule that removes the blocks of its name, and lines that are phrases of it."""

    def find(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
        page = read_page(paragraphs)
        found = {
            i for block in page.blocks if block.rule == name for i in range(block.start, block.stop)
        }
        found |= {
            i for i, line in enumerate(page.lines) if name in line.phrases and page.accepts(i, name)
        }
        yield from (find_whole(paragraphs[i], i) for i in sorted(found) if paragraphs[i].text)

    return Rule(name, reason, find)
