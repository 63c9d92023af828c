"""Controls of a page around its text: breadcrumbs, menus, buttons, counters, edit marks.

A word of a menu alone is a word; it goes in company: next to something that is only found on
pages, or in a row of its like.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from aligner.cleaning.lines import Line
from aligner.cleaning.pages import Page, read_page
from aligner.cleaning.phrases import Strength, compile_phrases
from aligner.cleaning.records import Find, Rule, find_whole
from aligner.cleaning.tables import load_table
from aligner.records import Paragraph

_NAME = "navigation"
_STEP = re.compile(r" ?(?:>+|›|»|→|::|-->|»|＞) ?")
_SLASH = re.compile(r" ?[/|] ?")
_CUT = re.compile(r" ?[|/·•] ?")
_CLAUSE = re.compile(r"[。!?;]|, ")
_EDIT = re.compile(
    r"\s*[\[［](?:edit|编辑|編輯|edit source|编辑源代码|編輯原始碼)"
    r"(?:\s*[|｜·]\s*(?:edit source|编辑源代码|編輯原始碼))?[\]］]\s*$",
    re.IGNORECASE,
)
_MIN_ROW, _MIN_SPACED, _MIN_STACK = 3, 5, 4
_MIN_KNOWN = 0.6
_MIN_SECTIONS = 5
_MIN_BUTTONS = 3
_MAX_UNKNOWN_SIZE = 4.0


def _find_navigation(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    page = read_page(paragraphs)
    listed = {
        i for block in page.blocks if block.rule == _NAME for i in _span(block.start, block.stop)
    }
    found = listed | {i for i in range(len(page.lines)) if is_control(page, i)}
    found |= _find_company(page, found)
    yield from (find_whole(paragraphs[i], i) for i in sorted(found) if paragraphs[i].text)


def _span(start: int, stop: int) -> range:
    return range(start, stop)


def is_control(page: Page, index: int) -> bool:
    """Whether a line is part of the navigation by itself."""
    line = page.lines[index]
    if line.is_fixed:
        return False
    if page.accepts(index, _NAME):
        return True
    is_short = page.is_edge(index) and not line.is_prose and len(line.text) <= 300
    return is_short and (is_breadcrumb(line.text) or is_menu_row(line.text))


def is_breadcrumb(folded: str) -> bool:
    """Whether a folded line is the path from the front page of a site to this page.

    >>> is_breadcrumb("首页 > 综合 > 正文"), is_breadcrumb("Home / World / Asia")
    (True, True)
    >>> is_breadcrumb("a > b"), is_breadcrumb("当前位置难以确定")
    (False, False)
    """
    place = _load_step("place").match(folded)
    path = folded[place.end() :] if place else folded
    steps = _STEP.split(path) if _STEP.search(path) else _SLASH.split(path)
    if len(steps) < 2 or any(len(step) > 60 or _CLAUSE.search(step) for step in steps[:-1]):
        return False
    is_home = bool(_load_step("home").fullmatch(steps[0].strip())) or _is_site_path(path, steps)
    is_body = bool(_load_step("body").fullmatch(steps[-1].strip())) and bool(_STEP.search(path))
    return bool(place) or is_home or is_body


@cache
def _load_step(name: str) -> re.Pattern[str]:
    return compile_phrases([load_table(_NAME)["breadcrumb"][name]], {})


def _is_site_path(path: str, steps: Sequence[str]) -> bool:
    """Whether a path begins at the name of a site."""
    return len(steps) >= 3 and bool(_STEP.search(path) and _load_step("site").fullmatch(steps[0]))


@cache
def _load_words() -> tuple[frozenset[str], frozenset[str]]:
    """Load the words of menus: those only found there, and those that name sections."""
    words = load_table(_NAME)["words"]
    strong, section = (
        frozenset(word.replace("~", " ") for word in words[kind].split())
        for kind in ("strong", "section")
    )
    return strong, section


def is_menu_row(folded: str) -> bool:
    """Whether a folded line is a row of the words that menus consist of.

    >>> is_menu_row("首页 | 新闻 | 财经 | 体育"), is_menu_row("About us · Contact · Privacy policy")
    (True, True)
    >>> is_menu_row("国际 经济 文化"), is_menu_row("news of the world")
    (False, False)
    """
    text = folded.lower()
    strong, section = _load_words()
    parts = [part for part in _CUT.split(text) if part]
    if len(parts) == 1:
        return _is_spaced_row(text)
    known = sum(part in strong or part in section for part in parts)
    has_strong = any(part in strong for part in parts)
    if len(parts) == 2:
        return known == 2 and has_strong
    enough = len(parts) >= _MIN_ROW and known >= _MIN_KNOWN * len(parts)
    return enough and (has_strong or known >= _MIN_SECTIONS)


def _is_spaced_row(text: str) -> bool:
    """Whether a line of words is all of menus; "about us" is one of them."""
    strong, section = _load_words()
    words, index, found = text.split(), 0, []
    if len(words) > 80:
        return False
    while index < len(words):
        for size in (3, 2, 1):
            word = " ".join(words[index : index + size])
            if word in strong or word in section:
                found.append(word)
                index += size
                break
        else:
            return False
    has_strong = any(word in strong for word in found)
    return len(found) >= _MIN_SPACED + (0 if has_strong else 3)


def _find_company(page: Page, anchors: set[int]) -> set[int]:
    """Find what is navigation because of what stands next to it."""
    roles = [_tell_role(page, i, anchors) for i in range(len(page.lines))]
    _bridge(page.lines, roles)
    found: set[int] = set()
    for is_run, group in groupby(range(len(roles)), key=lambda i: roles[i] != "other"):
        run = list(group)
        if is_run and _is_sure_run(page.lines, roles, run):
            found |= {i for i in run if roles[i] in ("company", "word", "bridged")}
    return found


def _tell_role(page: Page, index: int, anchors: set[int]) -> str:
    line = page.lines[index]
    if index in anchors or any(page.accepts(index, rule) for rule in line.phrases):
        return "anchor"
    if not page.is_edge(index) or line.is_fixed or line.is_prose:
        return "other"
    if Strength.COMPANY in line.phrases.values():
        return "company"
    is_heading = line.marker is not None and not line.marker.is_sure
    return "word" if is_heading or is_word(line) else "other"


def is_word(line: Line) -> bool:
    """Whether a line is a word that menus consist of."""
    word = line.text.lower()
    return word in _load_words()[1] or _is_strong(word)


def _is_strong(word: str) -> bool:
    """Whether a word is only found in menus."""
    return word in _load_words()[0] or bool(_load_names().fullmatch(word))


@cache
def _load_names() -> re.Pattern[str]:
    return compile_phrases(load_table(_NAME)["words"]["names"], {})


def _bridge(lines: Sequence[Line], roles: list[str]) -> None:
    """Take a short line between words of a menu, two on either side, for one of them."""
    for index in range(1, len(roles) - 1):
        is_between = (
            roles[max(0, index - 2) : index] == roles[index + 1 : index + 3] == ["word"] * 2
        )
        is_short = lines[index].size <= _MAX_UNKNOWN_SIZE and not lines[index].has_end
        if roles[index] == "other" and is_between and is_short:
            roles[index] = "bridged"


def _is_sure_run(lines: Sequence[Line], roles: Sequence[str], run: Sequence[int]) -> bool:
    if any(roles[i] == "anchor" for i in run):
        return True
    if run[0] and lines[run[0] - 1].text.endswith(":"):
        return False
    words = [lines[i].text.lower() for i in run if roles[i] in ("word", "company")]
    if _are_buttons(words):
        return True
    known = sum(is_word(lines[i]) for i in run)
    has_strong = any(map(_is_strong, words))
    return len(words) >= _MIN_STACK and (has_strong or known >= _MIN_SECTIONS)


def _are_buttons(words: Sequence[str]) -> bool:
    """Whether lines are buttons, counters and dates in a row, such as "48", "7", "Share".

    Names of other sites say little: a text may list them.
    """
    is_button, is_site = _load_phrase("buttons").fullmatch, _load_phrase("sites").fullmatch
    others = [word for word in words if not is_site(word)]
    enough = len(others) >= _MIN_BUTTONS or len(words) > _MIN_BUTTONS
    return enough and any(map(is_button, others))


@cache
def _load_phrase(name: str) -> re.Pattern[str]:
    table = load_table(_NAME)
    return compile_phrases(table[name], table["parts"])


def _find_edit_marks(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    for index, paragraph in enumerate(paragraphs):
        match = _EDIT.search(paragraph.text) if len(paragraph.text) <= 160 else None
        if match and match.start():
            yield Find(index, match.start(), match.end())


NAVIGATION = Rule(_NAME, "it is a control of the page, not of its text", _find_navigation)
EDIT_MARKS = Rule("edit-marks", "it is a button behind a heading", _find_edit_marks)
