"""`duizhao terms accept`, `reject`, `edit`, `merge` and so on: what a person decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from aligner.command.columns import count_of
from aligner.command.console import report
from aligner.command.memory.opening import open_for_writing
from aligner.command.memory.options import read_tag
from aligner.command.moments import find_moment
from aligner.command.terms.listing import find_number, show_concepts
from tmx.glossary.records import Review, TermStatus
from tmx.memory.editing.edits import KEEP, Keep
from tmx.memory.glossary.changing import (
    ConceptEdit,
    TermEdit,
    decide_concepts,
    edit_concept,
    merge_concepts,
    restore_concept,
)

_NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTerm:
    """What is to become of the terms of a concept; None: nothing.

    Args:
        term: that is meant.
        add: a new one, instead.
        remove: the one that is meant goes.
        text: what it is written as from now on.
        language: tag.
        status: name of one, or "none".
        term_note: for people.
    """

    term: str | None = None
    add: str | None = None
    remove: bool = False
    text: str | None = None
    language: str | None = None
    status: str | None = None
    term_note: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Where, and by whom, a decision is made.

    Args:
        tm: the memory.
        author: who decides; None: not known.
        as_json: what became of the concepts is shown as JSON.
    """

    tm: Path
    author: str | None = None
    as_json: bool = False


def run_decide(names: Sequence[str], review: Review, decision: Decision) -> None:
    """Accept or reject concepts, or take that back; show them."""
    with open_for_writing(decision.tm) as memory:
        done, same = decide_concepts(
            memory, names, review, moment=find_moment(), author=decision.author
        )
    show_concepts(done, as_json=decision.as_json)
    already = f", {same:,} were so already" if same else ""
    report(f"{count_of(len(done) - same, 'concept')} {review}{already}")


def run_edit(name: str, asked: AskedTerm, texts: ConceptEdit, decision: Decision) -> None:
    """Change a concept, and show it.

    Args:
        name: number or term.
        asked: what is to become of a term.
        texts: what is to become of the concept.
        decision: where and by whom.
    """
    edit = ConceptEdit(tuple(make_term_edits(asked)), texts.subject, texts.definition, texts.note)
    if edit == ConceptEdit():
        raise typer.BadParameter("say what is to change, such as --definition", param_hint="ID")
    with open_for_writing(decision.tm) as memory:
        done, is_changed = edit_concept(
            memory, name, edit, moment=find_moment(), author=decision.author
        )
    show_concepts([done], as_json=decision.as_json)
    if not is_changed:
        report(f"concept {done.number} is so already; nothing was changed")


def make_term_edits(asked: AskedTerm) -> Iterator[TermEdit]:
    """Make the edit of a term that is asked for, if one is.

    Raises:
        typer.BadParameter: the options do not go together, a tag is none, or there is no such
            status.
    """
    if asked == AskedTerm():
        return
    if (asked.term is None) == (asked.add is None):
        raise typer.BadParameter(
            "name the term that is meant with --term, or give a new one with --add",
            param_hint="--term",
        )
    if asked.add is not None and (asked.language is None or asked.remove or asked.text):
        raise typer.BadParameter(
            "a new term needs --language, and takes neither --text nor --remove",
            param_hint="--add",
        )
    yield TermEdit(
        asked.term or "",
        asked.remove,
        KEEP if asked.add is None and asked.text is None else asked.add or asked.text or "",
        KEEP if asked.language is None else read_tag(asked.language, "--language"),
        _read_status(asked.status),
        KEEP if asked.term_note is None else asked.term_note,
    )


def _read_status(name: str | None) -> TermStatus | Keep | None:
    if name is None:
        return KEEP
    if name.lower() == _NONE:
        return None
    try:
        return TermStatus(name.lower())
    except ValueError as error:
        raise typer.BadParameter(
            f"“{name}”: choose one of {', '.join(TermStatus)} or {_NONE}", param_hint="--status"
        ) from error


def run_merge(names: Sequence[str], decision: Decision) -> None:
    """Make one concept of several, and show it."""
    with open_for_writing(decision.tm) as memory:
        done = merge_concepts(memory, names, moment=find_moment(), author=decision.author)
    show_concepts([done], as_json=decision.as_json)


def run_restore(name: str, state: int, decision: Decision) -> None:
    """Bring back a former state of a concept, and show it."""
    with open_for_writing(decision.tm) as memory:
        number = find_number(memory, name)
        done = restore_concept(
            memory, number, moment=find_moment(), author=decision.author, state=state
        )
    show_concepts([done], as_json=decision.as_json)
