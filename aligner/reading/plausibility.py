"""How much a string looks like Chinese or Western text: what an encoding is guessed by.

A Markov chain over nine classes of characters, with a frequency for each character of a class.
Every candidate encoding explains the same bytes, so that their log-likelihoods compare directly.
"""

import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise
from math import log

from aligner.reading.scripts import HAN_CHARACTER
from aligner.resources import read_table

# Latin letter, Accented letter, Digit, Space, ASCII Punctuation, Han, CJK and typographic
# punctuation, Other letters and symbols, and what no text holds (X).
_CLASSES = "LADSPHCOX"
_UNSEEN = 1e-6
_NEXT = {
    "L": {"L": 0.78, "S": 0.16, "P": 0.04, "C": 0.008, "A": 0.004, "D": 0.004, "H": 1.5e-3},
    "A": {"L": 0.78, "S": 0.15, "P": 0.03, "A": 0.03, "C": 0.008, "D": 1e-3, "H": 1e-4},
    "D": {"D": 0.50, "S": 0.20, "P": 0.15, "H": 0.08, "L": 0.03, "C": 0.03, "A": 1e-4},
    "S": {"L": 0.70, "S": 0.10, "H": 0.06, "D": 0.05, "P": 0.04, "C": 0.03, "A": 0.01},
    "P": {"S": 0.50, "L": 0.20, "P": 0.15, "D": 0.10, "H": 0.02, "C": 0.01, "A": 3e-3},
    "H": {"H": 0.85, "C": 0.13, "S": 0.008, "D": 0.006, "P": 0.004, "L": 0.003, "A": 1e-5},
    "C": {"H": 0.70, "C": 0.15, "S": 0.08, "L": 0.04, "D": 0.02, "P": 0.005, "A": 1e-3},
    "O": {"O": 0.80, "S": 0.10, "P": 0.03, "C": 0.02, "L": 0.01, "D": 0.01, "H": 0.005},
    "X": {},
}
_OTHER = {"S": 1e-3, "D": 1e-3, "P": 1e-3, "O": 0.80, "X": 0.10}
_STEP = {
    (a, b): log(_NEXT[a].get(b, _OTHER.get(a, 1e-4) if b == "O" else _UNSEEN))
    for a in _CLASSES
    for b in _CLASSES
}
_ACCENTED = frozenset("éèàâêëîïôûùçäöüßñáíóúãõåæøœÉÀÄÖÜ")
_MARKS = frozenset("，。、：；！？“”‘’（）《》「」『』—–…·\u3000")


def score_plausibility(text: str) -> float:
    """Score how likely a string is as Chinese or Western text.

    Args:
        text: what a candidate encoding makes of the bytes.

    Returns:
        Log-likelihood in nats; higher is likelier, 0 for the empty string.
    """
    if not text:
        return 0.0
    known = {character: _classify(character) for character in set(text)}
    emission = sum(n * log(known[c][1]) for c, n in Counter(text).items())
    classes = "".join([known[c][0] for c in text])
    pairs = Counter(pairwise(classes))
    return emission + sum(n * _STEP[pair] for pair, n in pairs.items())


def measure_common_share(text: str) -> float:
    """Measure the share of characters that are usual in Chinese or Western text, 0 to 1."""
    if not text:
        return 1.0
    return sum(n for c, n in Counter(text).items() if _is_usual(*_classify(c))) / len(text)


@cache
def list_frequent() -> frozenset[str]:
    """List the Chinese characters that make up all but a few hundredths of a usual text."""
    return frozenset(_han_frequencies())


def _is_usual(kind: str, frequency: float) -> bool:
    return kind not in "OX" and frequency > (0.01 if kind == "A" else 2e-6)


@cache
def _classify(character: str) -> tuple[str, float]:
    if character < "\x80":
        return _classify_ascii(character)
    if HAN_CHARACTER.match(character):
        return "H", _han_frequencies().get(character) or _rate_rare(character)
    if character in _MARKS:
        return "C", 0.03
    return _classify_rest(character)


def _classify_ascii(character: str) -> tuple[str, float]:
    if character.isalpha():
        return "L", 0.036 if character.islower() else 0.0025
    if character.isdigit():
        return "D", 0.1
    if character in " \n\r\t":
        return "S", 0.9 if character == " " else 0.05
    return ("P", 0.03) if character.isprintable() else ("X", 1e-6)


def _classify_rest(character: str) -> tuple[str, float]:
    category = unicodedata.category(character)
    if category in ("Cn", "Co", "Cc", "Cs") or character == "\ufffd":
        return "X", 1e-6
    if "\u00c0" <= character <= "\u024f" and category[0] == "L":
        return "A", 0.02 if character in _ACCENTED else 5e-4
    if "\u2010" <= character <= "\u2040" or "\u3001" <= character <= "\u301f":
        return "C", 0.003
    if "\ufe30" <= character <= "\ufe4f" or "\uff01" <= character <= "\uff65":
        return "C", 0.001
    is_usual = character < "\u0530" or "\u2000" <= character <= "\u33ff"
    return "O", 2e-3 if is_usual else 1e-6


@cache
def _han_frequencies() -> dict[str, float]:
    bands = read_table("aligner.reading", "characters")["bands"]
    return {
        c: band["share"] / len(band["characters"]) for band in bands for c in band["characters"]
    }


def _rate_rare(character: str) -> float:
    """Rate a character outside the bands: level 1 of GB 2312 and Big5 is 2.8 % of a text."""
    return 0.028 / 5000 if _is_first_level(character) else 0.004 / 20000


def _is_first_level(character: str) -> bool:
    simplified = character.encode("gb2312", "ignore")
    traditional = character.encode("big5", "ignore")
    return b"\xb0\xa1" <= simplified < b"\xd8" or b"\xa4\x40" <= traditional < b"\xc9"
