import os
import threading

import pytest

from tmx.memory.transfer import ahead
from tmx.memory.transfer.ahead import AheadStream


def open_pipe():
    """A pipe that is read ahead, and where to write."""
    read, write = os.pipe()
    return AheadStream(open(read, "rb", buffering=0)), open(write, "wb", buffering=0)  # noqa: PTH123


def test_all_bytes_come_in_their_order():
    given = bytes(range(256)) * 3000
    stream, pipe = open_pipe()
    with stream:
        writer = threading.Thread(target=lambda: (pipe.write(given), pipe.close()))
        writer.start()
        assert b"".join(iter(lambda: stream.read(1000), b"")) == given
        assert stream.read(1) == b""
        writer.join()


def test_whoever_writes_does_not_wait(monkeypatch):
    stream, pipe = open_pipe()
    with stream:
        for _ in range(40):
            pipe.write(b"-" * 60_000)
        pipe.close()


@pytest.mark.parametrize("size", [0, 10_000_000])
def test_what_is_not_taken_is_thrown_away(monkeypatch, size):
    monkeypatch.setattr(ahead, "_CHUNKS", 4)
    stream, pipe = open_pipe()
    writer = threading.Thread(target=lambda: (pipe.write(b"-" * size), pipe.close()))
    writer.start()
    stream.close()
    writer.join()
    assert stream.closed
