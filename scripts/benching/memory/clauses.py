"""Texts of two languages → clauses that translate each other, from which a memory is made.

Texts come as corpora with gold alignments, or as the samples of the project, which are aligned
first.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from long_texts import read_pairs

from aligner import Settings, align
from aligner.exporting.units import make_units

ROOT = Path(__file__).parents[3]
_SAMPLES = (("article.txt",), ("lighthouse.zh.txt", "lighthouse.en.txt"))
_CHINESE_BREAK = re.compile("[，；：。？！…—,;:?!\n]+[”’」』》）)]*")
_ENGLISH_BREAK = re.compile(r"(?:[,;:.?!…]+[”’\"')]*(?=\s|$)|\s*[—–]+\s*|\n)+")
_EDGES = " \t\u3000“”‘’「」『』《》（）()[]\"'·*-"
_LENGTHS = range(4, 41)
"""How many characters a Chinese clause has."""

Pair = tuple[str, str]
"""A text in Chinese and in English."""


def read_clauses(corpora: Sequence[str]) -> tuple[Pair, ...]:
    """Read the clauses of corpora (FOLDER:LEFT:RIGHT), or of the samples if there are none.

    Raises:
        SystemExit: they hold no clauses.
    """
    pairs = _read_gold(corpora) if corpora else _align_samples()
    found = tuple(dict.fromkeys(clause for pair in pairs for clause in divide_pair(*pair)))
    if not found:
        raise SystemExit(f"{' '.join(corpora)}: no sentences in Chinese and English")
    return found


def _read_gold(corpora: Sequence[str]) -> Iterator[Pair]:
    for pair in read_pairs(corpora):
        for bead in pair.beads:
            chinese = "".join(pair.left.segments[number] for number in bead.left)
            yield chinese, " ".join(pair.right.segments[number] for number in bead.right)


def _align_samples() -> Iterator[Pair]:
    settings = Settings(target_language="en-GB")
    for names in _SAMPLES:
        paths = [ROOT / "samples" / name for name in names]
        if all(path.exists() for path in paths):
            for unit in make_units(align(*paths, settings=settings), None).units:
                chinese, english = unit.variants
                yield chinese.text, english.text


def divide_pair(chinese: str, english: str) -> list[Pair]:
    """Divide two texts into clauses where both have as many, else take them whole.

    >>> divide_pair("雨停了，他走了。", "The rain stopped, and he left.")
    [('雨停了', 'The rain stopped'), ('他走了', 'and he left')]
    """
    left = _divide(_CHINESE_BREAK, chinese)
    right = _divide(_ENGLISH_BREAK, english)
    if len(left) != len(right):
        left, right = [_trim(chinese)], [_trim(english)]
    pairs = zip(left, right, strict=True)
    return [pair for pair in pairs if len(pair[0]) in _LENGTHS and 2 <= len(pair[1].split()) <= 30]


def _divide(mark: re.Pattern[str], text: str) -> list[str]:
    return [clause for piece in mark.split(text) if (clause := _trim(piece))]


def _trim(text: str) -> str:
    return text.strip(_EDGES + "，；：。？！…—,;:?!.–")
