"""What the aligner's model says of rows: how probable a grouping is, and which is the likeliest.

It looks at a stretch of rows at a time, up to accepted ones or a few rows away, so that an answer
takes milliseconds in a text of any length.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from threading import Lock
from typing import TypeAlias, TypeVar

from aligner.aligning import Model, embed_side, find_beads, load_model, rate_beads
from aligner.caching import VectorCache
from aligner.embedding import Encoder, StreamingEncoder
from aligner.embedding.reporting import Report, keep_quiet
from aligner.errors import AlignerError
from aligner.hints import Hints
from aligner.pipeline import load_encoder
from aligner.records import Alignment, Bead, Document, Paragraph, Segment, Side
from aligner.review.dividing import choose_by_length
from aligner.revision.records import Row, RowStatus, SideName
from aligner.revision.state import RevisionState
from aligner.settings import DEFAULT_ENCODER, Settings

AROUND = 4
"""Rows before and behind that are looked at with a row."""

_RECENT = 4096
"""Texts that the default encoder remembers."""
_MOST_AHEAD = 128
"""Rows that are read ahead."""
_MOST_WAITING = 3
"""Runs of rows that wait to be read ahead."""
_AT_ONCE = 8
"""Segments that are read ahead before a question may come between."""

_FIRST_TEXTS = ("北京的3座灯塔", "3 lighthouses in Beijing")
"""Read to load what reads: words, a name and a number on both sides."""

ChooseCache: TypeAlias = Callable[[Settings], VectorCache | None]
"""Chooses what keeps the vectors of the encoder that the settings name; None: nothing is kept."""

_R = TypeVar("_R")

Group = tuple[tuple[str, ...], tuple[str, ...]]
"""Identifiers of the source and the target segments of a row."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows one behind the other, as two sides for the aligner.

    Args:
        start, stop: places of the first row and behind the last.
        names: identifiers of the segments of both sides.
        sides: the segments themselves; texts as they stand.
        settings: of the alignment.
    """

    start: int
    stop: int
    names: tuple[tuple[str, ...], tuple[str, ...]]
    sides: tuple[Side, Side]
    settings: Settings

    @property
    def has_both(self) -> bool:
        """Whether there is something to align: text on both sides."""
        return all(any(segment.text.strip() for segment in side.segments) for side in self.sides)

    def name(self, bead: Bead) -> Group:
        """Return what a bead holds by identifiers."""
        return (
            tuple(self.names[0][number] for number in bead.source),
            tuple(self.names[1][number] for number in bead.target),
        )

    def number(self, row: Row) -> Bead:
        """Return a row of the stretch by numbers."""
        places = [{name: number for number, name in enumerate(side)} for side in self.names]
        source = tuple(sorted(places[0][name] for name in row.source))
        return Bead(source, tuple(sorted(places[1][name] for name in row.target)))


def take_stretch(state: RevisionState, start: int, stop: int) -> Stretch:
    """Take rows out as two sides.

    Args:
        state: the revision.
        start, stop: places of the first row and behind the last.
    """
    names, sides = _take_sides(state, state.slice_rows(start, stop))
    return Stretch(start, stop, names, sides, state.original.settings)


def _take_sides(
    state: RevisionState, rows: Sequence[Row]
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], tuple[Side, Side]]:
    """Return the identifiers of the segments of rows, and the segments, side by side."""
    names, sides = [], []
    for side in SideName:
        held = state.sort_segments(name for row in rows for name in row.get_side(side))
        segments = (state.get_segment(name) for name in held)
        names.append(held)
        current = tuple(replace(each, text=each.current, edit=None) for each in segments)
        sides.append(Side(state.get_original(side).document, current))
    return (names[0], names[1]), (sides[0], sides[1])


def find_open_stretch(state: RevisionState, first: int, last: int) -> tuple[int, int]:
    """Find the rows around some that are not accepted.

    Args:
        state: the revision.
        first, last: places; accepted rows between them are kept inside.

    Returns:
        Places of the first row and behind the last.
    """
    start, stop = first, last + 1
    while start > 0 and state.get_row(start - 1).status is RowStatus.OPEN:
        start -= 1
    while stop < len(state) and state.get_row(stop).status is RowStatus.OPEN:
        stop += 1
    return start, stop


class Judge:
    """Asks the aligner's model about one alignment; may be used from several threads.

    From where the encoder of the alignment cannot be loaded or asked, the default one is used.

    Args:
        choose_cache: chooses what keeps the vectors of the encoder; None: nothing is kept.
        report: told of downloads, and when the default encoder has to do.
    """

    def __init__(
        self, *, choose_cache: ChooseCache | None = None, report: Report = keep_quiet
    ) -> None:
        self._choose_cache = choose_cache
        self._report = report
        self._lock = Lock()
        self._loaded: tuple[Encoder, Model] | None = None
        self._reader = ThreadPoolExecutor(1)
        self._waiting: deque[tuple[tuple[Side, ...], Settings]] = deque(maxlen=_MOST_WAITING)
        self._ahead: Future[None] | None = None

    def load(self, original: Alignment) -> None:
        """Load encoder, weights and dictionary, in about a second: the first answer is quick then.

        Args:
            original: the alignment.
        """
        with self._lock:
            # Parts of them are loaded with the first text, in the languages that will be asked for.
            documents = original.source.document, original.target.document
            left, right = map(_make_side, [each.language for each in documents], _FIRST_TEXTS)
            rate = partial(rate_beads, (left, right), [Bead((0,), (0,))])
            self._ask(original.settings, rate)

    def _load(self, settings: Settings) -> tuple[Encoder, Model]:
        if self._loaded is None:
            cache = None if self._choose_cache is None else self._choose_cache(settings)
            try:
                encoder = load_encoder(settings, cache=cache, report=self._report, recent=_RECENT)
            except AlignerError as error:
                encoder = self._load_default(settings, error)
            self._loaded = encoder, load_model()
        return self._loaded

    def _load_default(self, settings: Settings, error: AlignerError) -> Encoder:
        if settings.encoder == DEFAULT_ENCODER:
            raise error
        self._report(f"{error}: rows are rated with the encoder {DEFAULT_ENCODER} instead")
        return load_encoder(replace(settings, encoder=DEFAULT_ENCODER), recent=_RECENT)

    def _ask(self, settings: Settings, ask: Callable[[Encoder, Model], _R]) -> _R:
        """Ask with the encoder of the alignment, else with the default one; the lock is held."""
        encoder, model = self._load(settings)
        try:
            return ask(encoder, model)
        except AlignerError as error:
            if isinstance(encoder, StreamingEncoder):
                raise
            self._loaded = self._load_default(settings, error), model
            return ask(*self._loaded)

    def read_ahead(self, state: RevisionState, places: Iterable[int]) -> None:
        """Let the encoder read rows before they are asked about, beside other work.

        Args:
            state: that holds them; it may change as soon as this returns.
            places: of rows on the screen. What came last is read first; of what still waits
                then, the oldest is left out.
        """
        around = (
            near
            for place in places
            for near in range(max(0, place - AROUND), min(len(state), place + AROUND + 1))
        )
        rows = [state.get_row(each) for each in islice(dict.fromkeys(around), _MOST_AHEAD)]
        _, sides = _take_sides(state, rows)
        self._waiting.append((sides, state.original.settings))
        self._ahead = self._reader.submit(self._read_newest)

    def _read_newest(self) -> None:
        if not self._waiting:
            # As many were left out.
            return
        sides, settings = self._waiting.pop()
        with self._lock:
            encoder, _ = self._load(settings)
        if not isinstance(encoder, StreamingEncoder):
            # Others remember nothing.
            return
        for side in sides:
            segments = [each for each in side.segments if each.text.strip()]
            for start in range(0, len(segments), _AT_ONCE):
                some = tuple(segments[start : start + _AT_ONCE])
                with self._lock:
                    embed_side(replace(side, segments=some), encoder)

    def rate_rows(self, state: RevisionState, rows: Sequence[Row]) -> list[float]:
        """Say how probable the grouping of rows is.

        Args:
            state: that holds them.
            rows: with both sides, near each other.

        Returns:
            The probability of each.
        """
        places = [state.find_place(row.id) for row in rows]
        start, stop = _look_around(state, min(places), max(places))
        stretch = take_stretch(state, start, stop)
        if not stretch.has_both:
            return [0.0] * len(rows)
        beads = [stretch.number(row) for row in rows]
        with self._lock:
            rate = partial(rate_beads, stretch.sides, beads, hints=_give_hints(stretch.settings))
            return list(self._ask(stretch.settings, rate))

    def find_groups(self, stretch: Stretch) -> list[tuple[Group, float]]:
        """Align a stretch anew.

        Args:
            stretch: any.

        Returns:
            What belongs together, in order, each with its probability.
        """
        if not stretch.has_both:
            return [(stretch.name(bead), bead.confidence) for bead in _list_alone(stretch)]
        with self._lock:
            find = partial(find_beads, *stretch.sides, hints=_give_hints(stretch.settings))
            beads = self._ask(stretch.settings, find)
        return [(stretch.name(bead), bead.confidence) for bead in beads]

    def choose_split(
        self, state: RevisionState, row: Row, source: int | None, target: int | None
    ) -> tuple[int, int]:
        """Choose where a row is best split: where the aligner would, else by lengths.

        Args:
            state: that holds the row.
            row: with at least two segments.
            source, target: how many segments of a side go into the first part, where settled.
        """
        place = state.find_place(row.id)
        if row.is_null:
            return choose_by_length(state, row, source, target)
        groups = self.find_groups(take_stretch(state, place, place + 1))
        cuts = [
            cut
            for cut in _list_cuts([group for group, _ in groups])
            if source in {None, cut[0]} and target in {None, cut[1]}
        ]
        if not cuts:
            return choose_by_length(state, row, source, target)
        middle = len(row.source) / 2, len(row.target) / 2
        return min(cuts, key=lambda cut: sum(abs(a - b) for a, b in zip(cut, middle, strict=True)))


def _make_side(language: str, text: str) -> Side:
    return Side(Document((Paragraph(text, 1),), language, ""), (Segment(text, 0),))


def _give_hints(settings: Settings) -> Hints:
    return Hints(has_paragraphs=not settings.lines, terms=settings.terms)


def _look_around(state: RevisionState, first: int, last: int) -> tuple[int, int]:
    """Find the rows to look at with some: up to accepted ones, and not far."""
    start, stop = first, last + 1
    while start > max(0, first - AROUND) and state.get_row(start - 1).status is RowStatus.OPEN:
        start -= 1
    end = min(len(state), last + 1 + AROUND)
    while stop < end and state.get_row(stop).status is RowStatus.OPEN:
        stop += 1
    return start, stop


def _list_alone(stretch: Stretch) -> Iterator[Bead]:
    """List segments of which none can have a counterpart."""
    yield from (Bead((number,), ()) for number in range(len(stretch.names[0])))
    yield from (Bead((), (number,)) for number in range(len(stretch.names[1])))


def _list_cuts(groups: Sequence[Group]) -> list[tuple[int, int]]:
    """List how many segments of each side stand before each border between two groups.

    Of borders beside groups with one empty side, those are kept that leave both parts whole.
    """
    cuts, at = [], (0, 0)
    whole = tuple(sum(len(group[half]) for group in groups) for half in (0, 1))
    for group in groups[:-1]:
        at = at[0] + len(group[0]), at[1] + len(group[1])
        cuts.append(at)
    pairs = [
        cut for cut in cuts if all(0 < part < total for part, total in zip(cut, whole, strict=True))
    ]
    return pairs or cuts
