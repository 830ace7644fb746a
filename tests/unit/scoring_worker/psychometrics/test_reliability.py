"""Alpha, Feldt's interval and the intraclass correlations, against `psych` 2.2.9 and `multilevel` 2.8."""

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring_worker.psychometrics.reliability import cronbach_alpha, feldt_interval, intraclass
from tests.fixtures.reference import number, reference_json, reference_rows

TOLERANCE = 1e-9


def test_nothing_is_defined_without_two_items_or_two_persons() -> None:
    assert cronbach_alpha(np.array([[1.0], [2.0]])) is None
    assert cronbach_alpha(np.array([[1.0, 2.0]])) is None
    assert cronbach_alpha(np.array([[3.0, 3.0], [3.0, 3.0]])) is None
    assert feldt_interval(0.8, n_persons=1, n_items=5) is None
    assert intraclass([np.array([1.0, 2.0])]) is None
    assert intraclass([np.array([1.0]), np.array([2.0])]) is None
    assert intraclass([np.array([3.0, 3.0]), np.array([3.0, 3.0])]) is None


def test_by_hand() -> None:
    # Variances 1 and 1, covariance 1/2: alpha = 2 (1 - 2/3).
    assert cronbach_alpha(np.array([[1.0, 1], [2, 3], [3, 2]])) == pytest.approx(2 / 3)


def test_items_that_work_against_each_other_give_a_negative_alpha() -> None:
    alpha = cronbach_alpha(np.array([[1.0, 3], [2, 2.5], [3, 1], [2, 2]]))

    assert alpha is not None
    assert alpha < 0


def ratings(name: str, items: list[str], *, turned_at: int | None = None) -> NDArray[np.float64]:
    rows = reference_rows("data", name)
    columns = []
    for item in items:
        values = [number(row[item.removeprefix("-")]) for row in rows]
        column = np.array([np.nan if value is None else value for value in values])
        columns.append(turned_at - column if turned_at and item.startswith("-") else column)
    return np.column_stack(columns)


@pytest.mark.parametrize("scale", ["A", "C", "E", "N", "O"])
def test_pairwise_alpha_with_missing_and_reversed_answers_as_in_psych(scale: str) -> None:
    reference = reference_json("reference", "bfi", "reliability.json")[scale]
    answers = ratings("bfi.csv", reference["keys"], turned_at=7)

    assert cronbach_alpha(answers) == pytest.approx(
        reference["reliability"]["alpha_raw_pairwise"], abs=TOLERANCE
    )
    complete = answers[~np.isnan(answers).any(axis=1)]
    listwise = cronbach_alpha(complete)
    assert listwise == pytest.approx(reference["reliability"]["alpha_listwise"], abs=TOLERANCE)
    feldt = reference["reliability"]["feldt95_listwise"]
    assert listwise is not None
    found = feldt_interval(listwise, n_persons=complete.shape[0], n_items=complete.shape[1])
    assert found == pytest.approx((feldt["lower"], feldt["upper"]), abs=TOLERANCE)


@pytest.mark.parametrize(("scale", "n_items"), [("LEAD", 11), ("TSIG", 3)])
def test_intraclass_correlations_as_in_multilevel(scale: str, n_items: int) -> None:
    reference = reference_json("reference", "lq2002", "reliability_icc.json")[scale]
    answers = ratings("lq2002.csv", [f"{scale}{item:02}" for item in range(1, n_items + 1)])
    groups = [row["COMPID"] for row in reference_rows("data", "lq2002.csv")]
    scores = answers.mean(axis=1)

    found = intraclass([scores[np.array(groups) == group] for group in sorted(set(groups))])

    assert found is not None
    assert found.icc1 == pytest.approx(reference["icc_scale"]["ICC1_multilevel"], abs=TOLERANCE)
    assert found.icc2 == pytest.approx(reference["icc_scale"]["ICC2_multilevel"], abs=TOLERANCE)
    assert cronbach_alpha(answers) == pytest.approx(
        reference["reliability"]["alpha_raw_pairwise"], abs=TOLERANCE
    )
