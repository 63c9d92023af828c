"""A glossary and units of translation → terms that are possibly not translated as they should be.

Concepts that were rejected are not asked for, and of those that were only extracted no common
words; there, what the dictionary has for a term is as good as what was found, and a name may be
left out. Several concepts of one source term are asked for together: any term of them will do.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from aligner.terms.checking.accepting import Span, Target, list_outermost, read_target
from aligner.terms.checking.asking import Occurrence, SourceTerm, TermFinder
from aligner.terms.checking.omissions import leaves_name_out
from aligner.terms.checking.records import CheckedUnit, FindingKind, TermFinding, TermReport
from aligner.terms.checking.renderings import RenderingCounter
from aligner.terms.checking.scoping import list_admitted, list_deprecated, scope_terms
from aligner.terms.checking.synonyms import says_alike
from aligner.terms.checking.tokens import split_tokens
from aligner.terms.checking.trusting import choose_concepts, is_doubtful
from aligner.terms.checking.waivers import Waivers
from tmx.glossary.records import Concept, Glossary, Term

PROGRESS_STEP = 10_000
"""Units between two reports of progress."""

_NOUNS = frozenset({"noun", "properNoun"})
_Asked = tuple[int, str]
"""Number of a concept, and its term as the glossary has it."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is asked of units of one pair of locales.

    Args:
        finder: of the source terms.
        admitted: target terms that may be used, of each concept by its number.
        deprecated: those that may not.
    """

    finder: TermFinder[_Asked]
    admitted: dict[int, tuple[str, ...]]
    deprecated: dict[int, tuple[str, ...]]


@dataclass(slots=True)
class _Question:
    """A source term, or several of the same concepts, in one unit.

    Args:
        concepts: numbers of the concepts, one of which is meant.
        spans: places in the source.
        terms: as the glossary has them.
        found: admitted terms that the target has, and where.
        used: deprecated ones.
    """

    concepts: tuple[int, ...]
    spans: list[Span] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    found: dict[str, list[Span]] = field(default_factory=dict)
    used: dict[str, list[Span]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Work:
    """A unit at work.

    Args:
        unit: to check.
        scope: what is asked of it.
        target: its target.
        accepted: where admitted terms of anything asked for stand in the target.
    """

    unit: CheckedUnit
    scope: _Scope
    target: Target
    accepted: list[Span] = field(default_factory=list)


class TermChecker:
    """Checks units by a glossary.

    Args:
        glossary: with terms of the languages of both sides.
        waivers: of findings that are right as they are.
        asks_all: what was only extracted is taken as if people had accepted it: its common words
            are asked for, and nothing but its terms is accepted.
    """

    def __init__(
        self, glossary: Glossary, waivers: Waivers | None = None, *, asks_all: bool = False
    ) -> None:
        self._concepts, self._passed_over = choose_concepts(glossary.concepts, asks_all=asks_all)
        self._asks_all = asks_all
        self._waivers = waivers or Waivers()
        self._scopes: dict[tuple[str, str], _Scope] = {}
        self._renderings = RenderingCounter()
        self._units = self._asked = self._missing = self._waived = 0

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
            self._passed_over,
            len({number for each in self._scopes.values() for number in each.admitted}),
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
        questions = _group(scope.finder.find(unit.source))
        if not questions:
            return
        work = _Work(unit, scope, read_target(unit.target, unit.tags[1]))
        for question in questions:
            _answer(question, work)
        for question in questions:
            yield from self._judge(question, work)

    def _judge(self, question: _Question, work: _Work) -> Iterator[TermFinding]:
        self._asked += len(question.spans)
        self._count(question, work.unit)
        used = _list_used(question, work)
        is_said = bool(question.found) or self._is_said(question, work)
        if is_said and not used:
            return
        finding = self._make_finding(question, work, used)
        if self._waivers.covers(finding):
            self._waived += 1
            return
        self._missing += 0 if is_said else len(question.spans)
        yield finding

    def _is_said(self, question: _Question, work: _Work) -> bool:
        """Whether a target says in other words, or leaves out, what was only extracted."""
        concepts = [self._concepts[number] for number in question.concepts]
        if self._asks_all or not all(map(is_doubtful, concepts)):
            return False
        unit = work.unit
        return says_alike(
            question.terms, unit.tags[0], unit.target, unit.tags[1]
        ) or leaves_name_out(
            _join(work.scope.admitted, question.concepts), work.target, work.accepted
        )

    def _count(self, question: _Question, unit: CheckedUnit) -> None:
        spans = [span for each in question.found.values() for span in each]
        targets = [term for term, places in question.found.items() if list_outermost(places, spans)]
        if targets:
            self._renderings.add(question.terms[0], unit.tags[0], targets, unit.tags[1])

    def _make_finding(self, question: _Question, work: _Work, used: Sequence[str]) -> TermFinding:
        concepts = [self._concepts[number] for number in question.concepts]
        printed = (work.unit.source[slice(*span)] for span in question.spans)
        return TermFinding(
            FindingKind.DEPRECATED if used else FindingKind.MISSING,
            work.unit,
            tuple(map(name_concept, concepts)),
            tuple(dict.fromkeys([*(each.id for each in concepts if each.id), *question.terms])),
            tuple(dict.fromkeys(printed)),
            tuple(question.spans),
            tuple(_join(work.scope.admitted, question.concepts)),
            tuple(used),
        )

    def _find_scope(self, tags: tuple[str, str]) -> _Scope:
        if tags not in self._scopes:
            self._scopes[tags] = self._make_scope(*tags)
        return self._scopes[tags]

    def _make_scope(self, source: str, target: str) -> _Scope:
        asked: list[SourceTerm[_Asked]] = []
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
                SourceTerm(each.text, (number, each.text), each.part_of_speech in _NOUNS)
                for each in sources
            ]
            admitted[number] = _list_texts(targets)
            deprecated[number] = _list_texts(list_deprecated(concept, target, targets))
        return _Scope(TermFinder(asked, source), admitted, deprecated)


def _answer(question: _Question, work: _Work) -> None:
    """Look for the terms of a question in the target."""
    for term in _join(work.scope.admitted, question.concepts):
        if spans := work.target.find_freely(term):
            question.found[term] = spans
            work.accepted.extend(spans)
    for term in _join(work.scope.deprecated, question.concepts):
        if spans := work.target.find_exact(term):
            question.used[term] = spans


def _list_used(question: _Question, work: _Work) -> list[str]:
    """Return the deprecated terms of a target that are no part of an admitted one.

    A term that differs in no more than its form from an admitted one is used only where it stands
    letter by letter: cease-fire is not ceasefire.
    """
    return [
        term
        for term, spans in question.used.items()
        if any(
            span not in work.accepted or _is_printed(term, span, question, work)
            for span in list_outermost(spans, work.accepted)
        )
    ]


def _is_printed(term: str, span: Span, question: _Question, work: _Work) -> bool:
    printed = work.target.text[slice(*span)].casefold()
    admitted = {each.casefold() for each in _join(work.scope.admitted, question.concepts)}
    return printed == term.casefold() and printed not in admitted


def name_concept(concept: Concept) -> str:
    """Return what a concept is called: its first terms of two languages.

    >>> from tmx.glossary.records import Term
    >>> name_concept(Concept((Term("zh", "北约"), Term("zh", "北約"), Term("en", "NATO"))))
    '北约 = NATO'
    """
    first = concept.terms[0]
    others = [each.text for each in concept.terms if each.language[:2] != first.language[:2]]
    return " ".join(" = ".join([first.text, *others[:1]]).split())


def _group(occurrences: Iterable[Occurrence[_Asked]]) -> list[_Question]:
    """Put together what stands for the same concepts."""
    questions: dict[tuple[int, ...], _Question] = {}
    for start, stop, values in occurrences:
        concepts = tuple(dict.fromkeys(number for number, _ in values))
        question = questions.setdefault(concepts, _Question(concepts))
        question.spans.append((start, stop))
        question.terms += [term for _, term in values if term not in question.terms]
    return list(questions.values())


def _join(terms: dict[int, tuple[str, ...]], concepts: Iterable[int]) -> list[str]:
    return list(dict.fromkeys(term for number in concepts for term in terms.get(number, ())))


def _list_texts(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.text for each in terms))
