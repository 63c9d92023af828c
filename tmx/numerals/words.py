"""The word lists in `data/`, read on first use."""

import re
from functools import cache
from importlib.resources import files


@cache
def load_words(name: str) -> tuple[str, ...]:
    """Return the words of a list in `data/`, longest first.

    Args:
        name: file name without suffix, such as "units".
    """
    text = files(__package__).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(sorted(filter(None, set(lines)), key=lambda word: (-len(word), word)))


@cache
def compile_words(*names: str) -> re.Pattern[str]:
    """Return a pattern that matches one word of these lists, the longest that fits."""
    words = [word for name in names for word in load_words(name)]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
