"""What is written beside a number and makes it another: a currency, the half of a day, an era.

Also words that are a number by themselves, and compare with their like alone.

Words and signs of one meaning have one name, so that 500美元 is $500 and not 500元.
"""

import re
from collections.abc import Iterator

from tmx.lazy import compile_later
from tmx.memory.matching.tokens import narrow
from tmx.numerals.english import FRACTIONS, SCALES, SMALL, TENS
from tmx.numerals.scan import CHINESE_NUMERALS

CURRENCY_SIGNS = "$\u00a2-\u00a5\u0e3f\u20a0-\u20cf\ufe69\uff04\uffe0\uffe1\uffe5\uffe6"
"""The signs of currencies, as a class of characters."""

_CURRENCIES = {
    "元": "¥ CNY RMB yuan renminbi 元 圆 圓 块 塊 人民币 人民幣",
    "$": "$ US$ USD dollar dollars 美元 美金 美圆 美圓",
    "HK$": "HK$ HKD 港元 港币 港幣",
    "NT$": "NT$ TWD 新台币 新臺幣 新台幣 台币 臺幣 台幣",
    "A$": "A$ AU$ AUD 澳元 澳币",
    "C$": "C$ CA$ CAD 加元 加币",
    "S$": "S$ SGD 新元 新加坡元 坡币",
    "NZ$": "NZ$ NZD 纽元 新西兰元",
    "€": "€ EUR euro euros 欧元 歐元",
    "£": "£ GBP pound pounds 英镑 英鎊",
    "JPY": "JPY yen 日元 日圆 日圓",
    "₩": "₩ KRW 韩元 韓元 韩圆",
    "₽": "₽ RUB rouble roubles ruble rubles 卢布 盧布",
    "₹": "₹ INR rupee rupees 卢比 盧比",
    "CHF": "CHF 瑞士法郎 瑞郎",
    "฿": "฿ THB baht 泰铢 泰銖",
    "¢": "¢ cent cents 美分",
}
_NAMES = {word.lower(): name for name, words in _CURRENCIES.items() for word in words.split()}
_CODES = [word for word in _NAMES if word.isascii() and word.isalpha() and len(word) == 3]
_LATIN = [word for word in _NAMES if word.isascii() and word.isalpha()]
_HAN = [word for word in _NAMES if word >= "\u3400"]
_SCALED = (*SMALL, *TENS, *SCALES, "hundred", "thousand", "million", "billion", "trillion", "bn")
_NUMERAL = f"0-9０-９{CHINESE_NUMERALS}"


def _join(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


_CURRENCY = compile_later(
    rf"(?P<sign>(?<![A-Za-z])(?:HK|NT|US|AU|CA|NZ|[ACS])\$|[{CURRENCY_SIGNS}])"
    rf"|(?:[{_NUMERAL}多余餘]|(?<![^\W_])(?:{_join(list(_SCALED))}))[\s-]?"
    rf"(?P<behind>{_join(_HAN)}|(?:{_join(_LATIN)})(?![^\W_]))"
    rf"|(?P<before>(?<![A-Za-z])(?:{_join(_CODES)})|{_join([w for w in _HAN if len(w) > 1])})"
    rf"\s?(?=[{_NUMERAL}])",
    re.IGNORECASE,
)
# Most texts name no currency, which is seen much sooner than where one stands.
_CURRENCY_CHARACTER = compile_later(f"[{CURRENCY_SIGNS}{''.join(sorted({w[-1] for w in _HAN}))}]")
_HALF = compile_later(
    rf"(?:(?P<am>凌晨|清晨|早晨|早上|上午)|(?P<pm>下午|傍晚|晚上))\s?(?=[{_NUMERAL}])"
    r"|[0-9]\s?(?P<letter>[apAP])\.?\s?[mM](?![^\W_])"
)
_BEFORE_CHRIST = compile_later(
    rf"[元纪紀]前(?:约|約)?\s?(?=[{_NUMERAL}])|[0-9]\s?B\.?\s?C(?:\.?\s?E)?(?![^\W_])"
)


_SHARE = compile_later(
    r"(?<![^\W_])(?:half"
    rf"|(?:an?|one)[\s-](?:{'|'.join(FRACTIONS)})"
    r"|(?:tens|dozens|hundreds|thousands|millions|billions|trillions)(?=\s+of(?![^\W_])))(?![^\W_])",
    re.IGNORECASE,
)


def find_shares(text: str) -> Iterator[str]:
    """Yield English words for a part or a round number: half, a third, tens of.

    >>> list(find_shares("Half of it, one quarter, and tens of thousands of men."))
    ['half', 'quarter', 'tens', 'thousands']
    """
    for match in _SHARE.finditer(text):
        yield match[0].lower().replace("-", " ").split()[-1]


def find_currencies(text: str) -> Iterator[str]:
    """Yield the currencies of a text: signs anywhere, words and codes beside numbers.

    >>> list(find_currencies("500元, HK$5, 5 million dollars, USD 3"))
    ['元', 'HK$', '$', '$']
    """
    for match in _CURRENCY.finditer(text) if _may_have_currency(text) else ():
        word = narrow(match["sign"] or match["behind"] or match["before"]).lower()
        yield _NAMES.get(word, word)


def _may_have_currency(text: str) -> bool:
    small = text.lower()
    return _CURRENCY_CHARACTER.search(text) is not None or any(map(small.__contains__, _LATIN))


def find_halves(text: str) -> Iterator[str]:
    """Yield "a" for each time of day before noon, and "p" for each behind it.

    >>> list(find_halves("上午9点，下午3点, 5 p.m."))
    ['a', 'p', 'p']
    """
    for match in _HALF.finditer(text):
        if match["letter"]:
            yield match["letter"].lower()
        else:
            yield "a" if match["am"] else "p"


def count_before_christ(text: str) -> int:
    """Count the years before Christ.

    >>> count_before_christ("公元前221年, 44 BC, 公元221年")
    2
    """
    return sum(1 for _ in _BEFORE_CHRIST.finditer(text))
