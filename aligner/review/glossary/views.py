"""Concepts → what a template shows of them: words, numbers and marks, no HTML."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aligner.review.glossary.nesting import Folder
from tmx.glossary.records import Concept, Review, Term, TermStatus
from tmx.memory.folding import fold_text
from tmx.memory.units.dividing import find_side

PAGE = 200
"""Concepts that are shown at a time, those that they hold apart."""

_AROUND = 90
"""Characters that are shown of an example before and after its term."""

Pieces = tuple[str, str, str]
"""What stands before a term, the term, and what stands behind it."""


@dataclass(frozen=True, slots=True)
class TermView:
    """A term as shown.

    Args:
        text: as printed.
        tags: of its languages and regions.
        status: how it is to be used; "" where that is not said.
        sources: where it comes from, such as "corpus"; none if that is not said.
        example: a sentence that holds it, and where; None: there is none.
    """

    text: str
    tags: tuple[str, ...]
    status: str
    sources: tuple[str, ...]
    example: Pieces | None

    @property
    def is_out(self) -> bool:
        """Whether it is not to be used any more."""
        return self.status in {TermStatus.DEPRECATED, TermStatus.SUPERSEDED}


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A concept as shown.

    Args:
        id: names it on the page.
        concept: what it is.
        sides: its terms of the first and of the second language.
        percent: the probability, 0 to 100, rounded down; None: not known.
        shorter: concepts that are folded under it.
    """

    id: str
    concept: Concept
    sides: tuple[tuple[TermView, ...], tuple[TermView, ...]]
    percent: int | None
    shorter: tuple["ConceptView", ...] = ()

    @property
    def name(self) -> str:
        """What it is called in a message: its first terms."""
        return " = ".join(side[0].text for side in self.sides if side)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where its terms come from."""
        found = [each for side in self.sides for term in side for each in term.sources]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which concepts are shown.

    Args:
        review: what people said of them; None: all.
        query: a term holds it, in whatever script, case and punctuation; "" for any.
        page: number of the page, from 0.
    """

    review: Review | None = Review.PROPOSED
    query: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of concepts.

    Args:
        concepts: that are shown.
        total: how many there are on all pages, those that others hold apart.
        held: how many others hold.
        page: number of the page, from 0.
    """

    concepts: tuple[ConceptView, ...]
    total: int
    held: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))

    def list_names(self, chosen: Collection[str] = ()) -> list[str]:
        """List what names the concepts of this page, in order, those that others hold too.

        Args:
            chosen: names of concepts of which what they hold is left out.
        """
        return [
            name
            for each in self.concepts
            for name in (
                each.id,
                *(one.id for one in each.shorter if each.id not in chosen),
            )
        ]


def view_list(
    concepts: Mapping[str, Concept],
    wanted: Wanted,
    languages: tuple[str, str],
    folder: Folder,
) -> ListView:
    """Describe a page of concepts, shorter ones folded under longer ones.

    Args:
        concepts: by what names them on the page.
        wanted: which are shown.
        languages: primary subtags of the two sides.
        folder: of concepts in these languages.
    """
    folder.learn(concepts.values())
    chosen = [each for each in concepts.items() if _is_wanted(each[1], wanted)]
    folded = folder.fold([concept for _, concept in chosen])
    tops = list(folded.items())
    page = min(max(wanted.page, 0), max(0, (len(tops) - 1) // PAGE))
    shown = tuple(
        view_concept(
            *chosen[place],
            languages,
            shorter=[view_concept(*chosen[each], languages) for each in shorter],
        )
        for place, shorter in tops[page * PAGE : (page + 1) * PAGE]
    )
    return ListView(shown, len(tops), len(chosen) - len(tops), page)


def _is_wanted(concept: Concept, wanted: Wanted) -> bool:
    if wanted.review is not None and concept.review != wanted.review:
        return False
    if not wanted.query:
        return True
    key = fold_text(wanted.query) or wanted.query
    return any(key in (fold_text(each.text) or each.text) for each in concept.terms)


def view_concept(
    name: str,
    concept: Concept,
    languages: tuple[str, str],
    *,
    shorter: Sequence[ConceptView] = (),
) -> ConceptView:
    """Describe a concept.

    Args:
        name: of it on the page.
        concept: any.
        languages: primary subtags of the two sides; terms of others stand with the second.
        shorter: what is folded under it.
    """
    sides: tuple[list[Term], list[Term]] = ([], [])
    for term in concept.terms:
        sides[0 if find_side(term.language, languages) == 0 else 1].append(term)
    first, second = (tuple(_view_terms(side)) for side in sides)
    percent = None if concept.probability is None else int(concept.probability * 100)
    return ConceptView(name, concept, (first, second), percent, tuple(shorter))


def _view_terms(terms: Sequence[Term]) -> Iterator[TermView]:
    """Describe terms; what is written and used alike in several regions is one."""
    groups: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        groups.setdefault((term.text, term.status or ""), []).append(term)
    for (text, status), alike in groups.items():
        example = next((each.example for each in alike if each.example), "")
        yield TermView(
            text,
            tuple(dict.fromkeys(each.language for each in alike)),
            status,
            tuple(dict.fromkeys(each.provenance for each in alike if each.provenance)),
            mark_term(example, text) if example else None,
        )


def mark_term(example: str, term: str) -> Pieces:
    """Find a term in its example, of which what is far from it is cut off.

    >>> mark_term("A Ceasefire was agreed.", "ceasefire")
    ('A ', 'Ceasefire', ' was agreed.')
    """
    start = example.find(term)
    if start < 0 and len(example.lower()) == len(example):
        start = example.lower().find(term.lower())
    if start < 0:
        cut = example[: 2 * _AROUND]
        return cut + ("…" if cut != example else ""), "", ""
    stop = start + len(term)
    before, behind = example[:start], example[stop:]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:]
    if len(behind) > _AROUND:
        behind = behind[:_AROUND] + "…"
    return before, example[start:stop], behind
