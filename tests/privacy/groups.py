"""A reader who takes apart everything that is published of a district: groups by algebra, items by trying.

Groups: whoever holds a sum over each published group holds it for every combination of them; none may be
that of one to four people, nor may it follow how many are in no team where one to four are. Items: every set
of answers that leads to the same published cells is as likely as the true one; no cell of one or two people
may be the same in all of them. The algebra is the attacker's own: dense, modulo a prime, over all sets of up
to four people at once; the auditor searches otherwise.
"""

import itertools
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from hypothesis import HealthCheck, Phase, given, settings

from survey_core.disclosure import Branch, Conditions, FactorTally, ItemTally, coarsen
from survey_core.disclosure.items import ItemCore, ItemShares, coarsen_item, partitions_of
from tests.fixtures.answer_sets import FAVOURABLE, PARTITIONS
from tests.privacy.faculties import (
    BANDS,
    QUESTIONS,
    TEAM,
    WHOLE,
    Published,
    School,
    districts,
    publish,
    scored,
    total_of,
)
from tests.privacy.rows import Row
from tests.privacy.scale import Scale

K, CELL = 5, 3
SINGLE_OPTIONS_FROM = 5  # statements in a factor: docs/measurement.md
PRIME = (1 << 61) - 1

Group = frozenset[tuple[int, int]]
"""People by school and place."""


@dataclass
class Tally:
    """What the attacker got, with the rules and without them.

    Attributes:
        cases: districts taken apart.
        groups: published groups in them.
        items: shown items in them.
        broken: districts that gave one to four people, or a cell of one or two, away.
        broken_without: the same where no rule holds anything back.
        examples: what was found, for the note.
    """

    cases: int = 0
    groups: int = 0
    items: int = 0
    broken: int = 0
    broken_without: int = 0
    examples: list[str] = field(default_factory=list)


def attack(scale: Scale) -> Row:
    """Take apart as many districts as the scale says."""
    tally = Tally()

    @settings(
        max_examples=scale.value.faculties,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(districts())
    def take_apart(district: tuple[int, tuple[School, ...]]) -> None:
        _count(tally, *district)

    take_apart()
    return Row(
        name="groups and cells",
        adversary="reader of reports",
        test="combine all published groups (R1, R3-R5) and try all answers behind every cell (R2)",
        n=tally.cases,
        linked=tally.broken,
        bound=0,
        control=tally.broken_without / max(tally.cases, 1),
        control_at_least=0.5,
        passed=tally.groups > 0 and tally.items > 0,
        note=f"districts; {tally.groups:,} groups, {tally.items:,} statements; control: share of districts"
        f" that fall without the rules{'; ' if tally.examples else ''}{'; '.join(tally.examples[:3])}",
    )


def _count(tally: Tally, n_options: int, schools: Sequence[School]) -> None:
    published = [publish(school, n_options=n_options) for school in schools]
    found = [
        *_groups_fall(tally, schools, published),
        *_items_fall(tally, schools, published, n_options),
        *_teams_fall(schools, published, n_options),
    ]
    tally.cases += 1
    tally.broken += bool(found)
    tally.examples += found
    everything = [every_group(schools, factor) for factor in (WHOLE, TEAM)]
    tally.broken_without += any(isolated(groups) is not None for groups in everything)


def _groups_fall(tally: Tally, schools: Sequence[School], published: Sequence[Published]) -> Iterator[str]:
    for factor in (WHOLE, TEAM):
        groups = published_groups(schools, published, factor)
        tally.groups += len(groups)
        if (people := isolated(groups)) is not None:
            yield f"{factor}: {len(people)} people of {sorted({place for place, _ in people})}"


def _items_fall(
    tally: Tally, schools: Sequence[School], published: Sequence[Published], n_options: int
) -> Iterator[str]:
    for school, one in zip(schools, published, strict=True):
        n_items = len(school.people[0].whole) if school.people else 0
        for item, core in one.core.items.items():
            tally.items += isinstance(core.shares, ItemShares)
            if pinned(core, n_options=n_options, n_items=n_items, discounted=one.core.conditions.discounted):
                yield f"{item}: {core.shares}"


def _teams_fall(schools: Sequence[School], published: Sequence[Published], n_options: int) -> Iterator[str]:
    for school, one in zip(schools, published, strict=True):
        asked = sum(person.team is not None for person in school.people)
        if one.core.factors[TEAM].mean is None or not 0 < len(school.people) - asked < K:
            continue
        n_items = len(school.people[0].whole)
        told = team_told(one.core.conditions, asked, n_items, n_options)
        sizes = range(len(school.people) + 1)
        same = [one_ for one_ in sizes if team_told(school.conditions, one_, n_items, n_options) == told]
        if len(same) == 1:
            yield f"{asked} of {len(school.people)} are in a team"


@cache
def team_told(conditions: Conditions, asked: int, n_items: int, n_options: int) -> Hashable:
    """What is told of a branch by its size alone: how much is shown, and the sizes numbers are made with."""
    tally = FactorTally(
        id=TEAM,
        low=1,
        high=n_options,
        n=asked,
        mean=Fraction(n_options + 1, 2),
        variance=Fraction(1),
        rwg_j=None,
        ad_m=None,
        items=tuple(ItemTally(id=str(item), counts=(0,) * n_options) for item in range(n_items)),
        favourable=FAVOURABLE[n_options],
        branch=Branch(asked=asked, answered=conditions.responses),
    )
    own = coarsen(conditions, factors=[tally], pooled_sd={}).factors[TEAM]
    shown = (own.n, own.eligible, own.mean and own.mean.unit) if own.mean else None
    return shown, tuple(sorted(own.withheld.items()))


def published_groups(schools: Sequence[School], published: Sequence[Published], factor: str) -> list[Group]:
    """The people behind every number that is published about a factor."""
    groups: list[Group] = []
    for place, (school, one) in enumerate(zip(schools, published, strict=True)):
        if one.core.factors[factor].mean is not None:
            groups.append(_group(place, school, factor, None, ""))
        for (of, question), bands in one.cells.items():
            if of == factor:
                groups += [_group(place, school, factor, question, band) for band in sorted(bands)]
    total = total_of(published, factor)
    if total:
        groups.append(
            frozenset().union(*(_group(int(one), schools[int(one)], factor, None, "") for one in total))
        )
    return groups


def every_group(schools: Sequence[School], factor: str) -> list[Group]:
    """What would be published without any rule: every school, every cell, the total over all."""
    whole = [_group(place, school, factor, None, "") for place, school in enumerate(schools)]
    cells = [
        _group(place, school, factor, question, band)
        for place, school in enumerate(schools)
        for question in school.questions
        for band in BANDS[question]
    ]
    return [group for group in [*whole, *cells, frozenset().union(*whole)] if group]


def _group(place: int, school: School, factor: str, question: str | None, band: str) -> Group:
    column = None if question is None else QUESTIONS.index(question)
    own = set(map(id, scored(school, factor)))
    return frozenset(
        (place, number)
        for number, person in enumerate(school.people)
        if id(person) in own and (column is None or person.bands[column] == band)
    )


def isolated(groups: Sequence[Group]) -> Group | None:
    """One to four people whose sum follows from the groups' sums; None if there are none.

    Each set of people who are in the same groups has a vector in the null space; sets that sum to nothing are
    found by looking up the negative of every sum of up to two among the sums of up to two.
    """
    atoms: dict[tuple[int, ...], set[tuple[int, int]]] = {}
    for person in frozenset().union(*groups) if groups else ():
        atoms.setdefault(tuple(place for place, group in enumerate(groups) if person in group), set()).add(
            person
        )
    members, places = list(atoms.values()), list(atoms)
    vectors = null_vectors([[int(row in one) for one in places] for row in range(len(groups))], len(places))
    small = [atom for atom, own in enumerate(members) if len(own) < K]
    sums: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for some in itertools.chain(itertools.combinations(small, 1), itertools.combinations(small, 2)):
        if sum(len(members[atom]) for atom in some) < K:
            sums.setdefault(_sum(vectors, some), []).append(some)
    for total, left in sums.items():
        opposite = tuple(-value % PRIME for value in total)
        for some, other in itertools.product(left, [(), *sums.get(opposite, ())]):
            found = (*some, *other)
            if (other or not any(total)) and len(set(found)) == len(found):
                people = frozenset().union(*(members[atom] for atom in found))
                if len(people) < K:
                    return people
    return None


def _sum(vectors: Sequence[tuple[int, ...]], some: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(values) % PRIME for values in zip(*(vectors[atom] for atom in some), strict=True))


def null_vectors(matrix: list[list[int]], n_columns: int) -> list[tuple[int, ...]]:
    """Of every column its row in a basis of the null space, modulo a prime."""
    rows = [list(row) for row in matrix]
    pivots: list[int] = []
    for column in range(n_columns):
        place = next((one for one in range(len(pivots), len(rows)) if rows[one][column]), None)
        if place is None:
            continue
        top = len(pivots)
        rows[top], rows[place] = rows[place], rows[top]
        inverse = pow(rows[top][column], -1, PRIME)
        rows[top] = [value * inverse % PRIME for value in rows[top]]
        for other, row in enumerate(rows):
            if other != top and row[column]:
                times = row[column]
                rows[other] = [(a - times * b) % PRIME for a, b in zip(row, rows[top], strict=True)]
        pivots.append(column)
    free = [column for column in range(n_columns) if column not in pivots]
    return [
        tuple(-rows[pivots.index(column)][one] % PRIME for one in free)
        if column in pivots
        else tuple(int(one == column) for one in free)
        for column in range(n_columns)
    ]


def pinned(core: ItemCore, *, n_options: int, n_items: int, discounted: int) -> bool:
    """Whether everything that leads to the same published cells has one or two people in the same option.

    Raises:
        ValueError: nothing leads to them: the attacker does not know the rules by which they are shown.
    """
    if not isinstance(core.shares, ItemShares):
        return False  # a coded share: the exhaustive attack on single statements is about these
    partitions = partitions_of(n_options, own=PARTITIONS[n_options])
    ranges: list[set[int]] = [set() for _ in range(n_options)]
    for counts in _behind(core.shares):
        again = coarsen_item(
            counts,
            discounted=discounted,
            asked=sum(counts),
            partitions=partitions,
            favourable=FAVOURABLE[n_options],
            beside_score=n_items < SINGLE_OPTIONS_FROM,
        )
        if again.shares == core.shares:
            for place, count in enumerate(counts):
                ranges[place].add(count)
            if all(len(values) > 1 or not 0 < next(iter(values)) < CELL for values in ranges):
                return False
    if not all(ranges):
        raise ValueError(f"no answers lead to {core.shares}")
    return True


def _behind(shares: ItemShares) -> Iterator[tuple[int, ...]]:
    """Every set of answers with these counts in these groups of options."""
    splits = [
        list(_splits(count, len(cell))) for cell, count in zip(shares.partition, shares.counts, strict=True)
    ]
    for parts in itertools.product(*splits):
        yield tuple(itertools.chain.from_iterable(parts))


def _splits(count: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to share people out among options."""
    if parts == 1:
        yield (count,)
        return
    for first in range(count + 1):
        for rest in _splits(count - first, parts - 1):
            yield (first, *rest)
