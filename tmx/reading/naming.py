"""Names as files write them → names as TMX has them: small letters, no prefix."""

from collections.abc import Callable

IN_CAPITALS = "names in capitals are read as if they were in small letters"


def shorten_name(name: str) -> str:
    """Return a name without its prefix and in small letters, as TMX writes names.

    >>> shorten_name("x:TUV")
    'tuv'
    """
    return name.rpartition(":")[2].lower()


def tell_name(raw_name: str, lose: Callable[[str], None]) -> None:
    """Tell that a name is in capitals or has a prefix; in few words, for all of a file do.

    Args:
        raw_name: as written.
        lose: told what is odd.
    """
    prefix, _, name = raw_name.rpartition(":")
    if name != name.lower():
        lose(IN_CAPITALS)
    if prefix:
        lose("the prefixes of the names of elements are left out")
