from datetime import UTC, datetime, timedelta
from uuid import uuid4

from scoring_worker.touched import Touched

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
A, B = uuid4(), uuid4()


def test_the_first_look_is_at_everything_and_the_next_at_what_was_touched() -> None:
    touched = Touched()
    touched.add([A])

    assert touched.take(NOW) is None
    touched.add([A] * 10_000)
    touched.add([B])
    assert touched.take(NOW + timedelta(seconds=5)) == {A, B}
    assert touched.take(NOW + timedelta(seconds=10)) == set()


def test_an_hour_later_lost_hints_no_longer_matter() -> None:
    touched = Touched()
    touched.take(NOW)

    assert touched.take(NOW + timedelta(minutes=59)) == set()
    assert touched.take(NOW + timedelta(hours=1)) is None


def test_a_failed_look_is_made_good_by_a_complete_one() -> None:
    touched = Touched()
    touched.take(NOW)
    touched.forget()

    assert touched.take(NOW) is None
