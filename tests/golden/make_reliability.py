"""Writes `lq2002_reliability.json`: `python -m tests.golden.make_reliability`, where the reference data is.

The expected values are R's, copied; what they are computed from (covariances of the items, and n, mean and
squared deviations of each group) is derived from the data here: the tests need neither R nor the data.
"""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.fixtures.reference import number, reference_json, reference_rows

GOLDEN = Path(__file__).parent / "lq2002_reliability.json"
SCALES = {"lead": 11, "tsig": 3, "hostil": 5}
R_CALLS = {
    "alpha": "psych::alpha(lq2002[, items]): raw_alpha, std.alpha, average_r, alpha.drop, r.drop",
    "feldt95": "1 - (1 - alpha) * qf(c(.975, .025), n - 1, (n - 1) * (k - 1))",
    "icc": "multilevel::ICC1(aov(score ~ as.factor(COMPID))), multilevel::ICC2(...)",
    "reml": "lme4::lmer(score ~ 1 + (1 | COMPID), REML = TRUE): fixef, VarCorr",
    "groups": "coef(fit)$COMPID (eb_mean), sqrt(attr(ranef(fit, condVar = TRUE)$COMPID, 'postVar')) (eb_sd)",
    "omega": "lavaan::cfa('f =~ ...', std.lv = TRUE, estimator = 'ML'); chisq = fitMeasures(fit)['chisq']",
    "levels": "diff(pnorm(c(-Inf, cuts, Inf), eb_mean, eb_sd)) and the same of the raw mean and its error",
}
# Where each expected value lies in the reference and what it is called here.
RELIABILITY = {
    "alpha": "alpha_raw_pairwise",
    "alpha_standardised": "alpha_std",
    "average_correlation": "avg_r",
    "alpha_if_dropped": "alpha_if_dropped",
    "item_rest": "item_rest_r",
}
BETWEEN = {"icc1": "ICC1_multilevel", "icc2": "ICC2_multilevel"}
REML = {"grand_mean": "reml_mu", "tau2": "reml_tau2", "sigma2": "reml_sigma2"}
OMEGA = {
    "loadings": "loadings_unstd_MLcov",
    "residual_variances": "residual_var_MLcov",
    "omega_u": "omega_u_model_implied",
}


def ratings(name: str, items: list[str], *, turned_at: int | None = None) -> NDArray[np.float64]:
    """Answers of a data file, shape (n_persons, n_items); "-x" is item x turned, turned_at - x."""
    rows = reference_rows("data", name)
    columns = []
    for item in items:
        values = [number(row[item.removeprefix("-")]) for row in rows]
        column = np.array([math.nan if value is None else value for value in values])
        columns.append(turned_at - column if turned_at and item.startswith("-") else column)
    return np.column_stack(columns)


def by_group(name: str, *columns: str) -> NDArray[np.str_]:
    """The group of each person, "a/b" where it is named by two columns."""
    return np.array(["/".join(row[column] for column in columns) for row in reference_rows("data", name)])


def sufficient(scores: NDArray[np.float64], groups: NDArray[np.str_]) -> dict[str, dict[str, float]]:
    """n, mean and squared deviations of each group, over the persons with a score."""
    return {
        str(group): {
            "n": own.size,
            "mean": float(own.mean()),
            "within_ss": float(np.sum((own - own.mean()) ** 2)),
        }
        for group in np.unique(groups)
        if (own := scores[(groups == group) & ~np.isnan(scores)]).size
    }


def built() -> dict[str, Any]:
    """The content of the golden file."""
    return {
        "source": {
            "data": "lq2002, R package multilevel 2.8 (Bliese, Halverson and Schriesheim 2002): derived",
            "r": "R 4.2.2, psych 2.2.9, multilevel 2.8, lme4, lavaan",
            "r_call": R_CALLS,
            "tolerance": {"alpha, ICC": 1e-9, "REML, EB": 1e-6, "omega": 1e-4, "level probabilities": 1e-9},
        },
        "scales": {scale: _scale(scale, n_items) for scale, n_items in SCALES.items()},
        "levels": dict(_levels()),
    }


def _scale(scale: str, n_items: int) -> dict[str, Any]:
    items = [f"{scale.upper()}{item:02}" for item in range(1, n_items + 1)]
    answers, groups = ratings("lq2002.csv", items), by_group("lq2002.csv", "COMPID")
    expected = reference_json("reference", "lq2002", "reliability_icc.json")[scale.upper()]
    found = {name: _plain(expected["reliability"][key]) for name, key in RELIABILITY.items()}
    feldt = expected["reliability"]["feldt95_listwise"]
    statistics = sufficient(answers.mean(axis=1), groups)
    for row in expected["icc_scale"]["groups"]:
        own = {"reliability": "reliability_lambda", "eb_mean": "EB_mean", "eb_sd": "EB_condSD"}
        statistics[row["group"]] |= {name: row[key] for name, key in own.items()}
    return {
        "n": len(answers),
        "covariance": np.cov(answers, rowvar=False).tolist(),
        **found,
        "feldt95": [feldt["lower"], feldt["upper"]],
        **{name: expected["icc_scale"][key] for name, key in (BETWEEN | REML).items()},
        **{name: _plain(expected["omega"][key]) for name, key in OMEGA.items()},
        "chisq": expected["omega"]["fit"]["chisq"],
        "groups": statistics,
    }


def _levels() -> Iterator[tuple[str, Any]]:
    content = reference_json("reference", "classification", "stage_probabilities.json")["lq2002_LEAD"]
    yield "cuts", content["cuts"]
    raw = {"mean": "raw_mean", "error": "raw_se", **{f"p{k}": f"raw.stage{k}" for k in range(1, 5)}}
    shrunken = {"mean": "EB_mean", "error": "EB_sd", **{f"p{k}": f"stage{k}" for k in range(1, 5)}}
    for name, keys in {"raw": raw, "shrunken": shrunken}.items():
        rows = {row["group"]: {new: row[old] for new, old in keys.items()} for row in content["groups"]}
        yield name, rows


def _plain(value: Any) -> Any:
    """The values of an object keyed by item, in its order; anything else as it is."""
    return list(value.values()) if isinstance(value, dict) else value


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(built(), indent=1) + "\n")
