"""Paragraphs → paragraphs with a kind: headings, captions, datelines, bylines and notices.

Patterns of the two languages, each anchored to the whole paragraph, and the place of a short
line among longer ones. What is in doubt stays body text: a missed heading is split like a
sentence, but running text taken for a heading would not be split at all.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from statistics import median

from aligner.reading.dates import is_date_line
from aligner.reading.scripts import (
    count_han,
    count_latin_words,
    is_blank,
    is_han_text,
    measure_words,
)
from aligner.records import Document, Kind, Paragraph
from aligner.resources import read_table

_OPEN_END = re.compile(r"[.。,，;；:：、!！?？…—–~～\-]['\"”’」』）)\]]*$")
_SPEECH = re.compile(r"^\s*[“\"「『‘'–—\-•·*]")
# The longest paragraph, in characters, that the patterns of a kind are tried on.
_LONGEST = {Kind.BYLINE: 80, Kind.CAPTION: 500, Kind.NOTICE: 400, Kind.HEADING: 80}
_SAMPLE = 4000
_HEADING_HAN = 30
_HEADING_WORDS = 14
_LONGEST_BARE = 400


def mark_kinds(document: Document) -> Document:
    """Mark the kind of every paragraph that is body text so far; all else stays.

    Args:
        document: one language; the kinds that the format of its file states are marked already.
    """
    kinds = classify_paragraphs(document.paragraphs)
    marked = (
        paragraph if paragraph.kind is kind else replace(paragraph, kind=kind)
        for paragraph, kind in zip(document.paragraphs, kinds, strict=True)
    )
    return replace(document, paragraphs=tuple(marked))


def classify_paragraphs(paragraphs: Sequence[Paragraph]) -> tuple[Kind, ...]:
    """Tell what each paragraph of a document is.

    Args:
        paragraphs: in the order of the file; a kind other than BODY is kept.
    """
    kinds = [
        _classify_alone(paragraph.text) if paragraph.kind is Kind.BODY else paragraph.kind
        for paragraph in paragraphs
    ]
    usual = _median_size(paragraphs, kinds)
    _mark_names(paragraphs, kinds, usual)
    _mark_headings(paragraphs, kinds, usual)
    return tuple(kinds)


def _classify_alone(text: str) -> Kind:
    """Tell the kind that a paragraph shows by itself."""
    line = text.strip()
    if is_blank(line) or len(line) > max(_LONGEST.values()):
        return Kind.BODY
    if is_date_line(line):
        return Kind.DATELINE
    for kind, longest in _LONGEST.items():
        if len(line) <= longest and _load_patterns()[kind].match(line):
            return kind
    return Kind.BODY


@cache
def _load_patterns() -> dict[Kind, re.Pattern[str]]:
    table = read_table("aligner.reading", "kinds")
    return {
        kind: re.compile("|".join(_expand(pattern, table["parts"]) for pattern in table[kind]))
        for kind in _LONGEST
    }


def _expand(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(f"<{name}>", part)
    return pattern


_CHINESE_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}(?:[·・‧][\u4e00-\u9fff]{1,6})?$")
_WESTERN_NAME = re.compile(
    r"^(?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s+(?:(?:de|van|von|der|al|bin)\s+)?(?:[A-Z][\w’'-]+|[A-Z]\.)){1,3}$"
)


def _mark_names(paragraphs: Sequence[Paragraph], kinds: list[Kind], usual: float) -> None:
    """Mark a bare name as byline where it closes the text, or stands below its title."""
    if len(paragraphs) < 3:
        return
    last = len(paragraphs) - 1
    for index in (last, 1):
        text = paragraphs[index].text.strip()
        is_name = _CHINESE_NAME.match(text) or _WESTERN_NAME.match(text)
        is_apart = usual >= 15 and (index == last or _is_title_like(paragraphs[0].text))
        if kinds[index] is Kind.BODY and is_name and is_apart:
            kinds[index] = Kind.BYLINE


def _is_title_like(text: str) -> bool:
    return _is_short(text) and not _OPEN_END.search(text.strip())


def _is_short(text: str) -> bool:
    return count_han(text) <= _HEADING_HAN and count_latin_words(text) <= _HEADING_WORDS


def _median_size(paragraphs: Sequence[Paragraph], kinds: Sequence[Kind]) -> float:
    """Return the median size of the paragraphs that end as sentences do, in words.

    Of a book some thousand of them, evenly spread.
    """
    step = len(paragraphs) // _SAMPLE + 1
    sizes = [
        measure_words(paragraph.text)
        for paragraph, kind in zip(paragraphs[::step], kinds[::step], strict=True)
        if kind is Kind.BODY and _OPEN_END.search(paragraph.text.strip())
    ]
    return median(sizes) if sizes else 0.0


def _mark_headings(paragraphs: Sequence[Paragraph], kinds: list[Kind], usual: float) -> None:
    title = _find_title(paragraphs, kinds, usual)
    if title is not None:
        kinds[title] = Kind.HEADING
    for run in _find_runs(paragraphs, kinds):
        # A heading heads something; four or more bare lines in a row are a list, not headings.
        if len(run) <= 3 and _heads_text(paragraphs, kinds, run, usual):
            for index in run:
                kinds[index] = Kind.HEADING


def _find_title(paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], long: float) -> int | None:
    """Find a title that ends as a sentence may: the first line, far shorter than the rest."""
    first = next((i for i, k in enumerate(kinds) if k not in (Kind.DATELINE, Kind.BYLINE)), None)
    if first is None or first + 1 >= len(paragraphs) or kinds[first] is not Kind.BODY:
        return None
    text = paragraphs[first].text.strip()
    is_question = bool(re.search(r"[?？!！]$", text)) and not _SPEECH.match(text)
    # Where paragraphs stand apart, so does a title; most formats have no blank lines at all.
    is_apart = 2 * sum(b.line > a.line + 1 for a, b in pairwise(paragraphs)) > len(paragraphs)
    is_alone = not is_apart or paragraphs[first + 1].line > paragraphs[first].line + 1
    is_far_shorter = long >= 20 and measure_words(text) * 2 <= long
    return first if is_question and _is_short(text) and is_alone and is_far_shorter else None


def _find_runs(paragraphs: Sequence[Paragraph], kinds: Sequence[Kind]) -> list[list[int]]:
    """Find the runs of bare lines: short, without the mark that ends a sentence or a clause."""
    runs: list[list[int]] = []
    for index, (paragraph, kind) in enumerate(zip(paragraphs, kinds, strict=True)):
        if kind is Kind.BODY and _is_bare(paragraph.text):
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
    return runs


def _is_bare(text: str) -> bool:
    if len(text) > _LONGEST_BARE:
        return False
    line = text.strip()
    if _OPEN_END.search(line) or _SPEECH.match(line) or not _is_short(line):
        return False
    if is_han_text(line):
        return count_han(line) >= 2 and not re.search("[。！？]", line)
    words = re.findall(r"[^\W\d_][\w’']*", line)
    # A heading in Latin letters begins with a capital; a fragment of running text does not.
    return bool(words) and words[0][0].isupper() and not re.search(r"[a-z]{2}[.!?]\s", line)


def _heads_text(
    paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], run: Sequence[int], long: float
) -> bool:
    """Whether a run of bare lines stands before a longer paragraph of body text."""
    following = next(
        (i for i in range(run[-1] + 1, len(kinds)) if kinds[i] not in (Kind.BYLINE, Kind.DATELINE)),
        None,
    )
    if following is None or kinds[following] not in (Kind.BODY, Kind.CAPTION):
        return False
    longest = max(measure_words(paragraphs[i].text) for i in run)
    ahead = max(measure_words(paragraphs[following].text), long)
    return ahead >= 1.5 * longest
