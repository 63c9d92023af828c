"""Passages → the concepts of a glossary, best first."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from aligner.terms.candidates.chinese import find_chinese
from aligner.terms.candidates.english import find_english
from aligner.terms.candidates.surface import Surfaces, learn_surfaces
from aligner.terms.pairing import pair_terms
from aligner.terms.records import Candidate, Kind, Passage, TermPair
from aligner.terms.termhood import hide_nested, rank_pairs
from tmx.glossary.records import Concept, Glossary, Provenance, Term, TermStatus
from tmx.memory.folding import fold_text

_Spans = tuple[int, int]
_Find = Callable[[Sequence[str]], list[tuple[Candidate, ...]]]
_BLOCK = 5000
"""Texts whose candidates lie in memory; how they are written is learned together."""
_NOUN, _NAME = "noun", "properNoun"
_NAMES = frozenset({Kind.NAME, Kind.ABBREVIATION})


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """What becomes a row of a glossary.

    Args:
        min_confidence: passages less probable than this are left out.
        min_probability: pairs of terms less probable than this are left out.
        limit: rows at most; None: all.
    """

    min_confidence: float = 0.5
    min_probability: float = 0.5
    limit: int | None = None


DEFAULTS = ExtractOptions()


def extract_glossary(
    passages: Sequence[Passage],
    options: ExtractOptions = DEFAULTS,
    *,
    progress: Callable[[str], None] | None = None,
) -> Glossary:
    """Find the terms of texts and their translations.

    Args:
        passages: of texts that translate each other.
        options: what is left out.
        progress: is told what is being done.

    Returns:
        A concept a pair of terms, best first, with counts and an example of each side.
    """
    trusted = [each for each in passages if each.probability >= options.min_confidence]
    chinese = _Candidates([each.chinese for each in trusted], find_chinese)
    english = _Candidates([each.english for each in trusted], find_english)
    if progress is not None:
        progress("terms")
    pairs = pair_terms(trusted, chinese, english, progress=progress)
    likely = [each for each in pairs if each.probability >= options.min_probability]
    ranked = rank_pairs(hide_nested(likely), trusted)[: options.limit]
    surfaces = learn_surfaces(each.english for each in trusted)
    return Glossary(tuple(make_concept(each, trusted, surfaces) for each in ranked))


class _Candidates(Sequence[tuple[Candidate, ...]]):
    """The candidates of texts, found a block at a time, for all at once would take much memory.

    Args:
        texts: looked at in order.
        find: finds the candidates of some texts.
    """

    def __init__(self, texts: Sequence[str], find: _Find) -> None:
        self._texts = texts
        self._find = find
        self._start = 0
        self._block: list[tuple[Candidate, ...]] = []

    def __len__(self) -> int:
        """Count the texts."""
        return len(self._texts)

    @overload
    def __getitem__(self, place: int) -> tuple[Candidate, ...]: ...

    @overload
    def __getitem__(self, place: slice) -> list[tuple[Candidate, ...]]: ...

    def __getitem__(
        self, place: int | slice
    ) -> tuple[Candidate, ...] | list[tuple[Candidate, ...]]:
        """Return the candidates of a text, or of several."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        if not self._start <= place < self._start + len(self._block):
            self._start = place - place % _BLOCK
            self._block = self._find(self._texts[self._start : self._start + _BLOCK])
        return self._block[place - self._start]


def make_concept(pair: TermPair, passages: Sequence[Passage], surfaces: Surfaces) -> Concept:
    """Make a concept of a pair: its terms as they stand for themselves, then their other forms.

    Args:
        pair: found in the passages.
        passages: all that its places count in.
        surfaces: tells how English is written elsewhere in them.
    """
    spans = [(passages[number], chinese, english) for number, chinese, english in pair.places]
    chinese = [
        _Printed(each.tags[0], each.chinese[slice(*span)], each.chinese) for each, span, _ in spans
    ]
    # A name keeps its capitals, also where it is met at the beginning of sentences alone.
    find = _cut if pair.kind in _NAMES else surfaces.find
    english = [
        _Printed(each.tags[1], find(each.english, *span), each.english) for each, _, span in spans
    ]
    main = find(pair.english, 0, len(pair.english))
    part_of_speech = _NAME if pair.kind == Kind.NAME else _NOUN
    return Concept(
        (
            *_make_terms(chinese, pair.chinese, part_of_speech),
            *_make_terms(english, _find_form(main, english), part_of_speech),
        ),
        probability=round(pair.probability, 3),
        count=len(pair.places),
        evidence=tuple((name, round(value, 3)) for name, value in pair.evidence.items()),
    )


def _cut(text: str, start: int, stop: int) -> str:
    return " ".join(text[start:stop].split())


class _Printed(NamedTuple):
    """A form that was met: its tag, and the text that it stands in."""

    tag: str
    form: str
    text: str


def _find_form(main: str, printed: Sequence[_Printed]) -> str:
    """Find the form that was met most; of equals the one that the pair was chosen for."""
    forms = Counter(each.form for each in printed)
    return max(forms, key=lambda form: (forms[form], form.casefold() == main.casefold()))


def _make_terms(printed: Sequence[_Printed], main: str, part_of_speech: str) -> list[Term]:
    """Make a term of each form and tag, the main form first, then those that were met most.

    What differs from the main form in capitals alone is the same form.
    """
    met = [
        (each.tag, main if each.form.casefold() == main.casefold() else each.form)
        for each in printed
    ]
    counts = Counter(met)
    examples = {
        named: each.text for named, each in zip(reversed(met), reversed(printed), strict=True)
    }
    made = [
        Term(
            *each,
            # In another script it is the same word.
            TermStatus.PREFERRED if fold_text(each[1]) == fold_text(main) else TermStatus.ADMITTED,
            Provenance.CORPUS,
            count,
            examples[each],
            part_of_speech,
        )
        for each, count in counts.most_common()
    ]
    return sorted(made, key=lambda each: each.text != main)
