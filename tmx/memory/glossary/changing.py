"""What people decide of the concepts of a memory: accept, reject, edit, merge, restore.

Each is one transaction, and the history keeps what was.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tmx.errors import TmxError
from tmx.glossary.records import Concept, Provenance, Review, Term, TermStatus
from tmx.language import normalise_tag
from tmx.memory.editing.edits import KEEP, Keep, Stamp
from tmx.memory.folding import fold_text
from tmx.memory.glossary.combining import list_pairs, make_key, order, unite
from tmx.memory.glossary.finding import find_named, select
from tmx.memory.glossary.records import ConceptAction, StoredConcept
from tmx.memory.glossary.rows import load_concept, make_rows
from tmx.memory.glossary.storing import change, clean_concept, remember
from tmx.memory.queries import glossary as queries
from tmx.memory.store import Memory
from tmx.memory.units.facts import make_moment

_ACTIONS = {
    Review.ACCEPTED: ConceptAction.ACCEPT,
    Review.REJECTED: ConceptAction.REJECT,
    Review.PROPOSED: ConceptAction.PROPOSE,
}


@dataclass(frozen=True, slots=True)
class TermEdit:
    """What is to become of a term, or a new one; a field that is KEEP stays as it is.

    Args:
        old: the term that is meant, in whatever script and case; "": a new one is added.
        is_removed: it goes; the other fields mean nothing.
        text: its surface form.
        language: BCP 47 tag; a new term needs one.
        status: how it is to be used; None: not said.
        note: for people.
    """

    old: str = ""
    is_removed: bool = False
    text: str | Keep = KEEP
    language: str | Keep = KEEP
    status: TermStatus | Keep | None = KEEP
    note: str | Keep = KEEP


@dataclass(frozen=True, slots=True)
class ConceptEdit:
    """What is to become of a concept; a field that is KEEP stays as it is.

    Args:
        terms: changes of its terms, in order.
        subject: its field.
        definition: what it is.
        note: for people.
    """

    terms: tuple[TermEdit, ...] = ()
    subject: str | Keep = KEEP
    definition: str | Keep = KEEP
    note: str | Keep = KEEP


def decide_concepts(
    memory: Memory,
    names: Iterable[str],
    review: Review,
    *,
    moment: datetime,
    author: str | None = None,
) -> tuple[list[StoredConcept], int]:
    """Accept or reject concepts, or take a decision back; all of them or none.

    Args:
        memory: opened for writing.
        names: numbers or terms, see `find_named`.
        review: what they become.
        moment: now, with a time zone.
        author: who decides; None: not known.

    Returns:
        The concepts as they are now, and how many were so already.

    Raises:
        TmxError: there is no such concept, a term is of several, or the memory cannot be written.
    """
    stamp = Stamp.make(moment, author)
    done: list[StoredConcept] = []
    same = 0
    with memory.write() as connection:
        for before in find_named(memory, names):
            if before.concept.review == review:
                same += 1
                done.append(before)
                continue
            concept = replace(before.concept, review=review)
            done.append(change(connection, before, concept, _ACTIONS[review], stamp))
    return done, same


def edit_concept(
    memory: Memory, name: str, edit: ConceptEdit, *, moment: datetime, author: str | None = None
) -> tuple[StoredConcept, bool]:
    """Change a concept; a proposal that a person has changed is accepted.

    Args:
        memory: opened for writing.
        name: number or term, see `find_named`.
        edit: what is to become of it.
        moment: now, with a time zone.
        author: who edits it; None: not known.

    Returns:
        The concept as it is now, and whether anything is other than before.

    Raises:
        TmxError: there is no such concept or term, a text is blank, a tag is none, no term of the
            memory's languages would be left, or the memory cannot be written.
    """
    with memory.write() as connection:
        (before,) = find_named(memory, [name])
        concept = clean_concept(apply_concept_edit(before.concept, edit))
        if concept is None or not list_pairs(concept, memory.languages):
            raise TmxError(
                f"concept {before.number} would have no term in {' or '.join(memory.languages)}:"
                " reject it instead"
            )
        if concept == before.concept:
            return before, False
        if concept.review == Review.PROPOSED:
            concept = replace(concept, review=Review.ACCEPTED)
        stamp = Stamp.make(moment, author)
        return change(connection, before, concept, ConceptAction.EDIT, stamp), True


def apply_concept_edit(concept: Concept, edit: ConceptEdit) -> Concept:
    """Return the concept that an edit makes of another.

    Raises:
        TmxError: there is no such term, a text is blank, or a tag is none.
    """
    terms = concept.terms
    for each in edit.terms:
        terms = _apply_term_edit(terms, each)
    return replace(
        concept,
        terms=order(terms),
        subject=_choose(edit.subject, concept.subject),
        definition=_choose(edit.definition, concept.definition),
        note=_choose(edit.note, concept.note),
    )


def _choose(wanted: str | Keep, present: str) -> str:
    return present if wanted is KEEP else wanted


def _apply_term_edit(terms: Sequence[Term], edit: TermEdit) -> tuple[Term, ...]:
    place = _find_place(terms, edit) if edit.old else len(terms)
    others = (*terms[:place], *terms[place + 1 :])
    if edit.is_removed:
        return others
    term = _change_term(terms[place], edit) if edit.old else _make_term(edit)
    if any((each.language, each.text) == (term.language, term.text) for each in others):
        raise TmxError(f"the concept has the term “{term.text}” ({term.language}) already")
    if edit.status == TermStatus.PREFERRED:
        return tuple(_prefer(term, others, place))
    return (*terms[:place], term, *terms[place + 1 :])


def _prefer(term: Term, others: Sequence[Term], place: int) -> Iterator[Term]:
    """Put a term before the others of its tag, none of which is preferred any more."""
    same = (at for at, each in enumerate(others) if each.language == term.language)
    first = min(next(same, place), place)
    for at, each in enumerate((*others[:first], term, *others[first:])):
        is_other = at != first and each.language == term.language
        if is_other and each.status == TermStatus.PREFERRED:
            yield replace(each, status=TermStatus.ADMITTED)
        else:
            yield each


def _find_place(terms: Sequence[Term], edit: TermEdit) -> int:
    """Find the term that is meant: one that is written so, else the first that is the same."""
    wanted = fold_text(edit.old) or edit.old
    same = [place for place, each in enumerate(terms) if make_key(each) == wanted]
    exact = [place for place in same if terms[place].text == edit.old]
    if not same:
        known = ", ".join(f"“{each.text}”" for each in terms)
        raise TmxError(f"the concept has no term “{edit.old}”: it has {known}")
    return (exact or same)[0]


def _make_term(edit: TermEdit) -> Term:
    if edit.text is KEEP or edit.language is KEEP:
        raise TmxError("a new term needs a text and the tag of its language")
    return _change_term(Term(edit.language, edit.text, provenance=Provenance.USER), edit)


def _change_term(term: Term, edit: TermEdit) -> Term:
    text = _choose(edit.text, term.text).strip()
    if not text:
        raise TmxError("a term cannot be blank; remove it instead")
    return replace(
        term,
        language=term.language if edit.language is KEEP else normalise_tag(edit.language),
        text=text,
        status=term.status if edit.status is KEEP else edit.status,
        provenance=term.provenance if text == term.text else Provenance.USER,
        note=_choose(edit.note, term.note),
    )


def merge_concepts(
    memory: Memory, names: Sequence[str], *, moment: datetime, author: str | None = None
) -> StoredConcept:
    """Make one concept of several, under the number of the first; the history keeps the others.

    Args:
        memory: opened for writing.
        names: of at least two, see `find_named`.
        moment: now, with a time zone.
        author: who merges them; None: not known.

    Raises:
        TmxError: there is no such concept, they are one, or the memory cannot be written.
    """
    stamp = Stamp.make(moment, author)
    with memory.write() as connection:
        first, *others = find_named(memory, names)
        if not others:
            raise TmxError(f"concept {first.number} alone cannot be merged: name another one too")
        remember(connection, first, ConceptAction.MERGE, stamp)
        for other in others:
            queries.move_changes(connection, other.number, first.number)
            remember(connection, other, ConceptAction.MERGE, stamp, to=first.number)
            queries.delete_concept(connection, other.number)
        concept = unite([first.concept, *(each.concept for each in others)])
        changed = StoredConcept(first.number, concept, stamp.author, make_moment(stamp.moment))
        queries.update_concept(connection, first.number, *make_rows(changed))
        return changed


def restore_concept(
    memory: Memory,
    number: int,
    *,
    moment: datetime,
    author: str | None = None,
    state: int = -1,
) -> StoredConcept:
    """Bring back a former state of a concept, or one that was merged into it.

    Args:
        memory: opened for writing.
        number: of the concept whose history is meant.
        moment: now, with a time zone.
        author: who restores it; None: not known.
        state: place in `find_concept_changes`; -1: the last.

    Returns:
        The concept as it is now. What was merged comes back under its own number, and the concept
        that took it in keeps its terms until it is restored too.

    Raises:
        TmxError: there is no such state, or the memory cannot be written.
    """
    stamp = Stamp.make(moment, author)
    with memory.write() as connection:
        wanted = _find_state(memory, connection, number, state)
        present = next(select(connection, [wanted.number]), None)
        if present is not None:
            return change(connection, present, wanted.concept, ConceptAction.RESTORE, stamp)
        restored = replace(wanted, author=stamp.author, changed=make_moment(stamp.moment))
        queries.insert_concept(connection, *make_rows(restored), number=wanted.number)
        return restored


def _find_state(
    memory: Memory, connection: sqlite3.Connection, number: int, state: int
) -> StoredConcept:
    rows = queries.select_changes(connection, number)
    try:
        return load_concept(rows[state].before)
    except IndexError:
        count = len(rows)
        raise TmxError(
            f"{memory.path}: the history has no such state of concept {number}, it has {count}:"
            " see duizhao terms history"
        ) from None
