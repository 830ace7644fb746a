"""The OpenAPI 3.1 document: one problem shape, and an example on every operation."""

from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from survey_api.openapi_complete import completed
from survey_api.openapi_conventions import HEADERS, add_conventions
from survey_api.openapi_examples import ANSWERS, REQUESTS
from survey_api.openapi_links import add_links
from survey_api.openapi_names import rename_schemas
from survey_api.problems import BodyTooLarge, InvalidRequest, MalformedRequest
from survey_api.rendering import PROBLEM_JSON, problem_responses

_REF: Final = "#/components/schemas/"
_METHODS: Final = frozenset({"get", "post", "put", "patch", "delete"})
# The framework documents its own error shape; ours replaces it.
_REPLACED: Final = ("HTTPValidationError", "ValidationError")

PROBLEM_SCHEMA: Final[dict[str, Any]] = {
    "title": "Problem",
    "description": "An expected failure (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Leads to its explanation."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "Stable name; one of /v1/problems."},
        "request_id": {"type": "string", "description": "As in `X-Request-Id`; respondents get none."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "JSON Pointer into the body; else `query/…`, `path/…`, `header/…`.",
                    },
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "file": {"type": "string", "description": "Of an upload, or in an uploaded archive."},
                    "line": {"type": "integer", "minimum": 1, "description": "The header is line 1."},
                    "column": {"type": "string", "description": "As the header names it, or its number."},
                },
            },
        },
    },
}


def operation_id(route: APIRoute) -> str:
    """The function's name: what a generated client calls it."""
    return route.name


def install(app: FastAPI) -> None:
    """Let an application serve this document."""

    def build() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = document(app)
        return app.openapi_schema

    app.openapi = build  # type: ignore[method-assign] # FastAPI's documented way to extend its schema


def document(app: FastAPI) -> dict[str, Any]:
    """Build the document."""
    built = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        routes=app.routes,
        webhooks=app.webhooks.routes,
        openapi_version="3.1.0",
    )
    schemas: dict[str, Any] = built.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM_SCHEMA
    built["components"]["headers"] = HEADERS
    for operation in operations(built):
        _replace_validation_errors(operation)
        _add_given_examples(operation)
        for content in _contents(operation):
            _add_example(content, schemas)
        _complete_examples(operation, schemas)
    for operation in _operations_of(built["paths"]):
        _add_problems_of_bodies(operation)
    add_links(built["paths"], schemas)
    _group(built["paths"])
    for operation in _operations_of(built["paths"]):
        for status, response in operation["responses"].items():
            if status.startswith("3"):
                response.pop("content", None)  # the framework documents a body that redirects do not have
    state = app.state
    add_conventions(
        built["paths"],
        administration=state.administration_paths,
        items=state.items,
        repeatable=state.repeatable,
    )
    for message in built.get("webhooks", {}).values():
        message["post"]["responses"].pop("422", None)  # what a receiver answers else is its own affair
    for name in _REPLACED:
        schemas.pop(name, None)
    return rename_schemas(built)


def operations(built: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every operation of a document, those included that receivers of webhooks serve."""
    yield from _operations_of(built["paths"])
    yield from _operations_of(built.get("webhooks", {}))


def _operations_of(paths: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in paths.values():
        for method, operation in path.items():
            if method in _METHODS:
                yield operation


def example_of(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """The example a schema gives, following references and building lists; None when there is none."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].removeprefix(_REF)], schemas)
    if schema.get("examples"):
        return schema["examples"][0]
    if schema.get("type") == "array":
        item = example_of(schema.get("items", {}), schemas)
        return None if item is None else [item]
    properties: dict[str, Any] = schema.get("properties", {})
    if "data" in properties:
        data = example_of(properties["data"], schemas)
        page = {"next_cursor": None, "has_more": False} if "has_more" in properties else {}
        return None if data is None else {"data": data} | page
    return None


def _replace_validation_errors(operation: dict[str, Any]) -> None:
    """Drop the framework's 422 where we documented none: the route takes nothing that could be invalid."""
    for status, response in list(operation["responses"].items()):
        for media, content in list(response.get("content", {}).items()):
            if content.get("schema", {}).get("$ref", "").removeprefix(_REF) in _REPLACED:
                del response["content"][media]
        if status == "422" and not response.get("content"):
            response["description"] = "The request is not valid"
            response["content"] = problem_responses(InvalidRequest)[422]["content"]


def _group(paths: dict[str, Any]) -> None:
    """Put each operation with the others of its collection, where pages and generated clients show it."""
    for path, operations in paths.items():
        words = [word for word in path.split("/") if word not in {"", "v1"}]
        for operation in operations.values():
            if "administration" in operation.get("tags", ("administration",)):
                operation["tags"] = words[:1]


def _add_problems_of_bodies(operation: dict[str, Any]) -> None:
    """Whoever sends a body may send too much of it, or what cannot be read; OAuth has words of its own."""
    if "requestBody" not in operation or "422" not in operation["responses"]:
        return
    for status, response in problem_responses(MalformedRequest, BodyTooLarge).items():
        operation["responses"].setdefault(str(status), response)


def _contents(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every body of an operation that is not a problem."""
    yield from operation.get("requestBody", {}).get("content", {}).values()
    for response in operation["responses"].values():
        for media, content in response.get("content", {}).items():
            if media != PROBLEM_JSON:
                yield content


def _add_given_examples(operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    if name in REQUESTS:
        for content in operation["requestBody"]["content"].values():
            content["example"] = REQUESTS[name]
    for status, response in operation["responses"].items():
        if name in ANSWERS and status.startswith("2"):
            response["content"]["application/json"]["example"] = ANSWERS[name]


def _complete_examples(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            if "example" in content:
                content["example"] = completed(content["example"], content.get("schema", {}), schemas)


def _add_example(content: dict[str, Any], schemas: dict[str, Any]) -> None:
    if "example" not in content and "examples" not in content:
        example = example_of(content.get("schema", {}), schemas)
        if example is not None:
            content["example"] = example
