"""The commands of `duizhao tm`: here those that fill, empty and change a memory."""

from pathlib import Path
from typing import Annotated

import typer

from aligner.command.memory import lookups, upkeep
from aligner.command.memory.options import (
    LAST_ID,
    AsJson,
    Filters,
    Tm,
    read_status,
    require,
    unfold,
)

tm_app = typer.Typer(
    help="Work with a translation memory: fill it, search it, match against it, keep it.",
    no_args_is_help=True,
)

Source = Annotated[
    str | None,
    typer.Option(metavar="TAG", help="Language tag of the source, such as zh-HK."),
]
Target = Annotated[
    str | None,
    typer.Option(metavar="TAG", help="Language tag of the target, such as en-GB."),
]
Document = Annotated[
    str | None, typer.Option(metavar="NAME", help="The document that the text stands in.")
]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Who translated or changed it.")]
Status = Annotated[
    str | None,
    typer.Option(
        metavar="STATUS",
        help="How far it has come: aligned, draft, translated, reviewed or rejected.",
    ),
]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="A comment on it.")]
By = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who does it: the history keeps the name.")
]
Id = Annotated[
    int,
    typer.Argument(metavar="ID", min=1, max=LAST_ID, help="Number of a unit.", show_default=False),
]


@tm_app.command()
def add(  # noqa: PLR0913, PLR0917
    source_text: Annotated[
        str, typer.Argument(metavar="SOURCE", help="The source text.", show_default=False)
    ],
    target_text: Annotated[
        str, typer.Argument(metavar="TARGET", help="Its translation.", show_default=False)
    ],
    tm: Tm = None,
    source: Source = None,
    target: Target = None,
    document: Document = None,
    author: Author = None,
    status: Status = None,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Add a unit of two texts; the memory is made if it is not there."""
    from aligner.command.memory import adding

    asked = adding.Asked(
        (source_text, target_text),
        (source, target),
        document=document,
        author=author,
        status=None if status is None else read_status(status),
        note=note,
    )
    adding.run(require(tm), asked, as_json=as_json)


@tm_app.command("import")
def import_files(  # noqa: PLR0913, PLR0917
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Memories, tables, alignments: .tmx .tmx.gz .zip .tsv .tab .csv .xlsx .jsonl "
            ".duizhao .tmdb, and pairs of Moses files, corpus.zh-CN corpus.en-GB.",
            show_default=False,
        ),
    ],
    tm: Tm = None,
    source: Source = None,
    target: Target = None,
    document: Document = None,
    author: Author = None,
    status: Status = None,
    encoding: Annotated[
        str | None,
        typer.Option(help="Encoding of the files, such as gb18030; detected if not given."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Import units from files; the memory is made if it is not there."""
    from aligner.command.memory import importing

    asked = importing.Asked(
        source,
        target,
        document=document,
        author=author,
        status=None if status is None else read_status(status),
        encoding=encoding,
    )
    importing.run(require(tm), files, asked, as_json=as_json)


@tm_app.command()
@unfold
def export(  # noqa: PLR0913, PLR0917
    filters: Filters,
    out: Annotated[
        list[Path],
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="File to write; its suffix decides the format: .tmx .tmx.gz .tsv .csv .xlsx "
            ".jsonl .xlf .docx .html, or two language tags for a Moses pair. Repeat it for "
            "several.",
            show_default=False,
        ),
    ],
    tm: Tm = None,
    source: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language tag of the source to write.")
    ] = None,
    target: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language tag of the target to write.")
    ] = None,
    dialect: Annotated[
        str,
        typer.Option(
            metavar="TOOL",
            help="The CAT tool whose way of stating the neighbours of a segment a TMX file "
            "follows: plain (none), memoq, trados or phrase.",
        ),
    ] = "plain",
    level: Annotated[
        int, typer.Option(min=1, max=2, help="1 writes texts without inline codes, 2 with them.")
    ] = 2,
    one_pair: Annotated[
        bool,
        typer.Option(
            "--one-pair", help="Write a file for each pair of variants: out.zh-HK.en-GB.tmx."
        ),
    ] = False,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Format of the outputs where a suffix does not say: moses, xliff2, tmx and so on.",
        ),
    ] = None,
    rescue: Annotated[
        bool,
        typer.Option("--rescue", help="Write what can still be read of a damaged memory."),
    ] = False,
) -> None:
    """Export units into files of any format."""
    from aligner.command.memory import exporting
    from tmx.converting import ConvertOptions

    options = ConvertOptions(
        source_language=source,
        target_language=target,
        level=level,
        dialect=dialect,
        one_pair=one_pair,
        format=format_name,
    )
    run = exporting.rescue if rescue else exporting.run
    run(require(tm), tuple(out), filters.make(), options)


tm_app.command()(lookups.search)
tm_app.command()(lookups.match)
tm_app.command()(lookups.stats)


@tm_app.command()
@unfold
def dedupe(  # noqa: PLR0913, PLR0917
    filters: Filters,
    tm: Tm = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="translations: one source translated in several ways; writings: they differ in "
            "punctuation, width or case alone; places: the same texts in several places; near: "
            "sources that differ a little, with translations that do not agree with that. Repeat "
            "it for several; all if not given.",
        ),
    ] = None,
    merge: Annotated[
        bool,
        typer.Option(
            "--merge",
            help="Merge each group into its best unit: of the kinds given, else of places.",
        ),
    ] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show at most so many.")] = 100,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Show units that say the same; with --merge, merge them."""
    from aligner.command.memory import duplicates

    asked = duplicates.Asked(tuple(kind or ()), filters.make(), limit)
    duplicates.run(require(tm), asked, merge=merge, by=by, as_json=as_json)


@tm_app.command()
def edit(  # noqa: PLR0913, PLR0917
    unit: Id,
    tm: Tm = None,
    source_text: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A new source text.")
    ] = None,
    target_text: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A new translation.")
    ] = None,
    source: Source = None,
    target: Target = None,
    document: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The document that it stands in; “” for none."),
    ] = None,
    author: Author = None,
    status: Status = None,
    note: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT", help="A comment, instead of those it has; “” for none. Repeat it."
        ),
    ] = None,
    tuid: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its identifier; “” for none.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change a unit; the history keeps what it was."""
    from aligner.command.memory import editing

    asked = editing.Asked(
        texts=(source_text, target_text),
        languages=(source, target),
        document=document,
        status=None if status is None else read_status(status),
        notes=None if note is None else tuple(note),
        id=tuid,
        author=author,
    )
    editing.run_edit(require(tm), unit, asked, as_json=as_json)


@tm_app.command()
@unfold
def delete(
    filters: Filters,
    units: Annotated[
        list[int] | None,
        typer.Argument(
            metavar="ID...", min=1, max=LAST_ID, help="Numbers of units.", show_default=False
        ),
    ] = None,
    tm: Tm = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Delete the units that the options choose.")
    ] = False,
    by: By = None,
) -> None:
    """Delete units by number, or all that options choose; the history keeps them."""
    from aligner.command.memory import editing

    ids = tuple(units or ())
    editing.run_delete(require(tm), ids, filters.make(ids), yes=yes, by=by)


@tm_app.command()
def restore(
    unit: Id,
    tm: Tm = None,
    state: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=LAST_ID,
            metavar="N",
            help="Which state of its history; the last if not given.",
        ),
    ] = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Bring back a unit that was deleted or merged, or what it was before a change."""
    from aligner.command.memory import editing

    editing.run_restore(require(tm), unit, state=state, by=by, as_json=as_json)


tm_app.command()(lookups.history)
tm_app.command()(upkeep.index)
tm_app.command()(upkeep.check)
