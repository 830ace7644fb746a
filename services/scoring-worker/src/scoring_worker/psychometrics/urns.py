"""Draws from Pólya's urn: how people not seen yet divide, given how those seen did.

The number of them in each part is Dirichlet-multinomial. It is drawn part by part, each beta-binomial given
those before, from exact tables of the cumulative probabilities: faster than drawing shares first.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

_LARGEST_TABLE = 200  # people; for more a table costs more than drawing a share and then the people


def divide(rng: np.random.Generator, people: NDArray[np.int64], *, weights: ArrayLike) -> NDArray[np.int64]:
    """Divide people among parts, p ~ Dirichlet(weights), then Multinomial(people, p).

    Args:
        rng: source of the draws.
        people: shape (n_draws,), how many are divided in each draw.
        weights: shape (n_parts,), positive.

    Returns:
        Shape (n_parts, n_draws); each draw sums to its `people`.
    """
    shares = np.asarray(weights, dtype=np.float64)
    out, left = np.empty((shares.size, people.size), dtype=np.int64), people
    for part in range(shares.size - 1):
        out[part] = beta_binomial(rng, left, first=shares[part], rest=float(shares[part + 1 :].sum()))
        left = left - out[part]
    out[-1] = left
    return out


def beta_binomial(
    rng: np.random.Generator, people: NDArray[np.int64], *, first: float, rest: float
) -> NDArray[np.int64]:
    """How many of the people go to the first of two parts, p ~ Beta(first, rest), then Binomial(people, p).

    Args:
        rng: source of the draws.
        people: shape (n_draws,).
        first: weight of the first part, positive.
        rest: weight of the other, positive.
    """
    if people.size == 0 or people.max() == 0:
        return np.zeros_like(people)
    if people.max() > _LARGEST_TABLE:
        return np.asarray(rng.binomial(people, rng.beta(first, rest, size=people.size)), dtype=np.int64)
    smallest = int(people.min())
    table = cumulative(np.arange(smallest, int(people.max()) + 1), first=first, rest=rest)
    row = people - smallest
    # Row r holds r to r + 1, so that one search finds the place in every row.
    steps = (table + np.arange(len(table))[:, np.newaxis]).ravel()
    found = np.searchsorted(steps, row + rng.random(people.size), side="right") - row * table.shape[1]
    return np.asarray(np.minimum(found, people), dtype=np.int64)


def cumulative(people: NDArray[np.int64], *, first: float, rest: float) -> NDArray[np.float64]:
    """Beta-binomial probability of at most x in the first part.

    Args:
        people: shape (n_rows,).
        first: weight of the first part, positive.
        rest: weight of the other, positive.

    Returns:
        Shape (n_rows, largest + 1): a row for each of `people`, a column for each x from 0.

    Source:
        Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd ed., ch. 6.
    """
    x = np.arange(int(people.max()) + 1)
    ways = special.gammaln(x + 1)
    into_first, into_rest = special.gammaln(first + x) - ways, special.gammaln(rest + x) - ways
    others = people[:, np.newaxis] - x
    log = np.where(others >= 0, into_first + into_rest[np.maximum(others, 0)], -np.inf)
    steps = np.cumsum(np.exp(log - log.max(axis=1, keepdims=True)), axis=1)
    return np.asarray(steps / steps[:, -1:])


def at_least(needed: int, *, people: int, first: float, rest: float) -> float:
    """Probability that at least so many of the people go to the first part; arguments as `beta_binomial`."""
    if needed <= 0 or needed > people:
        return float(needed <= 0)
    return float(1 - cumulative(np.array([people]), first=first, rest=rest)[0, needed - 1])
