"""A translator at the keyboard: an alignment is spoiled, and the keys are found that mend it."""

from collections import deque
from dataclasses import dataclass, replace
from random import Random

from aligner.records import Bead
from aligner.review.actions import make_change
from aligner.revision.records import RevisionError
from aligner.revision.state import RevisionState

SIDES = {"ArrowLeft": "source", "ArrowRight": "target"}
STEPS = {"ArrowUp": -1, "ArrowDown": 1}
_MOST_KEYS = 7
_MOST_TRIES = 4000


def list_groups(state):
    return [(row.source, row.target) for row in state.rows]


def spoil(alignment, places, seed, rate=None):
    """Regroup rows at random; return the spoiled alignment.

    Args:
        alignment: as it should be.
        places: how many rows to spoil.
        seed: of the choice.
        rate: gives the new rows their confidence; None: they keep what the rows had of which they
            were made.
    """
    state, chooser = RevisionState(alignment), Random(seed)
    untouched = [row.id for row in state.rows]
    while places:
        row = untouched.pop(chooser.randrange(len(untouched)))
        actions = list_wrong_actions(row)
        chooser.shuffle(actions)
        for action in actions:
            if spoil_row(state, action, untouched):
                places -= 1
                break
    return freeze(state, alignment, rate)


def list_wrong_actions(row):
    moves = [
        {"action": "move", "row": row, "side": side, "direction": direction}
        for side in ("source", "target")
        for direction in ("up", "down")
    ]
    return [
        *moves,
        {"action": "merge", "first": row},
        {"action": "split", "row": row},
        {"action": "unlink", "first": row, "last": row},
    ]


def spoil_row(state, action, untouched):
    """Do one thing wrong, unless it would be done to a row that is spoiled already."""
    try:
        change = make_change(state, action, lambda *_: (1, 0))
    except RevisionError:
        return False
    if not all(row.id in untouched or row.id == action.get("row", action.get("first"))
               for row in change.before):  # fmt: skip
        return False
    state.apply(change)
    for row in change.before:
        if row.id in untouched:
            untouched.remove(row.id)
    return True


def freeze(state, alignment, rate):
    """Make an alignment of the rows, none of them accepted."""
    rows = RevisionState(alignment).rows
    known = {
        name: bead.confidence
        for bead, row in zip(alignment.beads, rows, strict=True)
        for name in row.source + row.target
    }
    fresh = [row for row in state.rows if row.is_manual and not row.is_null]
    rated = dict(zip((row.id for row in fresh), rate(state, fresh), strict=True)) if rate else {}
    beads = []
    for row in state.rows:
        kept = max(known[name] for name in row.source + row.target)
        numbers = [tuple(int(name[1:]) for name in side) for side in (row.source, row.target)]
        beads.append(Bead(*numbers, rated.get(row.id, kept)))
    return replace(alignment, beads=tuple(beads))


@dataclass(frozen=True)
class Spot:
    """Where the translator is: the rows, the active one, and the active side."""

    state: RevisionState
    row: int
    side: str

    @property
    def key(self):
        return tuple(list_groups(self.state)), self.state.find_place(self.row), self.side


class Translator:
    """Knows how the rows should be, and which keys lead there.

    Args:
        truth: groups as they should be.
        choose_split: as the page has it.
    """

    def __init__(self, truth, choose_split):
        self._truth = {name: group for group in truth for name in group[0] + group[1]}
        self._cuts = {}
        self._choose = choose_split

    def is_right(self, row):
        return (row.source, row.target) == self._truth[(row.source + row.target)[0]]

    def _find_part(self, state, row):
        """Find the segments that have to be looked at with a row, for they are tangled."""
        todo, part = list(row.source + row.target), set()
        while todo:
            name = todo.pop()
            if name not in part:
                part.add(name)
                held, true = state.find_row_of(name), self._truth[name]
                todo += [*held.source, *held.target, *true[0], *true[1]]
        return part

    def find_keys(self, spot):
        """Find the fewest keys that put the rows around the active one right; None: too many."""
        part = self._find_part(spot.state, spot.state.get_row(spot.state.find_place(spot.row)))
        queue, seen = deque([(spot, ())]), {spot.key}
        while queue and len(seen) < _MOST_TRIES:
            here, keys = queue.popleft()
            if self._is_done(here.state, part):
                return keys
            if len(keys) == _MOST_KEYS:
                continue
            for key, there in self._list_next(here, part):
                if there.key not in seen:
                    seen.add(there.key)
                    queue.append((there, (*keys, key)))
        return None

    def _is_done(self, state, part):
        return all(self.is_right(state.find_row_of(name)) for name in part)

    def _list_next(self, spot, part):
        """List what each key would lead to, without leaving the part."""
        for key, side in SIDES.items():
            if side != spot.side:
                yield key, replace(spot, side=side)
        place = spot.state.find_place(spot.row)
        for key, step in STEPS.items():
            if 0 <= place + step < len(spot.state):
                row = spot.state.get_row(place + step)
                if part & {*row.source, *row.target}:
                    yield key, replace(spot, row=row.id)
        for key, action in self._list_actions(spot):
            try:
                change = make_change(spot.state, action, self._cut)
            except RevisionError:
                continue
            if all(part & {*row.source, *row.target} for row in change.before):
                state = spot.state.copy()
                state.apply(change)
                stays = any(row.id == spot.row for row in state.rows)
                yield key, Spot(state, spot.row if stays else change.focus, spot.side)

    def _list_actions(self, spot):
        row, side = spot.row, spot.side
        yield "m", {"action": "merge", "first": row}
        yield "s", {"action": "split", "row": row}
        yield "x", {"action": "unlink", "first": row, "last": row}
        yield "Control+ArrowDown", {"action": "move", "row": row, "side": side, "direction": "down"}
        yield "Control+ArrowUp", {"action": "move", "row": row, "side": side, "direction": "up"}

    def _cut(self, state, row, source, target):
        key = row.source, row.target, source, target
        if key not in self._cuts:
            self._cuts[key] = self._choose(state, row, source, target)
        return self._cuts[key]
