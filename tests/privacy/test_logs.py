from tests.privacy.short import assert_holds


def test_logs() -> None:
    assert_holds("logs")
