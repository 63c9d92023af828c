"""Ways in which two texts differ: their order, and the most that such texts are alike."""

from collections.abc import Set

from tmx.memory.records import Flag

NUMBER_CAP = 97
"""The most where numbers or dates differ."""

NEGATION_CAP = 94
"""The most where one text denies what the other does not."""

FUZZY_CAP = 99
"""The most where texts or inline codes differ at all."""


def find_cap(flags: Set[Flag]) -> int:
    """Return the highest rate that two texts can have that differ, with these flags.

    >>> find_cap({Flag.NUMBER}), find_cap({Flag.DATE, Flag.NEGATION}), find_cap(set())
    (97, 94, 99)
    """
    if Flag.NEGATION in flags:
        return NEGATION_CAP
    return NUMBER_CAP if flags & {Flag.NUMBER, Flag.DATE} else FUZZY_CAP


def sort_flags(flags: Set[Flag]) -> tuple[Flag, ...]:
    """Put flags in the order of `Flag`."""
    return tuple(each for each in Flag if each in flags)
