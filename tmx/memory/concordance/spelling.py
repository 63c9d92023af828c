"""The forms in which a Chinese word is written elsewhere: characters and regional words, by OpenCC.

Simplified and traditional characters are one in the key of a memory; what OpenCC adds are words
that differ (软件 and 軟體) and characters that are chosen by word (看着 and 看著).
"""

import re
from collections.abc import Iterator

from tmx.memory.folding import fold_text
from tmx.orthography import has_configuration, respell

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
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
    if not HAN.search(text):
        return {text: None}
    mainland = list(_convert_each(text, _TO_MAINLAND))
    regional = [
        form
        for each in dict.fromkeys([text, *mainland])
        for form in _convert_each(each, _TO_REGIONS)
    ]
    query = fold_text(text)
    forms: dict[str, tuple[str, str | None]] = {query: (text, None)}
    for script, found in (("Hans", mainland), ("Hant", regional)):
        for form in found:
            key = fold_text(form)
            if query in key and query != key:
                # Whatever holds it holds the query: 尼日尔尔 of 尼日尔, for Taiwan says 尼日.
                continue
            known, belongs = forms.setdefault(key, (form, script))
            if belongs not in {None, script}:
                forms[key] = known, None
    return dict(forms.values())


def _convert_each(text: str, ways: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for way in ways:
        converted = text
        for step in way:
            converted = respell(converted, step) if has_configuration(step) else converted
        yield converted
