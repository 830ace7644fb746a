"""Do claimed level probabilities come true? Faculties with true means spread evenly over the scale."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table

from infra.bench.faculties import ITEMS, LOW, STEPS, Turnout, turnouts
from infra.bench.published import SCALE, published
from scoring_worker.profiles.factor_part import rounded_probabilities
from scoring_worker.psychometrics.intervals import standard_error
from scoring_worker.psychometrics.levels import level_probabilities

FACULTIES = 20_000
"""For each turnout."""
PUBLISHED_FACULTIES = 4_000
SEED = 20261122
LEVELS_FROM = 0.65
"""Response rate from which levels are published."""
BINS = 10
SURE_TO = 0.01
"""Bins with a larger standard error say nothing: published claims are few between the round ones."""
TIGHTNESS = (2.0, 30.0)
"""From opinions all over the scale to one mind; drawn for each faculty, evenly in the logarithm."""


@dataclass(frozen=True)
class Bin:
    """Claims of about the same probability.

    Attributes:
        claims: how many.
        claimed: their mean.
        true: share that came true.
    """

    claims: int
    claimed: float
    true: float


Claims = tuple[NDArray[np.float64], NDArray[np.bool_]]
"""Claimed probabilities and whether the faculty is at that level, each of shape (faculties, n_levels)."""


def run(console: Console) -> dict[str, Any]:
    """Measure; returns what goes under "calibration" in build/bench.json."""
    cells = list(turnouts())
    full = [full_claims(cell, seed=SEED) for cell in track(cells, description="levels", console=console)]
    shown = [cell for cell in cells if cell.n >= LEVELS_FROM * cell.eligible]
    cored = [
        published_claims(cell, seed=SEED)
        for cell in track(shown, description="levels, published", console=console)
    ]
    result = {"full": binned(full), "published": binned(cored)}
    for name, bins in result.items():
        console.print(_table(name, bins))
    return {
        "faculties_per_cell": FACULTIES,
        "cells": len(cells),
        **{name: [asdict(entry) for entry in bins] for name, bins in result.items()},
        "largest_difference": {name: largest_difference(bins) for name, bins in result.items()},
    }


def draw_totals(*, faculties: int, eligible: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Person totals of faculties whose true means are uniform on the scale, shape (faculties, eligible).

    A person's place is a draw around the faculty's mean; rounding to whole answers up or down by chance
    leaves the mean where it is.
    """
    mean = rng.random((faculties, 1))
    loose, tight = np.log(TIGHTNESS)
    tightness = np.exp(rng.uniform(loose, tight, size=(faculties, 1)))
    places = rng.beta(mean * tightness, (1 - mean) * tightness, size=(faculties, eligible))
    fine = ITEMS * STEPS * places
    return ITEMS * LOW + np.floor(fine + rng.random(fine.shape)).astype(np.int64)


def full_claims(turnout: Turnout, *, seed: int, faculties: int = FACULTIES) -> Claims:
    """Claims of `statistics.json`; faculties whose answers are all equal are left out."""
    totals = _faculties(turnout, seed=seed, faculties=faculties)
    scores = totals[:, : turnout.n] / ITEMS
    spread = scores.var(axis=1, ddof=1)
    some = spread > 0
    error = standard_error(spread[some], n=turnout.n, eligible=turnout.eligible)
    claimed = level_probabilities(
        scores.mean(axis=1)[some], error=error, cuts=list(SCALE.cuts), df=turnout.n - 1
    )
    return claimed, _truth(totals[some])


def published_claims(
    turnout: Turnout, *, seed: int, faculties: int = PUBLISHED_FACULTIES, pooled: float | None = None
) -> Claims:
    """Claims of a published profile: from the core, to 0.05."""
    totals = _faculties(turnout, seed=seed, faculties=faculties)
    seen = totals[:, : turnout.n]
    sums = zip(seen.sum(axis=1).tolist(), (seen**2).sum(axis=1).tolist(), strict=True)
    claimed = [
        rounded_probabilities(
            published(
                total, squares=squares, n=turnout.n, eligible=turnout.eligible, pooled=pooled
            ).placement.probabilities.tolist()
        )
        for total, squares in sums
    ]
    return np.array(claimed), _truth(totals)


def binned(claims: list[Claims]) -> list[Bin]:
    """Compare claims with what came true, in ten bins of claimed probability; the last one includes 1."""
    claimed = np.concatenate([probabilities.ravel() for probabilities, _ in claims])
    true = np.concatenate([hits.ravel() for _, hits in claims])
    # A hair of slack: a claim rounded to 0.3 belongs to the bin that begins there.
    places = np.minimum((claimed * BINS + 1e-9).astype(np.int64), BINS - 1)
    return [
        Bin(int(own.sum()), float(claimed[own].mean()), float(true[own].mean()))
        for own in (places == place for place in range(BINS))
        if own.any()
    ]


def _faculties(turnout: Turnout, *, seed: int, faculties: int) -> NDArray[np.int64]:
    rng = np.random.default_rng([seed, turnout.eligible, turnout.n])
    return draw_totals(faculties=faculties, eligible=turnout.eligible, rng=rng)


def _truth(totals: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which level the whole faculty is at, shape (faculties, n_levels)."""
    eligible = totals.shape[1]
    # In whole numbers: the mean reaches a cut if the sum reaches the cut's share of it.
    edges = np.array(SCALE.cuts) * ITEMS * eligible
    level = (totals.sum(axis=1)[:, np.newaxis] >= edges - 1e-9).sum(axis=1)
    return np.asarray(level[:, np.newaxis] == np.arange(len(SCALE.cuts) + 1))


def largest_difference(bins: list[Bin]) -> float:
    """Largest distance of what came true from what was claimed, over the bins that are sure to a point."""
    sure = [
        entry for entry in bins if entry.claimed * (1 - entry.claimed) <= SURE_TO**2 * max(entry.claims, 1)
    ]
    return max(abs(entry.true - entry.claimed) for entry in sure)


def _table(name: str, bins: list[Bin]) -> Table:
    table = Table(title=f"Level probabilities, {name}: claimed and come true, in %")
    for heading in ("claims", "claimed", "came true", "difference"):
        table.add_column(heading, justify="right")
    for entry in bins:
        difference = 100 * (entry.true - entry.claimed)
        table.add_row(
            f"{entry.claims:,}", f"{100 * entry.claimed:.1f}", f"{100 * entry.true:.1f}", f"{difference:+.1f}"
        )
    return table
