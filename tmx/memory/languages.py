"""Which tags a tag stands for, and which script a text is in where its tag does not say."""

from functools import cache, lru_cache
from typing import NamedTuple

from tmx.errors import TmxError
from tmx.language import find_script, is_chinese, normalise_tag, primary
from tmx.memory.folding import read_simplified


@lru_cache(maxsize=4096)
def is_language(tag: str, wanted: str) -> bool:
    """Whether a tag is one of those that another stands for.

    Args:
        tag: of a variant; what is no tag is only itself.
        wanted: a tag in any form: "zh" is any Chinese, "zh-Hant" is also zh-TW and zh-HK, "zh-TW"
            is neither zh-HK nor zh-Hant.

    Raises:
        TmxError: the wanted tag is none.

    Source: RFC 4647, section 3.3.2, with the scripts that regions imply.

    >>> [is_language("zh-TW", wanted) for wanted in ("zh", "zh-Hant", "zh-HK")]
    [True, True, False]
    """
    asked = _read(wanted)
    try:
        found = _read(tag)
    except TmxError:
        return tag == wanted
    if asked.tag == "zh" and is_chinese(found.tag):
        return True
    return (
        asked.language == found.language
        and asked.script in {None, found.script}
        and asked.rest <= found.rest
    )


class _Parts(NamedTuple):
    tag: str
    language: str
    script: str | None
    rest: frozenset[str]


def _read(tag: str) -> _Parts:
    usual = normalise_tag(tag)
    language, script = primary(usual), find_script(usual)
    # The script of a tag is compared as such, for a region implies it.
    rest = frozenset(each for each in usual.split("-")[1:] if each != script)
    return _Parts(usual, language, script, rest)


def find_text_script(text: str) -> str | None:
    """Find out by its characters whether a Chinese text is simplified or traditional.

    Returns:
        "Hans" or "Hant"; None where it has characters of both kinds alike, or of neither.

    >>> find_text_script("关税"), find_text_script("關稅"), find_text_script("你好")
    ('Hans', 'Hant', None)
    """
    simplified, traditional = _load_characters()
    simple = sum(each in simplified for each in text)
    other = sum(each in traditional for each in text)
    if simple == other:
        return None
    return "Hans" if simple > other else "Hant"


@cache
def _load_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that are simplified only, and those that are traditional only.

    后 and 著 are written in both, so that they tell nothing: the character sets of Taiwan and of
    the mainland know them.
    """
    traditional, simplified = read_simplified()
    return (
        frozenset(each for each in simplified if not each.encode("big5", "ignore")),
        frozenset(each for each in traditional if not each.encode("gb2312", "ignore")),
    )
