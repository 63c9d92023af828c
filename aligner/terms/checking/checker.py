"""A glossary and units of translation → terms that are possibly not translated as they should be.

Concepts that were rejected are not asked for, and of those that were only extracted no common
words, and nothing that its own texts mostly render otherwise; there, what the dictionary has for a
term is as good as what was found, it may be shortened, and a name may have a pronoun. Several
concepts of one source term are asked for together: any term of them will do.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from aligner.terms.checking.accepting import list_outermost, read_target
from aligner.terms.checking.asking import SourceTerm, TermFinder
from aligner.terms.checking.omissions import leaves_name_out
from aligner.terms.checking.questions import (
    Asked,
    Question,
    Scope,
    Work,
    answer,
    group_occurrences,
    join_terms,
    list_used,
    says_otherwise,
)
from aligner.terms.checking.records import CheckedUnit, FindingKind, TermFinding, TermReport
from aligner.terms.checking.renderings import RenderingCounter
from aligner.terms.checking.scoping import list_admitted, list_deprecated, scope_terms
from aligner.terms.checking.tokens import split_tokens
from aligner.terms.checking.trusting import choose_concepts, is_doubtful, is_steady
from aligner.terms.checking.waivers import Waivers
from tmx.glossary.records import Concept, Glossary, Term

PROGRESS_STEP = 10_000
"""Units between two reports of progress."""

_NAME = "properNoun"
_NOUNS = frozenset({"noun", _NAME})


class TermChecker:
    """Checks units by a glossary.

    Args:
        glossary: with terms of the languages of both sides.
        waivers: of findings that are right as they are.
        asks_all: what was only extracted is taken as if people had accepted it: its common words
            are asked for, and nothing but its terms is accepted.
        asks_unsteady: what its own texts often render otherwise is asked for too.
    """

    def __init__(
        self,
        glossary: Glossary,
        waivers: Waivers | None = None,
        *,
        asks_all: bool = False,
        asks_unsteady: bool = False,
    ) -> None:
        self._choice = choose_concepts(glossary.concepts, asks_all=asks_all)
        self._concepts = self._choice.concepts
        self._tally: dict[int, list[int]] = {}
        self._asks_all = asks_all
        self._asks_unsteady = asks_all or asks_unsteady
        self._waivers = waivers or Waivers()
        self._scopes: dict[tuple[str, str], Scope] = {}
        self._renderings = RenderingCounter()
        self._units = self._asked = self._missing = self._waived = 0

    @property
    def tally(self) -> dict[int, tuple[int, int]]:
        """How often each concept was asked for, and how often a target had it, by its place."""
        return {number: (asked, kept) for number, (asked, kept) in self._tally.items()}

    def check(
        self, units: Iterable[CheckedUnit], *, progress: Callable[[int], None] | None = None
    ) -> TermReport:
        """Check units; to be called once.

        Loads the words of Chinese if a source is Chinese.

        Args:
            units: gone through once; one without a source or a target is passed over.
            progress: is told how many have been looked at, now and then.
        """
        findings = [each for unit in self._watch(units, progress) for each in self._check(unit)]
        return TermReport(
            self._units,
            self._asked,
            tuple(findings),
            self._missing,
            self._waived,
            self._renderings.list_inconsistent(),
            tuple(map(str, self._waivers.unused)),
            self._choice.passed_over,
            len({number for each in self._scopes.values() for number in each.asked}),
            tuple(self._scopes),
        )

    def _watch(
        self, units: Iterable[CheckedUnit], progress: Callable[[int], None] | None
    ) -> Iterator[CheckedUnit]:
        for unit in units:
            if unit.source.strip() and unit.target.strip():
                self._units += 1
                yield unit
                if progress is not None and self._units % PROGRESS_STEP == 0:
                    progress(self._units)

    def _check(self, unit: CheckedUnit) -> Iterator[TermFinding]:
        scope = self._find_scope(unit.tags)
        questions = group_occurrences(scope.finder.find(unit.source))
        if not any(not scope.asked.isdisjoint(each.concepts) for each in questions):
            return
        work = Work(unit, scope, read_target(unit.target, unit.tags[1]))
        for question in questions:
            answer(question, work)
        for question in questions:
            if not scope.asked.isdisjoint(question.concepts):
                yield from self._judge(question, work)

    def _judge(self, question: Question, work: Work) -> Iterator[TermFinding]:
        self._asked += len(question.spans)
        self._count(question, work.unit)
        used = list_used(question, work)
        is_said = bool(question.found) or self._is_said(question, work)
        self._add(question, is_kept=is_said)
        if is_said and not used:
            return
        finding = self._make_finding(question, work, used)
        if self._waivers.covers(finding):
            self._waived += 1
            return
        self._missing += 0 if is_said else len(question.spans)
        yield finding

    def _add(self, question: Question, *, is_kept: bool) -> None:
        for number in question.concepts:
            counted = self._tally.setdefault(number, [0, 0])
            counted[0] += len(question.spans)
            counted[1] += len(question.spans) if is_kept else 0

    def _is_said(self, question: Question, work: Work) -> bool:
        """Whether a target says in other words, or leaves out, what was only extracted."""
        concepts = [self._concepts[number] for number in question.concepts]
        if self._asks_all or not all(map(is_doubtful, concepts)):
            return False
        terms = join_terms(work.scope.admitted, question.concepts)
        return says_otherwise(question, work, terms) or leaves_name_out(
            terms, work.target, work.accepted
        )

    def _count(self, question: Question, unit: CheckedUnit) -> None:
        spans = [span for each in question.found.values() for span in each]
        targets = [term for term, places in question.found.items() if list_outermost(places, spans)]
        if targets:
            self._renderings.add(question.terms[0], unit.tags[0], targets, unit.tags[1])

    def _make_finding(self, question: Question, work: Work, used: Sequence[str]) -> TermFinding:
        concepts = [self._concepts[number] for number in question.concepts]
        printed = (work.unit.source[slice(*span)] for span in question.spans)
        return TermFinding(
            FindingKind.DEPRECATED if used else FindingKind.MISSING,
            work.unit,
            tuple(map(name_concept, concepts)),
            tuple(dict.fromkeys([*(each.id for each in concepts if each.id), *question.terms])),
            tuple(dict.fromkeys(printed)),
            tuple(question.spans),
            tuple(join_terms(work.scope.admitted, question.concepts)),
            tuple(used),
        )

    def _find_scope(self, tags: tuple[str, str]) -> Scope:
        if tags not in self._scopes:
            self._scopes[tags] = self._make_scope(*tags)
        return self._scopes[tags]

    def _make_scope(self, source: str, target: str) -> Scope:
        asked: list[SourceTerm[Asked]] = []
        admitted: dict[int, tuple[str, ...]] = {}
        deprecated: dict[int, tuple[str, ...]] = {}
        for number, concept in enumerate(self._concepts):
            sources = scope_terms(concept.terms, source)
            targets = [
                each for each in list_admitted(concept, target) if split_tokens(each.text, target)
            ]
            if not sources or not targets:
                continue
            asked += [
                SourceTerm(
                    each.text,
                    (number, each.text),
                    each.part_of_speech in _NOUNS,
                    each.part_of_speech == _NAME,
                )
                for each in sources
            ]
            admitted[number] = _list_texts(targets)
            deprecated[number] = _list_texts(list_deprecated(concept, target, targets))
        steady = frozenset(each for each in admitted if self._is_steady(each, source))
        finder = TermFinder(asked, source)
        return Scope(finder, admitted, deprecated, steady, steady & self._choice.asked)

    def _is_steady(self, number: int, source: str) -> bool:
        concept = self._concepts[number]
        return self._asks_unsteady or not is_doubtful(concept) or is_steady(concept, source)


def name_concept(concept: Concept) -> str:
    """Return what a concept is called: its first terms of two languages.

    >>> from tmx.glossary.records import Term
    >>> name_concept(Concept((Term("zh", "北约"), Term("zh", "北約"), Term("en", "NATO"))))
    '北约 = NATO'
    """
    first = concept.terms[0]
    others = [each.text for each in concept.terms if each.language[:2] != first.language[:2]]
    return " ".join(" = ".join([first.text, *others[:1]]).split())


def _list_texts(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.text for each in terms))
