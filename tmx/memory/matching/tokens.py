"""Text → tokens, the pieces in which differences are found and shown.

A Chinese character, a word or number of other scripts, a run of spaces, a sign. None of them cuts
what is read as one character.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tmx.memory.folding import CJK, Class, fold_text

# Half-width letters of Japanese and Korean among them.
_IS_SINGLE = Class(f"{CJK}\uff66-\uff9d\uffa0-\uffdc")
_VOICED = frozenset("\uff9e\uff9f")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*|\s+|(?s:.)")
# Whatever may belong to the character before it lies outside these.
_IS_USUAL = Class(
    "\0-\u02ff\u2000-\u200a\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u3029\u3030-\u3098"
    "\u309b-\ud7ff\uf900-\ufaff\uff00-\uffff\U00020000-\U0003ffff"
)
_JOINER = "\u200d"


class Kind(Enum):
    """What a token is."""

    CONTENT = "content"
    SPACE = "space"
    SIGN = "sign"


class Token(NamedTuple):
    """A piece of a text that differs as a whole or not at all.

    Args:
        text: as it stands.
        start: where it begins, in characters.
        kind: spaces include what cannot be seen; signs are punctuation and symbols.
        fold: what it is compared by; tokens that differ in width, script or case share it.
    """

    text: str
    start: int
    kind: Kind
    fold: str

    @property
    def stop(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, field by field, for most of them are never looked at.

    Args:
        texts: of each.
        folds: of each.
        starts: of each, and the length of the text behind them.
    """

    texts: list[str]
    folds: list[str]
    starts: list[int]

    def cut(self, start: int, stop: int) -> tuple[Token, ...]:
        """Return some of the tokens."""
        return tuple(
            Token(self.texts[n], self.starts[n], _describe(self.texts[n])[0], self.folds[n])
            for n in range(start, stop)
        )


@lru_cache(maxsize=1024)
def split_tokens(text: str) -> Tokens:
    """Split a text into its tokens; together they are the text.

    >>> split_tokens("第12条, don’t 𠀀").texts
    ['第', '12', '条', ',', ' ', 'don’t', ' ', '𠀀']
    """
    pieces = _TOKEN.findall(text) if text.isascii() else _divide(text)
    if not all(map(_IS_USUAL.__getitem__, text)):
        pieces = list(_join_marks(pieces))
    starts = list(accumulate(map(len, pieces), initial=0))
    return Tokens(pieces, list(map(_fold, pieces)), starts)


def _divide(text: str) -> list[str]:
    """Divide a text at each character that is written without spaces, too."""
    parts: list[str] = []
    start = 0
    for place, is_single in enumerate(map(_IS_SINGLE.__getitem__, text)):
        if is_single:
            if start < place:
                parts += _TOKEN.findall(text, start, place)
            start = place + 1 + (text[place + 1 : place + 2] in _VOICED)
            parts.append(text[place:start])
    return parts + _TOKEN.findall(text, start)


@lru_cache(maxsize=1 << 16)
def _fold(piece: str) -> str:
    return _describe(piece)[1]


@lru_cache(maxsize=1 << 16)
def _describe(piece: str) -> tuple[Kind, str]:
    fold = fold_text(piece)
    if fold:
        return Kind.CONTENT, fold
    if all(unicodedata.category(each)[0] in "ZC" for each in piece):
        return Kind.SPACE, " "
    return Kind.SIGN, narrow(piece)


def narrow(text: str) -> str:
    """Make full-width and half-width forms plain, and nothing else.

    >>> narrow("（ＡＢＣ，ｱ…①）")
    '(ABC,ア…①)'
    """
    return text if text.isascii() else "".join(map(_narrow_character, text))


@lru_cache(maxsize=4096)
def _narrow_character(character: str) -> str:
    if is_wide(character):
        return unicodedata.normalize("NFKC", character)
    return character


def is_wide(character: str) -> bool:
    """Whether a character is a full-width, half-width or small form of a plain one."""
    return unicodedata.decomposition(character).startswith(("<wide>", "<narrow>", "<small>"))


def _join_marks(pieces: Iterable[str]) -> Iterator[str]:
    """Put marks, joined signs and the two halves of a flag together, as a reader sees them."""
    before = ""
    for piece in pieces:
        if before and _belongs(before, piece):
            before += piece
        else:
            if before:
                yield before
            before = piece
    if before:
        yield before


def _belongs(before: str, piece: str) -> bool:
    if before.isspace() or piece.isspace():
        return False
    if _is_half_flag(piece) and _is_half_flag(before):
        return True
    if before[-1] == _JOINER and not _is_letter(piece):
        return True
    return _extends(piece[0])


def _is_half_flag(piece: str) -> bool:
    return len(piece) == 1 and "\U0001f1e6" <= piece <= "\U0001f1ff"


def _is_letter(piece: str) -> bool:
    return unicodedata.category(piece[0])[0] == "L"


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character)[0] == "M"
        or character == _JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )
