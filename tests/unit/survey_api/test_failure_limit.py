"""The limit on failures: successes never count, and nothing outlives the hour."""

from survey_api.limits import failures
from survey_api.limits.failures import FailureLimit


class Clock:
    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


def limit(clock: Clock) -> FailureLimit:
    return FailureLimit(failures=3, window_s=600, clock=clock)


def fail(limited: FailureLimit, address: str, *, times: int) -> None:
    for _ in range(times):
        limited.count(address)


def test_who_failed_too_often_waits_until_the_oldest_failure_is_out_of_the_window() -> None:
    clock = Clock()
    limited = limit(clock)
    fail(limited, "192.0.2.1", times=1)
    clock.now_s += 100
    fail(limited, "192.0.2.1", times=2)

    assert limited.wait_s("192.0.2.1") == 500
    clock.now_s += 499.5
    assert limited.wait_s("192.0.2.1") == 1
    clock.now_s += 0.5
    assert limited.wait_s("192.0.2.1") == 0


def test_fewer_failures_and_other_addresses_may_go_on() -> None:
    limited = limit(Clock())
    fail(limited, "192.0.2.1", times=2)
    fail(limited, "192.0.2.2", times=3)

    assert limited.wait_s("192.0.2.1") == 0
    assert limited.wait_s("192.0.2.2") > 0
    assert limited.wait_s("192.0.2.3") == 0


def test_a_whole_ipv6_network_is_one_client_and_a_mapped_address_is_its_ipv4_address() -> None:
    limited = limit(Clock())
    fail(limited, "2001:db8:1:2::1", times=3)
    fail(limited, "::ffff:192.0.2.1", times=3)

    assert limited.wait_s("2001:db8:1:2:ffff::9") > 0
    assert limited.wait_s("2001:db8:1:3::1") == 0
    assert limited.wait_s("192.0.2.1") > 0


def test_every_hour_salt_and_counts_are_thrown_away() -> None:
    clock = Clock()
    limited = limit(clock)
    fail(limited, "192.0.2.1", times=1)
    first_keys, clock.now_s = set(limited._recent), clock.now_s + 3600
    fail(limited, "192.0.2.1", times=1)

    assert len(limited._recent) == 1
    assert not first_keys & set(limited._recent)


def test_addresses_are_not_kept() -> None:
    limited = limit(Clock())
    fail(limited, "192.0.2.77", times=1)

    assert b"192.0.2.77" not in repr(vars(limited)).encode()
    assert bytes([192, 0, 2, 77]) not in b"".join(limited._recent)


def test_memory_is_bounded_and_whoever_still_must_wait_is_kept_longest() -> None:
    clock = Clock()
    limited = limit(clock)
    for number in range(failures.MAX_CLIENTS):
        limited.count(f"198.18.{number // 256}.{number % 256}")
    clock.now_s += 600
    fail(limited, "192.0.2.1", times=3)
    fail(limited, "192.0.2.2", times=3)

    assert len(limited._recent) == 2
    assert limited.wait_s("192.0.2.1") > 0
