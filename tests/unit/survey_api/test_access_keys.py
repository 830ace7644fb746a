"""The form of API keys."""

import hashlib
import re

import pytest

from survey_api.access.keys import new_key, parse_key
from survey_api.access.schemas import NewApiKey
from survey_api.access.scopes import SCOPES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tl_live_",
        "tl_live_0123456789ab",
        "tl_live_0123456789ab_" + "0" * 63,
        "tl_live_0123456789ab_" + "0" * 65,
        "tl_live_0123456789AB_" + "0" * 64,
        "tl_test_0123456789ab_" + "0" * 64,
        " tl_live_0123456789ab_" + "0" * 64,
        "tl_live_0123456789ab_" + "0" * 64 + "\n",
        "tl_live_0123456789ab_" + "\u0660" * 64,
    ],
)
def test_what_has_another_form_is_no_key(text: str) -> None:
    assert parse_key(text) is None


def test_a_key_reads_back_as_itself_and_no_two_are_alike() -> None:
    keys = [new_key() for _ in range(100)]

    assert {parse_key(key.text) for key in keys} == set(keys)
    assert len({key.id for key in keys}) == len({key.secret for key in keys}) == 100
    assert re.fullmatch(r"tl_live_[0-9a-f]{12}_[0-9a-f]{64}", keys[0].text)


def test_only_the_right_secret_matches() -> None:
    key, other = new_key(), new_key()

    assert key.matches(hashlib.sha256(key.secret.encode()).digest())
    assert not key.matches(other.secret_hash)
    assert not key.matches(b"")
    assert not key.matches(None)


def test_nothing_prints_a_secret_by_accident() -> None:
    key = new_key()

    assert key.secret not in repr(key) + str(key) + f"{key}"


def test_the_scopes_of_requests_are_the_scopes_there_are() -> None:
    schema = NewApiKey.model_json_schema()

    assert tuple(schema["properties"]["scopes"]["items"]["enum"]) == tuple(SCOPES)
