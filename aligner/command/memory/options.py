"""The options that commands of a memory share, and the records that they are gathered in.

A command takes a record such as `Filters` as one argument; `unfold` gives it the options of that
record on the command line. Nothing of `tmx` is imported before a command runs.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

if TYPE_CHECKING:
    from tmx.memory.records import Penalties, Status, UnitFilter

VARIABLE = "DUIZHAO_TM"
STATUSES = ("aligned", "draft", "translated", "reviewed", "rejected")
SCRIPTS = ("Hans", "Hant")

LAST_ID = (1 << 63) - 1
"""The greatest number that a unit can have."""

_LENGTH_OF_A_DATE = 10

Tm = Annotated[
    Path | None,
    typer.Option(
        "--tm",
        metavar="FILE",
        envvar=VARIABLE,
        help="The memory, a file named *.tmdb.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: docs/memory.md has the fields.")]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which units are meant; what is not given asks for nothing."""

    document: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Units of this document; * and ? stand for anything."),
    ] = None
    author: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Units that this person changed last, likewise."),
    ] = None
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help=f"Units of this status: {', '.join(STATUSES)}. Repeat it for several.",
        ),
    ] = None
    language: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Units with this tag on a side: zh-TW, or zh for all."),
    ] = None
    script: Annotated[
        str | None,
        typer.Option(metavar="SCRIPT", help="Units whose Chinese is in Hans or in Hant."),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Units changed on or after it, such as 2026-05-01."),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Units changed before or on it."),
    ] = None
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, metavar="P", help="No alignments less probable than this."),
    ] = None
    max_confidence: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, metavar="P", help="Only alignments up to this probability."),
    ] = None
    origin: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Units that came with this file; * and ? as above."),
    ] = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return all(getattr(self, each.name) in (None, []) for each in fields(self))

    def make(self, ids: tuple[int, ...] = ()) -> "UnitFilter":
        """Make the filter of the library.

        Raises:
            typer.BadParameter: a value is none that the option takes.
        """
        from tmx.memory.records import UnitFilter

        return UnitFilter(
            ids=ids,
            document=self.document,
            author=self.author,
            status=tuple(read_status(each) for each in self.status or ()),
            language=None if self.language is None else read_tag(self.language, "--language"),
            script=None if self.script is None else _read_script(self.script),
            since=None if self.since is None else _read_date(self.since, "--since"),
            until=None if self.until is None else _read_date(self.until, "--until", is_end=True),
            min_confidence=self.min_confidence,
            max_confidence=self.max_confidence,
            origin=self.origin,
        )


@dataclass(frozen=True, slots=True)
class Deductions:
    """Points that are taken off match rates."""

    alignment_penalty: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=100.0,
            metavar="POINTS",
            help="Points off, times the probability that an alignment is wrong.",
        ),
    ] = 10.0
    region_penalty: Annotated[
        int,
        typer.Option(
            min=0,
            max=100,
            metavar="POINTS",
            help="Points off for another region or script than is asked for.",
        ),
    ] = 1
    age_penalty: Annotated[
        float,
        typer.Option(
            min=0.0, max=100.0, metavar="POINTS", help="Points off for each year since the change."
        ),
    ] = 0.0

    def make(self) -> "Penalties":
        """Make the penalties of the library."""
        from tmx.memory.records import Penalties

        return Penalties(
            alignment=self.alignment_penalty, region=self.region_penalty, age=self.age_penalty
        )


def unfold(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of the records that it takes, behind its own.

    Args:
        command: a parameter that is annotated with a record of this module stands for its fields.
    """
    signature = inspect.signature(command)
    records: dict[str, type] = {
        name: each.annotation
        for name, each in signature.parameters.items()
        if isinstance(each.annotation, type) and is_dataclass(each.annotation)
    }

    @wraps(command)
    def unfolded(**given: Any) -> None:  # noqa: ANN401 — whatever the options hold
        for name, record in records.items():
            given[name] = record(**{each.name: given.pop(each.name) for each in fields(record)})
        command(**given)

    own = signature.parameters.items()
    parameters = [_name(each) for name, each in own if name not in records]
    for record in records.values():
        parameters += _list_options(record)
    unfolded.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    unfolded.__annotations__ = {each.name: each.annotation for each in parameters}
    return unfolded


def _list_options(record: type) -> list[inspect.Parameter]:
    hints = get_type_hints(record, include_extras=True)
    return [
        inspect.Parameter(
            each.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=each.default,
            annotation=hints[each.name],
        )
        for each in fields(record)
    ]


def _name(parameter: inspect.Parameter) -> inspect.Parameter:
    return parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)


def require(tm: Path | None) -> Path:
    """Return the memory that is named.

    Raises:
        typer.BadParameter: none is.
    """
    if tm is None:
        raise typer.BadParameter(
            f"name the memory with --tm FILE, or in the environment variable {VARIABLE}",
            param_hint="--tm",
        )
    return tm


def read_status(name: str) -> "Status":
    """Return the status of a name.

    Raises:
        typer.BadParameter: it is none.
    """
    from tmx.memory.records import Status

    try:
        return Status(name.lower())
    except ValueError as error:
        raise typer.BadParameter(
            f"“{name}”: choose one of {', '.join(STATUSES)}", param_hint="--status"
        ) from error


def read_tag(tag: str, option: str) -> str:
    """Return the usual form of a language tag.

    Raises:
        typer.BadParameter: it is none.
    """
    from tmx.errors import TmxError
    from tmx.language import normalise_tag

    try:
        return normalise_tag(tag)
    except TmxError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error


def _read_script(name: str) -> str:
    if name.title() not in SCRIPTS:
        raise typer.BadParameter(
            f"“{name}”: choose one of {', '.join(SCRIPTS)}", param_hint="--script"
        )
    return name.title()


def _read_date(text: str, option: str, *, is_end: bool = False) -> datetime:
    """Read a date or a moment; a date alone is a whole day, and no time zone is UTC."""
    try:
        found = datetime.fromisoformat(text)
        moment = found if found.tzinfo else found.replace(tzinfo=UTC)
        is_day = len(text) <= _LENGTH_OF_A_DATE
        return moment + timedelta(days=1) if is_end and is_day else moment
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(
            f"“{text}” is no date: write one such as 2026-05-01 or 2026-05-01T12:00Z",
            param_hint=option,
        ) from error
