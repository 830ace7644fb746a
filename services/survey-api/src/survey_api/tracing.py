"""Traces by OpenTelemetry, of the administration only; switched on by the standard variables (`OTEL_…`).

The spans are our own. FastAPI's and the usual instrumentations name paths with their ids, queries, addresses,
and would follow respondents too. Here a request is its route's template, and a statement its text without any
value. Only the administration's login is watched, and only inside a request of the administration.
"""

import os
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from fastapi import FastAPI
from opentelemetry import propagate, trace
from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer
from sqlalchemy import event
from sqlalchemy.engine import Engine
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from survey_api.db import Database
from survey_api.settings import SettingsError
from survey_core.tables.roles import Role

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_NAME: Final = "survey-api"
_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_SERVER_ERROR: Final = 500
_SPAN: Final = "throughline_span"


def is_wanted(environment: Mapping[str, str]) -> bool:
    """Whether the standard variables ask for traces."""
    exporter = environment.get("OTEL_TRACES_EXPORTER", "")
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or exporter == "none":
        return False
    return exporter == "otlp" or any(environment.get(name) for name in _ENDPOINTS)


def provider_of_environment() -> "TracerProvider":
    """What sends spans where the standard variables say.

    Raises:
        SettingsError: the extra is not installed.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError:
        raise SettingsError("OTEL_…: install survey-api[otel], or unset these variables") from None
    name = os.environ.get("OTEL_SERVICE_NAME", _NAME)
    provider = TracerProvider(resource=Resource.create({"service.name": name}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def install(app: FastAPI, provider: "TracerProvider") -> None:
    """Trace an application that has its routes and was not started."""
    app.state.tracer_provider = provider
    tracer = provider.get_tracer(_NAME)
    app.add_middleware(TracedRequests, tracer=tracer, paths=app.state.administration_paths)
    database: Database = app.state.database
    _watch(database.engine(Role.ADMIN).sync_engine, tracer)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Send what is left of the spans at the end."""
    yield
    provider: TracerProvider | None = getattr(app.state, "tracer_provider", None)
    if provider is not None:
        provider.shutdown()


class TracedRequests:
    """One span for each request of the administration: method, template, status, request id."""

    def __init__(self, app: ASGIApp, *, tracer: Tracer, paths: Collection[str]) -> None:
        """Stand in front of an application.

        Args:
            app: what comes after.
            tracer: makes the spans.
            paths: templates of what is traced; nothing else is.
        """
        self._app = app
        self._tracer = tracer
        self._templates = [(compile_path(path)[0], path) for path in sorted(paths)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        template = self._template(scope["path"]) if scope["type"] == "http" else None
        if template is None:
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        with self._tracer.start_as_current_span(
            f"{scope['method']} {template}",
            context=propagate.extract(headers),
            kind=SpanKind.SERVER,
            attributes={"http.request.method": scope["method"], "http.route": template},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:

            async def noted(message: Message) -> None:
                if message["type"] == "http.response.start":
                    _note(span, scope, status=message["status"])
                await send(message)

            await self._app(scope, receive, noted)

    def _template(self, path: str) -> str | None:
        return next((template for pattern, template in self._templates if pattern.match(path)), None)


def _note(span: Span, scope: Scope, *, status: int) -> None:
    span.set_attribute("http.response.status_code", status)
    if (request_id := scope["state"].get("request_id")) is not None:
        span.set_attribute("throughline.request_id", request_id)
    if status >= _SERVER_ERROR:
        span.set_status(StatusCode.ERROR)


def _watch(engine: Engine, tracer: Tracer) -> None:
    """One span for each statement inside a traced request: its text, with placeholders for values."""

    def before(
        _connection: Any, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: Any
    ) -> None:
        if context is None or not trace.get_current_span().is_recording():
            return
        verb = statement.split(maxsplit=1)[0].upper()
        attributes = {"db.system.name": "postgresql", "db.query.text": statement}
        setattr(context, _SPAN, tracer.start_span(verb, kind=SpanKind.CLIENT, attributes=attributes))

    def after(
        _connection: Any, _cursor: Any, _statement: str, _parameters: Any, context: Any, _many: Any
    ) -> None:
        _end(context)

    def failed(failure: Any) -> None:
        # Its type only: PostgreSQL's messages quote values.
        _end(failure.execution_context, error=type(failure.original_exception).__qualname__)

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    event.listen(engine, "handle_error", failed)


def _end(context: Any, *, error: str | None = None) -> None:
    span: Span | None = getattr(context, _SPAN, None)
    if span is None:
        return
    if error is not None:
        span.set_attribute("error.type", error)
        span.set_status(StatusCode.ERROR)
    span.end()
