"""What the commands say: results on stdout, everything else on stderr."""

import contextlib
import sys

import typer

from aligner.errors import AlignerError


def use_utf8() -> None:
    """Write UTF-8 to both streams: a console or pipe may be set to a code page that lacks most."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def report(line: str) -> None:
    """Say something on stderr; if nobody can hear it, the work goes on all the same."""
    with contextlib.suppress(OSError, ValueError):
        typer.echo(line, err=True)


def show(line: str) -> None:
    """Print a line of the result on stdout.

    Raises:
        AlignerError: the line cannot be written; a reader that has gone away ends the command.
    """
    try:
        typer.echo(line)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AlignerError(f"the result cannot be printed ({error.strerror})") from error
