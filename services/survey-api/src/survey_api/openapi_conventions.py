"""What every route of the administration has in common, in the OpenAPI document."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from survey_api.preconditions.items import Items
from survey_api.problems import (
    DeletedMeanwhile,
    IdempotencyKeyInvalid,
    IdempotencyKeyReused,
    InvalidCursor,
    PreconditionFailed,
    RequestInFlight,
    TooManyRequests,
)
from survey_api.rendering import problem_responses

Operation = dict[str, Any]

_CHANGES: Final = frozenset({"post", "put", "patch", "delete"})
_NAMES_OF_CURSORS: Final = frozenset({"cursor", "since"})
#: GET whose answers are about the moment.
_OF_THE_MOMENT: Final = frozenset({"/v1/token_info"})
_IDEMPOTENCY: Final = (
    "A key of your own, best a UUID: within 24 hours the same request with the same key gets the same answer."
)
_TEXT: Final[dict[str, Any]] = {"type": "string"}
#: Visible ASCII, blanks only inside.
_KEY_FORM: Final[dict[str, Any]] = _TEXT | {
    "minLength": 1,
    "maxLength": 255,
    "pattern": r"^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$",
}
#: `components/headers` of the document.
HEADERS: Final[dict[str, Any]] = {
    name: {"description": description, "schema": {"type": "string", "example": example}}
    for name, description, example in (
        (
            "RateLimit-Policy",
            "How many requests a caller may make in how many seconds.",
            '"caller";q=6000;w=60',
        ),
        ("RateLimit", "How many are left, and in how many seconds all are again.", '"caller";r=5999;t=1'),
        (
            "ETag",
            "Strong, of the content alone: the same for every caller.",
            '"6f1c1bd2a5d84b0f9c0e4a7f3e1d2c3b"',
        ),
    )
}
_LIMIT: Final = ("RateLimit-Policy", "RateLimit")


def add_conventions(
    paths: dict[str, Any], *, administration: frozenset[str], items: Items, repeatable: Collection[str]
) -> None:
    """Describe headers, parameters and refusals that no route names itself.

    Args:
        paths: of the document; changed in place.
        administration: the templates of the administration's routes.
        items: what `If-Match` may be said of.
        repeatable: names of the operations that take an `Idempotency-Key`.
    """
    for path, method, operation in _operations(paths, administration):
        _add_limit(operation)
        if _NAMES_OF_CURSORS & {one["name"] for one in operation.get("parameters", ())}:
            _add_refusals(operation, InvalidCursor)
        if method == "get" and path not in _OF_THE_MOMENT:
            _add_etags(operation)
        if method in _CHANGES and items.find(path) is not None:
            _add_header(operation, "If-Match", "The ETag of the thing as you know it; else 412.")
            _add_refusals(operation, PreconditionFailed)
        if method in _CHANGES:
            _add_refusals(operation, DeletedMeanwhile)
        if method == "post" and operation["operationId"] in repeatable:
            _add_header(operation, "Idempotency-Key", _IDEMPOTENCY, schema=_KEY_FORM)
            _add_refusals(operation, IdempotencyKeyInvalid, RequestInFlight, IdempotencyKeyReused)


def _operations(
    paths: dict[str, Any], administration: frozenset[str]
) -> Iterator[tuple[str, str, Operation]]:
    for path in administration & paths.keys():
        for method, operation in paths[path].items():
            if method in _CHANGES or method == "get":
                yield path, method, operation


def _add_limit(operation: Operation) -> None:
    _add_refusals(operation, TooManyRequests)
    for status, answer in operation["responses"].items():
        if status[0] == "2" or status == "429":
            _add_answered(answer, *_LIMIT)


def _add_etags(operation: Operation) -> None:
    _add_header(operation, "If-None-Match", "An ETag answered before; 304 while it is still right.")
    operation["responses"].setdefault("304", {"description": "The caller has this revision"})
    _add_answered(operation["responses"]["200"], "ETag")


def _add_answered(answer: dict[str, Any], *names: str) -> None:
    """Say which of the headers in `HEADERS` an answer has."""
    added = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    answer["headers"] = answer.get("headers", {}) | added


def _add_header(
    operation: Operation, name: str, description: str, *, schema: Mapping[str, Any] = _TEXT
) -> None:
    parameters: list[dict[str, Any]] = operation.setdefault("parameters", [])
    if any(one["in"] == "header" and one["name"].lower() == name.lower() for one in parameters):
        return
    parameters.append(
        {
            "name": name,
            "in": "header",
            "required": False,
            "description": description,
            "schema": dict(schema),
        }
    )


def _add_refusals(operation: Operation, *problems: Any) -> None:
    """Document problems, beside others of the same status."""
    for status, response in problem_responses(*problems).items():
        known = operation["responses"].setdefault(str(status), response)
        if known is not response:
            content, more = (one["content"]["application/problem+json"] for one in (known, response))
            content["examples"] = content.get("examples", {}) | more["examples"]
            known["description"] += f"; {response['description']}"
