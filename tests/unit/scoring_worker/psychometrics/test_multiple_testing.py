"""Holm and Benjamini-Hochberg against R's `p.adjust` and their definitions."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring_worker.psychometrics.multiple_testing import benjamini_hochberg, holm
from tests.fixtures.reference import reference_json

GOLDEN = Path(__file__).parents[3] / "golden" / "change.json"


def test_nothing_tested_is_nothing_adjusted() -> None:
    assert holm([]).size == 0
    assert np.isnan(benjamini_hochberg([math.nan, math.nan])).all()
    assert np.isnan(holm([math.nan])).all()


def test_as_p_adjust() -> None:
    reference = reference_json("reference", "waves", "p_adjust.json")

    assert holm(reference["p"]) == pytest.approx(reference["holm"], abs=1e-12)
    assert benjamini_hochberg(reference["p"]) == pytest.approx(reference["BH"], abs=1e-12)


def test_as_p_adjust_committed() -> None:
    """Where the reference data is absent."""
    committed = json.loads(GOLDEN.read_text())["p_adjust"]

    assert holm(committed["p"]) == pytest.approx(committed["holm"], abs=1e-12)
    assert benjamini_hochberg(committed["p"]) == pytest.approx(committed["BH"], abs=1e-12)


def test_the_committed_p_values_are_those_of_r() -> None:
    reference = reference_json("reference", "waves", "p_adjust.json")

    assert json.loads(GOLDEN.read_text())["p_adjust"] == {
        name: reference[name] for name in ("p", "BH", "holm")
    }


def test_by_hand() -> None:
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06], abs=1e-15)
    assert benjamini_hochberg([0.04, 0.01, 0.03]) == pytest.approx([0.04, 0.03, 0.04], abs=1e-15)


def test_what_was_not_tested_does_not_count() -> None:
    assert holm([0.02, math.nan, 0.04])[[0, 2]] == pytest.approx([0.04, 0.04])
    assert benjamini_hochberg([0.02, math.nan, 0.04])[[0, 2]] == pytest.approx([0.04, 0.04])
    assert np.isnan(holm([0.02, math.nan, 0.04])[1])


P = st.lists(st.one_of(st.floats(0, 1), st.just(math.nan)), min_size=1, max_size=9)


@given(P)
def test_as_their_definitions_say(p: list[float]) -> None:
    """Holm: the largest (m - rank) p so far; BH: the smallest m p / rank from here on."""
    tested = sorted((value, place) for place, value in enumerate(p) if not math.isnan(value))
    m = len(tested)
    stepped = [min(1.0, (m - rank) * value) for rank, (value, _) in enumerate(tested)]
    shares = [m * value / (rank + 1) for rank, (value, _) in enumerate(tested)]
    for rank, (_, place) in enumerate(tested):
        assert holm(p)[place] == pytest.approx(max(stepped[: rank + 1]), abs=1e-12)
        assert benjamini_hochberg(p)[place] == pytest.approx(min(1.0, *shares[rank:], 1.0), abs=1e-12)


@given(st.lists(P.filter(lambda p: len(p) > 3).map(lambda p: p[:4]), min_size=1, max_size=4))
def test_each_row_is_a_family_of_its_own(rows: list[list[float]]) -> None:
    for adjust in (holm, benjamini_hochberg):
        together = adjust(rows)
        for row, alone in zip(together, rows, strict=True):
            np.testing.assert_array_equal(row, adjust(alone))
