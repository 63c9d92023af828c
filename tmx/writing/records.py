"""How TMX is written, and what was written."""

from dataclasses import dataclass

from tmx.losses import Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class TmxOptions:
    """How a TMX file is written.

    Args:
        level: 1 leaves inline codes out and counts them; 2 writes them.
        allow_tool_props: write unit properties that OmegaT acts upon too (`TOOL_PROPS`); only
            for units that came from OmegaT itself.
        allow_same_tags: write several variants of a unit under the same tag, as TMX allows;
            most tools take one of them and drop the others without a word.
    """

    level: int = 2
    allow_tool_props: bool = False
    allow_same_tags: bool = False


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What was written.

    Args:
        units: how many units the file holds.
        losses: what it does not hold of them; places are "header" or "unit 3 (tuid a7)", counted
            from 1 in the order in which the units were given.
        characters_removed: characters that XML does not allow; it is one of the losses.
    """

    units: int
    losses: tuple[Loss, ...] = ()
    characters_removed: int = 0
