"""R4: which schools a total may hold, against every small case and an independent search."""

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_core.disclosure import Conditions, SchoolCore, coarsen
from survey_core.disclosure.rollups import Member, barred, roll_up

K = 5


def member(school: str, respondents: int, *, shown: bool = True) -> Member:
    return Member(school=school, respondents=respondents, shown=shown)


def safe(members: Iterable[Member], included: set[str], *, k: int) -> bool:
    """The rule as anonymity.md has it, read off the result."""
    outside = [one.respondents for one in members if one.school not in included and one.respondents > 0]
    return not outside or (len(outside) >= 2 and sum(outside) >= k)


def core_of(*, responses: int, eligible: int | None, **conditions: object) -> SchoolCore:
    given_conditions = Conditions(responses=responses, eligible=eligible, **conditions)  # type: ignore[arg-type]
    return coarsen(given_conditions, factors=[], pooled_sd={})


@pytest.mark.parametrize(
    ("core", "reason"),
    [
        (core_of(responses=4, eligible=5), "not_enough_responses"),
        (core_of(responses=12, eligible=40), "not_enough_responses"),
        (core_of(responses=20, eligible=40), "preliminary"),
        (core_of(responses=40, eligible=40, interim=True), "interim_release"),
        (core_of(responses=40, eligible=40, access="open"), "open_access"),
        (core_of(responses=26, eligible=40), None),
        (core_of(responses=5, eligible=None), None),
    ],
)
def test_only_final_profiles_of_a_whole_faculty_join(core: SchoolCore, reason: str | None) -> None:
    assert barred(core) == reason


def test_two_schools_would_hold_each_other() -> None:
    assert roll_up([member("a", 30), member("b", 20)], k=K) == ()
    assert roll_up([], k=K) == ()


def test_one_hidden_school_takes_the_smallest_shown_one_with_it() -> None:
    members = [member("a", 30), member("b", 9), member("c", 20), member("d", 12), member("h", 3, shown=False)]

    assert roll_up(members, k=K) == ("a", "c", "d")


def test_two_hidden_schools_of_fewer_than_k_take_one_with_them() -> None:
    shown = [member("a", 30), member("b", 9), member("c", 20), member("d", 12)]

    few = roll_up([*shown, member("h", 2, shown=False), member("i", 2, shown=False)], k=K)
    enough = roll_up([*shown, member("h", 2, shown=False), member("i", 3, shown=False)], k=K)

    assert few == ("a", "c", "d")
    assert enough == ("a", "b", "c", "d")


def test_where_too_few_are_left_there_is_no_total() -> None:
    members = [member("a", 30), member("b", 9), member("c", 20), member("h", 3, shown=False)]

    assert roll_up(members, k=K) == ()


def test_a_school_where_nobody_answered_hides_nothing() -> None:
    members = [*(member(str(number), 20) for number in range(11)), member("none", 0, shown=False)]

    assert len(roll_up(members, k=K)) == 11


def test_a_raised_k_counts() -> None:
    members = [member(name, 30) for name in "abcd"]
    hidden = [member("h", 4, shown=False), member("i", 4, shown=False)]

    assert len(roll_up([*members, *hidden], k=8)) == 4
    assert len(roll_up([*members, *hidden], k=9)) == 3


def test_every_small_district_against_an_independent_search() -> None:
    """Up to five schools of 0 to 6 people: the largest safe set that leaves out only the smallest shown."""
    checked = 0
    for n_schools in range(6):
        for sizes in itertools.combinations_with_replacement((1, 2, 5, 6), n_schools):
            for states in itertools.product((True, False), repeat=n_schools):
                if any(size < K and state for size, state in zip(sizes, states, strict=True)):
                    continue  # a shown school has at least k
                members = [
                    member(str(place), size, shown=state)
                    for place, (size, state) in enumerate(zip(sizes, states, strict=True))
                ]
                assert set(roll_up(members, k=K)) == searched(members)
                checked += 1
    assert checked > 500


def searched(members: list[Member]) -> set[str]:
    """Try every subset of the shown schools; keep the largest safe one of the largest schools."""
    shown = [one for one in members if one.shown]
    best: list[tuple[int, int, list[str]]] = []
    for size in range(len(shown), 2, -1):
        for subset in itertools.combinations(shown, size):
            chosen = {one.school for one in subset}
            left = [one for one in shown if one.school not in chosen]
            if safe(members, chosen, k=K) and not any(
                (out.respondents, out.school) > (kept.respondents, kept.school)
                for out in left
                for kept in subset
            ):
                best.append((size, 0, sorted(chosen)))
    return set(best[0][2]) if best else set()


districts = st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=15).map(
    lambda schools: [
        member(f"s{place:02}", size, shown=shown and size >= K) for place, (size, shown) in enumerate(schools)
    ]
)


@given(districts, st.integers(5, 20), st.randoms(use_true_random=False))
def test_whatever_the_district(members: list[Member], k: int, random: object) -> None:
    included = roll_up(members, k=k)
    shuffled = list(members)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert roll_up(shuffled, k=k) == included
    assert set(included) <= {one.school for one in members if one.shown}
    assert len(included) != 1
    assert len(included) != 2
    if included:
        assert safe(members, set(included), k=k)
        kept = [one.respondents for one in members if one.school in included]
        gone = [one.respondents for one in members if one.shown and one.school not in included]
        assert max(gone, default=0) <= min(kept)
