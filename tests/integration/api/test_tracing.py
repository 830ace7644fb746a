"""Spans of the administration hold no value of anybody's; of respondents there are none."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from survey_api import tracing
from survey_api.app import create_app
from survey_api.settings import Settings
from tests.fixtures.office import Office
from tests.fixtures.respondent_api import client_of

CANARY = "CANARY7K2M9QXD"
SOME_ID = "00000000-0000-4000-8000-000000000000"
TRACE = "0af7651916cd43dd8448eb211c80319c"
ALLOWED = {
    *("http.request.method", "http.route", "http.response.status_code", "throughline.request_id"),
    *("db.system.name", "db.query.text", "error.type"),
}


async def test_spans_name_templates_and_statements_and_nobody(api_settings: Settings, admin_key: str) -> None:
    memory = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(memory))
    app = create_app(api_settings)
    tracing.install(app, provider)
    headers = {"User-Agent": CANARY, "X-Forwarded-For": "203.0.113.77"}
    async with app.router.lifespan_context(app), client_of(app, address="203.0.113.78") as http:
        respondents = [
            await http.request(method, path, json={"code": CANARY}, headers=headers)
            for method, path in (
                ("POST", "/v1/passes"),
                ("POST", "/v1/responses"),
                ("GET", f"/v1/participations/{SOME_ID}/manifest"),
                ("GET", f"/v1/participations/{SOME_ID}/record"),
                ("GET", "/survey/"),
                ("GET", "/readyz"),
                ("GET", f"/v1/{CANARY}"),
            )
        ]
        assert len(respondents) == 7
        assert memory.get_finished_spans() == ()

        office = Office.with_key(http, admin_key)
        ids = [{"system": "local", "value": CANARY}]
        mine = headers | {"X-Request-Id": "night-run", "traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
        made = await office.http.post(
            "/v1/districts", json={"name": CANARY, "external_ids": ids}, headers=mine
        )
        assert made.status_code == 201
        await office.http.get(f"/v1/districts?external_id=local:{CANARY}", headers=headers)
        await office.http.get(f"/v1/schools/{SOME_ID}", headers=headers)
        await office.http.post(
            "/v1/schools", json={"name": "a\0", "district": made.json()["id"]}, headers=headers
        )

    spans = memory.get_finished_spans()
    requests = [span for span in spans if span.attributes and "http.route" in span.attributes]
    statements = [span for span in spans if span not in requests]
    assert [span.name for span in requests] == [
        "POST /v1/districts", "GET /v1/districts", "GET /v1/schools/{school_id}", "POST /v1/schools",
    ]  # fmt: skip
    assert {span.name for span in statements} >= {"SELECT", "INSERT"}
    first = requests[0]
    assert first.attributes is not None
    assert (first.attributes["http.response.status_code"], first.attributes["throughline.request_id"]) == (
        201,
        "night-run",
    )
    assert first.context is not None
    assert f"{first.context.trace_id:032x}" == TRACE
    known = {span.context.span_id for span in requests if span.context}
    assert all(span.parent is not None and span.parent.span_id in known for span in statements)
    for span in spans:
        assert set(span.attributes or {}) <= ALLOWED
        assert span.events == ()
    told = " ".join(span.to_json() for span in spans)
    for word in (CANARY, "203.0.113", SOME_ID, made.json()["id"], admin_key[-20:]):
        assert word not in told, word


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, False),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
        ({"OTEL_TRACES_EXPORTER": "otlp", "OTEL_SDK_DISABLED": "true"}, False),
    ],
)
def test_the_standard_variables_switch_it(environment: dict[str, str], *, wanted: bool) -> None:
    assert tracing.is_wanted(environment) is wanted


@pytest.fixture
def collector() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """A collector's address, and what came there: path and body."""
    came: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", came
    server.shutdown()
    server.server_close()
    thread.join()


async def test_spans_arrive_where_the_variables_say(
    api_settings: Settings, admin_key: str, monkeypatch: pytest.MonkeyPatch, collector: Any
) -> None:
    address, came = collector
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
    monkeypatch.setenv("OTEL_SERVICE_NAME", "lakeview")
    app = create_app(api_settings)
    async with app.router.lifespan_context(app), client_of(app) as http:
        answer = await http.get("/v1/token_info", headers={"Authorization": f"Bearer {admin_key}"})
        assert answer.status_code == httpx.codes.OK

    assert [path for path, _ in came] == ["/v1/traces"]
    assert b"GET /v1/token_info" in came[0][1]
    assert b"lakeview" in came[0][1]
