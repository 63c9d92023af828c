"""The application on a port of this machine, until it is stopped."""

import asyncio
import gc
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from aligner.errors import AlignerError

if TYPE_CHECKING:
    from aligner.review.app import ReviewApp
    from aligner.review.desk import Desk

HOST = "127.0.0.1"
"""The loopback address: no other machine can connect to it."""

_PATIENCE = 2


def serve(
    desk: "Desk", *, port: int, language: str | None, announce: Callable[[str], None]
) -> None:
    """Serve the review page until the process is told to stop.

    Args:
        desk: what answers.
        port: to listen on; 0 for any that is free.
        language: of the interface; None: what the browser wishes.
        announce: told the address, token included, once it answers.

    Raises:
        AlignerError: the port is taken or not allowed.
    """
    from aligner.review.app import make_app
    from aligner.review.security import make_token

    with closing(_bind(port)) as listener:
        taken = listener.getsockname()[1]
        token = make_token()
        hosts = [f"{HOST}:{taken}", f"localhost:{taken}"]
        app = make_app(desk, token, hosts, language=language)
        # What was read stays until the end: not to be searched for waste with each change.
        gc.freeze()
        with suppress(KeyboardInterrupt):
            asyncio.run(_run(app, listener, lambda: announce(f"http://{HOST}:{taken}/{token}/")))


def _bind(port: int) -> socket.socket:
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it on, the second
    # part of an answer waits 40 ms until the browser has acknowledged the first.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise AlignerError(
            f"port {port}: cannot be used ({error.strerror}): name another with --port, or leave "
            "it out for any that is free"
        ) from error
    return listener


async def _run(app: "ReviewApp", listener: socket.socket, announce: Callable[[], None]) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=_PATIENCE,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not task.done():
        await asyncio.sleep(0.01)
    announce()
    while not server.should_exit and not task.done():
        await asyncio.sleep(0.1)
    app.events.close()
    await task
