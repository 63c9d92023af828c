"""Requests to an embeddings endpoint: timeouts, retries, and errors that say what to try.

Redirects are not followed, so that the key reaches no host but the one that was named.
"""

import http.client
import json
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import IO, Any, NoReturn
from urllib.parse import urlsplit

from aligner.errors import AlignerError
from tmx.version import __version__

TIMEOUT_VARIABLE = "DUIZHAO_TIMEOUT"

_LARGEST_ANSWER = 1 << 28
_CHUNK = 1 << 16
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_TOO_MUCH = frozenset({400, 413, 422})
_TOO_LONG = re.compile(r"too (?:large|long|many)|exceed|context", re.IGNORECASE)
"""What servers say of a text that is too long, some with a status of their own failure."""
_REFUSED = frozenset({401, 403})
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for an endpoint, in seconds.

    Args:
        timeout: for one answer.
        tries: requests in all where the endpoint is busy or fails for a moment.
        slow_tries: requests in all where it answers too late or cannot be reached.
        pause: before the second request; each further pause is twice as long.
        longest: the longest pause, also where the endpoint asks for one.
        sleep: waits.
    """

    timeout: float = 45.0
    tries: int = 6
    slow_tries: int = 2
    pause: float = 1.0
    longest: float = 60.0
    sleep: Callable[[float], None] = time.sleep


class TooMuchError(AlignerError):
    """The endpoint took offence at a request that may be too large."""


class _FailedOnceError(Exception):
    """One request that failed; it may pass if it is sent again.

    Args:
        reason: what happened.
        slow: it cost time or found nobody there, so that it is not sent often.
        wait: seconds the endpoint asks to wait; None if it does not.
    """

    def __init__(self, reason: str, *, slow: bool, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.slow, self.wait = reason, slow, wait


class Poster:
    """Sends JSON to one host and returns JSON.

    Args:
        key: goes in the header Authorization; empty for none.
        patience: how long to wait, and how often.
    """

    def __init__(self, key: str = "", patience: Patience | None = None) -> None:
        self._key = _check_key(key)
        self._patience = patience or Patience()

    def post(self, address: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 — JSON
        """Send a body, again if that can help, and return the answer.

        Raises:
            AlignerError: the endpoint is down, slow, refuses, or does not answer in JSON.
            TooMuchError: it refuses the body, which may be too large.
        """
        patience, pause, number = self._patience, self._patience.pause, 0
        while True:
            number += 1
            try:
                return self._send(address, json.dumps(body).encode("utf-8"))
            except _FailedOnceError as failure:
                last = number >= (patience.slow_tries if failure.slow else patience.tries)
                wait = pause if failure.wait is None else failure.wait
                if last or wait > patience.longest:
                    _give_up(address, failure, number, wait)
            patience.sleep(wait)
            pause = min(2 * pause, patience.longest)

    def get(self, address: str, timeout: float) -> Any:  # noqa: ANN401 — JSON
        """Fetch JSON, once; None where there is none, for whatever reason."""
        try:
            return self._send(address, None, timeout)
        except (_FailedOnceError, AlignerError):
            return None

    def _send(self, address: str, body: bytes | None, timeout: float | None = None) -> Any:  # noqa: ANN401
        timeout = timeout or self._patience.timeout
        request = urllib.request.Request(address, body, self._list_headers())
        try:
            with _make_opener(address).open(request, timeout=timeout) as answer:
                content = _read(answer, time.monotonic() + timeout)
        except urllib.error.HTTPError as error:
            with error:
                self._refuse(address, error)
        except TimeoutError as error:
            raise _FailedOnceError(f"no answer within {timeout:g} s", slow=True) from error
        except (OSError, http.client.HTTPException) as error:
            _explain(address, error, timeout)
        except ValueError as error:
            raise AlignerError(
                f"{address}: is no address that can be asked ({error}): write http://HOST:PORT/v1"
            ) from error
        return _parse(address, content)

    def _list_headers(self) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": f"duizhao/{__version__}",
        }
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        return headers

    def _refuse(self, address: str, error: urllib.error.HTTPError) -> NoReturn:
        """Turn a status into an error, or a failure that may pass."""
        said = self._quote(error)
        status = f"answered {error.code} {error.reason}{said}"
        if error.code in _TOO_MUCH or (error.code == 500 and _TOO_LONG.search(said)):
            raise TooMuchError(f"{address}: {status}: check the model and the texts") from error
        if error.code in _PASSING:
            raise _FailedOnceError(status, slow=False, wait=read_pause(error.headers)) from error
        raise AlignerError(f"{address}: {status}: {self._advise(error)}") from error

    def _advise(self, error: urllib.error.HTTPError) -> str:
        if error.code in _REFUSED:
            given = "the key in it is refused" if self._key else "it is not set"
            return f"the key is read from the environment variable DUIZHAO_API_KEY; {given}"
        if 300 <= error.code < 400:
            place = error.headers.get("Location", "another address")
            return f"it sends on to {place[:_SHOWN]}, which is not followed: give that address"
        if error.code == 404:
            return "give the address up to and with /v1, and a model that is there after #"
        return "check the address"

    def _quote(self, error: urllib.error.HTTPError) -> str:
        """Return what an endpoint says of an error, in one line and without the key."""
        try:
            content = error.read(_CHUNK).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return ""
        said = " ".join(find_message(content).split())
        if self._key:
            said = said.replace(self._key, "…")
        return f" (“{said[:_SHOWN]}”)" if said else ""


def find_message(content: str) -> str:
    """Return the message in the JSON of an error; other content but HTML as it is."""
    try:
        found = json.loads(content)
    except ValueError:
        return "" if content.lstrip().startswith("<") else content
    while isinstance(found, dict):
        found = next((found[k] for k in ("error", "message", "detail") if k in found), "")
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def read_pause(headers: Message) -> float | None:
    """Return the seconds that the header Retry-After asks for; None without a sound one.

    Source: RFC 9110, section 10.2.3: seconds, or a date.
    """
    value = (headers.get("Retry-After") or "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)


class _Unmoved(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the standard one would send the key along to any host."""

    def redirect_request(  # noqa: PLR0913, PLR0917 — as the standard library calls it
        self, req: object, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> None:
        return None


def _make_opener(address: str) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_Unmoved()]
    if is_loopback(address):
        # A proxy cannot reach this machine's own ports.
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


def is_loopback(address: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(address).hostname or ""
    return host in {"localhost", "::1"} or host.startswith("127.")


def _read(answer: Any, deadline: float) -> bytes:  # noqa: ANN401 — the type depends on the scheme
    """Read an answer that must be whole by the deadline; it may come in drops."""
    content = bytearray()
    while chunk := answer.read1(_CHUNK):
        content += chunk
        if time.monotonic() > deadline:
            raise TimeoutError
        if len(content) > _LARGEST_ANSWER:
            raise AlignerError(
                f"{answer.url}: answers with more than {_LARGEST_ANSWER >> 20} MB: is it an "
                "embeddings endpoint?"
            )
    if answer.length:
        raise http.client.IncompleteRead(bytes(content), answer.length)
    return bytes(content)


def _explain(address: str, error: Exception, timeout: float) -> NoReturn:
    """Turn an error of the connection into one of ours, or a failure that may pass."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        raise _FailedOnceError(f"no connection within {timeout:g} s", slow=True) from error
    if isinstance(cause, ssl.SSLCertVerificationError):
        raise AlignerError(
            f"{address}: its certificate is not trusted ({cause.verify_message}): name a file of "
            "certificates in the environment variable SSL_CERT_FILE"
        ) from error
    if isinstance(cause, http.client.InvalidURL):
        raise AlignerError(
            f"{address}: is no address that can be asked ({cause}): write http://HOST:PORT/v1"
        ) from error
    reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    raise _FailedOnceError(f"the connection failed ({reason})", slow=True) from error


def _give_up(address: str, failure: _FailedOnceError, number: int, wait: float) -> NoReturn:
    if failure.wait is not None and wait == failure.wait and wait > 0 and not failure.slow:
        pause = f", and asks to wait {wait:.0f} s"
    else:
        pause = ""
    times = "once" if number == 1 else f"{number} times"
    raise AlignerError(
        f"{address}: {failure.reason}{pause}; asked {times}: check that the endpoint runs there "
        f"and is not overloaded, and try again; {TIMEOUT_VARIABLE} sets the seconds to wait"
    ) from failure


def _parse(address: str, content: bytes) -> Any:  # noqa: ANN401 — JSON
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        text = content[:_SHOWN].decode("utf-8", "replace").strip()
        kind = "HTML" if text.startswith("<") else f"no sound JSON ({error})"
        raise AlignerError(
            f"{address}: answers with {kind}: give the address of an OpenAI-compatible endpoint "
            "up to and with /v1"
        ) from error


def _check_key(key: str) -> str:
    key = key.strip()
    if not (key.isascii() and key.isprintable()):
        raise AlignerError(
            "DUIZHAO_API_KEY: holds line breaks or characters that are not ASCII: copy it again"
        )
    return key
