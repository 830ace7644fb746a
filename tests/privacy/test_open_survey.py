from tests.privacy.short import assert_holds


def test_open_survey() -> None:
    assert_holds("open_survey")
