from tests.privacy.short import assert_holds


def test_votes() -> None:
    assert_holds("votes")
