"""R7: what a reader can work out by adding and subtracting published groups.

People who are members of the same published groups cannot be told apart: together they form an *atom*.
Whoever knows a sum over each group knows the sum over every set of atoms whose indicator is a combination of
the groups' indicators, which is the same as being orthogonal to the null space of the matrix of groups by
atoms. A publication is unsafe if such a set has 1 to k - 1 people.

The search is exact and looks at minimal sets only: a larger one falls apart into minimal ones. The atoms of a
minimal set hang together by their coordinates in the null space, so a set is grown by atoms that cancel a
coordinate which is left over; it never has more than k - 1 atoms. Where this takes more than `MOST_STEPS` (a
raised k over groups that overlap at random), nothing is proven and the answer is "unsafe".

Atoms without people are dropped before: whoever reads may know that nobody is in them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from survey_core.disclosure.rowspace import Row, coordinates, reduced, spans, subtract

Kind = Literal["published", "school_profile", "interim_release", "district_total", "subgroup_table"]
"""What a table is. `published`: it is out and cannot be taken back."""

KEPT: frozenset[Kind] = frozenset({"published", "school_profile"})
"""Never dropped: a school's own profile is not blocked by another group."""
_KEPT_LONGEST: tuple[Kind, ...] = ("interim_release", "district_total", "subgroup_table")
"""The reverse of the order of dropping."""

MOST_STEPS = 1_000_000
"""Steps of one search; 500 schools take a few thousand."""
_FEW_TABLES, _FEW_DROPS = 12, 2
"""Of up to 12 tables of a kind, one or two to drop are searched for; else one is dropped after another."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Groups that are published together or not at all.

    Attributes:
        name: what a reader is told of it; never a count.
        kind: decides what is dropped first.
        groups: each the cells of people in it; a cell is any name for people who are always together.
    """

    name: str
    kind: Kind
    groups: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Dropped:
    """A table that must not be published, and why."""

    table: str
    reason: Literal["differencing"] = "differencing"


class _Undecided(Exception):
    """The search took too many steps; no error: the answer is then "unsafe"."""


def unsafe(tables: Sequence[Table], *, sizes: Mapping[str, int], k: int) -> bool:
    """Whether 1 to k - 1 people can be told apart by the tables, beyond what those that are kept tell anyway.

    Args:
        tables: everything that would be published, and what is published already.
        sizes: cell to people in it; every cell that a group names.
        k: fewest people anything is shown for.
    """
    atoms = _atoms(tables, sizes)
    places = [columns for columns, _ in atoms]
    groups = _groups(tables, places)
    kept = {place for place, table in enumerate(_table_of(tables)) if table.kind in KEPT}
    pivots = reduced(groups)
    known = reduced(group for place, group in enumerate(groups) if place in kept)
    search = _Search(
        coordinates(pivots, n_columns=len(atoms)), sizes=[people for _, people in atoms], most=k - 1
    )
    try:
        return any(not spans(known, found) for found in search.minimal_sets())
    except _Undecided:
        return True


def choose(tables: Sequence[Table], *, sizes: Mapping[str, int], k: int) -> tuple[Dropped, ...]:
    """What to drop so that nobody is told apart: subgroup tables first, then totals, then interim releases.

    It depends on who is in which group and on nothing anybody answered. Among equally many tables of a kind
    the later ones are dropped.

    Args:
        tables: in the order in which they are preferred among their kind.
        sizes: cell to people in it.
        k: fewest people anything is shown for.

    Returns:
        In the order of `tables`; empty where everything may be published.
    """
    if not unsafe(tables, sizes=sizes, k=k):
        return ()
    chosen = [table for table in tables if table.kind in KEPT]
    for kind in _KEPT_LONGEST:
        own = [table for table in tables if table.kind == kind]
        chosen += _keep_most(own, beside=chosen, sizes=sizes, k=k)
    return tuple(Dropped(table.name) for table in tables if table not in chosen)


def _keep_most(
    own: Sequence[Table], *, beside: Sequence[Table], sizes: Mapping[str, int], k: int
) -> list[Table]:
    """As many of a kind's tables as may be published beside those chosen before."""
    fewest = min(len(own), _FEW_DROPS) if len(own) <= _FEW_TABLES else 0
    for drops in range(fewest + 1):
        for gone in combinations(reversed(range(len(own))), drops):
            kept = [table for place, table in enumerate(own) if place not in gone]
            if not unsafe([*beside, *kept], sizes=sizes, k=k):
                return kept
    return _keep_in_order(own, beside=beside, sizes=sizes, k=k)


def _keep_in_order(
    own: Sequence[Table], *, beside: Sequence[Table], sizes: Mapping[str, int], k: int
) -> list[Table]:
    """Take one table after another, leaving out those that fail; halving finds the next that does.

    That is sound because tables only ever add to what can be worked out.
    """
    kept: list[Table] = []
    waiting = list(own)
    while waiting:
        safe, failing = 0, len(waiting) + 1
        while failing - safe > 1:
            middle = (safe + failing) // 2
            if unsafe([*beside, *kept, *waiting[:middle]], sizes=sizes, k=k):
                failing = middle
            else:
                safe = middle
        kept, waiting = kept + waiting[:safe], waiting[safe + 1 :]
    return kept


def _table_of(tables: Iterable[Table]) -> Iterator[Table]:
    """The table of every group, in the order of groups."""
    return (table for table in tables for _ in table.groups)


def _atoms(tables: Iterable[Table], sizes: Mapping[str, int]) -> list[tuple[tuple[int, ...], int]]:
    """Atoms as (places of the groups they are in, people), in the order in which they are met."""
    member: dict[str, list[int]] = {}
    for place, group in enumerate(group for table in tables for group in table.groups):
        for cell in group:
            member.setdefault(cell, []).append(place)
    people: dict[tuple[int, ...], int] = {}
    for cell, places in member.items():
        if sizes[cell] > 0:
            people[tuple(places)] = people.get(tuple(places), 0) + sizes[cell]
    return sorted(people.items())


def _groups(tables: Iterable[Table], atoms: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """Of every group the atoms in it."""
    groups: list[list[int]] = [[] for _ in _table_of(tables)]
    for atom, places in enumerate(atoms):
        for place in places:
            groups[place].append(atom)
    return groups


class _Search:
    """Minimal sets of atoms with few people whose coordinates sum to nothing."""

    def __init__(self, coordinates_of: Sequence[Row], *, sizes: Sequence[int], most: int) -> None:
        """Take every atom's coordinates and people, and the most people a set may have."""
        self._coordinates, self._sizes, self._most = coordinates_of, sizes, most
        self._steps = 0
        self._small = [atom for atom, people in enumerate(sizes) if people <= most]
        self._holders: dict[int, list[int]] = {}
        for atom in self._small:
            for column in coordinates_of[atom]:
                self._holders.setdefault(column, []).append(atom)

    def minimal_sets(self) -> Iterator[tuple[int, ...]]:
        """Every one of them, some more than once; raises `_Undecided` after too many steps."""
        for atom in self._small:
            yield from self._grow((atom,), dict(self._coordinates[atom]), people=self._sizes[atom])

    def _grow(self, atoms: tuple[int, ...], left: Row, *, people: int) -> Iterator[tuple[int, ...]]:
        """Add atoms after the first that cancel what is left over."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise _Undecided
        if not left:
            yield atoms
            return
        for atom in self._candidates(left):
            total = people + self._sizes[atom]
            if atom > atoms[0] and atom not in atoms and total <= self._most:
                after = dict(left)
                subtract(after, self._coordinates[atom], times=-1)
                yield from self._grow((*atoms, atom), after, people=total)

    def _candidates(self, left: Row) -> Collection[int]:
        """The fewest atoms of which one must be added: those that hold one coordinate that is left over."""
        fewest: Collection[int] = self._small
        for column in left:
            holders = self._holders.get(column, ())
            if len(holders) < len(fewest):
                fewest = holders
            if len(fewest) <= 1:
                break
        return fewest
