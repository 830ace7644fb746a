"""R7 over a district: what R4 chose is confirmed, and a total that R4 should not have chosen falls."""

from dataclasses import replace
from datetime import date

import pytest

from scoring_worker.districts import core as district_module
from scoring_worker.districts.audit import Withheld, confirmed
from scoring_worker.districts.comparison import compared_school
from scoring_worker.districts.core import DistrictCore, district_core
from scoring_worker.districts.summary import DistrictContext, district_summary
from scoring_worker.profiles.placing import PlacedFactor, place_factor
from survey_core.contracts.district import DistrictSummary, WithheldTable
from survey_core.contracts.measures import Suppressed
from survey_core.disclosure import SchoolCore
from survey_core.disclosure.rollups import Member
from tests.fixtures.districts import school_core
from tests.fixtures.scoring import small_instrument

SMALL = small_instrument()
FACTOR = "meaningful_professional_learning"
CONTEXT = DistrictContext(
    district_id="d", name="Testland", administration_id="a", revision=1, released_on=date(2026, 11, 22)
)
TWELVE = {f"school {place:02}": 10 + place for place in range(12)}


@pytest.mark.parametrize(
    ("hidden", "stands"),
    [
        ({}, True),
        ({"h": 3}, False),
        ({"h": 2, "i": 2}, False),
        ({"h": 2, "i": 3}, True),
        ({"h": 0}, True),
        ({"h": 4}, False),
        ({"h": 5}, True),
    ],
)
def test_a_total_over_everyone_less_the_visible_schools(hidden: dict[str, int], *, stands: bool) -> None:
    people = TWELVE | hidden

    assert confirmed(people, profiles=TWELVE, people=people, k=5) is stands
    assert confirmed(TWELVE, profiles=TWELVE, people=people, k=5)
    assert confirmed((), profiles=TWELVE, people=people, k=5)


def district() -> dict[str, SchoolCore]:
    return {
        f"s{place:02}": school_core(SMALL, n=20 + place, eligible=30 + place, hidden=())
        for place in range(12)
    }


def summary_of(core: DistrictCore) -> DistrictSummary:
    return district_summary(
        core,
        context=CONTEXT,
        reliability={},
        careless={},
        withheld=[
            Withheld("subgroups/years_here", school="s02"),
            Withheld("interim_release", school="s01"),
        ],
    )


def with_a_hidden_school(monkeypatch: pytest.MonkeyPatch) -> DistrictCore:
    """A district whose R4 is broken: it takes every school, one of three people included."""

    def everyone(members: list[Member], **_: int) -> tuple[str, ...]:
        return tuple(sorted(member.school for member in members))

    schools = district()
    schools["s00"] = school_core(SMALL, n=3, eligible=4)
    monkeypatch.setattr(district_module, "roll_up", everyone)
    monkeypatch.setattr(district_module, "_place", shown_all_the_same)
    return district_core(SMALL, schools)


def shown_all_the_same(*_: object) -> dict[str, PlacedFactor | None]:
    """Place every factor as if its score were shown."""
    shown = school_core(SMALL, n=20, eligible=30)
    return {
        factor.id: place_factor(
            replace(shown.factors[factor.id], withheld={}), scale=SMALL.scales[factor.scale]
        )
        for factor in SMALL.factors
    }


def test_a_total_that_would_give_a_hidden_school_away_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    core = with_a_hidden_school(monkeypatch)

    summary = summary_of(core)

    gone = Suppressed(reason="differencing")
    for domain in summary.domains:
        assert (domain.score, domain.interval, domain.schools_included) == (gone, gone, 0)
        for factor in domain.factors:
            assert (factor.score, factor.interval, factor.schools_included) == (gone, gone, 0)
    own = compared_school(core.schools["s01"], school="s01", district=core)[FACTOR]
    assert own.reference == gone
    expected = [f"domain/{domain.id}" for domain in SMALL.domains] + [
        f"factor/{factor.id}" for factor in SMALL.factors
    ]
    assert [one.table for one in summary.withheld if one.school is None] == expected


def test_what_r4_chooses_stands_and_tables_of_schools_are_named_without_a_count() -> None:
    core = district_core(SMALL, district())

    assert core.withheld == ()
    assert summary_of(core).withheld == [
        WithheldTable(table="interim_release", school="s01", reason="differencing"),
        WithheldTable(table="subgroups/years_here", school="s02", reason="differencing"),
    ]
