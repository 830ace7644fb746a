"""Committed values of R 4.2.2: the same formulas are checked where the reference data is not at hand.

The files name the R calls. Tolerance 1e-9. The last tests make sure that the committed numbers are R's.
"""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring_worker.psychometrics.intervals import mean_interval, standard_error, wilson_interval
from tests.fixtures.reference import number, reference_json, reference_rows
from tests.fixtures.research_data import (
    ITEM_COLUMNS,
    LQ2002,
    factor_document,
    instrument_document,
    score,
    score_counts,
)

GOLDEN = Path(__file__).parents[2] / "golden"
TOLERANCE = 1e-9
ALONE = {"sd": "sd", "se": "se", "rwg_uniform_untruncated": "rwg_j_star"}
SCALE = {
    "scale_mean": "mean",
    "rwgj_uniform": "rwg_j",
    "r_star_wgj_uniform": "rwg_j_star",
    "ad_mj_listwise": "ad_m_j",
    "awgj_listwise": "a_wg_j",
}


def golden(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((GOLDEN / name).read_text())
    return content


def close(value: float | list[float] | None) -> Any:
    return None if value is None else pytest.approx(value, abs=TOLERANCE)


def test_items() -> None:
    items = golden("agreement.json")["items"]
    schools = {
        f"case {place}": {f"k{len(item['counts'])}": item["counts"]} for place, item in enumerate(items)
    }

    found = score_counts(schools)

    assert len(items) == 50
    for place, item in enumerate(items):
        k, school = len(item["counts"]), found[f"case {place}"]
        for column, key in ITEM_COLUMNS.items():
            # One answer lies on its own mean; R says NA.
            one = column == "ad_mean" and item["n"] == 1
            assert school["items"][f"k{k}"][key] == close(0.0 if one else item[column]), (item, column)
        for column in ALONE.keys() & item.keys():
            assert school["factors"][f"f_k{k}"][ALONE[column]] == close(item[column]), (item, column)


def test_scales() -> None:
    counts = golden("lq2002_item_counts.json")["counts"]
    scales = golden("agreement.json")["scales"]
    rng = np.random.default_rng(0)
    rows = []
    for group in dict.fromkeys(scale["group"] for scale in scales):
        # Who gave which answer does not matter to these: complete rows in any combination.
        columns = [rng.permutation(np.repeat(np.arange(1, 6), counts[group][item])) for item in LQ2002.items]
        for answers in zip(*columns, strict=True):
            own = {item: str(answer) for item, answer in zip(LQ2002.items, answers, strict=True)}
            rows.append({"school": group} | own)
    factors = [factor_document(name, items, scale="five") for name, items in LQ2002.scales.items()]

    document = instrument_document("lq2002", factors=factors, scales={"five": 5})
    found = score(instrument=document, rows=rows)

    assert len(scales) == 24
    for scale in scales:
        factor = found[scale["group"]]["factors"][scale["scale"]]
        for column, key in SCALE.items():
            assert factor[key] == close(scale[column]), (scale, column)


def test_finite_population_means() -> None:
    means = golden("finite_population.json")["means"]

    assert [row["n"] for row in means if row["se_fpc"] is None] == [1]
    for row in means:
        size = {"n": row["n"], "eligible": row["N"]}
        variance = math.nan if row["variance"] is None else row["variance"]
        found = mean_interval(row["mean"], variance=variance, **size)
        if row["se_fpc"] is None:
            assert np.isnan(found).all()
            continue
        assert standard_error(variance, **size) == pytest.approx(row["se_fpc"], abs=TOLERANCE)
        assert found == pytest.approx([row["lower"], row["upper"]], abs=TOLERANCE)


def test_shares() -> None:
    shares = golden("finite_population.json")["shares"]
    x, n = (np.array([row[name] for row in shares]) for name in ("x", "n"))

    assert len(shares) == 22
    assert wilson_interval(x / n, n=n) == pytest.approx(
        np.array([[row["lower"], row["upper"]] for row in shares]), abs=TOLERANCE
    )


def test_city_items() -> None:
    rows = golden("finite_population.json")["items"]
    schools = {f"case {place}": {f"k{len(row['counts'])}": row["counts"]} for place, row in enumerate(rows)}

    found = score_counts(schools, eligible={f"case {i}": row["N"] for i, row in enumerate(rows)})

    assert len(rows) == 10
    for place, row in enumerate(rows):
        k, school = len(row["counts"]), found[f"case {place}"]
        item, factor = school["items"][f"k{k}"], school["factors"][f"f_k{k}"]
        for column, key in ITEM_COLUMNS.items() - {("n", "n")}:
            assert item[key] == close(row[column]), (row, column)
        assert factor["se"] == close(row["se_fpc"])
        assert factor["interval"] == close([row["ci_lo_t_fpc"], row["ci_hi_t_fpc"]])
        share = 1 - min(1, sum(row["counts"]) / row["N"])
        assert factor["se"] == close(row["se_srs"] * share**0.5)


def test_committed_agreement_is_that_of_r() -> None:
    scales = {
        (row["group"], row["scale"]): row
        for row in reference_rows("reference", "lq2002", "scale_agreement.csv")
    }
    edges = {
        tuple(int(count) for count in row["counts"].split("|")): row
        for row in reference_rows("reference", "edge_cases", "public_edge_cases.csv")
    }
    committed = golden("agreement.json")

    for scale in committed["scales"]:
        row = scales[scale["group"], scale["scale"]]
        assert [scale[column] for column in SCALE] == [number(row[column]) for column in SCALE]
    made_up = [item for item in committed["items"] if item["source"] == "made-up counts"]
    assert len(made_up) == 36
    for item in made_up:
        row = edges[tuple(item["counts"])]
        assert [item[column] for column in ITEM_COLUMNS] == [number(row[column]) for column in ITEM_COLUMNS]


def test_committed_finite_population_is_that_of_r() -> None:
    reference = reference_json("reference", "lohr_teachers", "fpc_means.json")["hrwork"]
    shares = {
        (int(row["x"]), int(row["n"])): (number(row["wilson_lo"]), number(row["wilson_hi"]))
        for row in reference_rows("reference", "intervals", "binomial_intervals.csv")
    }
    committed = golden("finite_population.json")

    known = [tuple(school[key] for key in ("n", "N", "mean", "se_fpc", "lo", "hi")) for school in reference]
    for row in committed["means"]:
        assert tuple(row[key] for key in ("n", "N", "mean", "se_fpc", "lower", "upper")) in known
    for row in committed["shares"]:
        assert (row["lower"], row["upper"]) == shares[row["x"], row["n"]]
