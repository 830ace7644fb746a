"""REML: against lme4, against textbook values, and against the likelihood of the whole covariance matrix."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import linalg, optimize

from scoring_worker.psychometrics.variance_components import VarianceComponents, reml
from tests.fixtures.reliability_golden import SCALES, golden_scale, groups_of

TOLERANCE = 1e-6
NAN = float("nan")
Floats = NDArray[np.float64]

# Davies & Goldsmith (1972), Statistical Methods in Research and Production, table 6.1: yield of dyestuff, six
# batches of five; `lme4::lmer(Yield ~ 1 + (1 | Batch), Dyestuff)` prints 1764.05, 2451.25 and 1527.5.
DYESTUFF = [
    [1545, 1440, 1440, 1520, 1580],
    [1540, 1555, 1490, 1560, 1495],
    [1595, 1550, 1605, 1510, 1560],
    [1445, 1440, 1595, 1465, 1545],
    [1595, 1630, 1515, 1635, 1625],
    [1520, 1455, 1450, 1480, 1445],
]


def fit(groups: list[Floats]) -> VarianceComponents | None:
    mean = [float(group.mean()) if group.size else NAN for group in groups]
    within = [float(np.sum((group - group.mean()) ** 2)) if group.size else 0.0 for group in groups]
    return reml([group.size for group in groups], mean=mean, within_ss=within)


def test_nothing_can_be_split_without_two_schools_persons_within_them_or_variance() -> None:
    assert fit([]) is None
    assert fit([np.array([1.0, 2.0, 3.0])]) is None
    assert fit([np.array([1.0, 2.0]), np.array([])]) is None
    assert fit([np.array([1.0]), np.array([2.0]), np.array([5.0])]) is None
    assert fit([np.array([3.0, 3.0]), np.array([3.0, 3.0])]) is None
    # 0.1 + 0.2 is not 0.3 to a computer; that is no variance either.
    assert fit([np.array([0.1 + 0.2, 0.3]), np.array([0.3, 0.3])]) is None


def test_textbook_yields() -> None:
    found = fit([np.array(batch, dtype=np.float64) for batch in DYESTUFF])

    assert found is not None
    assert (found.tau2, found.sigma2, found.grand_mean) == pytest.approx((1764.05, 2451.25, 1527.5))


@given(st.integers(0, 2**32), st.integers(2, 8), st.integers(2, 12), st.sampled_from([0.0, 0.5, 2.0]))
def test_with_equal_sizes_it_is_the_analysis_of_variance(seed: int, schools: int, n: int, tau: float) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(schools, n)) + tau * rng.normal(size=(schools, 1))
    within = float(scores.var(axis=1, ddof=1).mean())
    between = n * float(scores.mean(axis=1).var(ddof=1))

    found = fit(list(scores))

    assert found is not None
    assert found.grand_mean == pytest.approx(scores.mean())
    if between > within:
        assert found.sigma2 == pytest.approx(within)
        assert found.tau2 == pytest.approx((between - within) / n)
    else:
        assert found.tau2 == 0
        assert found.sigma2 == pytest.approx(float(scores.var(ddof=1)))


def whole_matrix_deviance(parameters: Floats, groups: list[Floats]) -> float:
    """-2 log restricted likelihood of y = 1 mu + u + e from the full covariance matrix, up to a constant."""
    tau2, sigma2 = parameters
    y = np.concatenate(groups)
    covariance = linalg.block_diag(
        *[tau2 * np.ones((g.size, g.size)) + sigma2 * np.eye(g.size) for g in groups]
    )
    inverse, ones = np.linalg.inv(covariance), np.ones(y.size)
    information = float(ones @ inverse @ ones)
    residual = y - float(ones @ inverse @ y) / information
    log_determinant = float(np.linalg.slogdet(covariance)[1])
    return log_determinant + float(np.log(information)) + float(residual @ inverse @ residual)


def lowest_deviance(groups: list[Floats]) -> float:
    """The best a general search finds, from several starts."""
    spread = float(np.concatenate(groups).var()) + 1e-3
    found = [
        optimize.minimize(
            whole_matrix_deviance,
            np.array([spread * share, spread * (1 - share) + 1e-3]),
            args=(groups,),
            method="L-BFGS-B",
            bounds=[(0.0, None), (1e-6, None)],
        ).fun
        for share in (0.0, 0.02, 0.3, 0.9)
    ]
    return float(min(found))


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_likelier_by_the_whole_covariance_matrix(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 9, size=rng.integers(3, 7))
    sizes[0] = 6
    groups = [rng.normal(rng.normal(0, seed / 6), 1, size) for size in sizes]

    found = fit(groups)

    assert found is not None
    ours = whole_matrix_deviance(np.array([found.tau2, found.sigma2]), groups)
    assert ours <= lowest_deviance(groups) + 1e-9
    # And it is a minimum that a small step worsens: the values are not merely as good, they are right.
    for step in (1 - 1e-3, 1 + 1e-3):
        assert whole_matrix_deviance(np.array([found.tau2, found.sigma2 * step]), groups) > ours
        if found.tau2 > 0:
            assert whole_matrix_deviance(np.array([found.tau2 * step, found.sigma2]), groups) > ours


@pytest.mark.parametrize(
    ("sizes", "means", "ratio"),
    [
        ([10, 1, 1, 1, 1], [0.0, 0.2, -0.2, 2.0, -2.4], 0.73),  # the other minimum: nothing between
        ([1, 1, 10, 10], [1.4, -2.9, -0.1, -0.3], 0.0),  # the other: 1.0
        ([18, 18, 1, 1], [-0.1, 0.2, 0.0, -2.9], 0.75),  # the other: 0.018
        ([22, 1, 1, 26, 1], [-0.2, 1.0, -2.0, 0.1, 2.3], 0.0068),  # the other: 0.58
    ],
)
def test_of_two_minima_the_lower_is_taken(sizes: list[int], means: list[float], ratio: float) -> None:
    """A few large schools among single persons can give the likelihood two humps."""
    shape = [np.resize([-1.0, 1.0], size) if size > 1 else np.zeros(1) for size in sizes]
    groups = [mean + own for mean, own in zip(means, shape, strict=True)]

    found = fit(groups)

    assert found is not None
    assert found.tau2 / found.sigma2 == pytest.approx(ratio, rel=0.02)
    ours = whole_matrix_deviance(np.array([found.tau2, found.sigma2]), groups)
    assert ours <= lowest_deviance(groups) + 1e-9


@pytest.mark.parametrize("scale", SCALES)
def test_committed_values_of_lme4(scale: str) -> None:
    expected = golden_scale(scale)
    n, mean, within_ss = groups_of(expected, "n", "mean", "within_ss")
    shares, eb_mean, eb_sd = groups_of(expected, "reliability", "eb_mean", "eb_sd")

    found = reml(n, mean=mean, within_ss=within_ss)

    assert found is not None
    assert found.tau2 == pytest.approx(expected["tau2"], abs=TOLERANCE)
    assert found.sigma2 == pytest.approx(expected["sigma2"], abs=TOLERANCE)
    assert found.grand_mean == pytest.approx(expected["grand_mean"], abs=TOLERANCE)
    assert found.reliability(n) == pytest.approx(shares, abs=TOLERANCE)
    assert found.shrunken(mean, n=n) == pytest.approx(eb_mean, abs=TOLERANCE)
    # lme4's conditional SD is what lambda leaves of tau.
    assert np.sqrt(found.tau2 * (1 - found.reliability(n))) == pytest.approx(eb_sd, abs=TOLERANCE)


def test_equal_means_have_nothing_between_them() -> None:
    found = fit([np.array([1.0, 3.0]), np.array([0.0, 2.0, 4.0]), np.array([2.0])])

    assert found == VarianceComponents(tau2=0.0, sigma2=2.0, grand_mean=2.0)
    assert found.reliability([2, 3, 1]).tolist() == [0, 0, 0]
    assert found.shrunken([2.5, 1.0], n=[3, 4]).tolist() == [2, 2]


def test_schools_whose_people_all_agree_are_fully_reliable() -> None:
    found = fit([np.array([1.0, 1.0, 1.0]), np.array([2.0, 2.0]), np.array([6.0])])

    assert found == VarianceComponents(tau2=7.0, sigma2=0.0, grand_mean=3.0)
    assert found.reliability([3, 2, 0]).tolist() == [1, 1, 0]
    assert found.shrunken([1.0, 2.0], n=[3, 2]).tolist() == [1, 2]


def test_nearly_perfect_agreement_is_close_to_that() -> None:
    found = fit([np.array([1.0, 1.0 + 1e-7]), np.array([2.0, 2.0]), np.array([6.0])])

    assert found is not None
    assert found.tau2 == pytest.approx(7.0)
    assert 0 < found.sigma2 < 1e-12


def test_schools_without_a_mean_do_not_count_and_have_none_afterwards() -> None:
    with_gap = reml([3, 0, 4, NAN], mean=[1.0, NAN, 3.0, NAN], within_ss=[2.0, 0.0, 3.0, NAN])

    assert with_gap is not None
    assert with_gap == reml([3, 4], mean=[1.0, 3.0], within_ss=[2.0, 3.0])
    assert with_gap.reliability([3, 0, NAN])[1:].tolist() == [0, 0]
    assert np.isnan(with_gap.shrunken([1.0, NAN], n=[3, 0])).tolist() == [False, True]


def test_a_single_person_has_nothing_within() -> None:
    assert reml([3, 4, 1], mean=[1.0, 3.0, 5.0], within_ss=[2.0, 3.0, NAN]) == reml(
        [3, 4, 1], mean=[1.0, 3.0, 5.0], within_ss=[2.0, 3.0, 0.0]
    )


@given(
    st.integers(0, 2**32),
    st.floats(-50, 50),
    st.floats(0.01, 100),
    st.sampled_from([0.0, 0.3, 3.0]),
)
def test_shifted_scores_shift_and_stretched_scores_stretch(
    seed: int, shift: float, factor: float, tau: float
) -> None:
    rng = np.random.default_rng(seed)
    groups = [rng.normal(tau * rng.normal(), 1, size) for size in rng.integers(1, 20, size=6)] + [
        np.arange(3.0)
    ]

    before, after = fit(groups), fit([shift + factor * group for group in groups][::-1])

    assert before is not None
    assert after is not None
    assert before.tau2 >= 0
    assert after.grand_mean == pytest.approx(shift + factor * before.grand_mean, abs=1e-7 * (1 + abs(shift)))
    assert after.tau2 / factor**2 == pytest.approx(before.tau2, rel=1e-6, abs=1e-9)
    assert after.sigma2 / factor**2 == pytest.approx(before.sigma2, rel=1e-6)


@given(st.integers(0, 2**32))
def test_shrunken_means_lie_between_the_raw_mean_and_the_grand_mean_and_larger_schools_move_less(
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    n = np.sort(rng.integers(1, 60, size=8))
    mean, within = rng.normal(4, 0.5, 8), 0.6 * rng.chisquare(np.maximum(n - 1, 1)) * (n > 1)
    found = reml(n, mean=mean, within_ss=within)

    assert found is not None
    shrunken, shares = found.shrunken(mean, n=n), found.reliability(n)
    assert np.all((shares >= 0) & (shares < 1))
    assert np.all(np.diff(shares) >= 0)
    assert np.all(np.abs(shrunken - found.grand_mean) <= np.abs(mean - found.grand_mean))
    assert np.all((shrunken - found.grand_mean) * (mean - found.grand_mean) >= 0)


def test_the_variances_a_district_was_drawn_with_come_back() -> None:
    rng = np.random.default_rng(3)
    n = rng.integers(5, 80, size=4000)
    mean = rng.normal(4, 0.3, 4000) + rng.normal(0, 0.8, 4000) / np.sqrt(n)

    found = reml(n, mean=mean, within_ss=0.64 * rng.chisquare(n - 1))

    assert found is not None
    assert (found.tau2, found.sigma2, found.grand_mean) == pytest.approx((0.09, 0.64, 4.0), rel=0.05)


def test_nobody_differs_from_anybody_at_zero() -> None:
    assert reml([3, 3], mean=[0.0, 0.0], within_ss=[0.0, 0.0]) is None
    assert reml([3, 3], mean=[4.0, 4.0], within_ss=[0.0, 0.0]) is None


def test_schools_of_one_mind_each_differ_by_the_variance_of_their_means() -> None:
    found = reml([2, 2, 2], mean=[3.0, 3.5, 4.5], within_ss=[0.0, 0.0, 0.0])

    assert found is not None
    assert (found.tau2, found.sigma2, found.grand_mean) == pytest.approx((7 / 12, 0.0, 11 / 3), abs=1e-12)
