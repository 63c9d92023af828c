"""`duizhao pretranslate`: its options, apart from what it does, which is imported when it runs."""

from pathlib import Path
from typing import Annotated

import typer

from aligner.command.memory.options import Deductions, Filters, Tm, unfold
from aligner.command.shared import Encoding, Keep, Layout, Lines, NoCleaning, Srx
from aligner.settings import Settings


@unfold
def pretranslate(  # noqa: PLR0913, PLR0917 — a command's parameters are its options
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Documents in one language, of any format; several become one XLIFF. - is "
            "standard input.",
            show_default=False,
        ),
    ],
    tm: Tm = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="XLIFF to write, .xlf or .xliff. Without it the documents are only analysed.",
        ),
    ] = None,
    format_name: Annotated[
        str,
        typer.Option("--format", metavar="NAME", help="xliff (XLIFF 1.2) or xliff2 (XLIFF 2.1)."),
    ] = "xliff",
    source: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="Language tag of the documents, such as zh-HK; told by the text if not given. Of "
            "a document in two languages it names the one to take.",
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="Language tag of the translation; that of most units of the memory if not given.",
        ),
    ] = None,
    threshold: Annotated[
        int,
        typer.Option(
            min=0,
            max=103,
            metavar="RATE",
            help="The least match rate that fills a target: 100 for exact matches only, 103 for "
            "none.",
        ),
    ] = 75,
    least: Annotated[
        int,
        typer.Option(
            "--min", min=0, max=100, metavar="RATE", help="The least match rate of a suggestion."
        ),
    ] = 50,
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="The most suggestions of a segment.")
    ] = 3,
    copy_source: Annotated[
        bool,
        typer.Option(
            "--copy-source",
            help="Copy the source into targets that stay empty, for tools that translate the "
            "target, such as OmegaT before 5.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the analysis as one JSON object.")
    ] = False,
    encoding: Encoding = None,
    lines: Lines = False,
    layout: Layout = None,
    keep: Keep = None,
    no_cleaning: NoCleaning = False,
    srx: Srx = None,
    *,
    filters: Filters,
    deductions: Deductions,
) -> None:
    """Make XLIFF of documents, filled with the matches of a memory, and say how much it knows."""
    from aligner.command import pretranslating
    from aligner.command.moments import find_moment
    from aligner.pretranslating import FillOptions
    from tmx.memory.records import MatchOptions

    settings = Settings(
        source_language=source,
        target_language=target,
        encoding=encoding,
        lines=lines,
        cleaning=not no_cleaning,
        keep=tuple(keep or ()),
        layout=layout,
        srx=srx,
    )
    match = MatchOptions(
        limit=max(limit, 1),
        min_rate=min(least, threshold),
        penalties=deductions.make(),
        units=filters.make(),
        now=find_moment(),
    )
    fill = FillOptions(threshold=threshold, suggestions=limit, copies_source=copy_source)
    wanted = pretranslating.Pretranslation(
        tuple(files), tm, out, format_name, settings, fill, match
    )
    pretranslating.run(wanted, as_json=as_json)
