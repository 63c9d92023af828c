"""Languages as MultiTerm calls its indexes and memoQ its columns.

Both take the names of Windows; what has none here goes by its tag, which their import asks about.
"""

from functools import lru_cache

from tmx.errors import TmxError
from tmx.formats.tables.names import find_language
from tmx.language import normalise_tag, primary

_NAMES = {
    "zh": "Chinese",
    "zh-CN": "Chinese (PRC)",
    "zh-TW": "Chinese (Taiwan)",
    "zh-HK": "Chinese (Hong Kong S.A.R.)",
    "zh-MO": "Chinese (Macao S.A.R.)",
    "zh-SG": "Chinese (Singapore)",
    "en": "English",
    "en-US": "English (United States)",
    "en-GB": "English (United Kingdom)",
    "en-AU": "English (Australia)",
    "en-CA": "English (Canada)",
    "en-NZ": "English (New Zealand)",
}


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


_TAGS = {_bare(name): tag for tag, name in _NAMES.items()}


def name_language(tag: str) -> str:
    """Return what tools call a language.

    Args:
        tag: in its usual form.

    >>> name_language("zh-TW"), name_language("zh-Hant")
    ('Chinese (Taiwan)', 'zh-Hant')
    """
    return _NAMES.get(tag, tag)


def name_column(tag: str) -> str:
    """Return what memoQ calls the column of a language.

    >>> name_column("zh-CN"), name_column("en-US"), name_column("zh-Hant")
    ('Chinese_PRC', 'English_United_States', 'zh-Hant')
    """
    name = name_language(tag)
    return name.replace(" (", "_").replace(" ", "_").removesuffix(")")


def read_language(name: str) -> str | None:
    """Return the tag of a language by a name of it, or None.

    >>> read_language("English_United_States"), read_language("Chinese (PRC)"), read_language("x1")
    ('en-US', 'zh-CN', None)
    >>> read_language("Chinese (Hong Kong S.A.R.)"), read_language("zh-Hant")
    ('zh-HK', 'zh-Hant')
    """
    return _TAGS.get(_bare(name)) or find_language(name) or find_language(name.replace("_", " "))


# A file names the same few with every entry.
@lru_cache(maxsize=256)
def settle_language(code: str, name: str) -> str:
    """Return the tag of a language that a tool states by a code and by a name.

    Args:
        code: such as "ZH-CN"; a code without a region is told by the name, if that has one.
        name: as the user of the tool calls it, or "".

    Raises:
        TmxError: the code is no tag, and the name is not known.

    >>> settle_language("EN-US", "Englisch"), settle_language("ZH", "Chinese (Taiwan)")
    ('en-US', 'zh-TW')
    """
    named = read_language(name) if name.strip() else None
    try:
        tag = normalise_tag(code)
    except TmxError:
        if named is None:
            raise
        return named
    is_told = named is not None and "-" not in tag and primary(named) == tag
    return named if named is not None and is_told else tag
