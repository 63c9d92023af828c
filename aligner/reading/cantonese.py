"""Written Cantonese told from standard written Chinese by its function words.

Cantonese writes them in nearly every sentence; an article in standard Chinese has them in what
it quotes, and in a headline.
"""

import re
from functools import cache

from aligner.reading.lexical import load_table
from aligner.reading.scripts import count_han

# Of the characters of a Cantonese sentence, this part at least belong to its function words.
_MIN_SHARE = 0.05
# Of the characters of a Cantonese text, this part at least stand in such sentences.
_MIN_LINES = 0.5
_MIN_WORDS = 2
# Chinese characters: a line as short as this needs one such word only.
_SHORT = 8
_LINE = re.compile(r"[^\n。！？!?]+")


def is_cantonese(text: str) -> bool:
    """Whether most of a text is written Cantonese.

    Args:
        text: Chinese of either script, without what it quotes.

    >>> is_cantonese("佢哋話聽日唔返工，想喺屋企瞓覺。"), is_cantonese("他們說明天不上班。")
    (True, False)
    """
    lines = [(count_han(line), line) for line in _LINE.findall(text)]
    total = sum(size for size, _ in lines)
    ours = [(size, line) for size, line in lines if size and _is_cantonese_line(size, line)]
    return bool(ours) and sum(size for size, _ in ours) >= _MIN_LINES * total


def find_function_words(text: str) -> list[str]:
    """Find the Cantonese function words of a text, in order.

    >>> find_function_words("佢係唔係喺度？")
    ['佢', '係', '唔', '係', '喺度']
    """
    neutral, words = _compile_words()
    return words.findall(neutral.sub(" ", text))


def _is_cantonese_line(size: int, line: str) -> bool:
    found = find_function_words(line)
    needed = 1 if size <= _SHORT else _MIN_WORDS
    return len(found) >= needed and sum(map(len, found)) >= _MIN_SHARE * size


@cache
def _compile_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_table("cantonese")
    neutral, words = (
        re.compile("|".join(sorted(table[name], key=len, reverse=True)))
        for name in ("neutral", "words")
    )
    return neutral, words
