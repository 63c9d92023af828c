"""Traps in a memory of ours and in OmegaT: false 100s, and differences that are not named."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benching.memory.adversarial import FLAGS, Trap
from benching.memory.importing import import_pairs, verdict
from benching.memory.made import TAGS
from benching.memory.omegat import OmegatAnswer, ask_omegat, has_omegat
from benching.tables import make_table
from tmx.memory.matching import find_matches
from tmx.memory.records import MatchOptions, Query, Side
from tmx.memory.store import Memory, open_memory

PERFECT = 100


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a query was answered.

    Args:
        trap: what was asked.
        rate: the greatest rate of any match; every 100 is false.
        flags: that the match with the stored text shows; None: it was not offered.
    """

    trap: Trap
    rate: int
    flags: frozenset[str] | None

    @property
    def is_named(self) -> bool:
        """Whether a flag tells of the difference; where none is needed, whether it was offered."""
        wanted = FLAGS[self.trap.kind]
        return self.flags is not None and (not wanted or bool(wanted & self.flags))


def measure_traps(folder: Path, traps: Sequence[Trap]) -> str:
    """Import the stored texts, look the others up, and return a row for each kind."""
    made = import_pairs(folder, [trap.stored for trap in traps])
    with open_memory(made.path) as memory:
        verdicts = [judge_trap(memory, trap) for trap in traps]
    scores = _score_with_omegat(folder, made.tmx, traps) if has_omegat() else None
    return make_trap_table(verdicts, scores)


def judge_trap(memory: Memory, trap: Trap) -> Verdict:
    """Look a trap up."""
    query = Query(
        trap.query,
        Side(trap.side),
        content=trap.content,
        language=TAGS[trap.side],
        target_language=TAGS[1 - trap.side],
    )
    matches = find_matches(memory, query, MatchOptions())
    stored = trap.stored[trap.side]
    flags = next((each.flags for each in matches if each.source.text == stored), None)
    rate = max((each.rate for each in matches), default=0)
    return Verdict(trap, rate, None if flags is None else frozenset(map(str, flags)))


def _score_with_omegat(folder: Path, tmx: Path, traps: Sequence[Trap]) -> list[int]:
    """Return the greatest score that OmegaT shows for each trap."""
    scores = dict.fromkeys(range(len(traps)), 0)
    for side in (0, 1):
        mine = [number for number, trap in enumerate(traps) if trap.side == side]
        texts = [traps[number].shown for number in mine]
        answers = ask_omegat(folder / f"omegat-{side}", tmx, texts, side=side) if texts else []
        scores |= zip(mine, map(find_best, answers), strict=True)
    return list(scores.values())


def find_best(answer: OmegatAnswer) -> int:
    """Return the greatest score that is shown for an answer; 0 if there is none."""
    return max((match.scores[0] for match in answer.matches), default=0)


def make_trap_table(verdicts: Sequence[Verdict], scores: Sequence[int] | None) -> str:
    """Return a row for each kind, and the sum.

    Args:
        verdicts: of our matches.
        scores: OmegaT's for the same traps; None: it is not installed.
    """
    places = {
        kind: [place for place, each in enumerate(verdicts) if each.trap.kind == kind]
        for kind in FLAGS
    }
    rows = [_row(kind, mine, verdicts, scores) for kind, mine in places.items()]
    total = _row("all", range(len(verdicts)), verdicts, scores)
    header = ["what differs", "pairs", "false 100s", "OmegaT's", "highest rate", "named"]
    passes = not any(each.rate >= PERFECT for each in verdicts)
    return f"{make_table(header, [*rows, total])}\n\nno false 100: {verdict(passes)}"


def _row(
    name: str, places: Sequence[int], verdicts: Sequence[Verdict], scores: Sequence[int] | None
) -> list[str]:
    mine = [verdicts[place] for place in places]
    ours = sum(each.rate >= PERFECT for each in mine)
    theirs = "–" if scores is None else str(sum(scores[place] >= PERFECT for place in places))
    highest = max((each.rate for each in mine), default=0)
    named = sum(each.is_named for each in mine)
    return [name, str(len(mine)), str(ours), theirs, str(highest), f"{named} of {len(mine)}"]
