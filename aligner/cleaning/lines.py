"""Paragraphs → what each of them looks like as a line of a page.

A line is running text if it reads like sentences; it may be one or more phrases of page
furniture, a time stamp, or the heading of a list of links. What becomes of it is decided from
all lines together (`pages.py`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.cleaning.phrases import LONGEST, Strength, compile_phrases, fold
from aligner.cleaning.prompts import rate_sentences
from aligner.cleaning.publishing import is_publishing_line
from aligner.cleaning.tables import load_table
from aligner.reading.dates import is_date_line
from aligner.reading.scripts import WORD_WEIGHT, count_han, count_latin_words
from aligner.records import Kind, Paragraph

_FULL_STOP = re.compile(r"[。｡.．;；:：]['\"”’」』》）)\]]*(?:\[\d+\]|[①-⑳])*$")
_EXCLAMATION = re.compile(r"[!！?？…][ '\"”’」』》）)\]]*$")
_SEPARATOR = re.compile(r"[|｜¦]")
_REMARK = re.compile(r" ?\([^()]*\)$")
_NOTHING: Mapping[str, Strength] = {}
# In words; a Chinese character counts for 1 / 1.6 of one. A headline may end in an exclamation
# or a question, hardly ever in a full stop, and has not forty words.
_MIN_SENTENCE, _MIN_EXCLAMATION, _MIN_OPEN = 6.0, 25.0, 33.0
_MIN_SEPARATORS = 5
_LONG_SENTENCE = 15.0


@dataclass(frozen=True, slots=True)
class Marker:
    """A heading over a list of other pages.

    Args:
        rule: name of the rule that its list goes under.
        is_sure: whether no article has a heading like it.
    """

    rule: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What a paragraph looks like.

    Args:
        text: folded for matching.
        size: in words; a Chinese character counts for 1 / 1.6 of one.
        is_han: whether it is rather Chinese than in Latin letters.
        is_prose: whether it reads like running text.
        has_end: whether it ends as a sentence may.
        phrases: names of the rules it may fall under, each with how sure its phrase is.
        marker: set if it may head a list of other pages.
        is_stamp: whether it is a time and nothing else: "2026-01-21 16:26", "3 hours ago".
        is_fixed: whether its format says that it is content, such as a row or a footnote.
    """

    text: str
    size: float
    is_han: bool
    is_prose: bool
    has_end: bool
    phrases: Mapping[str, Strength]
    marker: Marker | None = None
    is_stamp: bool = False
    is_fixed: bool = False

    @property
    def is_furniture(self) -> bool:
        """Whether it shows anything of a page rather than of a text."""
        return self.is_stamp or self.marker is not None or bool(self.phrases)


def describe_line(text: str, *, is_fixed: bool) -> Line:
    """Describe a paragraph of a page.

    Args:
        text: as printed.
        is_fixed: whether its format says that it is content.
    """
    if is_fixed:
        return Line("", *_measure(text), False, False, _NOTHING, is_fixed=True)
    return _describe(text)


def is_fixed(paragraph: Paragraph) -> bool:
    """Whether the format of a file says that a paragraph is content: a row, a footnote."""
    return paragraph.row is not None or paragraph.kind is Kind.FOOTNOTE


# What a rule leaves, the next rule reads again.
@lru_cache(maxsize=1 << 15)
def _describe(text: str) -> Line:
    bare = text.strip()
    size, is_han = _measure(bare)
    has_end = bool(_FULL_STOP.search(bare) or _EXCLAMATION.search(bare))
    folded = fold(bare)
    if len(bare) > LONGEST or (has_end and size >= _LONG_SENTENCE and not _has_cue(folded)):
        return Line(folded, size, is_han, _is_prose(bare, size), has_end, _NOTHING)
    phrases = _find_phrases(folded)
    marker = _find_marker(folded)
    is_prose = not phrases and marker is None and _is_prose(bare, size)
    return Line(folded, size, is_han, is_prose, has_end, phrases, marker, is_stamp(folded))


def _has_cue(folded: str) -> bool:
    """Whether a line has a word without which no sentence is furniture."""
    lowered = folded.lower()
    return any(cue in lowered for cue in _load_cues())


@cache
def _load_cues() -> tuple[str, ...]:
    return tuple(load_table("cues")["words"])


def _measure(text: str) -> tuple[float, bool]:
    """Return the size of a line in words, and whether it is rather Chinese."""
    words, han = count_latin_words(text), count_han(text)
    return words + han / WORD_WEIGHT, han > WORD_WEIGHT * words


def _is_prose(text: str, size: float) -> bool:
    if size < _MIN_SENTENCE or _is_row(text, size):
        return False
    if _FULL_STOP.search(text):
        return True
    is_exclaimed = _EXCLAMATION.search(text) and (size >= _MIN_EXCLAMATION or "。" in text)
    return bool(is_exclaimed) or size >= _MIN_OPEN


def _is_row(text: str, size: float) -> bool:
    """Whether a line is a row of short pieces rather than sentences."""
    separators = len(_SEPARATOR.findall(text))
    is_unbroken = separators >= _MIN_SEPARATORS and "。" not in text and ". " not in text
    return is_unbroken or bool(separators and separators * 6 >= size)


def _find_phrases(folded: str) -> Mapping[str, Strength]:
    found = {
        rule: strength for rule, strength, pattern in _load_phrases() if pattern.fullmatch(folded)
    }
    if is_publishing_line(folded):
        found["publishing-line"] = Strength.EDGE
    for rule, strength in rate_sentences(folded).items():
        found[rule] = max(strength, found.get(rule, strength))
    return found or _NOTHING


@cache
def _load_phrases() -> tuple[tuple[str, Strength, re.Pattern[str]], ...]:
    """Load the phrases of all rules, for each rule the surest last."""
    return tuple(_compile_groups())


def _compile_groups() -> Iterator[tuple[str, Strength, re.Pattern[str]]]:
    prompts, notices, related = map(load_table, ("prompts", "notices", "related"))
    groups = [
        ("navigation", load_table("navigation"), load_table("navigation")["parts"]),
        ("share-prompts", prompts["share-prompts"], prompts["parts"]),
        ("photo-credits", prompts["photo-credits"], prompts["parts"]),
        ("platform-notices", notices, notices["parts"]),
        ("tags", {"tail": notices["tags"]}, {}),
        ("related-headlines", {"anywhere": related["inline"], "edge": related["inline-edge"]}, {}),
    ]
    for rule, table, parts in groups:
        for strength in Strength:
            if patterns := table.get(strength.name.lower()):
                yield rule, strength, compile_phrases(patterns, parts)


def _find_marker(folded: str) -> Marker | None:
    if not folded or len(folded) > 80:
        return None
    bare = _REMARK.sub("", folded).rstrip(":. ")
    parts = bare.split(" ")
    for rule, is_sure, pattern in _load_markers():
        if pattern.fullmatch(bare) or (is_sure and all(map(pattern.fullmatch, parts))):
            return Marker(rule, is_sure)
    return None


@cache
def _load_markers() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    table = load_table("related")
    return tuple(
        (rule, sureness == "sure", compile_phrases(table[rule][sureness], table["parts"]))
        for sureness in ("sure", "likely")
        for rule in ("related-headlines", "rankings", "comments")
    )


@cache
def _load_stamps() -> re.Pattern[str]:
    return compile_phrases([load_table("related")["stamps"]], {})


def is_stamp(folded: str) -> bool:
    """Whether a folded line is a time and nothing else.

    >>> is_stamp("2026-01-21 16:26:16"), is_stamp("3小时前"), is_stamp("2026年1月21日")
    (True, True, False)
    """
    return len(folded) <= 40 and bool(_load_stamps().fullmatch(folded))


def is_dated(line: Line) -> bool:
    """Whether a line is a date or a time and nothing else."""
    return line.is_stamp or (0 < len(line.text) <= 60 and is_date_line(line.text))
