"""Decisions in the glossary of a translation memory, whose history keeps what was."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TypeAlias

from aligner.review.glossary.records import Chosen, KeptConcept
from tmx.errors import TmxError
from tmx.glossary import Glossary, Review
from tmx.memory.glossary.changing import (
    ConceptEdit,
    decide_concepts,
    edit_concept,
    merge_concepts,
    restore_concept,
)
from tmx.memory.glossary.combining import list_pairs
from tmx.memory.glossary.finding import (
    find_concept_changes,
    find_concepts,
    find_edited_concepts,
    get_concept,
)
from tmx.memory.glossary.records import ConceptAction, ConceptFilter
from tmx.memory.glossary.storing import store_proposals
from tmx.memory.store import Memory, make_memory, open_memory

_MOST_STATES = 50
"""Changes that can be taken back."""

_State: TypeAlias = tuple[int, int]
"""Number of a concept, and place of one of its former states."""


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class MemoryStore:
    """Keeps concepts in a memory; the memory is made at the first decision.

    Args:
        path: of the memory.
        languages: tags of a new one.
        now: gives the time with a time zone.
    """

    def __init__(
        self, path: Path, languages: tuple[str, str], *, now: Callable[[], datetime] = _now
    ) -> None:
        self._path = path
        self._languages = languages
        self._now = now
        self._lock = RLock()
        self._done: list[list[_State]] = []
        self._kept: tuple[Hashable, list[KeptConcept]] | None = None
        self._changed: set[int] = set()

    @property
    def name(self) -> str:
        """The name of the file."""
        return self._path.name

    @property
    def revision(self) -> Hashable:
        """Differs after anybody has written to the memory."""
        log = self._path.with_name(self._path.name + "-wal")
        return tuple(map(_sign, (self._path, log)))

    @property
    def can_undo(self) -> bool:
        """Whether this process has changed a concept."""
        return bool(self._done)

    def list_concepts(self) -> Sequence[KeptConcept]:
        """List what the memory holds."""
        with self._lock:
            revision = self.revision
            if self._kept is None or self._kept[0] != revision:
                self._kept = revision, self._read()
            return self._kept[1]

    def _read(self) -> list[KeptConcept]:
        if not self._path.exists():
            return []
        with open_memory(self._path) as memory:
            former = find_edited_concepts(memory)
            return [
                KeptConcept(str(each.number), each.concept, former.get(each.number, ()))
                for each in find_concepts(memory)
            ]

    def list_losses(self) -> Sequence[str]:
        """Return nothing: a memory holds all that it is given."""
        return ()

    def decide(self, chosen: Sequence[Chosen], review: Review) -> list[str]:
        """Accept or reject concepts, or take that back."""
        with self._writing() as memory:
            names = [_take_in(memory, each) for each in chosen]
            before = {name: _count_states(memory, int(name)) for name in names}
            self._changed.update(map(int, names))
            decide_concepts(memory, names, review, moment=self._now())
            self._remember(
                [
                    (int(name), count)
                    for name, count in before.items()
                    if _count_states(memory, int(name)) > count
                ]
            )
            return names

    def edit(self, chosen: Chosen, edit: ConceptEdit) -> str:
        """Change a concept."""
        with self._writing() as memory:
            name = _take_in(memory, chosen)
            self._changed.add(int(name))
            place = _count_states(memory, int(name))
            _, is_changed = edit_concept(memory, name, edit, moment=self._now())
            self._remember([(int(name), place)] if is_changed else [])
            return name

    def merge(self, chosen: Sequence[Chosen]) -> str:
        """Make one concept of several; those that were merged can come back under their numbers."""
        with self._writing() as memory:
            names = [_take_in(memory, each) for each in chosen]
            self._changed.update(map(int, names))
            done = merge_concepts(memory, names, moment=self._now())
            self._remember(_find_merged(memory, done.number, set(map(int, names))))
            return str(done.number)

    def undo(self) -> list[str]:
        """Bring back what the concepts of the last change were."""
        with self._writing() as memory:
            if not self._done:
                raise TmxError(f"{self.name}: there is no decision to take back")
            states = self._done.pop()
            restored = [
                restore_concept(memory, number, state=place, moment=self._now())
                for number, place in states
            ]
            self._changed.update(each.number for each in restored)
            if len({each.number for each in restored}) > len({number for number, _ in states}):
                # The histories of merged concepts are one, so that places in them moved.
                self._done = []
            return [str(each.number) for each in restored]

    @contextmanager
    def _writing(self) -> Iterator[Memory]:
        """Open the memory, or make it, for one transaction."""
        with self._lock:
            done, revision, kept = list(self._done), self.revision, self._kept
            self._changed.clear()
            try:
                with self._open() as memory, memory.write():
                    yield memory
                    # Nobody else writes until the transaction has ended.
                    is_known = kept is not None and kept[0] == revision == self.revision
                    fresh = self._refresh(memory, kept[1]) if kept and is_known else None
            except BaseException:
                self._done = done
                raise
            self._kept = None if fresh is None else (self.revision, fresh)

    def _refresh(self, memory: Memory, kept: Sequence[KeptConcept]) -> list[KeptConcept]:
        """Return what is held, where the concepts of this change are as they are now."""
        former = find_edited_concepts(memory)
        found = [get_concept(memory, number) for number in self._changed]
        changed = [
            KeptConcept(str(each.number), each.concept, former.get(each.number, ()))
            for each in found
            if each is not None
        ]
        held = [each for each in kept if int(each.id) not in self._changed]
        return sorted((*held, *changed), key=lambda each: int(each.id))

    def _open(self) -> Memory:
        if self._path.exists():
            return open_memory(self._path, is_writable=True)
        return make_memory(self._path, self._languages)

    def _remember(self, states: list[_State]) -> None:
        if states:
            self._done = [*self._done, states][-_MOST_STATES:]


def _sign(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    # An empty log is made by whoever opens the memory.
    return (found.st_mtime_ns, found.st_size) if found.st_size else None


def _take_in(memory: Memory, chosen: Chosen) -> str:
    """Store what was found, if that is what was chosen; return its number."""
    if isinstance(chosen, str):
        return chosen
    store_proposals(memory, Glossary((chosen,)))
    pairs = list_pairs(chosen, memory.languages)[:1]
    wanted = ConceptFilter((Review.PROPOSED, Review.ACCEPTED), chosen.terms[0].text)
    for stored in find_concepts(memory, wanted):
        if not set(pairs).isdisjoint(list_pairs(stored.concept, memory.languages)):
            return str(stored.number)
    raise TmxError(
        f"“{chosen.terms[0].text}”: cannot be kept in {memory.path}, which holds"
        f" {'–'.join(memory.languages)}, or was rejected there meanwhile: look again"
    )


def _count_states(memory: Memory, number: int) -> int:
    return len(find_concept_changes(memory, number))


def _find_merged(memory: Memory, number: int, names: set[int]) -> list[_State]:
    """Find the states that a merge has just ended, that of the concept that is left last."""
    changes = find_concept_changes(memory, number)
    last = {
        each.before.number: place
        for place, each in enumerate(changes)
        if each.action is ConceptAction.MERGE and each.before.number in names
    }
    others = [(number, place) for name, place in last.items() if name != number]
    return [*others, (number, last[number])]
