"""What tests of the store share: places where things go wrong, and processes."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tmx.memory.folding import make_print
from tmx.memory.queries.units import select_columns
from tmx.memory.store import make_memory
from tmx.memory.transfer.exporting import find_units
from tmx.memory.units.facts import read_facts
from tmx.memory.units.identity import make_identity

ROOT = Path(__file__).parents[3]
NOBODY = 65534


def make_filled(path, texts=(("你好", "hello"),)):
    """Make a memory of pairs without units, which is enough for what files do."""
    with make_memory(path, ("zh", "en")) as memory, memory.write() as connection:
        connection.executemany("INSERT INTO pair VALUES (NULL, ?, ?, 1, 1)", texts)
    return path


def count_pairs(memory):
    with memory.read() as connection:
        return connection.execute("SELECT count(*) FROM pair").fetchone()[0]


@contextmanager
def plain_user():
    """Be a user whom permissions bind; root is bound by none."""
    if not hasattr(os, "seteuid"):
        pytest.skip("permissions are another matter here")
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def open_folder():
    """Make a folder that any user can enter; those of pytest are closed."""
    folder = Path(tempfile.mkdtemp(prefix="duizhao-tests-"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        folder.chmod(0o777)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def small_disk(size):
    """Mount a disk of some bytes, if this process may."""
    with open_folder() as folder:
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        if not sys.platform.startswith("linux") or shutil.which("mount") is None or os.geteuid():
            pytest.skip("no disk can be mounted")
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def start(code, *arguments):
    """Start a Python process with a script; its output is read line by line."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def check_units(memory):
    """Check what holds of every memory: columns say what units say, no pair is left over."""
    with memory.read() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        for unit in find_units(memory):
            columns = select_columns(connection, unit.id)
            assert columns.identity == make_identity(
                unit.unit, unit.source, unit.document, unit.prints
            )
            facts = read_facts(unit.unit)
            assert (unit.document, unit.author, unit.changed) == facts[:3]
            assert (unit.confidence, unit.status) == facts[3:]
        lonely = "SELECT id FROM pair WHERE id NOT IN (SELECT pair FROM unit)"
        assert not connection.execute(lonely).fetchall()
        prints = connection.execute("SELECT first, first_print FROM pair").fetchall()
    assert all(make_print(text) == found for text, found in prints)
