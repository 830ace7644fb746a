"""Statistics of factors at full precision, after reversal (contracts.md, `statistics.json`)."""

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics import agreement, intervals, levels
from scoring_worker.psychometrics.disagreement import mean_interval_of_posterior
from scoring_worker.psychometrics.items import tally
from scoring_worker.psychometrics.variance_components import VarianceComponents
from scoring_worker.statistics.chunk import Chunk, Panel
from scoring_worker.statistics.items import item_seed
from scoring_worker.statistics.plain import Columns
from survey_core.instruments import Factor, Scale

Floats = NDArray[np.float64]


def factor_columns(
    chunk: Chunk, *, panel: Panel, counts: NDArray[np.int64], complete: NDArray[np.int64]
) -> Columns:
    """Compute what each school tells about the factors of a panel by itself.

    Args:
        chunk: the schools.
        panel: the factors.
        counts: answers per option before reversal, shape (n_schools, n_factors, n_items, n_options).
        complete: the same over those who answered every item of a factor.

    Returns:
        Per key of the contract, shape (n_schools, n_factors, ...).
    """
    scale, eligible = panel.scale, chunk.factor_eligible[panel.places]
    n, mean = chunk.moments.n[panel.places], chunk.moments.mean[panel.places]
    unseen = np.where(np.isnan(eligible), np.nan, intervals.unseen_share(n, eligible))
    bounds = levels.worst_case_bounds(mean, unseen=unseen, low=scale.low, high=scale.high)
    of_persons: Columns = {
        "n": n,
        "mean": mean,
        "sd": np.sqrt(chunk.moments.variance[panel.places]),
        **_uncertainty(chunk, panel=panel, counts=counts),
        "bounds": np.stack(bounds, axis=-1),
        "tipping_point": levels.tipping_point(mean, cuts=scale.cuts, unseen=unseen).difference,
    }
    columns = {key: np.swapaxes(column, 0, 1) for key, column in of_persons.items()}
    everyone, whole = tally(counts), tally(complete)
    return columns | {
        # r_wg(j) from the answers there are; AD_M(j) and a_wg(j) from complete lines, as R does.
        "rwg_j": agreement.rwg_j(everyone),
        "rwg_j_star": agreement.rwg_j_star(everyone),
        "ad_m_j": agreement.mean_deviation_j(whole),
        "a_wg_j": agreement.a_wg_j(whole),
    }


def district_columns(columns: Columns, *, components: VarianceComponents | None) -> Columns:
    """Compute what a factor's mean is worth beside those of the other schools of the district.

    Args:
        columns: `n` and `mean` of one factor, each of shape (n_schools,).
        components: variance between and within the schools, None if undefined.
    """
    n, mean = columns["n"], columns["mean"]
    if components is None:
        nowhere = np.full(n.shape, np.nan)
        return {"shrunken_mean": nowhere, "reliability": nowhere}
    return {
        "shrunken_mean": components.shrunken(mean, n=n),
        "reliability": np.where(n > 0, components.reliability(n), np.nan),
    }


def _uncertainty(chunk: Chunk, *, panel: Panel, counts: NDArray[np.int64]) -> Columns:
    """Standard error, interval and level probabilities, shape (n_factors, n_schools, ...).

    NaN for a single person. No spread among those who answered does not make the others certain: the
    posterior's width stands in.
    """
    n, mean = chunk.moments.n[panel.places], chunk.moments.mean[panel.places]
    variance, eligible = chunk.moments.variance[panel.places], chunk.factor_eligible[panel.places]
    error = intervals.standard_error(variance, n=n, eligible=eligible)
    interval = intervals.mean_interval(mean, variance=variance, n=n, eligible=eligible)
    for place, school in np.argwhere((variance == 0) & (intervals.unseen_share(n, eligible) > 0)):
        drawn = posterior_interval(
            panel.factors[place],
            scale=panel.scale,
            counts=counts[school, place],
            eligible=eligible[place, school],
        )
        error[place, school] = intervals.error_of(drawn, n=n[place, school])
        interval[place, school] = reaching(drawn, mean[place, school])
    probabilities = levels.level_probabilities(
        mean, error=error, cuts=panel.scale.cuts, df=np.maximum(n - 1, 1)
    )
    between = levels.between_levels(mean, probabilities=probabilities, cuts=panel.scale.cuts).astype(object)
    between[np.isnan(probabilities).any(axis=-1)] = None
    return {
        "se": error,
        "interval": interval,
        "level_probabilities": probabilities,
        "between_levels": between,
    }


def reaching(interval: Floats, mean: float) -> Floats:
    """An interval that holds the mean: at an end of the scale all of a posterior lies to one side of it."""
    return np.array([min(interval[0], mean), max(interval[1], mean)])


def posterior_interval(factor: Factor, *, scale: Scale, counts: NDArray[np.int64], eligible: float) -> Floats:
    """Interval of a factor from its items' posteriors, as if they erred together: a safe width.

    Args:
        factor: with its items.
        scale: of the items.
        counts: answers per option before reversal, shape (n_items, n_options).
        eligible: people it speaks for, NaN where not known.

    Returns:
        Shape (2,), in scale points after reversal.
    """
    total = None if np.isnan(eligible) else int(eligible)
    turned = [row[::-1] if item.reverse else row for item, row in zip(factor.items, counts, strict=True)]
    ends = [
        mean_interval_of_posterior(
            row, low=scale.low, eligible=total, seed=item_seed(item, row.tolist(), total)
        )
        for item, row in zip(factor.items, turned, strict=True)
        if row.any()
    ]
    return np.asarray(np.mean(ends, axis=0))
