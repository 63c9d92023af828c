"""Requests of the page → checked values; and what went wrong → one line in the page's language."""

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from aligner.errors import AlignerError
from aligner.messages import LANGUAGES, Messages, load_messages
from aligner.review.clients import Client, read_shown
from aligner.review.journal import JournalError
from aligner.review.session import ConflictError
from aligner.revision.records import RevisionError
from tmx.errors import TmxError

Handler: TypeAlias = Callable[[Request], Awaitable[Response]]
"""Answers one request."""

_MOST_DIGITS = 12


async def read_json(request: Request) -> dict[str, Any]:
    """Read the object that a request holds.

    Raises:
        RevisionError: it holds none, or a text in it has half a character (a lone surrogate),
            which no file and no page can hold.
    """
    try:
        values = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise RevisionError(f"the request is no JSON ({error})") from error
    if not isinstance(values, dict):
        raise RevisionError("the request is no JSON object")
    # For `explain`, which may have to say what is wrong with it.
    request.state.language = values.get("ui")
    try:
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        message = f"the text holds half a character ({error}): remove it"
        raise RevisionError(message, "half_character") from error
    return values


def read_client(values: Any, language: str | None) -> Client:  # noqa: ANN401 — query or JSON
    """Read what a window says of itself.

    Args:
        values: of the request.
        language: of the interface where the window does not say it; None: the first there is.

    Raises:
        RevisionError: there is no such filter.
    """
    script = values.get("script") or ""
    return Client(_choose(values.get("ui"), language), read_shown(values), str(script))


def _choose(*wishes: object) -> str:
    """Return the first of some languages that there is, else the default."""
    return next((str(wish) for wish in wishes if wish in LANGUAGES), LANGUAGES[0])


def read_version(values: dict[str, Any]) -> int:
    """Read which version of the alignment a request is meant for.

    Raises:
        RevisionError: it is no integer.
    """
    version = values.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise RevisionError(f"version {version!r:.40}: must be an integer")
    return version


def read_choice(values: Any) -> tuple[str, float]:  # noqa: ANN401 — query or JSON
    """Read which pairs are to be exported: the name of the choice, and the threshold, 0 to 1.

    Raises:
        RevisionError: the threshold is no number.
    """
    given = values.get("threshold", "0")
    try:
        threshold = float(given)
    except (TypeError, ValueError, OverflowError) as error:
        message = f"threshold: is {given!r:.40}: give a probability"
        raise RevisionError(message, "threshold") from error
    return str(values.get("choose", "")), threshold


def read_integer(text: str) -> int:
    """Read a number of an address, at least 0.

    Raises:
        RevisionError: it is none.
    """
    if not text.isascii() or not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise RevisionError(f"“{text[:40]}” is no number")
    return int(text)


def explain(handler: Handler, language: str | None) -> Handler:
    """Answer the package's own errors with one line, and a status that says whose fault it is.

    Args:
        handler: answers requests.
        language: of the interface where a window does not say it.
    """

    @wraps(handler)
    async def explained(request: Request) -> Response:
        try:
            return await handler(request)
        except (AlignerError, TmxError) as error:
            stated = request.query_params.get("ui") or getattr(request.state, "language", None)
            messages = load_messages(_choose(stated, language))
            return _answer(error, messages)

    return explained


def _answer(error: AlignerError | TmxError, messages: Messages) -> Response:
    if isinstance(error, ConflictError):
        said = describe_error(error, messages)
        return fail(HTTPStatus.CONFLICT, said, version=error.version)
    if isinstance(error, JournalError):
        return fail(HTTPStatus.SERVICE_UNAVAILABLE, describe_error(error, messages))
    return fail(HTTPStatus.UNPROCESSABLE_ENTITY, describe_error(error, messages))


def describe_error(error: Exception, messages: Messages) -> str:
    """Say in a language what went wrong; what has no text in it is said as it is, in English."""
    if isinstance(error, RevisionError) and error.key:
        return messages(f"error_{error.key}", **error.values)
    return messages("error_other", text=str(error))


def fail(status: HTTPStatus, message: str, **values: object) -> Response:
    """Answer with an error.

    Args:
        status: whose fault it is.
        message: one line for people.
        values: for the script of the page.
    """
    return JSONResponse({"error": message, **values}, status_code=status)
