"""What a body must not be, by what the document says of it alone: a client can tell before it sends."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

DOCUMENT: Final[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parents[3] / "docs" / "openapi.json").read_text(encoding="utf-8")
)
SCHOOLS: Final = ["019a9f2e-7c00-7000-8000-000000000002"]
LIST: Final = "/v1/participations/{participation_id}/addresses"
CALLBACK: Final = "/v1/sign-in/oidc/callback"


def takes(schema: dict[str, Any], value: Any) -> bool:
    return Draft202012Validator(schema | {"components": DOCUMENT["components"]}).is_valid(value)


def body(path: str, method: str, media: str = "application/json") -> dict[str, Any]:
    schema: dict[str, Any] = DOCUMENT["paths"][path][method]["requestBody"]["content"][media]["schema"]
    return schema


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ({"role": "school_leader"}, False),
        ({"role": "school_leader", "schools": None}, False),
        ({"role": "school_leader", "schools": SCHOOLS}, True),
        ({"role": "district_administrator", "schools": SCHOOLS}, False),
        ({"role": "district_administrator", "schools": None}, True),
        ({"role": "district_administrator"}, True),
        ({"role": "viewer"}, True),
        ({"role": "viewer", "schools": SCHOOLS}, True),
    ],
)
def test_who_is_invited_with_which_schools(sent: dict[str, Any], *, taken: bool) -> None:
    assert takes(body("/v1/people", "post"), {"email": "lead@lakeview.example"} | sent) is taken


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ({"role": "school_leader", "schools": None}, False),
        ({"role": "school_leader"}, True),  # of somebody who is bound to schools already
        ({"role": "district_administrator", "schools": SCHOOLS}, False),
        ({"role": "district_administrator", "schools": None}, True),
        ({"schools": SCHOOLS}, True),
        ({}, True),
    ],
)
def test_what_may_become_of_somebody(sent: dict[str, Any], *, taken: bool) -> None:
    assert takes(body("/v1/people/{person_id}", "patch"), sent) is taken


@pytest.mark.parametrize(
    ("tables", "taken"),
    [([], True), (["grades"], True), (["grades", "grades"], False), ([""], False), (["not an id"], False)],
)
def test_which_tables_are_chosen(tables: list[str], *, taken: bool) -> None:
    schema = body("/v1/administrations/{administration_id}", "patch")

    assert takes(schema, {"subgroup_tables": tables}) is taken


@pytest.mark.parametrize("media", ["text/plain", "text/csv"])
@pytest.mark.parametrize(
    ("text", "taken"), [("", False), ("email\n", False), ("email\nj.doe@lakeview.example\n", True)]
)
def test_a_list_holds_an_address(media: str, text: str, *, taken: bool) -> None:
    assert takes(body(LIST, "post", media), text) is taken


@pytest.mark.parametrize(("name", "taken"), [("Office", True), (" Office ", True), ("\u00a0", False)])
def test_a_name_is_more_than_blanks(name: str, *, taken: bool) -> None:
    sent = {"name": name, "scopes": ["profiles.read"]}

    assert takes(body("/v1/clients", "post"), sent) is taken


@pytest.mark.parametrize(("text", "taken"), [("", True), ("SplxlOBeZQQYbYS6WxSbIA ~", True), ("ü", False)])
def test_a_provider_answers_in_ascii(text: str, *, taken: bool) -> None:
    parameters = DOCUMENT["paths"][CALLBACK]["get"]["parameters"]

    assert [takes(one["schema"], text) for one in parameters] == [taken, taken]
