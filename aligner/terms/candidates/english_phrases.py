"""Words in their roles → stretches that may be terms: noun phrases, parts of them, joined ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.terms.candidates.english_lists import HEADS_BEFORE
from aligner.terms.candidates.english_parts import NAMED, NOMINAL, PHRASAL, Part, Role

LONGEST = 6
"""Words of a phrase, articles and connecting words among them."""
LEFT_CUT, RIGHT_CUT, NAME_CUT = 0.8, 0.5, 0.5
"""What a phrase weighs that leaves out words before it, behind it, or the beginning of a name."""
OF_WEIGHT, AND_WEIGHT, LINK_WEIGHT = 0.9, 0.5, 0.4
_LONGEST_LEFT = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words.

    Args:
        first: number of its first word.
        behind: number of the word behind its last.
        weight: how sure its borders are, in (0, 1].
    """

    first: int
    behind: int
    weight: float


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of modifiers and nouns with nothing between them.

    Args:
        first: number of its first word.
        behind: number of the word behind its last.
    """

    first: int
    behind: int


def find_chunks(parts: Sequence[Part]) -> list[Chunk]:
    """Find the longest runs of words that can be one noun phrase."""
    chunks: list[Chunk] = []
    first = None
    for number, part in enumerate(parts):
        if first is not None and not (part.joined and part.role in PHRASAL):
            chunks.append(Chunk(first, number))
            first = None
        if first is None and part.role in PHRASAL:
            first = number
    return chunks if first is None else [*chunks, Chunk(first, len(parts))]


def find_phrases(parts: Sequence[Part]) -> Iterator[Span]:
    """Find noun phrases: all parts of chunks that end in a noun, and those joined by small words.

    Args:
        parts: words of one text in their roles.

    Yields:
        Spans, some of them more than once.
    """
    torn = find_torn(parts)
    for span in _find_all(parts):
        if span.first not in torn and span.behind not in torn:
            yield span


def find_torn(parts: Sequence[Part]) -> frozenset[int]:
    """Find the adjectives behind their nouns, where nothing begins or stops: secretary general."""
    pairs = enumerate(pairwise(parts), 1)
    return frozenset(
        place
        for place, (noun, part) in pairs
        if part.joined and noun.word.lower in HEADS_BEFORE.get(part.word.lower, ())
    )


def _find_all(parts: Sequence[Part]) -> Iterator[Span]:
    chunks = find_chunks(parts)
    for chunk in chunks:
        yield from _list_inside(parts, chunk)
    for left, right in pairwise(chunks):
        yield from _join(parts, left, right)
    for three in zip(chunks, chunks[1:], chunks[2:], strict=False):
        yield from _join_three(parts, *three)


def _list_inside(parts: Sequence[Part], chunk: Chunk) -> Iterator[Span]:
    for first in range(chunk.first, chunk.behind):
        for behind in range(first + 1, min(first + LONGEST, chunk.behind) + 1):
            if parts[behind - 1].role in NOMINAL:
                yield Span(first, behind, weigh(parts, chunk, first, behind))


def weigh(parts: Sequence[Part], chunk: Chunk, first: int, behind: int) -> float:
    """Weigh a part of a chunk by what it leaves out and how sure the roles of its words are."""
    weight = min(part.certainty for part in parts[first:behind])
    if first > chunk.first and _is_firm(parts[first - 1], parts[first - 1]):
        weight *= _weigh_left_cut(parts, first, behind)
    if any(parts[place].role in NOMINAL for place in range(behind, chunk.behind)):
        weight *= _weigh_right_cut(parts[behind - 1], parts[behind])
    return weight


def _weigh_right_cut(last: Part, outside: Part) -> float:
    """Weigh leaving out words behind; less if a name ends and common words follow."""
    ends = last.role == Role.NAME and outside.role == Role.NOUN
    return RIGHT_CUT if _is_firm(last, outside) and not ends else LEFT_CUT


def _is_firm(before: Part, outside: Part) -> bool:
    """Whether a word outside surely belongs to the phrase, and no possessive stands between."""
    return outside.certainty == 1 and not before.word.possessive


def _weigh_left_cut(parts: Sequence[Part], first: int, behind: int) -> float:
    """Weigh leaving out words before; more so if they and the first have capitals."""
    named = parts[first].role in NAMED and parts[first - 1].role in NAMED
    return NAME_CUT if named and behind > first + 1 else LEFT_CUT


def _connection(parts: Sequence[Part], left: Chunk, right: Chunk) -> tuple[Role, ...]:
    """Return the roles of the words between two chunks, none if marks stand between them."""
    between = parts[left.behind : right.first + 1]
    if not all(part.joined for part in between):
        return ()
    return tuple(part.role for part in between[:-1])


def _join(parts: Sequence[Part], left: Chunk, right: Chunk) -> Iterator[Span]:
    match _connection(parts, left, right):
        case (Role.OF,) | (Role.OF, Role.ARTICLE):
            yield from _join_of(parts, left, right)
        case (Role.AND,):
            yield from _join_and(parts, left, right)
        case (Role.LINK,):
            yield from _join_link(parts, left, right)
        case _:
            pass


def _ends(parts: Sequence[Part], chunk: Chunk) -> list[int]:
    """List where a phrase that begins with a chunk can end."""
    places = range(chunk.first + 1, chunk.behind + 1)
    return [place for place in places if parts[place - 1].role in NOMINAL]


def _join_of(parts: Sequence[Part], left: Chunk, right: Chunk) -> Iterator[Span]:
    if parts[left.behind - 1].role not in NOMINAL:
        return
    for first in range(max(left.first, left.behind - _LONGEST_LEFT), left.behind):
        for behind in _ends(parts, right):
            if behind - first <= LONGEST + 1:
                yield _combine(parts, (left, right), (first, behind), OF_WEIGHT)


def _join_and(parts: Sequence[Part], left: Chunk, right: Chunk) -> Iterator[Span]:
    for first in range(max(left.first, left.behind - 2), left.behind):
        for behind in _ends(parts, right):
            if behind - first <= LONGEST - 1:
                named = parts[left.behind - 1].role == parts[right.first].role == Role.NAME
                weight = AND_WEIGHT * (NAME_CUT if named else 1)
                yield _combine(parts, (left, right), (first, behind), weight)


def _join_link(parts: Sequence[Part], left: Chunk, right: Chunk) -> Iterator[Span]:
    if parts[left.behind - 1].role not in NOMINAL or parts[right.first].certainty < 1:
        return
    for first in {left.first, left.behind - 1}:
        if right.behind - first <= LONGEST and parts[right.behind - 1].role in NOMINAL:
            yield _combine(parts, (left, right), (first, right.behind), LINK_WEIGHT)


def _combine(
    parts: Sequence[Part], chunks: tuple[Chunk, Chunk], span: tuple[int, int], weight: float
) -> Span:
    left, right = chunks
    weight *= weigh(parts, left, span[0], left.behind) * weigh(parts, right, right.first, span[1])
    return Span(*span, weight)


def _join_three(parts: Sequence[Part], left: Chunk, middle: Chunk, right: Chunk) -> Iterator[Span]:
    """Join N of N of N, and N of N and N."""
    if Role.OF not in _connection(parts, left, middle)[:1]:
        return
    joined = _connection(parts, middle, right)
    if joined[:1] not in ((Role.OF,), (Role.AND,)) or joined[1:] not in ((), (Role.ARTICLE,)):
        return
    ends = {left.behind, right.behind}
    if right.behind - left.first > LONGEST + 1 or not _all_nominal(parts, ends):
        return
    yield Span(left.first, right.behind, AND_WEIGHT * weigh(parts, left, left.first, left.behind))


def _all_nominal(parts: Sequence[Part], ends: set[int]) -> bool:
    return all(parts[end - 1].role in NOMINAL for end in ends)
