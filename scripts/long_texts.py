#!/usr/bin/env python3
"""Make a long pair of texts with gold out of development texts, to measure time and memory.

    python scripts/long_texts.py N M OUTDIR [--corpora FOLDER:LEFT:RIGHT ...] [--seed SEED]

writes OUTDIR/zh.txt with N sentences, OUTDIR/en.txt with M, one a line, and OUTDIR/gold.align.

The documents come first as they are. Then they come again and again in another order, without
their longest sentences, and each segment of a repetition takes a short 1–1 bead drawn from
anywhere into it: 她笑了。 becomes 她笑了。门开了。 on one side and the same two in translation on
the other. So sentences stay about as long as they were, hardly one comes twice, and each has one
true counterpart, but dozens that share half of it. Plain copies would be no task: with four copies
of a sentence no candidate stands out from the next best, and the first pass finds no anchor. The
half copies still make the first pass harder than a book does. Where a side falls behind the ratio
N : M, two more drawn sentences are a segment of their own there and join the last one opposite,
which makes 1–2 or 2–1 beads. Of every hundred beads of a repetition one loses a side.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpora import GoldPair, GoldSide, read_corpus
from cuts import LEFT, RIGHT, Row, put_together, take_apart

from tmx.language import is_chinese

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
DEFAULT_CORPORA = (f"{CORPORA / 'mac-dev'}:zh:en", f"{CORPORA / 'mag'}:en:zh")
_KEPT_SHARE = 0.45
"""Share of the beads, the shortest, that a repetition keeps."""
_DRAWN_SHARE = 0.35
_LARGEST_BEAD = 6
_DRAWS = 50
_NEEDED_SHARE = 0.08
_LARGEST_SKEW = 1.25
_NULL_RATE = 0.01


@dataclass(slots=True)
class _Growth:
    """Rows so far, on the way to a number of segments a side."""

    wanted: tuple[int, int]
    rows: list[Row] = field(default_factory=list)
    have: list[int] = field(default_factory=lambda: [0, 0])

    def left_on(self, side: int) -> int:
        """Segments that are still to come on a side."""
        return self.wanted[side] - self.have[side]

    @property
    def behind(self) -> int | None:
        """The side that has too little of what it should have by now, if one is a row behind."""
        lag = self.have[RIGHT] * self.wanted[LEFT] / self.wanted[RIGHT] - self.have[LEFT]
        return None if abs(lag) < 1 else LEFT if lag > 0 else RIGHT

    @property
    def needs_steering(self) -> bool:
        """Whether what is left must be made to measure, to come out at both numbers."""
        shares = [self.left_on(side) / self.wanted[side] for side in (LEFT, RIGHT)]
        return min(shares) < _NEEDED_SHARE or max(shares) > _LARGEST_SKEW * min(shares)

    def add(self, row: Row) -> None:
        """Add a row, with its last segments joined where too many would come."""
        for side in (LEFT, RIGHT):
            _join_to(row.texts[side], self.left_on(side))
            self.have[side] += len(row.texts[side])
        if any(row.texts):
            self.rows.append(row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("left", type=int, metavar="N", help="Chinese sentences")
    parser.add_argument("right", type=int, metavar="M", help="English sentences")
    parser.add_argument("folder", type=Path, metavar="OUTDIR")
    parser.add_argument("--corpora", nargs="+", default=DEFAULT_CORPORA, metavar="CORPUS")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pairs = read_pairs(options.corpora)
    made = make_long_pair(pairs, options.left, options.right, seed=options.seed)
    write_pair(made, options.folder)
    print(f"{options.folder}: {made.name}, {len(made.beads)} beads")


def read_pairs(corpora: Sequence[str]) -> list[GoldPair]:
    """Read the documents of FOLDER:LEFT:RIGHT corpora, Chinese on the left."""
    found: list[GoldPair] = []
    for corpus in corpora:
        folder, left, right = corpus.rsplit(":", 2)
        if not (Path(folder) / "gold").is_dir():
            raise SystemExit(f"{folder}: no folder of gold alignments: give others with --corpora")
        turned = is_chinese(right) and not is_chinese(left)
        pairs = read_corpus(Path(folder), left, right)
        found += [pair.mirrored() for pair in pairs] if turned else pairs
    return found


def make_long_pair(pairs: Sequence[GoldPair], left: int, right: int, *, seed: int = 1) -> GoldPair:
    """Make a pair with exactly so many segments a side; see the module for how.

    Args:
        pairs: documents with gold, at least a 1–1 bead in them, Chinese on the left.
        left, right: segments of either side, at least 1.
        seed: of the generator; the same gives the same pair.
    """
    generator = random.Random(seed)
    growth = _Growth((left, right))
    for row in _stream_rows(pairs, growth, generator):
        if not (growth.left_on(LEFT) and growth.left_on(RIGHT)):
            break
        growth.add(row)
    _fill(growth)
    return put_together(growth.rows, f"{left} × {right}, seed {seed}")


def _stream_rows(
    pairs: Sequence[GoldPair], growth: _Growth, generator: random.Random
) -> Iterator[Row]:
    """Yield the rows of the documents, then of one repetition after the other, without end."""
    for row in (row for pair in pairs for row in take_apart(pair)):
        if growth.needs_steering:
            break
        _steer(row, growth.behind)
        yield row
    yield from _Repetitions(pairs, growth, generator)


class _Repetitions:
    """Yields varied rows of the documents without end."""

    def __init__(
        self, pairs: Sequence[GoldPair], growth: _Growth, generator: random.Random
    ) -> None:
        rows = [[row for row in take_apart(pair) if row.is_pair] for pair in pairs]
        lengths = sorted(_length(row) for document in rows for row in document)
        kept, drawn = (lengths[int(len(lengths) * share)] for share in (_KEPT_SHARE, _DRAWN_SHARE))
        self._documents = [[row for row in each if _length(row) <= kept] for each in rows]
        self._drawable = [
            row
            for document in self._documents
            for row in document
            if all(len(side) == 1 for side in row.texts) and _length(row) <= drawn
        ]
        self._growth, self._generator = growth, generator
        self._drawn: set[tuple[str, str]] = set()

    def __iter__(self) -> Iterator[Row]:
        while True:
            for document in self._generator.sample(self._documents, len(self._documents)):
                yield from map(self._vary, document)

    def _vary(self, row: Row) -> Row:
        """Put a drawn sentence into each segment, and one segment more on the side behind."""
        behind = self._growth.behind
        size = max(map(len, row.texts))
        grows = behind is not None and sum(map(len, row.texts)) < _LARGEST_BEAD
        partners = [self._draw(row) for _ in range(size + 2 * grows)]
        varied = Row(([], []))
        for side in (LEFT, RIGHT):
            texts = varied.texts[side]
            texts += row.texts[side]
            added = [partner.texts[side][0] for partner in partners]
            for place, text in enumerate(added[:size]):
                texts[min(place, len(texts) - 1)] += _joiner(text) + text
            texts += added[size:]
            _join_to(texts, len(row.texts[side]) + (grows and side == behind))
        _steer(varied, behind)
        if self._generator.random() < _NULL_RATE:
            varied.texts[self._generator.randrange(2)].clear()
        return varied

    def _draw(self, row: Row) -> Row:
        """Draw a partner that the row never had, nor it the row, while there is one left."""
        own = row.texts[LEFT][0]
        for _ in range(_DRAWS):
            partner = self._generator.choice(self._drawable)
            other = partner.texts[LEFT][0]
            key = (min(own, other), max(own, other))
            if other != own and key not in self._drawn:
                break
        self._drawn.add(key)
        return partner


def _length(row: Row) -> int:
    return sum(len(text) for side in row.texts for text in side)


def _joiner(text: str) -> str:
    """Return what stands before a sentence: nothing before a Chinese one."""
    return " " if text.lstrip("“‘")[:1].isascii() else ""


def _steer(row: Row, behind: int | None) -> None:
    """Join the segments of the side that is ahead."""
    if behind is not None:
        _join_to(row.texts[1 - behind], 1)


def _join_to(texts: list[str], count: int) -> None:
    """Join the last segments, so that at most so many are left."""
    if not count:
        texts.clear()
    while len(texts) > count:
        last = texts.pop()
        texts[-1] += _joiner(last) + last


def _fill(growth: _Growth) -> None:
    """Take segments for what is missing on one side from its beginning, as nulls."""
    for side in (LEFT, RIGHT):
        source = [text for row in growth.rows for text in row.texts[side]]
        for place in range(growth.left_on(side)):
            texts: tuple[list[str], list[str]] = ([], [])
            texts[side].append(source[place % len(source)])
            growth.add(Row(texts))


def write_pair(pair: GoldPair, folder: Path) -> None:
    """Write zh.txt, en.txt and gold.align into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, side in (("zh", pair.left), ("en", pair.right)):
        _write_lines(folder / f"{name}.txt", side)
    beads = "".join(f"{list(bead.left)}:{list(bead.right)}\n" for bead in pair.beads)
    (folder / "gold.align").write_text(beads, encoding="utf-8", newline="\n")


def _write_lines(path: Path, side: GoldSide) -> None:
    path.write_text("".join(f"{text}\n" for text in side.segments), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
