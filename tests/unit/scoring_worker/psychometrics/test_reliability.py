"""Alpha and its kin, Feldt's interval, the intraclass correlations, against `psych` and `multilevel`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring_worker.psychometrics.grouped import alpha
from scoring_worker.psychometrics.reliability import (
    average_correlation,
    cronbach_alpha,
    feldt_interval,
    intraclass_correlations,
    item_reliability,
    pairwise_covariance,
    spearman_brown,
    standardised_alpha,
)
from tests.fixtures.reliability_golden import SCALES, answers_with, golden_scale, groups_of

TOLERANCE = 1e-9
NAN = float("nan")


def covariance_of(*rows: list[float]) -> NDArray[np.float64]:
    """Covariances of hand-written answers, one list a person."""
    return pairwise_covariance(np.array(rows, dtype=np.float64))


def intraclass(*groups: list[float]) -> tuple[float, float] | None:
    """ICC(1) and ICC(2) of the scores of each school."""
    scores = [np.array(group) for group in groups]
    mean = [float(own.mean()) for own in scores]
    within = [float(np.sum((own - own.mean()) ** 2)) for own in scores]
    found = intraclass_correlations([own.size for own in scores], mean=mean, within_ss=within)
    return None if found is None else (found.icc1, found.icc2)


def test_nothing_is_defined_without_two_items_or_two_persons() -> None:
    one_item, one_person = np.array([[1.0], [2.0]]), np.array([[1.0, 2.0]])

    for ratings in (one_item, one_person):
        assert cronbach_alpha(ratings) is None
        assert average_correlation(pairwise_covariance(ratings)) is None
        assert standardised_alpha(pairwise_covariance(ratings)) is None
        assert spearman_brown(pairwise_covariance(ratings)) is None
        found = item_reliability(pairwise_covariance(ratings))
        assert np.isnan([*found.item_rest, *found.alpha_if_dropped]).all()
    assert cronbach_alpha(np.array([[3.0, 3.0], [3.0, 3.0]])) is None
    assert feldt_interval(0.8, n_persons=1, n_items=5) is None
    assert feldt_interval(0.8, n_persons=5, n_items=1) is None


def test_items_that_cancel_each_other_out_have_no_alpha() -> None:
    """Rounding leaves a variance of 1e-15 of them, which nothing may be divided by."""
    generator = np.random.default_rng(1)
    for n in range(3, 30):
        one, other = generator.integers(1, 7, size=(2, n)).astype(np.float64)
        covariance = pairwise_covariance(np.stack([one, 7 - one, other], axis=1))
        assert np.isnan(alpha(covariance[:2, :2])), one
        found = item_reliability(covariance)
        assert np.isnan(found.item_rest[2]), one
        assert np.isnan(found.alpha_if_dropped[2]), one


def test_two_items_nobody_answered_both_of_have_no_alpha() -> None:
    apart = np.array([[1.0, NAN], [2.0, NAN], [NAN, 3.0], [NAN, 5.0]])

    assert np.isnan(pairwise_covariance(apart)).tolist() == [[False, True], [True, False]]
    assert cronbach_alpha(apart) is None
    assert spearman_brown(pairwise_covariance(apart)) is None
    assert np.isnan(item_reliability(pairwise_covariance(apart)).item_rest).all()


def test_a_pair_of_items_uses_whoever_answered_both() -> None:
    found = covariance_of([1, 2, NAN], [2, 4, 1], [3, NAN, 3], [NAN, 6, 5])

    # Items 1 and 2 share the first two persons, 1 and 3 the middle two, 2 and 3 the second and the last.
    expected = [[1.0, 1.0, 1.0], [1.0, 4.0, 4.0], [1.0, 4.0, 4.0]]
    assert found == pytest.approx(np.array(expected))


def test_an_item_all_answered_alike_has_no_correlation() -> None:
    covariance = covariance_of([1, 2, 3], [2, 3, 3], [3, 1, 3])

    found = item_reliability(covariance)

    assert average_correlation(covariance) is None
    assert standardised_alpha(covariance) is None
    assert np.isnan(found.item_rest).tolist() == [False, False, True]
    assert found.alpha_if_dropped[2] == pytest.approx(-2.0)  # r = -1/2: 2 (1 - 2/1)


def test_of_two_items_the_other_one_alone_has_no_alpha() -> None:
    found = item_reliability(covariance_of([1, 2], [2, 1], [3, 3]))

    assert found.item_rest == pytest.approx([0.5, 0.5])
    assert np.isnan(found.alpha_if_dropped).all()


def test_no_intraclass_correlation_without_two_schools_or_without_variance() -> None:
    assert intraclass([1.0, 2.0]) is None
    assert intraclass([1.0], [2.0]) is None
    assert intraclass([3.0, 3.0], [3.0, 3.0]) is None
    # Equal means: the variance between is 0, and ICC(2) would divide by it.
    assert intraclass([1.0, 3.0], [2.0, 2.0]) is None
    # The means differ in the last bit.
    scores = [10 / 3, 11 / 3, 13 / 3, 4.0]
    assert intraclass(scores, scores * 3, scores * 7) is None


def test_schools_without_persons_do_not_count() -> None:
    with_gap = intraclass_correlations([4, 0, 5], mean=[2.0, NAN, 3.0], within_ss=[1.0, 0.0, NAN])
    without = intraclass_correlations([4, 5], mean=[2.0, 3.0], within_ss=[1.0, 0.0])

    assert with_gap == without


def test_by_hand() -> None:
    # Variances 1 and 1, covariance 1/2: alpha = 2 (1 - 2/3).
    assert cronbach_alpha(np.array([[1.0, 1], [2, 3], [3, 2]])) == pytest.approx(2 / 3)
    # Means 1 and 3 of two each, deviations 2 in all: MSB = 4, MSW = 1; (4 - 1)/(4 + 1) and (4 - 1)/4.
    assert intraclass([0.0, 2.0], [3.0, 3.0]) == pytest.approx((0.6, 0.75))


def test_two_items_are_stepped_up_by_spearman_and_brown() -> None:
    # r = 1/2, and r = 1/2 again with one item stretched, which alpha would mind.
    answers = np.array([[1.0, 1], [2, 3], [3, 2]])
    stretched = answers * [1, 4]

    assert spearman_brown(pairwise_covariance(answers)) == pytest.approx(2 / 3)
    assert spearman_brown(pairwise_covariance(stretched)) == pytest.approx(2 / 3)
    assert cronbach_alpha(stretched) == pytest.approx(2 * (1 - 17 / 21))
    assert spearman_brown(covariance_of([1, 1, 1], [2, 3, 2], [3, 2, 3])) is None
    # r = -1: the items cancel out, nothing is left to be reliable.
    assert spearman_brown(covariance_of([1, 3], [2, 2], [3, 1])) is None
    assert spearman_brown(covariance_of([1.1, 4.9], [2.3, 3.7], [3.7, 2.3])) is None


def test_items_that_work_against_each_other_give_a_negative_alpha() -> None:
    answers = np.array([[1.0, 3], [2, 2.5], [3, 1], [2, 2]])
    found = cronbach_alpha(answers)

    assert found is not None
    assert found < 0
    assert np.all(item_reliability(pairwise_covariance(answers)).item_rest < 0)


def test_items_that_cancel_out_have_no_alpha() -> None:
    # Pairwise covariances need not be those of any complete answers: their sum may even be negative.
    assert np.isnan(alpha(np.array([[1.0, -2.0], [-2.0, 1.0]])))
    assert cronbach_alpha(np.array([[1.0, 5], [2, 4], [3, 3]])) is None


@pytest.mark.parametrize("scale", SCALES)
def test_committed_values_of_psych(scale: str) -> None:
    expected = golden_scale(scale)
    covariance = np.array(expected["covariance"])
    items = item_reliability(covariance)
    answers = answers_with(covariance, n_persons=expected["n"])

    assert cronbach_alpha(answers) == pytest.approx(expected["alpha"], abs=TOLERANCE)
    assert standardised_alpha(covariance) == pytest.approx(expected["alpha_standardised"], abs=TOLERANCE)
    assert average_correlation(covariance) == pytest.approx(expected["average_correlation"], abs=TOLERANCE)
    assert items.alpha_if_dropped == pytest.approx(expected["alpha_if_dropped"], abs=TOLERANCE)
    assert items.item_rest == pytest.approx(expected["item_rest"], abs=TOLERANCE)
    found = feldt_interval(expected["alpha"], n_persons=expected["n"], n_items=len(covariance))
    assert found == pytest.approx(expected["feldt95"], abs=TOLERANCE)


@pytest.mark.parametrize("scale", SCALES)
def test_committed_values_of_multilevel(scale: str) -> None:
    expected = golden_scale(scale)
    n, mean, within_ss = groups_of(expected, "n", "mean", "within_ss")

    found = intraclass_correlations(n, mean=mean, within_ss=within_ss)

    assert found is not None
    assert (found.icc1, found.icc2) == pytest.approx((expected["icc1"], expected["icc2"]), abs=TOLERANCE)


@given(st.integers(0, 2**32), st.floats(-9, 9), st.permutations(range(4)))
def test_neither_a_shift_nor_the_order_of_rows_or_items_matters(
    seed: int, shift: float, order: list[int]
) -> None:
    rng = np.random.default_rng(seed)
    answers = rng.integers(1, 7, (12, 4)).astype(np.float64)
    answers[0, 1] = NAN
    moved = rng.permutation(answers + shift)[:, order]
    before, after = pairwise_covariance(answers), pairwise_covariance(moved)

    assert cronbach_alpha(moved) == pytest.approx(cronbach_alpha(answers), abs=1e-9)
    assert standardised_alpha(after) == pytest.approx(standardised_alpha(before), abs=1e-9)
    expected = item_reliability(before).item_rest[order]
    assert item_reliability(after).item_rest == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_turning_every_item_changes_nothing_turning_one_does() -> None:
    covariance = np.array(golden_scale("tsig")["covariance"])
    answers = answers_with(covariance, n_persons=50)
    turned = answers * [1, 1, -1]
    right, wrong = cronbach_alpha(answers), cronbach_alpha(turned)

    assert cronbach_alpha(6 - answers) == pytest.approx(right)
    assert right is not None
    assert wrong is not None
    assert wrong < right
    assert item_reliability(pairwise_covariance(turned)).item_rest[2] < 0


def test_feldts_interval_of_two_persons_and_two_items_is_defined() -> None:
    # F(1, 1): quantiles at .975 and .025 are 647.789 and its inverse.
    found = feldt_interval(0.5, n_persons=2, n_items=2)

    assert found == pytest.approx((1 - 0.5 * 647.789, 1 - 0.5 / 647.789), rel=1e-6)
