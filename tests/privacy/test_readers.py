from tests.privacy.short import assert_holds


def test_readers() -> None:
    assert_holds("readers")
