"""Rows of links: the text of many links on one line, planted spam or a list of other pages.

A row of a table is no such row: its neighbours have as many cells, or it begins and ends with
the mark that separates them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from aligner.cleaning.lines import Line
from aligner.cleaning.pages import Page, read_page
from aligner.cleaning.records import Find, Rule, find_whole
from aligner.cleaning.tables import load_table
from aligner.records import Paragraph

_BAR = re.compile(r"\s*[|｜¦]\s*")
_MIN_PARTS, _MIN_SPACED = 6, 8
_MIN_SPAM = 3
_SPAM_SHARE = 0.3
_LONGEST_PART = 60
_SENTENCE = re.compile(r"[。;；]|[.!?] ")


def _split_row(text: str) -> list[str]:
    return [part for part in _BAR.split(text.strip()) if part]


def _is_in_table(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a row stands in a table."""
    text = paragraphs[index].text.strip()
    if text.startswith("|") and text.endswith("|"):
        return True
    count = len(_BAR.findall(text))
    near = [paragraphs[i].text for i in (index - 1, index + 1) if 0 <= i < len(paragraphs)]
    return any(len(_BAR.findall(each.strip())) == count for each in near)


def _is_row_of_links(text: str) -> bool:
    parts = _split_row(text)
    return len(parts) >= _MIN_PARTS and not any(
        len(part) > _LONGEST_PART or _SENTENCE.search(part) for part in parts
    )


def _find_links(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    page = read_page(paragraphs)
    for index in range(len(page.lines)):
        is_row = _may_be_links(page, index) and _is_row_of_links(paragraphs[index].text)
        if is_row and not _is_in_table(paragraphs, index):
            yield find_whole(paragraphs[index], index)


def _may_be_links(page: Page, index: int) -> bool:
    line = page.lines[index]
    return page.tails[index] and not line.is_prose and not line.is_fixed and "|" in line.text


@cache
def _load_spam() -> re.Pattern[str]:
    words = load_table("spam")["words"].split("|")
    # A word in Latin letters counts only as a whole word.
    patterns = [rf"(?<![a-z]){w}(?![a-z])" if w.isascii() else w for w in words]
    return re.compile("|".join(patterns), re.IGNORECASE)


def _is_spam(line: Line) -> bool:
    """Whether a line is a row of links of which many are those of spam."""
    parts = _split_row(line.text)
    if len(parts) < _MIN_PARTS:
        parts = line.text.split(" ")
        if len(parts) < _MIN_SPACED or any(len(part) > 24 for part in parts):
            return False
    found = sum(bool(_load_spam().search(part)) for part in parts)
    return found >= _MIN_SPAM and found >= _SPAM_SHARE * len(parts)


def _find_spam(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    for index, line in enumerate(read_page(paragraphs).lines):
        if not line.is_prose and not line.is_fixed and not line.has_end and _is_spam(line):
            yield find_whole(paragraphs[index], index)


LINK_LISTS = Rule("link-lists", "it is a row of links to other pages", _find_links)
SPAM = Rule("spam", "it is a row of links planted on the page", _find_spam)
