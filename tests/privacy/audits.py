"""The auditor on the cases it is for, and how long it takes over 500 schools beside a plain reference."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey_core.disclosure.auditor import Kind, Table, choose, unsafe
from tests.privacy.groups import isolated
from tests.privacy.rows import Row
from tests.privacy.scale import Scale

K = 5
SECONDS = 2.0  # for 500 schools
_SCHOOLS = 500
_VISIBLE = {f"school {number}": 10 + number for number in range(12)}


@dataclass(frozen=True)
class Case:
    """Tables, and the name of the one that gives somebody away; empty for none."""

    name: str
    tables: tuple[Table, ...]
    sizes: Mapping[str, int]
    falls: str


def attack(scale: Scale) -> list[Row]:
    """Solve the known cases; audit a district of 500 schools."""
    cases = known_cases()
    wrong = [case.name for case in cases if dropped(case) != ([case.falls] if case.falls else [])]
    betrayed = sum(_people_told(case) for case in cases if case.falls)
    to_fall = sum(bool(case.falls) for case in cases)
    return [
        Row(
            name="auditor: known cases",
            adversary="reader of reports",
            test="a total less 12 schools, hidden 2 + 2, n - n_team, interim releases, crossed tables",
            n=len(cases),
            linked=len(wrong),
            bound=0,
            control=betrayed / to_fall,
            control_at_least=1.0,
            note="; ".join(["cases; control: share solved where nothing is dropped", *wrong]),
        ),
        _speed(repeats=3 if scale is Scale.FULL else 1),
    ]


def known_cases() -> list[Case]:
    """Each situation just below k people, and just at it."""
    cases = [_hidden_schools(hidden) for hidden in ((3,), (2, 2), (5,), (2, 3))]
    cases += [_left_out(people) for people in (1, 4, 5)]
    cases += [_interim(people) for people in (1, 4, 5)]
    return [*cases, _crossed(other=0), _crossed(other=1)]


def dropped(case: Case) -> list[str]:
    """What the auditor drops."""
    return [gone.table for gone in choose(case.tables, sizes=case.sizes, k=K)]


def _people_told(case: Case) -> bool:
    """Whether the attacker of `groups` tells one to four people apart where everything is published."""
    people = {
        cell: [(place, number) for number in range(size)]
        for place, (cell, size) in enumerate(case.sizes.items())
    }
    groups = [
        frozenset(person for cell in group for person in people[cell])
        for table in case.tables
        for group in table.groups
    ]
    return isolated(groups) is not None


def _table(name: str, kind: Kind, *groups: Sequence[str] | Mapping[str, int]) -> Table:
    return Table(name=name, kind=kind, groups=tuple(frozenset(group) for group in groups))


def _hidden_schools(hidden: Sequence[int]) -> Case:
    sizes = _VISIBLE | {f"hidden {place}": people for place, people in enumerate(hidden)}
    profiles = [_table(school, "school_profile", [school]) for school in _VISIBLE]
    total = _table("total", "district_total", sizes)
    falls = "total" if sum(hidden) < K else ""
    return Case(f"12 visible schools, {hidden} hidden", (*profiles, total), sizes, falls)


def _left_out(people: int) -> Case:
    sizes = {"in a team": 20, "in none": people}
    tables = (_table("all", "school_profile", sizes), _table("team", "subgroup_table", ["in a team"]))
    return Case(f"{people} in no team", tables, sizes, "team" if people < K else "")


def _interim(people: int) -> Case:
    sizes = {"early": 20, "late": people}
    tables = (_table("final", "school_profile", sizes), _table("interim", "interim_release", ["early"]))
    return Case(f"{people} more after an interim release", tables, sizes, "interim" if people < K else "")


def _crossed(*, other: int) -> Case:
    sizes = {"new mentor": 6, "new other": other, "old mentor": 3, "old other": 12}
    years = _table("years", "subgroup_table", ["new mentor", "new other"], ["old mentor", "old other"])
    role = _table("role", "subgroup_table", ["new mentor", "old mentor"], ["new other", "old other"])
    tables = (_table("school", "school_profile", sizes), years, role)
    return Case(f"two tables, {other} in the crossed cell", tables, sizes, "" if other else "role")


def _speed(*, repeats: int) -> Row:
    """A district as it comes: every school with two subgroup tables, a total over all."""
    tables, sizes = district(_SCHOOLS)
    seconds = min(_timed(tables, sizes) for _ in range(repeats))
    reference = min(_timed_reference(tables) for _ in range(repeats))
    return Row(
        name="auditor: 500 schools",
        adversary="reader of reports",
        test="audit a district of 500 schools with two crossed tables each",
        n=_SCHOOLS,
        linked=seconds,
        bound=SECONDS,
        note=f"seconds; {seconds / reference:.0f} times as long as counting who is in which group",
    )


def district(n_schools: int) -> tuple[list[Table], dict[str, int]]:
    """Schools of sixteen crossed cells that are all large enough, so that the whole search is done."""
    generator = random.Random(7)  # noqa: S311 - made-up schools
    sizes: dict[str, int] = {}
    tables: list[Table] = []
    for school in range(n_schools):
        cells = {(row, column): f"{school}/{row}{column}" for row in range(4) for column in range(4)}
        sizes |= {cell: generator.randint(1, 9) for cell in cells.values()}
        tables.append(_table(f"{school}", "school_profile", list(cells.values())))
        for axis in range(2):
            bands = [[cell for place, cell in cells.items() if place[axis] == band] for band in range(4)]
            shown = [band for band in bands if sum(sizes[cell] for cell in band) >= K]
            tables.append(_table(f"{school}, {axis}", "subgroup_table", *shown))
    tables.append(_table("total", "district_total", sizes))
    return tables, sizes


def _timed(tables: Sequence[Table], sizes: Mapping[str, int]) -> float:
    start = time.perf_counter()
    unsafe(tables, sizes=sizes, k=K)
    return time.perf_counter() - start


def _timed_reference(tables: Sequence[Table]) -> float:
    start = time.perf_counter()
    member: dict[str, list[int]] = {}
    for place, group in enumerate(group for table in tables for group in table.groups):
        for cell in group:
            member.setdefault(cell, []).append(place)
    return time.perf_counter() - start
