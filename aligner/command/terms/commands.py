"""The commands of `duizhao terms`."""

from pathlib import Path
from typing import Annotated

import typer

terms_app = typer.Typer(
    help="Make glossaries of aligned texts, and check translations by them.",
    no_args_is_help=True,
)

MinConfidence = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, help="Passages aligned less surely than this stay out."),
]


@terms_app.callback()
def _choose() -> None:
    pass


@terms_app.command()
def extract(  # noqa: PLR0913, PLR0917 — a command's parameters are its options
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Aligned texts: .duizhao, .tmx, .tsv, .csv, .xlsx, .jsonl, .xlf or a memory, "
            "*.tmdb; several make one glossary.",
            show_default=False,
        ),
    ],
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="File to write; its suffix decides the format: .tsv .csv .xlsx .utf8 (OmegaT) "
            ".tbx. Repeat it for several. Without it the terms are shown.",
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Format of the outputs where a suffix does not say: csv, tsv, xlsx, omegat, tbx3 "
            "or tbx2.",
        ),
    ] = None,
    min_probability: Annotated[
        float,
        typer.Option(min=0.0, max=1.0, help="Pairs of terms less probable than this stay out."),
    ] = 0.5,
    min_confidence: MinConfidence = 0.5,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Concepts at most; the best come first.")
    ] = None,
    known: Annotated[
        Path | None,
        typer.Option(
            "--known",
            metavar="GLOSSARY",
            help="A glossary with what you decided before: what its review column rejects is left "
            "out, what it accepts comes first and as it stands there.",
        ),
    ] = None,
    variants: Annotated[
        str | None,
        typer.Option(
            metavar="TAGS",
            help="Locales in which each concept gets a term, such as zh-CN,zh-TW,zh-HK,en-GB; "
            "what was not found in the texts is marked as generated.",
        ),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print an object a concept, with evidence and examples."),
    ] = False,
) -> None:
    """Find the terms of aligned texts and their translations, best first."""
    from aligner.command.terms import extracting
    from aligner.terms.extracting import ExtractOptions

    options = ExtractOptions(min_confidence, min_probability, limit)
    tags = tuple(filter(None, map(str.strip, (variants or "").split(","))))
    outputs = extracting.Outputs(tuple(out or ()), format_name, as_json=as_json, variants=tags)
    extracting.run(files, outputs, options, known=known)


@terms_app.command()
def check(  # noqa: PLR0913, PLR0917 — a command's parameters are its options
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Translations: .duizhao, .tmx, .xlf and other XLIFF, .tsv, .csv, .xlsx, .jsonl "
            "or a memory, *.tmdb.",
            show_default=False,
        ),
    ],
    glossary: Annotated[
        Path,
        typer.Option(
            "--glossary",
            metavar="GLOSSARY",
            help="What they should follow: .tsv .csv .xlsx .utf8 .tbx.",
            show_default=False,
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(help="Language tag of the source; without it what the files say."),
    ] = None,
    min_confidence: MinConfidence = 0.5,
    asks_all: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Take what was only extracted as if you had accepted it, common words too.",
        ),
    ] = False,
    waivers: Annotated[
        Path | None,
        typer.Option(
            metavar="WAIVERS",
            help="File of findings that are right as they are: unit, concept and finding, parted "
            "by tabs.",
        ),
    ] = None,
    write_waivers: Annotated[
        bool,
        typer.Option("--write-waivers", help="Add the findings of this run to --waivers."),
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with code 1 if anything is found.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one object with findings and renderings.")
    ] = False,
) -> None:
    """Find the terms of translations that are possibly not translated as a glossary says."""
    from aligner.command.terms import checking

    wanted = checking.TermCheck(
        tuple(files),
        glossary,
        source,
        min_confidence,
        waivers,
        writes_waivers=write_waivers,
        asks_all=asks_all,
    )
    checking.run(wanted, as_json=as_json, strict=strict)
