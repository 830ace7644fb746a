"""The reader of reports as an adversary: every possible set of answers, and what each report gives away.

A cell is pinned if every set of answers that leads to the same report has the same number in it. No report
may pin a cell of one or two people. Positive controls show that the attack works where nothing is coarsened.
"""

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator
from fractions import Fraction

import numpy as np
import pytest

from scoring_worker.psychometrics.agreement import consensus
from survey_core.disclosure import Conditions, FactorTally, ItemTally, coarsen
from survey_core.disclosure.items import ItemShares, Partition, coarsen_item, partitions_of
from survey_core.disclosure.means import coded_mean

OWN: dict[int, tuple[Partition, ...]] = {
    4: (((0,), (1,), (2,), (3,)), ((0, 1), (2,), (3,)), ((0, 1), (2, 3))),
    5: (),
    6: (),
}
FAVOURABLE = {4: (2, 3), 5: (3, 4), 6: (4, 5)}
Counts = tuple[int, ...]


def answers(n: int, n_options: int) -> Iterator[Counts]:
    """Every way n people can answer."""
    for bars in itertools.combinations(range(n + n_options - 1), n_options - 1):
        edges = (-1, *bars, n + n_options - 1)
        yield tuple(right - left - 1 for left, right in itertools.pairwise(edges))


def pinned(reports: Iterable[tuple[Hashable, Counts]]) -> dict[Hashable, Counts]:
    """Reports that pin a cell of one or two, with a set of answers behind them."""
    ranges: dict[Hashable, tuple[list[int], list[int]]] = {}
    for report, counts in reports:
        known = ranges.get(report)
        if known is None:
            ranges[report] = (list(counts), list(counts))
            continue
        low, high = known
        for place, count in enumerate(counts):
            if count < low[place]:
                low[place] = count
            elif count > high[place]:
                high[place] = count
    return {
        report: tuple(low)
        for report, (low, high) in ranges.items()
        if any(a == b and a in {1, 2} for a, b in zip(low, high, strict=True))
    }


def item_report(n_options: int) -> Callable[[Counts], Hashable]:
    """What is told about an item."""
    partitions = partitions_of(n_options, own=OWN[n_options])

    def report(counts: Counts) -> Hashable:
        core = coarsen_item(
            counts, discounted=0, asked=sum(counts), partitions=partitions, favourable=FAVOURABLE[n_options]
        )
        # Plain tuples hash quickly, and there are a million of them.
        if isinstance(core.shares, ItemShares):
            return len(core.shares.partition), core.shares.partition[0], core.shares.counts
        return core.shares, core.agree

    return report


def moments(counts: Counts) -> tuple[Fraction, Fraction]:
    n = sum(counts)
    mean = Fraction(sum(value * count for value, count in enumerate(counts, 1)), n)
    square = sum((count * (value - mean) ** 2 for value, count in enumerate(counts, 1)), Fraction(0))
    return mean, square / (n - 1)


def factor_report(counts: Counts) -> Hashable:
    """Everything that is told about a factor of one item: its core and the item's."""
    mean, variance = moments(counts)
    n, n_options = sum(counts), len(counts)
    deviation = sum((count * abs(value - mean) for value, count in enumerate(counts, 1)), Fraction(0)) / n
    rwg = max(Fraction(0), 1 - variance / Fraction(n_options**2 - 1, 12))
    tally = FactorTally(
        id="f",
        low=1,
        high=n_options,
        n=n,
        mean=mean,
        variance=variance,
        rwg_j=rwg,
        ad_m=deviation,
        items=(ItemTally(id="i", counts=counts),),
        favourable=FAVOURABLE[n_options],
        partitions=OWN[n_options],
    )
    core = coarsen(Conditions(responses=n, eligible=n), factors=[tally], pooled_sd={})
    factor = core.factors["f"]
    return (
        core.items.get("i"),
        factor.mean,
        factor.sd,
        factor.agreement,
        factor.rwg_j,
        factor.ad_m,
        tuple(sorted(factor.withheld.items())),
    )


@pytest.mark.parametrize(
    ("n_options", "sizes"),
    [
        (4, range(8, 25)),
        (5, range(8, 25)),
        (6, range(8, 20)),
        *((6, (n,)) for n in range(20, 25)),  # half a million sets of answers: spread over processes
    ],
)
def test_no_item_report_pins_a_cell_of_one_or_two(n_options: int, sizes: Iterable[int]) -> None:
    report = item_report(n_options)

    for n in sizes:
        assert pinned((report(counts), counts) for counts in answers(n, n_options)) == {}, n


@pytest.mark.parametrize(
    ("n_options", "sizes"), [(4, range(5, 25)), (5, (*range(5, 13), 19, 20)), (6, (5, 6, 7, 8, 9, 10))]
)
def test_no_report_on_a_factor_of_one_item_pins_a_cell_of_one_or_two(
    n_options: int, sizes: Iterable[int]
) -> None:
    for n in sizes:
        assert pinned((factor_report(counts), counts) for counts in answers(n, n_options)) == {}, n


def test_control_the_rounded_mean_beside_merged_shares_would_pin() -> None:
    report = item_report(6)

    def careless(counts: Counts) -> Hashable:
        return report(counts), coded_mean(moments(counts)[0], n=8, n_items=1, low=1, high=6)

    assert pinned((careless(counts), counts) for counts in answers(8, 6))


def test_control_exact_statistics_of_eight_people_give_most_items_back() -> None:
    def unrounded(counts: Counts) -> Hashable:
        return (*moments(counts), round(float(consensus(np.array(counts))), 12))

    everything = list(answers(8, 6))

    assert recovered(unrounded, everything) >= 0.75
    assert recovered(item_report(6), everything) == 0
    assert recovered(factor_report, everything) == 0


def recovered(report: Callable[[Counts], Hashable], everything: list[Counts]) -> float:
    """Share of the sets of answers that their report gives back whole."""
    reports = [report(counts) for counts in everything]
    behind: dict[Hashable, int] = {}
    for told in reports:
        behind[told] = behind.get(told, 0) + 1
    return sum(behind[told] == 1 for told in reports) / len(everything)
