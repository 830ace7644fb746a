"""Types of the OpenAPI document in words, with links to schemas."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

_LIMITS = (
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("minLength", "{} or more characters"),
    ("maxLength", "up to {} characters"),
    ("minItems", "{} or more"),
    ("maxItems", "up to {}"),
)


def type_of(schema: Mapping[str, Any]) -> str:
    """A schema in a few words, as HTML."""
    if "$ref" in schema:
        return link(schema["$ref"].rpartition("/")[2])
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(type_of(one) for one in schema[several]))
    if "const" in schema:
        return f"<code>{escape(json.dumps(schema['const']))}</code>"
    if "enum" in schema:
        return " | ".join(f"<code>{escape(json.dumps(one))}</code>" for one in schema["enum"])
    if schema.get("type") == "array":
        return "list of " + type_of(schema.get("items", {})) + _limits(schema)
    return escape(_kind(schema)) + _limits(schema)


def link(name: str) -> str:
    """A link to a schema of the same page."""
    return f'<a href="#schema-{escape(name)}">{escape(name)}</a>'


def _kind(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type", "anything")
    names = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{names} ({schema['format']})" if "format" in schema else names


def _limits(schema: Mapping[str, Any]) -> str:
    said = [text.format(schema[name]) for name, text in _LIMITS if name in schema]
    return f", {escape(', '.join(said))}" if said else ""
