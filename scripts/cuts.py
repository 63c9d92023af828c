"""Harder variants of gold alignments: deletions, paragraphs, headings, foreign passages.

All are drawn with a seeded generator, so that the same call gives the same variant.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from corpora import GoldBead, GoldPair, GoldSide

from aligner.records import Kind

LEFT, RIGHT = 0, 1
_SPLIT_RATE = 0.015
"""How often a paragraph ends inside a bead, as it now and then does in translations."""


@dataclass(slots=True)
class Row:
    """A bead with its texts while a variant is made; index 0 is the left side, 1 the right.

    opens: whether the side opens a paragraph; splits: whether one ends after its first segment.
    """

    texts: tuple[list[str], list[str]]
    opens: list[bool] = field(default_factory=lambda: [False, False])
    splits: list[bool] = field(default_factory=lambda: [False, False])
    kinds: list[Kind] = field(default_factory=lambda: [Kind.BODY, Kind.BODY])

    @property
    def is_pair(self) -> bool:
        """Whether both sides hold something."""
        return all(self.texts)


Change = Callable[[list[Row], random.Random], None]
"""Changes rows in place, drawing with the generator."""


def take_apart(pair: GoldPair) -> list[Row]:
    """Turn a pair into rows, one a bead."""
    return [
        Row(
            (
                [pair.left.segments[i] for i in bead.left],
                [pair.right.segments[i] for i in bead.right],
            )
        )
        for bead in pair.beads
    ]


def put_together(rows: Sequence[Row], name: str, *, paragraphs: bool = False) -> GoldPair:
    """Turn rows into a pair; a row with one side gives a null bead for each of its segments."""
    texts: tuple[list[str], list[str]] = ([], [])
    opens: tuple[list[bool], list[bool]] = ([], [])
    kinds: tuple[list[Kind], list[Kind]] = ([], [])
    beads: list[GoldBead] = []
    opening = [True, True]
    for row in rows:
        spans = []
        for side in (LEFT, RIGHT):
            start = len(texts[side])
            texts[side].extend(row.texts[side])
            added = len(row.texts[side])
            opening[side] |= row.opens[side]
            opens[side].extend([opening[side], row.splits[side], *[False] * added][:added])
            opening[side] &= not added
            kinds[side].extend([row.kinds[side]] * added)
            spans.append(tuple(range(start, start + added)))
        beads.extend(_beads_of(*spans))
    sides = [
        GoldSide(tuple(texts[s]), *((tuple(opens[s]), tuple(kinds[s])) if paragraphs else ()))
        for s in (LEFT, RIGHT)
    ]
    return GoldPair(name, sides[LEFT], sides[RIGHT], tuple(beads))


def _beads_of(left: tuple[int, ...], right: tuple[int, ...]) -> Iterable[GoldBead]:
    if left and right:
        return [GoldBead(left, right)]
    return [GoldBead((i,), ()) for i in left] + [GoldBead((), (j,)) for j in right]


def cut_singles(rows: list[Row], share: float, side: int, generator: random.Random) -> None:
    """Take single segments off one side, so that `share` of its segments are gone.

    Only segments that are a side of their bead by themselves go, never part of a side.
    """
    total = sum(len(row.texts[side]) for row in rows)
    single = [row for row in rows if row.is_pair and len(row.texts[side]) == 1]
    for row in generator.sample(single, min(len(single), round(share * total))):
        row.texts[side].clear()


def cut_blocks(
    rows: list[Row], share: float, side: int, generator: random.Random, *, blocks: int = 1
) -> None:
    """Take `blocks` runs of beads off one side, `share` of its segments together."""
    total = sum(len(row.texts[side]) for row in rows)
    for _ in range(blocks):
        left = share * total / blocks
        place = generator.randrange(max(1, int(len(rows) * (1 - share / blocks))))
        while place < len(rows) and left > 0:
            left -= len(rows[place].texts[side])
            rows[place].texts[side].clear()
            place += 1


def cut_runs(
    rows: list[Row], share: float, side: int, generator: random.Random, *, runs: int = 1
) -> None:
    """Take `share` of a side's segments off it, in runs of beads with kept beads between them.

    A run ends with a bead, so that up to a bead more than its part goes; the next run is the
    shorter for it.
    """
    sizes = [len(row.texts[side]) for row in rows]
    wanted, taken = share * sum(sizes), 0
    slack = sum(sizes) - round(wanted) - runs
    gaps = sorted(generator.randint(0, max(0, slack)) for _ in range(runs))
    place = passed = 0
    for number, gap in enumerate(gaps):
        # What is passed over before a run counts in segments, with one at least between runs.
        while place < len(rows) and passed < gap + number:
            passed += sizes[place]
            place += 1
        while place < len(rows) and taken < round(wanted * (number + 1) / runs):
            taken += sizes[place]
            rows[place].texts[side].clear()
            place += 1


def insert_strangers(
    rows: list[Row],
    share: float,
    side: int,
    strangers: Sequence[str],
    generator: random.Random,
) -> None:
    """Insert paragraphs of another text, 2 to 8 of its segments each, at bead boundaries.

    Args:
        rows: changed in place.
        share: segments to insert for each that the side has.
        side: where they go.
        strangers: the segments of the other text, in order; none: the far half of this one, half
            the text away from where they go.
        generator: draws places and paragraphs.
    """
    own = [text for row in rows for text in row.texts[side]]
    wanted = round(share * len(own))
    places: list[tuple[int, list[str]]] = []
    while wanted > 0:
        size = min(wanted, generator.randint(2, 8))
        place = generator.randint(0, len(rows))
        if strangers:
            first = generator.randrange(max(1, len(strangers) - size + 1))
        else:
            first = int(len(own) * place / len(rows) + len(own) / 2) % len(own)
        source = strangers or own
        places.append((place, [source[(first + k) % len(source)] for k in range(size)]))
        wanted -= size
    for place, texts in sorted(places, key=lambda each: each[0], reverse=True):
        sides: tuple[list[str], list[str]] = ([], [])
        sides[side].extend(texts)
        rows.insert(place, Row(sides))


def face_off(rows: list[Row], share: float, generator: random.Random) -> None:
    """Let passages without counterpart face each other, `share` of all beads in them.

    Of a run of 4 to 12 beads the first half loses its left side and the second its right side, so
    that what is left of both is not a translation of what stands opposite.
    """
    place = 0
    while place < len(rows):
        half = generator.randint(2, 6)
        if generator.random() < share * len(rows) / (len(rows) + half):
            for row in rows[place : place + half]:
                row.texts[LEFT].clear()
            for row in rows[place + half : place + 2 * half]:
                row.texts[RIGHT].clear()
        place += 2 * half


def add_paragraphs(rows: list[Row], generator: random.Random) -> None:
    """Open paragraphs at bead boundaries, mostly on both sides, sometimes on one."""
    rate = generator.uniform(0.15, 0.6)
    merged = [generator.uniform(0.0, 0.35), generator.uniform(0.0, 0.35)]
    for row in rows:
        opens = generator.random() < rate
        for side in (LEFT, RIGHT):
            alone = generator.random() < 0.03
            row.opens[side] = (opens and generator.random() > merged[side]) or alone
            row.splits[side] = generator.random() < _SPLIT_RATE
    rows[0].opens = [True, True]


_CLAUSE = re.compile(r"[^，。；：！？,.;:!?“”\"「」()（）]{4,60}")


def add_headings(rows: list[Row], generator: random.Random, *, rate: float = 0.03) -> None:
    """Add headings and captions that stand on one side only, and mark some pairs as headings.

    What they say is taken from the sentences nearby, as real ones do: the hard case is a heading
    that resembles the sentence it announces, a caption that repeats one.
    """
    place = 0
    while place < len(rows):
        draw = generator.random()
        if draw < rate:
            added = _make_heading(rows, place, generator)
            if added:
                rows.insert(place, added)
                place += 1
                rows[place].opens = [True, True]
        elif draw < 2 * rate and _is_short_pair(rows[place]):
            _mark_as_heading(rows, place, generator)
        place += 1


def _make_heading(rows: list[Row], place: int, generator: random.Random) -> Row | None:
    side = generator.randrange(2)
    near = [t for row in rows[max(0, place - 4) : place + 5] for t in row.texts[side]]
    if not near:
        return None
    model = generator.choice(near)
    clauses = _CLAUSE.findall(model)
    repeats = generator.random() < 0.35
    if not (repeats or clauses):
        return None
    texts: tuple[list[str], list[str]] = ([], [])
    texts[side].append(model if repeats else generator.choice(clauses).strip())
    kinds = [Kind.BODY, Kind.BODY]
    kinds[side] = Kind.CAPTION if repeats else Kind.HEADING
    return Row(texts, opens=[True, True], kinds=kinds)


def _is_short_pair(row: Row) -> bool:
    return all(len(side) == 1 for side in row.texts) and len(row.texts[LEFT][0]) < 60


def _mark_as_heading(rows: list[Row], place: int, generator: random.Random) -> None:
    kinds = [Kind.HEADING, Kind.HEADING]
    if generator.random() < 0.1:
        kinds[generator.randrange(2)] = Kind.BODY
    rows[place].kinds = kinds
    rows[place].opens = [True, True]
    if place + 1 < len(rows):
        rows[place + 1].opens = [True, True]


def make_variant(pair: GoldPair, label: str, change: Change, *, paragraphs: bool) -> GoldPair:
    """Make a variant of a pair by changing its rows; the label seeds the generator."""
    generator = random.Random(f"{pair.name} {label}")
    rows = take_apart(pair)
    if paragraphs:
        add_paragraphs(rows, generator)
        add_headings(rows, generator)
    change(rows, generator)
    left_over = [row for row in rows if any(row.texts)]
    return put_together(left_over, f"{pair.name} {label}", paragraphs=paragraphs)
