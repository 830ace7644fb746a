"""Examples in the document: with all that an answer always has, and valid by their own schemas."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from survey_api.openapi_complete import completed

DOCUMENT = orjson.loads((Path(__file__).parents[3] / "docs" / "openapi.json").read_bytes())
NAMES = {
    "Thing": {
        "type": "object",
        "required": ["id", "ended", "parts", "k", "owner"],
        "properties": {
            "id": {"type": "string"},
            "ended": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
            "k": {"type": "integer", "default": 5},
            "owner": {"anyOf": [{"$ref": "#/components/schemas/Part"}, {"type": "null"}]},
        },
    },
    "Part": {"required": ["id", "note"], "properties": {"id": {}, "note": {"type": ["null"]}}},
}
THING = {"$ref": "#/components/schemas/Thing"}


def test_what_has_no_empty_form_must_be_in_the_example() -> None:
    with pytest.raises(ValueError, match="id"):
        completed({"ended": None}, THING, NAMES)


def test_what_is_left_out_is_null_empty_or_the_default_in_every_depth() -> None:
    part = {"anyOf": [{"type": "null"}, {"type": "string"}]}
    schemas = NAMES | {"Part": {"required": ["note"], "properties": {"id": {}, "note": part}}}

    found = completed({"id": "1", "owner": {"id": "2"}}, THING, schemas)

    assert found == {"id": "1", "owner": {"id": "2", "note": None}, "ended": None, "parts": [], "k": 5}
    assert completed([{"id": "1"}], {"type": "array", "items": THING}, schemas)[0]["owner"] is None


def examples() -> Iterator[tuple[str, Any, Any]]:
    """Every example of a JSON body: place, schema, example."""
    for path, operations in DOCUMENT["paths"].items():
        for method, operation in operations.items():
            bodies = {"request": operation.get("requestBody", {})} | operation["responses"]
            for place, body in bodies.items():
                for media, content in body.get("content", {}).items():
                    given = [content["example"]] if "example" in content else []
                    given += [one["value"] for one in content.get("examples", {}).values()]
                    if "json" in media:
                        yield from ((f"{method} {path} {place}", content["schema"], one) for one in given)


def test_every_example_is_valid() -> None:
    resource = DRAFT202012.create_resource(_absolute(DOCUMENT))
    known = Registry().with_resource("urn:d", resource)

    tried = [
        (place, Draft202012Validator(_absolute(schema), registry=known).is_valid(one))
        for place, schema, one in examples()
    ]

    assert [place for place, valid in tried if not valid] == []
    assert len(tried) > 1000


def _absolute(part: Any) -> Any:
    """A document whose references name it, so that they can be followed from outside."""
    if isinstance(part, dict):
        return {
            name: f"urn:d{value}" if name == "$ref" and isinstance(value, str) else _absolute(value)
            for name, value in part.items()
        }
    return [_absolute(one) for one in part] if isinstance(part, list) else part
