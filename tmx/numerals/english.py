"""English number words → values."""

from fractions import Fraction
from typing import NamedTuple

from tmx.numerals.scan import Scan, Token

_SMALL_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
# Neither first nor second: adverbs, and a unit of time.
_ORDINAL_WORDS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
# "one" before these counts; before anything else it may be a pronoun.
_UNIT_WORDS = (
    "year month week hour minute decade century dollar euro pound yuan cent percent"
    " per percentage kilometre kilometer metre meter mile inch foot tonne ton kilogram kilo gram"
    " litre liter gallon barrel acre hectare degree"
)
SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split(), 1)}
TENS = {word: value * 10 for value, word in enumerate(_TENS_WORDS.split(), 2)}
ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), 3)} | {"thirtieth": 30}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
# After digits; the short ones only where a currency sign stands before.
ABBREVIATIONS = {"mn": 10**6, "bn": 10**9, "tn": 10**12}
CURRENCY_ABBREVIATIONS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_LAST_OF_ORDINAL = {"first": 1, "second": 2, **ORDINALS}
FRACTIONS = {"third": 3, "quarter": 4, **{w: n for w, n in ORDINALS.items() if 3 < n < 11}}
_UNITS_OF_ONE = frozenset(_UNIT_WORDS.split())


class Words(NamedTuple):
    """A number in words: its value, its last token, whether it is an ordinal."""

    value: Fraction
    last: int
    is_ordinal: bool = False


def read_words(scan: Scan, index: int) -> Words | None:
    """Read the number that starts at a word.

    Args:
        scan: the text.
        index: number of a token of kind "word".

    Returns:
        The number, or None where none starts: "million" alone, "one" as a pronoun, "a third".
    """
    word = _word(scan, index)
    if word in ("a", "an"):
        return _read_article(scan, index)
    if word in ORDINALS:
        return _read_ordinal(scan, index)
    if word not in SMALL and word not in TENS:
        return None
    return _read_fraction(scan, index) or _read_cardinal(scan, index)


def read_scales(scan: Scan, index: int, *, after_currency: bool = False) -> tuple[int, int]:
    """Read the scale words behind digits: 3.5 million, 200bn, $3k, 3 hundred thousand.

    Args:
        scan: the text.
        index: number of the token behind the digits.
        after_currency: whether a currency sign stands before the digits.

    Returns:
        Their product, 1 where there are none, and the number of the token behind them.
    """
    product = 1
    while _is_joined(scan, index):
        word = _word(scan, index)
        factor = SCALES.get(word) or ABBREVIATIONS.get(word)
        if not factor and after_currency and scan.gap(index) == "":
            factor = CURRENCY_ABBREVIATIONS.get(word)
        if not factor or product * factor > 10**15:
            break
        product, index = product * factor, index + 1
    return product, index


def _read_article(scan: Scan, index: int) -> Words | None:
    if _word(scan, index + 1) not in SCALES or not _is_joined(scan, index + 1):
        return None
    words = _Chain(scan, index).read(group=1)
    is_half = _word(scan, index - 1) == "half" and _is_joined(scan, index)
    return words._replace(value=words.value / 2) if words and is_half else words


def _read_ordinal(scan: Scan, index: int) -> Words | None:
    if _word(scan, index - 1) in ("a", "an", "one"):
        return None
    return Words(Fraction(ORDINALS[_word(scan, index)]), index, is_ordinal=True)


def _read_fraction(scan: Scan, index: int) -> Words | None:
    top, name = SMALL.get(_word(scan, index)), _word(scan, index + 1)
    bottom = FRACTIONS.get(name.removesuffix("s"))
    if not top or not bottom or not _is_joined(scan, index + 1):
        return None
    is_plural = name.endswith("s")
    return Words(Fraction(top, bottom), index + 1) if is_plural == (top > 1) else None


def _read_cardinal(scan: Scan, index: int) -> Words | None:
    words = _Chain(scan, index).read(group=None)
    if words and words.last == index and _word(scan, index) == "one":
        counts = _word(scan, index + 1) in _UNITS_OF_ONE and _is_joined(scan, index + 1)
        return words if counts else None
    return words


class _Chain:
    """Adds up words as long as they make one number: two hundred and fifty thousand."""

    def __init__(self, scan: Scan, index: int) -> None:
        self._scan = scan
        self._first = index
        self._total = 0
        self._group: int | None = None
        self._scale = 10**15
        self._room = 10**9
        self._is_ordinal = False

    def read(self, group: int | None) -> Words | None:
        """Read from the first word on; `group` is 1 where that word is an article."""
        index = self._first
        if group is not None:
            self._group, self._room, index = group, 1, index + 1
        last = index - 1
        while not self._is_ordinal and self._take(index):
            last = index
            index = self._skip_and(index + 1)
        if last < self._first:
            return None
        return Words(Fraction(self._total + (self._group or 0)), last, self._is_ordinal)

    def _take(self, index: int) -> bool:
        word = _word(self._scan, index)
        if index > self._first and not _is_joined(self._scan, index):
            return False
        if word in SCALES:
            return self._take_scale(SCALES[word])
        if word in _LAST_OF_ORDINAL:
            return self._take_ordinal(index, _LAST_OF_ORDINAL[word])
        value = SMALL.get(word) or TENS.get(word)
        return value is not None and self._add(value, room=10 if word in TENS else 1)

    def _add(self, value: int, room: int) -> bool:
        """Add a small number if it fits below the last one (five fits below twenty)."""
        if value >= self._room:
            return False
        self._group = (self._group or 0) + value
        self._room = room
        return True

    def _take_ordinal(self, index: int, value: int) -> bool:
        # "twenty-first", never "two thirds" or "five second".
        joined = self._scan.gap(index) == "-" and index > self._first
        self._is_ordinal = joined and self._room == 10 and self._add(value, room=1)
        return self._is_ordinal

    def _take_scale(self, scale: int) -> bool:
        if not self._group or scale >= self._scale:
            return False
        if scale == 100:
            fits = self._group < 100
            self._group, self._room = self._group * 100 if fits else self._group, 100
            return fits
        self._total += self._group * scale
        self._group, self._room, self._scale = None, 10**9, scale
        return True

    def _skip_and(self, index: int) -> int:
        is_and = _word(self._scan, index) == "and" and _word(self._scan, index - 1) in SCALES
        follower = _word(self._scan, index + 1)
        return index + 1 if is_and and (follower in SMALL or follower in TENS) else index


def _word(scan: Scan, index: int) -> str:
    token: Token | None = scan.get(index)
    return token.text.lower() if token is not None and token.kind == "word" else ""


def _is_joined(scan: Scan, index: int) -> bool:
    return scan.gap(index) in ("", " ", "-")
