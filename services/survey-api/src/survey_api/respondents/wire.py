"""Bytes on the wire: canonical base64url of an exact length.

Respondent routes read their bodies here and not through the framework's own validation: it is several times
faster (docs/adr/0006-group-commit.md), and no error repeats what was sent, names of unknown fields included.
"""

from collections.abc import Callable, Coroutine, Mapping
from typing import Annotated, Any, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from survey_api.problems import FieldError, MalformedRequest, Problem
from survey_core.encoding import unb64url

_DETAILS: Mapping[str, str] = {
    "missing": "this field is required",
    "extra_forbidden": "only the documented fields are allowed",
    "string_type": "must be a string",
    "string_too_long": "is too long",
    "string_pattern_mismatch": "must be a UUID of 36 characters in lower case",
}


class RespondentBody(BaseModel):
    """A request body that shows nothing of itself in an error or a traceback."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    __str__ = __repr__


Body = TypeVar("Body", bound=RespondentBody)


def _bytes(value: Any) -> bytes:
    try:
        if isinstance(value, str):
            return unb64url(value)
    except ValueError:
        pass
    raise PydanticCustomError("base64url", "must be canonical base64url without padding")


def _exactly(n_bytes: int) -> Callable[[Any], bytes]:
    def check(value: Any) -> bytes:
        if len(found := _bytes(value)) != n_bytes:
            raise PydanticCustomError("length", "must have exactly {n} bytes", {"n": n_bytes})
        return found

    return check


def _symbols(n_bytes: int) -> int:
    return -(-n_bytes * 4 // 3)


def exact_bytes(n_bytes: int) -> Any:
    """Type of a field of exactly `n_bytes` bytes."""
    return Annotated[bytes, BeforeValidator(_exactly(n_bytes)), _exact_schema(n_bytes)]


def bytes_checked_later(n_bytes: int) -> Any:
    """Type of a field of exactly `n_bytes` bytes, where the protocol asks for something else first."""
    return Annotated[bytes, BeforeValidator(_bytes), _exact_schema(n_bytes)]


def _exact_schema(n_bytes: int) -> WithJsonSchema:
    length = _symbols(n_bytes)
    return WithJsonSchema(
        {"type": "string", "minLength": length, "maxLength": length, "pattern": "^[A-Za-z0-9_-]*$"}
    )


SomeBytes = Annotated[
    bytes, BeforeValidator(_bytes), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9_-]*$"})
]
#: As text: only the one spelling that enters hashes and signatures is taken.
ParticipationId = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
    WithJsonSchema({"type": "string", "format": "uuid"}),
]


def parse_body(model: type[Body], raw: bytes, *, malformed: type[Problem]) -> Body:
    """Parse and check a body.

    Raises:
        MalformedRequest: not JSON.
        Problem: `malformed`, with every fault and without any value.
    """
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
    if any(fault["type"] == "json_invalid" for fault in faults):
        raise MalformedRequest
    raise malformed(errors=[_field_error(fault["type"], fault["loc"], fault["msg"]) for fault in faults])


def _field_error(kind: str, location: tuple[int | str, ...], message: str) -> FieldError:
    # The name of an unknown field is input too.
    known = () if kind == "extra_forbidden" else location
    ours = kind in {"base64url", "length", "credential"}
    return FieldError(
        pointer="".join(f"/{part}" for part in known),
        code=kind.replace("_", "-"),
        detail=message if ours else _DETAILS.get(kind, "not valid here"),
    )


def body_route(model: type[Body], *, malformed: type[Problem]) -> type[APIRoute]:
    """A route class whose endpoint is called as `endpoint(request, body)` and returns a response.

    The endpoint's signature documents the body as always; reading and checking it happens here.
    """

    class BodyRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            endpoint = self.endpoint

            async def handle(request: Request) -> Response:
                body = parse_body(model, await request.body(), malformed=malformed)
                response: Response = await endpoint(request, body)
                return response

            return handle

    return BodyRoute
