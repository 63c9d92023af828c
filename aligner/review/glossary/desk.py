"""The glossary on the page: what it asks, answered with values and HTML, without HTTP."""

from collections.abc import Hashable, Mapping, Sequence
from contextlib import suppress
from itertools import product
from threading import RLock
from typing import Any

from aligner.errors import AlignerError
from aligner.messages import Messages, load_messages
from aligner.review.glossary.background import Answer, Background
from aligner.review.glossary.editing import read_edit
from aligner.review.glossary.findings import Findings, check_rows
from aligner.review.glossary.nesting import Folder
from aligner.review.glossary.records import TermStore
from aligner.review.glossary.shelf import Shelf, Stock
from aligner.review.glossary.views import ListView, Wanted, view_concept, view_list
from aligner.review.pages import Pages
from aligner.review.session import ReviewSession
from aligner.revision.records import RevisionError
from aligner.terms.checking.records import TermFinding
from tmx.errors import TmxError
from tmx.glossary.records import Concept, Review, TermStatus
from tmx.memory.store import orient
from tmx.memory.units.dividing import find_side

MOST_FINDINGS = 500
"""Findings that are shown."""

_REVIEWS = {"accept": Review.ACCEPTED, "reject": Review.REJECTED, "propose": Review.PROPOSED}
_ALL = "all"
_OUT = {TermStatus.DEPRECATED, TermStatus.SUPERSEDED}


class GlossaryDesk:
    """Answers what the page asks about terms.

    Args:
        session: the open alignment.
        store: keeps what people decide.
        tags: of the two documents, source first.

    Raises:
        TmxError: both documents are in one language.
    """

    def __init__(self, session: ReviewSession, store: TermStore, tags: tuple[str, str]) -> None:
        self.languages = orient(tags)
        self.shelf = Shelf(session, store, self.languages)
        self._session = session
        self._tags = tags
        self._lock = RLock()
        self._is_loaded = False
        self._checked: Background[Findings] = Background()
        self._folder = Folder(self.languages)
        self._viewed: tuple[Hashable, ListView] | None = None
        self._pairs: tuple[Hashable, tuple[tuple[str, str], ...]] = (None, ())

    @property
    def revision(self) -> Hashable:
        """Differs after the terms have changed."""
        return self.shelf.revision

    def load(self) -> bool:
        """Read the store, for which the page does not wait.

        Returns:
            Whether there are terms to mark now that were not there before.
        """
        if self._is_loaded:
            return False
        with self._lock, suppress(AlignerError, TmxError):
            self.shelf.take_stock()
        self._is_loaded = True
        return bool(self.list_pairs())

    def list_pairs(self) -> tuple[tuple[str, str], ...]:
        """List the pairs of a source and a target term that are marked in the rows.

        Where the store was not read yet, or cannot be, there are none; the panel says why.
        """
        if not self._is_loaded:
            return ()
        with self._lock:
            if self._pairs[0] != self.revision:
                try:
                    concepts = self.shelf.take_stock().list_marked()
                except (AlignerError, TmxError):
                    concepts = []
                pairs = dict.fromkeys(pair for each in concepts for pair in self._pair(each))
                self._pairs = self.revision, tuple(pairs)
            return self._pairs[1]

    def _pair(self, concept: Concept) -> "product[tuple[str, str]]":
        """Pair the terms of both sides, the source first."""
        sides: tuple[list[str], list[str]] = ([], [])
        for term in concept.terms:
            side = find_side(term.language, self.languages)
            if side is not None and term.status not in _OUT:
                sides[side].append(term.text)
        is_turned = find_side(self._tags[0], self.languages) == 1
        return product(sides[is_turned], sides[not is_turned])

    def render(self, language: str, asked: Mapping[str, Any]) -> str:
        """Render the panel; what is asked for may name a state, a search and a page.

        Where the store cannot be read the panel says so.
        """
        wanted = read_wanted(asked)
        answer = self.shelf.find_terms()
        self.load()
        with self._lock:
            try:
                stock = self.shelf.take_stock()
                losses = self.shelf.store.list_losses()
            except (AlignerError, TmxError) as error:
                return self._render(language, "glossary.html", error=str(error))
            return self._render_list(language, stock, wanted, answer=answer, losses=losses)

    def _render_list(
        self,
        language: str,
        stock: Stock,
        wanted: Wanted,
        *,
        answer: Answer[tuple[Concept, ...]],
        losses: Sequence[str] = (),
    ) -> str:
        return self._render(
            language,
            "glossary.html",
            error=answer.error,
            is_busy=answer.is_busy,
            losses=losses,
            list=self._view(stock, wanted),
            wanted=wanted,
            counts={each.value: count for each, count in stock.counts.items()},
            can_undo=self.shelf.store.can_undo,
        )

    def _view(self, stock: Stock, wanted: Wanted) -> ListView:
        key = stock.revision, wanted
        if self._viewed is None or self._viewed[0] != key:
            view = view_list(stock.concepts, wanted, self.languages, self._folder)
            self._viewed = key, view
        return self._viewed[1]

    def render_editor(self, language: str, name: str) -> str:
        """Render the form in which a concept is edited.

        Raises:
            RevisionError: there is no such concept.
        """
        concept = self._get(name)
        view = view_concept(name, concept, self.languages)
        return self._render(language, "term_editor.html", each=view, statuses=tuple(TermStatus))

    def _get(self, name: str) -> Concept:
        concept = self.shelf.take_stock().concepts.get(name)
        if concept is None:
            raise RevisionError("the term is not there any more: look again", "term_gone")
        return concept

    def act(self, language: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Do with concepts what the page asks for.

        Args:
            language: of the interface.
            asked: `do`, one of accept, reject, propose, edit, merge and undo; `ids`; for an edit
                the values of its form; `state`, `q` and `page` say what the page shows.

        Returns:
            The panel as `html`, what was done as `said`, and as `focus` the name of the concept to
            go on with; None: there is none.

        Raises:
            RevisionError: a value is missing or wrong.
            TmxError: the concepts do not allow it, or the store cannot be written.
        """
        wanted = read_wanted(asked)
        messages = load_messages(language)
        with self._lock:
            view = self._view(self.shelf.take_stock(), wanted)
            said, done = self._do(messages, asked)
            stock = self.shelf.take_stock()
            after = self._view(stock, wanted).list_names()
            html = self._render_list(language, stock, wanted, answer=self.shelf.find_terms())
        ids = [] if asked.get("do") == "undo" else _read_names(asked)
        focus = find_focus(view.list_names(ids), after, ids, done)
        return {"html": html, "said": said, "focus": focus}

    def _do(self, messages: Messages, asked: Mapping[str, Any]) -> tuple[str, list[str]]:
        """Do it; return what is said of it, and the names to stay with, if there are any."""
        store, name = self.shelf.store, asked.get("do")
        if name == "undo":
            if not store.can_undo:
                raise RevisionError("there is no decision to take back", "term_none_to_undo")
            done = store.undo()
            return messages("term_done_undo", n=len(done)), done
        ids = _read_names(asked)
        chosen = self.shelf.choose(ids)
        title = _name(self._get(ids[0]), self.languages)
        if name == "edit":
            edited = store.edit(chosen[0], read_edit(self._get(ids[0]), asked, self.languages))
            title = _name(self._get(edited), self.languages)
            return messages("term_done_edit", name=title), [edited]
        if name == "merge":
            if len(chosen) < 2:
                raise RevisionError(
                    "one term alone cannot be merged: choose another one too", "term_merge_one"
                )
            merged = store.merge(chosen)
            return messages("term_done_merge", n=len(chosen), name=title), [merged]
        if name not in _REVIEWS:
            known = ", ".join((*_REVIEWS, "edit", "merge", "undo"))
            raise RevisionError(f"do: is {str(name)[:40]!r}: give one of {known}")
        store.decide(chosen, _REVIEWS[name])
        return messages(f"term_done_{name}", n=len(chosen), name=title), []

    def render_findings(self, language: str) -> str:
        """Render what a check of the alignment by its terms finds; it is made beside the page."""
        found = self.shelf.find_terms()
        try:
            concepts = self.shelf.take_stock().list_usable()
        except (AlignerError, TmxError) as error:
            return self._render(language, "findings.html", error=str(error))
        key = self._session.version, self.revision
        checked = self._checked.ask(key, lambda: check_rows(self._session, concepts))
        rows = [] if checked.value is None else list(checked.value.list_rows())
        return self._render(
            language,
            "findings.html",
            error=checked.error,
            is_busy=checked.is_busy or (found.is_busy and not concepts),
            checked=checked.value,
            rows=[_view_finding(*each) for each in rows[:MOST_FINDINGS]],
            left=max(0, len(rows) - MOST_FINDINGS),
        )

    def wait(self) -> None:
        """Wait until what was begun beside the page has ended."""
        self.shelf.wait()
        self._checked.wait()

    def _render(self, language: str, template: str, **values: object) -> str:
        pages = Pages(load_messages(language), self._tags)
        return pages.render_part(template, store=self.shelf.store.name, **values)


def _view_finding(row: int, place: int, finding: TermFinding) -> dict[str, Any]:
    """Describe a finding: its row, and the source cut at the terms."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, stop in sorted(finding.spans):
        if start < done:
            continue
        pieces.append((finding.unit.source[done:start], False))
        pieces.append((finding.unit.source[start:stop], True))
        done = stop
    pieces.append((finding.unit.source[done:], False))
    return {"row": row, "place": place, "finding": finding, "pieces": pieces}


def _name(concept: Concept, languages: tuple[str, str]) -> str:
    return view_concept("", concept, languages).name


def read_wanted(asked: Mapping[str, Any]) -> Wanted:
    """Read which concepts the page shows.

    Raises:
        RevisionError: there is no such state, or the page is no number.
    """
    state = asked.get("state") or Review.PROPOSED.value
    if state != _ALL and state not in list(Review):
        known = ", ".join((*Review, _ALL))
        raise RevisionError(f"state: is {str(state)[:40]!r}: give one of {known}")
    page = str(asked.get("page") or "0")
    if not page.isascii() or not page.isdecimal() or len(page) > 9:
        raise RevisionError(f"page: is {page[:40]!r}: give a number")
    review = None if state == _ALL else Review(state)
    return Wanted(review, str(asked.get("q") or ""), int(page))


def _read_names(asked: Mapping[str, Any]) -> list[str]:
    names = asked.get("ids")
    is_list = isinstance(names, list) and all(isinstance(each, str) for each in names)
    if not names or not is_list:
        raise RevisionError("choose at least one term", "choose_term")
    return list(names)


def find_focus(
    before: Sequence[str], after: Sequence[str], ids: Sequence[str], done: Sequence[str]
) -> str | None:
    """Find the concept to go on with.

    Args:
        before, after: names of what was shown, and of what is shown now.
        ids: names of what was worked on.
        done: names of what it has become, where the work stays with it.

    >>> find_focus(["a", "b", "c"], ["b", "c"], ["a"], [])
    'b'
    >>> find_focus(["a", "b", "c"], ["a", "b"], ["c"], [])
    'b'
    """
    known = set(after)
    last = max((before.index(each) for each in ids if each in before), default=-1)
    ways = (done, before[last + 1 :], before[last::-1] if last >= 0 else (), after)
    return next((each for way in ways for each in way if each in known), None)
