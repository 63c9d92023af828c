"""The commands of `duizhao tm` that ask a memory and change nothing; `commands` registers them."""

from pathlib import Path
from typing import Annotated

import typer

from aligner.command.memory.options import (
    LAST_ID,
    AsJson,
    Deductions,
    Filters,
    Tm,
    read_tag,
    require,
    unfold,
)
from aligner.settings import DEFAULT_ENCODER

Text = Annotated[
    str | None,
    typer.Argument(metavar="TEXT", help="A segment to translate.", show_default=False),
]
Encoder = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help=f"The encoder of semantic matches; see docs/encoders.md. [default: {DEFAULT_ENCODER}]",
        show_default=False,
    ),
]
Limit = Annotated[int, typer.Option(min=1, metavar="N", help="Show at most so many.")]


@unfold
def search(  # noqa: PLR0913, PLR0917
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help="A word or phrase of either language.", show_default=False
        ),
    ],
    filters: Filters,
    tm: Tm = None,
    side: Annotated[
        str | None,
        typer.Option(
            metavar="TAG", help="The language to search in; told by the script if not given."
        ),
    ] = None,
    limit: Limit = 20,
    all_hits: Annotated[bool, typer.Option("--all", help="Show all hits.")] = False,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="Write the hits to a file, .tsv or .json, instead of showing them. Repeat it "
            "for both.",
        ),
    ] = None,
    as_json: AsJson = False,
    no_spans: Annotated[
        bool, typer.Option("--no-spans", help="Do not look for the words of the translation.")
    ] = False,
    exact_spelling: Annotated[
        bool,
        typer.Option(
            "--exact-spelling",
            help="Leave out what other regions call it, such as 軟體 for 软件; simplified and "
            "traditional characters are one in any case.",
        ),
    ] = False,
) -> None:
    """Find a word or phrase in either language, and how it was translated."""
    from aligner.command.memory import searching

    asked = searching.Asked(
        query,
        side=side,
        limit=None if all_hits else limit,
        units=filters.make(),
        find_spans=not no_spans,
        exact_spelling=exact_spelling,
    )
    searching.run(require(tm), asked, tuple(out or ()), as_json=as_json)


@unfold
def match(  # noqa: PLR0913, PLR0917
    filters: Filters,
    deductions: Deductions,
    text: Text = None,
    tm: Tm = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "-i",
            "--in",
            metavar="FILE",
            help="Match each line of a text file instead; - is standard input.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="TAG", help="Language tag of the segment; told by its script if not given."
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Language tag of the translation."),
    ] = None,
    previous: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The segment before it; “” where it is the first."),
    ] = None,
    following: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The segment behind it; “” where it is the last."),
    ] = None,
    segment_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The identifier of the segment.")
    ] = None,
    least: Annotated[
        int, typer.Option("--min", min=0, max=100, metavar="RATE", help="The least match rate.")
    ] = 50,
    limit: Limit = 5,
    semantic: Annotated[
        bool,
        typer.Option(
            "--semantic",
            help="Find texts that mean nearly the same in other words too, by the vectors of "
            "duizhao tm index --semantic.",
        ),
    ] = False,
    encoder: Encoder = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the file; detected if not given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find translations of a segment that is the same or similar, rated and explained."""
    from aligner.command.memory import matching
    from aligner.command.moments import find_moment
    from tmx.contexts import Context
    from tmx.memory.records import MatchOptions

    if encoder is not None and not semantic:
        raise typer.BadParameter(
            "it is of semantic matches: give --semantic too", param_hint="--encoder"
        )
    has_context = previous is not None or following is not None
    asked = matching.Asked(
        text,
        file,
        source=None if source is None else read_tag(source, "--source"),
        target=None if target is None else read_tag(target, "--target"),
        context=Context(previous, following) if has_context else None,
        id=segment_id,
        encoding=encoding,
        encoder=(encoder or DEFAULT_ENCODER) if semantic else None,
    )
    options = MatchOptions(
        limit=limit,
        min_rate=least,
        penalties=deductions.make(),
        units=filters.make(),
        now=find_moment(),
    )
    matching.run(require(tm), asked, options, as_json=as_json)


def stats(tm: Tm = None, as_json: AsJson = False) -> None:
    """Show what a memory holds: units by language, document, status and origin."""
    from aligner.command.memory import overview

    overview.run(require(tm), as_json=as_json)


def history(
    unit: Annotated[
        int,
        typer.Argument(
            metavar="ID", min=1, max=LAST_ID, help="Number of a unit.", show_default=False
        ),
    ],
    tm: Tm = None,
    as_json: AsJson = False,
) -> None:
    """Show what a unit was before it was changed, merged or deleted."""
    from aligner.command.memory import editing

    editing.run_history(require(tm), unit, as_json=as_json)
