"""Many schools at once against one at a time, with numpy's own mean, variance and covariance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring_worker.psychometrics.grouped import Groups, alpha, cross_products, moments

SIZES = st.lists(st.integers(0, 12), min_size=1, max_size=6)


def answers_of(sizes: list[int], *, n_items: int, seed: int) -> NDArray[np.int16]:
    """Shape (n_items, n_rows), about one in five not answered."""
    return np.random.default_rng(seed).integers(0, 5, size=(n_items, sum(sizes))).astype(np.int16)


def own_rows(groups: Groups, group: int) -> slice:
    return slice(int(groups.offsets[group]), int(groups.offsets[group + 1]))


@given(SIZES, st.integers(0, 1000))
def test_moments_are_those_of_each_school_alone(sizes: list[int], seed: int) -> None:
    rng, groups = np.random.default_rng(seed), Groups.of_sizes(sizes)
    scores = rng.integers(1, 7, size=(2, sum(sizes))) / 3.0
    scores[rng.random(scores.shape) < 0.3] = np.nan

    found = moments(scores, groups)

    for group in range(len(sizes)):
        for row in range(2):
            own = scores[row, own_rows(groups, group)]
            own = own[~np.isnan(own)]
            assert found.n[row, group] == own.size
            assert found.mean[row, group] == pytest.approx(own.mean() if own.size else np.nan, nan_ok=True)
            variance = own.var(ddof=1) if own.size > 1 else np.nan
            assert found.variance[row, group] == pytest.approx(variance, nan_ok=True, abs=1e-12)


@pytest.mark.parametrize("score", [10 / 3, 4.1, 1e6 / 7])
def test_equal_scores_have_no_spread_at_all(score: float) -> None:
    found = moments(np.full(37, score), Groups.of_sizes([37]))

    assert found.squares.tolist() == [0.0]
    assert found.mean.tolist() == [score]


@given(SIZES, st.integers(1, 4), st.integers(0, 1000))
def test_covariances_use_the_rows_that_answered_both(sizes: list[int], n_items: int, seed: int) -> None:
    groups, answers = Groups.of_sizes(sizes), answers_of(sizes, n_items=n_items, seed=seed)

    covariance = cross_products(answers, groups).covariance

    for group in range(len(sizes)):
        own = answers[:, own_rows(groups, group)]
        for i, j in np.ndindex(n_items, n_items):
            both = own[:, (own[i] > 0) & (own[j] > 0)].astype(float)
            expected = np.cov(both[i], both[j])[0, 1] if both.shape[1] > 1 else np.nan
            assert covariance[group, i, j] == pytest.approx(expected, nan_ok=True, abs=1e-12)


def test_cross_products_add_up() -> None:
    sizes = [5, 0, 9, 2]
    answers = answers_of(sizes, n_items=3, seed=1)

    pooled = cross_products(answers, Groups.of_sizes(sizes)).pooled()
    together = cross_products(answers, Groups.of_sizes([sum(sizes)])).pooled()
    parts = cross_products(answers[:, :5], Groups.of_sizes([5])).pooled() + (
        cross_products(answers[:, 5:], Groups.of_sizes([11])).pooled()
    )

    for other in (together, parts):
        assert np.array_equal(pooled.products, other.products)
        assert np.array_equal(pooled.covariance, other.covariance)


def test_large_answers_stay_exact() -> None:
    """Beyond what a short float holds: 99² · 4,000 people is more than 2²⁴."""
    answers = np.full((2, 4_000), 99, dtype=np.int16)
    answers[:, 0] = 98

    found = cross_products(answers, Groups.of_sizes([4_000]))

    assert found.products[0, 0, 1] == 99 * 99 * 3_999 + 98 * 98


def test_alpha_by_hand() -> None:
    # Variances 1, covariance 1/2: 2 · (1 - 2/3).
    covariance = np.array([[1.0, 0.5], [0.5, 1.0]])

    assert alpha(covariance) == pytest.approx(2 / 3)
    assert np.isnan(alpha(np.array([[1.0]])))
    assert np.isnan(alpha(np.zeros((3, 3))))
    assert np.isnan(alpha(np.array([[1.0, np.nan], [np.nan, 1.0]])))
    assert alpha(np.array([[1.0, -0.5], [-0.5, 1.0]])) == pytest.approx(-2)


def test_alpha_of_several_schools_is_that_of_each() -> None:
    """Two items correlated 0.5 have 2 · 0.5 / 1.5; three of them 3 · 0.5 / 2, by Spearman and Brown."""
    two, three = (np.full((n, n), 0.5) + 0.5 * np.eye(n) for n in (2, 3))

    assert alpha(np.array([two] * 5)) == pytest.approx([2 / 3] * 5, abs=1e-12)
    assert alpha(np.array([three] * 2)) == pytest.approx([0.75] * 2, abs=1e-12)
