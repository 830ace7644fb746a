"""Links of the OpenAPI document: from what was made, or listed, to the thing itself.

They are derived, not written: where `/v1/things` and `/v1/things/{thing_id}` exist, the answer of the first
says how to ask the second.
"""

import re
from typing import Any, Final

_ITEM: Final = re.compile(r"^(?P<collection>.+)/{(?P<name>\w+)}$")
_MADE: Final = ("201", "202")
_LISTED: Final = "200"


def add_links(paths: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Add them to a document's paths, in place."""
    for path, operations in paths.items():
        match = _ITEM.match(path)
        if match is None or match["collection"] not in paths:
            continue
        collection = paths[match["collection"]]
        for status in _MADE:
            made = collection.get("post", {}).get("responses", {}).get(status)
            if made is not None and "id" in _properties(made, schemas):
                _link(made, operations, path, name=match["name"], value="$response.body#/id")
        listed = collection.get("get", {}).get("responses", {}).get(_LISTED)
        if listed is not None and "data" in _properties(listed, schemas):
            _link(listed, operations, path, name=match["name"], value="$response.body#/data/0/id")


def _link(response: dict[str, Any], operations: dict[str, Any], path: str, *, name: str, value: str) -> None:
    """Say in `response` how to read the item, and to change and end it where that is possible."""
    outer = re.findall(r"{(\w+)}", path)[:-1]
    parameters = {one: f"$request.path.{one}" for one in outer} | {name: value}
    for method in ("get", "patch", "delete"):
        operation = operations.get(method)
        if operation is not None:
            target = operation["operationId"]
            response.setdefault("links", {})[target] = {"operationId": target, "parameters": parameters}


def _properties(response: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    properties: dict[str, Any] = schema.get("properties", {})
    return properties
