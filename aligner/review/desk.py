"""One alignment on the desk: what the page asks, answered with values, without HTTP."""

import json
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from secrets import token_hex
from typing import Any, Concatenate, ParamSpec, TypeVar

from aligner.inspection.omissions import find_omissions
from aligner.inspection.sharing import Sharer
from aligner.messages import Messages, load_messages
from aligner.records import Alignment
from aligner.review.actions import make_change
from aligner.review.alternatives import find_alternatives
from aligner.review.answers import Replacement
from aligner.review.exports import Chosen, choose_pairs, name_file, write_pairs
from aligner.review.filtering import ALL_ROWS, FILTERS, Shown, find_next
from aligner.review.glossary.desk import GlossaryDesk
from aligner.review.glossary.records import TermStore
from aligner.review.judging import Judge
from aligner.review.mapping import view_map
from aligner.review.pages import BLOCK, Pages, PageView
from aligner.review.reading import RowReader
from aligner.review.realigning import Proposal, propose, take_proposal
from aligner.review.session import ReviewSession
from aligner.review.surveying import Picture, Survey
from aligner.review.views import Viewer
from aligner.revision.records import Change, Direction, RevisionError, SideName
from aligner.revision.state import RevisionState

_P = ParamSpec("_P")
_R = TypeVar("_R")
_PATIENCE = 0.2
"""Seconds that the page waits for warnings; it is told the rest later."""


@dataclass(frozen=True, slots=True)
class Client:
    """What a window says of itself with each request.

    Args:
        language: of its interface.
        shown: which rows it shows.
        script: in which characters Chinese is displayed; "" for as stored.
    """

    language: str = "en"
    shown: Shown = ALL_ROWS
    script: str = ""


@dataclass(frozen=True, slots=True)
class MemoryTarget:
    """A translation memory that pairs can go into.

    Args:
        name: for people.
        add: adds the units of an alignment, and says in one line what became of them.
    """

    name: str
    add: Callable[[Alignment], str]


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
        self._memory = memory
        self._judge = judge
        self._proposals: dict[str, Proposal] = {}
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
        original, history = self.state.original, self.session.history
        places = self._survey.list_places(client.shown)
        self._survey.complete(_PATIENCE)
        messages = load_messages(client.language)
        page = PageView(
            names=(original.source.document.name, original.target.document.name),
            languages=self.languages,
            version=self.session.version,
            total=len(places),
            first=self._viewer(client).view_rows(places[:BLOCK]),
            weights=self._weigh(places),
            counts=self._survey.count(),
            undo=_label(messages, "undo", history.undoable),
            redo=_label(messages, "redo", history.redoable),
            is_writable=self.session.is_writable,
            memory=self._memory.name if self._memory else "",
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
        found = None if place is None else self.state.get_row(place).id
        return {"row": found, "place": place}

    @_held
    def find_place(self, client: Client, row: int, near: int = 0) -> dict[str, Any]:
        """Find where a row stands among those that are shown.

        Args:
            client: who asks.
            row: its identifier.
            near: its last place among all rows, from 0, for when it is not there any more.

        Returns:
            "place": where it stands; None: it is not shown. "near": where the nearest stands;
            None: no row is shown.
        """
        place = self.state.get_place(row)
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
        done = self.session.do(lambda state: self._make(state, values), version=version)
        return self._answer(client, before, done.change)

    def _make(self, state: RevisionState, values: Mapping[str, Any]) -> Change:
        if values.get("action") != "realign":
            return make_change(state, values, self._judge.choose_split)
        proposal = self._proposals.get(str(values.get("proposal")))
        if proposal is None:
            raise RevisionError("the proposal is not there any more: ask for it again")
        return take_proposal(state, proposal)

    @_held
    def propose(self, client: Client, first: int, last: int) -> dict[str, Any]:
        """Align rows anew, to be looked at before it is taken.

        Args:
            client: who asks.
            first, last: identifiers of rows.
        """
        proposal = propose(self.state, self._judge, first, last)
        name = token_hex(8)
        # One is shown at a time.
        self._proposals = {name: proposal}
        html = self._pages(client).render_part(
            "proposal.html",
            name=name,
            is_new=proposal.is_new,
            before=[self._tell(row.source, row.target, row.confidence) for row in proposal.before],
            after=[self._tell(*group, chance) for group, chance in proposal.groups],
        )
        return {"proposal": name, "html": html}

    def _tell(
        self, source: Sequence[str], target: Sequence[str], confidence: float
    ) -> dict[str, Any]:
        """Describe a grouping in words."""
        texts = (
            self._reader.join(source, SideName.SOURCE),
            self._reader.join(target, SideName.TARGET),
        )
        kind = f"{len(source)}-{len(target)}"
        return {"texts": texts, "type": kind, "percent": int(confidence * 100)}

    @_held
    def render_alternatives(self, client: Client, row: int) -> str:
        """List other ways to group a row."""
        shown = [
            {
                "change": json.dumps(dict(each.action)),
                "kind": each.kind,
                "percent": int(each.probability * 100),
                "rows": [self._tell(r.source, r.target, r.confidence) for r in each.rows],
            }
            for each in find_alternatives(self.state, self._judge, row)
        ]
        return self._pages(client).render_part("alternatives.html", alternatives=shown)

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
        found = survey.compare(before, client.shown)
        messages = load_messages(client.language)
        answer = {
            **self._describe(client),
            "total": len(survey.list_places(client.shown)),
            "focus": change.focus,
            "said": _say(messages, step, change),
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
        messages, history = load_messages(client.language), self.session.history
        counts = self._survey.count()
        return {
            "version": self.session.version,
            "counts": counts,
            "counts_html": self._pages(client).render_counts(counts),
            "filters": {
                name: f"{messages(f'filter_{name}')} ({_tell_count(counts[name])})"
                for name in FILTERS
            },
            "undo": _label(messages, "undo", history.undoable),
            "redo": _label(messages, "redo", history.redoable),
        }

    @_held
    def preview_export(self, client: Client, choice: str, threshold: float) -> dict[str, Any]:
        """Count the pairs that would be exported, and what would be left out."""
        units = self._choose(choice, threshold).make_units()
        messages = load_messages(client.language)
        reasons = [messages(_name_reason(each), n=n) for each, n in units.left_out.items()]
        said = messages("export_count", n=len(units.units))
        if reasons:
            said += messages("export_left_out", reasons=messages("comma").join(reasons))
        return {"count": len(units.units), "left_out": dict(units.left_out), "said": said}

    def export(self, choice: str, threshold: float, name: str) -> tuple[str, bytes]:
        """Write the chosen pairs; return the name of the file and what is in it."""
        data = write_pairs(self._choose(choice, threshold), name, datetime.now(UTC))
        return name_file(self.session.path.name, name), data

    @_held
    def add_to_memory(self, client: Client, choice: str, threshold: float) -> dict[str, Any]:
        """Put the chosen pairs into the memory that the review was started with.

        Raises:
            RevisionError: it was started with none.
        """
        if self._memory is None:
            raise RevisionError("there is no memory: start with duizhao review FILE --tm MEMORY")
        chosen = self._choose(choice, threshold)
        done = self._memory.add(chosen.alignment)
        return {"said": f"{self.preview_export(client, choice, threshold)['said']} {done}"}

    def _choose(self, choice: str, threshold: float) -> Chosen:
        with self.session.reading() as history:
            return choose_pairs(history.state.to_alignment(), choice, threshold)

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
        return Pages(load_messages(client.language), self.languages)


def _label(messages: Messages, step: str, change: Change | None) -> str:
    """Say what would be undone or done again, such as "Undo: merge"; "" for nothing."""
    if change is None:
        return ""
    return f"{messages(step)}: {messages(f'did_{change.kind}')}"


def _say(messages: Messages, step: str, change: Change) -> str:
    done = messages(f"did_{change.kind}")
    return f"{messages(step)}: {done}" if step else done


def _tell_count(count: int | None) -> str:
    return "…" if count is None else f"{count:,}"


def _name_reason(reason: str) -> str:
    return f"left_{reason.replace(' ', '_')}"


def read_shown(values: Mapping[str, Any]) -> Shown:
    """Read from a request which rows its page shows.

    Raises:
        RevisionError: a value is no text, or there is no such filter.
    """
    name, query = values.get("filter") or "all", values.get("q") or ""
    if not isinstance(name, str) or name not in FILTERS or not isinstance(query, str):
        raise RevisionError(f"filter {name!r:.40}: give one of {', '.join(FILTERS)}")
    return Shown(name, query)
