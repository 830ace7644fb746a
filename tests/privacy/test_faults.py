from tests.privacy.short import assert_holds


def test_faults() -> None:
    assert_holds("faults")
