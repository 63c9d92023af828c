"""What a memory holds and answers: units with their place, queries, matches, hits and reports.

Values only; the store makes them of rows. A memory has two sides: `Side.FIRST` is Chinese where
either language is, whichever was translated from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NamedTuple, TypeAlias

from tmx.contexts import Context
from tmx.losses import Loss
from tmx.records import Content, TranslationUnit, Variant


class Side(IntEnum):
    """A side of a memory; its first is Chinese where either language is."""

    FIRST = 0
    SECOND = 1

    @property
    def other(self) -> "Side":
        """The side that it is translated to."""
        return Side(1 - self)


class Status(StrEnum):
    """How far a translation has come. REJECTED is kept, but never offered as a match."""

    ALIGNED = "aligned"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    REJECTED = "rejected"


class Action(StrEnum):
    """What was done to a unit whose former state the history keeps."""

    EDIT = "edit"
    DELETE = "delete"
    MERGE = "merge"


class Prints(NamedTuple):
    """Prints of the neighbours of a unit in its document, as `tmx.memory.folding` makes them.

    Args:
        first_previous: of the text of the first side before it; 0: it is the first of its document,
            None: not known.
        first_following: of the text of the first side behind it, likewise.
        second_previous: the same of the second side.
        second_following: likewise.
    """

    first_previous: int | None = None
    first_following: int | None = None
    second_previous: int | None = None
    second_following: int | None = None


UNKNOWN_PRINTS = Prints()
"""The prints of a unit whose neighbours are not known."""


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit of a memory.

    Args:
        id: number that no other unit of the memory ever has.
        unit: as it was added, the source first.
        source: the side of its source.
        pair: number of its two texts, which units in other places may share.
        document: name of the document that it stands in, or None.
        author: who changed it last, else who made it, or None.
        changed: when, with a time zone, or None.
        confidence: probability in [0, 1] that an alignment is right; None: it is none.
        status: how far it has come, or None.
        origin: name of the file or command that brought it.
        prints: of its neighbours.
    """

    id: int
    unit: TranslationUnit
    source: Side
    pair: int
    document: str | None = None
    author: str | None = None
    changed: datetime | None = None
    confidence: float | None = None
    status: Status | None = None
    origin: str = ""
    prints: Prints = UNKNOWN_PRINTS

    def get_variant(self, side: Side) -> Variant:
        """Return the variant of a side."""
        return self.unit.variants[0 if side == self.source else 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """Which units of a memory are meant; a field that is None or empty asks for nothing.

    Args:
        ids: numbers of units.
        document: name of a document, or a pattern with * and ?.
        author: name of a person, or a pattern with * and ?.
        status: any of these.
        language: tag of either side, in any form; "zh-TW" is not "zh-HK", "zh" is both.
        script: "Hans" or "Hant": the script of the Chinese side, by its characters where its tag
            does not say.
        since: changed at or after, with a time zone; what has no date is left out.
        until: changed before, likewise.
        min_confidence: probability in [0, 1]; what is no alignment passes.
        max_confidence: likewise; what is no alignment does not pass.
        origin: name of the file that it came with, or a pattern with * and ?.
    """

    ids: tuple[int, ...] = ()
    document: str | None = None
    author: str | None = None
    status: tuple[Status, ...] = ()
    language: str | None = None
    script: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    min_confidence: float | None = None
    max_confidence: float | None = None
    origin: str | None = None


ALL = UnitFilter()
"""The filter that lets every unit pass."""


@dataclass(frozen=True, slots=True)
class Query:
    """A segment to find matches for.

    Args:
        text: the segment without its inline codes.
        side: the side of the memory that it is compared with.
        content: the segment with its inline codes; () if it has none.
        language: its tag, such as "zh-HK"; None or a tag without a region asks for no region.
        target_language: tag that the translation is to have, likewise.
        context: what stands around it in its document; None: not known.
        id: identifier of the segment, compared with tuids; None: it has none.
    """

    text: str
    side: Side
    content: Content = ()
    language: str | None = None
    target_language: str | None = None
    context: Context | None = None
    id: str | None = None


class MatchKind(StrEnum):
    """What a match rests on."""

    CONTEXT = "context"
    EXACT = "exact"
    FUZZY = "fuzzy"
    SEMANTIC = "semantic"


class Flag(StrEnum):
    """A way in which two texts differ that a translator must see."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    PUNCTUATION = "punctuation"
    WIDTH = "width"
    SCRIPT = "script"
    CASE = "case"
    SPACE = "space"
    CODES = "codes"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch in which the text of a query and that of a unit differ.

    Args:
        start: where it begins in the query, in characters.
        stop: where it ends there; equal to start where something is missing from the query.
        match_start: where it begins in the text of the unit.
        match_stop: where it ends there; equal to match_start where the unit lacks something.
    """

    start: int
    stop: int
    match_start: int
    match_stop: int


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off a match rate.

    Args:
        reason: "alignment", "region" or "age".
        points: at least 1.
    """

    reason: str
    points: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """How two texts differ.

    Args:
        differences: stretches that differ, in order; () where the texts are equal.
        flags: ways in which they differ that matter.
    """

    differences: tuple[Difference, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that a query can be translated with, and why.

    Args:
        rate: 0–99; 100 where texts and codes are equal, 101 where both neighbours or the id agree
            as well, 102 where both do; after deductions, with which it is always under 100.
        kind: what it rests on.
        unit: the best unit with these texts.
        side: the side that the query was compared with.
        similarity: of the two texts, in [0, 1], before caps and deductions; of a semantic match,
            the cosine in [-1, 1].
        explain: finds out how the texts differ, for who asks for `differences` or `flags`; that
            takes longer than to find the match, and of most matches nobody asks.
        deductions: points taken off.
        agreeing: which of "previous", "following" and "id" agree.
        others: how many more units hold the same two texts.
    """

    rate: int
    kind: MatchKind
    unit: StoredUnit
    side: Side
    similarity: float
    explain: Callable[[], Explanation] = field(default=Explanation, repr=False, compare=False)
    deductions: tuple[Deduction, ...] = ()
    agreeing: tuple[str, ...] = ()
    others: int = 0

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Stretches that differ, in order; () where the texts are equal."""
        return self.explain().differences

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Ways in which the texts and inline codes differ that matter."""
        return self.explain().flags

    @property
    def source(self) -> Variant:
        """The text that the query was compared with."""
        return self.unit.get_variant(self.side)

    @property
    def target(self) -> Variant:
        """The translation that is offered."""
        return self.unit.get_variant(self.side.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalties:
    """Points that are taken off match rates.

    Args:
        alignment: times the probability that an alignment is wrong, rounded; none once a person has
            translated or reviewed it.
        region: for each side whose variant has another region or script than is asked for.
        age: for each whole year since the last change.
    """

    alignment: float = 10.0
    region: int = 1
    age: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchOptions:
    """How matches are chosen.

    Args:
        limit: the most matches; all that share a best rate of 100 or more are given beyond it.
        min_rate: the least rate, 0–100. Down to 80 nothing is missed, below that little is.
        penalties: points taken off.
        units: only these.
        now: the moment that ages are counted to, with a time zone; None: no age is counted.
    """

    limit: int = 5
    min_rate: int = 50
    penalties: Penalties = Penalties()
    units: UnitFilter = ALL
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in characters."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that holds what was searched for.

    Args:
        unit: the newest unit with these texts.
        side: where it was found.
        spans: where it stands in that text, at least one, in order.
        counterpart: where its translation probably stands in the other text, in order; () where
            that is not known, or no span finder was given.
        others: how many more units hold the same two texts and are asked for.
        forms: which of the forms that were searched stand there, in that order.
    """

    unit: StoredUnit
    side: Side
    spans: tuple[Span, ...]
    counterpart: tuple[Span, ...] = ()
    others: int = 0
    forms: tuple[str, ...] = ()

    @property
    def source(self) -> Variant:
        """The text in which it was found."""
        return self.unit.get_variant(self.side)

    @property
    def target(self) -> Variant:
        """Its translation."""
        return self.unit.get_variant(self.side.other)


@dataclass(frozen=True, slots=True)
class SpanQuestion:
    """Asks a span finder where the translation of a stretch of a text stands.

    Args:
        text: any.
        spans: stretches of it that say the same, at least one.
        other: the translation of the text.
    """

    text: str
    spans: tuple[Span, ...]
    other: str


SpanFinder: TypeAlias = Callable[[Sequence[SpanQuestion]], Sequence[tuple[Span, ...]]]
"""Answers each question by stretches of the other text, in order; () where it does not know."""


@dataclass(frozen=True, slots=True)
class RegionalForm:
    """What another region calls that which a Chinese query names: 川普 for 特朗普.

    Args:
        text: the query with other names.
        script: of the texts that it belongs to, "Hans" or "Hant"; None: of any.
        is_meant: whether the translation of such a text speaks of the same; the names may stand for
            something else, or be part of other words.
    """

    text: str
    script: str | None
    is_meant: Callable[[str], bool]


FormFinder: TypeAlias = Callable[[str], Sequence[RegionalForm]]
"""Finds the forms of a query in other regions; none has the folded key of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """What the concordance looks for.

    Args:
        limit: the most hits; None: all.
        units: only these.
        is_regional: whether a Chinese query also finds its forms in other regions, such as 軟體 for
            软件. Simplified and traditional characters are one in any case.
        find_names: finds, besides the words that OpenCC knows, what other regions call that which
            such a query names; None: nothing does.
    """

    limit: int | None = 50
    units: UnitFilter = ALL
    is_regional: bool = True
    find_names: FormFinder | None = None


@dataclass(frozen=True, slots=True)
class Concordance:
    """What a search in the concordance found.

    Args:
        query: what was searched for.
        forms: the forms that were searched, that of the query first.
        hits: the newest first, one for each two texts.
        total: how many hits there are without a limit.
        is_total_exact: False: there are at least so many.
    """

    query: str
    forms: tuple[str, ...]
    hits: tuple[Hit, ...]
    total: int
    is_total_exact: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the units of an import; read = created + merged + skipped.

    Args:
        read: units given.
        created: units that are new.
        merged: units that the memory had, perhaps with an older history, which it keeps.
        skipped: units that it cannot hold, with the reason and the places of each in `losses`.
        reversed: how many of the created and merged go against the direction of most units that
            the memory had before, or of most units of the import into an empty one.
        losses: what was skipped, changed or not read; places are lines, or units where a format
            has none.
        truncation: where and how the input breaks off; None: it is whole.
    """

    read: int
    created: int
    merged: int
    skipped: int
    reversed: int = 0
    losses: tuple[Loss, ...] = ()
    truncation: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A former state of a unit.

    Args:
        unit: number of the unit.
        moment: when it was changed, with a time zone.
        author: who changed it, or None.
        action: what was done.
        before: the unit as it was.
    """

    unit: int
    moment: datetime
    author: str | None
    action: Action
    before: TranslationUnit


@dataclass(frozen=True, slots=True)
class Stats:
    """What a memory holds.

    Args:
        languages: primary subtags of the first and the second side.
        units: how many.
        pairs: how many different pairs of texts.
        size: bytes of the file.
        schema: version of the schema.
        tags: units by the tags of both sides, such as "zh-HK en-GB".
        documents: units by document, the largest first; "" for none.
        statuses: units by status; "" for none.
        origins: units by file or command that brought them.
        first_change: the oldest date of a unit, or None.
        last_change: the newest, or None.
        changes: former states that are kept.
        vectors: texts with a vector, by encoder.
        concepts: those of the glossary, by what people said of them.
    """

    languages: tuple[str, str]
    units: int
    pairs: int
    size: int
    schema: int
    tags: Mapping[str, int] = field(default_factory=dict)
    documents: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    origins: Mapping[str, int] = field(default_factory=dict)
    first_change: datetime | None = None
    last_change: datetime | None = None
    changes: int = 0
    vectors: Mapping[str, int] = field(default_factory=dict)
    concepts: Mapping[str, int] = field(default_factory=dict)
