"""Examples of answers, with all that an answer always has."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

_REF: Final = "#/components/schemas/"
Schema = Mapping[str, Any]


def completed(example: Any, schema: Schema, schemas: Schema) -> Any:
    """An example together with what it leaves out, although its schema says that it is always there.

    Args:
        example: as somebody wrote it, with what matters.
        schema: what it is an example of.
        schemas: `components/schemas` of the document.

    Raises:
        ValueError: something is left out that is neither null, nor empty, nor has a default.
    """
    found = _branch_for(example, schema, schemas)
    if isinstance(example, list):
        return [completed(one, found.get("items", {}), schemas) for one in example]
    if not isinstance(example, dict) or "properties" not in found:
        return example
    properties: Schema = found["properties"]
    shown = {name: completed(value, properties.get(name, {}), schemas) for name, value in example.items()}
    left_out = [name for name in found.get("required", ()) if name not in shown]
    return shown | {name: _nothing(name, properties[name], schemas) for name in left_out}


def _branch_for(example: Any, schema: Schema, schemas: Schema) -> Schema:
    """The one of several schemas that an object or a list is an example of."""
    branches = list(_branches(schema, schemas))
    if isinstance(example, dict):
        return next((one for one in branches if example.keys() <= one.get("properties", {}).keys()), {})
    if isinstance(example, list):
        return next((one for one in branches if one.get("type") == "array"), {})
    return {}


def _branches(schema: Schema, schemas: Schema) -> Iterator[Schema]:
    if "$ref" in schema:
        yield from _branches(schemas[schema["$ref"].removeprefix(_REF)], schemas)
        return
    yield schema
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _branches(one, schemas)


def _nothing(name: str, schema: Schema, schemas: Schema) -> Any:
    if "default" in schema:
        return schema["default"]
    types = {one.get("type") for one in _branches(schema, schemas)}
    if "null" in types:
        return None
    if "array" in types:
        return []
    raise ValueError(f"an example leaves out {name}, which is always there and never empty")
