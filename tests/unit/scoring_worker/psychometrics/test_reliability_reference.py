"""Reliability of five public data sets, with missing and reversed answers, against R value by value."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring_worker.psychometrics.omega import omega_u, one_factor
from scoring_worker.psychometrics.reliability import (
    average_correlation,
    cronbach_alpha,
    feldt_interval,
    intraclass_correlations,
    item_reliability,
    pairwise_covariance,
    standardised_alpha,
)
from scoring_worker.psychometrics.variance_components import reml
from tests.fixtures.reference import reference_json
from tests.golden.make_reliability import by_group, ratings, sufficient

EXACT, REML, OMEGA = 1e-9, 1e-6, 1e-4
GROUPED = {
    "LEAD": ("lq2002", ["COMPID"]),
    "TSIG": ("lq2002", ["COMPID"]),
    "HOSTIL": ("lq2002", ["COMPID"]),
    "COH": ("cohesion", ["UNIT", "PLATOON"]),
    "AS": ("autonomySupport", ["Teacher"]),
}
KEYS = ("n", "mean", "within_ss")
SCALES = [*GROUPED, "A", "C", "E", "N", "O", "mass"]


def reference_and_answers(scale: str) -> tuple[dict[str, Any], NDArray[np.float64]]:
    """What R found for a scale, and the answers it found it in."""
    if scale == "mass":
        content: dict[str, Any] = reference_json("reference", "mass_math_anxiety", "reliability.json")
        names = content["reliability"]["item_rest_r"]
        items = [f"-{name}" if name in content["reversed"] else name for name in names]
        return content, ratings("mass_math_anxiety.csv", items, turned_at=6)
    if scale in GROUPED:
        name = GROUPED[scale][0]
        content = reference_json("reference", name, "reliability_icc.json")[scale]
        return content, ratings(f"{name}.csv", list(content["reliability"]["item_rest_r"]))
    content = reference_json("reference", "bfi", "reliability.json")[scale]
    return content, ratings("bfi.csv", content["keys"], turned_at=7)


def groups_of(scale: str) -> NDArray[np.str_]:
    """The group of each person of a grouped scale."""
    name, columns = GROUPED[scale]
    return by_group(f"{name}.csv", *columns)


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_and_its_kin_as_in_psych(scale: str) -> None:
    content, answers = reference_and_answers(scale)
    expected, covariance = content["reliability"], pairwise_covariance(answers)
    items, feldt = item_reliability(covariance), expected["feldt95_listwise"]
    listwise = cronbach_alpha(answers[~np.isnan(answers).any(axis=1)])

    assert cronbach_alpha(answers) == pytest.approx(expected["alpha_raw_pairwise"], abs=EXACT)
    assert standardised_alpha(covariance) == pytest.approx(expected["alpha_std"], abs=EXACT)
    assert average_correlation(covariance) == pytest.approx(expected["avg_r"], abs=EXACT)
    assert listwise == pytest.approx(expected["alpha_listwise"], abs=EXACT)
    assert listwise is not None
    found = feldt_interval(listwise, n_persons=expected["n_listwise"], n_items=expected["k"])
    assert found == pytest.approx((feldt["lower"], feldt["upper"]), abs=EXACT)
    assert items.item_rest == pytest.approx([*expected["item_rest_r"].values()], abs=EXACT)
    assert items.alpha_if_dropped == pytest.approx([*expected["alpha_if_dropped"].values()], abs=EXACT)


@pytest.mark.parametrize("scale", [scale for scale in SCALES if scale != "mass"])
def test_omega_as_in_lavaan(scale: str) -> None:
    content, answers = reference_and_answers(scale)
    expected = content["omega"]
    complete = answers[~np.isnan(answers).any(axis=1)]
    covariance = np.cov(complete, rowvar=False, ddof=0)
    model = one_factor(covariance)

    assert len(complete) == expected["n"]
    assert model is not None
    assert model.loadings == pytest.approx([*expected["loadings_unstd_MLcov"].values()], abs=OMEGA)
    assert model.residual_variances == pytest.approx([*expected["residual_var_MLcov"].values()], abs=OMEGA)
    standardised = model.loadings / np.sqrt(np.diag(covariance))
    assert standardised == pytest.approx([*expected["fa_ml_std_loadings"].values()], abs=OMEGA)
    assert omega_u(answers) == pytest.approx(expected["omega_u_model_implied"], abs=OMEGA)
    observed = float(model.loadings.sum()) ** 2 / float(covariance.sum())
    assert observed == pytest.approx(expected["omega_observed_denominator"], abs=OMEGA)
    assert model.discrepancy * len(complete) == pytest.approx(expected["fit"]["chisq"], abs=1e-4)


@pytest.mark.parametrize("scale", GROUPED)
def test_scores_between_and_within_groups_as_in_multilevel_and_lme4(scale: str) -> None:
    content, answers = reference_and_answers(scale)
    expected = content["icc_scale"]
    statistics = sufficient(np.nanmean(answers, axis=1), groups_of(scale))
    n, mean, within_ss = (np.array([row[key] for row in statistics.values()]) for key in KEYS)
    correlations = intraclass_correlations(n, mean=mean, within_ss=within_ss)
    components = reml(n, mean=mean, within_ss=within_ss)

    assert correlations is not None
    assert correlations.icc1 == pytest.approx(expected["ICC1_multilevel"], abs=EXACT)
    assert correlations.icc2 == pytest.approx(expected["ICC2_multilevel"], abs=EXACT)
    assert components is not None
    assert components.grand_mean == pytest.approx(expected["reml_mu"], abs=REML)
    assert components.tau2 == pytest.approx(expected["reml_tau2"], abs=REML)
    assert components.sigma2 == pytest.approx(expected["reml_sigma2"], abs=REML)
    shares, shrunken = components.reliability(n), components.shrunken(mean, n=n)
    place = {group: index for index, group in enumerate(statistics)}
    assert len(expected["groups"]) == len(place)
    for row in expected["groups"]:
        assert shares[place[row["group"]]] == pytest.approx(row["reliability_lambda"], abs=REML)
        assert shrunken[place[row["group"]]] == pytest.approx(row["EB_mean"], abs=REML)


@pytest.mark.parametrize("scale", GROUPED)
def test_items_between_and_within_groups_as_in_multilevel_and_lme4(scale: str) -> None:
    content, answers = reference_and_answers(scale)

    for expected, item in zip(content["icc_items"].values(), answers.T, strict=True):
        rows = sufficient(item, groups_of(scale)).values()
        n, mean, within_ss = (np.array([row[key] for row in rows]) for key in KEYS)
        correlations = intraclass_correlations(n, mean=mean, within_ss=within_ss)
        components = reml(n, mean=mean, within_ss=within_ss)

        assert correlations is not None
        assert correlations.icc1 == pytest.approx(expected["ICC1_multilevel"], abs=EXACT)
        assert correlations.icc2 == pytest.approx(expected["ICC2_multilevel"], abs=EXACT)
        assert components is not None
        assert components.tau2 == pytest.approx(expected["reml_tau2"], abs=REML)
        assert components.sigma2 == pytest.approx(expected["reml_sigma2"], abs=REML)
