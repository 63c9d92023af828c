"""SubRip (.srt) and WebVTT (.vtt) → captions: when, where in the file, and lines without tags.

The two differ in what may stand between captions; a file is read by what it holds, not by its
suffix. A caption ends where the next line of times stands, so that wrong or missing numbers and
blank lines lose nothing.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.reading.scripts import is_blank
from aligner.reading.text import split_lines

_TIMES = re.compile(r"\s*+([\d:.,]*+)\s*+-->\s*+([\d:.,]*+)")
_TIME = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,3})\d{0,9})?")
_NUMBER = re.compile(r"\s*(\d{1,9})\s*")
_LANGUAGE = re.compile(r"Language:\s*([A-Za-z0-9_-]{2,35})\s*", re.IGNORECASE)
# What stands in WebVTT beside captions, up to the next blank line; parts of a stream are joined
# with their headers.
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?=\s|$)|X-TIMESTAMP-MAP=")
_RUBY = re.compile(r"<rt[^<>]*>([^<>]*)</rt>", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^<>\s]*)?\s([^<>]*)>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|i|u|s|c|v|em|strong|font|lang|ruby|rt|span|small|big)(?:[\s.][^<>]*)?/?>"
    r"|<\d[\d:.]*>|\{\\[^{}]*\}|\{[cfopsy]:[^{}]*\}",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|\w{2,31});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line of a caption without tags, and its number in the file, from 1."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption with something to see.

    Args:
        lines: none of them blank.
        start, end: when it is shown, in milliseconds; None where that cannot be read.
        voice: who speaks, as WebVTT states it.
    """

    lines: tuple[CaptionLine, ...]
    start: int | None = None
    end: int | None = None
    voice: str = ""


@dataclass(frozen=True, slots=True)
class CaptionFile:
    """The captions of a file, and what its header says.

    Args:
        captions: in the order of the file, once.
        language: as the header states it; "" where it does not.
    """

    captions: Iterator[Caption]
    language: str = ""


def parse_captions(text: str) -> CaptionFile:
    r"""Parse SubRip or WebVTT.

    >>> parsed = parse_captions("1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i>\n你好\n")
    >>> [([line.text for line in each.lines], each.end) for each in parsed.captions]
    [(['Hello', '你好'], 2500)]
    """
    lines = split_lines(text)
    is_webvtt = bool(lines) and lines[0].startswith("WEBVTT")
    starts = [number for number, line in enumerate(lines) if _is_times(line)]
    bodies = pairwise([*starts, len(lines)])
    captions = (
        _make_caption(lines, start, _find_body(lines, order, start, stop, is_webvtt=is_webvtt))
        for order, (start, stop) in enumerate(bodies, start=1)
    )
    stated = _find_language(lines[: starts[0] if starts else 0]) if is_webvtt else ""
    return CaptionFile((caption for caption in captions if caption.lines), stated)


def _is_times(line: str) -> bool:
    found = _TIMES.match(line) if "-->" in line else None
    return found is not None and any(map(str.isdigit, found[1] + found[2]))


def _find_language(header: Sequence[str]) -> str:
    return next((found[1] for line in header if (found := _LANGUAGE.fullmatch(line))), "")


def _find_body(
    lines: Sequence[str], order: int, start: int, stop: int, *, is_webvtt: bool
) -> list[int]:
    """Return the indices of the lines of the caption whose times stand at `start`.

    Args:
        lines: of the file.
        order: of the caption in the file, from 1.
        start, stop: where its times stand, and those of the next caption.
        is_webvtt: whether it may be followed by notes, styles and a name of the next one.
    """
    if stop < len(lines):
        stop = _skip_name(lines, order, start + 1, stop, is_webvtt=is_webvtt)
    body = range(start + 1, stop)
    visible = _skip_asides(lines, body) if is_webvtt else body
    return [number for number in visible if lines[number].strip()]


def _skip_name(lines: Sequence[str], order: int, start: int, stop: int, *, is_webvtt: bool) -> int:
    """Return where a caption ends before the number or name of the next one."""
    last = next((i for i in reversed(range(start, stop)) if lines[i].strip()), start - 1)
    if last < start:
        return stop
    found = _NUMBER.fullmatch(lines[last])
    is_near = last == stop - 1
    is_alone = last > start and not lines[last - 1].strip()
    is_number = found and (is_near or (is_alone and int(found[1]) == order + 1))
    is_name = is_webvtt and is_near and is_alone
    return last if is_number or is_name else stop


def _skip_asides(lines: Sequence[str], body: range) -> Iterator[int]:
    is_aside, is_first = False, False
    for number in body:
        if not lines[number].strip():
            is_aside, is_first = False, True
        elif is_first:
            is_aside, is_first = bool(_ASIDE.match(lines[number])), False
        if not is_aside:
            yield number


def _make_caption(lines: Sequence[str], start: int, body: Sequence[int]) -> Caption:
    found = _TIMES.match(lines[start])
    times = (_read_time(found[1]), _read_time(found[2])) if found else (None, None)
    voice = next((v[1].strip() for number in body if (v := _VOICE.search(lines[number]))), "")
    parts = (
        CaptionLine(clean_line(part).strip(), number + 1)
        for number in body
        for part in _BREAK.split(lines[number])
    )
    shown = tuple(part for part in parts if not is_blank(part.text))
    return Caption(shown, *times, voice)


def _read_time(text: str) -> int | None:
    found = _TIME.fullmatch(text.strip(".,"))
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((found[4] or "").ljust(3, "0"))


def clean_line(line: str) -> str:
    r"""Remove the tags of a line of a caption, and resolve its references.

    What is written over a character (ruby) comes behind it in brackets, where the rule for
    pinyin finds it. Brackets that are no tag stay.

    >>> clean_line(r"{\an8}<v Ann>3 < 5 &amp; <c.loud>yes</c> <b>♪</b>")
    '3 < 5 & yes ♪'
    """
    if "<" in line or "{" in line:
        line = _TAG.sub("", _RUBY.sub(r"(\1)", line))
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), line) if "&" in line else line
