"""The blocks of a page → which of them are no part of its text, and why.

Three kinds of evidence: what elements say of themselves (`regions`), how much of a block is
links, and where it stands to the title and to the sentences of the page. What is in doubt stays.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from aligner.reading.dates import is_date_line
from aligner.reading.formats.web.outline import Block, Outline
from aligner.reading.formats.web.page import Page, is_linked
from aligner.reading.formats.web.regions import find_outside, find_suspects
from aligner.reading.scripts import measure_words
from aligner.records import Kind
from aligner.resources import read_table

_ALL_LINKED = 0.8
_MIN_LINKS = 3
_LONGEST_HEADLINE = 30.0
_LONGEST_LABEL = 80
_LONGEST_IMPRINT = 200
_MAX_TEASERS = 0.5


def find_navigation(outline: Outline, titles: Sequence[str]) -> list[str]:
    """Tell which blocks of a page are no part of its text.

    Args:
        outline: the blocks of the page and the elements that they stand in.
        titles: what the page calls its text, the best name first.

    Returns:
        For each block why it is left out, one clause; "" where it stays.
    """
    page = Page(outline, titles)
    finders = (
        find_suspects, find_outside, _find_before_title, _find_teasers, _find_links,
        _find_imprint, _find_orphans,
    )  # fmt: skip
    for find in finders:
        page.reasons = [old or new for old, new in zip(page.reasons, find(page), strict=True)]
    return page.reasons


def _find_before_title(page: Page) -> list[str]:
    """Find what stands before the title, but for dates and sentences.

    A document without links or suspects before its title has no head that is a page's; and a name
    that stands behind several sentences is a link to the page itself, not its title.
    """
    title = page.title or 0
    if sum(map(bool, page.left_prose()[:title])) > 1:
        return [""] * len(page.blocks)
    is_head = any(page.reasons[:title]) or any(block.linked for block in page.blocks[:title])
    return [
        "stands before the title"
        if is_head and i < title and not page.prose[i] and not is_date_line(block.text)
        else ""
        for i, block in enumerate(page.blocks)
    ]


def _find_teasers(page: Page) -> list[str]:
    """Find headings that lead to other pages, two or more, each with the lines below it.

    If they hold most of the sentences, they are what the page is about, and stay.
    """
    reasons = [""] * len(page.blocks)
    heads = [i for i, block in enumerate(page.blocks) if _is_teaser_head(page, i, block)]
    teasers = [index for head in heads for index in _find_below(page, head)]
    left = page.left_prose()
    if len(heads) >= 2 and sum(left[i] for i in teasers) <= _MAX_TEASERS * sum(left):
        for index in (*heads, *teasers):
            reasons[index] = "leads to another text"
    return reasons


def _is_teaser_head(page: Page, index: int, block: Block) -> bool:
    is_left = not page.reasons[index] and index != page.title
    return is_left and block.kind is Kind.HEADING and is_linked(block, _ALL_LINKED)


def _find_below(page: Page, head: int) -> Iterator[int]:
    """Yield the blocks behind a heading up to the next one or the end of what holds it."""
    holder = page.nodes[page.blocks[head].node].parent
    for index in range(head + 1, len(page.blocks)):
        node = page.blocks[index].node
        if page.blocks[index].kind is Kind.HEADING or not _is_inside(page, node, holder):
            return
        yield index


def _is_inside(page: Page, node: int, holder: int) -> bool:
    while node > holder:
        node = page.nodes[node].parent
    return node == holder


def _find_links(page: Page) -> list[str]:
    """Find runs of blocks that are links, before the first sentence and behind the last.

    Among the sentences a run goes only if the line before it says what it is. A list of addresses
    on several other sites is one of references, and stays.
    """
    reasons = [""] * len(page.blocks)
    first, last = page.find_prose_span()
    for run in _find_runs(page):
        links = sum(max(1, len(page.blocks[index].links)) for index in run)
        is_edge = run[-1] < first or run[0] > last
        is_list = is_edge and links >= _MIN_LINKS and not _has_references(page, run)
        if is_list or (run[0] > 0 and is_label(page.blocks[run[0] - 1].text)):
            for index in run:
                reasons[index] = "a list of links"
    return reasons


def _find_runs(page: Page) -> Iterator[list[int]]:
    """Yield the runs of blocks left that are nearly all links; the title is in none of them."""
    run: list[int] = []
    for index, block in enumerate(page.blocks):
        if page.reasons[index]:
            continue
        if index != page.title and _is_headline(block):
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_headline(block: Block) -> bool:
    return is_linked(block) and measure_words(block.text) <= _LONGEST_HEADLINE


def _has_references(page: Page, run: Sequence[int]) -> bool:
    hosts = {find_host(link) for index in run for link in page.blocks[index].links}
    return len(hosts) >= 2 and "" not in hosts


def find_host(address: str) -> str:
    """Return the host of an address, "" where it stands for one on the same site.

    >>> find_host("https://www.example.org/a"), find_host("/a")
    ('www.example.org', '')
    """
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _find_imprint(page: Page) -> list[str]:
    """Find the lines behind the last sentence that say whose page it is.

    A document of which nothing else was left out is no page, and such a line its own.
    """
    if not any(page.reasons):
        return [""] * len(page.blocks)
    _, last = page.find_prose_span()
    imprint = _load_patterns()["imprint"]
    return [
        "imprint of the page"
        if i > last and len(block.text) <= _LONGEST_IMPRINT and imprint.search(block.text)
        else ""
        for i, block in enumerate(page.blocks)
    ]


def _find_orphans(page: Page) -> list[str]:
    """Find the lines that announced what is gone: nothing is left of it up to the next heading."""
    reasons = [""] * len(page.blocks)
    _, last = page.find_prose_span()
    is_empty = False
    for index in range(len(page.blocks) - 1, -1, -1):
        block = page.blocks[index]
        is_head = block.kind is Kind.HEADING
        announces = is_label(block.text) or (is_head and index > last)
        if page.reasons[index]:
            is_empty = True
        elif is_empty and announces and index != page.title:
            reasons[index] = "announces what is left out"
        else:
            is_empty = False
    return reasons


def is_label(text: str) -> bool:
    """Whether a line announces other texts.

    >>> is_label("相关阅读："), is_label("Read more"), is_label("他读得更多")
    (True, True, False)
    """
    return len(text) <= _LONGEST_LABEL and bool(_load_patterns()["labels"].search(text))


@cache
def _load_patterns() -> dict[str, re.Pattern[str]]:
    table = read_table("aligner.reading.formats.web", "navigation")
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in table.items()}
