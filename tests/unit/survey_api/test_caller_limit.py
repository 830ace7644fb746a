"""The limit of signed-in callers, by a clock of our own."""

import time

import pytest

from survey_api.limits import callers
from survey_api.limits.callers import CallerLimit


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_quota_at_once_then_one_each_interval() -> None:
    clock = Clock()
    limit = CallerLimit(60, clock=clock)

    first = [limit.take("a") for _ in range(60)]
    over = limit.take("a")

    assert [one.remaining for one in first if one] == list(range(59, -1, -1))
    assert all(one is not None and one.wait_s == 0 for one in first)
    assert over is not None
    assert (over.wait_s, over.remaining, over.full_in_s) == (1, 0, 60)
    clock.now += 1
    after = [limit.take("a"), limit.take("a")]
    assert [one.wait_s for one in after if one] == [0, 1]


def test_in_any_window_nobody_gets_more_than_two_quotas_and_each_caller_has_its_own() -> None:
    clock = Clock()
    limit = CallerLimit(100, clock=clock)
    taken = 0
    for _ in range(6000):
        clock.now += 0.01
        standing = limit.take("a")
        taken += standing is not None and standing.wait_s == 0
    other = limit.take("b")

    assert 190 <= taken <= 200
    assert other is not None
    assert other.remaining == 99


def test_headers_are_those_of_the_draft() -> None:
    standing = CallerLimit(6000, clock=Clock()).take("a")

    assert standing is not None
    assert standing.headers() == {
        "RateLimit-Policy": '"caller";q=6000;w=60',
        "RateLimit": '"caller";r=5999;t=1',
    }


def test_without_a_limit_nothing_is_counted() -> None:
    assert CallerLimit(0).take("a") is None


def test_callers_who_stopped_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(callers, "MAX_CALLERS", 10)
    limit = CallerLimit(60, clock=clock)
    for name in range(10):
        limit.take(str(name))
    clock.now += 61
    limit.take("new")

    assert len(limit._full_at) == 1


def test_it_costs_far_less_than_a_millisecond() -> None:
    limit = CallerLimit(1_000_000)
    started = time.perf_counter()
    for _ in range(10_000):
        limit.take("a")

    assert (time.perf_counter() - started) / 10_000 < 0.001
