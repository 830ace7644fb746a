"""Counts beside answers that were taken apart: never "exactly one", right on average."""

import math

import pytest

from scoring_worker.release.random_rounding import BASE, kept_count, rounded_at_random

N = 4_000


def test_what_was_not_counted_stays_so() -> None:
    assert kept_count(None) is None


@pytest.mark.parametrize("count", range(12))
def test_only_the_two_multiples_around_a_count_are_kept(count: int) -> None:
    around = {count // BASE * BASE, -(-count // BASE) * BASE}

    assert {rounded_at_random(count) for _ in range(200)} == around


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
def test_on_average_nothing_changes(count: int) -> None:
    rest = count % BASE
    deviation = math.sqrt(rest * (BASE - rest) / N)

    mean = sum(rounded_at_random(count) for _ in range(N)) / N

    # Six standard errors: a right one fails once in 500 million runs.
    assert abs(mean - count) < 6 * deviation
