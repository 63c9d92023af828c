"""The commands of `duizhao terms`."""

from pathlib import Path
from typing import Annotated

import typer

from aligner.command.shared import Encoding, GlossarySource, Keep, Layout, NoCleaning
from aligner.command.terms import keeping

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
            ".tbx .xml (MultiTerm). Repeat it for several. Without it the terms are shown.",
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Format of the outputs where a suffix does not say: csv, tsv, xlsx, omegat, "
            "tbx3, tbx2, multiterm or memoq.",
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
    seeds: Annotated[
        Path | None,
        typer.Option(
            "--seeds",
            metavar="LIST",
            help="Words of your own field, a Chinese or an English one a line; they are added to "
            "those of international politics, and what holds one is a term rather than a common "
            "word.",
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
    tm: Annotated[
        Path | None,
        typer.Option(
            "--tm",
            metavar="FILE",
            help="Store the concepts in this memory, *.tmdb, which is made if it is not there; "
            "what was rejected there is left out, what was accepted comes first.",
        ),
    ] = None,
    source: GlossarySource = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print an object a concept, with evidence and examples."),
    ] = False,
) -> None:
    """Find the terms of aligned texts and their translations, best first."""
    from aligner.command.terms import extracting
    from aligner.terms.extracting import ExtractOptions
    from aligner.terms.termhood.seeds import add_seeds

    listed = None if seeds is None else add_seeds(seeds)
    options = ExtractOptions(min_confidence, min_probability, limit, listed)
    tags = tuple(filter(None, map(str.strip, (variants or "").split(","))))
    outputs = extracting.Outputs(
        tuple(out or ()), format_name, as_json=as_json, variants=tags, source=source
    )
    extracting.run(files, outputs, options, known=known, tm=tm)


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
            help="What they should follow: .tsv .csv .xlsx .utf8 .tbx .xml, or a memory, *.tmdb.",
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


keeping.register(terms_app)


@terms_app.command()
def annotate(  # noqa: PLR0913, PLR0917 — a command's parameters are its options
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Texts of any format that can be aligned; a file with both languages has both "
            "annotated.",
            show_default=False,
        ),
    ],
    glossary: Annotated[
        Path | None,
        typer.Option(
            "--glossary",
            metavar="GLOSSARY",
            help="The terms that are known: .tsv .csv .xlsx .utf8 .tbx .xml or a memory, *.tmdb.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="File to write; its suffix decides what: .html (the text with its terms marked), "
            ".jsonl (every occurrence), or a glossary, .tsv .csv .xlsx .utf8 .tbx .xml. Repeat it "
            "for several. Without it the terms are shown.",
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Format of glossaries where a suffix does not say: csv, tsv, xlsx, omegat, "
            "tbx3, tbx2, multiterm or memoq.",
        ),
    ] = None,
    min_termhood: Annotated[
        float,
        typer.Option(
            min=0.0, max=1.0, help="What is rated less as a term than this is not proposed."
        ),
    ] = 0.6,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Proposals at most; the best come first.")
    ] = None,
    no_examples: Annotated[
        bool,
        typer.Option("--no-examples", help="Write no sentences of the texts into glossaries."),
    ] = False,
    source: GlossarySource = None,
    encoding: Encoding = None,
    layout: Layout = None,
    keep: Keep = None,
    no_cleaning: NoCleaning = False,
) -> None:
    """Mark the terms of a glossary in texts, and propose new ones from Chinese."""
    from aligner.command.terms import annotating
    from aligner.command.terms.extracting import Outputs
    from aligner.settings import Settings
    from aligner.terms.annotating.records import AnnotateOptions

    settings = Settings(
        encoding=encoding, layout=layout, keep=tuple(keep or ()), cleaning=not no_cleaning
    )
    options = AnnotateOptions(min_termhood, limit, has_examples=not no_examples)
    wanted = annotating.Annotating(tuple(files), settings, glossary, options)
    annotating.run(wanted, Outputs(tuple(out or ()), format_name, source=source))
