"""Titles that a page prints twice: with the name of the site, or in succession.

Only before the text begins: inside, a line that comes twice is verse, speech or a refrain.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from aligner.cleaning.lines import Line
from aligner.cleaning.pages import read_page
from aligner.cleaning.records import Find, Rule, find_whole
from aligner.records import Paragraph

_SITE = re.compile(r"(?:(?: ?[_|] ?| [-–—·] |(?<=[\u3400-\u9fff?!])[-–—])[^-_|。!?/:]{2,30}){1,4}")
_MIN_REPEATED, _MIN_NAMED = 6.0, 3.5
_REACH = 12


def _find_repeats(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    page = read_page(paragraphs)
    head = list(takewhile(lambda i: page.heads[i], range(len(page.lines))))[:_REACH]
    for index in head:
        if any(_repeats(page.lines, index, i, head) for i in head if i != index):
            yield find_whole(paragraphs[index], index)


def _repeats(lines: Sequence[Line], index: int, other: int, head: Sequence[int]) -> bool:
    """Whether a line is the title that another line of the head is, or that and a site."""
    text, title = lines[index].text, lines[other].text
    if lines[index].is_fixed or not text.startswith(title):
        return False
    if text == title:
        # Three times are no accident.
        is_twice = sum(lines[i].text == text for i in head) == 2
        is_near = all(lines[i].is_furniture for i in range(index + 1, other))
        return index < other and is_twice and is_near and lines[index].size >= _MIN_REPEATED
    return lines[other].size >= _MIN_NAMED and bool(_SITE.fullmatch(text[len(title) :]))


REPEATED_LINES = Rule("repeated-lines", "the title stands there a second time", _find_repeats)
