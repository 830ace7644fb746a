from tests.privacy.short import assert_holds


def test_an_operator_with_a_key_per_person_gets_no_code() -> None:
    assert_holds("personal_keys")
