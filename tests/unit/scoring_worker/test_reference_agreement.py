"""Real data against R 4.2.2, from the files on: every column of the agreement files that we compute.

Tolerance 1e-9. R calls: `multilevel::rwg`, `rwg.j` (null (K² - 1)/12), `ad.m`, `awg`; `agrmt::agreement`
and `consensus`; `mean`, `var`, `sd` per group. Columns that nobody asked us for are listed in
`NOT_COMPUTED`, so that a new one cannot go unnoticed. One difference is on purpose: where everyone said the
same R's standard error is 0; ours is the posterior's, because the missing people are not known to agree.
"""

import math
from collections.abc import Mapping
from typing import Any

import pytest

from tests.fixtures.reference import number, reference_path, reference_rows
from tests.fixtures.research_data import (
    ALONE,
    AUTONOMY,
    COHESION,
    ITEM_COLUMNS,
    LQ2002,
    LQ2002H,
    DataSet,
    score_data_set,
)

TOLERANCE = 1e-9
DATA_SETS = [LQ2002, LQ2002H, COHESION, AUTONOMY]

# R's column → where it is in `statistics.json`, for the item alone in a factor and for a factor.
ALONE_COLUMNS = {"n": "n", "mean": "mean", "sd": "sd", "se": "se", "rwg_uniform_untruncated": "rwg_j_star"}
SCALE_COLUMNS = {
    "scale_n": "n",
    "scale_mean": "mean",
    "scale_sd": "sd",
    "rwgj_uniform": "rwg_j",
    "r_star_wgj_uniform": "rwg_j_star",
    "ad_mj_listwise": "ad_m_j",
    "awgj_listwise": "a_wg_j",
}
MEANS = {"mean", "scale_mean"}
NAMES = {"dataset", "scale", "item", "group", "gsize", "J"}
NOT_COMPUTED = {
    # medians and deviations from them
    *("median", "ad_median", "ad_mdj_listwise"),
    # other null distributions
    *("rwg_slightskew", "rwg_star_maxvar", "rwgj_slightskew", "r_star_wgj_maxvar"),
    # other indices of spread: consensus was the best of eight in telling split faculties
    *("polarization", "leik_D", "berry_mielke_IOV", "blair_lacy_l", "lsquared", "kvalseth_COV", "reardon"),
    *("entropy_bits", "MRQ"),
}


@pytest.fixture(scope="module", params=DATA_SETS, ids=lambda data: data.name)
def scored(request: pytest.FixtureRequest) -> tuple[DataSet, Any]:
    data: DataSet = request.param
    source = reference_path("statistics", "data", data.file)
    return data, score_data_set(data, source)


def expect(
    found: Mapping[str, Any], row: Mapping[str, str], columns: Mapping[str, str], *, shift: int
) -> None:
    for column, key in columns.items():
        expected = number(row[column])
        if expected is None:
            assert found[key] is None, (row, column)
        elif column == "se" and number(row["var"]) == 0:
            assert found[key] > 0, row
        else:
            moved = expected + shift if column in MEANS else expected
            assert found[key] == pytest.approx(moved, abs=TOLERANCE), (row, column)


def test_items_as_in_r(scored: tuple[DataSet, Any]) -> None:
    data, schools = scored
    rows = reference_rows("reference", data.name, "item_agreement.csv")

    assert len(rows) == len(data.items) * len(schools)
    for row in rows:
        school = schools[row["group"]]
        expect(school["items"][row["item"]], row, ITEM_COLUMNS, shift=data.shift)
        expect(school["items"][ALONE + row["item"]], row, ITEM_COLUMNS, shift=data.shift)
        expect(school["factors"][f"f_{row['item']}"], row, ALONE_COLUMNS, shift=data.shift)


def test_scales_as_in_r(scored: tuple[DataSet, Any]) -> None:
    data, schools = scored
    rows = reference_rows("reference", data.name, "scale_agreement.csv")

    assert len(rows) == len(data.scales) * len(schools)
    for row in rows:
        expect(schools[row["group"]]["factors"][row["scale"]], row, SCALE_COLUMNS, shift=data.shift)


def test_no_column_of_r_is_left_unsaid(scored: tuple[DataSet, Any]) -> None:
    data, _ = scored
    for file, computed in (
        ("item_agreement.csv", {*ITEM_COLUMNS, *ALONE_COLUMNS}),
        ("scale_agreement.csv", set(SCALE_COLUMNS)),
    ):
        columns = set(reference_rows("reference", data.name, file)[0])
        assert columns <= computed | NAMES | NOT_COMPUTED
        assert math.isclose(len(columns & computed), len(computed))
