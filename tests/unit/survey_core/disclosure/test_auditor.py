"""R7: the auditor on the cases it was made for, and against an attacker who tries every set of people."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_core.disclosure import auditor
from survey_core.disclosure.auditor import Kind, Table, choose, unsafe

K = 5


def table(name: str, kind: Kind, *groups: Iterable[str]) -> Table:
    return Table(name=name, kind=kind, groups=tuple(frozenset(group) for group in groups))


def schools(sizes: Mapping[str, int]) -> list[Table]:
    return [table(name, "school_profile", [name]) for name in sizes]


def dropped(tables: Sequence[Table], sizes: Mapping[str, int], *, k: int = K) -> list[str]:
    return [gone.table for gone in choose(tables, sizes=sizes, k=k)]


TWELVE = {f"school {number}": 10 + number for number in range(12)}


class TestKnownCases:
    @pytest.mark.parametrize(("hidden", "falls"), [(3, True), (4, True), (5, False), (0, False)])
    def test_a_total_less_twelve_visible_schools_is_the_hidden_one(self, hidden: int, *, falls: bool) -> None:
        sizes = TWELVE | {"hidden": hidden}
        tables = [*schools(TWELVE), table("total", "district_total", sizes)]

        assert dropped(tables, sizes) == (["total"] if falls else [])

    @pytest.mark.parametrize(("each", "falls"), [((2, 2), True), ((1, 3), True), ((2, 3), False)])
    def test_two_hidden_schools_are_told_apart_together(self, each: tuple[int, int], *, falls: bool) -> None:
        sizes = TWELVE | {"one": each[0], "other": each[1]}
        tables = [*schools(TWELVE), table("total", "district_total", sizes)]

        assert dropped(tables, sizes) == (["total"] if falls else [])

    def test_two_totals_that_differ_by_one_hidden_school(self) -> None:
        sizes = TWELVE | {"one": 3, "other": 6}
        both = table("all", "district_total", sizes)
        without = table("without one", "district_total", [*TWELVE, "other"])

        assert dropped([*schools(TWELVE), both], sizes) == []
        assert dropped([*schools(TWELVE), both, without], sizes) == ["without one"]
        assert dropped([*schools(TWELVE), without, both], sizes) == ["all"]

    @pytest.mark.parametrize(("left_out", "falls"), [(0, False), (1, True), (4, True), (5, False)])
    def test_a_team_that_leaves_a_few_out(self, left_out: int, *, falls: bool) -> None:
        sizes = {"team": 20, "others": left_out}
        tables = [table("all", "school_profile", sizes), table("team", "subgroup_table", ["team"])]

        assert dropped(tables, sizes) == (["team"] if falls else [])

    @pytest.mark.parametrize(("more", "falls"), [(0, False), (1, True), (4, True), (5, False)])
    def test_an_interim_release_and_the_final_one(self, more: int, *, falls: bool) -> None:
        sizes = {"early": 20, "late": more}
        tables = [
            table("final", "school_profile", sizes),
            table("interim 1", "interim_release", ["early"]),
        ]

        assert dropped(tables, sizes) == (["interim 1"] if falls else [])

    def test_the_second_interim_release_is_dropped_where_the_first_is_out(self) -> None:
        sizes = {"first": 20, "second": 3, "waiting": 10}
        tables = [
            table("interim 1", "published", ["first"]),
            table("interim 2", "interim_release", ["first", "second"]),
            table("final", "school_profile", sizes),
        ]

        assert dropped(tables, sizes) == ["interim 2"]

    def test_one_way_tables_overlap_but_for_an_empty_cell(self) -> None:
        # new and not mentor: nobody. So the mentors less the new ones are the three old mentors.
        sizes = {"new mentor": 6, "new other": 0, "old mentor": 3, "old other": 12}
        years = table("years", "subgroup_table", ["new mentor", "new other"], ["old mentor", "old other"])
        role = table("role", "subgroup_table", ["new mentor", "old mentor"], ["new other", "old other"])
        own = table("school", "school_profile", sizes)

        assert dropped([own, years], sizes) == []
        assert dropped([own, role], sizes) == []
        assert dropped([own, years, role], sizes) == ["role"]
        assert dropped([own, years, role], sizes | {"new other": 1}) == []

    @pytest.mark.parametrize(("hidden", "falls"), [(1, True), (4, True), (5, False)])
    def test_shown_cells_and_a_hidden_one(self, hidden: int, *, falls: bool) -> None:
        sizes = {"0-3 years": 8, "4-9 years": 9, "not answered": hidden}
        tables = [
            table("school", "school_profile", sizes),
            table("years", "subgroup_table", ["0-3 years"], ["4-9 years"]),
        ]

        assert dropped(tables, sizes) == (["years"] if falls else [])

    def test_a_reporting_unit_and_one_of_its_schools(self) -> None:
        sizes = {"big": 9, "small": 3, "elsewhere": 30}
        unit = table("unit", "school_profile", ["big", "small"])
        alone = table("total of the big ones", "district_total", ["big", "elsewhere"])
        other = table("elsewhere", "school_profile", ["elsewhere"])

        assert dropped([unit, other, alone], sizes) == ["total of the big ones"]
        assert dropped([unit, other, table("total", "district_total", sizes)], sizes) == []


class TestOrder:
    sizes: Mapping[str, int] = {"a": 20, "b": 3, "c": 20, "d": 20}

    def test_subgroups_go_before_totals_and_totals_before_interim_releases(self) -> None:
        own = table("school", "school_profile", "ab")
        subgroup = table("subgroup", "subgroup_table", "a")
        total = table("total", "district_total", "acd")
        rest = table("rest", "school_profile", "cd")
        interim = table("interim", "interim_release", "a")

        assert dropped([own, subgroup, interim], self.sizes) == ["subgroup", "interim"]
        assert dropped([own, rest, subgroup, total], self.sizes) == ["subgroup", "total"]
        assert dropped([rest, subgroup, table("both", "district_total", "ab")], self.sizes) == ["subgroup"]
        assert dropped([rest, interim, table("both", "district_total", "ab")], self.sizes) == ["both"]

    def test_a_profile_is_never_dropped_and_blocks_nobody_else(self) -> None:
        both = [table("one", "school_profile", "ab"), table("other", "school_profile", "a")]

        assert dropped(both, self.sizes) == []
        assert dropped([*both, table("total", "district_total", "abcd")], self.sizes) == []

    def test_fewest_tables_go(self) -> None:
        own = table("school", "school_profile", "abcd")
        tables = [table(name, "subgroup_table", group) for name, group in (("1", "bcd"), ("2", "cd"))]
        # 1 and 2 differ by the three of b; either may stay, and the first does.
        assert dropped([own, *tables], self.sizes) == ["2"]

        # "1" tells b from three others: dropping it alone is enough.
        three = [table(str(place), "subgroup_table", group) for place, group in enumerate(("bc", "c", "bcd"))]
        found = dropped([table("all", "school_profile", "abcd"), *three], self.sizes)
        assert found == ["1"]

    def test_many_tables_are_taken_one_after_another(self) -> None:
        sizes = {f"{number}{part}": 20 if part == "x" else 3 for number in range(20) for part in "xy"}
        tables = [table(f"school {n}", "school_profile", [f"{n}x", f"{n}y"]) for n in range(20)]
        tables += [table(f"sub {n}", "subgroup_table", [f"{n}x"]) for n in range(20) if n % 3 == 0]
        tables += [table(f"fine {n}", "subgroup_table", [f"{n}x", f"{n}y"]) for n in range(20)]

        assert dropped(tables, sizes) == [f"sub {n}" for n in range(0, 20, 3)]


def test_a_set_may_be_found_in_any_order() -> None:
    # The third group itself; growing it from its first member adds a later one before an earlier one.
    sizes = {"c0": 9, "c1": 9, "c2": 1, "c3": 1, "c4": 1}
    groups = [["c1", "c2", "c4"], ["c0", "c1", "c2", "c3"], ["c2", "c3", "c4"]]

    assert unsafe([table("all", "subgroup_table", *groups)], sizes=sizes, k=K)
    assert told_apart([table("all", "subgroup_table", *groups)], sizes, k=K) == {
        frozenset(("c2", "c3", "c4"))
    }


def test_a_search_that_takes_too_long_is_unsafe(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {f"{row}{column}": 1 for row in range(6) for column in range(6)}
    groups = [[f"{row}{column}" for column in range(6)] for row in range(6)]
    groups += [[f"{row}{column}" for row in range(6)] for column in range(6)]
    tables = [table("all", "school_profile", *groups)]
    cross = [*tables, table("cross", "subgroup_table", ["00", "11", "22", "33", "44", "55"])]

    assert not unsafe(cross, sizes=sizes, k=K)
    monkeypatch.setattr(auditor, "MOST_STEPS", 10)
    assert unsafe(cross, sizes=sizes, k=K)


@st.composite
def publications(draw: st.DrawFn) -> tuple[list[Table], dict[str, int]]:
    cells = [f"c{number}" for number in range(draw(st.integers(1, 7)))]
    sizes = {cell: draw(st.sampled_from((0, 1, 1, 2, 3, 5, 9))) for cell in cells}
    kinds: list[Kind] = ["school_profile", "published", "interim_release", "district_total", "subgroup_table"]
    tables = [
        table(
            f"t{number}",
            draw(st.sampled_from(kinds)),
            *draw(st.lists(st.sets(st.sampled_from(cells)), min_size=1, max_size=3)),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    return tables, sizes


@settings(max_examples=400)
@given(publications(), st.integers(5, 9))
def test_the_auditor_and_a_search_of_every_set_agree(
    publication: tuple[list[Table], dict[str, int]], k: int
) -> None:
    tables, sizes = publication
    kept = [one for one in tables if one.kind in {"school_profile", "published"}]

    told = told_apart(tables, sizes, k=k)
    assert unsafe(tables, sizes=sizes, k=k) == bool(told - told_apart(kept, sizes, k=k))


@settings(max_examples=200)
@given(publications())
def test_what_is_chosen_is_safe_and_nothing_is_dropped_in_vain(
    publication: tuple[list[Table], dict[str, int]],
) -> None:
    tables, sizes = publication
    kept = [one for one in tables if one.kind in {"school_profile", "published"}]
    known = told_apart(kept, sizes, k=K)

    gone = set(dropped(tables, sizes))
    chosen = [one for one in tables if one.name not in gone]

    assert told_apart(chosen, sizes, k=K) <= known
    assert not gone & {one.name for one in kept}
    for name in gone:
        own = next(one for one in tables if one.name == name)
        rank = auditor._KEPT_LONGEST.index(own.kind)
        before = {"school_profile", "published", *auditor._KEPT_LONGEST[: rank + 1]}
        rivals = [one for one in chosen if one.kind in before]
        assert told_apart([*rivals, own], sizes, k=K) - known, name


def told_apart(tables: Sequence[Table], sizes: Mapping[str, int], *, k: int) -> set[frozenset[str]]:
    """Every set of 1 to k - 1 people whose sum follows from the groups' sums, by trying all of them.

    Shares no code with the auditor: people one by one in place of atoms merged by membership, ranks by
    elimination over fractions in place of null coordinates. A cell is as many people as it has; people of a
    cell are never told apart, so sets are of whole cells.
    """
    cells = sorted({cell for one in tables for group in one.groups for cell in group if sizes[cell]})
    groups = [[Fraction(cell in group) for cell in cells] for one in tables for group in one.groups]
    rank = rank_of(groups)
    found = set()
    for number in range(1, len(cells) + 1):
        for some in itertools.combinations(cells, number):
            people = sum(sizes[cell] for cell in some)
            if people < k and rank_of([*groups, [Fraction(cell in some) for cell in cells]]) == rank:
                found.add(frozenset(some))
    return found


def rank_of(matrix: list[list[Fraction]]) -> int:
    """Rank by Gauss's elimination, column by column."""
    rows = [list(row) for row in matrix]
    rank = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((place for place in range(rank, len(rows)) if rows[place][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for place in range(rank + 1, len(rows)):
            times = rows[place][column] / rows[rank][column]
            rows[place] = [a - times * b for a, b in zip(rows[place], rows[rank], strict=True)]
        rank += 1
    return rank
