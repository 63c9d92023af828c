"""Who may talk to the server: the page itself, by its token, from this machine alone.

Source: OWASP Cheat Sheet Series, on DNS rebinding, CSRF and Content Security Policy.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
_SAFE = frozenset({"GET", "HEAD"})
_LARGEST_BODY = 4 << 20


def make_token() -> str:
    """Make what stands in the address of the page: 32 characters nobody can guess."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets through what comes from the page, and refuses the rest with 403.

    Args:
        app: what is guarded; it sees paths without the token.
        token: the first part of every path.
        hosts: values of the header Host that are ours, such as "127.0.0.1:8123".
    """

    app: "ASGIApp"
    token: str
    hosts: Sequence[str]

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Handle one request, as ASGI wants it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: "Message") -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        if refusal := self._find_fault(scope):
            await _refuse(send_guarded, refusal)
            return
        path = scope["path"].removeprefix(f"/{self.token}")
        inner = {**scope, "path": path, "raw_path": path.encode(), "root_path": ""}
        await self.app(inner, receive, send_guarded)

    def _find_fault(self, scope: "Scope") -> str:
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get(b"host", "").lower() not in self.hosts:
            return "another host: open the address that duizhao review printed"
        given = scope["path"].split("/")[1] if scope["path"].startswith("/") else ""
        is_ours = hmac.compare_digest(given.encode(), self.token.encode())
        if not is_ours or scope["path"] == f"/{self.token}":
            return "no token, or a wrong one: open the address that duizhao review printed"
        return "" if scope["method"] in _SAFE else self._find_foreign(headers)

    def _find_foreign(self, headers: dict[bytes, str]) -> str:
        origin = headers.get(b"origin", "")
        if origin not in {f"http://{host}" for host in self.hosts}:
            return "another origin: only the page itself may change anything"
        if headers.get(b"content-type", "").partition(";")[0] != "application/json":
            return "only JSON is taken"
        length = headers.get(b"content-length", "")
        if not length.isdecimal() or int(length) > _LARGEST_BODY:
            return f"more than {_LARGEST_BODY:,} bytes, or no length"
        return ""


async def _refuse(send: "Send", why: str) -> None:
    body = f"403: {why}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
