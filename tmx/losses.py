"""What could not be kept: counted by reason, with the first places only, in bounded memory."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN_PLACES = 10
"""How many places of a loss are remembered; all are counted."""

_MOST_REASONS = 1000


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was left out or changed.

    Args:
        reason: what, and why, such as "the unknown element “foo” is left out".
        count: how often.
        places: the first of them, such as "line 12" or "unit 3 (tuid a7)"; at most SHOWN_PLACES.
    """

    reason: str
    count: int
    places: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return one line for people: reason, count and places."""
        times = f" ({self.count} times)" if self.count > 1 else ""
        more = ", …" if self.count > len(self.places) > 0 else ""
        places = f": {', '.join(self.places)}{more}" if self.places else ""
        return f"{self.reason}{times}{places}"


class LossCounter:
    """Counts losses by reason.

    A reason that quotes the file (a tag, a name) must be cut short by its caller; beyond a
    thousand different reasons the rest are counted together.
    """

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._places: dict[str, list[str]] = {}

    def add(self, reason: str, place: str = "", *, count: int = 1) -> None:
        """Count a loss.

        Args:
            reason: what was lost and why, the same words each time.
            place: where, such as "line 12"; "" where there is none.
            count: how many at this place.
        """
        if reason not in self._counts and len(self._counts) >= _MOST_REASONS:
            reason = "other losses"
        self._counts[reason] = self._counts.get(reason, 0) + count
        places = self._places.setdefault(reason, [])
        if place and len(places) < SHOWN_PLACES and place not in places[-1:]:
            places.append(place)

    def extend(self, losses: Iterable[Loss]) -> None:
        """Add what another counter found."""
        for loss in losses:
            self.add(loss.reason, count=loss.count)
            places = self._places.setdefault(loss.reason, [])
            places.extend(loss.places[: SHOWN_PLACES - len(places)])

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All losses, in the order in which their reasons first came up."""
        return tuple(
            Loss(reason, count, tuple(self._places[reason]))
            for reason, count in self._counts.items()
        )
