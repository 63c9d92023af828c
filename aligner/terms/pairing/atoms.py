"""Texts as atoms, the smallest parts that links join: Chinese characters, and words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from aligner.lexicon.english import stem_words
from aligner.terms.candidates.english_lists import SURNAMES
from tmx.memory.folding import CJK, fold_text

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_NUMBER = r"\d+(?:[.,，．]\d+)*"
_LETTERS = r"(?:[^\W\d_]\.){2,}|[^\W\d_]+"
_CHINESE_ATOM = re.compile(rf"[{CJK}]|{_NUMBER}|[A-Za-z\u00c0-\u024f]+")
_ENGLISH_ATOM = re.compile(rf"{_NUMBER}|{_LETTERS}")
_POSSESSIVE = re.compile(r"['’]s\b")
# Before a capital a pronoun is a surname: He Lifeng, You Quan.
_SURNAME = re.compile(rf"\b(?:{'|'.join(sorted(SURNAMES))})(?= [A-Z][a-z]+)")
_FUNCTION_CHARACTERS = frozenset(
    "的了在是和与也就都而及着过把被从向对于之其这那将以为并或使让由则但不"
)
_GAP = re.compile(r"[\s‑-]*")
_WORDS_KEPT = 50_000
_SAID_ALIKE = {"us": ("america", "usa"), "uk": ("britain",), "eu": ("european", "union")}
_PLURALS = (
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(ch|sh|ss|x|z)es$"), r"\1"),
    (re.compile(r"(?<=[a-z]{2}[a-hj-rtv-z])s$"), ""),
)


@dataclass(frozen=True, slots=True)
class Atoms:
    """The atoms of a text.

    Args:
        keys: characters folded one by one, words in small letters.
        printed: the atoms as they stand in the text.
        starts: (n,) where each begins.
        stops: (n,) where each stops.
        is_content: (n,) whether it carries meaning.
        is_joined: (n,) whether nothing but a space or hyphen is between it and the one before.
    """

    keys: list[str]
    printed: list[str]
    starts: Ints
    stops: Ints
    is_content: Flags
    is_joined: Flags

    def __len__(self) -> int:
        return len(self.keys)

    def find_runs(self, starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
        """Find the atoms that stand in stretches of the text, if only in part.

        Args:
            starts: (k,) where each stretch begins.
            stops: (k,) where it stops.

        Returns:
            (k,) the first atom of each stretch, and (k,) the one behind its last.
        """
        firsts = np.searchsorted(self.stops, starts, side="right")
        behind = np.searchsorted(self.starts, stops, side="left")
        return firsts, np.maximum(behind, firsts)


def read_chinese(text: str) -> Atoms:
    """Find the characters of a Chinese text, and the words and numbers in it."""
    found = list(_CHINESE_ATOM.finditer(text))
    keys = [fold_atom(each[0]) for each in found]
    is_content = [key not in _FUNCTION_CHARACTERS for key in keys]
    return _make_atoms(text, found, keys, is_content)


def read_english(text: str) -> Atoms:
    """Find the words and numbers of an English text; hyphens divide words."""
    text = _POSSESSIVE.sub(lambda each: " " * len(each[0]), text)
    found = list(_ENGLISH_ATOM.finditer(text))
    keys = [each[0].replace(".", "").lower() for each in found]
    surnames = {each.start() for each in _SURNAME.finditer(text)}
    is_content = [
        bool(find_stems(each[0])) or key[0].isdigit() or each.start() in surnames
        for each, key in zip(found, keys, strict=True)
    ]
    return _make_atoms(text, found, keys, is_content)


def _make_atoms(
    text: str, found: Sequence[re.Match[str]], keys: list[str], is_content: Iterable[bool]
) -> Atoms:
    starts, stops = np.array([each.span() for each in found], dtype=np.int64).reshape(-1, 2).T
    gaps = zip(stops[:-1].tolist(), starts[1:].tolist(), strict=True)
    is_joined = [False, *(_GAP.fullmatch(text, *gap) is not None for gap in gaps)][: len(found)]
    return Atoms(
        keys,
        [each[0] for each in found],
        starts,
        stops,
        np.array(list(is_content), dtype=np.bool_),
        np.array(is_joined, dtype=np.bool_),
    )


@lru_cache(_WORDS_KEPT)
def fold_atom(printed: str) -> str:
    """Return the key of one character or word of a Chinese text."""
    return fold_text(printed) or printed


@lru_cache(_WORDS_KEPT)
def find_stems(word: str) -> tuple[str, ...]:
    """Return the stems by which an English word is looked up; () if it carries no meaning.

    >>> find_stems("negotiations"), find_stems("US"), find_stems("us")
    (('negoti',), ('america', 'usa'), ())
    """
    plain = word.replace(".", "")
    if plain.isupper() and plain.lower() in _SAID_ALIKE:
        return _SAID_ALIKE[plain.lower()] + tuple(stem_words([plain]))
    return tuple(stem_words([plain]))


@lru_cache(_WORDS_KEPT)
def fold_chinese(surface: str) -> str:
    """Return what Chinese forms of one term have in common."""
    return fold_text(surface)


@lru_cache(_WORDS_KEPT)
def fold_english(surface: str) -> str:
    """Return what English forms of one term have in common: number, capitals and hyphens go.

    >>> fold_english("Buffer States"), fold_english("US policies")
    ('buffer state', 'us policy')
    """
    key = fold_text(surface)
    for pattern, replacement in _PLURALS:
        key = pattern.sub(replacement, key)
    return key
