"""Every failure leaves as `application/problem+json`, in one shape."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any, Final

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from survey_api.problems import (
    CrossSiteRequest,
    FieldError,
    InsufficientScope,
    InternalError,
    InvalidRequest,
    MalformedRequest,
    MethodNotAllowed,
    NotAuthenticated,
    NotFound,
    Problem,
    WholeDistrictOnly,
)

PROBLEM_JSON: Final = "application/problem+json"
RESPONDENT_TAG: Final = "respondents"
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def install(app: FastAPI) -> None:
    """Register the handlers on an application."""
    app.add_exception_handler(Problem, _render_problem)
    app.add_exception_handler(RequestValidationError, _render_invalid)
    app.add_exception_handler(HTTPException, _render_http)


def problem_response(problem: Problem, *, request_id: str | None, base_url: str) -> Response:
    """Render a problem; `base_url` is where this installation explains its problems."""
    content: dict[str, Any] = {
        "type": f"{base_url}/v1/problems/{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.slug,
    }
    if request_id is not None:
        content["request_id"] = request_id
    if problem.errors:
        content["errors"] = [
            {name: value for name, value in asdict(error).items() if value is not None}
            for error in problem.errors
        ]
    headers = {"Cache-Control": "no-store"} | problem.headers
    return Response(orjson.dumps(content), problem.status, headers, media_type=PROBLEM_JSON)


def problem_responses(*problems: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's `responses` for the problems an endpoint may answer with, several per status allowed."""
    by_status: dict[int, list[type[Problem]]] = {}
    for problem in problems:
        by_status.setdefault(problem.status, []).append(problem)
    return {status: _openapi_response(status, group) for status, group in by_status.items()}


def admin_problems(*problems: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """As `problem_responses`, with those every route for signed-in callers has."""
    return problem_responses(
        NotAuthenticated, InsufficientScope, WholeDistrictOnly, CrossSiteRequest, InvalidRequest, *problems
    )


def _openapi_response(status: int, problems: Sequence[type[Problem]]) -> dict[str, Any]:
    return {
        "description": "; ".join(problem.title for problem in problems) or HTTPStatus(status).phrase,
        "content": {
            PROBLEM_JSON: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {problem.slug: {"value": example(problem)} for problem in problems},
            }
        },
    }


def example(problem: type[Problem]) -> dict[str, Any]:
    """What a problem looks like, for the docs."""
    shown: dict[str, Any] = {
        "type": f"/v1/problems/{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.advice(),
        "code": problem.slug,
        "request_id": "6f1c1bd2a5d84b0f9c0e4a7f3e1d2c3b",
    }
    return shown


def is_respondent_route(request: Request) -> bool:
    """Whether nothing that was sent may be repeated; true for whatever is not known to be otherwise."""
    open_paths: frozenset[str] = request.app.state.administration_paths
    return getattr(request.scope.get("route"), "path", None) not in open_paths


async def _render_problem(request: Request, error: Exception) -> Response:
    problem = error if isinstance(error, Problem) else InternalError()
    return problem_response(problem, request_id=request.state.request_id, base_url=_base(request))


async def _render_invalid(request: Request, error: Exception) -> Response:
    faults: Sequence[Mapping[str, Any]] = error.errors() if isinstance(error, RequestValidationError) else ()
    if any(_is_no_json(fault) for fault in faults):
        return await _render_problem(request, MalformedRequest())
    silent = is_respondent_route(request)
    return await _render_problem(request, InvalidRequest(errors=[_field(f, silent=silent) for f in faults]))


def _is_no_json(fault: Mapping[str, Any]) -> bool:
    """Whether the body could not be parsed, or was not parsed for want of a content type."""
    return fault["type"] == "json_invalid" or (
        tuple(fault["loc"]) == ("body",) and isinstance(fault.get("input"), bytes)
    )


def _field(fault: Mapping[str, Any], *, silent: bool) -> FieldError:
    """Describe one validation fault; `silent` keeps what was sent out of it, unknown names included."""
    code = str(fault["type"]).replace("_", "-")
    location = fault["loc"][:-1] if silent and fault["type"] == "extra_forbidden" else fault["loc"]
    where, *path = location or ("body",)
    escaped = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
    pointer = escaped if where == "body" else f"{where}{escaped}"
    detail = "not valid here" if silent else str(fault["msg"]).removeprefix("Value error, ")
    return FieldError(pointer=pointer, code=code, detail=detail)


async def _render_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(_allowed_methods(request))
        return await _render_problem(request, MethodNotAllowed(headers={"Allow": allowed}))
    known: dict[int, type[Problem]] = {
        HTTPStatus.NOT_FOUND: NotFound,
        HTTPStatus.BAD_REQUEST: MalformedRequest,
    }
    return await _render_problem(request, known.get(status, InternalError)())


def _allowed_methods(request: Request) -> list[str]:
    """Every method that any route of this path takes; the framework itself names only the first's."""
    routes: Iterable[BaseRoute] = request.app.routes
    found: set[str] = set()
    for method in _METHODS:
        scope = dict(request.scope) | {"method": method}
        if any(route.matches(scope)[0] is Match.FULL for route in routes):
            found.add(method)
    if "GET" in found:
        found.add("HEAD")
    return [method for method in _METHODS if method in found]


def _base(request: Request) -> str:
    base: str = request.app.state.settings.public_url
    return base
