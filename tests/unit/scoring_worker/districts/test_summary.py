"""The district summary: refusals, numbers against an independent derivation, and what it never says."""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from scoring_worker.districts.comparison import compared_school
from scoring_worker.districts.core import district_core
from scoring_worker.districts.reliability import CoarseReliability, district_reliability
from scoring_worker.districts.summary import CarelessCount, DistrictContext, district_summary
from scoring_worker.districts.totals import Part, interval_of
from scoring_worker.profiles import core_record
from scoring_worker.profiles.scored import score_school
from survey_core.contracts.district import DistrictFactor, DistrictSummary, summary_bytes
from survey_core.contracts.measures import Suppressed
from survey_core.disclosure import SchoolCore
from tests.fixtures.district_oracle import OracleSchool, expected_between, expected_total
from tests.fixtures.districts import school_core
from tests.fixtures.scoring import context, made_up_blocks, routing_of, small_instrument

SMALL = small_instrument()
WHOLE, TEAM = "meaningful_professional_learning", "team_processes"
CONTEXT = DistrictContext(
    district_id="d", name="Testland", administration_id="a", revision=1, released_on=date(2026, 11, 22)
)


def summary_of(
    schools: Mapping[str, SchoolCore],
    *,
    reliability: Mapping[str, CoarseReliability] | None = None,
    careless: Mapping[str, CarelessCount] | None = None,
) -> DistrictSummary:
    return district_summary(
        district_core(SMALL, schools),
        context=CONTEXT,
        reliability=reliability or {},
        careless=careless or {},
    )


def factor_of(summary: DistrictSummary, factor: str = WHOLE) -> DistrictFactor:
    (found,) = [own for domain in summary.domains for own in domain.factors if own.id == factor]
    return found


def district(n_schools: int, **more: Any) -> dict[str, SchoolCore]:
    return {
        f"s{place:02}": school_core(SMALL, n=20 + place, eligible=30 + place, **more)
        for place in range(n_schools)
    }


def drawn(n_schools: int, *, seed: int) -> tuple[dict[str, SchoolCore], list[OracleSchool]]:
    """Schools of many sizes, some of them complete, some of unknown size."""
    rng = np.random.default_rng(seed)
    cores, oracle = {}, []
    for place in range(n_schools):
        n = int(rng.integers(8, 60))
        eligible = [n, n + int(rng.integers(0, n // 2)), None][int(rng.integers(0, 3))]
        mean = Fraction(int(rng.integers(32, 52)), 10)
        sd = Fraction(int(rng.integers(5, 13)), 10)
        cores[f"s{place:02}"] = school_core(SMALL, n=n, eligible=eligible, mean=str(mean), sd=str(sd))
        oracle.append(OracleSchool(n=n, eligible=eligible, mean=float(mean), sd=float(sd)))
    return cores, oracle


@pytest.mark.parametrize(
    ("more", "left"),
    [
        ({"n": 4, "eligible": 5}, 10),
        ({"n": 12, "eligible": 40}, 10),
        ({"n": 20, "eligible": 40}, 10),
        ({"n": 30, "eligible": 40, "interim": True}, 10),
        ({"n": 30, "eligible": 40, "access": "open"}, 10),
        ({"n": 0, "eligible": 40}, 11),
        ({"n": 30, "eligible": 40}, 12),
    ],
)
def test_a_school_that_may_not_join_takes_the_smallest_with_it(more: dict[str, Any], left: int) -> None:
    summary = summary_of(district(11) | {"x": school_core(SMALL, **more)})

    assert summary.coverage.text == {"en": f"{left} of 12 schools", "es": f"{left} de 12 escuelas"}
    assert (summary.coverage.schools_included, summary.coverage.schools_total) == (left, 12)
    assert factor_of(summary).schools_included == left


@pytest.mark.parametrize("n_schools", [0, 1, 2])
def test_fewer_than_three_schools_give_no_total(n_schools: int) -> None:
    summary = summary_of(district(n_schools))

    own = factor_of(summary)
    assert summary.coverage.schools_included == own.schools_included == 0
    for part in (own.score, own.interval, own.reliability, summary.domains[0].score):
        assert part == Suppressed(reason="fewer_than_three_schools")


def test_below_ten_schools_nothing_is_said_about_their_differences() -> None:
    nine, ten = summary_of(district(9)), summary_of(district(10))

    for part in (factor_of(nine).between_schools, factor_of(nine).levels, nine.domains[0].levels):
        assert part == Suppressed(reason="fewer_than_ten_schools")
    for part in (factor_of(ten).between_schools, factor_of(ten).levels, ten.domains[0].levels):
        assert not isinstance(part, Suppressed)


def test_where_only_domains_show_levels_their_cut_points_are_provisional_too() -> None:
    everything = [factor.id for factor in SMALL.factors]
    hidden = {name: school_core(SMALL, n=25, eligible=30, hidden=everything) for name in ("x", "y")}

    summary = summary_of(district(10) | hidden)

    assert factor_of(summary).levels == Suppressed(reason="fewer_than_ten_schools")
    assert not isinstance(summary.domains[0].levels, Suppressed)
    assert "cut_points_provisional" in [note.code for note in summary.notes]


def test_a_factor_that_one_school_hides_leaves_out_another_there_only() -> None:
    schools = district(11) | {"x": school_core(SMALL, n=25, eligible=30, hidden=[TEAM])}

    summary = summary_of(schools)

    assert summary.coverage.schools_included == 12
    assert factor_of(summary).schools_included == 12
    assert factor_of(summary, TEAM).schools_included == 10


def test_where_a_hidden_size_is_not_kept_it_counts_as_one() -> None:
    """Two schools hide the factor: at least two people, fewer than k for all that is known."""
    hidden = {name: school_core(SMALL, n=25, eligible=30, hidden=[TEAM]) for name in ("x", "y")}

    summary = summary_of(district(11) | hidden)

    assert factor_of(summary).schools_included == 13
    assert factor_of(summary, TEAM).schools_included == 10


def test_stored_cores_give_the_same_bytes_as_those_just_made() -> None:
    """Offline and right after scoring cores are in memory, later they come from the database."""
    made = {}
    for place in range(12):
        n, asked = 14 + place, (4 if place < 2 else 9)
        blocks = made_up_blocks(SMALL, n, seed=place, asked=asked)
        made[f"s{place:02}"] = score_school(
            instrument=SMALL,
            blocks=blocks,
            routing=routing_of(n, asked),
            context=context(responses=n, eligible=n + 5),
            pooled_sd={},
        ).core
    stored = {
        school: core_record.from_json(json.loads(json.dumps(core_record.to_json(core))))
        for school, core in made.items()
    }

    assert made["s00"].factors[TEAM].n == 4
    assert stored["s00"].factors[TEAM].n == 0
    assert summary_bytes(summary_of(made)) == summary_bytes(summary_of(stored))
    early, late = district_core(SMALL, made), district_core(SMALL, stored)
    for school, core in made.items():
        assert compared_school(core, school=school, district=early) == compared_school(
            stored[school], school=school, district=late
        )


def test_reliability_needs_twenty_people_and_three_statements() -> None:
    assert factor_of(summary_of(district(3))).reliability == Suppressed(reason="fewer_than_twenty_responses")
    two = small_instrument(n_items=2)
    cores = {str(place): school_core(two, n=30, eligible=40) for place in range(3)}
    summary = district_summary(district_core(two, cores), context=CONTEXT, reliability={}, careless={})
    assert factor_of(summary).reliability == Suppressed(reason="too_few_statements")
    few = district_core(SMALL, {str(place): school_core(SMALL, n=6, eligible=6) for place in range(3)})
    assert district_reliability(few, answers={}) == {}


@pytest.mark.parametrize("flagged", [[19, 0, 0, 0, 0, 0], [30, 5, 5, 5, 0, 0], [15, 1, 1, 1, 1, 0]])
def test_few_careless_people_are_never_told(flagged: list[int]) -> None:
    schools = district(6)
    counts = {
        school: CarelessCount(flagged=count, people=40)
        for school, count in zip(schools, flagged, strict=True)
    }

    summary = summary_of(schools, careless=counts)

    assert summary.careless == Suppressed(reason="too_few_careless")


def test_careless_people_are_a_share_of_all_and_only_where_everybody_was_counted() -> None:
    schools = district(6)
    counts = {school: CarelessCount(flagged=4, people=30) for school in schools}

    shown, unknown = (
        summary_of(schools, careless=counts),
        summary_of(schools, careless=dict(list(counts.items())[1:])),
    )

    assert not isinstance(shown.careless, Suppressed)
    assert shown.careless.percent == 13  # 24 of 180
    assert unknown.careless == Suppressed(reason="too_few_careless")


@pytest.mark.parametrize("seed", range(12))
def test_the_numbers_equal_an_independent_derivation(seed: int) -> None:
    cores, oracle = drawn(3 + seed, seed=seed)

    own = factor_of(summary_of(cores))

    expected = expected_total(oracle, low=1, high=6)
    assert not isinstance(own.score, Suppressed)
    assert not isinstance(own.interval, Suppressed)
    assert (own.score.mean, own.score.percent) == (expected["mean"], expected["percent"])
    assert own.interval.model_dump() == pytest.approx(expected["interval"])
    if len(cores) >= 10:
        assert not isinstance(own.between_schools, Suppressed)
        assert own.between_schools.model_dump() == pytest.approx(expected_between(oracle))


def test_a_coded_score_opens_the_interval() -> None:
    schools = district(3)
    schools["s00"] = school_core(SMALL, n=20, eligible=20, mean="5.6", bound="at_least", sd="0.3")
    exact = schools | {"s00": school_core(SMALL, n=20, eligible=20, mean="5.6", sd="0.3")}

    coded, plain = factor_of(summary_of(schools)).interval, factor_of(summary_of(exact)).interval

    assert not isinstance(coded, Suppressed)
    assert not isinstance(plain, Suppressed)
    assert coded.low == plain.low
    # A fifth of the faculty (20 of 83) may lie 0.4 higher.
    assert coded.high == pytest.approx(plain.high + 0.1)


def test_a_score_coded_at_most_opens_the_other_end() -> None:
    schools = district(3)
    schools["s00"] = school_core(SMALL, n=20, eligible=20, mean="1.4", bound="at_most", sd="0.3")
    exact = schools | {"s00": school_core(SMALL, n=20, eligible=20, mean="1.4", sd="0.3")}

    coded, plain = factor_of(summary_of(schools)).interval, factor_of(summary_of(exact)).interval

    assert not isinstance(coded, Suppressed)
    assert not isinstance(plain, Suppressed)
    assert coded.high == plain.high
    assert coded.low == pytest.approx(plain.low - 0.1)


def test_small_schools_have_few_degrees_of_freedom() -> None:
    """Three equal schools of five: SE² = 3 (1/3)² 4² = 5.33 and 12 degrees of freedom, by hand."""
    half = Fraction(50)
    part = Part(weight=7, mean=half, error=4.0, df=4, rounding=0.0, lowest=half, highest=half)

    interval = interval_of([part] * 3, low=0, high=100)

    # t(.975, 12) = 2.1788 (tables), half width 5.0317
    assert (interval.low, interval.high) == (44.9, 55.1)


def test_everyone_answered_everywhere_leaves_only_the_rounding_of_the_scores() -> None:
    """Three scores rounded to 0.1: SE² = 3 (1/3)² 0.1²/12, half width 1.96 · 0.0167, rounded outward."""
    schools = {str(place): school_core(SMALL, n=20, eligible=20, mean="4.2") for place in range(3)}

    interval = factor_of(summary_of(schools)).interval

    assert not isinstance(interval, Suppressed)
    assert (interval.low, interval.high, interval.everyone_answered) == (4.1, 4.3, True)


def test_coarse_rounding_widens_the_interval() -> None:
    """Small faculties have scores in halves: three of them, 1.96 · sqrt(3 (1/3)² 0.5²/12) = 0.163."""
    schools = {str(place): school_core(SMALL, n=5, eligible=5, mean="4.5", unit="1/2") for place in range(3)}

    interval = factor_of(summary_of(schools)).interval

    assert not isinstance(interval, Suppressed)
    assert (interval.low, interval.high) == (4.3, 4.7)


def test_a_domain_is_the_mean_of_its_schools_domains() -> None:
    cores = {
        "a": school_core(SMALL, n=10, eligible=10, mean="3.5"),
        "b": school_core(SMALL, n=30, eligible=30, mean="4.5"),
        "c": school_core(SMALL, n=20, eligible=20, mean="5.0"),
    }

    domain = summary_of(cores).domains[0]

    assert not isinstance(domain.score, Suppressed)
    # 50, 70 and 80 percent of the scale.
    assert domain.score.percent == pytest.approx((10 * 50 + 30 * 70 + 20 * 80) / 60, abs=0.05)


def test_levels_count_every_school_once() -> None:
    means = ["2.5"] * 2 + ["3.4"] * 3 + ["4.4"] * 5 + ["5.5"] * 2
    schools = {
        f"s{place:02}": school_core(SMALL, n=30, eligible=30, mean=mean) for place, mean in enumerate(means)
    }

    levels = factor_of(summary_of(schools)).levels

    assert not isinstance(levels, Suppressed)
    assert [count.schools for count in levels] == [2, 3, 5, 2]


def test_equal_cores_give_equal_bytes_whatever_the_order() -> None:
    cores, _ = drawn(14, seed=3)
    answers = {
        school: made_up_blocks(SMALL, core.conditions.responses, seed=place)
        for place, (school, core) in enumerate(cores.items())
    }

    def written(order: list[str]) -> bytes:
        chosen = district_core(SMALL, {school: cores[school] for school in order})
        reliability = district_reliability(chosen, answers={school: answers[school] for school in order})
        return summary_bytes(district_summary(chosen, context=CONTEXT, reliability=reliability, careless={}))

    orders = [np.random.default_rng(seed).permutation(sorted(cores)).tolist() for seed in range(6)]
    assert len({written(order) for order in orders}) == 1


def test_alpha_is_that_of_all_people_of_the_included_schools_together() -> None:
    cores = district(4) | {"hidden": school_core(SMALL, n=4, eligible=30)}
    answers = {school: made_up_blocks(SMALL, 24, seed=place) for place, school in enumerate(cores)}

    chosen = district_core(SMALL, cores)
    found = district_reliability(chosen, answers=answers)[WHOLE]

    assert set(chosen.factors[WHOLE].schools) == {"s01", "s02", "s03"}
    rows = np.vstack([answers[school][WHOLE] for school in ("s01", "s02", "s03")]).astype(float)
    rows[:, 2] = 7 - rows[:, 2]  # the last statement is reversed
    alpha = 3 / 2 * (1 - rows.var(axis=0, ddof=1).sum() / rows.sum(axis=1).var(ddof=1))
    assert float(found.alpha or 0) == pytest.approx(alpha, abs=0.05)
    assert found.alpha is not None
    assert found.alpha * 10 == int(found.alpha * 10)


def test_no_school_is_named_or_put_in_order() -> None:
    cores, _ = drawn(12, seed=5)

    raw = summary_bytes(summary_of(cores)).decode()

    assert not any(f'"{school}"' in raw for school in cores)
    assert [domain.id for domain in summary_of(cores).domains] == [domain.id for domain in SMALL.domains]


def test_the_notes_say_what_a_reader_must_know() -> None:
    schools = district(10) | {"x": school_core(SMALL, n=40, eligible=None)}

    codes = [note.code for note in summary_of(schools).notes]

    assert codes == ["eligible_unknown", "cut_points_provisional", "team_factors_estimated"]
