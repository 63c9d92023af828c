"""Translation units → the columns of their table: the first pass over what is to be written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from tmx.errors import TmxError
from tmx.formats.records import UnitSource, WriteOptions
from tmx.formats.tables.names import ATTRIBUTES, Column, Kind, name_column
from tmx.language import normalise_tag, primary
from tmx.markup import ANY_LANGUAGE
from tmx.records import UNKNOWN, Note, Prop, TranslationUnit, Variant

MOST_LANGUAGES = 200
MOST_PROPS = 100
_LONGEST_NAME = 200
_MOST_SHAPES = 10_000

_OF_UNIT = ("source_language", "segtype")
_OF_PROVENANCE = tuple(name for name in ATTRIBUTES if name not in _OF_UNIT)
_get_unit = attrgetter(*_OF_UNIT)
_get_provenance = attrgetter(*_OF_PROVENANCE)
_FIELDS = (*_OF_UNIT, *_OF_PROVENANCE)
_NO_VALUES = (None,) * len(_OF_PROVENANCE)

Shape = tuple[tuple[str, ...], tuple[str, ...]]
"""Languages of the variants and types of the properties of a unit, in order."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table.

    Args:
        columns: from the left.
        index: place of each.
    """

    columns: tuple[Column, ...]
    index: dict[Column, int]

    @property
    def names(self) -> list[str]:
        """The cells of the header row."""
        return [name_column(column) for column in self.columns]

    @property
    def source(self) -> str:
        """Tag of the first language, which readers take for the source."""
        return next(each.name for each in self.columns if each.kind is Kind.LANGUAGE)


def list_attributes(unit: TranslationUnit) -> list[tuple[str, object]]:
    """List the attributes that a unit states, by the names of their fields."""
    provenance = unit.provenance
    rest = _NO_VALUES if provenance is UNKNOWN else _get_provenance(provenance)
    if unit.source_language is None and unit.segtype is None and rest is _NO_VALUES:
        return []
    values = (*_get_unit(unit), *rest)
    return [(name, each) for name, each in zip(_FIELDS, values, strict=True) if each is not None]


def shape_of(unit: TranslationUnit) -> Shape:
    """Return the languages and types of a unit, which decide on its columns."""
    return (
        tuple([variant.language for variant in unit.variants]),
        tuple([prop.type for prop in unit.props]),
    )


def list_language_columns(languages: Iterable[str]) -> list[Column]:
    """List the column that each variant belongs to, those of one language numbered.

    >>> [name_column(each) for each in list_language_columns(["zh-CN", "en", "en"])]
    ['zh-CN', 'en', 'en#2']
    """
    seen: Counter[str] = Counter()
    columns = []
    for language in languages:
        seen[language] += 1
        columns.append(Column(Kind.LANGUAGE, language, seen[language]))
    return columns


def is_plain_prop(prop: Prop) -> bool:
    """Whether a cell can hold a property whole."""
    return bool(prop.text) and prop.language is None and prop.o_encoding is None


def is_plain_note(note: Note) -> bool:
    """Whether a cell can hold a note whole."""
    return bool(note.text) and note.language is None and note.o_encoding is None


def is_plain_variant(variant: Variant, level: int) -> bool:
    """Whether a cell can hold a variant whole."""
    return not (
        (variant.content and level > 1)
        or variant.props
        or variant.notes
        or not variant.text
        or (variant.provenance is not UNKNOWN and variant.provenance != UNKNOWN)
    )


def is_in_order(indices: list[int]) -> bool:
    """Whether columns stand as those of the table do, each once; -1 is no column."""
    last = -1
    for index in indices:
        if index <= last:
            return False
        last = index
    return True


def plan_layout(source: UnitSource, options: WriteOptions) -> Layout:
    """Find the columns that units need, in memory that does not grow with their number.

    Args:
        source: gone through once.
        options: languages that are to come first; with level 1, codes need no column.

    Raises:
        TmxError: the source cannot be read.
    """
    survey = _Survey(options.level)
    for unit in source:
        survey.add(unit)
    header = source.header
    stated = header.source_language if header is not None else None
    return survey.make_layout([options.source_language or stated, options.target_language])


@dataclass(slots=True)
class _Survey:
    """What occurs in units: languages and types in the order in which they come up."""

    level: int
    _languages: dict[str, int] = field(default_factory=dict)
    _types: dict[str, None] = field(default_factory=dict)
    _attributes: set[str] = field(default_factory=set)
    _shapes: set[Shape] = field(default_factory=set)
    _has_tuid: bool = False
    _has_note: bool = False
    _needs_more: bool = False

    def add(self, unit: TranslationUnit) -> None:
        shape = shape_of(unit)
        if shape not in self._shapes:
            self._add_shape(shape)
        self._has_tuid = self._has_tuid or bool(unit.tuid)
        self._has_note = self._has_note or bool(unit.notes)
        attributes = list_attributes(unit)
        self._attributes.update(name for name, value in attributes if value != "")
        if not self._needs_more:
            values = (unit.tuid, *(value for _, value in attributes))
            self._needs_more = "" in values or not self._is_plain(unit)

    def _add_shape(self, shape: Shape) -> None:
        languages, types = shape
        for column in list_language_columns(languages):
            self._languages[column.name] = max(
                self._languages.get(column.name, 0), min(column.ordinal, MOST_LANGUAGES)
            )
        for each in types:
            if len(self._types) < MOST_PROPS and len(each) <= _LONGEST_NAME:
                self._types.setdefault(each)
        if len(self._shapes) < _MOST_SHAPES:
            self._shapes.add(shape)
        else:
            self._needs_more = True

    def _is_plain(self, unit: TranslationUnit) -> bool:
        return (
            all(is_plain_variant(variant, self.level) for variant in unit.variants)
            and all(map(is_plain_prop, unit.props))
            and len(unit.notes) < 2
            and all(map(is_plain_note, unit.notes))
        )

    def make_layout(self, first: list[str | None]) -> Layout:
        texts = self._list_languages(first)
        columns = [Column(Kind.TUID)] if self._has_tuid else []
        columns += texts
        columns += [Column(Kind.ATTRIBUTE, name) for name in ATTRIBUTES if name in self._attributes]
        columns += [Column(Kind.PROP, each) for each in self._types]
        columns += [Column(Kind.NOTE)] if self._has_note else []
        index = {column: place for place, column in enumerate(columns)}
        if self._needs_more or not all(_fits(shape, index) for shape in self._shapes):
            index[Column(Kind.MORE)] = len(columns)
        return Layout(tuple(index), index)

    def _list_languages(self, first: list[str | None]) -> list[Column]:
        columns = [
            Column(Kind.LANGUAGE, tag, ordinal + 1)
            for tag in _put_first(list(self._languages), first)
            if len(tag) <= _LONGEST_NAME
            for ordinal in range(self._languages[tag])
        ]
        stated = first[0] if first[0] != ANY_LANGUAGE else None
        # A table without units has a column of texts, too: by it readers know what it is.
        return columns[:MOST_LANGUAGES] or [Column(Kind.LANGUAGE, stated or "und")]


def _fits(shape: Shape, index: dict[Column, int]) -> bool:
    languages, types = shape
    texts = [index.get(column, -1) for column in list_language_columns(languages)]
    props = [index.get(Column(Kind.PROP, each), -1) for each in types]
    return is_in_order(texts) and is_in_order(props)


def _put_first(tags: list[str], first: list[str | None]) -> list[str]:
    """Put the languages that are asked for before the others, by tag or else by language."""
    chosen: list[str] = []
    for wanted in first:
        rest = [tag for tag in tags if tag not in chosen]
        found = wanted and (_find_same(wanted, rest) or _find_related(wanted, rest))
        chosen += [found] if found else []
    return chosen + [tag for tag in tags if tag not in chosen]


def _find_same(wanted: str, tags: list[str]) -> str | None:
    return next((tag for tag in tags if tag == wanted or _normalise(tag) == wanted), None)


def _find_related(wanted: str, tags: list[str]) -> str | None:
    try:
        language = primary(wanted)
    except TmxError:
        return None
    return next((tag for tag in tags if _normalise(tag).split("-")[0] == language), None)


def _normalise(tag: str) -> str:
    try:
        return normalise_tag(tag)
    except TmxError:
        return tag
