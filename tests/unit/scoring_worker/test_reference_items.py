"""Counts of single items against R 4.2.2, from the files on: made-up edge cases and New York 2011.

Every vector of counts is one item on a scale of its own length. Tolerance 1e-9. R calls: `multilevel::rwg`,
`ad.m`, `awg`; `agrmt::agreement`, `consensus`; `survey::svymean` with `fpc` and its t interval.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.fixtures.reference import number, reference_rows
from tests.fixtures.research_data import ITEM_COLUMNS, score_counts

TOLERANCE = 1e-9
NOT_COMPUTED = {
    *("median", "ad_median", "leik_D", "lsquared", "reardon", "berry_mielke", "berry_mielke_IOV"),
    *("blair_lacy_l", "entropy_bits"),
}


# Where R says NA and there is a plain answer. One answer lies on its own mean; two options have no middle, so
# two equal camps are as far apart as can be: variance .3 against a null of .25, and closeness log2(1/2).
PLAIN_ONE_ANSWER = {"ad_mean": 0.0}
PLAIN_TWO_OPTIONS = {"rwg_uniform": 0.0, "awg": -1.0, "vdE_A": 0.0, "TW_consensus": 0.0}


def check_item(found: Mapping[str, Any], row: Mapping[str, str], counts: list[int]) -> None:
    assert found["counts"] == counts
    plain: dict[str, float] = PLAIN_ONE_ANSWER if sum(counts) == 1 else {}
    if counts == [3, 3]:
        plain = PLAIN_TWO_OPTIONS
    for column, key in ITEM_COLUMNS.items():
        expected = number(row[column])
        value = plain.get(column) if expected is None else expected
        close = None if value is None else pytest.approx(value, abs=TOLERANCE)
        assert found[key] == close, (row, column)


def test_edge_cases_as_in_r() -> None:
    rows = reference_rows("reference", "edge_cases", "public_edge_cases.csv")
    counts = [[int(count) for count in row["counts"].split("|")] for row in rows]
    schools = {f"case {place}": {f"k{len(own)}": own} for place, own in enumerate(counts)}

    found = score_counts(schools, eligible=dict.fromkeys(schools, 500))

    assert len(rows) == 232
    assert set(rows[0]) == {"counts", "K", *ITEM_COLUMNS} | (NOT_COMPUTED & set(rows[0]))
    for place, (row, own) in enumerate(zip(rows, counts, strict=True)):
        check_item(found[f"case {place}"]["items"][f"k{len(own)}"], row, own)


@pytest.fixture(scope="module")
def city() -> tuple[list[dict[str, str]], dict[str, Any], Any]:
    """R's rows, the counts they are about, and what we find: 227 schools, 18,911 items."""
    rows = reference_rows("reference", "nyc2011", "A_item_reference.csv.gz")
    counts: dict[str, dict[str, list[int]]] = {}
    for row in reference_rows("data", "nyc2011_A_teacher_counts.csv"):
        own = [int(row[f"c{place}"]) for place in range(1, int(row["k"]) + 1)]
        counts.setdefault(row["dbn"], {})[row["item"]] = own
    eligible = {
        row["dbn"]: int(row["eligible_teachers"])
        for row in reference_rows("data", "nyc2011_A_schools.csv")
        if row["dbn"] in counts
    }
    return rows, counts, score_counts(counts, eligible=eligible)


def test_new_york_items_as_in_r(city: tuple[list[dict[str, str]], dict[str, Any], Any]) -> None:
    rows, counts, found = city

    assert len(rows) == 18_911 == sum(len(own) for own in counts.values())
    known = {"dbn", "item", "k", "N_eligible", "N_used", "se_srs", "se_fpc", "ci_lo_t_fpc", "ci_hi_t_fpc"}
    assert set(rows[0]) <= known | set(ITEM_COLUMNS) | NOT_COMPUTED
    for row in rows:
        check_item(found[row["dbn"]]["items"][row["item"]], row, counts[row["dbn"]][row["item"]])


def test_new_york_errors_and_intervals_as_in_r(
    city: tuple[list[dict[str, str]], dict[str, Any], Any],
) -> None:
    """The finite-population error and t interval of each item, as a factor of its own."""
    rows, _, found = city
    spread = opened = 0
    for row in rows:
        factor = found[row["dbn"]]["factors"][f"f_{row['item']}"]
        low, high = number(row["ci_lo_t_fpc"]), number(row["ci_hi_t_fpc"])
        assert low is not None
        assert high is not None
        if number(row["var"]) == 0 and int(row["n"]) < int(row["N_used"]):
            # On purpose: R's interval has no width where all said the same, though not all were asked.
            assert factor["interval"][0] <= low == high <= factor["interval"][1]
            opened += factor["interval"][0] < factor["interval"][1]
            continue
        spread += 1
        assert factor["se"] == pytest.approx(number(row["se_fpc"]), abs=TOLERANCE), row
        assert factor["interval"] == pytest.approx([low, high], abs=TOLERANCE), row
        unseen = 1 - int(row["n"]) / int(row["N_used"])
        srs = number(row["se_srs"])
        assert srs is not None
        assert factor["se"] == pytest.approx(srs * unseen**0.5, abs=TOLERANCE), row
    assert spread > 18_000
    assert opened > 200
