"""The source terms of a glossary → where they stand in a text; of nested ones the longest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from aligner.terms.checking.borders import MOST_SLACK, find_slack
from aligner.terms.checking.scoping import has_language
from aligner.terms.checking.tokens import (
    Token,
    agrees_in_case,
    is_in_longer,
    is_parted,
    is_spaceless,
    join_tokens,
    split_tokens,
)

_Value = TypeVar("_Value")
_SMALL = 5
"""Words shorter than this may be small in a heading."""


class Occurrence(NamedTuple, Generic[_Value]):
    """A term in a text.

    Args:
        start: of its first character.
        stop: behind its last.
        values: what the terms that stand there stand for.
    """

    start: int
    stop: int
    values: tuple[_Value, ...]


@dataclass(frozen=True, slots=True)
class SourceTerm(Generic[_Value]):
    """A term to find.

    Args:
        text: as the glossary has it.
        value: what it stands for.
        is_noun: its words are not asked for where they have the ending of a verb: "stated" is no
            "state".
        is_name: its words are asked for in small letters only as they are and in the plural:
            "jams" is no "James".
    """

    text: str
    value: _Value
    is_noun: bool = False
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class _Entry(Generic[_Value]):
    """A term: its words as they are written, their keys, and the term."""

    forms: tuple[str, ...]
    keys: tuple[str, ...]
    term: SourceTerm[_Value]


class _Node(Generic[_Value]):
    """A place in the tree of terms: what follows by key, and the terms that end here."""

    __slots__ = ("entries", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node[_Value]] = {}
        self.entries: list[_Entry[_Value]] = []


class TermFinder(Generic[_Value]):
    """Finds the terms of a glossary in texts of one language.

    Args:
        terms: one without letters and digits is never found.
        tag: of the language.
        checks_borders: a term is found only where words of Chinese may begin and stop.
    """

    def __init__(
        self, terms: Iterable[SourceTerm[_Value]], tag: str, *, checks_borders: bool = True
    ) -> None:
        self._tag = tag
        self._joins = not is_spaceless(tag)
        self._divides = checks_borders and has_language(tag, "zh")
        self._root: _Node[_Value] = _Node()
        for term in terms:
            self._add(term)

    def _add(self, term: SourceTerm[_Value]) -> None:
        tokens = split_tokens(term.text, self._tag)
        if not tokens:
            return
        forms = tuple(each.form for each in tokens)
        self._insert(_Entry(forms, tuple(each.keys[0] for each in tokens), term))
        joined = join_tokens(term.text, tokens, 0, self._tag) if self._joins else ()
        if len(tokens) == 2 and joined:
            self._insert(_Entry(("".join(forms),), joined[:1], term))

    def _insert(self, entry: _Entry[_Value]) -> None:
        node = self._root
        for key in entry.keys:
            node = node.following.setdefault(key, _Node())
        if entry not in node.entries:
            node.entries.append(entry)

    def find(self, text: str) -> list[Occurrence[_Value]]:
        """Find the terms of a text.

        Returns:
            In the order of their places; none stands inside another, but two may overlap.
        """
        tokens = split_tokens(text, self._tag)
        found: dict[tuple[int, int], list[_Value]] = {}
        for first, behind, entry in self._walk(text, tokens):
            if self._fits(text, tokens, (first, behind), entry):
                values = found.setdefault((tokens[first].start, tokens[behind - 1].stop), [])
                if entry.term.value not in values:
                    values.append(entry.term.value)
        if self._divides and found:
            slack = find_slack(text)
            found = {
                span: values
                for span, values in found.items()
                if max(slack.get(place, 0.0) for place in span) <= MOST_SLACK
            }
        return [Occurrence(*span, tuple(found[span])) for span in _choose_longest(found)]

    def _walk(
        self, text: str, tokens: Sequence[Token]
    ) -> Iterator[tuple[int, int, _Entry[_Value]]]:
        """Yield the first token of each term, the one behind its last, and the term."""
        for first in range(len(tokens)):
            reached = [(first, self._root)]
            while reached:
                place, node = reached.pop()
                for entry in node.entries:
                    yield first, place, entry
                if node.following and place < len(tokens):
                    reached += self._step(text, tokens, place, node)

    def _step(
        self, text: str, tokens: Sequence[Token], place: int, node: _Node[_Value]
    ) -> Iterator[tuple[int, _Node[_Value]]]:
        for key in tokens[place].keys:
            if key in node.following:
                yield place + 1, node.following[key]
        if self._joins:
            for key in join_tokens(text, tokens, place, self._tag):
                if key in node.following:
                    yield place + 2, node.following[key]

    def _fits(
        self, text: str, tokens: Sequence[Token], place: tuple[int, int], entry: _Entry[_Value]
    ) -> bool:
        found = tokens[slice(*place)]
        if len(found) == len(entry.forms):
            if not _agrees(entry, found):
                return False
        elif len(entry.forms) == 1 and _is_acronym(entry.forms[0]):
            return False
        if is_parted(text, found) or is_in_longer(text, found[0].start, found[-1].stop):
            return False
        return not self._joins or not _is_in_name(text, tokens, place, entry.forms)


def _agrees(entry: _Entry[_Value], found: Sequence[Token]) -> bool:
    """Whether the words of a text have the capitals and the endings of a term."""
    forms = _list_forms(found)
    if not all(map(agrees_in_case, entry.forms, forms)):
        return False
    if entry.term.is_noun and [each.keys[0] for each in found] != list(entry.keys):
        return False
    return not entry.term.is_name or all(map(_is_same_name, entry.forms, forms))


def _is_same_name(name: str, form: str) -> bool:
    if _is_capital(form) or not _is_capital(name):
        return True
    return form.lower() in {name.lower(), f"{name.lower()}s"}


def _is_acronym(form: str) -> bool:
    return form.isupper() and len(form) > 1


def _is_in_name(
    text: str, tokens: Sequence[Token], place: tuple[int, int], forms: Sequence[str]
) -> bool:
    """Whether a common word stands in a name: "states" in "the United States"."""
    first, behind = place
    if any(map(_is_capital, forms)) or not all(map(_is_capital, _list_forms(tokens[first:behind]))):
        return False
    beside = [*tokens[max(first - 1, 0) : first], *tokens[behind : behind + 1]]
    touching = [
        each
        for each in beside
        if text[each.stop : tokens[first].start] == " "
        or text[tokens[behind - 1].stop : each.start] == " "
    ]
    if not any(map(_is_capital, _list_forms(touching))):
        return False
    # In a heading every word may have a capital.
    return not all(_is_capital(each.form) or len(each.form) < _SMALL for each in tokens)


def _list_forms(tokens: Sequence[Token]) -> list[str]:
    return [each.form for each in tokens]


def _is_capital(form: str) -> bool:
    return form[:1].isupper()


def _choose_longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Choose the spans that are not inside another one.

    >>> _choose_longest([(0, 6), (0, 11), (7, 11), (9, 14)])
    [(0, 11), (9, 14)]
    """
    chosen: list[tuple[int, int]] = []
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not chosen or stop > chosen[-1][1]:
            chosen.append((start, stop))
    return chosen
