import os
import shutil
import sqlite3
import sys

import pytest

from tests.tmx.memory.kit import count_pairs, make_filled, open_folder, plain_user, start
from tmx.errors import TmxError
from tmx.memory import folding, store
from tmx.memory.queries import database
from tmx.memory.store import make_memory, open_memory, orient

PAGE = database.PAGE_SIZE


def write_text(path):
    path.write_text("你好\thello\n" * 100, encoding="utf-8")


def write_nothing(path):
    path.write_bytes(b"")


def write_other(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE pair (id)")
    connection.close()


def write_alignment(path):
    write_other(path)
    patch(path, 68, b"DUHZ")


def write_newer(path):
    make_filled(path)
    patch(path, 60, (99).to_bytes(4, "big"))


def write_start(path):
    make_filled(path)
    os.truncate(path, 60)


def write_part(path):
    make_filled(path)
    os.truncate(path, 5 * PAGE)


def write_almost_all(path):
    make_filled(path)
    os.truncate(path, path.stat().st_size - 10)


def write_holes(path):
    make_filled(path)
    patch(path, 100, bytes(PAGE - 100))


def write_no_settings(path):
    make_filled(path)
    change(path, "DELETE FROM setting")


def write_other_key(path):
    make_filled(path)
    change(path, "UPDATE setting SET value = '99' WHERE name = 'folding'")


def patch(path, place, data):
    with path.open("r+b") as stream:
        stream.seek(place)
        stream.write(data)


def change(path, statement):
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


WRONG = {
    "a text": (write_text, "no memory (not a SQLite database)"),
    "an empty file": (write_nothing, "is empty"),
    "another program's": (write_other, "another program (application id 0x0)"),
    "an alignment": (write_alignment, "another program (application id 0x4455485a)"),
    "a newer version": (write_newer, "newer duizhao wrote this memory (schema version 99"),
    "the first bytes": (write_start, "damaged (only 60 bytes are left)"),
    "half of it": (write_part, "damaged (40,960 of"),
    "a few bytes less": (write_almost_all, "bytes are left"),
    "a first page of zeros": (write_holes, "damaged"),
    "no settings": (write_no_settings, "damaged"),
    "another matching key": (write_other_key, "compares texts in another way (version 99"),
    "a folder": (lambda path: path.mkdir(), "is a folder; name a file in it"),
    "nothing": (lambda path: None, "there is no such memory; make one with"),
}


@pytest.mark.parametrize("is_writable", [False, True], ids=["read", "write"])
@pytest.mark.parametrize(("make", "reason"), WRONG.values(), ids=WRONG)
def test_what_is_no_memory(tmp_path, make, reason, is_writable):
    path = tmp_path / "a.tmdb"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(TmxError) as caught:
        open_memory(path, is_writable=is_writable)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert reason in message
    assert "\n" not in message
    assert before is None or path.read_bytes() == before
    assert not [each for each in tmp_path.iterdir() if each != path]


@pytest.mark.parametrize("name", ["a\0b", "x" * 300], ids=["NUL", "long"])
@pytest.mark.parametrize("use", [open_memory, lambda path: make_memory(path, ("zh", "en"))])
def test_impossible_names(tmp_path, name, use):
    with pytest.raises(TmxError, match=r"cannot be used|no such memory"):
        use(tmp_path / name)


def test_a_damaged_page_is_an_error_when_it_is_met(tmp_path):
    path = make_filled(tmp_path / "a.tmdb", [(f"你好{i}", "hello " * 50) for i in range(2000)])
    patch(path, path.stat().st_size // 2 // PAGE * PAGE, b"\xff" * 4 * PAGE)
    damaged = pytest.raises(TmxError, match=r"damaged.*tm export")
    with open_memory(path) as memory, damaged, memory.read() as connection:
        connection.execute("SELECT sum(length(second)) FROM pair").fetchone()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_is_no_ordinary_file(tmp_path):
    os.mkfifo(tmp_path / "a.tmdb")
    with pytest.raises(TmxError, match="not an ordinary file"):
        open_memory(tmp_path / "a.tmdb")


def list_names():
    yield from (
        "a b?c#d%25&mode=ro.tmdb",
        "记忆库.tmdb",
        "😀",
        "-wal",
        "a:b.tmdb",
        "C:",
        ".",
        "a\\b",
    )
    if sys.platform == "linux":
        yield os.fsdecode(b"\xff\xfe\xe4.tmdb")


@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed")
@pytest.mark.parametrize("name", list(list_names()), ids=ascii)
def test_names_of_files(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir(exist_ok=True)
    path = folder / ("x" + name)
    make_filled(path)
    with open_memory(path) as memory:
        assert count_pairs(memory) == 1
    assert [each.name for each in folder.iterdir() if each.is_file()] == [path.name]


def test_a_name_in_the_present_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_filled("a.tmdb")
    monkeypatch.chdir("/")
    with open_memory(os.path.relpath(tmp_path / "a.tmdb")) as memory:
        assert count_pairs(memory) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
def test_a_link_leads_to_the_memory(tmp_path):
    make_filled(tmp_path / "a.tmdb")
    (tmp_path / "b.tmdb").symlink_to("a.tmdb")
    with open_memory(tmp_path / "b.tmdb", is_writable=True) as memory:
        assert memory.path.name == "b.tmdb"
        assert count_pairs(memory) == 1


def test_making_over_something(tmp_path):
    path = make_filled(tmp_path / "a.tmdb")
    before = path.read_bytes()
    with pytest.raises(TmxError, match="is there already"):
        make_memory(path, ("zh", "en"))
    with pytest.raises(TmxError, match="is a folder"):
        make_memory(tmp_path, ("zh", "en"))
    with pytest.raises(TmxError, match=r"no folder .*make it first"):
        make_memory(tmp_path / "b" / "a.tmdb", ("zh", "en"))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_log_of_a_memory_that_is_gone(tmp_path):
    path = make_filled(tmp_path / "a.tmdb")
    with open_memory(path, is_writable=True) as memory:
        with memory.write() as connection:
            connection.execute("DELETE FROM pair")
        path.unlink()
        with pytest.raises(TmxError, match=r"a\.tmdb-wal is there"):
            make_memory(path, ("zh", "en"))


@pytest.mark.parametrize("tags", [("zh", "zh-HK"), ("zh", "no tag"), ("en", "")])
def test_wrong_languages_leave_nothing(tmp_path, tags):
    with pytest.raises(TmxError):
        make_memory(tmp_path / "a.tmdb", tags)
    assert not list(tmp_path.iterdir())


def test_a_failure_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "read_schema", lambda version: "CREATE TABLE pair (id);\nNO SQL;")
    with pytest.raises(TmxError, match="syntax error"):
        make_memory(tmp_path / "a.tmdb", ("zh", "en"))
    assert not list(tmp_path.iterdir())


def test_a_disk_without_links(tmp_path, monkeypatch):
    def link(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    with make_memory(tmp_path / "a.tmdb", ("en", "zh")) as memory:
        assert memory.languages == ("zh", "en")
    (tmp_path / "b.tmdb").touch()
    monkeypatch.setattr(store, "find_free_place", lambda path: path)
    with pytest.raises(TmxError, match="another program made it just now"):
        make_memory(tmp_path / "b.tmdb", ("en", "zh"))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.tmdb", "b.tmdb"]


@pytest.mark.parametrize(
    ("tags", "sides"),
    [
        (("en-GB", "zh-HK"), ("zh", "en")),
        (("yue", "en"), ("yue", "en")),
        (("en", "yue-Hant"), ("yue", "en")),
        (("zh", "yue"), ("zh", "yue")),
        (("yue", "zh"), ("zh", "yue")),
        (("de", "fr"), ("de", "fr")),
    ],
)
def test_sides(tags, sides):
    assert orient(tags) == sides


def test_another_pair_of_languages(tmp_path):
    with make_memory(tmp_path / "a.tmdb", ("zh", "en")) as memory:
        memory.check_languages(("en-GB", "zh-Hant-HK"))
        with pytest.raises(TmxError, match="a memory of zh and en, not of zh and ja"):
            memory.check_languages(("ja", "zh"))


class TestPermissions:
    @pytest.fixture
    def folder(self):
        with open_folder() as outer, plain_user():
            folder = outer / "memories"
            folder.mkdir()
            yield folder
            folder.chmod(0o777)

    @pytest.fixture
    def path(self, folder):
        return make_filled(folder / "a.tmdb")

    def test_a_file_that_cannot_be_written(self, path):
        path.chmod(0o444)
        with open_memory(path) as memory:
            assert count_pairs(memory) == 1
        assert [each.name for each in path.parent.iterdir()] == ["a.tmdb"]
        with pytest.raises(TmxError, match="cannot be written; check its permissions"):
            open_memory(path, is_writable=True)

    def test_a_folder_that_cannot_be_written(self, path):
        path.parent.chmod(0o555)
        with open_memory(path) as memory:
            assert count_pairs(memory) == 1
        with pytest.raises(TmxError, match=r"folder must be|permissions"):
            open_memory(path, is_writable=True)
        with pytest.raises(TmxError, match="folder must be"):
            make_memory(path.with_name("b.tmdb"), ("zh", "en"))

    def test_reading_while_somebody_else_writes(self, path):
        with open_memory(path, is_writable=True) as writer:
            with writer.write() as connection:
                connection.execute("INSERT INTO pair VALUES (NULL, 'a', 'b', 1, 1)")
            path.chmod(0o444)
            path.parent.chmod(0o555)
            with open_memory(path) as memory:
                assert count_pairs(memory) == 2
            path.parent.chmod(0o777)

    def test_a_log_that_cannot_be_read_there(self, path):
        with open_memory(path, is_writable=True) as writer:
            with writer.write() as connection:
                connection.execute("INSERT INTO pair VALUES (NULL, 'a', 'b', 1, 1)")
            copy = path.parent / "copy"
            copy.mkdir()
            for name in ("a.tmdb", "a.tmdb-wal"):
                shutil.copy(path.with_name(name), copy)
        copy.chmod(0o555)
        with pytest.raises(TmxError, match=r"its log a\.tmdb-wal cannot be read"):
            open_memory(copy / "a.tmdb")
        copy.chmod(0o777)
        with open_memory(copy / "a.tmdb") as memory:
            assert count_pairs(memory) == 2

    def test_a_file_that_cannot_be_read(self, path):
        path.chmod(0)
        with pytest.raises(TmxError, match="cannot be read; check its permissions"):
            open_memory(path)

    def test_a_folder_that_cannot_be_entered(self, path):
        path.parent.chmod(0)
        with pytest.raises(TmxError, match="Permission denied"):
            open_memory(path)


def test_opening_again_keeps_the_locks_of_this_process(tmp_path):
    """Otherwise the last of another process would take away the log that this one writes to."""
    path = make_filled(tmp_path / "a.tmdb")
    with open_memory(path, is_writable=True) as memory:
        open_memory(path).close()
        code = "import sys; from tmx.memory.store import *; open_memory(sys.argv[1]).close()"
        with start(code, path) as process:
            assert process.wait() == 0
        with memory.write() as connection:
            connection.execute("DELETE FROM pair")
        with open_memory(path) as reader:
            assert count_pairs(reader) == 0


def test_the_key_is_of_this_version(tmp_path):
    with make_memory(tmp_path / "a.tmdb", ("zh", "en")) as memory:
        found = database.select_setting(memory.connection, "folding")
    assert found == str(folding.VERSION)
