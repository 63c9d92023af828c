"""English texts → what may be terms in them: noun phrases, names, abbreviations, coinages."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from aligner.terms.candidates.english_abbreviations import find_expansions, is_abbreviation
from aligner.terms.candidates.english_casing import Casing, is_heading, learn_casing
from aligner.terms.candidates.english_classes import load_classes
from aligner.terms.candidates.english_lists import ARTICLES
from aligner.terms.candidates.english_names import find_long_names, find_starts, is_title
from aligner.terms.candidates.english_parts import NAMED, Part, Role
from aligner.terms.candidates.english_phrases import RIGHT_CUT, Span, find_phrases
from aligner.terms.candidates.english_quotes import find_quoted
from aligner.terms.candidates.english_roles import judge_roles
from aligner.terms.candidates.english_words import Word, split_words
from aligner.terms.records import Candidate, Kind

_TEXTS_KEPT, _CANDIDATES_KEPT = 5_000, 200_000
LEAST_WEIGHT = 0.1
"""Candidates whose borders are less sure are left out."""
SURE, RAISED = 1.0, 0.7
"""What a name weighs that stands by itself, and from then on inside a longer one."""
_NAMED = (Kind.NAME, Kind.ABBREVIATION)
_ORDER = (Kind.ABBREVIATION, Kind.NAME, Kind.QUOTED, Kind.PHRASE, Kind.WORD)
_AFTER_TITLE, _ACROSS_TITLE, _INSIDE_NAME = 1.0, 0.5, 0.4
_TITLED = 0.5

_Found = dict[tuple[int, int], tuple[Kind, float]]


def find_english(texts: Sequence[str]) -> list[tuple[Candidate, ...]]:
    """Find what may be terms in English texts.

    How a word is written in all texts tells names from the words that begin a sentence.

    Args:
        texts: as printed; empty ones are allowed.

    Returns:
        For each text its candidates by their place, the longer first; many lie inside others.
        Articles, possessive marks, brackets and quotation marks around them are left out.
    """
    kept = [split_words(text) for text in texts[:_TEXTS_KEPT]]
    casing = learn_casing(_split_all(texts, kept))
    split = _split_all(texts, kept)
    found = [_find_in(text, words, casing) for text, words in zip(texts, split, strict=True)]
    names = {
        text[each.start : each.stop]
        for text, candidates in zip(texts, found, strict=True)
        for each in candidates
        if each.kind in _NAMED and each.weight >= SURE
    }
    return [
        tuple(_raise_name(text, each, names) for each in candidates)
        for text, candidates in zip(texts, found, strict=True)
    ]


def _raise_name(text: str, candidate: Candidate, names: set[str]) -> Candidate:
    """Trust a name inside a longer one that stands by itself elsewhere."""
    known = candidate.kind in _NAMED and candidate.weight < RAISED
    if known and text[candidate.start : candidate.stop] in names:
        return _make_candidate(candidate.start, candidate.stop, candidate.kind, RAISED)
    return candidate


def _split_all(texts: Sequence[str], kept: list[list[Word]]) -> Iterator[list[Word]]:
    """Yield the words of all texts, anew where they would fill the memory."""
    yield from kept
    for text in texts[len(kept) :]:
        yield split_words(text)


def _find_in(text: str, words: list[Word], casing: Casing) -> tuple[Candidate, ...]:
    parts = judge_roles(words, casing)
    heading = is_heading(words)
    found: _Found = {}
    for kind, span in _find_all(text, parts, heading=heading):
        _note(found, kind, span)
    made = (
        _make_candidate(words[first].start, words[behind - 1].stop, kind, round(weight, 3))
        for (first, behind), (kind, weight) in found.items()
        if weight >= LEAST_WEIGHT and _has_substance(kind, words[first:behind])
    )
    return tuple(sorted(made, key=lambda each: (each.start, -each.stop)))


@lru_cache(_CANDIDATES_KEPT)
def _make_candidate(start: int, stop: int, kind: Kind, weight: float) -> Candidate:
    """Make a candidate, the same for all texts that have one at this place."""
    return Candidate(start, stop, kind, weight)


def _has_substance(kind: Kind, words: Sequence[Word]) -> bool:
    """Whether it is more than one short common word."""
    return kind != Kind.WORD or len(words[0].text) > 2


def _find_all(text: str, parts: Sequence[Part], *, heading: bool) -> Iterator[tuple[Kind, Span]]:
    starts = find_starts(parts)
    for span in find_phrases(parts):
        kind = _judge_kind(parts[span.first : span.behind], heading=heading)
        if kind != Kind.NAME or not _begins_adjective(parts, span):
            yield kind, _weigh_name(parts, span, kind, starts)
    for span in find_long_names(parts):
        crossed = starts & set(range(span.first + 1, span.behind))
        yield Kind.NAME, span if not crossed else _scale(span, _ACROSS_TITLE)
    for span in _find_articled_names(parts):
        yield Kind.NAME, span
    for span in find_quoted(text, parts):
        yield Kind.QUOTED, span
    for expansion in find_expansions(text, [part.word for part in parts]):
        yield Kind.ABBREVIATION, expansion.abbreviation
        yield Kind.NAME, expansion.full


def _note(found: _Found, kind: Kind, span: Span) -> None:
    """Note a span, with the strongest kind and weight it was found with."""
    place = (span.first, span.behind)
    before, weight = found.get(place, (kind, 0.0))
    found[place] = (min(kind, before, key=_ORDER.index), max(weight, span.weight))


def _judge_kind(parts: Sequence[Part], *, heading: bool) -> Kind:
    if len(parts) == 1:
        (part,) = parts
        if part.role == Role.NAME:
            return Kind.ABBREVIATION if is_abbreviation(part.word) else Kind.NAME
        return Kind.WORD
    capital = all(part.word.is_capital or part.role != Role.NOUN for part in parts)
    named = parts[-1].role == Role.NAME and parts[0].role in NAMED and capital
    return Kind.NAME if named and not heading else Kind.PHRASE


def _weigh_name(parts: Sequence[Part], span: Span, kind: Kind, starts: set[int]) -> Span:
    """Raise a name that begins behind a title, lower what crosses its beginning or cuts a name."""
    if starts & set(range(span.first + 1, span.behind)):
        return _scale(span, _TITLED)
    if span.first in starts and _ends_run(parts, span.behind):
        return Span(span.first, span.behind, _AFTER_TITLE)
    if kind == Kind.NAME and _follows_of(parts, span) and _is_common(parts, span):
        return _scale(span, _INSIDE_NAME)
    if span.behind in starts:
        titled = is_title(parts[span.first : span.behind])
        weight = 1.0 if titled else min(1.0, span.weight / RIGHT_CUT)
        return Span(span.first, span.behind, weight)
    if kind == Kind.NAME and _cuts_name(parts, span):
        return _scale(span, _INSIDE_NAME)
    return span


def _scale(span: Span, factor: float) -> Span:
    return Span(span.first, span.behind, span.weight * factor)


def _ends_run(parts: Sequence[Part], behind: int) -> bool:
    return not _goes_on(parts, behind) or parts[behind].role not in NAMED


def _goes_on(parts: Sequence[Part], place: int) -> bool:
    return 0 < place < len(parts) and parts[place].joined


def _cuts_name(parts: Sequence[Part], span: Span) -> bool:
    """Whether a name goes on behind its end."""
    if parts[span.behind - 1].word.possessive:
        return False
    return _goes_on(parts, span.behind) and parts[span.behind].role == Role.NAME


def _follows_of(parts: Sequence[Part], span: Span) -> bool:
    """Whether "of" and a word with a capital stand before it."""
    follows = span.first > 1 and parts[span.first].joined and parts[span.first - 1].joined
    before = parts[span.first - 2 : span.first] if follows else ()
    return [part.role for part in before] == [Role.NAME, Role.OF]


def _begins_adjective(parts: Sequence[Part], span: Span) -> bool:
    """Whether it is a common word that the adjective of a land goes on: North, of North Korean."""
    if span.behind - span.first > 1 or not _goes_on(parts, span.behind):
        return False
    return parts[span.behind].role == Role.DEMONYM and _is_common(parts, span)


def _is_common(parts: Sequence[Part], span: Span) -> bool:
    """Whether its first word is a common one with a capital: State behind "Department of"."""
    word = parts[span.first].word
    return load_classes().is_known(word.lower)


def _find_articled_names(parts: Sequence[Part]) -> Iterator[Span]:
    """Find names that include their article: The Hague, The New York Times."""
    for place, part in enumerate(parts[:-1]):
        articled = part.role == Role.ARTICLE and part.word.lower in ARTICLES
        if not articled or not part.word.is_capital or not part.joined:
            continue
        behind = place + 1
        while _goes_on(parts, behind) and parts[behind].role in NAMED:
            behind += 1
        if behind > place + 1:
            yield Span(place, behind, 0.6)
