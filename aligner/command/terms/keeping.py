"""The commands of `duizhao terms` that work on the glossary of a memory."""

from pathlib import Path
from typing import Annotated

import typer

from aligner.command.memory.options import Tm, require
from aligner.command.shared import GlossarySource

_REVIEWS = "accepted, rejected or proposed"
By = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who does it: the history keeps the name.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: docs/terms.md has the members.")]
Names = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help="Numbers of concepts, terms that only one has, or 停火=ceasefire.",
        show_default=False,
    ),
]
Name = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="Number of a concept, or a term that only it has.", show_default=False
    ),
]
Reviews = Annotated[
    list[str] | None,
    typer.Option(
        "--status", metavar="STATUS", help=f"Only what is {_REVIEWS}. Repeat it for several."
    ),
]
Contains = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="Only concepts with a term that holds this, in any script."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to those of `duizhao terms`."""
    app.command("import")(import_)
    app.command("list")(list_)
    for command in (accept, reject, propose, edit, merge, history, restore, export):
        app.command()(command)


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="GLOSSARY...",
            help="Glossaries: .tsv .csv .xlsx .utf8 .tbx .xml, or a memory, *.tmdb.",
            show_default=False,
        ),
    ],
    tm: Tm = None,
    author: By = None,
) -> None:
    """Bring glossaries into that of a memory, which is made if it is not there."""
    from aligner.command.terms import storing

    storing.run_import(files, require(tm), author=author)


def list_(
    tm: Tm = None,
    status: Reviews = None,
    contains: Contains = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Concepts at most.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the glossary of a memory: number, status, probability, count and terms."""
    from aligner.command.terms import listing
    from tmx.memory.glossary.records import ConceptFilter

    wanted = ConceptFilter(listing.read_reviews(status or ()), contains or "")
    listing.run_list(require(tm), wanted, limit=limit, as_json=as_json)


def accept(names: Names, tm: Tm = None, author: By = None, as_json: AsJson = False) -> None:
    """Accept concepts: they are asked for in translations, and can help the aligner."""
    _decide(names, "accepted", tm, author=author, as_json=as_json)


def reject(names: Names, tm: Tm = None, author: By = None, as_json: AsJson = False) -> None:
    """Reject concepts: a later extraction leaves them out."""
    _decide(names, "rejected", tm, author=author, as_json=as_json)


def propose(names: Names, tm: Tm = None, author: By = None, as_json: AsJson = False) -> None:
    """Take a decision back: the concepts are proposals again."""
    _decide(names, "proposed", tm, author=author, as_json=as_json)


def _decide(
    names: list[str], review: str, tm: Path | None, *, author: str | None, as_json: bool
) -> None:
    from aligner.command.terms import deciding
    from tmx.glossary.records import Review

    deciding.run_decide(names, Review(review), deciding.Decision(require(tm), author, as_json))


def edit(  # noqa: PLR0913, PLR0917 — a command's parameters are its options
    name: Name,
    tm: Tm = None,
    term: Annotated[
        str | None, typer.Option(metavar="TERM", help="The term of the concept that is meant.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What that term is from now on.")
    ] = None,
    add: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A new term; it needs --language.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take that term away.")] = False,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language tag of the term, such as zh-TW.")
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            metavar="STATUS",
            help="How the term is to be used: preferred, admitted, deprecated, superseded, none.",
        ),
    ] = None,
    term_note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A note on the term.")
    ] = None,
    definition: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the concept is.")
    ] = None,
    subject: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The field of the concept.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="A note on the concept.")] = None,
    author: By = None,
    as_json: AsJson = False,
) -> None:
    """Change a concept or one of its terms; a proposal that you change is accepted."""
    from aligner.command.terms import deciding
    from tmx.memory.editing.edits import KEEP
    from tmx.memory.glossary.changing import ConceptEdit

    asked = deciding.AskedTerm(
        term=term,
        add=add,
        remove=remove,
        text=text,
        language=language,
        status=status,
        term_note=term_note,
    )
    subject_, definition_, note_ = (
        KEEP if each is None else each for each in (subject, definition, note)
    )
    texts = ConceptEdit((), subject_, definition_, note_)
    deciding.run_edit(name, asked, texts, deciding.Decision(require(tm), author, as_json))


def merge(names: Names, tm: Tm = None, author: By = None, as_json: AsJson = False) -> None:
    """Make one concept of several, under the number of the first."""
    from aligner.command.terms import deciding

    deciding.run_merge(names, deciding.Decision(require(tm), author, as_json))


def history(name: Name, tm: Tm = None, as_json: AsJson = False) -> None:
    """Show what a concept was before: when, what was done, by whom."""
    from aligner.command.terms import listing

    listing.run_history(require(tm), name, as_json=as_json)


def restore(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Number of a concept, also of one that is gone, or a term that only it has.",
            show_default=False,
        ),
    ],
    tm: Tm = None,
    state: Annotated[
        int,
        typer.Option(metavar="N", help="Which state, as terms history counts them; -1: the last."),
    ] = -1,
    author: By = None,
    as_json: AsJson = False,
) -> None:
    """Bring back what a concept was, or one that was merged into it."""
    from aligner.command.terms import deciding

    deciding.run_restore(name, state, deciding.Decision(require(tm), author, as_json))


def export(  # noqa: PLR0913, PLR0917 — a command's parameters are its options
    out: Annotated[
        list[Path],
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="Glossary to write; its suffix decides the format. Repeat it for several.",
            show_default=False,
        ),
    ],
    tm: Tm = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="NAME", help="Format of the outputs where a suffix does not say."
        ),
    ] = None,
    status: Reviews = None,
    contains: Contains = None,
    source: GlossarySource = None,
) -> None:
    """Write the glossary of a memory into files."""
    from aligner.command.terms import extracting, listing
    from tmx.memory.glossary.records import ConceptFilter

    wanted = ConceptFilter(listing.read_reviews(status or ()), contains or "")
    outputs = extracting.Outputs(tuple(out), format_name, source=source)
    listing.run_export(require(tm), outputs, wanted)
