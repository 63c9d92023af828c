"""A process that corrects a file without end, and says of each correction when it is saved.

Run as `python -m tests.aligner.review.editor FILE SEED`.
"""

import json
import random
import sys

from aligner.review.session import ReviewSession
from aligner.revision.encoding import encode_change
from tests.aligner.revision.operations import NAMES, make_change

READY = "ready"
TEXTS = ("新的句子。", "A new sentence.", "𠀀" * 2000)


def draw(state, chance):
    """Compute a change that the state allows."""
    while True:
        numbers = (chance.randrange(10**6) for _ in range(3))
        change = make_change(state, (chance.choice(NAMES), *numbers, chance.choice(TEXTS)))
        if change is not None:
            return change


def work(path, seed):
    """Correct, take back and do again; print version, step and change of each."""
    chance = random.Random(seed)
    session = ReviewSession.open(path)
    print(READY, flush=True)
    while True:
        step = chance.choice(["do", "do", "do", "undo", "redo"])
        history = session.history
        if step == "undo" and history.undoable:
            done = session.undo(version=session.version)
        elif step == "redo" and history.redoable:
            done = session.redo(version=session.version)
        else:
            step = "do"
            done = session.do(lambda state: draw(state, chance), version=session.version)
        change = encode_change(done.change) if step == "do" else None
        print(json.dumps([done.version, step, change]), flush=True)


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]))
