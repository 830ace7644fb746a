"""R3: which cells of a subgroup table are shown, and what a reader may conclude about the hidden ones."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_core.disclosure import (
    Conditions,
    Respondent,
    SubgroupCell,
    SubgroupTally,
    withheld_subgroup_tables,
)
from survey_core.disclosure.subgroups import NOT_ANSWERED, SubgroupTable, code_subgroups, shown_bands

K = 5
YEARS = ("0-3", "4-9", "10+", NOT_ANSWERED)


def school(responses: int, **more: object) -> Conditions:
    return Conditions(**({"responses": responses, "eligible": responses} | more))  # type: ignore[arg-type]


def shown(*sizes: int, n_items: int = 5, **more: object) -> set[str]:
    conditions = school(sum(sizes), **more)
    return set(shown_bands(conditions, dict(zip(YEARS, sizes, strict=False)), n_items=n_items))


def cells(*tallies: SubgroupTally, conditions: Conditions | None = None) -> SubgroupTable:
    """What a release keeps, coded as scoring does."""
    own = conditions or school(sum(tally.n for tally in tallies))
    kept = shown_bands(own, {tally.band: tally.n for tally in tallies}, n_items=5)
    return code_subgroups(
        own,
        [tally for tally in tallies if tally.band in kept],
        bands=[tally.band for tally in tallies],
        n_items=5,
        low=1,
        high=6,
        whole=None,
    )


def tally(band: str, n: int, mean: str = "4.03") -> SubgroupTally:
    return SubgroupTally(band=band, n=n, mean=Fraction(mean))


class TestWhatIsShown:
    @pytest.mark.parametrize("why", ["not_enough_responses", "branch_size"])
    def test_nothing_where_the_school_itself_shows_nothing(self, why: str) -> None:
        own = code_subgroups(
            school(20),
            [tally("0-3", 10), tally("4-9", 10)],
            bands=["0-3", "4-9"],
            n_items=5,
            low=1,
            high=6,
            whole=why,  # type: ignore[arg-type]
        )

        assert own == why

    @pytest.mark.parametrize(
        ("conditions", "reason"),
        [
            (school(4), "not_enough_responses"),
            (school(20, eligible=40), "preliminary"),
            (school(40, eligible=100), "preliminary"),
            (school(39, eligible=100), "not_enough_responses"),
            (school(40, interim=True), "interim_release"),
        ],
    )
    def test_nothing_below_the_frameworks_minimum(self, conditions: Conditions, reason: str) -> None:
        assert cells(tally("0-3", 20), tally("4-9", 20), conditions=conditions) == reason

    def test_a_cell_of_four_takes_the_next_smallest_with_it(self) -> None:
        assert shown(4, 9, 12, 15) == {"10+", NOT_ANSWERED}
        assert shown(5, 9, 12, 15) == set(YEARS)

    def test_not_answered_is_a_cell_like_any_other(self) -> None:
        assert shown(9, 12, 15, 1) == {"4-9", "10+"}
        assert shown(9, 12, 15, 0) == {"0-3", "4-9", "10+"}

    def test_hidden_cells_of_k_people_together_hide_no_other(self) -> None:
        assert shown(2, 3, 12, 15) == {"10+", NOT_ANSWERED}
        assert shown(2, 2, 6, 15, 9) == set()  # one more would leave one cell

    def test_of_two_equal_cells_always_the_same_is_hidden(self) -> None:
        assert shown(9, 9, 9, 1) == {"10+", "4-9"}

    def test_one_cell_alone_is_no_table(self) -> None:
        assert shown(30) == set()
        assert shown(30, 4, 3) == set()
        assert cells(tally("0-3", 30), tally("4-9", 4), tally("10+", 3)) == "cells_too_small"

    def test_replacements_count_in_every_cell_and_among_the_hidden(self) -> None:
        assert shown(5, 9, 12, 15, replacements=1) == {"10+", NOT_ANSWERED, "4-9"} - {"4-9"}
        assert shown(6, 9, 12, 15, replacements=1) == set(YEARS)
        assert shown(2, 3, 12, 15, 14, replacements=1) == set()

    def test_a_raised_k_counts(self) -> None:
        assert shown(7, 9, 12, 15, k=8) == {"10+", NOT_ANSWERED}

    def test_a_mean_too_fine_for_any_unit_hides_its_cell(self) -> None:
        assert shown(5, 9, 12, 15, n_items=1) == {"4-9", "10+", NOT_ANSWERED}

    def test_means_are_coded_with_the_cells_own_n(self) -> None:
        found = cells(tally("0-3", 9), tally("4-9", 12), tally("10+", 20, "5.9"))

        assert isinstance(found, tuple)
        assert [cell.band for cell in found] == ["0-3", "4-9", "10+"]
        values = [(cell.mean.value, cell.mean.bound) for cell in found if not isinstance(cell.mean, str)]
        assert values == [
            (Fraction(4), "exact"),
            (Fraction(4), "exact"),
            (Fraction("5.6"), "at_least"),
        ]

    def test_hidden_cells_look_alike(self) -> None:
        found = cells(tally("0-3", 9), tally("4-9", 12), tally("10+", 20), tally(NOT_ANSWERED, 1))

        assert isinstance(found, tuple)
        assert found[0] == SubgroupCell("0-3", "not_enough_responses")
        assert found[3] == SubgroupCell(NOT_ANSWERED, "not_enough_responses")


def test_no_hidden_cell_of_a_few_people_can_be_worked_out() -> None:
    """Every school of 5 to 24 people in three cells and "not answered", its size known to the reader.

    The reader sees which cells are hidden, and by the rounding of the others whether ten people are in them.
    """
    for responses in range(5, 25):
        behind: dict[tuple[bool | None, ...], list[tuple[int, ...]]] = {}
        for sizes in itertools.product(range(responses + 1), repeat=3):
            if sum(sizes) <= responses:
                every = (*sizes, responses - sum(sizes))
                seen = shown(*every)
                told = tuple(n >= 10 if band in seen else None for band, n in zip(YEARS, every, strict=True))
                behind.setdefault(told, []).append(every)
        for told, possible in behind.items():
            for place in range(4):
                values = {every[place] for every in possible}
                assert len(values) > 1 or not 0 < min(values) < K, (responses, told)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=4), st.integers(0, 3), st.integers(5, 9))
def test_hidden_cells_hold_nobody_or_k(sizes: list[int], replacements: int, k: int) -> None:
    found = shown(*sizes, replacements=replacements, k=k)

    assert all(n - replacements >= k for band, n in zip(YEARS, sizes, strict=False) if band in found)
    hidden = sum(n for band, n in zip(YEARS, sizes, strict=False) if band not in found)
    assert not found or hidden == 0 or hidden - replacements >= k


class TestWithheldTables:
    def people(self, cells_of: dict[tuple[str, str], int], scored: str = "f") -> list[Respondent]:
        return [
            Respondent(bands={"years": years, "role": role}, scored=frozenset(scored))
            for (years, role), n in cells_of.items()
            for _ in range(n)
        ]

    def found(self, people: list[Respondent], questions: tuple[str, ...] = ("years", "role")) -> set[str]:
        items = dict.fromkeys("fg", 5)
        return set(
            withheld_subgroup_tables(
                people, questions=questions, items_of=items, conditions=school(len(people))
            )
        )

    def test_an_empty_cross_cell_withholds_the_later_table(self) -> None:
        crossed = {("new", "mentor"): 6, ("old", "mentor"): 3, ("old", "other"): 12}

        assert self.found(self.people(crossed)) == {"role"}
        assert self.found(self.people(crossed), ("role", "years")) == {"years"}
        assert self.found(self.people(crossed), ("role",)) == set()

    def test_a_full_cross_table_withholds_nothing(self) -> None:
        crossed = {("new", "mentor"): 6, ("old", "mentor"): 3, ("old", "other"): 12, ("new", "other"): 1}

        assert self.found(self.people(crossed)) == set()

    def test_one_factor_is_enough_to_withhold_the_table(self) -> None:
        crossed = {("new", "mentor"): 6, ("old", "mentor"): 3, ("old", "other"): 12}
        all_of_it = self.people(crossed, "fg") + self.people({("new", "other"): 1}, "g")

        assert self.found(all_of_it) == {"role"}

    def test_hidden_cells_are_no_groups(self) -> None:
        crossed = {("new", "mentor"): 6, ("old", "mentor"): 3, ("old", "other"): 1}

        assert self.found(self.people(crossed)) == set()

    def test_those_who_did_not_answer_are_a_band(self) -> None:
        people = self.people({("new", "mentor"): 6, ("old", "mentor"): 3})
        people += [Respondent(bands={"years": "old"}, scored=frozenset("f")) for _ in range(12)]

        assert self.found(people) == {"role"}

    def test_a_factor_nobody_sees_withholds_nothing(self) -> None:
        assert self.found(self.people({("new", "mentor"): 4})) == set()
