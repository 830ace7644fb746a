"""What an administration may be, at its edges."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from survey_api.administrations.policy import Policy, eligible_fault, faults, replacement_cap
from survey_core.sealing.manifest import Manifest

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
FITS = Policy(
    access="cards",
    release_mode="sealed",
    opens_at=NOW,
    closes_at=NOW + timedelta(days=7),
    closes_no_later_than=NOW + timedelta(days=7),
    has_word=False,
    eligible=[1],
)


def pointers(policy: Policy) -> list[str]:
    return [fault.pointer for fault in faults(policy, now=NOW)]


def test_the_base_of_these_tests_fits() -> None:
    assert pointers(FITS) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"opens_at": NOW + timedelta(days=7)}, ["/closes_at"]),
        ({"closes_no_later_than": NOW + timedelta(days=7, seconds=-1)}, ["/closes_no_later_than"]),
        ({"opens_at": NOW - timedelta(days=9), "closes_at": NOW}, ["/closes_at"]),
        ({"access": "open"}, ["/word", "/schools/0/eligible"]),
        ({"access": "open", "has_word": True, "eligible": [30, 29]}, ["/schools/1/eligible"]),
        ({"has_word": True}, ["/word"]),
        ({"release_mode": "rolling", "eligible": [40, 39]}, ["/schools/1/eligible"]),
        ({"access": "import", "release_mode": "rolling"}, ["/release_mode"]),
        ({"eligible": [None]}, ["/schools/0/eligible"]),
        ({"access": "import", "eligible": [None, 1]}, []),
        ({"access": "import", "opens_at": NOW - timedelta(days=9), "closes_at": NOW}, []),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, object], expected: list[str]) -> None:
    assert pointers(replace(FITS, **change)) == expected  # type: ignore[arg-type] # by name, as in the table


def test_every_fault_is_found_at_once() -> None:
    policy = replace(
        FITS, access="open", release_mode="rolling", opens_at=NOW + timedelta(days=9), eligible=[5, None]
    )

    assert pointers(policy) == ["/closes_at", "/word", "/schools/0/eligible", "/schools/1/eligible"]


def test_rolling_asks_for_more_people_than_open() -> None:
    assert eligible_fault(35, access="open", release_mode="rolling") is not None
    assert eligible_fault(35, access="open", release_mode="sealed") is None
    assert eligible_fault(40, access="open", release_mode="rolling") is None


@pytest.mark.parametrize(
    ("eligible", "cap"), [(1, 2), (40, 2), (41, 3), (60, 3), (61, 4), (1000, 50), (1001, 51)]
)
def test_replacements_are_five_percent_rounded_up_and_two_at_least(eligible: int, cap: int) -> None:
    assert replacement_cap(eligible) == cap


def test_the_manifest_knows_no_access_that_the_policy_does_not() -> None:
    assert set(Manifest.model_json_schema()["properties"]["access"]["enum"]) == {
        "cards",
        "email",
        "open",
        "import",
    }
