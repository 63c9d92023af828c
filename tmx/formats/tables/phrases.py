"""The name of a column in several words → its language: “English term”, “中文（简体，中国）”."""

import re
from collections.abc import Iterator, Mapping

from tmx.errors import TmxError
from tmx.formats.tables import vocabulary
from tmx.language import normalise_tag

_HAN = "\u3400-\u9fff"
_TAG = re.compile(r"(?<![^\W_])[a-z]{2,3}(?:[-_][a-z]{4})?[-_](?:[a-z]{2}|han[st])(?![^\W_])")
# What stands in a name, but hardly in a sentence or in code.
_NAME = re.compile(r"[\w\s()（）\[\]【】/／|:：,，、·–—-]+")
_PARTS = re.compile(rf"[{_HAN}]+|[^\W\d_{_HAN}]+")


def _index(*tables: Mapping[str, str]) -> dict[str, str]:
    return {word: key for table in tables for key, words in table.items() for word in words.split()}


_LANGUAGES = _index(vocabulary.LANGUAGES)
_SUBTAGS = _index(vocabulary.SCRIPTS, vocabulary.REGIONS)
_FILLERS = frozenset(vocabulary.FILLERS.split())
_CODES = frozenset(vocabulary.CODES.split()) - frozenset(vocabulary.WORDS.split()) - {"und"}
# Chinese is written without spaces; of words that begin alike, the longest is meant.
_WORDS = sorted({*_LANGUAGES, *_SUBTAGS, *_FILLERS}, key=len, reverse=True)
_CHINESE = re.compile("|".join(map(re.escape, _WORDS)))


def read_phrase(text: str) -> str | None:
    """Return the one language that all words of a name speak of, or None.

    Args:
        text: the name; words that are not known may change its meaning, so that it has none.

    >>> read_phrase("Source Text (Chinese)"), read_phrase("汉语（简体，中国）")
    ('zh', 'zh-CN')
    >>> read_phrase("English notes"), read_phrase("中英"), read_phrase("source")
    (None, None, None)
    """
    if not _NAME.fullmatch(text):
        return None
    lowered = text.lower()
    tags = [_normalise(tag) for tag in _TAG.findall(lowered)]
    subtags: list[str] = []
    for word in _split(_TAG.sub(" ", lowered)):
        if word in _SUBTAGS:
            subtags.append(_SUBTAGS[word])
        elif word in _LANGUAGES or word in _CODES:
            tags.append(_LANGUAGES.get(word) or _normalise(word))
        elif word not in _FILLERS:
            return None
    return _unite(tags, sorted(set(subtags), key=len, reverse=True))


def _split(text: str) -> Iterator[str]:
    """Yield the words, and what is no known word from there to the end of its part."""
    for part in _PARTS.findall(text):
        place = 0
        while place < len(part):
            match = _CHINESE.match(part, place) if part[0] >= "\u3400" else None
            end = match.end() if match else len(part)
            yield part[place:end]
            place = end


def _normalise(tag: str) -> str:
    try:
        return normalise_tag(tag)
    except TmxError:
        return ""


def _unite(tags: list[str], subtags: list[str]) -> str | None:
    """Return the most exact tag, if the others say the same with less."""
    longest = max(tags, key=len, default="")
    if not all(longest == each or longest.startswith(f"{each}-") for each in tags) or not longest:
        return None
    stated = longest.split("-")
    return (
        _normalise("-".join([*stated, *(each for each in subtags if each not in stated)])) or None
    )
