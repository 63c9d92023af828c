"""Whether a target has a term: as it stands there, in another order, or as a word of its family."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.lexicon.english import STOP_WORDS
from aligner.terms.checking.countries import find_short_name
from aligner.terms.checking.tokens import (
    Token,
    agrees_in_case,
    is_spaceless,
    join_tokens,
    split_tokens,
)

_LINKS = frozenset("的之")
_ROOM = 2
"""Words that may stand between those of a term, beyond words of grammar."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Target:
    """A text that terms are looked for in.

    Args:
        text: as printed.
        tag: of its language.
        tokens: of the text, compared freely.
        places: numbers of the tokens of each key.
    """

    text: str
    tag: str
    tokens: tuple[Token, ...]
    places: dict[str, list[int]]

    def find_exact(self, term: str) -> list[Span]:
        """Find a term as it stands in the glossary, in any number, case and hyphenation."""
        tokens = split_tokens(term, self.tag)
        found = [self._match(tokens, place) for place in self._list_places(tokens)]
        return [each for each in found if each is not None] + self._find_joined(term, tokens)

    def find_freely(self, term: str) -> list[Span]:
        """Find a term in words of the same families, in any order, near each other."""
        exact = self.find_exact(term)
        if exact:
            return exact
        if is_spaceless(self.tag):
            return self._find_without_links(term) or self._find_short_name(term)
        tokens = split_tokens(term, self.tag, freely=True)
        return self._find_near([each for each in tokens if not is_grammar(each)] or list(tokens))

    def _list_places(self, tokens: Sequence[Token]) -> list[int]:
        return self.places.get(tokens[0].keys[0], []) if tokens else []

    def _match(self, term: Sequence[Token], place: int) -> Span | None:
        found = self.tokens[place : place + len(term)]
        if len(found) < len(term):
            return None
        for wanted, given in zip(term, found, strict=True):
            if wanted.keys[0] not in given.keys or not agrees_in_case(wanted.form, given.form):
                return None
        return found[0].start, found[-1].stop

    def _find_joined(self, term: str, tokens: Sequence[Token]) -> list[Span]:
        """Find a term of two words that is one in the text, or the other way round."""
        if is_spaceless(self.tag) or not 0 < len(tokens) < 3:
            return []
        if len(tokens) == 2:
            keys = join_tokens(term, tokens, 0, self.tag)
            places = self.places.get(keys[0], []) if keys else []
            return [(self.tokens[place].start, self.tokens[place].stop) for place in places]
        return [
            (self.tokens[place].start, self.tokens[place + 1].stop)
            for place in range(len(self.tokens) - 1)
            if tokens[0].keys[0] in join_tokens(self.text, self.tokens, place, self.tag)
        ]

    def _find_without_links(self, term: str) -> list[Span]:
        """Find a term between whose characters 的 or 之 stands, or is missing."""
        wanted = "".join(each.keys[0] for each in split_tokens(term, self.tag))
        kept = [each for each in self.tokens if each.keys[0] not in _LINKS]
        key = "".join(each.keys[0] for each in kept)
        bare = "".join(each for each in wanted if each not in _LINKS)
        place = key.find(bare) if len(bare) > 1 else -1
        return [] if place < 0 else [(kept[place].start, kept[place + len(bare) - 1].stop)]

    def _find_short_name(self, term: str) -> list[Span]:
        """Find the one character that a country is called by beside others."""
        name = "".join(each.keys[0] for each in split_tokens(term, self.tag))
        place = find_short_name(name, "".join(each.keys[0] for each in self.tokens))
        return [] if place < 0 else [(self.tokens[place].start, self.tokens[place].stop)]

    def _find_near(self, term: Sequence[Token]) -> list[Span]:
        """Find the words of a term near each other, in any order."""
        lists = [self._list_alike(each) for each in term]
        if not all(lists):
            return []
        for first in lists[0]:
            chosen = [first, *(min(each, key=lambda p: abs(p - first)) for each in lists[1:])]
            low, high = min(chosen), max(chosen)
            content = [each for each in self.tokens[low : high + 1] if not is_grammar(each)]
            if len(set(chosen)) == len(chosen) and len(content) <= len(term) + _ROOM:
                return [(self.tokens[low].start, self.tokens[high].stop)]
        return []

    def _list_alike(self, token: Token) -> list[int]:
        places = {place for key in token.keys for place in self.places.get(key, ())}
        return sorted(
            place for place in places if agrees_in_case(token.form, self.tokens[place].form)
        )


def read_target(text: str, tag: str) -> Target:
    """Prepare a text, so that many terms can be looked for in it.

    >>> target = read_target("An agreement on a ceasefire with Ukrainian forces", "en")
    >>> target.find_exact("ceasefire agreement"), target.find_freely("ceasefire agreement")
    ([], [(3, 27)])
    >>> target.find_freely("Ukraine")
    [(33, 42)]
    """
    tokens = split_tokens(text, tag, freely=True)
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        for key in token.keys:
            places.setdefault(key, []).append(place)
    return Target(text, tag, tokens, places)


def is_grammar(token: Token) -> bool:
    """Whether a token is a word of grammar."""
    return token.form.lower() in STOP_WORDS


def list_outermost(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return the spans that are not a part of a longer one of the others."""
    return [
        span
        for span in spans
        if not any(a <= span[0] and span[1] <= b and b - a > span[1] - span[0] for a, b in others)
    ]
