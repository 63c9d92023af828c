"""What stands among the furniture at the edges of a page, though nothing else tells what it is.

Above the title: names of sites and sections between buttons and menus. Below the text, once its
furniture has begun: everything to the end, if much of it is known for furniture and none of it
is running text. A line that names an author or translator stays, and so does whatever stands
between the text and the first furniture, such as captions, notes and a signature.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from aligner.cleaning.lines import Line, is_dated
from aligner.cleaning.navigation import is_control, is_word
from aligner.cleaning.pages import Page, read_page
from aligner.cleaning.phrases import compile_phrases
from aligner.cleaning.records import Find, Rule, find_whole
from aligner.cleaning.tables import load_table
from aligner.records import Paragraph

_MIN_TITLE = 4.0
_MAX_NAME = 4.0
_MAX_LINE = 25.0
_MIN_KNOWN = 2
_MIN_MENU = 4
_KNOWN_SHARE = 0.5
_NAME = re.compile(r"[^\W\d_]+(?:[ '&·.-]+[^\W\d_]+)*")


@cache
def _load_names(name: str) -> re.Pattern[str]:
    return compile_phrases(load_table("notices")[name], {})


def _is_credit(text: str) -> bool:
    """Whether a folded line says who wrote or translated the text."""
    return bool(_load_names("credits").fullmatch(text))


def _is_signature(text: str) -> bool:
    """Whether a folded line may be the name of the author and nothing else."""
    return bool(_load_names("signatures").fullmatch(text))


def _is_sure(page: Page, index: int) -> bool:
    """Whether a line goes by itself."""
    line = page.lines[index]
    return any(page.accepts(index, rule) for rule in line.phrases) or is_control(page, index)


def _is_known(page: Page, index: int) -> bool:
    line = page.lines[index]
    return line.is_furniture or is_word(line) or is_dated(line) or _is_sure(page, index)


def _find_end(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    page = read_page(paragraphs)
    listed = page.find_listed()
    start = next((i for i in _get_last_tail(page) if i in listed or _is_sure(page, i)), None)
    if start is None:
        return
    lines = page.lines[start:]
    known = [i in listed or _is_known(page, i) for i in range(start, len(page.lines))]
    if sum(known) < max(_MIN_KNOWN, _KNOWN_SHARE * len(known)) or any(
        _is_text(line) and not is_known for line, is_known in zip(lines, known, strict=True)
    ):
        return
    for index, line in enumerate(lines, start=start):
        if known[index - start] or line.size > _MAX_LINE:
            continue
        if not _is_credit(line.text) and not _is_signature(line.text):
            yield find_whole(paragraphs[index], index)


def _is_text(line: Line) -> bool:
    """Whether a line is part of a text, perhaps of a sentence that goes on from another line."""
    return line.is_prose or line.is_fixed or line.text[:1].islower()


def _get_last_tail(page: Page) -> range:
    """Return the lines behind the last running text; none if the page has none."""
    start = len(page.lines)
    while start and page.tails[start - 1]:
        start -= 1
    return range(start, len(page.lines))


def _find_start(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    page = read_page(paragraphs)
    head = _get_first_head(page)
    open_lines = [i for i in head if not _is_known(page, i) and not page.lines[i].is_prose]
    title = max(open_lines, key=lambda i: page.lines[i].size, default=None)
    if title is None or page.lines[title].size < _MIN_TITLE:
        return
    known = [i for i in range(title) if _is_known(page, i)]
    # What stands right above the title may belong to it.
    above = [i for i in open_lines if known and i < known[-1]]
    is_page = any(_is_sure(page, i) for i in known) or len(known) >= _MIN_MENU
    if len(known) < max(_MIN_KNOWN, len(above)) or not is_page:
        return
    for index in above:
        line = page.lines[index]
        is_name = line.size <= _MAX_NAME and _NAME.fullmatch(line.text)
        if is_name and not _is_credit(line.text) and not _is_above_date(page, index):
            yield find_whole(paragraphs[index], index)


def _is_above_date(page: Page, index: int) -> bool:
    """Whether a line stands where a title does: right above the date of the article."""
    below = page.lines[index + 1]
    return is_dated(below) or "publishing-line" in below.phrases


def _get_first_head(page: Page) -> range:
    stop = 0
    while stop < len(page.lines) and page.heads[stop]:
        stop += 1
    return range(stop)


PAGE_START = Rule("page-start", "it stands among the controls above the title", _find_start)
PAGE_END = Rule("page-end", "it stands among the furniture below the text", _find_end)
