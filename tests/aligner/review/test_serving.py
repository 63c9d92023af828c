"""The socket that the page is served from."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from aligner.errors import AlignerError
from aligner.review import serving


def test_answers_do_not_wait_for_acknowledgements():
    async def look():
        heard = asyncio.get_running_loop().create_future()
        listener = serving._bind(0)
        async with await asyncio.start_server(lambda *pair: heard.set_result(pair), sock=listener):
            _, ours = await asyncio.open_connection(*listener.getsockname())
            _, theirs = await heard
            connection = theirs.get_extra_info("socket")
            found = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            for writer in (ours, theirs):
                writer.close()
                await writer.wait_closed()
            return found

    # In a thread of its own: Playwright may have left a loop that runs in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(look())).result()


def test_only_this_machine_can_connect():
    with serving._bind(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_named():
    with serving._bind(0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AlignerError, match=f"port {port}: cannot be used .*--port"):
            serving._bind(port)
