"""Passages that were destroyed before: flagged, so that no memory takes their sentences.

What they were is not guessed. Text that is only unusual is never flagged: rare characters, old
texts, names, two marks of emotion in a row.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from aligner.cleaning.garbling import find_garbled
from aligner.cleaning.readings import load_syllables, parse_pinyin
from aligner.cleaning.records import Find, Rule
from aligner.cleaning.tables import load_table
from aligner.reading.plausibility import list_frequent
from aligner.reading.scripts import HAN_CHARACTER
from aligner.records import Paragraph

_Span = tuple[int, int]

_LOST = re.compile("\ufffd+(?:[^\\s\ufffd]{1,3}\ufffd+)*")
# A byte pair replaced across two characters leaves the second without its first byte: "?" eats
# the opening bracket of the pinyin that was to stand behind the pair.
_EATEN = re.compile(r"[)）](?<=[a-zàáèéìíòóùúāēěīńňōūǎǐǒǔǖǘǚǜüǹ].)")
_SPELT = re.compile(r"[a-zàáèéìíòóùúāēěīńňōūǎǐǒǔǖǘǚǜüǹ]{1,7}$")
_LONGEST_SPELT = 7
_BRACKETS_WITHIN = 200
_LONGEST_DEBRIS = 30
_DEBRIS = re.compile("[^\\s。！？；!?;]*")
_PINYIN = re.compile(r"[(（][a-zàáèéìíòóùúāēěīńňōūǎǐǒǔǖǘǚǜüǹ]{1,7}[)）]")
_QUESTIONS = re.compile(
    # Words of question marks, with what stood between them; nothing else is left; nobody asks
    # before a comma, or before the first word.
    r"(?<!\?)(?:\?{2,}+(?:\d{1,4}\?{2,}+){2,}+"
    r"|\?{2,}+(?:[ ,.，、:：;；()（）\"'“”-]{1,3}\?{2,}+){2,}+"
    r"|^[\s.,!]*\?{4,}+[\s?.,!]*$"
    r"|\?{4,}+(?=[,，、;；])"
    r"|(?:^|(?<=[\s(（:：「『“\"']))\?{4,}+(?=[^\W\d_]))"
)
_WORD_LOST = re.compile(r"(?<=[a-z])(?:Ã\?|â€\?{0,2})(?=[a-z])|â€[\ufffd?]|ï¿½|锘[?\ufffd]")


def _find_destroyed(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    repeated = _list_repeated(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if text.isascii() and "??" not in text:
            continue
        known = set(paragraph.damage)
        for start, stop in _unite([*_list_spans(text), *_find_repeated(text, repeated)]):
            if (start, stop) not in known:
                yield Find(index, start, stop, None)


def _list_spans(text: str) -> Iterator[_Span]:
    if "\ufffd" in text:
        yield from (match.span() for match in _LOST.finditer(text))
    if "??" in text:
        yield from (match.span() for match in _QUESTIONS.finditer(text))
    if text.isascii():
        return
    yield from _find_eaten(text)
    yield from _find_tokens(text)
    yield from find_garbled(text)


def _unite(spans: Iterable[_Span]) -> Iterator[_Span]:
    """Yield spans in order, those that overlap as one."""
    current: _Span | None = None
    for start, stop in sorted(spans):
        if current and start <= current[1]:
            current = (current[0], max(stop, current[1]))
            continue
        if current:
            yield current
        current = (start, stop)
    if current:
        yield current


def _find_eaten(text: str) -> Iterator[_Span]:
    """Find pinyin with a closing bracket alone, and the debris behind it."""
    for match in _EATEN.finditer(text):
        close = match.start()
        spelt = _SPELT.search(text, max(close - _LONGEST_SPELT, 0), close)
        if not spelt or text[spelt.start() - 1] in "(（":
            continue
        start = spelt.start() - (text[spelt.start() - 1 : spelt.start()] in ("?", "？", "\ufffd"))
        if not HAN_CHARACTER.match(text[start - 1 : start]) or _is_open(text, start):
            continue
        stop = _find_debris(text, match.end())
        if _is_eaten(spelt[0], start < spelt.start(), text[match.end() : stop]):
            yield start, stop


def _is_open(text: str, place: int) -> bool:
    """Whether a bracket is open at a place."""
    before = text[max(place - _BRACKETS_WITHIN, 0) : place]
    opening = max(before.rfind("("), before.rfind("（"))
    return opening > max(before.rfind(")"), before.rfind("）"))


def _is_eaten(spelt: str, has_mark: bool, debris: str) -> bool:
    pinyin = parse_pinyin(spelt)
    if pinyin.letters not in load_syllables():
        return False
    if has_mark and pinyin.has_tone:
        return True
    is_rare = debris != "" and debris[0] not in list_frequent()
    # "a)" and "b)" number answers.
    return is_rare and (pinyin.has_tone or (has_mark and len(spelt) > 1))


def _find_debris(text: str, start: int) -> int:
    """Find where the text is whole again: rare characters and lone letters are debris."""
    match = _DEBRIS.match(text, start, start + _LONGEST_DEBRIS)
    debris = match[0] if match else ""
    best = total = stop = 0
    for place, character in enumerate(debris, start=1):
        total += _weigh(debris, place - 1, character)
        if total > best:
            best, stop = total, place
    pinyin = _PINYIN.match(text, start + stop) if stop else None
    return pinyin.end() if pinyin else start + stop


def _weigh(debris: str, place: int, character: str) -> int:
    if HAN_CHARACTER.match(character):
        return -1 if character in list_frequent() else 1
    before, after = debris[max(place - 1, 0) : place], debris[place + 1 : place + 2]
    is_word = after.isascii() and after.isalpha()
    # The second byte of a character that lost its first: from "@" on.
    return 4 if "@" <= character <= "~" and not (before.isascii() or is_word) else -1


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return around in load_table("damage")["quotes"]


@cache
def _compile_tokens() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_table("damage")["tokens"])))


def _find_tokens(text: str) -> Iterator[_Span]:
    """Find what certain mistakes leave everywhere, unless somebody quotes it."""
    if not any(sign in text for sign in load_table("damage")["signs"]):
        return
    for match in _compile_tokens().finditer(text):
        if not _is_quoted(text, match):
            yield match.span()
    yield from (match.span() for match in _WORD_LOST.finditer(text))


def _list_repeated(paragraphs: Sequence[Paragraph]) -> str:
    """List the characters that empty memory shows, unless the text holds them as words, too."""
    found = ""
    for character in load_table("damage")["repeated"]:
        holding = [p.text for p in paragraphs if character in p.text]
        runs = re.compile(f"{character}{{3,}}(?![！!～~])")
        if holding and not any(character in runs.sub("", text) for text in holding):
            found += character
    return found


def _find_repeated(text: str, characters: str) -> Iterator[_Span]:
    for character in characters:
        for match in re.finditer(f"{character}{{3,}}", text):
            if not _is_quoted(text, match):
                yield match.span()


DESTROYED_PASSAGES = Rule(
    "destroyed-passages",
    "destroyed before, and not to be restored from what is left",
    _find_destroyed,
)
