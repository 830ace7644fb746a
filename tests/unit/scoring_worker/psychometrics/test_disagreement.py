"""Broad disagreement: the posterior against exact enumeration, merged groups, certainty and repeatability."""

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring_worker.psychometrics.agreement import consensus
from scoring_worker.psychometrics.disagreement import (
    NEGLIGIBLE,
    STANDARD_ERROR,
    SplitRule,
    camps_shown,
    flag_of,
    mean_interval_of_posterior,
    out_of_reach,
    seed_of,
    single_cells,
    split_probability,
)

FIVE = SplitRule(n_options=5, camps=((0, 1), (3, 4)), consensus_below=0.62, camp_share_at_least=0.2)
SIX = SplitRule(n_options=6, camps=((0, 1), (4, 5)), consensus_below=0.62, camp_share_at_least=0.2)
THREE_GROUPS = [[0, 1], [2, 3], [4, 5]]


def chance(
    counts: list[int], *, eligible: int | None, rule: SplitRule = FIVE, cells: list[list[int]] | None = None
) -> float:
    return split_probability(
        np.array(counts),
        cells=cells or single_cells(rule.n_options),
        eligible=eligible,
        rule=rule,
        seed=seed_of(scoring_version="1", item="i", counts=counts, eligible=eligible),
    )


def test_camps_that_cut_through_a_group_cannot_be_read() -> None:
    halves = [[0, 1, 2], [3, 4, 5]]

    assert not camps_shown(halves, SIX)
    assert camps_shown(THREE_GROUPS, SIX)
    with pytest.raises(ValueError, match="cannot be read"):
        chance([10, 10], eligible=30, rule=SIX, cells=halves)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([8, 0, 0, 0, 8], 1),
        ([0, 0, 16, 0, 0], 0),
        ([4, 0, 0, 0, 16], 1),
        ([3, 0, 0, 0, 17], 0),
        ([0, 0, 0, 0, 0, 0], 0),
    ],
)
def test_a_full_faculty_is_split_or_it_is_not(counts: list[int], expected: int) -> None:
    if sum(counts):
        assert chance(counts, eligible=sum(counts)) == expected


def further(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    for bars in itertools.combinations(range(total + parts - 1), parts - 1):
        edges = (-1, *bars, total + parts - 1)
        yield tuple(right - left - 1 for left, right in itertools.pairwise(edges))


def exact_chance(counts: list[int], *, unseen: int) -> float:
    """The Dirichlet-multinomial posterior, every possible faculty in turn."""
    prior = [count + 1 / len(counts) for count in counts]
    total = 0.0
    for more in further(unseen, len(counts)):
        faculty = np.array(counts) + more
        n = int(faculty.sum())
        low, high = int(faculty[:2].sum()), int(faculty[-2:].sum())
        if 5 * min(low, high) >= n and consensus(faculty) < 0.62:
            weight, m = sum(prior), unseen
            log = math.lgamma(m + 1) + math.lgamma(weight) - math.lgamma(m + weight)
            for count, alpha in zip(more, prior, strict=True):
                log += math.lgamma(count + alpha) - math.lgamma(count + 1) - math.lgamma(alpha)
            total += math.exp(log)
    return total


@pytest.mark.parametrize(
    ("counts", "unseen"),
    [([3, 2, 2, 2, 3], 6), ([1, 3, 6, 4, 1], 8), ([2, 1, 2, 4, 6], 7), ([6, 4, 3, 4, 0], 8)],
)
def test_draws_agree_with_the_exact_posterior(counts: list[int], unseen: int) -> None:
    found = chance(counts, eligible=sum(counts) + unseen)

    assert found == pytest.approx(exact_chance(counts, unseen=unseen), abs=0.04)


@pytest.mark.parametrize(
    ("counts", "eligible"),
    [
        ([2, 2, 20, 10, 6], 43),  # the low camp needs 9 of 43: five more, three are missing
        ([6, 0, 20, 0, 6], 43),  # each camp could grow by three, but both need three of the eleven: it can
        ([5, 0, 28, 0, 5], 45),  # each needs four more of seven, together eight
    ],
)
def test_a_camp_out_of_reach_needs_no_draws(counts: list[int], eligible: int) -> None:
    unseen = eligible - sum(counts)
    needed = [math.ceil(0.2 * eligible) - sum(counts[:2]), math.ceil(0.2 * eligible) - sum(counts[3:])]
    reachable = sum(max(more, 0) for more in needed) <= unseen

    assert (chance(counts, eligible=eligible) > 0) == reachable


@given(
    st.integers(1, 6).flatmap(
        lambda unseen: st.tuples(
            st.just(unseen), st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(any)
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_nothing_drawn_is_nothing_there(case: tuple[int, list[int]]) -> None:
    """Where the answer is 0 without a draw, the exact posterior is below 0.0001."""
    unseen, counts = case
    groups = [sum(counts[:2]), sum(counts[3:])]
    needed = [math.ceil(0.2 * (sum(counts) + unseen) - 1e-9) - held for held in groups]
    weights = [groups[0] + 0.4, groups[1] + 0.4, counts[2] + 0.2]

    if out_of_reach(needed, unseen=unseen, weights=weights):
        assert chance(counts, eligible=sum(counts) + unseen) == 0
        assert exact_chance(counts, unseen=unseen) < NEGLIGIBLE


def test_draws_stop_early_only_where_they_are_settled() -> None:
    """Errors over many seeds: at most the standard error promised, in the middle and at the ends."""
    for counts in ([3, 2, 2, 2, 3], [6, 4, 3, 4, 0], [2, 1, 6, 2, 1]):
        exact = exact_chance(counts, unseen=7)
        found = [
            split_probability(
                np.array(counts),
                cells=single_cells(5),
                eligible=sum(counts) + 7,
                rule=FIVE,
                seed=bytes([seed]),
            )
            for seed in range(60)
        ]
        assert np.mean(found) == pytest.approx(exact, abs=5 * STANDARD_ERROR / 60**0.5)
        assert np.std(found) < 1.4 * STANDARD_ERROR


def test_the_same_question_gets_the_same_answer() -> None:
    assert chance([3, 2, 2, 2, 3], eligible=20) == chance([3, 2, 2, 2, 3], eligible=20)


def test_an_unknown_number_of_eligible_people_is_an_unlimited_faculty() -> None:
    assert chance([3, 2, 2, 2, 3], eligible=None) == pytest.approx(
        chance([3, 2, 2, 2, 3], eligible=100_000), abs=0.04
    )


def test_merged_groups_are_drawn_as_their_options_would_be() -> None:
    # Two groups of equal answers: the camps alone decide.
    merged = chance([9, 2, 9], eligible=30, rule=SIX, cells=THREE_GROUPS)
    single = chance([5, 4, 1, 1, 4, 5], eligible=30, rule=SIX)

    assert merged == pytest.approx(single, abs=0.04)


def test_words_for_probabilities() -> None:
    assert [flag_of(p) for p in (0, 0.49, 0.5, 0.79, 0.8, 1)] == [
        "none",
        "none",
        "possible",
        "possible",
        "clear",
        "clear",
    ]


@pytest.mark.parametrize("rule", [FIVE, SIX])
def test_items_far_from_a_split_are_never_flagged(rule: SplitRule) -> None:
    # Consensus of .75 or more, or a camp below 10 %, at 65 % response: never above .25, so never flagged.
    rng = np.random.default_rng(5)
    checked = 0
    for n in (8, 12, 20, 40):
        for shares in rng.dirichlet(np.full(rule.n_options, 0.5), size=150):
            counts = rng.multinomial(n, shares)
            smaller = min(counts[list(camp)].sum() for camp in rule.camps)
            if consensus(counts) < 0.75 and 10 * smaller >= n:
                continue
            assert chance(counts.tolist(), eligible=math.floor(n / 0.65), rule=rule) < 0.25
            checked += 1
    assert checked > 200


def test_identical_answers_leave_room_for_those_unseen() -> None:
    seed = seed_of(scoring_version="1", item="i", counts=[0, 0, 0, 10, 0], eligible=20)
    everyone = mean_interval_of_posterior(np.array([0, 0, 0, 10, 0]), low=1, eligible=10, seed=seed)
    half = mean_interval_of_posterior(np.array([0, 0, 0, 10, 0]), low=1, eligible=20, seed=seed)

    assert everyone == (4, 4)
    assert half[0] < 4 <= half[1]


def test_consensus_at_the_limit_is_not_below_it() -> None:
    at_zero = SplitRule(n_options=5, camps=FIVE.camps, consensus_below=0.0, camp_share_at_least=0.2)

    assert chance([8, 0, 0, 0, 8], eligible=16, rule=at_zero) == 0


def test_answers_of_a_group_count_as_spread_over_its_options() -> None:
    """4 · 0 · 10 · 6 in {1,2} {3} {4} {5,6}: spread out 2, 2, 0, 10, 3, 3 has a consensus of .6276, no split.

    Taken as four options of their own they would have .4884.
    """
    groups = [[0, 1], [2], [3], [4, 5]]

    assert float(consensus(np.array([2, 2, 0, 10, 3, 3]))) == pytest.approx(0.6276, abs=5e-5)
    assert chance([4, 0, 10, 6], eligible=20, rule=SIX, cells=groups) == 0
