"""Which capitals prove a name: not those of a sentence's beginning, nor of a heading."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aligner.terms.candidates.english_classes import WordClass, load_classes
from aligner.terms.candidates.english_lists import BEFORE_NAMES
from aligner.terms.candidates.english_words import Gap, Word

_BRIDGES = frozenset(("of", "for"))
_LEAST_WORDS, _HEADING_SHARE, _SHOUTED_SHARE = 3, 0.9, 0.7
_BEGINNING = (
    WordClass.NOUN,
    WordClass.NOUN_OR_VERB,
    WordClass.ADJECTIVE,
    WordClass.ADJECTIVE_OR_NOUN,
)


@dataclass(frozen=True, slots=True)
class Casing:
    """How words are written inside the sentences of all texts.

    Args:
        large: how often each word has a capital there, in small letters.
        small: how often not.
    """

    large: Counter[str]
    small: Counter[str]

    def is_name(self, word: Word, *, proven: bool) -> bool:
        """Whether a capital is one of a name.

        Args:
            word: any.
            proven: whether it stands where only names have capitals.
        """
        if not word.is_capital:
            return False
        return proven or self.has_name(word.lower)

    def begins_name(self, words: Sequence[Word], place: int) -> bool:
        """Whether a common word with a sentence's capital begins a name: Supreme Court rulings.

        Common words with capitals behind it say so, unless it is found in small letters elsewhere.
        """
        lower = words[place].lower
        if self.small[lower] > self.large[lower] or lower in BEFORE_NAMES:
            return False
        if load_classes().classify(lower) not in _BEGINNING:
            return False
        after = words[place + 1 : place + 3]
        if after and after[0].lower in _BRIDGES:
            after = after[1:] if after[0].gap == Gap.JOINED else []
        return bool(after) and self._is_common_capital(after[0])

    def _is_common_capital(self, word: Word) -> bool:
        capital = word.is_capital and not word.is_upper and word.gap == Gap.JOINED
        return capital and load_classes().is_known(word.lower)

    def has_name(self, lower: str) -> bool:
        """Whether a word is written with a capital wherever it stands, as far as is known."""
        large, small = self.large[lower], self.small[lower]
        if large != small:
            return large > small
        return not load_classes().is_known(lower)


def learn_casing(texts: Iterable[Sequence[Word]]) -> Casing:
    """Count how words are written where no sentence begins and which is no heading."""
    large: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for words in texts:
        if is_heading(words):
            continue
        for word in words:
            if word.gap >= Gap.OPENED:
                continue
            (large if word.text[0].isupper() else small)[word.lower] += 1
    return Casing(large, small)


def is_heading(words: Sequence[Word]) -> bool:
    """Whether nearly all words that carry meaning have capitals, as in headlines.

    >>> from aligner.terms.candidates.english_words import split_words
    >>> is_heading(split_words("The Geopolitics of Small States"))
    True
    """
    classes = load_classes()
    heavy = [each for each in words if classes.classify(each.lower) != WordClass.LIGHT]
    heavy = [each for each in heavy if not each.is_number]
    known = sum(each.is_capital and classes.is_known(each.lower) for each in heavy)
    capitals = sum(each.is_capital for each in heavy)
    return known > 1 and len(heavy) >= _LEAST_WORDS and capitals >= _HEADING_SHARE * len(heavy)


def is_shouted(words: Sequence[Word]) -> bool:
    """Whether a text is in capitals throughout.

    >>> from aligner.terms.candidates.english_words import split_words
    >>> is_shouted(split_words("TRUMP MEETS PUTIN")), is_shouted(split_words("NATO and the EU"))
    (True, False)
    """
    large = sum(word.text.isupper() and len(word.text) > 1 for word in words)
    return len(words) > 2 and large > _SHOUTED_SHARE * len(words)
