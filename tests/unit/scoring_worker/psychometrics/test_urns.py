"""Draws from Pólya's urn against `scipy.stats.betabinom`, and against drawing shares first."""

import numpy as np
import pytest
from scipy import stats

from scoring_worker.psychometrics import urns

DRAWS = 40_000


def people(*sizes: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.repeat(np.array(sizes, dtype=np.int64), DRAWS // len(sizes))


@pytest.mark.parametrize("size", [1, 7, 200])
@pytest.mark.parametrize(("first", "rest"), [(1 / 6, 8.0), (3.2, 1 / 3), (25.2, 95.8)])
def test_cumulative_probabilities_are_those_of_scipy(size: int, first: float, rest: float) -> None:
    rows = urns.cumulative(np.array([0, size]), first=first, rest=rest)

    assert rows[0].tolist() == [1.0] * (size + 1)
    assert rows[1] == pytest.approx(stats.betabinom.cdf(np.arange(size + 1), size, first, rest), abs=1e-10)


@pytest.mark.parametrize(("needed", "expected"), [(-3, 1), (0, 1), (31, 0)])
def test_what_is_needed_may_be_sure_or_impossible(needed: int, expected: float) -> None:
    assert urns.at_least(needed, people=30, first=5.0, rest=20.0) == expected


def test_what_is_needed_as_in_scipy() -> None:
    found = urns.at_least(9, people=30, first=5.0, rest=20.0)

    assert found == pytest.approx(stats.betabinom.sf(8, 30, 5.0, 20.0), abs=1e-12)


@pytest.mark.parametrize("size", [12, 250])
def test_draws_follow_the_probabilities(size: int) -> None:
    """Both samplers: exact tables for few people, shares first for many. Five standard errors."""
    rng = np.random.default_rng(3)

    drawn = urns.beta_binomial(rng, people(size), first=2.2, rest=5.5)

    expected = stats.betabinom.cdf(np.arange(size + 1), size, 2.2, 5.5)
    found = np.searchsorted(np.sort(drawn), np.arange(size + 1), side="right") / DRAWS
    assert np.all(np.abs(found - expected) <= 5 * np.sqrt(expected * (1 - expected) / DRAWS) + 1e-9)


def test_every_draw_has_its_own_number_of_people() -> None:
    rng = np.random.default_rng(4)
    mixed = people(0, 3, 40)

    drawn = urns.beta_binomial(rng, mixed, first=6.0, rest=2.0)

    assert np.all((drawn >= 0) & (drawn <= mixed))
    for size in (3, 40):
        assert drawn[mixed == size].mean() == pytest.approx(0.75 * size, rel=0.02)


def test_everyone_ends_in_some_part() -> None:
    rng = np.random.default_rng(5)
    weights = np.array([4.2, 0.2, 7.2, 3.2])

    parts = urns.divide(rng, people(30), weights=weights)

    assert np.all(parts.sum(axis=0) == 30)
    # Mean and variance of a Dirichlet-multinomial distribution.
    share, total = weights / weights.sum(), weights.sum()
    spread = 30 * share * (1 - share) * (30 + total) / (1 + total)
    assert parts.mean(axis=1) == pytest.approx(30 * share, abs=5 * np.sqrt(spread.max() / DRAWS))
    assert parts.var(axis=1) == pytest.approx(spread, rel=0.05)
