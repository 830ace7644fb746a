from tests.privacy.short import assert_holds


def test_groups() -> None:
    assert_holds("groups")
