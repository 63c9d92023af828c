"""Lines that hold only a date, a time and perhaps a place."""

import re

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAYS = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_CLOCK = (
    r"gmt|utc|[ap]\.?m\.?|[a-z]{1,4}t|(?:coordinated|greenwich|eastern|central|mountain|pacific"
    r"|china|hong\skong|taipei|standard|daylight|summer|universal|mean|time)"
)
_WESTERN = re.compile(
    rf"\b(?:{_MONTHS}|{_WEEKDAYS}|{_CLOCK}|\d+(?:st|nd|rd|th)?|at|on|of|updated|published|posted"
    r"|t(?=\d)|z)\b\.?",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"[0-9〇○零一二三四五六七八九十廿卅百]+|[年月日號号時时點点分秒]"
    r"|(?:星期|週|周|禮拜|礼拜)[一二三四五六日天]|[上下]午|凌晨|清晨|早上|中午|傍晚|晚上|晚間|晚间|初"
    r"|(?:中[華华])?(?:民國|民国)|公元|農曆|农历|正|北京|香港|台北|臺北|澳門|澳门|時間|时间|更新|發佈|發布|发布|於|于"
)
_MARKS = re.compile(r"[\W_]+")
_HAS_DAY = re.compile(
    rf"\b(?:{_MONTHS})\b\.?\s*\d|\d\s*(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b"
    r"|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b"
    r"|[\d〇○零一二三四五六七八九十]+\s*(?:年|月|日|號|号)",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"[\d〇○零一二三四五六七八九十]")
_PLACE_FIRST = re.compile(r"^[A-Z][\w.’' ]{1,30},\s+(?=\S)|^[A-Z][\w.’' ]{1,30}\s+[-–—]\s+")
_SOURCE = re.compile(r"\s*(?:来源|來源|source)\s*[：:]\s*\S.{0,24}$", re.IGNORECASE)


def is_date_line(text: str) -> bool:
    """Whether a line holds a date and, but for a time, a place and a source, nothing else.

    >>> is_date_line("Sat Apr 26 2025 04:30:59 GMT+0000 (Coordinated Universal Time)")
    True
    >>> is_date_line("二〇二五年三月十一日 星期二"), is_date_line("London, 3 May 1851")
    (True, True)
    >>> is_date_line("三月十一日,他走了。"), is_date_line("May 1851 was cold")
    (False, False)
    """
    line = text.strip()
    if len(line) > 100 or not (_NUMERAL.search(line) and _HAS_DAY.search(line)):
        return False
    line = _PLACE_FIRST.sub("", _SOURCE.sub("", line), count=1)
    return not _MARKS.sub("", _CHINESE.sub("", _WESTERN.sub("", line)))


def has_chinese_date(text: str) -> bool:
    """Whether a date is written with Chinese characters, so that it tells the language.

    >>> has_chinese_date("2025年3月11日"), has_chinese_date("2025-03-11")
    (True, False)
    """
    return bool(re.search("[年月日號号]", text))
