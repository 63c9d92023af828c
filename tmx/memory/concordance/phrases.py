"""Words and phrases: what a query of the concordance asks for, and where a text holds it.

A phrase is compared with the key of a text (`tmx.memory.folding`). Characters of Chinese, Japanese
and Korean follow each other there; anything else is found by whole words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tmx.errors import TmxError
from tmx.memory.folding import CJK, fold_text, fold_with_places
from tmx.memory.languages import find_text_script
from tmx.memory.records import Span

_CJK_CHARACTER = re.compile(f"[{CJK}]")
_LETTER = f"[^ {CJK}]"
_PLAIN = re.compile("[\u4e00-\u9fff]+")
_STARS = ("*", "＊")
_NO_STARS = dict.fromkeys(map(ord, _STARS), " ")

Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in one spelling.

    Args:
        form: as it was typed, or as OpenCC writes it.
        key: its folded text.
        prefixes: the words of the key that stand for all words that begin so.
        pattern: finds it in the key of a text; None where there is no prefix, for then it need only
            be looked up, while the class of all letters takes milliseconds to compile.
        open_joints: at which of its joints there was punctuation, counted from 0. A joint is a
            place between two characters at least one of which is Chinese; only at these may a text
            have punctuation.
        scripts: of the texts that the form belongs to: "Hans", "Hant", or None for those that could
            be either; empty: any text.
        is_meant: whether the translation of a text that holds it speaks of the same; None: it
            need not be asked.
        literal: what is not in a text unless the phrase is, so that most texts need no folding: the
            form if it is all Chinese; the key between spaces, for a text in small letters between
            spaces, if it is all words; "" where there is no such thing.
    """

    form: str
    key: str
    prefixes: frozenset[str]
    pattern: re.Pattern[str] | None
    open_joints: frozenset[int]
    literal: str
    scripts: frozenset[str | None] = frozenset()
    is_meant: Callable[[str], bool] | None = None

    def belongs_to(self, text: str) -> bool:
        """Whether a text is in a script of the form."""
        return not self.scripts or find_text_script(text) in self.scripts

    def is_said_by(self, other: str) -> bool:
        """Whether the translation of a text that holds the phrase speaks of what it is to mean."""
        return self.is_meant is None or self.is_meant(other)

    def is_in(self, text: str) -> bool:
        """Whether a text, as printed, holds the phrase; faster than to find where."""
        if self.literal[:1] == " ":
            return self._has_words(text)
        if self.literal and self.literal in text:
            return True
        if self._search(fold_text(text)) is None:
            return False
        return bool(self.find_in(text, *fold_with_places(text)))

    def _has_words(self, text: str) -> bool:
        """Whether a text holds a phrase that is all words, which no punctuation keeps apart."""
        if self.literal in f" {text.lower()} ":
            return True
        key = fold_text(text)
        return self.literal in f" {key} " if key.isascii() else self._search(key) is not None

    def find_in(self, text: str, key: str, places: Places) -> tuple[Span, ...]:
        """Find all stretches of a text that hold the phrase; none overlap.

        Args:
            text: as printed.
            key: its key.
            places: where each character of the key stands in the text, see `fold_with_places`.
        """
        spans: list[Span] = []
        at = 0
        while found := self._search(key, at):
            start, stop = found
            is_whole = self._is_whole(text, key[start:stop], places[start:stop])
            at = stop if is_whole else start + 1
            span = Span(places[start][0], places[stop - 1][1])
            # One character of a text, such as ㍿, may hold the phrase twice.
            if is_whole and (not spans or spans[-1].stop <= span.start):
                spans.append(span)
        return tuple(spans)

    def _search(self, key: str, at: int = 0) -> tuple[int, int] | None:
        """Find the next stretch of a key, by whole words."""
        if self.pattern is not None:
            found = self.pattern.search(key, at)
            return None if found is None else found.span()
        start = key.find(self.key, at)
        while start >= 0 and not self._is_apart(key, start):
            start = key.find(self.key, start + 1)
        return None if start < 0 else (start, start + len(self.key))

    def _is_apart(self, key: str, start: int) -> bool:
        """Whether words that begin and end the phrase begin and end where it stands in a key."""
        stop = start + len(self.key)
        begins = start == 0 or _is_cjk(self.key[0]) or not _is_letter(key[start - 1])
        return begins and (stop == len(key) or _is_cjk(self.key[-1]) or not _is_letter(key[stop]))

    def _is_whole(self, text: str, key: str, places: Places) -> bool:
        gaps = _find_gaps(text, key, places)
        return all(number in self.open_joints or _is_blank(gap) for number, gap in enumerate(gaps))


def make_phrase(
    form: str,
    scripts: frozenset[str | None] = frozenset(),
    is_meant: Callable[[str], bool] | None = None,
) -> Phrase:
    """Make the phrase of a query.

    Args:
        form: a word or more; * behind a word that is not Chinese stands for any end.
        scripts: of the texts that the form belongs to; empty: any text.
        is_meant: says of a translation whether it speaks of what was asked for; None: any does.

    Raises:
        TmxError: it holds neither letter nor digit.
    """
    key, places = fold_with_places(form)
    if not key:
        raise TmxError(f"“{form}” holds neither letter nor digit; search for a word or a character")
    words = [
        (start, stop)
        for start, stop in (_find_words(key) if any(each in form for each in _STARS) else ())
        if form[places[stop - 1][1] :].startswith(_STARS)
    ]
    gaps = _find_gaps(form.translate(_NO_STARS), key, places)
    return Phrase(
        form,
        key,
        frozenset(key[start:stop] for start, stop in words),
        _make_pattern(key, [stop for _, stop in words]) if words else None,
        frozenset(number for number, gap in enumerate(gaps) if not _is_blank(gap)),
        _find_literal(form, key) if not words else "",
        scripts,
        is_meant,
    )


def _find_words(key: str) -> Iterator[tuple[int, int]]:
    """Yield where words that are not Chinese, Japanese or Korean begin and stop."""
    return (word.span() for word in re.finditer(f"{_LETTER}+", key))


def _find_literal(form: str, key: str) -> str:
    if _PLAIN.fullmatch(form):
        return form
    return "" if _CJK_CHARACTER.search(key) else f" {key} "


def _make_pattern(key: str, open_ends: list[int]) -> re.Pattern[str]:
    """Make a pattern that finds a key by whole words; those that stop at open ends may go on."""
    parts, start = [], 0
    for stop in open_ends:
        parts.append(re.escape(key[start:stop]) + f"{_LETTER}*")
        start = stop
    parts.append(re.escape(key[start:]))
    before = "" if _is_cjk(key[0]) else f"(?<!{_LETTER})"
    behind = "" if _is_cjk(key[-1]) else f"(?!{_LETTER})"
    return re.compile(before + "".join(parts) + behind)


def _find_gaps(text: str, key: str, places: Places) -> list[str]:
    """Return what stands in a text at the joints of its key."""
    if key.isascii():
        return []
    return [
        text[places[i][1] : places[i + 1][0]]
        for i in range(len(key) - 1)
        if _is_joint(key[i], key[i + 1])
    ]


def _is_joint(left: str, right: str) -> bool:
    return " " not in (left, right) and (_is_cjk(left) or _is_cjk(right))


def _is_blank(gap: str) -> bool:
    # Format characters, such as a zero-width space, are not seen.
    return not gap or all(each.isspace() or unicodedata.category(each) == "Cf" for each in gap)


def _is_letter(character: str) -> bool:
    return character != " " and not _is_cjk(character)


def _is_cjk(character: str) -> bool:
    return character > "\u2e7f" and _CJK_CHARACTER.match(character) is not None
