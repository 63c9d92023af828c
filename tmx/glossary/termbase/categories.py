"""The data categories of TBX-Basic and their values, as it names them and as other dialects do.

Source: ISO 30042:2019 with the modules Core, Min and Basic; ISO 30042:2008, TBX-Basic and TBX-Min.
"""

import re
from functools import lru_cache

from tmx.errors import TmxError
from tmx.glossary.records import TermStatus
from tmx.language import normalise_tag

STATUS = "administrativeStatus"
PART_OF_SPEECH = "partOfSpeech"
REGION = "geographicalUsage"
SOURCE = "source"
CONTEXT = "context"
SUBJECT = "subjectField"
DEFINITION = "definition"
NOTE = "note"

_MARK = "-admn-sts"
_STATUSES = {
    "preferred": TermStatus.PREFERRED,
    "preferredterm": TermStatus.PREFERRED,
    "standardizedterm": TermStatus.PREFERRED,
    "admitted": TermStatus.ADMITTED,
    "admittedterm": TermStatus.ADMITTED,
    "deprecated": TermStatus.DEPRECATED,
    "deprecatedterm": TermStatus.DEPRECATED,
    "notrecommended": TermStatus.DEPRECATED,
    "forbidden": TermStatus.DEPRECATED,
    "superseded": TermStatus.SUPERSEDED,
    "supersededterm": TermStatus.SUPERSEDED,
    "obsolete": TermStatus.SUPERSEDED,
}

_OTHER = "other"
_PARTS_OF_SPEECH = frozenset({"noun", "verb", "adjective", "adverb", _OTHER})
_NEAREST = {"properNoun": "noun"}
_SPEECH_NAMES = {
    each.casefold(): each for each in (*_PARTS_OF_SPEECH, *_NEAREST)
}  # fmt: skip

# Category by its name without anything but letters: dialects write "Part of Speech", "Subject".
_ALIASES = {
    "administrativestatus": STATUS,
    "normativeauthorization": STATUS,
    "termstatus": STATUS,
    "status": STATUS,
    "partofspeech": PART_OF_SPEECH,
    "geographicalusage": REGION,
    "source": SOURCE,
    "context": CONTEXT,
    "example": CONTEXT,
    "subjectfield": SUBJECT,
    "subject": SUBJECT,
    "domain": SUBJECT,
    "definition": DEFINITION,
    "note": NOTE,
}

_REGION_CODE = re.compile(r"[A-Z]{2}|[0-9]{3}")
_REGION_NAMES = {
    "china": "CN", "mainland china": "CN", "prc": "CN", "taiwan": "TW", "hong kong": "HK",
    "macao": "MO", "macau": "MO", "singapore": "SG", "malaysia": "MY",
    "united states": "US", "usa": "US", "us": "US", "uk": "GB",
    "united kingdom": "GB", "great britain": "GB",
    "中国": "CN", "中國": "CN", "大陆": "CN", "大陸": "CN",
    "台湾": "TW", "台灣": "TW", "臺灣": "TW",
    "香港": "HK", "澳门": "MO", "澳門": "MO", "新加坡": "SG",
}  # fmt: skip


# A file names the same few with every term.
@lru_cache(maxsize=256)
def find_category(name: str) -> str | None:
    """Return the category of TBX-Basic that a name means and that glossaries hold, or None.

    >>> find_category("Part of Speech"), find_category("termStatus"), find_category("gender")
    ('partOfSpeech', 'administrativeStatus', None)
    """
    return _ALIASES.get("".join(filter(str.isalpha, name)).casefold())


def name_status(status: TermStatus) -> str:
    """Return the name of a status.

    >>> name_status(TermStatus.SUPERSEDED)
    'supersededTerm-admn-sts'
    """
    return f"{status.value}Term{_MARK}"


def find_status(name: str) -> TermStatus | None:
    """Return the status that a name means, or None.

    >>> find_status("admittedTerm-admn-sts").value, find_status("notRecommended").value
    ('admitted', 'deprecated')
    >>> find_status("proposedTerm-admn-sts") is None
    True
    """
    # The mark is cut short in some files.
    short = name.partition("-admn")[0]
    return _STATUSES.get("".join(filter(str.isalpha, short)).casefold())


def name_part_of_speech(part: str) -> str:
    """Return the nearest part of speech that TBX-Basic has.

    >>> name_part_of_speech("properNoun"), name_part_of_speech("verb"), name_part_of_speech("幹詞")
    ('noun', 'verb', 'other')
    """
    return part if part in _PARTS_OF_SPEECH else _NEAREST.get(part, _OTHER)


def find_part_of_speech(name: str) -> str:
    """Return a part of speech as TBX-Basic writes it; an unknown one stays as it is.

    >>> find_part_of_speech("Proper Noun"), find_part_of_speech("Noun"), find_part_of_speech("n.")
    ('properNoun', 'noun', 'n.')
    """
    return _SPEECH_NAMES.get("".join(filter(str.isalpha, name)).casefold(), name)


def find_region(tag: str) -> str:
    """Return the region of a language tag, or "".

    >>> find_region("zh-Hant-HK"), find_region("zh-TW"), find_region("es-419"), find_region("zh")
    ('HK', 'TW', '419', '')
    """
    for part in tag.split("-")[1:3]:
        if _REGION_CODE.fullmatch(part):
            return part
    return ""


def localise(tag: str, usage: str) -> str | None:
    """Return a tag with the region in which a term is used, or None where they do not fit.

    Args:
        tag: in its usual form.
        usage: value of geographicalUsage: a code, a tag, or the name of a region.

    >>> localise("zh", "Taiwan"), localise("zh-Hant", "HK"), localise("zh-TW", "zh-TW")
    ('zh-TW', 'zh-HK', 'zh-TW')
    >>> localise("en-GB", "US") is None, localise("en", "North of England") is None
    (True, True)
    """
    region = _read_region(usage)
    if not region:
        return None
    present = find_region(tag)
    if present:
        return tag if present == region else None
    language, _, rest = tag.partition("-")
    script = rest if len(rest) == 4 else ""
    if rest and not script:
        return None
    try:
        return normalise_tag("-".join(filter(None, (language, script, region))))
    except TmxError:
        return None


def _read_region(usage: str) -> str:
    text = usage.strip()
    named = _REGION_NAMES.get(text.casefold())
    if named:
        return named
    last = text.replace("_", "-").rpartition("-")[2].upper()
    return last if _REGION_CODE.fullmatch(last) else ""
