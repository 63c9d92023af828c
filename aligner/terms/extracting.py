"""Passages → the concepts of a glossary, best first."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligner.terms.blocks import BLOCK, read_sheets
from aligner.terms.candidates.english_casing import Casing
from aligner.terms.candidates.english_words import split_words
from aligner.terms.candidates.surface import Surfaces, learn_surfaces
from aligner.terms.checking.steadiness import measure_steadiness
from aligner.terms.pairing.adjectives import doubt_adjectives
from aligner.terms.pairing.finding import pair_sheets
from aligner.terms.records import Kind, Passage, TermPair
from aligner.terms.spilling import PassageStore
from aligner.terms.termhood import hide_nested, rank_pairs
from aligner.terms.termhood.seeds import Seeds
from aligner.terms.watching import watch
from tmx.glossary.records import Concept, Glossary, Provenance, Term, TermStatus
from tmx.memory.folding import fold_text

_NOUN, _NAME = "noun", "properNoun"
_NAMES = frozenset({Kind.NAME, Kind.ABBREVIATION})


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """What becomes a row of a glossary.

    Args:
        min_confidence: passages less probable than this are left out.
        min_probability: pairs of terms less probable than this are left out.
        limit: rows at most; None: all.
        seeds: words of the field; None: of international politics.
        processes: how many work beside each other on many passages; what they find is the same.
    """

    min_confidence: float = 0.5
    min_probability: float = 0.5
    limit: int | None = None
    seeds: Seeds | None = None
    processes: int = 1


DEFAULTS = ExtractOptions()


def extract_glossary(
    passages: Iterable[Passage],
    options: ExtractOptions = DEFAULTS,
    *,
    progress: Callable[[str], None] | None = None,
) -> Glossary:
    """Find the terms of texts and their translations.

    Args:
        passages: of texts that translate each other, gone through once. They may be any number:
            what does not fit in bounded memory is put in temporary files.
        options: what is left out.
        progress: is told what is being done.

    Returns:
        A concept a pair of terms, best first, with counts and an example of each side, and how
        steadily the passages keep to it.

    Raises:
        AlignerError: one of several processes was ended from outside.
    """
    trusted = PassageStore(each for each in passages if each.probability >= options.min_confidence)
    if not trusted:
        return Glossary(())
    tell = progress or _say_nothing
    tell("terms")
    sheets = read_sheets(trusted, processes=options.processes)
    paired = pair_sheets(sheets, trusted, least=options.min_probability, progress=tell)
    likely = doubt_adjectives(paired, options.min_probability)
    tell("ranking")
    kept = hide_nested(likely, options.seeds)
    counted = watch(trusted, len(trusted), "ranking", tell)
    ranked = rank_pairs(kept, counted, options.seeds)[: options.limit]
    surfaces = _learn_surfaces(trusted, ranked)
    made = (make_concept(each, trusted, surfaces) for each in ranked)
    glossary = Glossary(tuple(watch(made, len(ranked), "terms", tell)))
    return measure_steadiness(glossary, trusted)


def _say_nothing(_: str) -> None:
    pass


def _learn_surfaces(passages: Sequence[Passage], pairs: Sequence[TermPair]) -> Surfaces:
    """Learn how the words of pairs are written; all words of many texts would be too many."""
    forms = {form for pair in pairs for form in (pair.english, *pair.variants)}
    wanted = {word.lower for form in forms for word in split_words(form)}
    large: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for start in range(0, len(passages), BLOCK):
        casing = learn_surfaces(each.english for each in passages[start : start + BLOCK]).casing
        large.update({word: casing.large[word] for word in casing.large.keys() & wanted})
        small.update({word: casing.small[word] for word in casing.small.keys() & wanted})
    return Surfaces(Casing(large, small))


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
        count=pair.count,
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
