"""Do nominal 95 % intervals hold the whole faculty's mean 95 % of the time? Full precision and published."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table

from infra.bench.faculties import (
    ITEMS,
    LIKE_REAL,
    SHAPES,
    Shape,
    Turnout,
    person_totals,
    pooled_sd,
    turnouts,
)
from infra.bench.published import published
from scoring_worker.psychometrics.intervals import mean_interval

FACULTIES = 6_000
"""For each cell; the standard error of a coverage of 95 % is 0.28 points."""
PUBLISHED_FACULTIES = 1_000
SEED = 20261122
LOWEST, HIGHEST = 0.93, 0.97
_SLACK = 1e-9


@dataclass(frozen=True)
class Cell:
    """Coverage of one shape at one turnout.

    Attributes:
        n: answers.
        full: coverage of the interval of `statistics.json`.
        published: coverage of the published interval, spread pooled over schools of this shape below n = 8.
        published_unpooled: the same where there are too few schools to pool; as `published` from n = 8.
    """

    n: int
    full: float
    published: float
    published_unpooled: float


def run(console: Console) -> dict[str, Any]:
    """Measure; returns what goes under "coverage" in build/bench.json."""
    cells: dict[str, dict[Turnout, Cell]] = {}
    for name in track(SHAPES, description="coverage of intervals", console=console):
        cells[name] = {turnout: measure(SHAPES[name], turnout, seed=SEED) for turnout in turnouts()}
    for name, own in cells.items():
        console.print(_table(name, own))
    return {
        "faculties_per_cell": FACULTIES,
        "nominal": 0.95,
        "shapes": {
            name: {_key(turnout): asdict(cell) for turnout, cell in own.items()}
            for name, own in cells.items()
        },
        "summary": {name: _summary(own) for name, own in cells.items()},
        "like_real": list(LIKE_REAL),
    }


def measure(
    shape: Shape,
    turnout: Turnout,
    *,
    seed: int,
    faculties: int = FACULTIES,
    published_faculties: int = PUBLISHED_FACULTIES,
) -> Cell:
    """Coverage of one cell."""
    rng = np.random.default_rng([seed, turnout.eligible, turnout.n])
    totals = person_totals(shape, faculties=faculties, eligible=turnout.eligible, rng=rng)
    some, pooled = totals[:published_faculties], pooled_sd(shape, rng=rng)
    return Cell(
        n=turnout.n,
        full=covered(_intervals(totals, turnout), totals),
        published=covered(_published_intervals(some, turnout, pooled=pooled), some),
        published_unpooled=covered(_published_intervals(some, turnout, pooled=None), some),
    )


def covered(intervals: NDArray[np.float64], totals: NDArray[np.int64]) -> float:
    """Share of faculties whose mean person score lies within its interval, shape (faculties, 2)."""
    truth = totals.mean(axis=1) / ITEMS
    inside = (intervals[:, 0] - _SLACK <= truth) & (truth <= intervals[:, 1] + _SLACK)
    return float(inside.mean())


def _intervals(totals: NDArray[np.int64], turnout: Turnout) -> NDArray[np.float64]:
    scores = totals[:, : turnout.n] / ITEMS
    return mean_interval(
        scores.mean(axis=1), variance=scores.var(axis=1, ddof=1), n=turnout.n, eligible=turnout.eligible
    )


def _published_intervals(
    totals: NDArray[np.int64], turnout: Turnout, *, pooled: float | None
) -> NDArray[np.float64]:
    seen = totals[:, : turnout.n]
    sums = zip(seen.sum(axis=1).tolist(), (seen**2).sum(axis=1).tolist(), strict=True)
    intervals = [
        published(total, squares=squares, n=turnout.n, eligible=turnout.eligible, pooled=pooled).interval
        for total, squares in sums
    ]
    return np.array([[interval.low, interval.high] for interval in intervals])


def _key(turnout: Turnout) -> str:
    return f"N={turnout.eligible} at {turnout.rate:.0%}"


def _summary(cells: Mapping[Turnout, Cell]) -> dict[str, Any]:
    full = [cell.full for cell in cells.values()]
    return {
        "lowest": min(full),
        "highest": max(full),
        "cells": len(full),
        "cells_within_93_97": sum(LOWEST <= value <= HIGHEST for value in full),
        "published_lowest": min(cell.published for cell in cells.values()),
        "published_unpooled_lowest": min(cell.published_unpooled for cell in cells.values()),
    }


def _table(name: str, cells: Mapping[Turnout, Cell]) -> Table:
    rates = sorted({turnout.rate for turnout in cells})
    table = Table(title=f"Coverage in % of nominal 95 % intervals, faculties {name}: full (published)")
    table.add_column("eligible", justify="right")
    for rate in rates:
        table.add_column(f"{rate:.0%} answer", justify="right")
    for eligible in sorted({turnout.eligible for turnout in cells}):
        own = {turnout.rate: cell for turnout, cell in cells.items() if turnout.eligible == eligible}
        table.add_row(str(eligible), *(_entry(own.get(rate)) for rate in rates))
    return table


def _entry(cell: Cell | None) -> str:
    if cell is None:
        return ""
    text = f"{100 * cell.full:.1f} ({100 * cell.published:.0f})"
    return text if LOWEST <= cell.full <= HIGHEST else f"[bold]{text}[/bold]"
