"""Which of two languages each paragraph of a file is in.

Every line shows evidence for Chinese or English; how often the language changes is estimated
from the lines that leave no doubt, and a two-state Viterbi search finds the likeliest path. So
a Western name on its own line stays in a Chinese block, but is English in a file whose language
changes at every line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from operator import itemgetter

from aligner.reading.dates import has_chinese_date, is_date_line
from aligner.reading.language import ENGLISH_STOP_WORDS
from aligner.reading.scripts import (
    LATIN_WORD,
    WORD_WEIGHT,
    count_han,
    count_latin_words,
    drop_addresses,
)
from aligner.records import Paragraph

_CAP = 6.0
_ENOUGH = 300
_TELLING = 1.0
MIN_SWITCHING = 0.005
_MAX_LONE = 0.34
# A Chinese character alone says less than an English word in small letters; a capitalised word
# is often a name, and so is Chinese in brackets behind Western letters.
_HAN_WEIGHT = 0.8
_NAME_WEIGHT = 0.3
_MIN_SHARE = 0.12
_SURE_SHARE = 0.3
# Of the words of running English, this part at least are stop words; of a bibliography, less.
_PROSE_STOP_WORDS = 0.25
_GLOSS = re.compile(r"[(（\[][^()（）\[\]]{0,40}[)）\]]")


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of a text is in which language.

    Args:
        chinese: Chinese characters in the Chinese lines.
        english: words in the English lines.
        chinese_lines: lines that are Chinese.
        english_lines: lines that are English.
    """

    chinese: int
    english: int
    chinese_lines: int
    english_lines: int

    @property
    def minor_share(self) -> float:
        """Share of the language that has less, 0 to .5; an English word is 1.6 characters."""
        english, chinese = WORD_WEIGHT * self.english, float(self.chinese)
        return min(english, chinese) / ((english + chinese) or 1.0)


def assign_languages(
    paragraphs: Sequence[Paragraph], *, least: float = 0.0, most: float = 1.0
) -> tuple[bool, ...]:
    """Decide for each paragraph whether it belongs to the Chinese text or to the English one.

    Args:
        paragraphs: in the order of the file.
        least, most: bounds, 0 to 1, of the probability that the language changes from a paragraph
            to the next, which is estimated from the paragraphs that leave no doubt.

    Returns:
        True for Chinese, one for each paragraph.
    """
    evidence = [weigh_language(paragraph.text) for paragraph in paragraphs]
    if not any(evidence):
        return (False,) * len(evidence)
    # What shows no language, a date above all, begins the block it stands before.
    start = next((i for i, weight in enumerate(evidence) if abs(weight) >= _TELLING), 0)
    taking = [i for i in range(start, len(evidence)) if not _is_number(paragraphs, i)]
    chance = min(max(_estimate_switching(evidence), least), most)
    path = find_path([evidence[i] for i in taking], [chance] * (len(taking) - 1))
    sides = _spread(len(evidence), taking, path)
    return tuple(_move_dates(paragraphs, evidence, sides))


def _is_number(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a line without letters, such as a number, takes no turn: it is of what follows.

    One that stands there twice may be of both languages.
    """
    text = paragraphs[index].text
    if count_han(text) or LATIN_WORD.search(text):
        return False
    around = (*paragraphs[max(index - 1, 0) : index], *paragraphs[index + 1 : index + 2])
    return all(paragraph.text != text for paragraph in around)


def _spread(count: int, places: Sequence[int], sides: Sequence[bool]) -> list[bool]:
    """Give what stands between places the side of the next of them, or of the last."""
    spread = [sides[-1]] * count
    before = 0
    for place, side in zip(places, sides, strict=True):
        spread[before : place + 1] = [side] * (place + 1 - before)
        before = place + 1
    return spread


def weigh_language(text: str) -> float:
    """Weigh the evidence of a line for Chinese (positive) against English (negative).

    Args:
        text: one line or paragraph.

    Returns:
        Log-odds, −6 to 6; 0 for numbers, addresses and bare punctuation.

    >>> weigh_language("***"), weigh_language("副總統J. D. Vance公開「羞辱」澤連斯基") > 2
    (0.0, True)
    """
    if is_date_line(text) and not has_chinese_date(text):
        return 0.0
    # The evidence is bounded: of a long paragraph its beginning and its end say enough.
    sample = text if len(text) <= 2 * _ENOUGH else f"{text[:_ENOUGH]} {text[-_ENOUGH:]}"
    bare = drop_addresses(sample)
    if not count_han(bare):
        # Not -0.0, which is printed.
        return 0.0 - _weigh_latin_line(bare)
    words = LATIN_WORD.findall(bare)
    english = sum(map(_weigh_word, words))
    chinese = _HAN_WEIGHT * _count_weighted_han(bare, english)
    if not words:
        return min(_CAP, 4.0 + chinese)
    return max(-_CAP, min(_CAP, chinese - english))


def _weigh_word(word: str) -> float:
    if len(word) == 1:
        return 0.0
    return 1.0 if word[0].islower() else _NAME_WEIGHT


def _weigh_latin_line(text: str) -> float:
    """Weigh a line without Chinese: names and titles stand in a Chinese block now and then."""
    weight = 0.0
    for match in LATIN_WORD.finditer(text):
        # The first word of all gives what the line has at least.
        weight = max(weight, 0.5) if len(match[0]) == 1 else max(weight, 2.0)
        weight += 0.7 * _weigh_word(match[0])
        if weight >= _CAP:
            return _CAP
    return weight


def _count_weighted_han(text: str, english: float) -> float:
    """Count Chinese characters; those in brackets in an English line are glosses of its words."""
    total = count_han(text)
    if english and total:
        glossed = sum(count_han(match) for match in _GLOSS.findall(text))
        return total - 0.7 * glossed
    return float(total)


def _estimate_switching(evidence: Sequence[float]) -> float:
    """Estimate the probability that the language changes from a line to the next.

    Two changes are free: two blocks and a tail need them in a file however long.
    """
    telling = [weight > 0 for weight in evidence if abs(weight) >= _TELLING]
    runs = [(side, len(list(group))) for side, group in groupby(telling)]
    # Dropping a line joins its neighbours, so that lines near each other fall in turn.
    for _ in range(2):
        runs = _drop_excursions(runs)
    lines = sum(length for _, length in runs)
    return max(MIN_SWITCHING, (max(len(runs) - 3, 0) + 0.2) / (max(lines - 1, 0) + 0.4))


def _drop_excursions(runs: Sequence[tuple[bool, int]]) -> list[tuple[bool, int]]:
    """Drop a line or two in longer runs of the other language, unless they are much of theirs."""
    lone = [
        i
        for i in range(1, len(runs) - 1)
        if runs[i][1] <= 2 and min(runs[i - 1][1], runs[i + 1][1]) >= 2 * runs[i][1]
    ]
    for side in (True, False):
        total = sum(length for s, length in runs if s == side)
        if sum(runs[i][1] for i in lone if runs[i][0] == side) > _MAX_LONE * total:
            lone = [i for i in lone if runs[i][0] != side]
    kept = [run for i, run in enumerate(runs) if i not in set(lone)]
    return [(s, sum(length for _, length in g)) for s, g in groupby(kept, key=itemgetter(0))]


def find_path(evidence: Sequence[float], switching: Sequence[float]) -> list[bool]:
    """Find the likeliest languages of the pieces of a text: Viterbi over two states.

    Args:
        evidence: (n,) log-odds for Chinese, n at least 1.
        switching: (n - 1,) probability, 0 to 1, that the language changes behind each piece.

    Returns:
        (n,) True for Chinese.
    """
    best = {True: evidence[0] / 2, False: -evidence[0] / 2}
    back: list[dict[bool, bool]] = []
    for weight, chance in zip(evidence[1:], switching, strict=True):
        change, stay = log(chance), log(max(1.0 - chance, 0.02))
        # On a tie the piece keeps the language of the one before.
        came = {s: s if best[s] + stay >= best[not s] + change else not s for s in (True, False)}
        best = {
            s: best[came[s]] + (stay if came[s] == s else change) + (weight if s else -weight) / 2
            for s in (True, False)
        }
        back.append(came)
    path = [best[True] >= best[False]]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _move_dates(
    paragraphs: Sequence[Paragraph], evidence: Sequence[float], sides: list[bool]
) -> list[bool]:
    """Give a neutral date line between two blocks to the block that it heads."""
    moved = list(sides)
    for index in range(len(sides) - 2, 0, -1):
        if evidence[index] == 0 and sides[index] != moved[index + 1]:
            is_run = sides[index - 1] == sides[index]
            if is_run and is_date_line(paragraphs[index].text):
                moved[index] = moved[index + 1]
    return moved


def measure_amounts(paragraphs: Sequence[Paragraph], sides: Sequence[bool]) -> Amounts:
    """Measure how much of a text is in which language.

    Args:
        paragraphs: in the order of the file.
        sides: True for each that is Chinese.
    """
    chinese = [p.text for p, side in zip(paragraphs, sides, strict=True) if side]
    english = [p.text for p, side in zip(paragraphs, sides, strict=True) if not side]
    words = [count_latin_words(drop_addresses(text)) for text in english]
    characters = [count_han(text) for text in chinese]
    return Amounts(
        chinese=sum(characters),
        english=sum(words),
        chinese_lines=sum(map(bool, characters)),
        english_lines=sum(map(bool, words)),
    )


def has_both(paragraphs: Sequence[Paragraph], sides: Sequence[bool], amounts: Amounts) -> bool:
    """Whether a file holds a text in two languages, not one language with quotations and names.

    Args:
        paragraphs: in the order of the file.
        sides: True for each that is Chinese.
        amounts: of them.
    """
    if not (amounts.chinese_lines and amounts.english_lines) or amounts.minor_share < _MIN_SHARE:
        return False
    if amounts.minor_share >= _SURE_SHARE:
        return True
    # A list of titles and names, such as a bibliography, may be long, but it is no English text.
    english = (p.text for p, side in zip(paragraphs, sides, strict=True) if not side)
    words = (word.lower() for text in english for word in LATIN_WORD.findall(drop_addresses(text)))
    stop_words = sum(word in ENGLISH_STOP_WORDS for word in words)
    return stop_words >= _PROSE_STOP_WORDS * amounts.english
