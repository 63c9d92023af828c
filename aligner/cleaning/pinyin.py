"""Pinyin in brackets that a machine put behind characters, as in 副總統(tǒng).

Pages of some portals print it behind every occurrence of hundreds of traditional characters. A
lesson, a glossary or an author who tells how a rare name is read does so by hand: behind words,
once, where the reading is rare or one of several, or where reading is spoken of. The whole text
tells which it is.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from aligner.cleaning.readings import count_read, load_readings, load_traditional, parse_pinyin
from aligner.cleaning.records import Find, Rule
from aligner.cleaning.tables import load_table
from aligner.reading.plausibility import list_frequent
from aligner.reading.scripts import HAN, count_han, is_han_text
from aligner.records import Paragraph

_LETTERS = "a-zāáǎăàēéěĕèêīíǐĭìōóǒŏòūúǔŭùǖǘǚǜüńňǹḿɑɡ\u0300\u0301\u0304\u0306\u0308\u030c"
_SPELT = f" ?([{_LETTERS}](?:[ '’·-]?[{_LETTERS}]){{0,40}}[1-5]?) ?[)）]"
_BRACKETED = re.compile(f"[(（](?<=[{HAN}].){_SPELT}")
_AGAIN = re.compile(f"[(（]{_SPELT}")
_HAN_BEFORE = re.compile(f"[{HAN}]*$")
_LONGEST_WORD = 8
# Found in development texts: 1 insertion to 12 characters on a page of a portal, none elsewhere.
_MIN_DENSITY = 1 / 60
_MIN_COVER = 0.6
# So many are a machine's even where the same file holds clean texts, too.
_MANY = 30
_MIN_SHARE = 0.75
_MIN_NEEDLESS = 0.35
_MIN_MECHANICAL = 3
_MIN_CHARACTERS = 3
# A lesson speaks of reading about as often as it gives one.
_MAX_TALK = 0.2


@dataclass(frozen=True, slots=True)
class _Insertion:
    find: Find
    word: str
    has_tone: bool


def _find_pinyin(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    found = [each for i, p in enumerate(paragraphs) for each in _list_insertions(i, p.text)]
    if len(found) >= _MIN_MECHANICAL and _is_mechanical(found, [p.text for p in paragraphs]):
        yield from (each.find for each in found)


def _list_insertions(index: int, text: str) -> Iterator[_Insertion]:
    if text.isascii():
        return
    for match in _BRACKETED.finditer(text):
        start, pinyin = match.start(), parse_pinyin(match[1])
        if word := _take_word(text, start, pinyin.letters):
            find = Find(index, start, _find_stop(text, match.end(), word))
            yield _Insertion(find, word, pinyin.has_tone)


def _take_word(text: str, stop: int, letters: str) -> str:
    """Return the characters before a bracket that pinyin spells, "" if it spells none."""
    if letters in load_readings().get(text[stop - 1], ()):
        return text[stop - 1]
    before = _HAN_BEFORE.search(text, max(stop - _LONGEST_WORD, 0), stop)
    count = count_read(before[0], letters) if before else 0
    return text[stop - count : stop]


def _find_stop(text: str, stop: int, word: str) -> int:
    """Find where the last of several insertions behind one word ends."""
    while text[stop : stop + 1] in ("(", "（") and (again := _AGAIN.match(text, stop)):
        if not count_read(word, parse_pinyin(again[1]).letters):
            break
        stop = again.end()
    return stop


def _is_mechanical(found: Sequence[_Insertion], texts: Sequence[str]) -> bool:
    """Whether a machine put pinyin behind characters all over a text."""
    lines = [texts[index] for index in sorted({each.find.paragraph for each in found})]
    text = "\n".join(lines)
    return (
        _has_pattern(found)
        and _measure_needless({each.word for each in found}) >= _MIN_NEEDLESS
        and len(found) >= _MIN_DENSITY * count_han(text)
        and is_han_text(_AGAIN.sub("", text))
        and _count_talk(text) <= _MAX_TALK * len(found)
        and _measure_cover(found, lines) >= _MIN_COVER
        and (len(found) >= _MANY or _measure_cover(found, texts) >= _MIN_COVER)
    )


def _has_pattern(found: Sequence[_Insertion]) -> bool:
    """Whether most stand behind single characters that are traditional, or have it repeatedly."""
    counts = Counter(each.word for each in found if len(each.word) == 1)
    traditional = load_traditional()
    machine = [
        e for e in found if counts[e.word] > 1 or (e.word in counts and e.word in traditional)
    ]
    # A syllable without tone may be an English word.
    weight = sum(1.0 if each.has_tone else 0.5 for each in machine)
    is_most = len(machine) >= _MIN_SHARE * len(found)
    return is_most and weight >= _MIN_MECHANICAL and len(counts) >= _MIN_CHARACTERS


def _measure_needless(words: Collection[str]) -> float:
    """Measure the share of frequent characters with one reading, which nobody needs to be told."""
    frequent, readings = list_frequent(), load_readings()
    needless = [w for w in words if w in frequent and len(readings.get(w, ())) == 1]
    return len(needless) / len(words)


def _measure_cover(found: Sequence[_Insertion], texts: Sequence[str]) -> float:
    """Measure how often the characters that have pinyin somewhere have it, 0 to 1."""
    marked = Counter(character for each in found for character in each.word)
    totals = Counter("".join(texts))
    return marked.total() / sum(totals[character] for character in marked)


def _count_talk(text: str) -> int:
    """Count the words with which a text speaks of reading."""
    return sum(map(text.count, load_table("pinyin")["talk"]))


PINYIN = Rule("pinyin", "pinyin that a machine put behind characters", _find_pinyin)
