"""English text → its words with their places, and what stands before each."""

import re
from dataclasses import dataclass
from enum import IntEnum

_DASHES = "\u2010\u2011\u2013"
_NO_WORD = r"\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_SIGN, _LETTER, _LARGE = rf"[^{_NO_WORD}]", rf"[^\d{_NO_WORD}]", r"[A-ZÀ-ÖØ-ÞĀŁŚŞŠŻŽİ]"
_MARK = r"\u0300-\u036f"
_WORD = re.compile(
    rf"(?:{_LARGE}\.){{2,}}(?:{_LARGE}\b)?"
    rf"|(?<!\w){_LARGE}\.(?=\s*{_LARGE})"
    rf"|\b(?:St|Dr|Mr|Mrs|Ms|Jr|Sr|Gen|Col|Sen|Gov)\.(?=\s+{_LARGE})"
    rf"|\d+(?:[.,]\d+)+(?:[{_DASHES}-]{_SIGN}+)*"
    rf"|{_SIGN}(?:{_SIGN}|[{_MARK}])*"
    rf"(?:(?:['’](?![sS]\b)|[&·{_DASHES}-])(?:{_SIGN}|[{_MARK}])+)*"
)
_POSSESSIVE = re.compile(r"['’][sS]\b")
_PLURAL_POSSESSIVE = re.compile(rf"(?<=[sSzZ])['’](?=\s+(?:{_LETTER}|[“‘\"]))")
_OPEN_SINGLE = re.compile(rf"(?<!\w)['‘](?={_SIGN})")
_SENTENCE_END = re.compile(r"[.!?…:;。！？：；\n\r•]")
_OPENING = re.compile(r"[“‘«「『(\[]\s*$|[\"']$")


# Arabic, French and Irish names begin with a small article: al-Sharaa, d'Estaing.
_ARTICLED = re.compile(
    rf"(?:[ae][lnrstdz]|ash|esh|ul)[{_DASHES}-]{_LARGE}{_SIGN}|[dl]['’]{_LARGE}{_SIGN}"
)
_PLAIN = str.maketrans({**dict.fromkeys(_DASHES, "-"), "’": "'"})


class Gap(IntEnum):
    """What stands between a word and the one before it."""

    JOINED = 0
    """White space alone."""
    BROKEN = 1
    """A comma, a dash, a bracket or the like."""
    OPENED = 2
    """A quotation mark or bracket opens: a capital behind it proves nothing."""
    SENTENCE = 3
    """The text or a sentence begins."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Args:
        start: of its first character.
        stop: behind its last, the 's of a possessive left out.
        text: as printed, without the 's.
        lower: in small letters, with plain hyphens and apostrophes.
        gap: what stands before it.
        possessive: whether an 's or s' followed.
        is_upper: whether it has two capitals or more and no small letter; a plural s is none (MPs).
        is_capital: whether it starts with a capital, with a figure and has one behind (5G), or with
            the article of a name (al-Sharaa).
        is_number: whether it has no letters.
    """

    start: int
    stop: int
    text: str
    lower: str
    gap: Gap
    possessive: bool
    is_upper: bool
    is_capital: bool
    is_number: bool


def split_words(text: str) -> list[Word]:
    """Split an English text into words with their places.

    >>> [(each.text, each.possessive) for each in split_words("The US-led EU’s 30-day plan")]
    [('The', False), ('US-led', False), ('EU', True), ('30-day', False), ('plan', False)]
    """
    words: list[Word] = []
    end = 0
    quoted = bool(_OPEN_SINGLE.search(text))
    for match in _WORD.finditer(text):
        if match.start() < end:
            continue
        start, stop = match.span()
        gap = _judge_gap(text[end:start]) if words else Gap.SENTENCE
        end = _find_end(text, stop, quoted=quoted)
        words.append(_make_word(start, match[0], gap, possessive=end > stop))
    return words


def _make_word(start: int, text: str, gap: Gap, *, possessive: bool) -> Word:
    stop = start + len(text)
    lower = text.lower() if text.isalpha() else fold_word(text)
    if text == lower and text.isalpha():
        return Word(start, stop, text, lower, gap, possessive, False, False, False)
    upper = _is_upper(text)
    capital = text[0].isupper() or (text[0].isdigit() and upper) or bool(_ARTICLED.match(text))
    number = not any(each.isalpha() for each in text)
    return Word(start, stop, text, lower, gap, possessive, upper, capital, number)


def _is_upper(text: str) -> bool:
    stem = text.removesuffix("s")
    letters = [each for each in stem if each.isalpha()]
    if not letters or not all(each.isupper() for each in letters):
        return False
    return len(letters) > 1 or any(each.isdigit() for each in stem)


def fold_word(text: str) -> str:
    """Return a word in small letters, with plain hyphens and apostrophes.

    >>> fold_word("Co–operation")
    'co-operation'
    """
    return text.translate(_PLAIN).lower()


def _find_end(text: str, stop: int, *, quoted: bool) -> int:
    """Return the place behind a word and the mark of its possessive."""
    if text[stop : stop + 1] not in ("'", "’"):
        return stop
    match = _POSSESSIVE.match(text, stop)
    if match is None and not quoted:
        match = _PLURAL_POSSESSIVE.match(text, stop)
    return match.end() if match else stop


def _judge_gap(between: str) -> Gap:
    if between == " " or (between.isspace() and between.count("\n") < 2):
        return Gap.JOINED
    if _SENTENCE_END.search(between):
        return Gap.SENTENCE
    return Gap.OPENED if _OPENING.search(between) else Gap.BROKEN
