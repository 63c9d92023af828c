"""The web application: addresses → what the desk answers. Thin: nothing is decided here."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from importlib import resources
from time import monotonic
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from aligner.messages import LANGUAGES, choose_language
from aligner.review.actions import Asked
from aligner.review.clients import Client
from aligner.review.desk import Desk
from aligner.review.events import Broadcaster
from aligner.review.exports import TYPES
from aligner.review.glossary.desk import GlossaryDesk
from aligner.review.requests import (
    Handler,
    explain,
    fail,
    read_choice,
    read_client,
    read_integer,
    read_json,
    read_version,
)
from aligner.review.security import Guard
from aligner.revision.records import Direction, RevisionError

_STATIC = {"review.js": "text/javascript", "review.css": "text/css"}
_MOST_ROWS = 500
_SLICE = 0.01
"""Seconds that work in the background takes, and leaves, at a time."""
_MOMENT = 0.3
"""Seconds that a page waits for terms to mark."""


def make_app(
    desk: Desk, token: str, hosts: Sequence[str], *, language: str | None = None
) -> "ReviewApp":
    """Make the application of one review.

    Args:
        desk: what answers.
        token: the first part of every path.
        hosts: values of the header Host that are ours.
        language: of the interface; None: what the browser wishes.
    """
    return ReviewApp(desk, token, hosts, language)


class ReviewApp:
    """An ASGI application: a guard before Starlette's routes."""

    def __init__(
        self, desk: Desk, token: str, hosts: Sequence[str], language: str | None = None
    ) -> None:
        self.desk = desk
        self.events = Broadcaster()
        self._language = language
        self._counting: asyncio.Task[None] | None = None
        self._owes_counts = False
        self._loading: asyncio.Task[None] | None = None
        self._guard = Guard(Starlette(routes=self._list_routes()), token, hosts)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        """Handle one request, as ASGI wants it."""
        await self._guard(scope, receive, send)

    def _list_routes(self) -> list[Route]:
        readers: dict[str, Handler] = {
            "/": self._page,
            "/static/{name}": self._static,
            "/rows": self._rows,
            "/layout": self._layout,
            "/place": self._place,
            "/counts": self._counts,
            "/next": self._next,
            "/map": self._map,
            "/unaligned": self._unaligned,
            "/glossary": self._glossary,
            "/term/{name}": self._term,
            "/findings": self._findings,
            "/export": self._export,
            "/export/preview": self._preview_export,
            "/row/{row}/alternatives": self._alternatives,
            "/events": self._events,
        }
        writers: dict[str, Handler] = {
            "/do": self._do,
            "/propose": self._propose,
            "/terms": self._terms,
            "/export/memory": self._add_to_memory,
            "/undo": self._undo,
            "/redo": self._redo,
        }
        return [
            *(Route(path, explain(handler, self._language)) for path, handler in readers.items()),
            *(
                Route(path, explain(handler, self._language), methods=["POST"])
                for path, handler in writers.items()
            ),
        ]

    async def _page(self, request: Request) -> Response:
        client = self._read_client(request.query_params)
        wished = request.query_params.get("ui") or self._language
        chosen = wished or choose_language(request.headers.get("accept-language", ""))
        language = chosen if chosen in LANGUAGES else LANGUAGES[0]
        if self._loading is None:
            self._loading = asyncio.create_task(self._load_terms())
            await asyncio.wait([self._loading], timeout=_MOMENT)
        if await run_in_threadpool(self.desk.session.catch_up):
            self.events.publish("change", {"version": self.desk.session.version, "client": ""})
        html = await run_in_threadpool(
            self.desk.render_page, Client(language, client.shown, client.script)
        )
        self._count_later(is_owed=not await run_in_threadpool(self.desk.complete, 0))
        return HTMLResponse(html)

    def _count_later(self, *, is_owed: bool) -> None:
        """Look for the warnings that nobody waited for, while the page is answered.

        Args:
            is_owed: whether the page shows counts without them, and is to be told.
        """
        self._owes_counts |= is_owed
        if self._counting is None or self._counting.done():
            self._counting = asyncio.create_task(self._count())

    async def _count(self) -> None:
        while not await run_in_threadpool(self.desk.complete, _SLICE):
            await asyncio.sleep(_SLICE)
        if self._owes_counts:
            self._owes_counts = False
            self.events.publish("counted", {})

    async def _load_terms(self) -> None:
        """Read the terms, for which a page waits a moment, and tell pages that did not wait."""
        if self.desk.glossary is None:
            return
        begun = monotonic()
        if await run_in_threadpool(self.desk.glossary.load) and monotonic() > begun + _MOMENT:
            # So that the page listens.
            await asyncio.sleep(1)
            self.events.publish("terms", {})

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            return fail(HTTPStatus.NOT_FOUND, "there is no such file")
        data = resources.files("aligner.review").joinpath("static", name).read_bytes()
        return Response(data, media_type=_STATIC[name])

    async def _rows(self, request: Request) -> Response:
        query = request.query_params
        start = read_integer(query.get("start", "0"))
        count = min(read_integer(query.get("count", "50")), _MOST_ROWS)
        client, version = self._read_client(query), -1
        # Until no change came between: the window has to know which version the rows are of.
        while version != self.desk.session.version:
            version = self.desk.session.version
            html, total = await run_in_threadpool(self.desk.render_rows, client, start, count)
        headers = {"X-Version": str(version), "X-Total": str(total)}
        return HTMLResponse(html, headers=headers)

    async def _layout(self, request: Request) -> Response:
        client = self._read_client(request.query_params)
        return self._answer(await run_in_threadpool(self.desk.describe_layout, client))

    async def _place(self, request: Request) -> Response:
        query = request.query_params
        row = read_integer(query["row"]) if query.get("row") else None
        near = read_integer(query.get("near") or "0")
        client = self._read_client(query)
        return JSONResponse(await run_in_threadpool(self.desk.find_place, client, row, near))

    async def _counts(self, request: Request) -> Response:
        client = self._read_client(request.query_params)
        return self._answer(await run_in_threadpool(self.desk.describe_counts, client))

    async def _next(self, request: Request) -> Response:
        query = request.query_params
        row = read_integer(query["row"]) if query.get("row") else None
        direction = Direction.UP if query.get("direction") == "up" else Direction.DOWN
        what = query.get("what", "doubtful")
        return JSONResponse(await run_in_threadpool(self.desk.find_next, row, what, direction))

    async def _map(self, request: Request) -> Response:
        client = self._read_client(request.query_params)
        return HTMLResponse(await run_in_threadpool(self.desk.render_map, client))

    async def _unaligned(self, request: Request) -> Response:
        client = self._read_client(request.query_params)
        return HTMLResponse(await run_in_threadpool(self.desk.render_unaligned, client))

    async def _events(self, request: Request) -> Response:
        stream = self.events.listen(request.query_params.get("client", ""))
        return StreamingResponse(stream, media_type="text/event-stream")

    async def _do(self, request: Request) -> Response:
        values = await read_json(request)
        client, version = self._read_client(values), read_version(values)
        answer = await run_in_threadpool(self.desk.act, client, values, version)
        return self._tell(values, answer)

    async def _alternatives(self, request: Request) -> Response:
        client = self._read_client(request.query_params)
        row = read_integer(request.path_params["row"])
        return HTMLResponse(await run_in_threadpool(self.desk.render_alternatives, client, row))

    async def _propose(self, request: Request) -> Response:
        values = Asked(await read_json(request))
        client = self._read_client(values.values)
        ends = values.integer("first"), values.integer("last")
        return JSONResponse(await run_in_threadpool(self.desk.propose, client, *ends))

    async def _glossary(self, request: Request) -> Response:
        language, glossary = self._read_client(request.query_params).language, self._get_glossary()
        html = await run_in_threadpool(glossary.render, language, request.query_params)
        return HTMLResponse(html)

    async def _term(self, request: Request) -> Response:
        language, glossary = self._read_client(request.query_params).language, self._get_glossary()
        name = request.path_params["name"]
        return HTMLResponse(await run_in_threadpool(glossary.render_editor, language, name))

    async def _findings(self, request: Request) -> Response:
        language, glossary = self._read_client(request.query_params).language, self._get_glossary()
        return HTMLResponse(await run_in_threadpool(glossary.render_findings, language))

    async def _terms(self, request: Request) -> Response:
        values, glossary = await read_json(request), self._get_glossary()
        language = self._read_client(values).language
        answer = await run_in_threadpool(glossary.act, language, values)
        self.events.publish("terms", {"client": str(values.get("client", ""))})
        return JSONResponse(answer)

    def _get_glossary(self) -> GlossaryDesk:
        if self.desk.glossary is None:
            raise RevisionError(
                "there is no glossary: both texts are in one language", "no_glossary"
            )
        return self.desk.glossary

    async def _preview_export(self, request: Request) -> Response:
        query = request.query_params
        client, chosen = self._read_client(query), read_choice(query)
        preview = self.desk.exports.preview
        return JSONResponse(await run_in_threadpool(preview, client.language, *chosen))

    async def _export(self, request: Request) -> Response:
        query = request.query_params
        format_ = query.get("format", "")
        language, chosen = self._read_client(query).language, read_choice(query)
        made = await run_in_threadpool(self.desk.exports.write, language, *chosen, format_)
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(made.name)}",
            "X-Said": quote(made.said),
        }
        return Response(made.data, media_type=TYPES[format_], headers=headers)

    async def _add_to_memory(self, request: Request) -> Response:
        values = await read_json(request)
        client, chosen = self._read_client(values), read_choice(values)
        add = self.desk.exports.add_to_memory
        return JSONResponse(await run_in_threadpool(add, client.language, *chosen))

    async def _undo(self, request: Request) -> Response:
        return await self._go_back(request, "undo")

    async def _redo(self, request: Request) -> Response:
        return await self._go_back(request, "redo")

    async def _go_back(self, request: Request, step: str) -> Response:
        values = await read_json(request)
        client, version = self._read_client(values), read_version(values)
        answer = await run_in_threadpool(self.desk.go_back, client, step, version)
        return self._tell(values, answer)

    def _tell(self, values: dict[str, Any], answer: dict[str, Any]) -> Response:
        """Answer a window, and tell the others."""
        told = {"version": answer["version"], "client": str(values.get("client", ""))}
        self.events.publish("change", told)
        return self._answer(answer)

    def _answer(self, answer: dict[str, Any]) -> Response:
        """Answer with counts, which may have to be told again when all are known."""
        self._count_later(is_owed=None in answer["counts"].values())
        return JSONResponse(answer)

    def _read_client(self, values: Any) -> Client:  # noqa: ANN401 — query or JSON
        return read_client(values, self._language)
