"""Texts and terms → the tokens that are compared: characters of Chinese, words of other languages.

Marks, spaces, articles and possessives are no tokens; a hyphen parts words. The places of tokens
are those of the text as printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from aligner.lexicon.english import STOP_WORDS
from aligner.terms.checking.lemmas import find_lemmas, find_roots
from tmx.errors import TmxError
from tmx.language import is_chinese, primary
from tmx.memory.folding import fold_text, fold_with_places

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ][^\W_]+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_ARTICLES = frozenset({"the", "The", "THE", "a", "an"})
_PARTING = re.compile(r"[!?;:。！？；：，、,(（\[【]|(?<=\w{4})\.\s")
_SPACELESS = frozenset({"ja", "ko", "th"})
_LONGEST_ACRONYM = 6
_CAPITALS_ONLY = 3
"""Capitals of the longest acronym that no capital and small letters stand for: Nato, but not Un."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE | re.ASCII)
_MONEY = re.compile(r"\s?[$€£¥]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a character of Chinese.

    Args:
        start: of its first character in the text.
        stop: behind its last.
        keys: what it is compared by; a text has what a term has if any of its keys is the first
            of the term's.
        form: as printed.
    """

    start: int
    stop: int
    keys: tuple[str, ...]
    form: str


@lru_cache(256)
def is_spaceless(tag: str) -> bool:
    """Whether texts of a language are compared by characters; no tag is of none."""
    try:
        return is_chinese(tag) or primary(tag) in _SPACELESS
    except TmxError:
        return False


@lru_cache(256)
def is_english(tag: str) -> bool:
    """Whether a tag names English."""
    try:
        return primary(tag) == "en"
    except TmxError:
        return False


def split_tokens(text: str, tag: str, *, freely: bool = False) -> tuple[Token, ...]:
    """Split a text into tokens.

    Args:
        text: as printed.
        tag: of its language.
        freely: words of one family get keys in common, and not only forms of one word.

    >>> [each.keys[0] for each in split_tokens("The EU’s cease-fire plans", "en")]
    ['eu', 'cease', 'fire', 'plan']
    >>> [each.keys[0] for each in split_tokens("「停火」協議", "zh-HK")]
    ['停', '火', '协', '议']
    """
    if is_spaceless(tag):
        return tuple(_split_characters(text))
    return tuple(_split_words(text, is_english=is_english(tag), freely=freely))


def _split_characters(text: str) -> Iterator[Token]:
    key, places = fold_with_places(text)
    for character, (start, stop) in zip(key, places, strict=True):
        if character != " ":
            yield Token(start, stop, (character,), text[start:stop])


def _split_words(text: str, *, is_english: bool, freely: bool) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        form = _POSSESSIVE.sub("", match[0])
        if is_english and form in _ARTICLES:
            continue
        keys = _find_keys(form, is_english=is_english, freely=freely)
        yield Token(match.start(), match.start() + len(form), keys, form)


@lru_cache(50_000)
def _find_keys(form: str, *, is_english: bool, freely: bool) -> tuple[str, ...]:
    key = fold_text(form.replace(".", "")) or form
    if not is_english:
        return (key,)
    if form.isupper() and len(form) <= _LONGEST_ACRONYM:
        # A word of a heading, or an acronym.
        return (
            (key,)
            if len(form) <= _CAPITALS_ONLY
            else tuple(dict.fromkeys((key, *find_lemmas(key))))
        )
    return find_roots(key, is_name=form[0].isupper()) if freely else find_lemmas(key)


def join_tokens(text: str, tokens: Sequence[Token], place: int, tag: str) -> tuple[str, ...]:
    """Return the keys of a token and the next written as one word; () if more parts them.

    >>> text = "a cease-fire"
    >>> join_tokens(text, split_tokens(text, "en"), 0, "en")
    ('ceasefire',)
    """
    if place + 1 >= len(tokens):
        return ()
    left, right = tokens[place], tokens[place + 1]
    if text[left.stop : right.start] not in {" ", "-", "‐", "‑", "–"}:
        return ()
    joined = f"{left.form}{right.form}".lower()
    return _find_keys(joined, is_english=is_english(tag), freely=False)


def is_parted(text: str, tokens: Sequence[Token]) -> bool:
    """Whether marks that no term goes over stand between the first and the last token.

    >>> text = "Good health. Care is needed"
    >>> tokens = split_tokens(text, "en")
    >>> is_parted(text, tokens[1:3]), is_parted(text, tokens[:2])
    (True, False)
    """
    return any(
        left.stop < right.start and _PARTING.search(text, max(0, left.stop - 4), right.start)
        for left, right in pairwise(tokens)
    )


def agrees_in_case(term: str, found: str) -> bool:
    """Whether a word can be one of a term, by its capitals: "us" is not "US".

    >>> agrees_in_case("US", "us"), agrees_in_case("NATO", "Nato"), agrees_in_case("state", "STATE")
    (False, True, True)
    """
    if not term.isupper() or len(term) < 2 or found.isupper():
        return True
    return len(term) > _CAPITALS_ONLY and found[:1].isupper() and found.lower() not in STOP_WORDS


def is_in_longer(text: str, start: int, stop: int) -> bool:
    """Whether a stretch is a part of what is no word of its own: an address, or a currency.

    >>> is_in_longer("at www.sea.com", 7, 10), is_in_longer("US$ 5", 0, 2)
    (True, True)
    >>> is_in_longer("Amazon.com grew", 0, 6), is_in_longer("买CD的人", 1, 3)
    (False, False)
    """
    before, after = text[max(start - 2, 0) : start], text[stop : stop + 1]
    if before[-1:] in {".", "/"} and _is_latin(before[:1]):
        return True
    if _is_latin(text[start]) and _is_latin(before[-1:]):
        return True
    if _is_latin(text[stop - 1]) and _is_latin(after):
        return True
    if text[start:stop].isupper() and _MONEY.match(text, stop):
        return True
    return any(
        first <= start and stop <= last and last - first > stop - start
        for first, last in _find_addresses(text)
    )


@lru_cache(maxsize=64)
def _find_addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Find where addresses stand; of one text, for it is asked at each of its terms."""
    return tuple(found.span() for found in _ADDRESS.finditer(text))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
