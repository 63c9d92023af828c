"""The variants that the model is trained and measured on, each a recipe over gold rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from corpora import GoldPair
from cuts import (
    LEFT,
    RIGHT,
    Change,
    Row,
    cut_blocks,
    cut_runs,
    cut_singles,
    face_off,
    insert_strangers,
    make_variant,
)


def keep(rows: list[Row], generator: Random) -> None:
    """Change nothing."""


def singles(share: float, *sides: int) -> Change:
    """Cut single segments, `share` of each of the sides."""

    def change(rows: list[Row], generator: Random) -> None:
        for side in sides:
            cut_singles(rows, share, side, generator)

    return change


def blocks(share: float, side: int, count: int = 1) -> Change:
    """Cut `share` of a side in runs of beads."""

    def change(rows: list[Row], generator: Random) -> None:
        cut_blocks(rows, share, side, generator, blocks=count)

    return change


def mixed(side: int) -> Change:
    """Cut a side as an abridging translator does: passages, sentences, now and then the other."""

    def change(rows: list[Row], generator: Random) -> None:
        cut_blocks(rows, 0.15, side, generator, blocks=4)
        cut_singles(rows, 0.15, side, generator)
        cut_singles(rows, 0.04, 1 - side, generator)

    return change


def facing(share: float) -> Change:
    """Let passages that are no translations of each other stand opposite, `share` of the text."""

    def change(rows: list[Row], generator: Random) -> None:
        face_off(rows, share, generator)

    return change


def runs(share: float, count: int, *sides: int) -> Change:
    """Cut `share` of each of the sides in runs that do not touch."""

    def change(rows: list[Row], generator: Random) -> None:
        for side in sides:
            cut_runs(rows, share, side, generator, runs=count)

    return change


def strange(share: float, side: int, strangers: Sequence[str]) -> Change:
    """Insert paragraphs of another text into a side, `share` of its length."""

    def change(rows: list[Row], generator: Random) -> None:
        insert_strangers(rows, share, side, strangers, generator)

    return change


@dataclass(frozen=True, slots=True)
class Variant:
    """A recipe: what to change, whether paragraphs are known, how much it counts in training."""

    label: str
    change: Change
    paragraphs: bool = False
    weight: float = 1.0


SIDES = {"left": (LEFT,), "right": (RIGHT,), "both": (LEFT, RIGHT)}

TRAINING: tuple[Variant, ...] = (
    Variant("whole", keep, weight=10.0),
    Variant("block left", blocks(0.25, LEFT)),
    Variant("blocks right", blocks(0.25, RIGHT, 4)),
    Variant("singles left", singles(0.1, LEFT)),
    Variant("singles right", singles(0.1, RIGHT)),
    Variant("many singles left", singles(0.25, LEFT)),
    Variant("many singles right", singles(0.25, RIGHT)),
    Variant("whole, paragraphs", keep, paragraphs=True),
    Variant("abridged left, paragraphs", mixed(LEFT), paragraphs=True),
    Variant("abridged right, paragraphs", mixed(RIGHT), paragraphs=True),
    Variant("singles left, paragraphs", singles(0.2, LEFT), paragraphs=True),
    Variant("facing strangers", facing(0.4), weight=0.5),
    Variant("facing strangers, paragraphs", facing(0.4), paragraphs=True, weight=0.5),
    Variant("mostly strangers, paragraphs", facing(0.8), paragraphs=True, weight=0.5),
)
"""What the weights are fitted on. Whole texts weigh almost as much as all variants of them.

With these weights texts that were left out come out best as they are, and none the worse cut.
"""

MEASURING: tuple[Variant, ...] = (
    Variant("whole", keep),
    Variant("10 % singles left", singles(0.1, LEFT)),
    Variant("10 % singles right", singles(0.1, RIGHT)),
    Variant("30 % singles left", singles(0.3, LEFT)),
    Variant("30 % singles right", singles(0.3, RIGHT)),
    Variant("10 % singles both", singles(0.1, LEFT, RIGHT)),
    Variant("30 % block left", blocks(0.3, LEFT)),
    Variant("30 % blocks right", blocks(0.3, RIGHT, 3)),
)
"""The cut variants that figures are given for."""


CUTS: tuple[Variant, ...] = (
    Variant("whole", keep),
    *(
        Variant(f"{share:.0%} singles {name}".replace("%", " %"), singles(share, *sides))
        for share in (0.1, 0.3)
        for name, sides in SIDES.items()
    ),
    *(
        Variant(f"30 % in {number} {name}", runs(0.3, count, *sides))
        for count, number in ((1, "one run"), (4, "four runs"))
        for name, sides in SIDES.items()
    ),
)
"""What `bench cuts` measures on any gold; `both` cuts the share from each side."""


def make_strange(strangers: Sequence[Sequence[str]]) -> tuple[Variant, ...]:
    """Make the variants with foreign paragraphs.

    Args:
        strangers: segments of another text for the left and for the right side; empty where there
            is none, see `insert_strangers`.
    """
    return tuple(
        Variant(f"15 % foreign paragraphs {name}", strange(0.15, side, strangers[side]))
        for name, side in (("left", LEFT), ("right", RIGHT))
    )


def make_all(pair: GoldPair, variants: tuple[Variant, ...]) -> list[tuple[Variant, GoldPair]]:
    """Make variants of a pair."""
    return [(v, make_variant(pair, v.label, v.change, paragraphs=v.paragraphs)) for v in variants]
