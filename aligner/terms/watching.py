"""Long work that says from time to time how far it is."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Tell = Callable[[str], None]

_STEP = 5000


def watch(items: Iterable[Item], total: int, stage: str, tell: Tell) -> Iterator[Item]:
    """Yield items, and say how many of them are done.

    Args:
        items: any.
        total: how many there are.
        stage: what is done with them.
        tell: is told; only from a few thousand items on.
    """
    for number, item in enumerate(items, start=1):
        yield item
        if number % _STEP == 0:
            tell(f"{stage}: {number:,} of {total:,}")
