"""Change of a mean between two anonymous administrations of one faculty.

Nobody's answers are linked over time, so the two means are treated as independent; each knows its faculty
except for those who did not answer (finite-population correction). Everything here takes arrays of any
common shape (schools, factors, items) or plain numbers, and NaN stands for what is not defined.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from scoring_worker.psychometrics.intervals import standard_error, unseen_share

Array = NDArray[np.float64]
Verdict = Literal["higher", "lower", "cannot_be_told_apart"]

VERDICTS: dict[int, Verdict] = {1: "higher", -1: "lower", 0: "cannot_be_told_apart"}
"""Names of what `verdict` returns."""

ROUNDING = 1e-9
"""In scale points: 3.3 - 3.1 is a change of 0.2, whatever the last bit of a float says."""


@dataclass(frozen=True, eq=False)
class Wave:
    """The mean of one administration and how far it can be trusted.

    Attributes:
        mean: in scale points.
        error: standard error of the faculty's mean, in scale points; 0 where everyone answered.
        df: degrees of freedom the error rests on, n - 1.
    """

    mean: Array
    error: Array
    df: Array


def wave(mean: ArrayLike, *, variance: ArrayLike, n: ArrayLike, eligible: ArrayLike = np.nan) -> Wave:
    """One administration from its mean, sample variance s² and counts.

    Args:
        mean: in scale points.
        variance: s², in squared scale points; not used where everyone answered.
        n: people who answered; below 1 nothing is defined.
        eligible: N, people eligible, never taken as fewer than n; NaN where not known (no correction).

    Returns:
        With error sqrt(s²/n (1 - n/N)); NaN for one of several people, whose spread nobody knows.
    """
    means, variances, counts, faculty = np.broadcast_arrays(
        *(np.asarray(values, dtype=np.float64) for values in (mean, variance, n, eligible))
    )
    unseen = unseen_share(counts, faculty)
    enough = np.where(counts >= 2, variances, np.nan)  # noqa: PLR2004 - a variance needs two
    error = standard_error(enough, n=counts, eligible=faculty)
    return Wave(
        mean=np.where(counts >= 1, means, np.nan), error=np.where(unseen == 0, 0.0, error), df=counts - 1
    )


@dataclass(frozen=True, eq=False)
class Change:
    """A difference of two means; every array has the shape of the input.

    Attributes:
        difference: now minus before, in scale points.
        error: its standard error.
        df: Welch and Satterthwaite's degrees of freedom; infinite where there is no sampling error.
        low: lower end of the 95 % interval.
        high: upper end.
        p: two-sided; without sampling error 1 for no difference, else 0.
    """

    difference: Array
    error: Array
    df: Array
    low: Array
    high: Array
    p: Array


def welch(now: Wave, *, before: Wave, known_variance: ArrayLike = 0.0) -> Change:
    """Welch's comparison of two means whose errors carry the finite-population correction.

    SE² = Σ s²_w/n_w (1 - n_w/N_w); df = SE⁴ / Σ (SE²_w)²/(n_w - 1) from the corrected terms. An
    administration that everyone answered adds no error; two of them leave an interval of no width.

    Args:
        now: the later administration.
        before: the earlier one.
        known_variance: further error whose size no sample has to tell, such as that of rounding: u²/12 for
            a mean rounded to u; in squared scale points. It adds to SE² and not to the uncertainty of it.

    Source:
        Welch (1947), Biometrika 34(1/2), 28-35; Satterthwaite (1946), Biometrics Bull. 2(6), 110-114; the
        correction as in Cochran (1977), Sampling Techniques, ch. 2. Without it equal to R's
        `t.test(now, before)`.
    """
    difference = np.asarray(now.mean - before.mean, dtype=np.float64)
    terms = np.stack(np.broadcast_arrays(now.error**2, before.error**2))
    variance = terms.sum(axis=0) + np.asarray(known_variance, dtype=np.float64)
    df = _degrees_of_freedom(variance, terms, np.stack(np.broadcast_arrays(now.df, before.df)))
    error = np.sqrt(variance)
    half = np.where(error == 0, 0.0, special.stdtrit(df, 0.975) * error)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(
            error == 0, np.abs(difference) <= ROUNDING, 2 * special.stdtr(df, -np.abs(difference / error))
        )
    return Change(
        difference=difference,
        error=error,
        df=df,
        low=difference - half,
        high=difference + half,
        p=np.where(np.isnan(error) | np.isnan(difference), np.nan, p),
    )


def _degrees_of_freedom(variance: Array, terms: Array, df: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(terms == 0, 0.0, terms**2 / df)
        known = variance**2 / shares.sum(axis=0)
    return np.where((terms == 0).all(axis=0), np.inf, known)


def verdict(change: Change, *, min_change: float) -> NDArray[np.int8]:
    """1 higher, -1 lower, 0 cannot be told apart (see `VERDICTS`).

    Higher or lower only where the interval leaves 0 out and the change is at least `min_change` scale
    points, the instrument's smallest change worth naming. Where nothing is defined nothing can be told apart.
    """
    told = (change.low > 0) | (change.high < 0)
    large = np.abs(change.difference) >= min_change - ROUNDING
    return np.where(told & large, np.sign(change.difference), 0).astype(np.int8)


@dataclass(frozen=True, eq=False)
class Standardised:
    """Hedges' g and its variance, unitless."""

    g: Array
    variance: Array


def hedges_g(
    difference: ArrayLike,
    *,
    variances: tuple[ArrayLike, ArrayLike],
    n: tuple[ArrayLike, ArrayLike],
) -> Standardised:
    """The change in pooled standard deviations, corrected for small samples.

    g = J d with J = 1 - 3/(4 m - 1) and m = n₁ + n₂ - 2; its variance 1/n₁ + 1/n₂ + g²/(2 (n₁ + n₂)).

    Args:
        difference: now minus before, in scale points.
        variances: sample variances of the two administrations.
        n: people who answered each; both need at least two.

    Returns:
        NaN where there is no spread at all or someone answered alone.

    Source:
        Hedges (1981), J. Educ. Stat. 6(2), 107-128, with the approximate J; the variance from Hedges & Olkin
        (1985), Statistical Methods for Meta-Analysis, ch. 5.
    """
    gap = np.asarray(difference, dtype=np.float64)
    (var1, var2), (n1, n2) = (
        [np.asarray(values, dtype=np.float64) for values in pair] for pair in (variances, n)
    )
    df = n1 + n2 - 2
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = ((n1 - 1) * var1 + (n2 - 1) * var2) / df
        g = gap / np.sqrt(np.where(pooled > 0, pooled, np.nan)) * (1 - 3 / (4 * df - 1))
        variance = (n1 + n2) / (n1 * n2) + g**2 / (2 * (n1 + n2))
    defined = (n1 >= 2) & (n2 >= 2) & ~np.isnan(g)  # noqa: PLR2004 - a variance needs two
    return Standardised(g=np.where(defined, g, np.nan), variance=np.where(defined, variance, np.nan))


def cliffs_delta(now: NDArray[np.int64], *, before: NDArray[np.int64]) -> Array:
    """Cliff's delta from counts: P(now > before) - P(now < before), from -1 to 1; ties count for neither.

    Args:
        now: shape (..., n_values), how many gave each value, in ascending order of the values.
        before: the same values in the same order.

    Returns:
        Shape (...); NaN where one of them is empty. The probability of superiority is (delta + 1) / 2.

    Source:
        Cliff (1993), Psychol. Bull. 114(3), 494-509.
    """
    below = np.cumsum(before, axis=-1) - before
    above = before.sum(axis=-1, keepdims=True) - below - before
    pairs = now.sum(axis=-1) * before.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Whole numbers up to the last step.
        return np.asarray(np.where(pairs > 0, (now * (below - above)).sum(axis=-1) / pairs, np.nan))
