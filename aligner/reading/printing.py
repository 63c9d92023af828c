"""Where a text was printed first: notices of reprints, and the agencies that news begins with."""

import re
from functools import cache

from aligner.reading.attributions import HAN_NAMES, Credit, read_names, read_source
from aligner.reading.lexical import load_table

_THIS = (
    r"^[（(【\[*\s]*(?:[編编]者[註注按][:：]\s*)?(?:本文|文章|此文|原文|全文|本篇)?"
    "(?:的?(?:英文|中文)(?:原文|版))?"
)
_PLACE_HAN = r"\s*(?:[於于在自])\s*[:：]?\s*(?P<s>[^，,。；;！？!?]{2,40})"
_PIECE = "(?:article|piece|essay|story|post|op-ed|commentary|column|interview|translation)"
_PRESS = r"(?P<s>(?:the |The )?[A-Z][\w’'&.-]*(?: (?:of|and|the|for|[A-Z&][\w’'&.-]*)){0,6})"
_PRINTED = "(?:published|appeared|posted|printed|ran)"
_REPRINTS = tuple(
    re.compile(form)
    for form in (
        rf"{_THIS}(?:原|首|最初|最早)(?:先)?(?:刊登|刊|載|载|發表|发表|發佈|发布|發|发){_PLACE_HAN}",
        rf"{_THIS}(?:轉載|转载|轉|转|摘|載|载){_PLACE_HAN}",
        r"^(?:原載|原载|原刊)\s*[:：]?\s*(?P<s>《[^》]{2,30}》)",
        rf"^\W*(?i:this|the) (?i:{_PIECE})\b[^.]{{0,40}}?\b{_PRINTED} (?:in|at|on|by) {_PRESS}",
        rf"^\W*(?i:originally|previously) {_PRINTED} (?:in|at|on|by) {_PRESS}",
        r"^\W*(?i:republished|reprinted|reproduced) (?:here )?(?:with (?:kind )?permission )?"
        rf"from {_PRESS}",
    )
)
_PLACE_TAIL = re.compile(r"(?:一[書书文]|(?:的)?(?:官方)?(?:網站|网站|網頁|网页)|上)$|(?<=》).*$")


def find_reprint(line: str) -> list[Credit]:
    """Find the source that a notice of a reprint names.

    Args:
        line: one paragraph; running text that speaks of a publication is none.

    >>> find_reprint("原刊於山水通訊社(SSA)網站，本刊獲授權轉載。")[0].value
    '山水通訊社(SSA)'
    """
    for form in _REPRINTS:
        if match := form.search(line):
            value = _PLACE_TAIL.sub("", match["s"].strip()).strip(" .")
            value = re.split(r"\s+on\s+\d|，|\s+under\s", value)[0]
            source = read_source(re.sub("^the (?=[A-Z])", "", value))
            return [Credit("source", source)] if source else []
    return []


_AGENCY_ENGLISH = re.compile(
    r"^[A-Z][\w.,’' ]{2,60}?\s*"
    r"\((?P<a>Reuters|AP|AFP|Xinhua|Bloomberg|EFE|dpa|ANI|CNA|UPI)\)\s*[-–—]"
)


def find_dateline(text: str) -> list[Credit]:
    """Find the agency and the reporter that a news text begins with.

    Args:
        text: its first paragraph.

    >>> [credit.value for credit in find_dateline("新华社北京3月1日电（记者王小明）今天上午，")]
    ['新华社', '王小明']
    >>> find_dateline("MOSCOW, March 21 (Reuters) - Talks ended.")[0].value
    'Reuters'
    """
    if match := _AGENCY_ENGLISH.match(text):
        return [Credit("source", match["a"])]
    for form in _compile_agency():
        if match := form.match(text):
            pairs = ("source", match["a"] or ""), ("author", read_names(match["n"] or ""))
            return [Credit(field, value) for field, value in pairs if value]
    return []


@cache
def _compile_agency() -> tuple[re.Pattern[str], ...]:
    table = load_table("metadata")
    agencies, places = "|".join(table["agencies"]), "|".join(table["places"])
    reporter = r"(?:記者|记者)\s*"
    return (
        re.compile(
            rf"^[【（(\[]?(?P<a>{agencies})[^。，,記记]{{0,20}}?[電电讯訊]\s*[】）)\]]?"
            rf"(?:\s*[（(]{reporter}(?P<n>[^()（）]{{2,30}})[)）])?"
        ),
        re.compile(
            rf"^[【（(\[](?P<a>{agencies})?(?:本[報报]|特派|駐外)?{reporter}(?P<n>{HAN_NAMES}?)\s*"
            rf"(?:[／/]\s*)?(?:(?:{places})[^】）)\]。]{{0,8}})?(?:[報报][導道导]|[電电])?[】）)\]]"
        ),
    )
