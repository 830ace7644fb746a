from tests.privacy.short import assert_holds


def test_timing() -> None:
    assert_holds("timing")
