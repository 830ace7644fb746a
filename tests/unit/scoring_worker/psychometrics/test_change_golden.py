"""Changes of SDOwave (612 respondents, five yearly waves) against R; a part of them is committed."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring_worker.psychometrics.change import cliffs_delta, hedges_g, wave, welch
from tests.fixtures.reference import number, reference_json, reference_rows

GOLDEN = Path(__file__).parents[3] / "golden" / "change.json"
TOLERANCE = 1e-9


def _sdo(item: int, year: int) -> NDArray[np.float64]:
    values = [number(row[f"I{item}.{year}"]) for row in reference_rows("data", "SDOwave.csv")]
    return np.array([value for value in values if value is not None])


def _as_r_names_it(now: NDArray[np.float64], before: NDArray[np.float64]) -> dict[str, object]:
    later, earlier = (
        wave(scores.mean(), variance=np.var(scores, ddof=1), n=scores.size) for scores in (now, before)
    )
    found = welch(later, before=earlier)
    counts = [np.bincount(scores.astype(int), minlength=8) for scores in (now, before)]
    delta = float(cliffs_delta(counts[0], before=counts[1]))
    spread = hedges_g(
        found.difference,
        variances=(np.var(now, ddof=1), np.var(before, ddof=1)),
        n=(now.size, before.size),
    )
    return {
        "n1": before.size,
        "n2": now.size,
        "mean1": before.mean(),
        "mean2": now.mean(),
        "diff": found.difference,
        "welch_t": found.difference / found.error,
        "welch_df": found.df,
        "welch_p": found.p,
        "welch_ci": [found.low, found.high],
        "se_diff_fpc": found.error,
        "df_fpc": found.df,
        "ci_fpc": [found.low, found.high],
        "p_fpc": found.p,
        "hedges_g": spread.g,
        "hedges_g_var": spread.variance,
        "prob_superiority_A": (delta + 1) / 2,
        "cliffs_delta": delta,
    }


def test_sixteen_changes_of_sdowhichas_in_r() -> None:
    reference = reference_json("reference", "waves", "SDOwave_item_changes.json")
    assert len(reference) == 16

    for row in reference:
        before, now = _sdo(row["item"], 1996), _sdo(row["item"], row["year"])
        for name, value in _as_r_names_it(now, before).items():
            # R printed fifteen digits: a df of 1,200 has its last one at 1e-12.
            assert value == pytest.approx(row[name], abs=TOLERANCE), (row["item"], row["year"], name)


def test_eight_committed_changes_as_in_r() -> None:
    """The same from counts, where the reference data is absent."""
    changes = json.loads(GOLDEN.read_text())["changes"]
    assert len(changes) == 8

    for row in changes:
        now, before = (np.repeat(np.arange(1.0, 8.0), row[which]) for which in ("now", "before"))
        ours = _as_r_names_it(now, before)
        for name in ours.keys() & row.keys():
            assert ours[name] == pytest.approx(row[name], abs=TOLERANCE), (row["item"], row["year"], name)


def test_the_committed_changes_are_those_of_r() -> None:
    reference = {
        (row["item"], row["year"]): row
        for row in reference_json("reference", "waves", "SDOwave_item_changes.json")
    }
    for row in json.loads(GOLDEN.read_text())["changes"]:
        known = reference[row["item"], row["year"]]
        shared = row.keys() & known.keys()
        assert {name: row[name] for name in shared} == {name: known[name] for name in shared}
        for name, year in (("before", 1996), ("now", row["year"])):
            assert row[name] == np.bincount(_sdo(row["item"], year).astype(int), minlength=8)[1:].tolist()
