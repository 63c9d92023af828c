"""The words of an English text → what each does in a noun phrase: names, small words, others."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.lexicon.english import STOP_WORDS
from aligner.terms.candidates.english_casing import Casing, is_heading, is_shouted
from aligner.terms.candidates.english_classes import load_classes
from aligner.terms.candidates.english_context import Context, is_light
from aligner.terms.candidates.english_lists import (
    ARTICLES,
    BORDERS,
    CONTRACTIONS,
    DATES,
    HEADS_BEFORE,
    HONORIFICS,
    LIGHT_NAMES,
    LINKS,
    PARTICLES,
    POSSESSORS,
    SURNAMES,
    TITLES,
    WITH_UP,
)
from aligner.terms.candidates.english_nouns import judge_common
from aligner.terms.candidates.english_parts import DOUBT, OUTSIDE, Judgement, Part, Role
from aligner.terms.candidates.english_words import Gap, Word

_SMALL_WORDS: dict[str, Judgement] = {
    "of": (Role.OF, 1.0),
    "and": (Role.AND, 1.0),
    "&": (Role.AND, 1.0),
    **dict.fromkeys(ARTICLES, (Role.ARTICLE, 1.0)),
    **dict.fromkeys(LINKS, (Role.LINK, 1.0)),
}


def judge_roles(words: Sequence[Word], casing: Casing) -> list[Part]:
    """Judge what each word of a text does.

    Args:
        words: of one text.
        casing: of all texts.
    """
    context = Context(words, load_classes())
    judge = _Judge(context, casing, is_heading(words), is_shouted(words))
    return [judge.judge(place) for place in range(len(words))]


@dataclass(frozen=True, slots=True)
class _Judge:
    context: Context
    casing: Casing
    heading: bool
    shouted: bool

    def judge(self, place: int) -> Part:
        word = self.context.words[place]
        role, certainty = self._find_role(place, word)
        return Part(word, role, certainty, self._is_joined(place, word))

    def _is_joined(self, place: int, word: Word) -> bool:
        if not place or word.gap != Gap.JOINED:
            return False
        before = self.context.words[place - 1]
        return not before.possessive or self._keeps_possessive(before, word)

    def _keeps_possessive(self, before: Word, word: Word) -> bool:
        """Whether a possessive is part of a name or term: People's Republic, women's rights."""
        if before.lower in POSSESSORS:
            return True
        capital = word.is_capital and before.is_capital and not self.heading
        return capital and self.context.classes.is_known(before.lower)

    def _find_role(self, place: int, word: Word) -> Judgement:
        if self._is_date(place, word) or word.lower.endswith(CONTRACTIONS):
            return OUTSIDE
        if word.is_capital and word.lower in HONORIFICS:
            return Role.DEMONYM, 1.0
        if word.is_capital and self._is_name(place, word):
            return self._find_role_of_name(place, word), 1.0
        if word.is_number:
            return self._find_role_of_number(place, word)
        if word.lower in PARTICLES and self._is_in_name(place):
            return Role.DEMONYM, 1.0
        return self._find_role_of_small(place, word) or judge_common(self.context, place)

    def _is_name(self, place: int, word: Word) -> bool:
        proven = word.is_upper or (word.gap < Gap.OPENED and not self.heading)
        proven = proven and not self.shouted
        if is_light(word.lower):
            light = proven and (self._is_light_name(word) or self._is_light_person(place, word))
            return light or self._is_surname(place, word)
        if self.casing.is_name(word, proven=proven):
            return True
        return not self.heading and self.casing.begins_name(self.context.words, place)

    def _is_light_name(self, word: Word) -> bool:
        """Whether a word that mostly carries no meaning is in a name: US, Six Core Values."""
        if word.is_upper:
            return word.lower in LIGHT_NAMES
        return word.lower in BORDERS and word.lower not in STOP_WORDS

    def _is_light_person(self, place: int, word: Word) -> bool:
        """Whether a pronoun or verb with a capital stands among others: Vice Premier He Lifeng."""
        if word.lower in _SMALL_WORDS or word.lower not in STOP_WORDS:
            return False
        before, after = self.context.before(place), self.context.after(place)
        return before is not None and before.is_capital and after is not None and after.is_capital

    def _is_surname(self, place: int, word: Word) -> bool:
        """Whether a pronoun is a Chinese surname: no verb has a capital, as in He Lifeng said."""
        after = self.context.after(place)
        if word.text not in SURNAMES or after is None or self.heading or self.shouted:
            return False
        named = after.gap == Gap.JOINED and after.is_capital and not after.is_upper
        return named and not self.context.classes.is_known(after.lower)

    def _find_role_of_name(self, place: int, word: Word) -> Role:
        """Find the role of a capital: a modifier if it is an adjective, as Russian, US-led."""
        if word.is_upper:
            return Role.NAME
        classes = self.context.classes
        if "-" not in word.lower:
            return Role.DEMONYM if self._is_adjective(place, word) else Role.NAME
        ending = word.text[word.lower.rindex("-") + 1 :]
        led = ending[:1].islower() and self._is_led(place, ending.lower())
        return Role.DEMONYM if led or classes.is_demonym(ending.lower()) else Role.NAME

    def _is_adjective(self, place: int, word: Word) -> bool:
        """Whether it is one of a people or land; surnames end so as well: Albanese, Sargsyan."""
        classes = self.context.classes
        if word.lower in classes.demonyms or not classes.is_demonym(word.lower):
            return classes.is_demonym(word.lower)
        is_titled = place > 0 and word.gap == Gap.JOINED and self._ends_title(place)
        return not is_titled and not self.context.is_followed_by_participle(place)

    def _ends_title(self, behind: int) -> bool:
        """Whether a title stands before a place: Prime Minister."""
        words = [each.lower for each in self.context.words[max(0, behind - 2) : behind]]
        return any(tuple(words[start:]) in TITLES for start in range(len(words)))

    def _is_led(self, place: int, ending: str) -> bool:
        """Whether it modifies what follows, US-led, and is no given name: Kim Jong-un, Ki-moon."""
        context = self.context
        if not context.classes.is_known(ending) or not context.leads(place):
            return False
        return context.is_describing(ending) or context.leads_noun(place)

    def _find_role_of_number(self, place: int, word: Word) -> Judgement:
        """Judge a number: part of a name that it follows, as in Resolution 2758."""
        if not place or word.gap != Gap.JOINED or self.heading:
            return OUTSIDE
        before = self.context.words[place - 1]
        named = before.is_capital and before.gap < Gap.OPENED and not before.possessive
        outside = before.lower in DATES or before.lower in STOP_WORDS
        return (Role.NAME, DOUBT) if named and not outside else OUTSIDE

    def _is_date(self, place: int, word: Word) -> bool:
        """Whether a word is a month or day that begins no name."""
        if not word.is_capital or word.lower.strip(".") not in DATES:
            return False
        before, after = self.context.before(place), self.context.after(place)
        begins = after is not None and after.is_capital and not after.is_number
        return not begins or (before is not None and before.is_number)

    def _ends_head(self, place: int, heads: frozenset[str]) -> bool:
        """Whether the noun before has its adjective behind it: secretary general."""
        before = self.context.before(place)
        return before is not None and before.lower in heads

    def _is_in_name(self, place: int) -> bool:
        """Whether a particle stands inside a name: Ursula von der Leyen."""
        before, after = self.context.before(place), self.context.after(place)
        if before is None or after is None:
            return False
        begins = before.is_capital or before.lower in PARTICLES
        return begins and (after.is_capital or after.lower in PARTICLES)

    def _find_role_of_small(self, place: int, word: Word) -> Judgement | None:
        """Find the role of a word that carries no meaning; None for one that does."""
        lower = word.lower
        if lower in _SMALL_WORDS:
            return _SMALL_WORDS[lower]
        if lower == "up" and place and self.context.words[place - 1].lower in WITH_UP:
            return Role.NOUN, 1.0
        if lower in HEADS_BEFORE and self._ends_head(place, HEADS_BEFORE[lower]):
            return Role.NOUN, 1.0
        return OUTSIDE if is_light(lower) or len(lower) < 2 else None
