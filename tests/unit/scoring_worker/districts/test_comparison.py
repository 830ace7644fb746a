"""The reference display and the shrunken mean: every refusal, then the numbers against another derivation."""

from typing import Any

import numpy as np
import pytest

from scoring_worker.districts.comparison import Compared, compared_school
from scoring_worker.districts.core import district_core
from survey_core.contracts.measures import Reference, Suppressed
from survey_core.disclosure import SchoolCore
from tests.fixtures.district_oracle import OracleSchool, expected_reference, expected_shrunken
from tests.fixtures.districts import school_core
from tests.fixtures.scoring import small_instrument

SMALL = small_instrument()
FACTOR = "meaningful_professional_learning"


def district(n_schools: int) -> dict[str, SchoolCore]:
    return {
        f"s{place:02}": school_core(SMALL, n=20 + place, eligible=30 + place, mean=f"{3.5 + place / 10:.1f}")
        for place in range(n_schools)
    }


def compared(core: SchoolCore, others: dict[str, SchoolCore] | None) -> Compared:
    whole = None if others is None else district_core(SMALL, others | {"own": core})
    return compared_school(core, school="own", district=whole)[FACTOR]


@pytest.mark.parametrize(
    ("more", "others", "reasons"),
    [
        ({"n": 4, "eligible": 5}, 12, ("not_enough_responses", "not_enough_responses")),
        ({"n": 8, "eligible": 16}, 12, ("preliminary", "preliminary")),
        ({"n": 9, "eligible": 9, "interim": True}, 12, ("interim_release", "interim_release")),
        ({"n": 9, "eligible": 9, "access": "open"}, 12, ("open_access", "open_access")),
        ({"n": 9, "eligible": 9, "hidden": [FACTOR]}, 12, ("not_enough_responses", "not_enough_responses")),
        ({"n": 9, "eligible": 9, "bound": "at_least"}, 12, ("coded_score", "coded_score")),
        ({"n": 9, "eligible": 9}, None, ("district_incomplete", "district_incomplete")),
        ({"n": 9, "eligible": 9}, 8, ("fewer_than_ten_schools", "fewer_than_ten_schools")),
        ({"n": 7, "eligible": 7}, 8, ("fewer_than_ten_schools", "fewer_than_eight_responses")),
        ({"n": 10, "eligible": 10}, None, ("enough_responses", "district_incomplete")),
        ({"n": 10, "eligible": 10}, 8, ("enough_responses", "fewer_than_ten_schools")),
    ],
)
def test_every_rule_that_hides_a_comparison(
    more: dict[str, Any], others: int | None, reasons: tuple[str, str]
) -> None:
    found = compared(school_core(SMALL, **more), None if others is None else district(others))

    assert isinstance(found.shrunken_mean, Suppressed)
    assert isinstance(found.reference, Suppressed)
    assert (found.shrunken_mean.reason, found.reference.reason) == reasons


def test_a_school_left_out_of_the_totals_is_not_compared() -> None:
    """One hidden school takes the smallest, this one, with it."""
    others = district(12) | {"hidden": school_core(SMALL, n=3, eligible=20)}

    found = compared(school_core(SMALL, n=9, eligible=9), others)

    assert found == Compared(
        shrunken_mean=Suppressed(reason="left_out_of_district"),
        reference=Suppressed(reason="left_out_of_district"),
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_numbers_equal_an_independent_derivation(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cores, oracle = {}, {}
    for place in range(10 + seed):
        n, mean = int(rng.integers(8, 10 if place % 3 == 0 else 50)), int(rng.integers(33, 50)) / 10
        sd = int(rng.integers(6, 12)) / 10
        cores[f"s{place:02}"] = school_core(SMALL, n=n, eligible=n + 2, mean=str(mean), sd=str(sd))
        oracle[f"s{place:02}"] = OracleSchool(n=n, eligible=n + 2, mean=mean, sd=sd)
    whole = district_core(SMALL, cores)

    for school, own in oracle.items():
        found = compared_school(cores[school], school=school, district=whole)[FACTOR]
        assert isinstance(found.reference, Reference)
        assert found.reference.model_dump() == pytest.approx(
            expected_reference(own, list(oracle.values())), abs=1e-9
        )
        if own.n < 10:
            assert found.shrunken_mean == pytest.approx(expected_shrunken(own, list(oracle.values())))
        else:
            assert found.shrunken_mean == Suppressed(reason="enough_responses")


def test_schools_that_do_not_differ_lie_on_the_mean() -> None:
    schools = {str(place): school_core(SMALL, n=20, eligible=30) for place in range(10)}

    found = compared_school(schools["0"], school="0", district=district_core(SMALL, schools))[FACTOR]

    assert found.reference == Reference(schools=10, sds=0.0, highest_sds=0.0, lowest_sds=0.0)


def test_a_small_school_is_drawn_to_the_others_and_not_past_them() -> None:
    others = {f"s{place}": school_core(SMALL, n=30, eligible=40, mean="4.0") for place in range(9)}
    others["s0"] = school_core(SMALL, n=30, eligible=40, mean="4.4")

    found = compared(school_core(SMALL, n=8, eligible=10, mean="5.0"), others)

    assert isinstance(found.shrunken_mean, float)
    assert 4.0 < found.shrunken_mean < 5.0
