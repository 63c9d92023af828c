"""A source that is read in another process gives the same memory, and leaves no process behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tmx.memory.stocking import NOW, empty_memory, export, make_unit
from tmx import Context, Header, Prop, ReadReport, TmxError, TranslationUnit, Variant, write_tmx
from tmx.formats import ReadOptions
from tmx.inputs import open_units
from tmx.memory.records import Status
from tmx.memory.store import make_memory
from tmx.memory.transfer import apart
from tmx.memory.transfer.importing import ImportOptions, import_units
from tmx.memory.transfer.reading import ReadingTask

ROOT = Path(__file__).parents[4]
HEADER = Header("*all*")
MANY = 10_500


@pytest.fixture(autouse=True)
def cores(monkeypatch):
    monkeypatch.setattr(apart, "_count_cores", lambda: 2)


@pytest.fixture
def memory():
    with empty_memory() as made:
        yield made


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    monkeypatch.setattr(apart, "_LEAST_BYTES", 0)
    found, start = [], apart._start

    def watch(task):
        found.append(start(task))
        return found[-1]

    monkeypatch.setattr(apart, "_start", watch)
    return found


def make_units(count, step=1):
    """Units of all kinds: with documents and without, of several variants, repeated, skipped."""
    for number in range(0, count, step):
        name = {"x-document": f"{number // 50}.docx"} if number % 3 else {}
        props = name | ({"x-confidence": "0.75"} if number % 5 == 0 else {})
        unit = make_unit(f"第{number % 900}条", f"Article {number % 900}.", props=props)
        if number % 7 == 0:
            tags = ("en-US", "zh-TW") if number % 2 else ("fr", "zh-CN")
            more = tuple(Variant(tag, f"{tag} {number}") for tag in tags)
            unit = TranslationUnit((*unit.variants, *more), f"t{number}", unit.props)
        if number % 11 == 0:
            unit = make_unit(f"第{number}条", "B", tags=("zh", "de"))
        if number % 13 == 0:
            unit = TranslationUnit(unit.variants[::-1], f"r{number}", (Prop("domain", "律\t<法>"),))
        yield unit


def write_file(path, units):
    with path.open("wb") as stream:
        write_tmx(stream, units, HEADER)
    return path


def load_file(memory, path, **options):
    told = []
    stated = ImportOptions(origin=path.name, moment=NOW, **options)
    report = import_units(memory, open_units([path]), stated, progress=told.append)
    return report, told


def dump(memory):
    return list(memory.connection.iterdump())


ASKED = {
    "as it says": {},
    "all stated": {"author": "王", "document": "x", "status": Status.REVIEWED},
    "languages": {"source_language": "en", "target_language": "zh-HK"},
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_the_same_comes_of_two_processes_as_of_one(tmp_path, monkeypatch, started, asked):
    first = write_file(tmp_path / "a.tmx", make_units(MANY))
    second = write_file(tmp_path / "b.tmx", make_units(MANY // 2, 2))
    results = []
    for least in (0, 1 << 40):
        monkeypatch.setattr(apart, "_LEAST_BYTES", least)
        with empty_memory() as memory:
            done = [load_file(memory, path, **asked) for path in (first, second)]
            results.append((done, dump(memory)))
    assert results[0] == results[1]
    assert [each.poll() is not None for each in started] == [True, True]
    (report, told), _ = results[0][0]
    assert told == [10_000]
    assert report.skipped > 100 and report.created > 5_000 and report.losses[0].places


def test_what_was_in_the_memory_is_kept_and_merged_alike(tmp_path, monkeypatch, started):
    path = write_file(tmp_path / "a.tmx", make_units(600))
    results = []
    for least in (0, 1 << 40):
        with empty_memory() as memory:
            monkeypatch.setattr(apart, "_LEAST_BYTES", 1 << 40)
            load_file(memory, path)
            export_path = write_file(tmp_path / "b.tmx", [*make_units(40), *export(memory)[30:]])
            monkeypatch.setattr(apart, "_LEAST_BYTES", least)
            results.append((load_file(memory, export_path), dump(memory)))
    assert results[0] == results[1]
    assert len(started) == 1


class Source:
    """Units, and then what `end` does; `paths` say how large it is."""

    header = None
    report = ReadReport(0)
    paths = (Path(__file__),)

    def __init__(self, count, end):
        self.count, self.end = count, end

    def __iter__(self):
        try:
            for number in range(self.count):
                yield make_unit(f"第{number}条", f"Article {number}")
        finally:
            self.end()


class Fail:
    """Raises an error."""

    def __init__(self, error):
        self.error = error

    def __call__(self):
        raise self.error


class Leave:
    """Ends the process on the spot."""

    def __call__(self):
        os._exit(3)


class Sign:
    """Says in a file that the source is not read any more."""

    def __init__(self, path):
        self.path = path

    def __call__(self):
        self.path.write_text("ended", encoding="utf-8")


def run(memory, source, **options):
    return import_units(memory, source, ImportOptions(origin="b.tmx", moment=NOW), **options)


@pytest.mark.parametrize("count", [0, 10, 3000])
@pytest.mark.parametrize("error", [TmxError("line 7: is broken"), ZeroDivisionError("by 0")])
def test_an_error_of_the_other_process_comes_here(memory, started, count, error):
    before = dump(memory)
    with pytest.raises(type(error), match=str(error)):
        run(memory, Source(count, Fail(error)))
    assert dump(memory) == before
    assert [each.poll() is not None for each in started] == [True]


def test_a_process_that_is_ended_is_an_error_and_nothing_is_imported(memory, started):
    before = dump(memory)
    with pytest.raises(TmxError, match=r"b\.tmx: the process that reads it was ended \(code 3\);"):
        run(memory, Source(3000, Leave()))
    assert dump(memory) == before
    assert len(started) == 1


def test_ctrl_c_ends_the_other_process(memory, started, tmp_path):
    before, sign = dump(memory), tmp_path / "sign"
    with pytest.raises(KeyboardInterrupt):
        run(memory, Source(10**9, Sign(sign)), progress=interrupt)
    assert dump(memory) == before
    assert [each.poll() is not None for each in started] == [True]


def interrupt(units):
    raise KeyboardInterrupt


IMPORTING = """
import sys
sys.path[:0] = [{root!r}]
from pathlib import Path
from tests.tmx.memory.transfer import test_apart
from tmx.memory.store import open_memory
test_apart.apart._LEAST_BYTES = 0
test_apart.apart._count_cores = lambda: 2
with open_memory({path!r}, is_writable=True) as memory:
    source = test_apart.Source(10**9, test_apart.Sign(Path({sign!r})))
    test_apart.run(memory, source, progress=lambda _: print("ready", flush=True))
"""


def test_kill_9_ends_the_other_process(tmp_path):
    path, sign = tmp_path / "m.tmdb", tmp_path / "sign"
    make_memory(path, ("zh", "en")).close()
    program = IMPORTING.format(root=str(ROOT), path=str(path), sign=str(sign))
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    with process:
        assert process.stdout.readline().strip() == b"ready"
        process.kill()
    until = time.monotonic() + 60
    while not sign.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert sign.exists()


# Where one process does it all.


def test_without_a_python_to_start_one_process_reads(memory, monkeypatch, started, tmp_path):
    path = write_file(tmp_path / "a.tmx", make_units(300))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert load_file(memory, path)[0].created > 200
    assert started == [None]


def test_a_process_that_fails_at_its_start_is_replaced(memory, monkeypatch, started, tmp_path):
    path = write_file(tmp_path / "a.tmx", make_units(300))
    monkeypatch.setattr(apart, "_PROGRAM", "raise SystemExit")
    assert load_file(memory, path)[0].created > 200
    assert [each.poll() is not None for each in started] == [True]


def test_what_cannot_be_told_to_another_process_is_read_here(memory, started, tmp_path):
    path = write_file(tmp_path / "a.tmx", make_units(300))
    source = open_units([path], ReadOptions(detect=lambda _: None))
    assert run(memory, source).created > 200
    assert started == [None]


def make_task(paths, **options):
    source = Source(0, Leave())
    source.paths = paths
    return ReadingTask(source, None, ("zh", "en"), ImportOptions(origin="a", moment=NOW, **options))


def test_small_files_need_no_process(tmp_path, monkeypatch):
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"-" * 1000)
    large.write_bytes(b"-" * apart._LEAST_BYTES)
    assert not apart.may_read_apart(make_task((small,)))
    assert apart.may_read_apart(make_task((small, large)))
    assert not apart.may_read_apart(make_task((large, tmp_path)))
    assert not apart.may_read_apart(make_task((large, tmp_path / "none")))
    assert not apart.may_read_apart(make_task((large,), context_of=lambda _: Context()))
    for executable in ("", "/usr/bin/blender"):
        monkeypatch.setattr(sys, "executable", executable)
        assert not apart.may_read_apart(make_task((large,)))


def test_one_core_needs_no_process(tmp_path, monkeypatch):
    large = tmp_path / "large"
    large.write_bytes(b"-" * apart._LEAST_BYTES)
    monkeypatch.setattr(apart, "_count_cores", lambda: 1)
    assert not apart.may_read_apart(make_task((large,)))
