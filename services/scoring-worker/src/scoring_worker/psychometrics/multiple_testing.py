"""Many comparisons at once: adjusted p values, as R's `p.adjust`.

Both take p values along the last axis (one family a row) and pass NaN through: what was not tested does not
count towards the size of its family.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def holm(p: ArrayLike) -> Array:
    """Holm's step-down adjustment: the chance of any false finding in a family stays within the level.

    Source:
        Holm (1979), Scand. J. Stat. 6(2), 65-70; `p.adjust(p, "holm")`.
    """
    ordered, places, tested = _ordered(p)
    ranks = np.arange(ordered.shape[-1])
    adjusted = np.maximum.accumulate(np.fmin(ordered, 2.0) * (tested - ranks), axis=-1)
    return _put_back(adjusted, places, p)


def benjamini_hochberg(p: ArrayLike) -> Array:
    """Benjamini and Hochberg's adjustment: the expected share of false findings stays within the level.

    Source:
        Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57(1), 289-300; `p.adjust(p, "BH")`.
    """
    ordered, places, tested = _ordered(p)
    ranks = np.arange(1, ordered.shape[-1] + 1)
    steps = ordered * np.maximum(tested, 1) / ranks
    adjusted = np.minimum.accumulate(steps[..., ::-1], axis=-1)[..., ::-1]
    return _put_back(adjusted, places, p)


def _ordered(p: ArrayLike) -> tuple[Array, NDArray[np.int64], NDArray[np.int64]]:
    """P values ascending with what was not tested at the end as infinity, their places, the family's size."""
    values = np.asarray(p, dtype=np.float64)
    filled = np.where(np.isnan(values), np.inf, values)
    places = np.argsort(filled, axis=-1, kind="stable")
    tested = np.count_nonzero(~np.isnan(values), axis=-1, keepdims=True)
    return np.take_along_axis(filled, places, axis=-1), places, tested


def _put_back(adjusted: Array, places: NDArray[np.int64], p: ArrayLike) -> Array:
    values = np.asarray(p, dtype=np.float64)
    result = np.empty_like(values)
    np.put_along_axis(result, places, np.minimum(adjusted, 1.0), axis=-1)
    return np.where(np.isnan(values), np.nan, result)
