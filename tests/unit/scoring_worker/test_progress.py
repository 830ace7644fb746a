"""Progress tells no more than anonymity.md allows."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from scoring_worker.clock import next_at_hour, next_tick
from scoring_worker.progress.coarse import Coarse, coarsen


@pytest.mark.parametrize(
    ("completed", "eligible", "expected"),
    [
        (0, 20, Coarse(0, None)),
        (4, 20, Coarse(0, None)),
        (5, 20, Coarse(5, None)),
        (24, 30, Coarse(20, None)),
        (7, 19, Coarse(None, "below_40")),
        (8, 19, Coarse(None, "from_40_to_65")),
        (12, 19, Coarse(None, "from_40_to_65")),
        (13, 19, Coarse(None, "from_65")),
        (2, 5, Coarse(None, "from_40_to_65")),
        (4, 5, Coarse(None, "from_65")),
    ],
)
def test_counts_are_rounded_down_and_small_faculties_get_bands(
    completed: int, eligible: int, expected: Coarse
) -> None:
    assert coarsen(completed, eligible=eligible) == expected


@pytest.mark.parametrize("eligible", [5, 19, 20, 200])
def test_one_more_answer_changes_what_is_told_at_most_every_fifth_time(eligible: int) -> None:
    told = [coarsen(n, eligible=eligible) for n in range(eligible + 1)]
    changes = sum(a != b for a, b in pairwise(told))

    assert changes <= (2 if eligible < 20 else eligible // 5)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-21T09:59:59", "2026-11-21T10:00:00"),
        ("2026-11-21T10:00:00", "2026-11-22T10:00:00"),
        ("2026-11-21T10:00:01", "2026-11-22T10:00:00"),
        ("2026-12-31T23:00:00", "2027-01-01T10:00:00"),
    ],
)
def test_the_hour_is_fixed_whenever_the_worker_starts(now: str, expected: str) -> None:
    def utc(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    assert next_at_hour(utc(now), hour=10) == utc(expected)


def test_ticks_do_not_move_with_a_restart() -> None:
    start = datetime(2026, 11, 21, 3, 7, tzinfo=UTC)
    later = datetime(2026, 11, 21, 20, 59, tzinfo=UTC)

    assert next_tick(start, every_seconds=86_400) == next_tick(later, every_seconds=86_400)
    assert next_tick(start, every_seconds=86_400) == datetime(2026, 11, 22, tzinfo=UTC)
