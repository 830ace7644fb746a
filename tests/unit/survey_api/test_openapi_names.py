"""What generated clients are made of: names that are names, and links that lead somewhere."""

import json
import re
from typing import Any

import pytest
from pydantic import BaseModel

from survey_api.docs import openapi_json
from survey_api.openapi_names import rename_schemas

NAME = re.compile(r"[A-Z][A-Za-z0-9]*")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(openapi_json())
    return loaded


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(inner) for inner in value.values()))
    if isinstance(value, list):
        return set().union(*(references(inner) for inner in value))
    return set()


def test_every_schema_has_a_name_that_code_can_have(document: dict[str, Any]) -> None:
    names = set(document["components"]["schemas"])

    assert [name for name in names if not NAME.fullmatch(name)] == []
    assert {"School", "SchoolPage", "ProfileSchool", "ProfileDocument", "Suppressed"} <= names
    assert len({name.lower() for name in names}) == len(names)


def test_no_reference_leads_nowhere(document: dict[str, Any]) -> None:
    parts = {f"#/components/{kind}/{name}" for kind, of in document["components"].items() for name in of}

    found = {one for one in references(document) if one.startswith("#/components/")}

    assert {one.split("/")[2] for one in found} >= {"schemas", "headers"}
    assert found - parts == set()


def test_what_was_made_or_listed_links_to_the_thing_itself(document: dict[str, Any]) -> None:
    operations = {
        operation["operationId"]: (path, operation)
        for path, methods in document["paths"].items()
        for operation in methods.values()
    }
    links = {
        (operation["operationId"], status, name): link
        for _, operation in operations.values()
        for status, response in operation["responses"].items()
        for name, link in response.get("links", {}).items()
    }

    assert links["create_school", "201", "get_school"]["parameters"] == {"school_id": "$response.body#/id"}
    assert links["list_deliveries", "200", "get_delivery"]["parameters"] == {
        "webhook_id": "$request.path.webhook_id",
        "delivery_id": "$response.body#/data/0/id",
    }
    for link in links.values():
        path, _ = operations[link["operationId"]]
        assert set(re.findall(r"{(\w+)}", path)) == set(link["parameters"])
    assert len(links) > 30


def test_two_classes_of_one_name_stay_two() -> None:
    class Thing(BaseModel):
        a: int

    schemas: dict[str, Any] = {
        "survey_api__things__schemas__Thing": Thing.model_json_schema(),
        "survey_core__contracts__profile__Thing": Thing.model_json_schema() | {"description": "another"},
        "Page_Thing_": {
            "properties": {
                "data": {"items": {"$ref": "#/components/schemas/survey_core__contracts__profile__Thing"}}
            }
        },
    }

    renamed = rename_schemas({"components": {"schemas": schemas}})["components"]["schemas"]

    assert set(renamed) == {"Thing", "ProfileThing", "ProfileThingPage"}
    assert renamed["ProfileThing"]["description"] == "another"
    assert renamed["ProfileThingPage"]["properties"]["data"]["items"]["$ref"].endswith("/ProfileThing")
