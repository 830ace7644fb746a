"""McDonald's omega: how much of a factor's score the one thing its items share accounts for.

A one-factor model is fitted by maximum likelihood. Only the residual variances are searched for: given them,
the best loadings are an eigenvector (Joereskog's concentrated likelihood).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, optimize

Floats = NDArray[np.float64]

_MIN_ITEMS = 3  # two items determine no factor
_IMPROPER = 1e-5  # share of an item's variance: a residual this small is a Heywood case
_SINGULAR = 1e-10  # smallest eigenvalue of the correlations of items that do not repeat each other
_CONVERGED = 1e-6  # slope of the discrepancy by the log of a residual variance


@dataclass(frozen=True)
class OneFactor:
    """A one-factor model that fits a covariance matrix best.

    Attributes:
        loadings: shape (n_items,), in scale points per SD of the factor; their sum is not negative.
        residual_variances: shape (n_items,), in squared scale points, positive.
        discrepancy: log|Sigma| - log|S| + tr(S Sigma^-1) - k at the solution; times n, the chi-square of fit.
    """

    loadings: Floats
    residual_variances: Floats
    discrepancy: float

    @property
    def omega(self) -> float:
        """omega_u = (sum of loadings)^2 / ((sum of loadings)^2 + sum of residual variances), 0 to 1.

        Source:
            McDonald (1999), Test Theory, ch. 6, with the variance of the score the model implies.
        """
        common = float(self.loadings.sum()) ** 2
        return common / (common + float(self.residual_variances.sum()))


def omega_u(ratings: Floats) -> float | None:
    """Omega of a factor over the persons who answered all its items.

    Args:
        ratings: shape (n_persons, n_items), in scale points after reversal; NaN marks a skipped item.

    Returns:
        None for fewer than three items, no more complete persons than items, items that repeat each other, or
        answers that one factor cannot describe properly (see `one_factor`).
    """
    complete = ratings[~np.isnan(ratings).any(axis=1)]
    n_persons, n_items = complete.shape
    if n_persons <= n_items:
        return None
    return omega_of(np.atleast_2d(np.cov(complete, rowvar=False)), n_persons=n_persons)


def omega_of(covariance: Floats, *, n_persons: int) -> float | None:
    """Omega from the covariances of a factor's items over the persons who answered all of them.

    Args:
        covariance: shape (n_items, n_items); omega is the same whatever its divisor.
        n_persons: who answered all items.

    Returns:
        None as `omega_u`.
    """
    if len(covariance) < _MIN_ITEMS or n_persons <= len(covariance):
        return None
    model = one_factor(covariance)
    return None if model is None else model.omega


def one_factor(covariance: Floats) -> OneFactor | None:
    """Fit one factor by maximum likelihood.

    Args:
        covariance: S, shape (n_items, n_items), in squared scale points (divisor n, as in lavaan).

    Returns:
        None for fewer than three items, a constant item, a singular matrix, a Heywood case (an item left
        without residual variance) or a search that does not settle. The search starts where R's `factanal`
        does; where the factor is weak another minimum may be lower.

    Source:
        Joereskog (1967), Psychometrika 32(4), 443-482. Checked against `lavaan::cfa`.
    """
    scale = np.sqrt(np.clip(np.diag(covariance), 0.0, None))
    if scale.size < _MIN_ITEMS or not np.all(np.isfinite(covariance)) or not np.all(scale > 0):
        return None
    correlation = covariance / np.outer(scale, scale)
    if float(np.linalg.eigvalsh(correlation)[0]) < _SINGULAR:
        return None
    residual = _residual_shares(correlation)
    if residual is None:
        return None
    loadings = _loadings(correlation, residual)
    return OneFactor(
        loadings=loadings * scale * (1 if float(loadings @ scale) >= 0 else -1),
        residual_variances=residual * scale**2,
        discrepancy=_discrepancy(correlation, np.outer(loadings, loadings) + np.diag(residual)),
    )


def _residual_shares(correlation: Floats) -> Floats | None:
    """Residual variances of the best model, as shares of the items' variances; None if improper."""
    start = (1 - 0.5 / len(correlation)) / np.diag(np.linalg.inv(correlation))
    found = optimize.minimize(
        _objective,
        np.log(start),
        args=(correlation,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(np.log(_IMPROPER), 0.0)] * len(correlation),
        options={"maxiter": 2000, "maxfun": 5000, "maxcor": 20, "ftol": 0.0, "gtol": _CONVERGED / 100},
    )
    slope = _objective(found.x, correlation)[1]
    residual: Floats = np.exp(found.x)
    inside = residual < 1.0
    if bool(np.any(residual <= 2 * _IMPROPER)) or bool(np.any(np.abs(slope[inside]) > _CONVERGED)):
        return None
    return residual


def _objective(log_residual: Floats, correlation: Floats) -> tuple[float, Floats]:
    """Discrepancy with the best loadings for these residual variances, and its slope by their logarithms."""
    residual = np.exp(log_residual)
    loadings = _loadings(correlation, residual)
    implied = np.outer(loadings, loadings) + np.diag(residual)
    # At the best loadings, diag(I - Sigma^-1 S) Sigma^-1 reduces to diag(Sigma - S) / residual^2.
    slope = (np.diag(implied) - np.diag(correlation)) / residual
    return _discrepancy(correlation, implied), np.asarray(slope)


def _loadings(correlation: Floats, residual: Floats) -> Floats:
    """Best loadings for given residual variances: the first eigenvector of the scaled matrix."""
    root = np.sqrt(residual)
    values, vectors = linalg.eigh(correlation / np.outer(root, root), subset_by_index=[len(root) - 1] * 2)
    return np.asarray(root * vectors[:, 0] * np.sqrt(max(float(values[0]) - 1.0, 0.0)))


def _discrepancy(sample: Floats, implied: Floats) -> float:
    """Maximum-likelihood discrepancy between a sample matrix S and an implied matrix Sigma."""
    ratio = np.linalg.solve(implied, sample)
    return float(np.trace(ratio) - np.linalg.slogdet(ratio)[1] - len(sample))
