"""How much of a text a memory knows: segments, words and characters by bands of match rates."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from aligner.reading.scripts import HAN, HANGUL, KANA

_LEAST_RATES = {"102": 102, "101": 101, "100": 100, "95–99": 95, "85–94": 85, "75–84": 75,
                "50–74": 50}  # fmt: skip
REPEATED, NEW = "repeated", "new"
BANDS = (*_LEAST_RATES, REPEATED, NEW)
"""The bands of an analysis, the best first; a segment is in one of them."""

_EXACT = 100
_STEP = 1000
_ONE_BY_ONE = re.compile(f"[{HAN}{KANA}{HANGUL}]")
_MARKS = "\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_WORD = re.compile(f"[^\\s{_MARKS}]*\\w[^\\s{_MARKS}]*")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of text.

    Args:
        segments: how many.
        words: what spaces and Chinese marks part, and each Chinese character.
        characters: all but white space.
    """

    segments: int = 0
    words: int = 0
    characters: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        """Return the sum of two amounts."""
        return Amount(
            self.segments + other.segments,
            self.words + other.words,
            self.characters + other.characters,
        )


@dataclass(slots=True)
class FileAnalysis:
    """What a memory knows of a file.

    Args:
        name: of the file.
        bands: amounts by band; every band of BANDS is there.
        filled: what has a target from the memory.
        suggested: what has suggestions only.
    """

    name: str
    bands: dict[str, Amount] = field(default_factory=lambda: dict.fromkeys(BANDS, Amount()))
    filled: Amount = Amount()
    suggested: Amount = Amount()

    @property
    def total(self) -> Amount:
        """All of the file."""
        return sum(self.bands.values(), start=Amount())


def add_up(name: str, files: list[FileAnalysis]) -> FileAnalysis:
    """Add the analyses of several files."""
    return FileAnalysis(
        name,
        {band: sum((each.bands[band] for each in files), start=Amount()) for band in BANDS},
        sum((each.filled for each in files), start=Amount()),
        sum((each.suggested for each in files), start=Amount()),
    )


class Tally:
    """Counts the segments of a job as they are made.

    A segment that has come before, in any file of the job, and is no exact match is repeated: it
    is translated once.

    Args:
        progress: told every thousand segments how many there were; None: nobody is.

    Attributes:
        files: in the order of the job.
    """

    def __init__(self, progress: Callable[[int], None] | None = None) -> None:
        self.files: list[FileAnalysis] = []
        self._seen: set[str] = set()
        self._count = 0
        self._progress = progress

    def open_file(self, name: str) -> None:
        """Begin a file."""
        self.files.append(FileAnalysis(name))

    def add(self, text: str, rate: int | None, *, is_filled: bool) -> None:
        """Count a segment of the last file.

        Args:
            text: the segment.
            rate: of its best match; None: it has none.
            is_filled: whether a match is its target.
        """
        file, amount = self.files[-1], measure(text)
        file.bands[self._find_band(text, rate)] += amount
        if is_filled:
            file.filled += amount
        elif rate is not None:
            file.suggested += amount
        self._count += 1
        if self._progress is not None and self._count % _STEP == 0:
            self._progress(self._count)

    def _find_band(self, text: str, rate: int | None) -> str:
        is_repeated = text in self._seen
        self._seen.add(text)
        if is_repeated and (rate is None or rate < _EXACT):
            return REPEATED
        return find_band(rate)


def find_band(rate: int | None) -> str:
    """Return the band of a match rate; None: there is no match.

    >>> find_band(102), find_band(99), find_band(49), find_band(None)
    ('102', '95–99', 'new', 'new')
    """
    if rate is None:
        return NEW
    return next((band for band, least in _LEAST_RATES.items() if rate >= least), NEW)


def measure(text: str) -> Amount:
    """Measure a segment.

    >>> measure("2026年GDP 增長 5%，well done.")
    Amount(segments=1, words=8, characters=22)
    """
    rest = _ONE_BY_ONE.sub(" ", text)
    characters = len("".join(text.split()))
    return Amount(1, len(_ONE_BY_ONE.findall(text)) + len(_WORD.findall(rest)), characters)
