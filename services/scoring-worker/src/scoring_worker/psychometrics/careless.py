"""Signs of careless answering, for many lines at once, before reversal. Nothing is ever deleted by them.

Three indices that miss different things: the longest run of equal answers, the variation within a person
(both also in `careless_rules`), and the Mahalanobis distance from everybody else, which needs a district.
Checked against R's `careless` (`longstring`, `irv`, `mahad`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from scoring_worker.psychometrics.careless_rules import FEWEST_ANSWERS, RUN_SHARE
from scoring_worker.psychometrics.grouped import CrossProducts
from scoring_worker.psychometrics.persons import Answers

UNUSUAL_P = 0.001
"""Chance of a distance this large under a normal distribution (Meade & Craig, 2012)."""
ROWS_PER_ITEM = 5
"""A pool with fewer lines than this per item (for any pair of items) says too little about what is usual."""

_SINGULAR = 1e-9  # smallest eigenvalue of the covariances over the largest
_BATCH_ROWS = 1024  # incomplete lines solved at a time


def longest_runs(answers: Answers) -> NDArray[np.int64]:
    """Length of each line's longest run of equal answers; what was not answered ends a run.

    Args:
        answers: shape (n_rows, n_items), in the questionnaire's order, before reversal, 0 = not answered.

    Returns:
        Shape (n_rows,); 0 for an empty line.

    Source:
        Johnson (2005), J. Res. Pers. 39(1), 103-129; `careless::longstring` where nothing is missing.
    """
    best = np.zeros(answers.shape[0], dtype=np.int64)
    run, previous = np.zeros_like(best), np.zeros(answers.shape[0], dtype=answers.dtype)
    for column in answers.T:
        run = np.where(column == 0, 0, np.where(column == previous, run + 1, 1))
        best, previous = np.maximum(best, run), column
    return best


def response_variability(answers: Answers) -> NDArray[np.float64]:
    """IRV: the standard deviation of each person's answers; arguments as `longest_runs`.

    Returns:
        Shape (n_rows,), in scale points; NaN below two answers.

    Source:
        Dunn, Heggestad, Shanock & Theilgard (2018), J. Bus. Psychol. 33(1), 105-121; `careless::irv`.
    """
    seen = answers != 0
    n = np.count_nonzero(seen, axis=1)
    values = answers.astype(np.int64)
    # Whole numbers up to the last step, so that equal answers vary by exactly 0.
    squares = n * (values**2).sum(axis=1) - values.sum(axis=1) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt(np.where(n > 1, squares, np.nan) / (n * (n - 1))))


@dataclass(frozen=True, eq=False)
class Pool:
    """What is usual in a district: the items that vary, their means and covariances.

    Attributes:
        items: shape (n_items,), True for the items that vary.
        mean: shape (n_varying,).
        precision: shape (n_varying, n_varying), the inverse of the covariances; positive definite.
        rows: fewest lines that answered both items of a pair.
    """

    items: NDArray[np.bool_]
    mean: NDArray[np.float64]
    precision: NDArray[np.float64]
    rows: int

    @property
    def large_enough(self) -> bool:
        """Whether flags may rest on it."""
        return self.rows >= ROWS_PER_ITEM * self.mean.size


def pool_of(cross: CrossProducts) -> Pool | None:
    """Learn what is usual from the cross products of everybody's answers before reversal.

    Returns:
        None where nothing varies, a pair of items has fewer than two common lines, or the covariances over
        the answers there are contradict each other (not positive definite).
    """
    both, covariance = cross.both, cross.covariance
    varying = np.diag(covariance) > 0
    kept = covariance[np.ix_(varying, varying)]
    if kept.size == 0 or bool(np.isnan(kept).any()):
        return None
    eigenvalues = np.linalg.eigvalsh(kept)
    if eigenvalues[0] <= _SINGULAR * eigenvalues[-1]:
        return None
    return Pool(
        items=varying,
        mean=(np.diag(cross.sums) / np.fmax(np.diag(both), 1))[varying],
        precision=np.asarray(np.linalg.inv(kept), dtype=np.float64),
        rows=int(both[np.ix_(varying, varying)].min()),
    )


def mahalanobis(answers: Answers, *, pool: Pool) -> NDArray[np.float64]:
    """D², each line's squared distance from the pool's mean, over the items it answered.

    A missing answer is left out with its row and column of the covariances. `careless::mahad` takes it for
    the item's mean instead, which makes incomplete lines look more unusual than they are; complete lines
    agree.

    Args:
        answers: shape (n_rows, n_items), before reversal, 0 = not answered.
        pool: of everybody's answers.

    Returns:
        Shape (n_rows,); compare with `unusual_from`. 0 where nothing was answered.

    Source:
        Mahalanobis (1936); Meade & Craig (2012), Psychol. Methods 17(3), 437-455.
    """
    used = answers[:, pool.items]
    missing = used == 0
    away = np.where(missing, 0.0, used - pool.mean)
    pulled = away @ pool.precision
    distance: NDArray[np.float64] = np.sum(away * pulled, axis=1)
    n_missing = np.count_nonzero(missing, axis=1)
    for n in np.unique(n_missing[n_missing > 0]):
        rows = np.flatnonzero(n_missing == n)
        for start in range(0, rows.size, _BATCH_ROWS):
            some = rows[start : start + _BATCH_ROWS]
            distance[some] -= _owed_to_missing(missing[some], pulled[some], pool.precision)
    return distance


def _owed_to_missing(
    missing: NDArray[np.bool_], pulled: NDArray[np.float64], precision: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What lines, all with equally many items missing, owe to taking those for the items' means.

    With P the inverse of all covariances, d the deviations (0 where missing) and M the missing items, the
    distance over the others is d'Pd - (Pd)_M' (P_MM)⁻¹ (Pd)_M (Schur's complement): no line needs an inverse
    of its own.
    """
    places = np.nonzero(missing)[1].reshape(missing.shape[0], -1)
    own = precision[places[:, :, np.newaxis], places[:, np.newaxis, :]]
    there = np.take_along_axis(pulled, places, axis=1)
    return np.asarray(np.sum(there * np.linalg.solve(own, there[:, :, np.newaxis])[:, :, 0], axis=1))


def unusual_from(n_answered: NDArray[np.int64]) -> NDArray[np.float64]:
    """The D² that only one line in a thousand of a normal distribution exceeds: χ²(.999, n_answered)."""
    return np.asarray(special.chdtri(n_answered, UNUSUAL_P))


@dataclass(frozen=True, eq=False)
class Flags:
    """Which lines look careless; every attribute has shape (n_rows,).

    Attributes:
        judged: answered enough items for one of the rules: `FEWEST_ANSWERS` for the first two, half for the
            third; nobody else is flagged.
        long_run: a run of `FEWEST_ANSWERS` or more equal answers that is half of all answers.
        no_variation: one answer throughout (IRV = 0), whatever was left out between.
        unusual: D² beyond `unusual_from`.
    """

    judged: NDArray[np.bool_]
    long_run: NDArray[np.bool_]
    no_variation: NDArray[np.bool_]
    unusual: NDArray[np.bool_]

    @property
    def flagged(self) -> NDArray[np.bool_]:
        """Flagged by any of them."""
        return self.long_run | self.no_variation | self.unusual


def flag(answers: Answers, *, pool: Pool | None) -> Flags:
    """Flag lines by all three indices.

    Args:
        answers: shape (n_rows, n_items), in the questionnaire's order, before reversal, 0 = not answered.
        pool: of the district; None, or too small a one, flags nobody as unusual.
    """
    answered, longest = np.count_nonzero(answers, axis=1), longest_runs(answers)
    enough = answered >= FEWEST_ANSWERS
    placed, unusual = _unusual(answers, pool)
    return Flags(
        judged=enough | placed,
        long_run=enough & (longest >= FEWEST_ANSWERS) & (RUN_SHARE * longest >= answered),
        no_variation=enough & (response_variability(answers) == 0),
        unusual=unusual,
    )


def _unusual(answers: Answers, pool: Pool | None) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which lines have a distance worth looking at (half of the items answered), and which lie too far."""
    if pool is None or not pool.large_enough:
        nobody = np.zeros(answers.shape[0], dtype=np.bool_)
        return nobody, nobody
    counted = np.count_nonzero(answers[:, pool.items], axis=1)
    placed = 2 * counted >= pool.mean.size
    return placed, placed & (mahalanobis(answers, pool=pool) > unusual_from(np.fmax(counted, 1)))
