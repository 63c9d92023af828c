"""What is no language tag → one: what it evidently means, or a code for private use."""

import re
from collections.abc import Callable

from tmx.errors import TmxError
from tmx.language import UNDETERMINED, export_tag, normalise_tag

_MOST_QUOTED = 40
# "zh" where a name does not tell simplified from traditional: a guess would merge them.
_NAMES = {
    "chinese": "zh", "mandarin": "zh", "中文": "zh", "汉语": "zh-CN", "漢語": "zh-TW",
    "simplified chinese": "zh-CN", "chinese simplified": "zh-CN", "zhs": "zh-CN",
    "简体中文": "zh-CN", "cn": "zh-CN", "traditional chinese": "zh-TW",
    "chinese traditional": "zh-TW", "zht": "zh-TW", "繁體中文": "zh-TW", "tw": "zh-TW",
    "hk": "zh-HK", "cantonese": "yue", "english": "en", "英文": "en", "英语": "en",
    "英語": "en", "us": "en-US", "us english": "en-US", "gb": "en-GB", "uk english": "en-GB",
    "japanese": "ja", "jp": "ja", "korean": "ko", "kr": "ko", "german": "de", "french": "fr",
    "spanish": "es", "italian": "it", "portuguese": "pt", "russian": "ru", "vietnamese": "vi",
    "arabic": "ar", "dutch": "nl", "thai": "th", "indonesian": "id",
}  # fmt: skip
_LOCALE = re.compile(r"([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)[.@].*", re.ASCII)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})[-_].*", re.ASCII | re.DOTALL)
_MOST_PRIVATE = 20 * 26


def is_tag(tag: str) -> bool:
    """Whether the writer takes a tag."""
    try:
        export_tag(tag)
    except TmxError:
        return False
    return True


class Tags:
    """Repairs the tags of one file: the same text is always the same tag.

    What no one can read becomes a code for private use, qaa to qtz, one for each text, so that
    the two sides of a unit stay apart.

    Args:
        lose: takes the reason of each change.

    Source: RFC 5646, section 2.2.1 (private use codes of ISO 639-2).
    """

    def __init__(self, lose: Callable[[str], None]) -> None:
        self._lose = lose
        self._private: dict[str, str] = {}

    def repair(self, tag: str) -> str:
        """Return a tag that the writer takes."""
        if is_tag(tag):
            return tag
        if not tag.strip():
            self._lose("a language that is not stated is und")
            return UNDETERMINED
        repaired = _guess(tag) or self._assign(tag)
        shown = tag if len(tag) <= _MOST_QUOTED else tag[: _MOST_QUOTED - 1] + "…"
        self._lose(f"“{shown}” is no language tag and becomes {repaired}")
        return repaired

    def settle(self, tag: str) -> str:
        """Return the tag that `repair` gives, and count nothing."""
        lose, self._lose = self._lose, lambda _: None
        try:
            return self.repair(tag)
        finally:
            self._lose = lose

    def _assign(self, tag: str) -> str:
        if tag not in self._private and len(self._private) < _MOST_PRIVATE:
            number = len(self._private)
            self._private[tag] = make_private(number)
        return self._private.get(tag, UNDETERMINED)


def make_private(number: int) -> str:
    """Return a code for private use.

    >>> make_private(0), make_private(27), make_private(519)
    ('qaa', 'qbb', 'qtz')
    """
    first, second = divmod(number, 26)
    return f"q{chr(ord('a') + first)}{chr(ord('a') + second)}"


def _guess(tag: str) -> str | None:
    """Return what a text evidently means, or None."""
    text = " ".join(re.sub(r"[-_()（）,/]", " ", tag.lower()).split())
    if text in _NAMES:
        return _NAMES[text]
    trimmed = tag.strip(" \t\r\n-_.,;")
    locale = _LOCALE.fullmatch(trimmed)
    if trimmed.lower().endswith(("-uk", "_uk")):
        trimmed = f"{trimmed[:-3]}-GB"
    language = _LANGUAGE.fullmatch(trimmed)
    candidates = (trimmed, locale[1] if locale else "", language[1] if language else "")
    return next((normalise_tag(each) for each in candidates if each and is_tag(each)), None)
