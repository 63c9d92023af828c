"""How an English term stands for itself: no capital of a sentence's beginning or of a heading."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from aligner.terms.candidates.english_casing import Casing, is_heading, is_shouted, learn_casing
from aligner.terms.candidates.english_lists import BEFORE_NAMES, SMALL
from aligner.terms.candidates.english_words import Gap, Word, split_words

_TEXTS_KEPT = 512
_LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Surfaces:
    """Surface forms in texts whose writing was learned.

    Args:
        casing: how words are written in all texts.
    """

    casing: Casing

    def find(self, text: str, start: int, stop: int) -> str:
        """Return a stretch of a text as it stands for itself; only capitals and spaces change.

        Args:
            text: one of the texts.
            start: of the stretch.
            stop: behind it.

        >>> text = "Buffer states are small. Poland’s buffer states are not."
        >>> learn_surfaces([text]).find(text, 0, 13)
        'buffer states'
        """
        words, heading, shouted = _read(text)
        made, end = [], start
        for place, word in enumerate(words):
            if word.start < start or word.stop > stop:
                continue
            doubtful = heading or shouted or word.gap >= Gap.OPENED
            rest = tuple(each for each in words[place + 1 :] if each.stop <= stop)
            if not shouted and (_ends_large(word, rest) or _leads_large(word, rest)):
                doubtful = heading
            named = not (heading or shouted) and self.casing.begins_name(words, place)
            made.append(text[end : word.start])
            made.append(
                self._restore(word, shouted=shouted) if doubtful and not named else word.text
            )
            end = word.stop
        return " ".join("".join([*made, text[end:stop]]).split())

    def _restore(self, word: Word, *, shouted: bool) -> str:
        """Take away a capital that only the place asks for."""
        if word.lower in SMALL and not (word.is_upper and not shouted):
            return word.text.lower()
        if not word.is_capital or (word.is_upper and not shouted):
            return word.text
        if self.casing.has_name(word.lower):
            return word.text.title() if shouted and len(word.text) > _LONGEST_ACRONYM else word.text
        return word.text.lower() if shouted else word.text[0].lower() + word.text[1:]


def learn_surfaces(texts: Iterable[str]) -> Surfaces:
    """Learn how words are written inside the sentences of texts."""
    return Surfaces(learn_casing(split_words(text) for text in texts))


def choose_surface(forms: Iterable[str]) -> str:
    """Choose the form that is found most; of equals the one with fewer capitals, then the first.

    Raises:
        ValueError: there are no forms.

    >>> choose_surface(["Buffer state", "buffer states", "buffer states"])
    'buffer states'
    """
    counts = Counter(forms)
    if not counts:
        raise ValueError("choose_surface: no forms to choose from")
    order = {form: number for number, form in enumerate(counts)}
    return max(counts, key=lambda form: (counts[form], -_count_capitals(form), -order[form]))


def _count_capitals(form: str) -> int:
    return sum(each.isupper() for each in form)


def _ends_large(word: Word, rest: tuple[Word, ...]) -> bool:
    """Whether what begins with a quotation ends in a capital: "March 23 Movement"."""
    return word.gap == Gap.OPENED and bool(rest) and rest[-1].is_capital


def _leads_large(word: Word, rest: tuple[Word, ...]) -> bool:
    """Whether another capital follows, as in Foreign Minister and New Zealand; not of Former."""
    if not rest or word.lower in SMALL | BEFORE_NAMES:
        return False
    return rest[0].is_capital and not rest[0].is_upper and rest[0].gap == Gap.JOINED


@lru_cache(_TEXTS_KEPT)
def _read(text: str) -> tuple[tuple[Word, ...], bool, bool]:
    """Return the words of a text, whether it is a heading, whether it is in capitals throughout."""
    words = split_words(text)
    return tuple(words), is_heading(words), is_shouted(words)
