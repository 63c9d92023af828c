"""The locales that variants are made for, and what is written in them."""

from collections.abc import Iterable

from aligner.errors import AlignerError
from tmx.errors import TmxError
from tmx.language import find_script, is_chinese, normalise_tag, primary

CHINESE = _MAINLAND, _TAIWAN, _HONG_KONG = "zh-CN", "zh-TW", "zh-HK"
_KINDS = {
    "zh-CN": _MAINLAND, "zh-SG": _MAINLAND, "zh-MY": _MAINLAND,
    "zh-TW": _TAIWAN, "zh-HK": _HONG_KONG, "zh-MO": _HONG_KONG,
    "en-US": "en-US", "en-GB": "en-GB",
}  # fmt: skip
_KINDS_OF_SCRIPTS = {"Hans": _MAINLAND, "Hant": _TAIWAN}


def check_languages(languages: Iterable[str]) -> tuple[str, ...]:
    """Return the usual forms of tags, each once, in order.

    Raises:
        AlignerError: one is no tag, or no variants can be made for it.

    >>> check_languages(["zh_TW", "zh-Hant-TW", "en-GB"])
    ('zh-TW', 'en-GB')
    """
    try:
        tags = tuple(dict.fromkeys(map(normalise_tag, languages)))
    except TmxError as error:
        raise AlignerError(str(error)) from error
    for tag in tags:
        if tag not in _KINDS:
            raise AlignerError(
                f"“{tag}”: terms can be made for {', '.join(_KINDS)} alone: choose some of these"
            )
    return tags


def kind_of(tag: str) -> str | None:
    """Return the locale that stands for a tag: where people write alike.

    Returns:
        zh-CN, zh-TW, zh-HK, en-US or en-GB; None where the tag does not tell, and for languages
        that are neither Chinese as it is written everywhere nor English.

    >>> [kind_of(each) for each in ("zh-SG", "zh-Hant", "yue-HK", "zh", "wuu-CN", "en-GB")]
    ['zh-CN', 'zh-TW', 'zh-HK', None, None, 'en-GB']
    """
    tag = normalise_tag(tag)
    language = primary(tag)
    if language not in {"zh", "yue", "en"}:
        return None
    if tag in _KINDS:
        return _KINDS[tag]
    if tag.split("-")[-1] in {"HK", "MO"} and find_script(tag) == "Hant":
        return _HONG_KONG
    return _KINDS_OF_SCRIPTS.get(find_script(tag) or "") if is_chinese(tag) else None
