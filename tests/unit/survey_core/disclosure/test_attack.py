"""The reader of reports as an adversary: every possible set of answers, and what each report gives away.

No report may pin a cell of one or two people. Positive controls show that the attack works where nothing is
coarsened.
"""

from collections.abc import Hashable, Iterable
from fractions import Fraction

import pytest

from survey_core.disclosure import Conditions, FactorTally, ItemTally, coarsen
from survey_core.disclosure.means import coded_mean
from tests.fixtures.answer_sets import (
    FAVOURABLE,
    PARTITIONS,
    Counts,
    alone,
    every_answer,
    item_report,
    moments,
    pinned,
    unrounded,
)


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
        partitions=PARTITIONS[n_options],
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
        assert pinned(report, every_answer(n, n_options)) == {}, n


@pytest.mark.parametrize(
    ("n_options", "sizes"), [(4, range(5, 25)), (5, (*range(5, 13), 19, 20)), (6, (5, 6, 7, 8, 9, 10))]
)
def test_no_report_on_a_factor_of_one_item_pins_a_cell_of_one_or_two(
    n_options: int, sizes: Iterable[int]
) -> None:
    for n in sizes:
        assert pinned(factor_report, every_answer(n, n_options)) == {}, n


def test_control_the_rounded_mean_beside_merged_shares_would_pin() -> None:
    report = item_report(6)

    def careless(counts: Counts) -> Hashable:
        return report(counts), coded_mean(moments(counts)[0], n=8, n_items=1, low=1, high=6)

    assert pinned(careless, every_answer(8, 6))


def test_control_exact_statistics_of_eight_people_give_most_items_back() -> None:
    everything = list(every_answer(8, 6))

    assert alone(unrounded, everything) >= 0.75
    assert alone(item_report(6), everything) == 0
    assert alone(factor_report, everything) == 0
