"""The confidence that our model has in another engine's beads."""

import pytest

from aligner import Bead
from aligner.engines.ratings import rate_beads

OWN = (
    Bead((0,), (0,), 0.99),
    Bead((1,), (1, 2), 0.7),
    Bead((2,), (3,), 0.4),
    Bead((3,), (), 0.9),
)


@pytest.mark.parametrize(
    ("bead", "expected"),
    [
        (Bead((0,), (0,)), 0.99),
        (Bead((3,), ()), 0.9),
        (Bead((1,), (1,)), 0.2),
        (Bead((1, 2), (1, 2, 3)), 0.2),
        (Bead((), (3,)), 0.4),
        (Bead((3,), (3,)), 0.1 * 2 / 3),
        (Bead((), (4,)), 2 / 3),
    ],
    ids=["agreed", "null agreed", "cut", "wider", "null instead", "pair instead", "not ours"],
)
def test_confidence(bead, expected):
    (rated,) = rate_beads([bead], OWN)
    assert (rated.source, rated.target) == (bead.source, bead.target)
    assert rated.confidence == pytest.approx(expected)
