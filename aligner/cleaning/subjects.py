"""Lines of a page → whether page furniture is what its text is about.

A privacy policy, the terms of a site, its help page, an advertisement, an essay on copyright
notices: they read like furniture, and somebody wants them translated. In a text of that kind
nothing tells the text from what a page says around it, so that all of it is text.
"""

import re
from collections.abc import Sequence
from functools import cache
from math import ceil

from aligner.cleaning.lines import Line
from aligner.cleaning.phrases import Strength, compile_phrases
from aligner.cleaning.tables import load_table

_MIN_SPEAKING = 2
_SPEAKING_SHARE = 0.5
_LONGEST_TITLE = 80
# In characters of a paragraph: there it says what it speaks of.
_FIRST_WORDS = 400
_MIN_ANNOUNCING = 4.0
# In words of notices to a word of running text; in lines.
_MOST_NOTICES, _SHORT = 2.0, 2
_ITEM = re.compile(r"\(?\d{1,2}[.、)] ?[^\W\d]")
# Rules whose lines are sentences: a document may consist of such.
_SENTENCES = frozenset({"share-prompts", "platform-notices", "photo-credits", "greetings"})


def is_about_pages(lines: Sequence[Line]) -> bool:
    """Whether a page is a text about notices, prompts and buttons, or one that consists of them.

    Args:
        lines: of the whole page.
    """
    if not any(line.is_furniture for line in lines):
        return False
    return _is_titled(lines) or _consists_of_notices(lines) or _speaks_of_pages(lines)


def announces(line: Line) -> bool:
    """Whether a line of text introduces the next: what follows is quoted."""
    return line.text.endswith(":") and line.size >= _MIN_ANNOUNCING and not line.is_furniture


def is_item(line: Line) -> bool:
    """Whether a line is a numbered item; beside another it belongs to a list of the text."""
    return bool(_ITEM.match(line.text))


def _is_titled(lines: Sequence[Line]) -> bool:
    """Whether the first line is the title of a document of that kind, and not a menu's."""
    if len(lines) < 2 or len(lines[0].text) > _LONGEST_TITLE:
        return False
    titles = _load("titles")
    return bool(titles.fullmatch(lines[0].text)) and not titles.fullmatch(lines[1].text)


def _speaks_of_pages(lines: Sequence[Line]) -> bool:
    texts = [line.text for line in lines if line.is_prose]
    silent_left = len(texts) - max(_MIN_SPEAKING, ceil(_SPEAKING_SHARE * len(texts)))
    for text in texts:
        silent_left -= not _load("words").search(text, 0, _FIRST_WORDS)
        if silent_left < 0:
            return False
    return silent_left >= 0


def _consists_of_notices(lines: Sequence[Line]) -> bool:
    """Whether next to its notices a page has hardly any running text, or nothing at all."""
    prose = [line.size for line in lines if line.is_prose]
    notices = [line for line in lines if not _SENTENCES.isdisjoint(line.phrases)]
    if prose:
        # Under a short article there may be long ones, of the kind that goes anywhere.
        notices = [line for line in notices if Strength.ANYWHERE not in line.phrases.values()]
    most = sum(prose) * (_MOST_NOTICES if len(prose) > _SHORT else 1)
    return sum(line.size for line in notices) > most or all(line.is_furniture for line in lines)


@cache
def _load(name: str) -> re.Pattern[str]:
    return compile_phrases(load_table("subjects")[name], {})
