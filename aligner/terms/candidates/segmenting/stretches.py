"""The stretches of a Chinese text between its marks: what words and terms can stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
# A space between Chinese and other letters is only set, it parts nothing.
_INNER = rf"(?:[·{_HAN}{_LATIN}0-9]|(?<=[{_HAN}]) (?=[{_LATIN}0-9])|(?<=[{_LATIN}0-9]) (?=[{_HAN}])"
_INNER += rf"|(?<=[{_LATIN}0-9])[.&'’/-](?=[{_LATIN}0-9])|(?<=\d)[,%])"
_STRETCH = re.compile(rf"{_INNER}+")
_HAS_LETTERS = re.compile(f"[{_HAN}{_LATIN}]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text without marks.

    Args:
        key: its characters without spaces.
        places: of each of its characters in the text.
    """

    key: str
    places: tuple[int, ...]


def find_stretches(key: str) -> Iterator[Stretch]:
    """Yield the stretches of a text.

    Args:
        key: of the text, as `fold_characters` gives it.
    """
    for match in _STRETCH.finditer(key):
        if _HAS_LETTERS.search(match[0]):
            start, stop = match.span()
            places = tuple(place for place in range(start, stop) if key[place] != " ")
            yield Stretch(match[0].replace(" ", ""), places)
