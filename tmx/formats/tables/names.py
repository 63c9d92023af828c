"""The names of columns: what the cell of a header row says of the column below it."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from tmx.errors import TmxError
from tmx.formats.tables import vocabulary
from tmx.formats.tables.phrases import read_phrase
from tmx.language import normalise_tag
from tmx.markup import PROVENANCE_DATES, PROVENANCE_TEXTS

TUID, NOTE, MORE = "tuid", "note", "more"
USAGE_COUNT = "usage_count"
ATTRIBUTES = {
    "source_language": "srclang",
    "segtype": "segtype",
    **PROVENANCE_DATES,
    **PROVENANCE_TEXTS,
    USAGE_COUNT: "usagecount",
}
"""Field of a unit or of its provenance: name of its column."""

_FIELDS = {name: field for field, name in ATTRIBUTES.items()}
_LANGUAGE, _PROP, _OWN = "lang=", "prop ", "x-"
_ORDINAL = re.compile(r"(.*)#([1-9][0-9]{0,3})", re.DOTALL)
_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LONGEST = 60
_SOURCES = frozenset(vocabulary.SOURCE.split())
_TARGETS = frozenset(vocabulary.TARGET.split())
_NOTES = frozenset(vocabulary.NOTES.split())
_CODES = frozenset(vocabulary.CODES.split())
_WORDS = frozenset(vocabulary.WORDS.split())
_LANGUAGES = {name: tag for tag, names in vocabulary.LANGUAGES.items() for name in names.split()}


class Kind(Enum):
    """What a column holds."""

    TUID = auto()
    LANGUAGE = auto()
    SOURCE = auto()
    """Texts of a language that the table does not name."""
    TARGET = auto()
    ATTRIBUTE = auto()
    PROP = auto()
    NOTE = auto()
    MORE = auto()
    OTHER = auto()
    """A column that only its owner knows."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds.

    Args:
        kind: of its cells.
        name: tag of a language, field of an attribute, type of a property; of other columns what
            the header says.
        ordinal: which of several columns of one language it is, from 1.
    """

    kind: Kind
    name: str = ""
    ordinal: int = 1


@lru_cache(maxsize=4096)
def name_column(column: Column) -> str:
    """Return what a header row calls a column; `read_name` gives the column back.

    >>> name_column(Column(Kind.LANGUAGE, "en-GB", 2)), name_column(Column(Kind.PROP, "x-a"))
    ('en-GB#2', 'prop x-a')
    >>> name_column(Column(Kind.LANGUAGE, "Klingon"))
    'lang=Klingon'
    """
    if column.kind is Kind.LANGUAGE:
        return _name_language(column.name, column.ordinal)
    if column.kind is Kind.ATTRIBUTE:
        return ATTRIBUTES[column.name]
    return _PROP + column.name if column.kind is Kind.PROP else column.kind.name.lower()


def _name_language(tag: str, ordinal: int) -> str:
    is_plain = find_language(tag) == tag
    name = tag if is_plain else _LANGUAGE + tag
    return f"{name}#{ordinal}" if ordinal > 1 or "#" in tag else name


def read_name(cell: str) -> Column:
    """Tell what a column holds by the cell of the header row.

    >>> read_name("zh_cn").name, read_name("简体中文").name, read_name("EN-UK").name
    ('zh-CN', 'zh-Hans', 'en-GB')
    >>> read_name("source_text").kind.name, read_name("Remarks").kind.name
    ('SOURCE', 'NOTE')
    """
    if cell.startswith(_PROP):
        return Column(Kind.PROP, cell.removeprefix(_PROP))
    if cell.startswith(_LANGUAGE):
        return _read_ordinal(cell.removeprefix(_LANGUAGE), cell.removeprefix(_LANGUAGE))
    name = cell.strip().lower()
    if name in (TUID, MORE):
        return Column(Kind[name.upper()], name)
    if name in _FIELDS:
        return Column(Kind.ATTRIBUTE, _FIELDS[name])
    return _read_foreign_name(cell)


def _read_ordinal(cell: str, tag: str) -> Column:
    match = _ORDINAL.fullmatch(cell)
    return Column(Kind.LANGUAGE, match[1], int(match[2])) if match else Column(Kind.LANGUAGE, tag)


def _read_foreign_name(cell: str) -> Column:
    match = _ORDINAL.fullmatch(cell.strip())
    tag = find_language(match[1] if match else cell)
    if tag is not None:
        return Column(Kind.LANGUAGE, tag, int(match[2]) if match else 1)
    bare = _reduce(cell) if len(cell) <= _LONGEST else ""
    for kind, names in (
        (Kind.SOURCE, _SOURCES),
        (Kind.TARGET, _TARGETS),
        (Kind.NOTE, _NOTES),
    ):
        if bare in names:
            return Column(kind, cell.strip())
    return Column(Kind.OTHER, " ".join(cell.split()))


def find_language(cell: str) -> str | None:
    """Return the tag of the language that a cell names, by a tag or in words, or None.

    >>> find_language("English (en-GB)"), find_language("繁體中文（台灣）"), find_language("id")
    ('en-GB', 'zh-TW', None)
    """
    if len(cell) > _LONGEST:
        return None
    inner = _BRACKETS.search(cell)
    is_tag = inner is not None and re.search("[-_]", inner[1])
    outer = _BRACKETS.sub("", cell)
    stated = (_read_tag(inner[1]) if inner and is_tag else None) or _read_tag(outer)
    named = _LANGUAGES.get(_reduce(cell)) or read_phrase(cell)
    return stated or named or _LANGUAGES.get(_reduce(outer))


def _reduce(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())


def _read_tag(text: str) -> str | None:
    parts = text.strip().lower().replace("_", "-").split("-")
    if parts[0] not in _CODES or (len(parts) == 1 and parts[0] in _WORDS):
        return None
    try:
        return normalise_tag(text)
    except TmxError:
        return None


def name_prop(column: Column, index: int) -> str:
    """Return the type of the property that keeps a column which only its owner knows.

    Args:
        column: what its header says.
        index: of the column, from 0; names one without a name.

    >>> name_prop(Column(Kind.OTHER, "Client name"), 3), name_prop(Column(Kind.OTHER), 3)
    ('x-Client-name', 'x-column-4')
    """
    name = "-".join(column.name.split())[:_LONGEST] or f"column-{index + 1}"
    return name if name.lower().startswith(_OWN) else _OWN + name
