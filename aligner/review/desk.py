"""One alignment on the desk: what the page asks, answered with values, without HTTP."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from aligner.inspection.omissions import find_omissions
from aligner.inspection.sharing import Sharer
from aligner.messages import load_messages
from aligner.review.advising import Adviser
from aligner.review.answers import Replacement
from aligner.review.clients import Client
from aligner.review.export_desk import ExportDesk, MemoryTarget
from aligner.review.filtering import find_next
from aligner.review.framing import describe_frame, describe_steps, say_done
from aligner.review.glossary.desk import GlossaryDesk
from aligner.review.glossary.records import TermStore
from aligner.review.judging import Judge
from aligner.review.mapping import view_map
from aligner.review.pages import BLOCK, Pages, PageView
from aligner.review.reading import RowReader
from aligner.review.session import ReviewSession
from aligner.review.surveying import Picture, Survey
from aligner.review.views import Viewer
from aligner.revision.records import Change, Direction
from aligner.revision.state import RevisionState

_P = ParamSpec("_P")
_R = TypeVar("_R")
_PATIENCE = 0.2
"""Seconds that the page waits for warnings; it is told the rest later."""
_MOMENT = 0.005
"""Seconds that a change waits for them: for those of the rows that it made."""


def _held(method: "Callable[Concatenate[Desk, _P], _R]") -> "Callable[Concatenate[Desk, _P], _R]":
    """Let a method of a desk read and change rows that no other thread changes meanwhile."""

    @wraps(method)
    def holding(self: "Desk", /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with self.session.reading():
            return method(self, *args, **kwargs)

    return holding


class Desk:
    """Answers what the page asks of one session.

    Args:
        session: the open file.
        judge: the aligner, which is asked where a row is best split and for other groupings.
        memory: where chosen pairs can go; None: nowhere.
        terms: keeps what is decided of terms; None: there is no glossary.

    Attributes:
        exports: hands out pairs.
        glossary: answers what the page asks about terms; None: there is none.
    """

    def __init__(
        self,
        session: ReviewSession,
        judge: Judge,
        memory: MemoryTarget | None = None,
        *,
        terms: TermStore | None = None,
    ) -> None:
        self.session = session
        self.exports = ExportDesk(session, memory)
        self._adviser = Adviser(judge)
        self._surveyed: tuple[int, Survey] | None = None
        self.glossary = None if terms is None else GlossaryDesk(session, terms, self.languages)
        self._kept_sharer: tuple[object, Sharer] | None = None

    @property
    def _survey(self) -> Survey:
        """Look at all rows as they are now: the session may have loaded the file again."""
        version = self.session.version
        if self._surveyed is None or self._surveyed[1].reader.state is not self.state:
            self._surveyed = version, Survey(RowReader(self.state))
        if self._surveyed[0] != version:
            self._surveyed[1].refresh()
            self._surveyed = version, self._surveyed[1]
        return self._surveyed[1]

    @property
    def _reader(self) -> RowReader:
        return self._survey.reader

    @_held
    def complete(self, seconds: float) -> bool:
        """Look for warnings that are not known yet, for some seconds at most.

        Returns:
            Whether all are known.
        """
        return self._survey.complete(seconds)

    @_held
    def describe_counts(self, client: Client) -> dict[str, Any]:
        """Say what stands in the frame of the page: version, counts, what can be undone."""
        return self._describe(client)

    @property
    def _sharer(self) -> Sharer:
        """Find what rows share by the terms as they are now."""
        pairs = () if self.glossary is None else self.glossary.list_pairs()
        if self._kept_sharer is None or self._kept_sharer[0] is not pairs:
            self._kept_sharer = pairs, Sharer(pairs, self.languages)
        return self._kept_sharer[1]

    @property
    def state(self) -> RevisionState:
        """The alignment as it stands."""
        return self.session.history.state

    @property
    def languages(self) -> tuple[str, str]:
        """Tags of the two documents."""
        original = self.state.original
        return original.source.document.language, original.target.document.language

    @_held
    def render_page(self, client: Client) -> str:
        """Render the whole page with its first rows."""
        original = self.state.original
        places = self._survey.list_places(client.shown)
        self._adviser.read_ahead(self.state, places[:BLOCK])
        self._survey.complete(_PATIENCE)
        steps = describe_steps(self.session, load_messages(client.language))
        page = PageView(
            names=(original.source.document.name, original.target.document.name),
            languages=self.languages,
            version=self.session.version,
            total=len(places),
            first=self._viewer(client).view_rows(places[:BLOCK]),
            weights=self._weigh(places),
            counts=self._survey.count(),
            undo=steps["undo"],
            redo=steps["redo"],
            is_writable=self.session.is_writable,
            memory=self.exports.memory_name,
            has_glossary=self.glossary is not None,
        )
        return self._pages(client).render_page(page)

    @_held
    def render_rows(self, client: Client, start: int, count: int) -> tuple[str, int]:
        """Render a run of the shown rows.

        Args:
            client: who asks.
            start: place of the first among those that are shown, from 0.
            count: how many, at most.

        Returns:
            The rows as HTML, and how many are shown in all.
        """
        places = self._survey.list_places(client.shown)
        chosen = places[max(start, 0) : max(start, 0) + max(count, 0)]
        self._adviser.read_ahead(self.state, chosen)
        rows = self._viewer(client).view_rows(chosen)
        return self._pages(client).render_rows(rows), len(places)

    @_held
    def describe_layout(self, client: Client) -> dict[str, Any]:
        """Say how many rows are shown and how long they are, to make place for them."""
        places = self._survey.list_places(client.shown)
        return {**self._describe(client), "total": len(places), "weights": self._weigh(places)}

    @_held
    def find_next(self, row: int | None, what: str, direction: Direction) -> dict[str, Any]:
        """Find the next row of a kind; None in its place where there is none."""
        place = find_next(self.state, self._reader, row, what, direction)
        if place is None:
            return {"row": None, "place": None}
        self._adviser.read_ahead(self.state, [place])
        return {"row": self.state.get_row(place).id, "place": place}

    @_held
    def find_place(self, client: Client, row: int | None, near: int = 0) -> dict[str, Any]:
        """Find where a row stands among those that are shown.

        Args:
            client: who asks.
            row: its identifier; None: a place is meant.
            near: the place among all rows, from 0; of a row its last one, for when it is not there
                any more.

        Returns:
            "place": where it stands; None: it is not shown. "near": where the nearest stands;
            None: no row is shown.
        """
        place = None if row is None else self.state.get_place(row)
        near = near if place is None else place
        places = self._survey.list_places(client.shown)
        at = bisect_left(places, near)
        is_shown = place is not None and places[at : at + 1] == [place]
        return {
            "place": at if is_shown else None,
            "near": min(at, len(places) - 1) if places else None,
        }

    @_held
    def act(self, client: Client, values: Mapping[str, Any], version: int) -> dict[str, Any]:
        """Change rows as a page asks, and say what it has to show now.

        Raises:
            RevisionError: the rows do not allow it.
            ConflictError: the page has not seen the newest change.
        """
        before = self._survey.picture(client.shown)
        done = self.session.do(
            lambda state: self._adviser.make_change(state, values), version=version
        )
        return self._answer(client, before, done.change)

    @_held
    def propose(self, client: Client, first: int, last: int) -> dict[str, Any]:
        """Align rows anew, to be looked at before it is taken.

        Args:
            client: who asks.
            first, last: identifiers of rows.
        """
        return self._adviser.propose(self._reader, self._pages(client), first, last)

    @_held
    def render_alternatives(self, client: Client, row: int) -> str:
        """List other ways to group a row."""
        return self._adviser.render_alternatives(self._reader, self._pages(client), row)

    @_held
    def go_back(self, client: Client, step: str, version: int) -> dict[str, Any]:
        """Take the last change back, or do it again.

        Args:
            client: who asks.
            step: "undo" or "redo".
            version: the newest change that the page has seen.
        """
        before = self._survey.picture(client.shown)
        undo = self.session.undo if step == "undo" else self.session.redo
        return self._answer(client, before, undo(version=version).change, step)

    def _answer(
        self, client: Client, before: Picture, change: Change, step: str = ""
    ) -> dict[str, Any]:
        survey = self._survey
        survey.complete(_MOMENT)
        found = survey.compare(before, client.shown)
        answer = {
            **self._describe(client),
            "total": len(survey.list_places(client.shown)),
            "focus": change.focus,
            "said": say_done(load_messages(client.language), step, change),
            # Rows from this place on stand this much further down than before.
            "from": change.at + len(change.before),
            "shift": len(change.after) - len(change.before),
            "reload": found.is_large,
        }
        if found.is_large:
            return answer
        html = self._render_added(client, found)
        return {**answer, "at": found.at, "removed": list(found.removed), "html": html}

    def _render_added(self, client: Client, found: Replacement) -> str:
        places = [self.state.find_place(row) for row in found.added]
        return self._pages(client).render_rows(self._viewer(client).view_rows(places))

    def _describe(self, client: Client) -> dict[str, Any]:
        """Say what stands in the frame of the page: version, counts, what can be undone."""
        counts = self._survey.count()
        return {
            **describe_frame(self.session, counts, load_messages(client.language)),
            "counts_html": self._pages(client).render_counts(counts),
        }

    @_held
    def render_unaligned(self, client: Client) -> str:
        """List the passages of both sides that have no counterpart."""
        found = find_omissions(self.state.to_alignment())
        passages = [(each, self.state.get_row(each.beads[0]).id) for each in found]
        return self._pages(client).render_part("unaligned.html", passages=passages)

    @_held
    def render_map(self, client: Client) -> str:
        """Draw the whole text as a strip."""
        return self._pages(client).render_part("map.html", strip=view_map(self.state))

    def _weigh(self, places: Sequence[int]) -> list[int]:
        """Count the characters of each block of rows."""
        rows = self.state.rows
        measure = self._reader.measure
        weights = [measure(rows[place]) for place in places]
        return [sum(weights[start : start + BLOCK]) for start in range(0, len(weights), BLOCK)]

    def _viewer(self, client: Client) -> Viewer:
        return Viewer(self.state, self._reader, self._sharer, client.script)

    def _pages(self, client: Client) -> Pages:
        least = self.state.original.settings.min_confidence
        return Pages(load_messages(client.language), self.languages, least=least)
