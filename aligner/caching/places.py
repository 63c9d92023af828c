"""Where the cache of vectors is and how large it may grow, from the environment of a run."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from aligner.errors import AlignerError

FOLDER_VARIABLE = "DUIZHAO_CACHE"
LIMIT_VARIABLE = "DUIZHAO_CACHE_LIMIT"
DEFAULT_LIMIT = 1_000_000_000
"""Bytes."""

_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", re.IGNORECASE | re.ASCII)


def find_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return the folder of the cache, which need not exist.

    Args:
        environment: such as `os.environ`.
        platform: as `sys.platform` names it.

    Raises:
        AlignerError: nobody's home folder is known.

    Source: XDG Base Directory Specification; Apple's File System Programming Guide; the known
        folder FOLDERID_LocalAppData of Windows.
    """
    if named := environment.get(FOLDER_VARIABLE):
        return Path(named).expanduser()
    return _find_caches(environment, platform) / "duizhao"


def _find_caches(environment: Mapping[str, str], platform: str) -> Path:
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local) if local else _find_home() / "AppData" / "Local"
    if platform == "darwin":
        return _find_home() / "Library" / "Caches"
    named = environment.get("XDG_CACHE_HOME", "")
    # The specification has relative paths ignored.
    return Path(named) if Path(named).is_absolute() else _find_home() / ".cache"


def _find_home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise AlignerError(
            f"the cache has no place ({error}): name a folder in {FOLDER_VARIABLE}, or take "
            "--no-cache"
        ) from error


def find_limit(environment: Mapping[str, str]) -> int:
    """Return the most bytes the cache may hold; 0: it is not used.

    Raises:
        AlignerError: the variable holds no size.

    >>> find_limit({"DUIZHAO_CACHE_LIMIT": "500M"})
    500000000
    """
    value = environment.get(LIMIT_VARIABLE, "").strip()
    if not value:
        return DEFAULT_LIMIT
    match = _SIZE.fullmatch(value)
    if not match:
        raise AlignerError(f"{LIMIT_VARIABLE} is “{value}”: give a size such as 500M or 2G")
    return int(float(match[1]) * _UNITS[match[2].upper()])
