"""What bylines name: persons and publications, read from the text behind a label."""

import re
from dataclasses import dataclass

from aligner.reading.names import is_name, is_pen_name, is_rejected

EDGES = " \t\u3000\u00a0|｜丨/／,，、;；:：()（）【】[]〔〕*_—–-□■●◆◎▲"
"""What stands around a name and is not part of it."""

QUOTES = str.maketrans("", "", '《》〈〉「」『』“”"')
"""For `str.translate`: takes the marks of titles and quotations away."""

HAN_NAME = r"[\u4e00-\u9fff]{2,4}(?:[·・‧•][\u4e00-\u9fff]{1,8}){0,2}"
HAN_NAMES = rf"{HAN_NAME}(?:[、，,\s]\s*{HAN_NAME}){{0,3}}"
"""Patterns of one Chinese name and of several, loose: `read_names` decides."""

_MAX_SOURCE = 40
_BRACKETS = re.compile(r"[(（〔\[【［][^()（）〔〕\[\]【】［］]{0,30}[)）〕\]】］]")
_SOURCE_EDGES = " \t\u3000\u00a0|｜丨/／,，、:：*_—–"
_JOINTS = re.compile(r"\s*(?:[、，,;；&＆/／]|\s(?:and|和|與|与|及)\s)\s*|(?<=[\u4e00-\u9fff])\s+")
# Behind a source stands what has labels of its own, or a date.
_AFTER_SOURCE = re.compile(r"\s{2,}|[|｜丨\u3000]|\s*\d{4}[-年/.]|[。；;]|\s+(?=https?:)")


@dataclass(frozen=True, slots=True)
class Credit:
    """Something that a line says of the text.

    Args:
        field: "title", "author", "translator", "date" or "source".
        value: as `Metadata` has it; several names joined with ", ".
    """

    field: str
    value: str


def read_source(text: str) -> str:
    """Read the name or address of a publication that a text begins with.

    Args:
        text: what stands behind a label such as "來源：".

    Returns:
        "" if it is none: too long, a phrase, or "the internet".

    >>> read_source("《山水週刊》 2024-05-06"), read_source("來自生活，高於生活")
    ('山水週刊', '')
    """
    address = re.match(r"\s*(https?://[!-~]{4,120})", text)
    if address:
        return address[1].rstrip(".,)")
    value = _AFTER_SOURCE.split(text.strip(_SOURCE_EDGES), maxsplit=1)[0].translate(QUOTES)
    value = re.sub(r"(?:網站|网站)$", "", value.strip(_SOURCE_EDGES))
    if len(re.findall("[)）]", value)) != len(re.findall("[(（]", value)):
        value = value.strip(EDGES)
    is_phrase = bool(re.search(r"[，,！？!?：:]", value))
    return "" if not 2 <= len(value) <= _MAX_SOURCE or is_phrase or is_rejected(value) else value


def read_names(text: str, *, loose: bool = False) -> str:
    """Read the names that a text begins with, joined with ", ".

    Args:
        text: what stands behind a label such as "作者：".
        loose: whether a pen name passes, and what is no name may follow.

    Returns:
        "" if it does not begin with a name.

    >>> read_names("陳志強（教授）、林美玲"), read_names("你好"), read_names("南山客", loose=True)
    ('陳志強, 林美玲', '', '南山客')
    """
    names: list[str] = []
    pieces = _JOINTS.split(_BRACKETS.sub("", text).strip(EDGES))
    for piece in pieces[:8]:
        name = piece.strip(EDGES + ".。")
        if not (is_name(name) or (loose and is_pen_name(name))):
            if not loose and name:
                return ""
            break
        names.append(name)
    return ", ".join(names)
