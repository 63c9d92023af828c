"""A line that holds a sentence and its translation → its parts, each in one language.

The line is cut into pieces at every change of script and at every mark that ends a sentence, and
the likeliest languages of the pieces are searched: the language changes easily behind the end of
a sentence or a tab, and hardly ever inside a sentence, where a name is quoted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.reading.glosses import find_gloss
from aligner.reading.scripts import (
    HAN_CHARACTER,
    LATIN_WORD,
    WORD_WEIGHT,
    count_han,
    count_latin_words,
    measure_letters,
)
from aligner.reading.turns import find_path, weigh_language
from aligner.records import Paragraph

_UNIT = re.compile(f"{HAN_CHARACTER.pattern}+|{LATIN_WORD.pattern}")
_SEPARATOR = re.compile(r"\t|[ \u3000]{2,}|\s[|/¦｜／]\s")
_SENTENCE_END = re.compile(r"[。！？.!?…][\"'”’」』）)\]]*\s*$")
_CLOSERS = r"[\"'”’」』）)\]]*"
# A point inside "amazon.com" or "3.5" ends nothing.
_END = (
    rf"(?:[。！？…；]+{_CLOSERS}|[.!?]+{_CLOSERS}(?=\s|$|{HAN_CHARACTER.pattern})"
    r"|(?<=\s)[\"'](?=\s)|[”’」』）]+)"
)
_CUT = re.compile(rf"(?:{_SEPARATOR.pattern})|{_END}(?:\s*{_END})*\s*")
_EDGES = " \t\u3000\u00a0|/¦｜／"
# A dash or a sign of equality between two parts belongs to neither.
_BETWEEN = re.compile(r"(?:\s+[-–—]+|\s*[=＝]+)\s*\Z")
_BRACKETED = re.compile(r"[（(][^()（）]+[）)]|[\[［][^\[\]［］]+[\]］]")
_ROW_NUMBER = re.compile(r"[\W\d_]*\t\s*")
# What belongs to the piece that it stands before: quotation marks, brackets, a number that touches
# it or numbers an item and, before an English word, the number of a house.
_OPENING = re.compile(r"[\"'“‘「『（(\[《]*\Z")
_ITEM = re.compile(r"\d{1,9}[.．]")
_NUMBER = re.compile(r"(?<=[^\d\s]\s)\d{1,9}(?:(?P<joined>[.．、)）]\s*|)|\s)\Z")
# Probability that the language changes behind a piece, by what stands there.
_BEHIND_SEPARATOR = 0.5
_BEHIND_SENTENCE = 0.3
_BEHIND_SPACE = 0.1
_INSIDE = 0.005
_WIDE_EVIDENCE = 4.0
_HAN_WEIGHT = 0.8
_GLOSS_WEIGHT = 0.3
# A line holds both languages if each has this much of it.
_MIN_MIXED = 0.2
# No line of two sentences is longer: what is has its languages in turns, but not on one line.
_LONGEST = 20_000
_SHORT = 20
_LONGEST_TERM = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line in one language.

    Args:
        start, stop: in the line, in characters, without white space and separators around it.
        is_chinese: its language.
    """

    start: int
    stop: int
    is_chinese: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    stop: int


def split_mixed(text: str, *, is_expected: bool = False) -> tuple[Part, ...]:
    """Split a line into parts of one language each.

    Args:
        text: one paragraph.
        is_expected: whether the lines around hold both languages, so that this one will, too.

    Returns:
        The parts in order, neighbours in different languages; one if the line does not hold a
        passage in each language, none if it holds no letters.

    >>> text = "他效力於 Manchester United。 He plays for Manchester United."
    >>> [text[part.start : part.stop] for part in split_mixed(text)]
    ['他效力於 Manchester United。', 'He plays for Manchester United.']
    >>> len(split_mixed("副總統J. D. Vance公開「羞辱」澤連斯基"))
    1
    """
    if halves := find_gloss(text, is_expected=is_expected):
        return tuple(Part(*half) for half in halves)
    pieces = list(_cut_pieces(text))
    if not pieces:
        return ()
    evidence = [_weigh(text, piece) for piece in pieces]
    gaps = [text[before.start : after.start] for before, after in pairwise(pieces)]
    path = find_path(evidence, [_rate_switch(gap, _BEHIND_SPACE) for gap in gaps])
    if is_expected and len(set(path)) == 1:
        path = find_path(evidence, [_rate_switch(gap, _BEHIND_SENTENCE) for gap in gaps])
    return tuple(_merge(text, pieces, path))


def is_mixed(text: str) -> bool:
    """Whether a line holds a passage in Chinese and one in English, each much of it.

    Args:
        text: one paragraph.

    >>> is_mixed("河水上漲了。 The river rose."), is_mixed("他在 the New York Times 工作了三年。")
    (True, False)
    """
    if not has_much_of_both(text):
        return False
    parts = split_mixed(text)
    sizes = [0.0, 0.0]
    for part in parts:
        passage = text[part.start : part.stop]
        sizes[part.is_chinese] += measure_letters(passage)
    return len(parts) > 1 and min(sizes) >= _MIN_MIXED * sum(sizes)


def is_separated(text: str, parts: Sequence[Part]) -> bool:
    """Whether the parts of a line are set apart by tabs, bars or several spaces, as columns are."""
    gaps = (text[left.stop : right.start] for left, right in pairwise(parts))
    return all(_SEPARATOR.search(gap) for gap in gaps)


def has_much_of_both(text: str) -> bool:
    """Whether a line has much of both scripts, in whatever order."""
    chinese = float(count_han(text))
    if not chinese or len(text) > _LONGEST:
        return False
    english = WORD_WEIGHT * count_latin_words(text)
    return min(chinese, english) >= _MIN_MIXED * (chinese + english) > 0.0


def split_paragraph(paragraph: Paragraph, row: int) -> tuple[list[tuple[bool, Paragraph]], int]:
    """Split a paragraph into parts that are paragraphs, and number the pairs they make.

    Args:
        paragraph: any.
        row: the first number that is free.

    Returns:
        Each part with whether it is Chinese, and the next number that is free. Parts of a pair
        have the same row: the language that stands first in the line opens a new one.
    """
    is_short = len(paragraph.text) <= _LONGEST
    parts = split_mixed(paragraph.text, is_expected=True) if is_short else ()
    if len(parts) < 2:
        side = parts[0].is_chinese if parts else weigh_language(paragraph.text) > 0
        return [(side, replace(paragraph, row=row))], row + 1
    found: list[tuple[bool, Paragraph]] = []
    for part in parts:
        if found and part.is_chinese == parts[0].is_chinese:
            row += 1
        found.append((part.is_chinese, _place(paragraph, part.start, part.stop, row)))
    return found, row + 1


def _place(paragraph: Paragraph, start: int, stop: int, row: int) -> Paragraph:
    damage = tuple(
        (max(begin, start) - start, min(end, stop) - start)
        for begin, end in paragraph.damage
        if begin < stop and start < end
    )
    text = paragraph.text[start:stop]
    return Paragraph(text, paragraph.line, paragraph.kind, row=row, damage=damage)


def _cut_pieces(text: str) -> Iterator[_Piece]:
    """Cut a line where the script changes, and behind every sentence; only what has letters."""
    start = 0
    item = _ITEM.match(text)
    for cut in (*_CUT.finditer(text), None):
        stop = cut.end() if cut else len(text)
        # The number that begins the line stands before the translation, too: "7. Yes 7.是".
        if item and text.endswith(f" {item[0]}", start, stop):
            stop -= len(item[0])
        # A number without letters, such as "12.", belongs to what it numbers.
        if units := list(_UNIT.finditer(text, start, stop)):
            yield from _cut_scripts(text, units, start, stop)
            start = stop


def _cut_scripts(
    text: str, units: Sequence[re.Match[str]], start: int, stop: int
) -> Iterator[_Piece]:
    begin = start
    for unit, follower in pairwise(units):
        if _is_han(unit) != _is_han(follower):
            yield _Piece(begin, unit.end())
            begin = _open(text, unit.end(), follower.start())
    yield _Piece(begin, stop)


def _open(text: str, start: int, stop: int) -> int:
    """Return where a piece begins, with the mark or the number that opens it."""
    gap = text[start:stop]
    place = start + _find_start(_OPENING, gap)
    number = _NUMBER.search(text, start, place)
    if number and (number["joined"] is not None or not HAN_CHARACTER.match(text, stop)):
        return number.start()
    return place


def _find_start(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return found.start() if found else len(text)


def _is_han(unit: re.Match[str]) -> bool:
    return bool(HAN_CHARACTER.match(unit[0]))


def _weigh(text: str, piece: _Piece) -> float:
    """Weigh a piece; a full stop as wide as a character is Chinese, whatever stands before it."""
    passage = text[piece.start : piece.stop]
    wide = _WIDE_EVIDENCE if re.search("[。！？；]\\W*$", passage) else 0.0
    is_gloss = passage.startswith(("(", "（", "[")) and not _SENTENCE_END.search(
        text[max(0, piece.start - 8) : piece.start]
    )
    # A line of Chinese characters alone is Chinese; inside a line they may be a name.
    weight = min(weigh_language(passage), _HAN_WEIGHT * count_han(passage))
    return (_GLOSS_WEIGHT if is_gloss else 1.0) * weight + wide


def _rate_switch(text: str, behind_space: float) -> float:
    """Rate how likely the language changes behind a piece; its text goes to the next piece."""
    if re.search(f"(?:{_SEPARATOR.pattern})\\W*$", text):
        return _BEHIND_SEPARATOR
    if _SENTENCE_END.search(text):
        return _BEHIND_SENTENCE
    return behind_space if text[-1:].isspace() else _INSIDE


def _merge(text: str, pieces: Sequence[_Piece], path: Sequence[bool]) -> Iterator[Part]:
    """Merge neighbours in one language; what stands between two parts stays with the first."""
    first, is_bracketed = 0, True
    for number in range(1, len(pieces) + 1):
        if number == len(pieces) or path[number] != path[first]:
            start = 0 if first == 0 else pieces[first].start
            stop = len(text) if number == len(pieces) else pieces[number].start
            start, stop = _trim(text, start, stop, is_last=number == len(pieces))
            is_whole = bool(_BRACKETED.fullmatch(text, start, stop))
            inset = int(is_whole and not is_bracketed)
            yield Part(start + inset, stop - inset, path[first])
            first, is_bracketed = number, is_whole


def _trim(text: str, start: int, stop: int, *, is_last: bool) -> tuple[int, int]:
    """Leave out of a part what sets it apart: separators, and the number of a row of a table."""
    passage = text[start:stop]
    start += len(passage) - len(passage.lstrip(_EDGES))
    if number := _ROW_NUMBER.match(text, start, stop):
        start = number.end()
    stop = start + len(text[start:stop].rstrip(_EDGES))
    if not is_last and (mark := _BETWEEN.search(text, max(start, stop - _SHORT), stop)):
        # Behind a clause the dash is its own.
        is_between = mark.start() - start <= _LONGEST_TERM
        if is_between or _SENTENCE_END.search(text, mark.start() - 1, mark.start()):
            stop = mark.start()
    return start, stop
