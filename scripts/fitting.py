"""Examples → weights: the penalised log-likelihood of the gold paths, and its greatest value."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from examples import SIZES, Densities, Example, expect
from numpy.typing import NDArray
from scipy.optimize import minimize
from sweeps import Chances, Graph, LogScores, sum_paths

from aligner.aligning.features import add_density, estimate_density
from aligner.parallel import map_in_order

REGULARISATION = 5.0
STEPS = 300

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """What a search for weights came to.

    Args:
        weights: (features,) float64.
        objective: the least penalised loss.
        steps: of L-BFGS; STEPS where it was stopped.
    """

    weights: Floats
    objective: float
    steps: int


@dataclass(frozen=True, slots=True)
class Case:
    """An example under given densities of gaps: the loss depends on the weights alone.

    Args:
        graph: cells and beads.
        beads: (beads, features) float64.
        gaps: (n, features) and (m, features) float64; opens: the same.
        gold: the gold path, shaped as what `sum_paths` returns.
    """

    graph: Graph
    beads: Floats
    gaps: tuple[Floats, Floats]
    opens: tuple[Floats, Floats]
    gold: Chances

    @classmethod
    def of(cls, example: Example, densities: Densities) -> "Case":
        """Complete the features of an example by the densities of gaps."""
        gaps, opens = (
            tuple(
                add_density(features, density).astype(np.float64)
                for features, density in zip(sides, densities, strict=True)
            )
            for sides in (example.gaps, example.opens)
        )
        gold = example.gold
        return cls(
            example.graph, example.beads, gaps, opens, Chances(gold.beads, *gold.gaps, *gold.opens)
        )

    def sum_paths(self, weights: Floats) -> tuple[float, Chances]:
        """Sum up all paths under weights, (features,) float64; see `sweeps.sum_paths`."""
        beads, gaps, opens = np.split(weights, np.cumsum(SIZES)[:-1])
        scores = (
            self.beads @ beads,
            *(f @ gaps for f in self.gaps),
            *(f @ opens for f in self.opens),
        )
        return sum_paths(self.graph, LogScores(*scores))

    def count(self, chances: Chances) -> Floats:
        """Add up the features that paths with these probabilities have; (features,) float64."""
        return np.concatenate(
            [
                chances.beads @ self.beads,
                chances.left_gaps @ self.gaps[0] + chances.right_gaps @ self.gaps[1],
                chances.left_opens @ self.opens[0] + chances.right_opens @ self.opens[1],
            ]
        )

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """Return the negative log-likelihood of the gold path and its gradient."""
        total, chances = self.sum_paths(weights)
        gold = self.count(self.gold)
        return total - float(gold @ weights), self.count(chances) - gold


def estimate_all(examples: Sequence[Example], weights: Floats) -> list[Densities]:
    """Estimate the densities of gaps in examples as an alignment under these weights does."""

    def estimate(example: Example) -> Densities:
        _, found = Case.of(example, expect(example)).sum_paths(weights)
        return (
            estimate_density(found.left_gaps, found.left_opens),
            estimate_density(found.right_gaps, found.right_opens),
        )

    return list(map_in_order(estimate, examples))


def fit(
    examples: Sequence[Example],
    shares: Sequence[float],
    *,
    densities: Sequence[Densities],
    start: Floats,
) -> Fit:
    """Fit weights by L-BFGS to convergence.

    The objective is convex, so that nothing of where the search starts remains in what it finds.

    Args:
        examples: what to learn from.
        shares: how much each counts.
        densities: of gaps, for each.
        start: (features,) float64.
    """
    cases = [Case.of(*each) for each in zip(examples, densities, strict=True)]
    scale = scale_of(cases)

    def objective(scaled: Floats) -> tuple[float, Floats]:
        total = REGULARISATION / 2 * float(scaled @ scaled)
        slope = REGULARISATION * scaled
        losses = map_in_order(lambda case: case.loss(scaled / scale), cases)
        for share, (loss, gradient) in zip(shares, losses, strict=True):
            total += share * loss
            slope += share * gradient / scale
        return total, slope

    limits = {"maxiter": STEPS, "maxfun": 2 * STEPS}
    found = minimize(objective, start * scale, jac=True, method="L-BFGS-B", options=limits)
    return Fit(np.asarray(found.x / scale), float(found.fun), int(found.nit))


def scale_of(cases: Sequence[Case]) -> Floats:
    """Root mean square of each feature, (features,) float64, never zero; one for densities."""
    beads = _mean_square([case.beads for case in cases])
    gaps = _mean_square([side[:, :-2] for case in cases for side in case.gaps])
    opens = _mean_square([side[:, :-2] for case in cases for side in case.opens])
    density = np.ones(2)
    scale = np.sqrt(np.concatenate([beads, gaps, density, opens, density]))
    return np.where(scale > 1e-6, scale, 1.0)


def _mean_square(tables: Sequence[Floats]) -> Floats:
    """Mean square of each feature in (rows, features) tables, each table counting the same."""
    means = [(table**2).sum(axis=0) / max(len(table), 1) for table in tables]
    return np.asarray(np.mean(means, axis=0))
