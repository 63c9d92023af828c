"""Chinese texts → what in them may be new terms, and what it is called in English."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from aligner.records import Document
from aligner.terms.annotating.english import Rendering, find_renderings, list_names
from aligner.terms.annotating.marking import is_damaged
from aligner.terms.annotating.rating import rate_terms
from aligner.terms.annotating.records import Mark, Place
from aligner.terms.annotating.supporting import Found, find_support, raise_listed
from aligner.terms.candidates.chinese import find_chinese
from aligner.terms.candidates.segmenting.folding import fold_characters
from aligner.terms.records import Candidate, Kind, TermPair
from tmx.language import is_chinese
from tmx.memory.folding import fold_text

_LEAST_WEIGHT = 0.25
_COUNT_GAIN = 0.12
_MOST_DOUBLINGS = 5.0
_LEAST_SHARE = 0.5
"""Which part of the places of a term may not go over the borders of a better one."""
_LEAST_HOLDER = 0.6
"""How good, beside a shorter term, a longer one has to be to hide it."""
_STRENGTH = {
    kind: number
    for number, kind in enumerate(
        (Kind.WORD, Kind.PHRASE, Kind.ABBREVIATION, Kind.NAME, Kind.QUOTED)
    )
}
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TERM = re.compile(
    f"(?=.*[{_HAN}].*[{_HAN}])[{_HAN}A-Za-z0-9][{_HAN}A-Za-z0-9·・‧ -]*[{_HAN}A-Za-z0-9]"
)
_SENTENCE = re.compile("[^。！？!?]+[。！？!?]*")

_Sighting = tuple[Place, Candidate]
_BLOCK = 32
"""Characters that are looked up together."""


class _Places:
    """Places with how good each is, found by where they are: paragraphs may be very long."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[int, int, int], list[tuple[Place, float]]] = defaultdict(list)

    def add(self, place: Place, score: float = 1.0) -> None:
        for block in self._list_blocks(place):
            self._blocks[block].append((place, score))

    def find(self, place: Place) -> Iterator[tuple[Place, float]]:
        """Yield what is near a place; what stands in two blocks may come twice."""
        for block in self._list_blocks(place):
            if block in self._blocks:
                yield from self._blocks[block]

    @staticmethod
    def _list_blocks(place: Place) -> Iterator[tuple[int, int, int]]:
        for block in range(place.start // _BLOCK, (place.stop - 1) // _BLOCK + 1):
            yield place.document, place.paragraph, block


@dataclass(frozen=True, slots=True)
class Proposal:
    """A Chinese term that no glossary has.

    Args:
        chinese: the surface form that is found most.
        forms: each language tag and surface form with its count, the most frequent first.
        places: in the order of the texts.
        kind: why it may be a term.
        weight: how sure its borders are, in (0, 1].
        renderings: what it is called in English; () where no list says so.
        termhood: how far it is a term, in [0, 1].
    """

    chinese: str
    forms: tuple[tuple[str, str, int], ...]
    places: tuple[Place, ...]
    kind: Kind
    weight: float
    renderings: tuple[Rendering, ...] = ()
    termhood: float = 0.0


def find_proposals(
    documents: Sequence[Document],
    marks: Iterable[Mark],
    *,
    passed_over: Collection[str] = (),
    min_termhood: float = 0.0,
) -> list[Proposal]:
    """Find what may be new terms.

    Args:
        documents: those in other languages than Chinese have none.
        marks: known terms, in which nothing is looked for.
        passed_over: keys of terms that are not proposed, as `fold_text` makes them.
        min_termhood: what is rated lower stays out, in [0, 1].

    Returns:
        The best first.
    """
    known = _Places()
    for mark in marks:
        known.add(mark.place)
    groups: dict[str, list[_Sighting]] = defaultdict(list)
    for place, candidate, key in _list_candidates(documents):
        if key not in passed_over and not any(
            _blocks(each, place) for each, _ in known.find(place)
        ):
            groups[key].append((place, candidate))
    found = [_make(documents, group) for group in groups.values()]
    rated = _rate(documents, [each for each in found if each.weight >= _LEAST_WEIGHT])
    return _choose([each for each in rated if each.termhood >= min_termhood])


def _list_candidates(documents: Sequence[Document]) -> Iterator[tuple[Place, Candidate, str]]:
    for number, document in enumerate(documents):
        if not is_chinese(document.language):
            continue
        texts = [each.text for each in document.paragraphs]
        for paragraph, (text, found) in enumerate(zip(texts, find_chinese(texts), strict=True)):
            damage = _widen(text, document.paragraphs[paragraph].damage)
            for each in _add_names(text, found):
                surface = text[each.start : each.stop]
                if _TERM.fullmatch(surface) and not is_damaged(damage, each.start, each.stop):
                    place = Place(number, paragraph, each.start, each.stop)
                    yield place, each, fold_text(surface)


def _add_names(text: str, found: Sequence[Candidate]) -> Iterable[Candidate]:
    """Add the names that a list has, whatever a division into words makes of them."""
    key = fold_characters(text)
    names = {
        (match.start(), match.end()): Candidate(match.start(), match.end(), Kind.NAME)
        for name in list_names()
        if name in key
        for match in re.finditer(re.escape(name), key)
    }
    return [*(each for each in found if (each.start, each.stop) not in names), *names.values()]


def _widen(text: str, damage: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences in which something was destroyed."""
    sentences = [match.span() for match in _SENTENCE.finditer(text)] if damage else []
    return [span for span in sentences if is_damaged(damage, *span)]


def _blocks(known: Place, place: Place) -> bool:
    """Whether a known term leaves no room for a candidate: only around it there is some."""
    return known.overlaps(place) and (known.holds(place) or not place.holds(known))


def _make(documents: Sequence[Document], group: Sequence[_Sighting]) -> Proposal:
    places = tuple(place for place, _ in group)
    met = Counter((_find_tag(documents, place), _read(documents, place)) for place in places)
    forms = tuple((tag, text, count) for (tag, text), count in met.most_common())
    weights = [candidate.weight for _, candidate in group]
    kind = max((candidate.kind for _, candidate in group), key=_STRENGTH.__getitem__)
    weight = (max(weights) + sum(weights) / len(weights)) / 2
    return Proposal(forms[0][1], forms, places, kind, weight)


def _find_tag(documents: Sequence[Document], place: Place) -> str:
    return documents[place.document].language


def _read(documents: Sequence[Document], place: Place) -> str:
    paragraph = documents[place.document].paragraphs[place.paragraph]
    return paragraph.text[place.start : place.stop]


def _rate(documents: Sequence[Document], found: Sequence[Proposal]) -> list[Proposal]:
    """Find the English of proposals, and rate them."""
    named = [
        replace(each, renderings=find_renderings(each.chinese, is_name=_is_name(each)))
        for each in found
    ]
    texts = [
        paragraph.text
        for document in documents
        if is_chinese(document.language)
        for paragraph in document.paragraphs
    ]
    ratings = rate_terms([_make_pair(each) for each in named], texts)
    return [
        replace(each, termhood=_support(rating, _describe(each)))
        for each, rating in zip(named, ratings, strict=True)
    ]


def _support(rating: float, found: Found) -> float:
    return raise_listed(rating * find_support(found), found)


def _is_name(found: Proposal) -> bool:
    return found.kind in {Kind.NAME, Kind.ABBREVIATION}


def _make_pair(found: Proposal) -> TermPair:
    english = found.renderings[0].text if found.renderings else ""
    nothing = (0, 0)
    places = tuple((number, nothing, nothing) for number in range(len(found.places)))
    return TermPair(found.chinese, english, places, 1.0, {}, found.kind)


def _describe(found: Proposal) -> Found:
    return Found(
        fold_text(found.chinese), found.kind, len(found.places), found.weight, found.renderings
    )


def _choose(rated: Sequence[Proposal]) -> list[Proposal]:
    """Order proposals; leave out what goes over borders of better ones or stands in others only."""
    ordered = sorted(rated, key=lambda each: (-_score(each), each.chinese))
    taken = _Places()
    firm = []
    for each in ordered:
        free = tuple(place for place in each.places if not _crosses(place, taken))
        if len(free) >= max(_LEAST_SHARE * len(each.places), 1):
            firm.append(replace(each, places=free))
            for place in free:
                taken.add(place, _score(each))
    return [each for each in firm if not _is_nested(each, taken)]


def _score(found: Proposal) -> float:
    doublings = min(math.log2(len(found.places)), _MOST_DOUBLINGS)
    return found.termhood * found.weight * (1 + _COUNT_GAIN * doublings)


def _crosses(place: Place, taken: _Places) -> bool:
    return any(
        each.overlaps(place) and not each.holds(place) and not place.holds(each)
        for each, _ in taken.find(place)
    )


def _is_nested(found: Proposal, taken: _Places) -> bool:
    """Whether a term stands everywhere in longer ones that are not much worse."""
    least = _LEAST_HOLDER * _score(found)
    return all(
        any(
            each.holds(place) and each != place and score >= least
            for each, score in taken.find(place)
        )
        for place in found.places
    )
