"""How schools stand and where they start, over a district: refusals, cases, and the profiles alone."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring_worker.districts.core import DistrictCore, district_core
from scoring_worker.districts.starting import (
    response_standing,
    starting_points,
    starts_of,
    supports_needed,
)
from scoring_worker.profiles.assemble import derive_profile
from scoring_worker.profiles.scored import score_school
from survey_core.contracts.measures import Suppressed
from survey_core.contracts.profile import ProfileDocument, StartHere
from survey_core.contracts.starting_points import NeededSupport, ResponseStanding, StartingPoints
from survey_core.disclosure import SchoolCore
from survey_core.instruments import shipped
from tests.fixtures.districts import school_core
from tests.fixtures.scoring import context, made_up_blocks, small_instrument
from tests.golden.make_profile_example import MEANS

SMALL = small_instrument()
LEARNING, TEAMS, EFFICACY = (factor.id for factor in SMALL.factors)
#: Levels begin at 3, 4 and 5: 2.5 is weak and 4.5 is not, whatever else is true of a large faculty.
STRONG = {LEARNING: "4.5", TEAMS: "4.5", EFFICACY: "4.5"}
WEAK_LEARNING, WEAK_EFFICACY, WEAK_TEAMS = (
    STRONG | {factor: "2.5"} for factor in (LEARNING, EFFICACY, TEAMS)
)
TOO_FEW = Suppressed(reason="fewer_than_ten_schools")


def school(mean: Mapping[str, str], *, n: int = 30, eligible: int = 40, **more: Any) -> SchoolCore:
    return school_core(SMALL, n=n, eligible=eligible, mean=mean, sd="0.5", **more)


def named(*cores: SchoolCore) -> dict[str, SchoolCore]:
    return {f"s{place:02}": core for place, core in enumerate(cores)}


def counted(core: DistrictCore) -> tuple[StartingPoints | Suppressed, list[NeededSupport] | Suppressed]:
    starts = starts_of(core)
    return starting_points(core, starts=starts), supports_needed(core, starts=starts)


def points(schools: Mapping[str, SchoolCore]) -> StartingPoints:
    found, _ = counted(district_core(SMALL, schools))
    assert isinstance(found, StartingPoints)
    return found


def by_factor(found: StartingPoints) -> dict[str, tuple[int, int]]:
    return {point.factor: (point.start, point.then) for point in found.factors}


def test_below_ten_included_schools_nothing_is_said_of_where_they_start() -> None:
    """As of the levels: nine schools, then nine of eleven because two are hidden."""
    nine = named(*[school(WEAK_LEARNING)] * 9)
    hidden = {"x": school(STRONG, n=20), "y": school(STRONG, n=8)}

    assert counted(district_core(SMALL, nine)) == (TOO_FEW, TOO_FEW)
    assert counted(district_core(SMALL, nine | hidden)) == (TOO_FEW, TOO_FEW)
    assert by_factor(points(nine | {"z": school(STRONG)}))[LEARNING] == (9, 0)


@pytest.mark.parametrize(
    ("more", "given", "counts"),
    [
        ({"n": 30}, 11, {LEARNING: (11, 0), TEAMS: (0, 0), EFFICACY: (0, 0)}),
        ({"n": 6, "eligible": 7}, 10, {LEARNING: (10, 0), TEAMS: (0, 0), EFFICACY: (0, 0)}),
        ({"n": 20}, 10, {LEARNING: (10, 0), TEAMS: (0, 0), EFFICACY: (0, 0)}),
        ({"n": 3}, 10, {LEARNING: (10, 0), TEAMS: (0, 0), EFFICACY: (0, 0)}),
    ],
    ids=["full", "small", "preliminary", "suppressed"],
)
def test_only_a_school_whose_own_profile_says_where_to_start_is_counted(
    more: dict[str, int], given: int, counts: dict[str, tuple[int, int]]
) -> None:
    schools = named(*[school(WEAK_LEARNING)] * 10, school(WEAK_LEARNING, **more))
    if more["n"] in {3, 20}:  # a hidden school takes the smallest with it, unless there are two
        schools |= {"y": school(WEAK_LEARNING, n=20)}

    found = points(schools)

    assert (found.schools, by_factor(found)) == (given, counts)


def test_a_school_that_r4_leaves_out_does_not_count() -> None:
    smallest = school(WEAK_EFFICACY, n=12, eligible=12)
    hidden = school(STRONG, n=4, eligible=30)

    alone = points(named(*[school(STRONG)] * 11, smallest, hidden))
    beside_another = points(named(*[school(STRONG)] * 11, smallest, hidden, hidden))

    assert by_factor(alone)[EFFICACY] == (0, 0)
    assert by_factor(beside_another)[EFFICACY] == (1, 0)


def test_every_rule_is_counted_by_its_factors() -> None:
    found = points(
        named(
            *[school(WEAK_LEARNING)] * 3,
            *[school(WEAK_TEAMS)] * 4,
            *[school(WEAK_EFFICACY)] * 2,
            *[school(STRONG)] * 5,
        )
    )

    # Weak teams: begin with learning, strengthen teams over time.
    assert by_factor(found) == {LEARNING: (7, 0), TEAMS: (0, 4), EFFICACY: (2, 0)}
    assert (found.schools, found.nothing_weak) == (14, 5)


def test_a_support_is_needed_by_several_from_two_schools_on() -> None:
    """Weak teams start with learning, which is functional there: no support for weak learning is offered."""

    def needed(weak: int) -> list[tuple[str, int]]:
        schools = [school(WEAK_LEARNING)] * weak + [school(WEAK_TEAMS)] * 3 + [school(STRONG)] * 8
        _, found = counted(district_core(SMALL, named(*schools)))
        assert isinstance(found, list)
        return [(support.title["en"], support.schools) for support in found]

    assert [needed(weak) for weak in (0, 1, 2, 5)] == [
        [],
        [],
        [("Learn together", 2)],
        [("Learn together", 5)],
    ]


def test_standing_counts_every_school_once_whoever_is_included() -> None:
    schools = named(
        *[school(STRONG)] * 2,
        school(STRONG, n=20),
        *[school(STRONG, n=n) for n in (0, 4, 15)],
        school(STRONG, n=4, eligible=4),
    )

    found = response_standing(district_core(SMALL, schools))

    assert found == ResponseStanding(profile=2, preliminary=1, suppressed=4)


means = st.sampled_from(["2.5", "2.9", "3.1", "3.8", "4.2", "5.1"])
sizes = st.sampled_from([(30, 40), (22, 22), (12, 15), (6, 7)])
faculties = st.builds(
    lambda mean, size: school(mean, n=size[0], eligible=size[1]),
    st.fixed_dictionaries(dict.fromkeys(STRONG, means)),
    sizes,
)


@settings(max_examples=12, deadline=None)
@given(cores=st.lists(faculties, min_size=8, max_size=14), data=st.data())
def test_neither_order_nor_what_is_hidden_changes_anything(cores: list[SchoolCore], data: Any) -> None:
    hidden = {name: school(STRONG, n=20) for name in ("x", "y", "z")}
    schools = named(*cores) | hidden
    core = district_core(SMALL, schools)
    shuffled = data.draw(st.permutations(list(schools)))
    other = school(data.draw(st.fixed_dictionaries(dict.fromkeys(STRONG, means))), n=18)

    without = district_core(SMALL, {name: own for name, own in schools.items() if name != "z"})
    changed = district_core(SMALL, schools | {"z": other})

    assert counted(district_core(SMALL, {name: schools[name] for name in shuffled})) == counted(core)
    assert counted(without) == counted(core)
    assert counted(changed) == counted(core)
    assert response_standing(changed) == response_standing(core)


@pytest.fixture(scope="module")
def published() -> tuple[DistrictCore, dict[str, ProfileDocument]]:
    """Fourteen faculties that answered, strong and weak, and what is published of each."""
    instrument, cores, digests = shipped("internal-coherence"), {}, {}
    for place in range(14):
        n = (30, 26, 45, 19, 7)[place % 5]
        eligible = 3 * n if place in {3, 8} else n + 3
        blocks = made_up_blocks(
            instrument,
            n,
            seed=place,
            asked=n if n < 10 else n - 8,
            means={factor: mean + (place % 4) / 3 - 0.4 for factor, mean in MEANS.items()},
        )
        asked = n if n < 10 else n - 8
        scored = score_school(
            instrument=instrument,
            blocks=blocks,
            routing={instrument.routing[0].id: dict(zip(("yes", "no"), (asked, n - asked), strict=True))},
            context=context(responses=n, eligible=eligible),
            pooled_sd={},
        )
        cores[f"s{place:02}"], digests[f"s{place:02}"] = scored.core, scored.digest
    core = district_core(instrument, cores)
    documents = {
        name: derive_profile(
            own,
            instrument=instrument,
            context=context(responses=own.conditions.responses, eligible=own.conditions.eligible),
            digest=digests[name],
            district=core,
        )
        for name, own in cores.items()
    }
    return core, documents


def test_the_published_profiles_alone_give_the_same(
    published: tuple[DistrictCore, dict[str, ProfileDocument]],
) -> None:
    core, documents = published
    starts = [start for name in core.included if isinstance(start := documents[name].start_here, StartHere)]
    found, needed = counted(core)
    assert isinstance(found, StartingPoints)
    assert isinstance(needed, list)

    standings = [document.participation.standing for document in documents.values()]
    assert response_standing(core).model_dump() == {
        word: standings.count(word) for word in ("profile", "preliminary", "suppressed")
    }
    assert set(standings) >= {"profile", "suppressed"}
    assert 0 < found.schools == len(starts) < len(core.included) < len(documents)
    for point in found.factors:
        assert point.start == sum(point.factor in start.factors for start in starts)
        assert point.then == sum(point.factor in start.then for start in starts)
    assert found.nothing_weak == sum(start.rule == "nothing_weak" for start in starts)
    offers = [(one.factor, one.title["en"]) for start in starts for one in start.supports]
    expected = {offer: offers.count(offer) for offer in offers if offers.count(offer) >= 2}
    assert {(one.factor, one.title["en"]): one.schools for one in needed} == expected
    assert expected
