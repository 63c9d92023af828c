"""Decisions in a glossary file, which is written as a whole, in one step, at each of them."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import TypeAlias

from aligner.reading.encoding import detect_encoding
from aligner.review.glossary.records import Chosen, KeptConcept
from tmx.errors import TmxError
from tmx.glossary import Glossary, Review, read_format, read_glossary, write_glossary
from tmx.glossary.records import Concept
from tmx.memory.glossary.changing import ConceptEdit, apply_concept_edit
from tmx.memory.glossary.combining import list_pairs, unite
from tmx.memory.glossary.storing import clean_concept

_WITHOUT_REVIEWS = frozenset({"omegat", "memoq"})
_MOST_STATES = 50
"""Changes that can be taken back."""

_Signature: TypeAlias = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class _Held:
    """What a file held when it was read or written last.

    Args:
        signature: of the file; None: it was not there.
        concepts: by their names, in order.
        title: of the glossary.
        losses: what of the file was not taken.
    """

    signature: _Signature
    concepts: dict[str, Concept]
    title: str = ""
    losses: tuple[str, ...] = ()


class FileStore:
    """Keeps concepts in a glossary file; the file is made at the first decision.

    Args:
        path: of the file, in a format that holds what people decide.
        languages: primary subtags of the two sides; a concept needs a term of one of them.

    Raises:
        TmxError: the format is not known, or holds no decisions.
    """

    def __init__(self, path: Path, languages: tuple[str, str]) -> None:
        name = read_format(path)
        if name in _WITHOUT_REVIEWS:
            raise TmxError(
                f"{path}: a glossary of this format does not hold what was accepted and rejected:"
                " keep decisions in .tsv, .csv, .xlsx, .tbx or .xml, and export from there"
            )
        self._path = path
        self._languages = languages
        self._lock = RLock()
        self._held: _Held | None = None
        self._former: list[dict[str, Concept]] = []

    @property
    def name(self) -> str:
        """The name of the file."""
        return self._path.name

    @property
    def revision(self) -> Hashable:
        """Differs after the file was written."""
        return self._sign()

    @property
    def can_undo(self) -> bool:
        """Whether this process has changed the file, and nobody since."""
        return bool(self._former)

    def list_concepts(self) -> Sequence[KeptConcept]:
        """List what the file holds; it is read again if another program has written it."""
        with self._lock:
            return [KeptConcept(*each) for each in self._load().concepts.items()]

    def list_losses(self) -> Sequence[str]:
        """Say what of the file was not taken."""
        with self._lock:
            return self._load().losses

    def decide(self, chosen: Sequence[Chosen], review: Review) -> list[str]:
        """Accept or reject concepts, or take that back."""
        with self._lock:
            concepts = self._copy()
            names = [self._take_in(concepts, each) for each in chosen]
            for name in names:
                concepts[name] = replace(concepts[name], review=review)
            self._write(concepts)
            return names

    def edit(self, chosen: Chosen, edit: ConceptEdit) -> str:
        """Change a concept."""
        with self._lock:
            concepts = self._copy()
            name = self._take_in(concepts, chosen)
            before = concepts[name]
            after = clean_concept(apply_concept_edit(before, edit))
            pairs = list_pairs(after, self._languages) if after else []
            if after is None or not pairs:
                raise TmxError(
                    f"the concept would have no term in {' or '.join(self._languages)}: reject it"
                    " instead"
                )
            if after != before:
                is_new = after.review == Review.PROPOSED
                concepts[name] = replace(after, review=Review.ACCEPTED) if is_new else after
                if set(pairs).isdisjoint(list_pairs(before, self._languages)):
                    self._take_in(concepts, replace(before, review=Review.REJECTED))
                self._write(concepts)
            return name

    def merge(self, chosen: Sequence[Chosen]) -> str:
        """Make one concept of several."""
        with self._lock:
            concepts = self._copy()
            names = list(dict.fromkeys(self._take_in(concepts, each) for each in chosen))
            if len(names) < 2:
                raise TmxError("one concept alone cannot be merged: choose another one too")
            merged = unite(concepts[name] for name in names)
            for name in names[1:]:
                del concepts[name]
            concepts[names[0]] = merged
            self._write(concepts)
            return names[0]

    def undo(self) -> list[str]:
        """Write what the file held before the last change."""
        with self._lock:
            present = self._copy()
            if not self._former:
                raise TmxError(f"{self.name}: there is no decision to take back")
            former = self._former.pop()
            self._write(former, is_undo=True)
            return [name for name, each in former.items() if present.get(name) != each]

    def _sign(self) -> _Signature:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _load(self) -> _Held:
        signature = self._sign()
        if self._held is None or self._held.signature != signature:
            self._former.clear()
            self._held = _Held(None, {}) if signature is None else self._read(signature)
        return self._held

    def _read(self, signature: _Signature) -> _Held:
        reading = read_glossary(self._path, detect=detect_encoding)
        concepts = dict(_name(reading.glossary.concepts))
        return _Held(signature, concepts, reading.glossary.title, tuple(map(str, reading.losses)))

    def _copy(self) -> dict[str, Concept]:
        """Return the concepts to be changed, unless the page has not seen the file as it is."""
        known = self._held
        held = self._load()
        if known is not None and known is not held:
            raise TmxError(
                f"{self.name}: another program has changed it; its terms are shown anew: decide"
                " again"
            )
        return dict(held.concepts)

    def _take_in(self, concepts: dict[str, Concept], chosen: Chosen) -> str:
        if isinstance(chosen, Concept):
            name = _make_name(concepts)
            concepts[name] = replace(chosen, id=name)
            return name
        if chosen not in concepts:
            raise TmxError(f"{self.name}: has no concept {chosen} any more: look again")
        return chosen

    def _write(self, concepts: dict[str, Concept], *, is_undo: bool = False) -> None:
        held = self._load()
        write_glossary(self._path, Glossary(tuple(concepts.values()), held.title))
        if not is_undo:
            self._former = [*self._former, held.concepts][-_MOST_STATES:]
        self._held = _Held(self._sign(), concepts, held.title)


def _name(concepts: Iterable[Concept]) -> Iterator[tuple[str, Concept]]:
    """Give each concept the name that its file has for it, or another one that is free."""
    given = list(concepts)
    taken = {each.id for each in given}
    done: set[str] = set()
    number = 0
    for concept in given:
        name = concept.id
        while not name or name in done:
            number += 1
            name = "" if f"c{number}" in taken else f"c{number}"
        done.add(name)
        yield name, replace(concept, id=name)


def _make_name(concepts: dict[str, Concept]) -> str:
    number = len(concepts) + 1
    while f"c{number}" in concepts:
        number += 1
    return f"c{number}"
