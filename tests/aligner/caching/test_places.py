"""Where the cache lies on each platform, and how large it may be."""

from pathlib import Path

import pytest

from aligner import AlignerError
from aligner.caching import find_folder, find_limit

HOME = Path.home()
PLACES = {
    "named": ({"DUIZHAO_CACHE": "/x/y", "XDG_CACHE_HOME": "/z"}, "linux", Path("/x/y")),
    "linux": ({}, "linux", HOME / ".cache/duizhao"),
    "XDG": ({"XDG_CACHE_HOME": "/z"}, "linux", Path("/z/duizhao")),
    "relative XDG": ({"XDG_CACHE_HOME": "z"}, "linux", HOME / ".cache/duizhao"),
    "macOS": ({"XDG_CACHE_HOME": "/z"}, "darwin", HOME / "Library/Caches/duizhao"),
    "Windows": ({"LOCALAPPDATA": "/l"}, "win32", Path("/l/duizhao")),
    "Windows without": ({}, "win32", HOME / "AppData/Local/duizhao"),
}


@pytest.mark.parametrize("case", PLACES.values(), ids=PLACES.keys())
def test_folder(case):
    environment, platform, expected = case
    assert find_folder(environment, platform) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, 10**9),
        ("", 10**9),
        ("0", 0),
        ("12345", 12345),
        ("500M", 5 * 10**8),
        ("1.5 gb", 15 * 10**8),
    ],
)
def test_limit(value, expected):
    assert find_limit({} if value is None else {"DUIZHAO_CACHE_LIMIT": value}) == expected


@pytest.mark.parametrize("value", ["much", "-1", "5X", "٣"])
def test_a_limit_that_is_no_size_is_an_error(value):
    with pytest.raises(AlignerError, match=r"DUIZHAO_CACHE_LIMIT is .*500M"):
        find_limit({"DUIZHAO_CACHE_LIMIT": value})
