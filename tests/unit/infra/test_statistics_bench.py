"""The benchmark of the statistics at tiny sizes: it runs, and product and plain reference agree."""

import numpy as np
import pytest

from infra.bench import made_up_district, statistics, statistics_parts


def test_a_difference_is_not_overlooked() -> None:
    school = made_up_district.school(np.random.default_rng(1), n=20, n_items=statistics_parts.N_ITEMS)

    with pytest.raises(statistics_parts.Different, match="values differ"):
        statistics_parts.largest_difference(school, eligible=(school.eligible or 0) + 1)


@pytest.mark.parametrize("seed", range(12))
def test_every_closed_form_agrees_with_the_plain_reference(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(12, 60))
    school = made_up_district.school(rng, n=n, n_items=statistics_parts.N_ITEMS, split=0.3)

    assert statistics_parts.largest_difference(school, eligible=school.eligible or 0) < 1e-9


def test_every_part_runs_and_has_a_bar() -> None:
    found = {
        "school": statistics_parts.school_part(n=20, repeats=1),
        "school_posterior": statistics_parts.posterior_part(n=20, repeats=1),
        "district": statistics_parts.district_part(n_schools=3, repeats=1),
        "nation": statistics_parts.nation_part(n_schools=30, n=9, compared=2),
        "reml": statistics_parts.reml_part(n_schools=300, repeats=1),
    }

    assert statistics.BARS.keys() == statistics_parts.PARTS.keys() >= found.keys()
    for part, result in found.items():
        assert result[statistics.BARS[part][0]] > 0
        assert result["ratio_to_plain"] > 0
    assert found["nation"]["peak_mib"] >= found["nation"]["answers_mib"] > 0
