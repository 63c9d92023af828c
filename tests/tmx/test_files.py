import errno
import os

import pytest

from tmx import TmxError, replace_atomically


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_appears_whole(tmp_path):
    with replace_atomically(tmp_path / "新 file.tmx") as stream:
        stream.write(b"one")
        assert "新 file.tmx" not in names(tmp_path)
    assert (tmp_path / "新 file.tmx").read_bytes() == b"one"
    assert names(tmp_path) == ["新 file.tmx"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, TmxError])
def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path, error):
    target = tmp_path / "a.tmx"
    target.write_bytes(b"old")
    with pytest.raises(error), replace_atomically(target) as stream:
        stream.write(b"new")
        raise error
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.tmx"]


def test_a_full_disk_is_one_clear_line(tmp_path):
    with (
        pytest.raises(TmxError, match=r"a\.tmx: cannot be written \(No space left"),
        replace_atomically(tmp_path / "a.tmx"),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert names(tmp_path) == []


def test_the_callers_own_missing_file_is_not_blamed_on_the_target(tmp_path):
    with pytest.raises(FileNotFoundError), replace_atomically(tmp_path / "a.tmx"):
        (tmp_path / "other").read_bytes()
    assert names(tmp_path) == []


def test_impossible_targets(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    cases = {
        tmp_path: "is a folder",
        tmp_path / "none" / "a.tmx": "there is no folder",
        tmp_path / "plain" / "a.tmx": "there is no folder",
    }
    for path, message in cases.items():
        with pytest.raises(TmxError, match=message), replace_atomically(path):
            pytest.fail("the body must not run")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_an_unwritable_folder(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(TmxError, match="cannot be written"), replace_atomically(tmp_path / "a"):
        pytest.fail("the body must not run")


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no devices here")  # noqa: PTH110
def test_a_device_is_never_replaced():
    with pytest.raises(TmxError, match="ordinary file"), replace_atomically("/dev/null"):
        pytest.fail("the body must not run")


@pytest.mark.skipif(os.name == "nt", reason="links and modes of POSIX")
def test_links_and_permissions_stay(tmp_path):
    real, link = tmp_path / "real.tmx", tmp_path / "link.tmx"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    with replace_atomically(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
