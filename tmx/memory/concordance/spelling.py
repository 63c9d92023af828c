"""The forms in which a Chinese word is written elsewhere: characters and regional words, by OpenCC.

Simplified and traditional characters are one in the key of a memory; what OpenCC adds are words
that differ (软件 and 軟體) and characters that are chosen by word (看着 and 看著).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Protocol

from tmx.memory.folding import fold_text

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Steps of OpenCC from any region to the words of the mainland, and from there to others. A word of
# Taiwan that is typed in simplified characters (软体) first has to be made traditional.
_TO_MAINLAND = (("tw2sp",), ("hk2sp",), ("s2tw", "tw2sp"), ("s2hk", "hk2sp"))
_TO_REGIONS = (("s2twp",), ("s2hkp",), ("s2tw",), ("s2hk",))


def find_forms(text: str) -> dict[str, str | None]:
    """Find the forms that a text has in mainland China, Taiwan and Hong Kong.

    A form belongs to texts of its region: what Taiwan calls 程序 is 进程 on the mainland, where
    程序 is something else, so that whoever looked for it everywhere would find too much.

    Loads dictionaries of OpenCC, in some .2 s, when first called with a Chinese text.

    Args:
        text: in simplified or traditional characters, with words of any region.

    Returns:
        The text itself, then other forms; none has the folded key of another. Each with the script
        of the texts that it belongs to, "Hans" or "Hant"; None: of any.

    Source: OpenCC, configurations s2tw(p), s2hk(p), tw2sp, hk2sp.

    >>> find_forms("软件")
    {'软件': None, '軟體': 'Hant'}
    >>> find_forms("tariff")
    {'tariff': None}
    """
    if not _HAN.search(text):
        return {text: None}
    mainland = list(_convert_each(text, _TO_MAINLAND))
    regional = [
        form
        for each in dict.fromkeys([text, *mainland])
        for form in _convert_each(each, _TO_REGIONS)
    ]
    forms: dict[str, tuple[str, str | None]] = {fold_text(text): (text, None)}
    for script, found in (("Hans", mainland), ("Hant", regional)):
        for form in found:
            known, belongs = forms.setdefault(fold_text(form), (form, script))
            if belongs not in {None, script}:
                forms[fold_text(form)] = known, None
    return dict(forms.values())


def _convert_each(text: str, ways: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for way in ways:
        converted = text
        for step in way:
            converted = _load_converter(step).convert(converted)
        yield converted


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


class _Identity:
    """Stands in for a configuration that an older OpenCC lacks, such as s2hkp."""

    def convert(self, text: str) -> str:
        return text


@cache
def _load_converter(config: str) -> _Converter:
    import opencc

    if f"{config}.json" not in opencc.CONFIGS:
        return _Identity()
    converter: _Converter = opencc.OpenCC(config)
    return converter
