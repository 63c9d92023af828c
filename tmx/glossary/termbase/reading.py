"""Elements of an entry → a concept; what no field holds becomes a line of a note.

Names of elements are in small letters, as `trees` gives them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tmx.errors import TmxError
from tmx.glossary.languages import settle_language
from tmx.glossary.records import Concept, Provenance, Term, TermStatus
from tmx.glossary.termbase.categories import (
    CONTEXT,
    DEFINITION,
    NOTE,
    PART_OF_SPEECH,
    REGION,
    SOURCE,
    STATUS,
    SUBJECT,
    find_category,
    find_part_of_speech,
    find_status,
    localise,
)
from tmx.glossary.termbase.fields import (
    OF_CONCEPT,
    OF_TERM,
    Fields,
    give_concept,
    give_term,
    parse_fields,
    read_named,
)
from tmx.glossary.termbase.items import Item, ItemReader, list_elements
from tmx.glossary.termbase.naming import read_id
from tmx.glossary.termbase.texts import tidy_term
from tmx.language import is_chinese, primary
from tmx.losses import LossCounter
from tmx.reading.parsing import Node

_MULTITERM = "languagegrp"
_LANGUAGES = frozenset({"langsec", "langset", "langgroup", _MULTITERM})
_TERMS = frozenset({"termsec", "tig", "ntig", "termgroup", "termgrp"})
_NUMBER, _LANGUAGE = "concept", "language"
"""Elements of MultiTerm: the number of an entry, and which language its terms are of."""

_COMPONENTS = "termcomplist"
_PROVENANCES = {each.value: each for each in Provenance}


@dataclass(slots=True)
class _TermDraft:
    """A term while its items are read."""

    language: str
    text: str
    values: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    fields: Fields = field(default_factory=dict)


@dataclass(slots=True)
class _ConceptDraft:
    """A concept while its elements are read."""

    terms: list[Term] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    definitions: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fields: Fields = field(default_factory=dict)
    number: str = ""


class ConceptReader:
    """Makes concepts of entries.

    Args:
        name: of the file, for messages.
        losses: counts what is left out.
    """

    def __init__(self, name: str, losses: LossCounter) -> None:
        self._name = name
        self._losses = losses
        self._items = ItemReader(self._lose)

    def read(self, entry: Node) -> Concept | None:
        """Return the concept of an entry; None if it has no term.

        Raises:
            TmxError: the language of a term is missing, or is none.
        """
        draft = _ConceptDraft()
        for node in list_elements(entry):
            if node.name in _LANGUAGES:
                self._read_language(node, draft)
            elif node.name == _NUMBER:
                draft.number = tidy_term(self._items.read_text(node))
            else:
                self._read_of_concept(node, draft, "")
        if not draft.terms:
            self._lose("an entry without a term is left out", entry.line)
            return None
        return self._finish(draft, entry)

    def _lose(self, reason: str, line: int) -> None:
        self._losses.add(reason, f"line {line}")

    def _tell(self, line: int) -> Callable[[str], None]:
        return partial(self._lose, line=line)

    def _finish(self, draft: _ConceptDraft, entry: Node) -> Concept:
        concept = Concept(
            tuple(_arrange(draft.terms)),
            id=read_id(entry.attributes.get("id", "")) or draft.number,
            subject="; ".join(dict.fromkeys(draft.subjects)),
            definition=_join_definitions(draft.definitions),
            note="\n".join(draft.notes),
        )
        return give_concept(concept, draft.fields, self._tell(entry.line))

    def _read_language(self, node: Node, draft: _ConceptDraft) -> None:
        tag = self._read_tag(node)
        for child in list_elements(node):
            if child.name in _TERMS:
                term = self._read_term(child, tag)
                draft.terms += [term] if term is not None else []
            elif child.name != _LANGUAGE:
                self._read_of_concept(child, draft, tag)

    def _read_tag(self, node: Node) -> str:
        where = f"{self._name}: line {node.line}: "
        if node.name == _MULTITERM:
            node = next((each for each in list_elements(node) if each.name == _LANGUAGE), node)
        stated = node.attributes.get("xml:lang") or node.attributes.get("lang") or ""
        name = node.attributes.get("type", "") if node.name == _LANGUAGE else ""
        if not stated.strip() and not name.strip():
            what = "lang" if node.name in (_LANGUAGE, _MULTITERM) else "xml:lang"
            raise TmxError(f"{where}<{node.raw_name}> has no {what}; add it, such as zh-TW")
        try:
            return settle_language(stated, name)
        except TmxError as error:
            raise TmxError(f"{where}{error}") from error

    def _read_of_concept(self, node: Node, draft: _ConceptDraft, tag: str) -> None:
        for item in self._items.read(node):
            category = find_category(item.category)
            found = parse_fields(item.text) if category == SOURCE else None
            if found is not None:
                draft.fields = found
            elif category == SUBJECT:
                draft.subjects.append(item.text)
            elif category == DEFINITION:
                draft.definitions.append((tag, item.text))
            elif not tag and (named := read_named(item.category, item.text, OF_CONCEPT)):
                draft.fields = {**draft.fields, **named}
            else:
                draft.notes.append(_make_note(item, category, tag))

    def _read_term(self, node: Node, tag: str) -> Term | None:
        elements = list(_flatten(node))
        texts = [each for each in elements if each.name == "term"]
        text = tidy_term(self._items.read_text(texts[0])) if texts else ""
        if not text:
            self._lose("a term without a text is left out", node.line)
            return None
        draft = _TermDraft(tag, text)
        for each in elements:
            self._read_of_term(each, draft, is_term=each is texts[0])
        term = Term(draft.language, text, **draft.values, note="\n".join(draft.notes))
        return give_term(term, draft.fields, self._tell(node.line))

    def _read_of_term(self, node: Node, draft: _TermDraft, *, is_term: bool) -> None:
        if node.name == _COMPONENTS:
            self._lose("the parts of a term are left out", node.line)
        elif not is_term:
            for item in self._items.read(node):
                category = find_category(item.category)
                if named := read_named(item.category, item.text, OF_TERM):
                    draft.fields = {**draft.fields, **named}
                elif not _take(draft, category, item.text):
                    draft.notes.append(_make_note(item, category, ""))


def _flatten(node: Node) -> Iterator[Node]:
    """Give the elements of a term; in ntig some are in a group of their own."""
    for each in list_elements(node):
        if each.name == "termgrp":
            yield from list_elements(each)
        else:
            yield each


def _take(draft: _TermDraft, category: str | None, text: str) -> bool:
    """Take what a term has a field for and has not got yet; else return False."""
    if category == SOURCE:
        return _take_source(draft, text)
    if category == REGION:
        return _take_region(draft, text)
    if category not in _VALUES:
        return False
    name, read = _VALUES[category]
    value = read(text)
    if value is None or name in draft.values:
        return False
    draft.values[name] = value
    return True


def _take_source(draft: _TermDraft, text: str) -> bool:
    found = parse_fields(text)
    if found is not None:
        draft.fields = found
        return True
    provenance = _PROVENANCES.get(text)
    if provenance is None or "provenance" in draft.values:
        return False
    draft.values["provenance"] = provenance
    return True


def _take_region(draft: _TermDraft, text: str) -> bool:
    tag = localise(draft.language, text)
    draft.language = tag or draft.language
    return tag is not None


def _keep(text: str) -> str:
    return text


_VALUES: dict[str | None, tuple[str, Callable[[str], TermStatus | str | None]]] = {
    STATUS: ("status", find_status),
    PART_OF_SPEECH: ("part_of_speech", find_part_of_speech),
    CONTEXT: ("example", _keep),
}


def _make_note(item: Item, category: str | None, tag: str) -> str:
    """Write an item as a line of a note, with its category if it is another."""
    named = item.text if category == NOTE else f"{item.category}: {item.text}"
    return f"({tag}) {named}" if tag else named


def _join_definitions(definitions: list[tuple[str, str]]) -> str:
    found = list(dict.fromkeys(definitions))
    if len(found) == 1:
        return found[0][1]
    return "\n".join(f"({tag}) {text}" if tag else text for tag, text in found)


def _arrange(terms: Iterable[Term]) -> list[Term]:
    """Sort terms: Chinese, English, others; by language as they come; the preferred one first."""
    ranks: dict[str, int] = {}
    for each in terms:
        ranks.setdefault(each.language, len(ranks))
    return sorted(terms, key=lambda each: _rank(each, ranks))


def _rank(term: Term, ranks: dict[str, int]) -> tuple[int, int, bool]:
    group = 0 if is_chinese(term.language) else 1 if primary(term.language) == "en" else 2
    return group, ranks[term.language], term.status is not TermStatus.PREFERRED
