"""Level probabilities of 49 real groups, raw and shrunken, against R's `pnorm` on committed numbers."""

import numpy as np
import pytest

from scoring_worker.psychometrics.levels import level_probabilities
from scoring_worker.psychometrics.variance_components import reml
from tests.fixtures.reliability_golden import golden, golden_scale, groups_of
from tests.golden.make_reliability import built

EXACT, REML = 1e-9, 1e-6


@pytest.mark.parametrize("kind", ["raw", "shrunken"])
def test_level_probabilities_by_pnorm(kind: str) -> None:
    levels = golden()["levels"]

    assert len(levels[kind]) == 49
    for row in levels[kind].values():
        found = level_probabilities(row["mean"], error=row["error"], cuts=levels["cuts"], df=None)
        assert found == pytest.approx([row[f"p{level}"] for level in range(1, 5)], abs=EXACT)


def test_levels_of_shrunken_means_from_sizes_means_and_deviations_alone() -> None:
    levels, lead = golden()["levels"], golden_scale("lead")
    n, mean, within_ss = groups_of(lead, "n", "mean", "within_ss")
    components = reml(n, mean=mean, within_ss=within_ss)
    assert components is not None
    errors = np.sqrt(components.tau2 * (1 - components.reliability(n)))

    for group, eb_mean, error in zip(lead["groups"], components.shrunken(mean, n=n), errors, strict=True):
        found = level_probabilities(float(eb_mean), error=float(error), cuts=levels["cuts"], df=None)
        row = levels["shrunken"][group]
        assert found == pytest.approx([row[f"p{level}"] for level in range(1, 5)], abs=REML)


def test_committed_numbers_are_those_of_r_and_of_the_data() -> None:
    assert golden() == built()
