"""Omega: against lavaan, against closed forms, and against a search that knows nothing of the shortcut."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import optimize

from scoring_worker.psychometrics.omega import omega_of, omega_u, one_factor
from tests.fixtures.reliability_golden import SCALES, answers_with, golden_scale

TOLERANCE = 1e-4
Floats = NDArray[np.float64]


def implied(loadings: list[float], residual: list[float]) -> Floats:
    """The covariance matrix of a one-factor model."""
    return np.asarray(np.outer(loadings, loadings) + np.diag(residual))


def test_two_items_a_constant_item_or_an_item_twice_determine_no_factor() -> None:
    rng = np.random.default_rng(0)
    answers = rng.normal(size=(40, 1)) + rng.normal(size=(40, 4))

    assert omega_u(answers[:, :2]) is None
    assert omega_u(np.column_stack([answers, np.full(40, 3.0)])) is None
    assert omega_u(np.column_stack([answers, answers[:, 0]])) is None
    assert omega_u(np.column_stack([answers, answers.sum(axis=1)])) is None
    assert one_factor(np.full((3, 3), np.nan)) is None


def test_there_must_be_more_complete_persons_than_items() -> None:
    rng = np.random.default_rng(0)
    answers = rng.normal(size=(6, 1)) + rng.normal(size=(6, 4))
    answers[:2, 0] = np.nan

    assert omega_u(answers) is None
    assert omega_u(np.full((9, 4), np.nan)) is None
    assert omega_u(np.empty((0, 4))) is None


def test_covariances_of_too_few_persons_are_refused_too() -> None:
    covariance = np.array(golden_scale("tsig")["covariance"])

    assert omega_of(covariance, n_persons=3) is None
    assert omega_of(covariance, n_persons=4) == pytest.approx(golden_scale("tsig")["omega_u"], abs=TOLERANCE)
    assert omega_of(covariance[:2, :2], n_persons=40) is None


def test_an_item_that_leaves_nothing_unexplained_is_refused() -> None:
    # r12 r13 / r23 = 1.8: the first item would need a negative residual variance (a Heywood case).
    assert one_factor(np.array([[1.0, 0.6, 0.6], [0.6, 1.0, 0.2], [0.6, 0.2, 1.0]])) is None
    # Next to nothing is nothing; a ten-thousandth of an item's variance is something.
    assert one_factor(implied([1.0, 1.0, 1.0, 1.0], [1.5e-5, 1.0, 1.0, 1.0])) is None
    assert one_factor(implied([1.0, 1.0, 1.0, 1.0], [1e-4, 1.0, 1.0, 1.0])) is not None


def test_of_two_groups_of_items_one_factor_may_still_describe_the_stronger() -> None:
    matrix = np.eye(6)
    matrix[:3, :3] += 0.6 * (1 - np.eye(3))
    matrix[3:, 3:] += 0.3 * (1 - np.eye(3))

    found = one_factor(matrix)

    assert found is not None
    assert found.loadings == pytest.approx([0.6**0.5] * 3 + [0] * 3, abs=1e-4)


def test_three_items_by_hand() -> None:
    # loading_1^2 = c12 c13 / c23, and so on.
    found = one_factor(np.array([[2.0, 0.6, 0.8], [0.6, 1.5, 1.2], [0.8, 1.2, 3.0]]))

    assert found is not None
    squares = [0.6 * 0.8 / 1.2, 0.6 * 1.2 / 0.8, 0.8 * 1.2 / 0.6]
    assert found.loadings == pytest.approx(np.sqrt(squares), abs=1e-6)
    assert found.residual_variances == pytest.approx([1.6, 0.6, 1.4], abs=1e-6)
    assert found.discrepancy == pytest.approx(0, abs=1e-12)
    assert found.omega == pytest.approx(sum(np.sqrt(squares)) ** 2 / 11.7, abs=1e-6)


@given(
    st.lists(st.tuples(st.floats(0.3, 2), st.floats(0.1, 3)), min_size=3, max_size=12),
    st.floats(0.1, 10),
)
def test_a_matrix_that_is_one_factor_gives_that_factor_back(
    items: list[tuple[float, float]], factor: float
) -> None:
    loadings, residual = [item[0] for item in items], [item[1] for item in items]
    found = one_factor(factor**2 * implied(loadings, residual))

    assert found is not None
    assert found.loadings == pytest.approx(factor * np.array(loadings), rel=1e-4)
    assert found.omega == pytest.approx(sum(loadings) ** 2 / (sum(loadings) ** 2 + sum(residual)), abs=1e-5)


def test_items_of_equal_loading_have_omega_equal_to_alpha() -> None:
    # Tau-equivalent items: alpha = k/(k-1) (1 - trace/sum) is then omega (McDonald 1999).
    matrix = implied([0.8] * 5, [0.3, 0.5, 0.9, 0.4, 1.2])
    alpha = 5 / 4 * (1 - np.trace(matrix) / matrix.sum())

    found = one_factor(matrix)

    assert found is not None
    assert found.omega == pytest.approx(alpha, abs=1e-6)


def test_a_turned_item_has_a_negative_loading_and_costs_omega() -> None:
    found = one_factor(implied([1.0, 1.0, 1.0, -0.5], [1.0] * 4))

    assert found is not None
    assert found.loadings == pytest.approx([1, 1, 1, -0.5], abs=1e-4)
    assert found.omega == pytest.approx(2.5**2 / (2.5**2 + 4), abs=1e-5)


@pytest.mark.parametrize("scale", SCALES)
def test_committed_values_of_lavaan(scale: str) -> None:
    expected = golden_scale(scale)
    answers = answers_with(np.array(expected["covariance"]), n_persons=expected["n"])
    model = one_factor(np.cov(answers, rowvar=False, ddof=0))

    assert model is not None
    assert model.loadings == pytest.approx(expected["loadings"], abs=TOLERANCE)
    assert model.residual_variances == pytest.approx(expected["residual_variances"], abs=TOLERANCE)
    assert omega_u(answers) == pytest.approx(expected["omega_u"], abs=TOLERANCE)
    assert model.discrepancy * expected["n"] == pytest.approx(expected["chisq"], abs=TOLERANCE)


def plain_discrepancy(parameters: Floats, sample: Floats) -> float:
    """The same criterion over loadings and log residual variances at once, nothing concentrated out."""
    loadings, residual = np.split(parameters, 2)
    sigma = np.outer(loadings, loadings) + np.diag(np.exp(residual))
    log_ratio = np.linalg.slogdet(sigma)[1] - np.linalg.slogdet(sample)[1]
    return float(log_ratio + np.trace(np.linalg.inv(sigma) @ sample) - len(sample))


@pytest.mark.parametrize("seed", range(10))
def test_a_general_search_over_everything_finds_no_better_model(seed: int) -> None:
    rng = np.random.default_rng(seed)
    answers = rng.normal(size=(60, 1)) * rng.uniform(0.4, 1.2, 5) + rng.normal(size=(60, 5))
    sample = np.cov(answers, rowvar=False, ddof=0)
    found = one_factor(sample)
    starts = [np.concatenate([rng.normal(size=5), np.log(np.diag(sample) / 2)]) for _ in range(3)]
    best = min(optimize.minimize(plain_discrepancy, start, args=(sample,)).fun for start in starts)

    assert found is not None
    assert found.discrepancy <= best + 1e-8
    parameters = np.concatenate([found.loadings, np.log(found.residual_variances)])
    assert plain_discrepancy(parameters, sample) == pytest.approx(found.discrepancy, abs=1e-10)


def test_the_order_of_persons_and_items_does_not_matter() -> None:
    expected = golden_scale("lead")
    answers = answers_with(np.array(expected["covariance"]), n_persons=200)
    rng = np.random.default_rng(5)

    found = omega_u(rng.permutation(rng.permutation(answers + 7), axis=1))

    assert found == pytest.approx(omega_u(answers), abs=1e-6)
