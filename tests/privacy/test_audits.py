from tests.privacy.short import assert_holds


def test_audits() -> None:
    assert_holds("audits")
