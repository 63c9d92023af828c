"""The words of the field, written by hand: what holds one of them is rather a term."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import TypeVar

from aligner.errors import AlignerError
from aligner.lexicon.english import find_words, stem_words
from tmx.memory.folding import IS_CJK, fold_text

_LONGEST = 12
"""Most characters or words of a seed."""
_LONGEST_TERM = 100
"""Most characters of a line of the user's list."""
_Text = TypeVar("_Text", str, tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Seeds:
    """Words and phrases of a field.

    Args:
        chinese: by their keys, in simplified characters.
        english: by their keys.
        stems: those of each English one, in order.
        own: keys of those that the user listed.
    """

    chinese: frozenset[str]
    english: frozenset[str]
    stems: frozenset[tuple[str, ...]]
    own: frozenset[str] = frozenset()

    def is_own(self, chinese: str, english: str) -> bool:
        """Whether the user listed either side of a pair."""
        return fold_text(chinese) in self.own or fold_text(english) in self.own

    def find_chinese(self, key: str) -> str:
        """Return the longest Chinese seed in a key, "" if there is none."""
        return max(_cut_runs(key) & self.chinese, key=lambda seed: (len(seed), seed), default="")

    def find_english(self, text: str) -> tuple[str, ...]:
        """Return the stems of the longest English seed in a text, () if there is none.

        >>> load_seeds().find_english("two fragile buffer states")
        ('buffer', 'state')
        """
        runs = _cut_runs(tuple(stem_words(find_words(text))))
        return max(runs & self.stems, key=lambda seed: (len(seed), seed), default=())


def _cut_runs(text: _Text) -> set[_Text]:
    """Return all runs of characters or words of a text that may be a seed."""
    stops = range(1, len(text) + 1)
    return {text[start:stop] for stop in stops for start in range(max(0, stop - _LONGEST), stop)}


@cache
def load_seeds() -> Seeds:
    """Load the words of international politics, once a process."""
    chinese, english = zip(*read_seed_lines(), strict=True)
    return _make_seeds(chinese, english)


def _make_seeds(chinese: Iterable[str], english: Iterable[str]) -> Seeds:
    said = tuple(english)
    stems = (tuple(stem_words(find_words(each))) for each in said)
    return Seeds(
        frozenset(map(fold_text, chinese)),
        frozenset(map(fold_text, said)),
        frozenset(each for each in stems if each),
    )


def add_seeds(path: str | PathLike[str]) -> Seeds:
    """Add the user's own words of a field to those of international politics.

    Args:
        path: a text file in UTF-8 with a Chinese or an English term a line, or one of each with a
            tab between them; "#" begins a remark.

    Raises:
        AlignerError: it cannot be read, is no text, or holds no term.
    """
    parts: tuple[list[str], list[str]] = [], []
    for term in _read_terms(path):
        is_english = not any(IS_CJK[each] for each in term)
        parts[is_english].append(term)
    known, added = load_seeds(), _make_seeds(*parts)
    return Seeds(
        known.chinese | added.chinese,
        known.english | added.english,
        known.stems | added.stems,
        added.chinese | added.english,
    )


def _read_terms(path: str | PathLike[str]) -> Iterator[str]:
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise AlignerError(
            f"{path}: no text in UTF-8 ({error.reason} at byte {error.start}); "
            "save it as UTF-8, a term a line"
        ) from error
    except OSError as error:
        raise AlignerError(
            f"{path}: {error.strerror or error}; name a text file, a term a line"
        ) from error
    count = 0
    for number, line in enumerate(lines, 1):
        for term in filter(None, map(str.strip, line.partition("#")[0].split("\t"))):
            if not any(map(str.isalpha, term)) or len(term) > _LONGEST_TERM:
                raise AlignerError(
                    f"{path}: line {number}: “{term[:40]}” is no term; a line is a Chinese or an "
                    "English term, or one of each with a tab between them"
                )
            count += 1
            yield term
    if not count:
        raise AlignerError(f"{path}: no term in it; write a Chinese or an English term a line")


def read_seed_lines() -> list[tuple[str, str]]:
    """Read the Chinese and the English of each concept of the list."""
    path = resources.files(__package__) / "seeds" / "geopolitics.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(chinese, english) for chinese, english in rows]
