"""Language tags (BCP 47): their usual form, and the short form that CAT tools accept.

Chinese is where tools differ: some refuse a script in a tag, some take any zh-* for any other.
Simplified and traditional are never merged here.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tmx.errors import TmxError

_CHINESE_ALIASES = frozenset({"zh", "chi", "zho", "cmn"})
# The members of the macrolanguage zh in ISO 639-3, besides cmn.
_SINITIC_CODES = "cdo cjy cnp cpx csp czh czo gan hak hsn lzh mnp nan wuu yue"
_SINITIC = frozenset(_SINITIC_CODES.split())
_SCRIPT_OF_REGION = {
    "CN": "Hans", "SG": "Hans", "MY": "Hans",
    "TW": "Hant", "HK": "Hant", "MO": "Hant",
}  # fmt: skip
_REGION_OF_SCRIPT = {"Hans": "CN", "Hant": "TW"}
_REGION_OF_LANGUAGE = {"yue": "HK"}
# The script that a language is written in anyway (Suppress-Script of the IANA registry).
_USUAL_SCRIPT = {
    "en": "Latn", "de": "Latn", "fr": "Latn", "es": "Latn", "it": "Latn", "pt": "Latn",
    "nl": "Latn", "pl": "Latn", "vi": "Latn", "id": "Latn", "ms": "Latn",
    "ru": "Cyrl", "uk": "Cyrl", "ja": "Jpan", "ko": "Kore", "th": "Thai", "he": "Hebr",
}  # fmt: skip
_BIBLIOGRAPHIC = {
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it",
    "por": "pt", "rus": "ru", "jpn": "ja", "kor": "ko", "vie": "vi", "ara": "ar",
}  # fmt: skip
_LEGACY = {"zh-chs": "zh-Hans", "zh-cht": "zh-Hant", "zh-guoyu": "zh", "zh-xiang": "hsn",
           "zh-hakka": "hak", "zh-min-nan": "nan", "i-hak": "hak"}  # fmt: skip
_MISTAKES = {
    "chinese": "zh-CN", "mandarin": "zh-CN", "cn": "zh-CN", "gb": "en-GB", "zhs": "zh-CN",
    "zht": "zh-TW", "hk": "zh-HK", "cantonese": "yue-HK", "english": "en-US", "us": "en-US",
    "jp": "ja-JP", "japanese": "ja-JP", "korean": "ko-KR", "german": "de-DE", "french": "fr-FR",
}  # fmt: skip
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extlang>[a-z]{3}))?"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE | re.ASCII,
)


class _Tag(NamedTuple):
    language: str
    script: str
    region: str
    rest: str

    def __str__(self) -> str:
        parts = (self.language, self.script, self.region)
        return "-".join(part for part in parts if part) + self.rest


class ExportTag(NamedTuple):
    """A tag for xml:lang, and the longer one it stands for where it tells less, else None."""

    tag: str
    longer: str | None


UNDETERMINED = "und"
"""The tag of a text of which nobody says in what language it is."""


# A file names the same few tags with every variant.
@lru_cache(maxsize=256)
def normalise_tag(tag: str) -> str:
    """Return the usual form of a language tag.

    Underscores become hyphens, the case is that of BCP 47; chi, zho and cmn are zh, zh-yue is
    yue. The script goes where the region of a Chinese tag implies it (zh-Hans-CN is zh-CN,
    zh-Hant-HK is zh-HK) and stays where it does not (zh-Hans, zh-Hans-HK).

    Args:
        tag: a tag as found in a file or typed by a user.

    Raises:
        TmxError: it is no tag; the message names one to write instead.

    Source: RFC 5646, sections 2.1, 2.1.1 and 4.5.

    >>> normalise_tag("zh_cn"), normalise_tag("ZH-hant-hk"), normalise_tag("zho-Hans")
    ('zh-CN', 'zh-HK', 'zh-Hans')
    """
    return str(_drop_implied_script(_parse(tag)))


def primary(tag: str) -> str:
    """Return the language of a tag without script and region.

    Args:
        tag: a tag in any form that `normalise_tag` takes.

    Raises:
        TmxError: it is no tag.

    >>> primary("zh-HK"), primary("cmn-Hans"), primary("yue-Hant-HK"), primary("en_GB")
    ('zh', 'zh', 'yue', 'en')
    """
    return _parse(tag).language


def is_chinese(tag: str) -> bool:
    """Whether a tag names Chinese: Mandarin, Cantonese or another Sinitic language.

    Args:
        tag: a tag in any form that `normalise_tag` takes.

    Raises:
        TmxError: it is no tag.

    >>> is_chinese("yue-HK"), is_chinese("chi"), is_chinese("ja")
    (True, True, False)
    """
    return _is_sinitic(_parse(tag).language)


def find_script(tag: str) -> str | None:
    """Find the script of a tag: written in it, or implied by its language or region.

    Args:
        tag: a tag in any form that `normalise_tag` takes.

    Returns:
        "Hans", "Hant", "Latn" and so on; None where the tag does not tell ("zh").

    Raises:
        TmxError: it is no tag.

    >>> find_script("zh-SG"), find_script("zh-HK"), find_script("zh"), find_script("en-GB")
    ('Hans', 'Hant', None, 'Latn')
    """
    parsed = _parse(tag)
    return parsed.script or _implied_script(parsed) or None


@lru_cache(maxsize=256)
def export_tag(tag: str) -> ExportTag:
    """Return the tag to write in xml:lang, so that CAT tools take the file.

    Chinese is written with a region and without a script (zh-CN, zh-TW, zh-HK, also zh-SG and
    zh-MO): OmegaT and Wordfast do not take longer tags, Okapi compares them letter by letter. A
    region that would say the wrong script gives way: zh-Hans-HK is written zh-CN. Other
    languages keep language and region, and a script that is not the usual one.

    Args:
        tag: a tag in any form that `normalise_tag` takes.

    Returns:
        The tag to write, and the longer tag for `<prop type="x-lang">`, or None where the
        written tag says it all.

    Raises:
        TmxError: it is no tag; the message names one to write instead.

    >>> export_tag("zh_Hant_HK")
    ExportTag(tag='zh-HK', longer='zh-Hant-HK')
    >>> export_tag("zh-Hans").tag, export_tag("zh-Hant").tag, export_tag("yue-Hant-HK").tag
    ('zh-CN', 'zh-TW', 'zh-HK')
    >>> export_tag("en-GB")
    ExportTag(tag='en-GB', longer=None)
    """
    parsed = _parse(tag)
    short = _shorten_chinese(parsed) if _is_sinitic(parsed.language) else _shorten(parsed)
    return ExportTag(str(short), None if short == parsed else str(parsed))


def _parse(tag: str) -> _Tag:
    text = tag.strip().replace("_", "-")
    text = _LEGACY.get(text.lower(), text)
    match = None if text.lower() in _MISTAKES else _TAG.fullmatch(text)
    language = _find_language(match) if match else None
    region = (match["region"] or "").upper() if match else ""
    if match is None or language is None or region == "UK":
        raise TmxError(f"“{_show(tag)}” is no language tag (BCP 47); write {_suggest(text)}")
    return _Tag(language, (match["script"] or "").title(), region, match["rest"].lower())


def _show(tag: str) -> str:
    """Return what stands for a tag in a message: short, and in one line."""
    shown = "".join(each if each.isprintable() else f"U+{ord(each):04X}" for each in tag[:41])
    return shown if len(tag) <= 40 else f"{shown[:40]}…"


def _find_language(match: re.Match[str]) -> str | None:
    language, extended = match["language"].lower(), (match["extlang"] or "").lower()
    if not extended:
        return "zh" if language in _CHINESE_ALIASES else _BIBLIOGRAPHIC.get(language, language)
    if language not in _CHINESE_ALIASES:
        return None
    return "zh" if extended == "cmn" else extended if extended in _SINITIC else None


def _suggest(text: str) -> str:
    lowered = text.lower()
    if lowered in _MISTAKES:
        return _MISTAKES[lowered]
    if lowered.endswith("-uk"):
        return f"{lowered[:-3]}-GB"
    language = re.match("zh|en", lowered)
    known = {"zh": "zh-CN, zh-TW or zh-HK", "en": "en-GB or en-US"}
    return known[language[0]] if language else "a tag such as zh-CN, zh-TW, zh-HK, en-GB or en-US"


def _is_sinitic(language: str) -> bool:
    return language == "zh" or language in _SINITIC


def _implied_script(tag: _Tag) -> str:
    if _is_sinitic(tag.language):
        return _SCRIPT_OF_REGION.get(tag.region, "")
    return _USUAL_SCRIPT.get(tag.language, "")


def _drop_implied_script(tag: _Tag) -> _Tag:
    return tag._replace(script="") if tag.script == _implied_script(tag) else tag


def _shorten(tag: _Tag) -> _Tag:
    return _drop_implied_script(tag)._replace(rest="")


def _shorten_chinese(tag: _Tag) -> _Tag:
    region = tag.region
    if tag.script in _REGION_OF_SCRIPT and _SCRIPT_OF_REGION.get(region) != tag.script:
        region = _REGION_OF_SCRIPT[tag.script]
    region = region or _REGION_OF_LANGUAGE.get(tag.language, "")
    return _Tag("zh", "", region, "")
