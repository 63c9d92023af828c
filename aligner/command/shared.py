"""The options that several commands share: how files are read, split and written."""

from pathlib import Path
from typing import Annotated

import typer

from aligner.settings import LAYOUTS

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
Layout = Annotated[
    str | None,
    typer.Option(
        help=f"How a file holds its languages: {', '.join(LAYOUTS)}; recognised if not given."
    ),
]
Keep = Annotated[
    list[str] | None,
    typer.Option(metavar="RULE", help="Do not apply this rule of cleaning. Repeat it for several."),
]
NoCleaning = Annotated[
    bool, typer.Option("--no-cleaning", help="Leave nothing out: the text as the file holds it.")
]
Dialect = Annotated[
    str,
    typer.Option(
        metavar="TOOL",
        help="The CAT tool whose way of stating the neighbours of a segment a memory follows: "
        "plain (none), memoq, trados or phrase.",
    ),
]
Srx = Annotated[
    str | None,
    typer.Option(
        metavar="RULES",
        help="Split by SRX rules: duizhao, omegat, or the path of an SRX file.",
    ),
]
GlossarySource = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="TAG",
        help="The language translated from, which stands first in an OmegaT glossary; without "
        "it Chinese.",
    ),
]
File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A file of any format; - is standard input.", show_default=False
    ),
]
