"""The neighbours of a word: what may lead it, follow it, or make a noun or a verb of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.lexicon.english import STOP_WORDS
from aligner.terms.candidates.english_classes import WordClass, WordClasses
from aligner.terms.candidates.english_lists import ADVERBS, BORDERS, DETERMINERS, PREFIXES
from aligner.terms.candidates.english_words import Gap, Word

_NOUNS = frozenset((WordClass.NOUN, WordClass.NOUN_OR_VERB, WordClass.UNKNOWN))
_ADJECTIVES = frozenset((WordClass.ADJECTIVE, WordClass.ADJECTIVE_OR_NOUN))
_MODIFYING = frozenset((WordClass.PARTICIPLE, WordClass.ADJECTIVE))
_LEADING = _ADJECTIVES | {
    WordClass.PARTICIPLE,
    WordClass.GERUND,
    WordClass.GERUND_OR_NOUN,
}
_DESCRIBING = _ADJECTIVES | {WordClass.NUMBER, WordClass.PARTICIPLE}
_NEVER_LED = frozenset((WordClass.VERB, WordClass.ADVERB, WordClass.LIGHT, WordClass.NUMBER))


def is_light(lower: str) -> bool:
    """Whether a word in small letters belongs to no term."""
    return lower in STOP_WORDS or lower in BORDERS


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a text, asked about places in it.

    Args:
        words: of one text.
        classes: what words can be.
    """

    words: Sequence[Word]
    classes: WordClasses

    def before(self, place: int) -> Word | None:
        """Return the word before if nothing but space is between."""
        return self.words[place - 1] if place and self.words[place].gap == Gap.JOINED else None

    def before_adverbs(self, place: int) -> Word | None:
        """Return the word before that is no adverb: "would" of "would not only damage"."""
        before = self.before(place)
        while before is not None and self._is_adverb(before.lower):
            place -= 1
            before = self.before(place)
        return before

    def after(self, place: int) -> Word | None:
        """Return the word behind if nothing but space is between, no possessive mark either."""
        if place + 1 >= len(self.words) or self.words[place + 1].gap != Gap.JOINED:
            return None
        return None if self.words[place].possessive else self.words[place + 1]

    def classify(self, lower: str) -> WordClass:
        """Return the class of a word; the parts of a hyphenated one decide for one unknown."""
        if "-" not in lower or lower in self.classes.classes:
            return self.classes.classify(lower)
        first, last = lower.split("-", 1)[0], lower.rsplit("-", 1)[1]
        if first[0].isdigit() or first == "pro":
            return WordClass.ADJECTIVE
        if lower.replace("-", "") in self.classes.classes:
            return self.classes.classify(lower.replace("-", ""))
        return self._classify_parts(first, last)

    def _classify_parts(self, first: str, last: str) -> WordClass:
        kind = self.classes.classify(last)
        if kind == WordClass.GERUND:
            return WordClass.GERUND_OR_NOUN
        if kind in _NOUNS and last.endswith("s") and not last.endswith("ss"):
            return WordClass.NOUN
        if self.classes.is_demonym(last):
            return WordClass.ADJECTIVE
        if kind in _MODIFYING or self.classes.classify(first) in _DESCRIBING:
            return WordClass.ADJECTIVE
        return WordClass.ADJECTIVE_OR_NOUN if first in PREFIXES else WordClass.NOUN

    def is_determined(self, place: int) -> bool:
        """Whether a determiner, possessive or adjective before makes a noun phrase of it."""
        before = self.before(place)
        if before is None:
            return False
        if before.possessive or before.lower in DETERMINERS or before.lower == "of":
            return True
        if before.is_capital and self.classes.is_demonym(before.lower):
            return True
        return before.lower not in STOP_WORDS and self.classify(before.lower) in _ADJECTIVES

    def leads(self, place: int) -> bool:
        """Whether a word that may be in a noun phrase follows directly."""
        after = self.after(place)
        if after is None or after.is_number:
            return False
        if is_light(after.lower):
            return after.is_upper
        return after.is_capital or self.classify(after.lower) not in _NEVER_LED

    def leads_noun(self, place: int) -> bool:
        """Whether a common noun follows directly."""
        after = self.after(place)
        return after is not None and not after.is_capital and self.is_nominal(after)

    def is_followed_by_participle(self, place: int) -> bool:
        """Whether what follows may be a past tense: their military conducted drills."""
        after = self.after(place)
        if after is None or after.is_capital or is_light(after.lower):
            return False
        return self.classify(after.lower) == WordClass.PARTICIPLE

    def follows_adjective_or_noun(self, place: int) -> bool:
        """Whether the word before may be an adjective or a noun."""
        before = self.before(place)
        if before is None or before.is_capital or is_light(before.lower):
            return False
        return self.classify(before.lower) == WordClass.ADJECTIVE_OR_NOUN

    def ends_compound(self, place: int) -> bool:
        """Whether a common noun stands before and no object behind: phone calls."""
        before, after = self.before(place), self.after(place)
        if before is None or before.is_capital:
            return False
        if not (self.is_nominal(before) or self.follows_adjective_or_noun(place)):
            return False
        return after is None or (is_light(after.lower) and after.lower not in DETERMINERS)

    def is_describing(self, lower: str) -> bool:
        """Whether a word is an adjective or participle: led, wide, leaning."""
        return self.classify(lower) in _LEADING

    def is_nominal(self, word: Word) -> bool:
        """Whether a word is a name or mainly a noun."""
        if word.lower in STOP_WORDS:
            return False
        return word.is_capital or self.classify(word.lower) in _NOUNS

    def is_manner(self, place: int) -> bool:
        """Whether an adverb in -ly stands directly before, as before verbs."""
        before = self.before(place)
        if before is None or not before.lower.endswith("ly"):
            return False
        return self.classes.classify(before.lower) == WordClass.ADVERB

    def agrees(self, place: int) -> bool:
        """Whether a noun is the subject before, and an object behind: powers challenge the."""
        before, after = self.before(place), self.after(place)
        if before is None or after is None or not self.is_nominal(before):
            return False
        verb = self.words[place].lower
        objects = after.is_capital or self.classify(after.lower) == WordClass.GERUND
        governs = after.lower in DETERMINERS or (verb.endswith("s") and objects)
        return governs and before.lower.endswith("s") != verb.endswith("s")

    def _is_adverb(self, lower: str) -> bool:
        return lower in ADVERBS or self.classes.classify(lower) == WordClass.ADVERB
