"""A file that holds both languages → one document each.

Every line shows evidence for Chinese or English; how often the language changes is estimated
from the lines that leave no doubt, and a two-state Viterbi search finds the likeliest path. So
a Western name on its own line stays in a Chinese block, but is English in a file whose language
changes at every line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import log
from operator import itemgetter

from aligner.errors import AlignerError
from aligner.reading.dates import has_chinese_date, is_date_line
from aligner.reading.language import ENGLISH_STOP_WORDS, propose_language
from aligner.reading.scripts import ADDRESS, LATIN_WORD, count_han
from aligner.reading.structure import mark_kinds
from aligner.reading.support import check_supported, check_unmixed
from aligner.records import Document, Paragraph

_CAP = 6.0
_TELLING = 1.0
_MIN_SWITCHING = 0.005
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
        stop_words: English words such as "the" and "of", which names and titles have few of.
    """

    chinese: int
    english: int
    chinese_lines: int
    english_lines: int
    stop_words: int

    @property
    def minor_share(self) -> float:
        """Share of the language that has less, 0 to .5; an English word is 1.6 characters."""
        english, chinese = 1.6 * self.english, float(self.chinese)
        return min(english, chinese) / ((english + chinese) or 1.0)


def separate_languages(document: Document) -> tuple[Document, ...]:
    """Separate a file that holds a text in Chinese and in English.

    Args:
        document: the whole file.

    Returns:
        Two documents, the language that stands first first, with language, kinds and the line
        numbers of the file; each paragraph is in exactly one of them, in order.

    Raises:
        AlignerError: if there is one language only, both on the same lines, or a language that
            is not supported.
    """
    check_supported(document)
    check_unmixed(document)
    sides = assign_languages(document.paragraphs)
    amounts = _measure(document.paragraphs, sides)
    if not _has_both(amounts):
        raise AlignerError(_explain_single(document, amounts))
    order = (sides[0], not sides[0])
    return tuple(_select(document, sides, side) for side in order)


def is_bilingual(document: Document) -> bool:
    """Whether a file holds a text in two languages, not one language with quotations and names."""
    sides = assign_languages(document.paragraphs)
    return _has_both(_measure(document.paragraphs, sides))


def assign_languages(paragraphs: Sequence[Paragraph]) -> tuple[bool, ...]:
    """Decide for each paragraph whether it belongs to the Chinese text or to the English one.

    Args:
        paragraphs: in the order of the file.

    Returns:
        True for Chinese, one for each paragraph.
    """
    evidence = [weigh_language(paragraph.text) for paragraph in paragraphs]
    if not any(evidence):
        return (False,) * len(evidence)
    # What shows no language, a date above all, begins the block it stands before.
    start = next((i for i, weight in enumerate(evidence) if abs(weight) >= _TELLING), 0)
    path = _find_path(evidence[start:], _estimate_switching(evidence))
    sides = [path[0]] * start + path
    return tuple(_move_dates(paragraphs, evidence, sides))


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
    bare = ADDRESS.sub(" ", text)
    words = LATIN_WORD.findall(bare)
    english = sum(1.0 if word[0].islower() else _NAME_WEIGHT for word in words if len(word) > 1)
    chinese = _HAN_WEIGHT * _count_weighted_han(bare, english)
    if not words and not chinese:
        return 0.0
    if not words or not chinese:
        return min(_CAP, 4.0 + chinese) if chinese else -_weigh_latin_line(words, english)
    return max(-_CAP, min(_CAP, chinese - english))


def _weigh_latin_line(words: Sequence[str], english: float) -> float:
    """Weigh a line without Chinese: names and titles stand in a Chinese block now and then."""
    return min(_CAP, (2.0 if any(len(word) > 1 for word in words) else 0.5) + 0.7 * english)


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
    return max(_MIN_SWITCHING, (max(len(runs) - 3, 0) + 0.2) / (max(lines - 1, 0) + 0.4))


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


def _find_path(evidence: Sequence[float], switching: float) -> list[bool]:
    """Find the likeliest languages of the lines: Viterbi over two states, True for Chinese."""
    change, stay = log(switching), log(max(1.0 - switching, 0.02))
    best = {True: evidence[0] / 2, False: -evidence[0] / 2}
    back: list[dict[bool, bool]] = []
    for weight in evidence[1:]:
        # On a tie the line keeps the language of the line before.
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


def _measure(paragraphs: Sequence[Paragraph], sides: Sequence[bool]) -> Amounts:
    chinese = [p.text for p, side in zip(paragraphs, sides, strict=True) if side]
    english = [p.text for p, side in zip(paragraphs, sides, strict=True) if not side]
    words = [LATIN_WORD.findall(ADDRESS.sub(" ", text)) for text in english]
    return Amounts(
        chinese=sum(map(count_han, chinese)),
        english=sum(map(len, words)),
        chinese_lines=sum(bool(count_han(text)) for text in chinese),
        english_lines=sum(map(bool, words)),
        stop_words=sum(word.lower() in ENGLISH_STOP_WORDS for found in words for word in found),
    )


def _has_both(amounts: Amounts) -> bool:
    if not (amounts.chinese_lines and amounts.english_lines) or amounts.minor_share < _MIN_SHARE:
        return False
    # A list of titles and names, such as a bibliography, may be long, but it is no English text.
    is_prose = amounts.stop_words >= _PROSE_STOP_WORDS * amounts.english
    return is_prose or amounts.minor_share >= _SURE_SHARE


def _explain_single(document: Document, amounts: Amounts) -> str:
    if not amounts.chinese and not amounts.english:
        return (
            f"{document.name or 'the text'}: holds no running text, only digits, marks or "
            "addresses: give a file that holds Chinese and English"
        )
    return (
        f"{document.name or 'the text'}: only one language found: "
        f"Chinese, {amounts.chinese:,} characters in {amounts.chinese_lines:,} lines; "
        f"English, {amounts.english:,} words in {amounts.english_lines:,} lines; "
        "give the file with the translation as the second file"
    )


def _select(document: Document, sides: Sequence[bool], side: bool) -> Document:
    chosen = tuple(p for p, s in zip(document.paragraphs, sides, strict=True) if s == side)
    language = propose_language("\n".join(paragraph.text for paragraph in chosen)).tag
    return mark_kinds(replace(document, paragraphs=chosen, language=language))
