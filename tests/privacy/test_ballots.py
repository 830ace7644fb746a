from tests.privacy.short import assert_holds


def test_ballots() -> None:
    assert_holds("ballots")
