"""One item, by hand."""

import numpy as np
import pytest

from scoring_worker.psychometrics.items import item_mean, item_variance, share_of

COUNTS = np.array([[2, 0, 1, 3, 0], [0, 0, 0, 0, 0], [0, 1, 0, 0, 0]])


def test_nobody_has_no_mean_and_no_share_and_one_person_no_variance() -> None:
    assert item_mean(COUNTS, low=3).tolist() == pytest.approx([3 + 11 / 6, np.nan, 4], nan_ok=True)
    assert share_of(COUNTS, options=[3, 6], low=3).tolist() == pytest.approx([5 / 6, np.nan, 0], nan_ok=True)
    # 0, 0, 2, 3, 3, 3: squares of the distances from 11/6 add up to 65/6.
    assert item_variance(COUNTS).tolist() == pytest.approx([13 / 6, np.nan, np.nan], nan_ok=True)


def test_options_are_answer_values() -> None:
    assert share_of(np.array([1, 2, 3, 4]), options=[1, 2], low=1) == pytest.approx(0.3)
    assert share_of(np.array([1, 2, 3, 4]), options=[0, 1], low=0) == pytest.approx(0.3)
