"""What Prometheus reads: what administrators and programs do, and nothing that tells of a respondent."""

from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from infra.local.nats import free_port
from survey_api import metrics
from survey_api.app import create_app
from survey_api.settings import Settings, SettingsError
from tests.fixtures.office import Office
from tests.fixtures.respondent_api import client_of

SOME_ID = "00000000-0000-4000-8000-000000000000"
LABELS = {"route", "method", "status", "outcome", "le"}


async def read(port: int) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Sample name and labels to value, as Prometheus parses it."""
    async with httpx.AsyncClient() as http:
        text = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def requests_of(found: dict[Any, float]) -> dict[tuple[str, str, str], float]:
    """Route, method and class of status to their number."""
    return {
        (dict(labels)["route"], dict(labels)["method"], dict(labels)["status"]): value
        for (name, labels), value in found.items()
        if name == "throughline_api_requests_total"
    }


async def test_only_the_administration_is_counted_and_by_template(
    api_settings: Settings, admin_key: str, superuser: Any
) -> None:
    port = free_port()
    app = create_app(api_settings.model_copy(update={"metrics_port": port, "rate_limit_per_minute": 20}))
    async with app.router.lifespan_context(app), client_of(app) as http:
        before = await read(port)
        office = Office.with_key(http, admin_key)
        repeated = {"Idempotency-Key": "once"}
        for _ in range(2):
            made = await office.http.post("/v1/districts", json={"name": "Pond"}, headers=repeated)
        await office.http.get(f"/v1/districts/{made.json()['id']}")
        await office.http.get(f"/v1/districts/{SOME_ID}")
        await office.http.get(f"/v1/schools?limit={SOME_ID}")
        respondents = (
            ("POST", "/v1/passes"), ("POST", "/v1/responses"), ("GET", "/survey/"), ("GET", "/nonsense"),
            ("GET", f"/v1/participations/{SOME_ID}/manifest"),
        )  # fmt: skip
        for method, path in respondents:
            await http.request(method, path, json={})
        asked = [(await office.http.get("/v1/token_info")).status_code for _ in range(20)]
        refused = asked.count(429)
        assert 0 < refused < len(asked)
        await superuser.execute(
            "INSERT INTO outbox_events (type, data)"
            " VALUES ('nonsense.v1', '{}'), ('response.completed.v1', '{}')"
        )
        await metrics.look_once(app.state.database)
        after = await read(port)

    counted = {
        key: value - requests_of(before).get(key, 0)
        for key, value in requests_of(after).items()
        if value != requests_of(before).get(key, 0)
    }
    assert counted == {
        ("/v1/districts", "POST", "2xx"): 2,
        ("/v1/districts/{district_id}", "GET", "2xx"): 1,
        ("/v1/districts/{district_id}", "GET", "4xx"): 1,
        ("/v1/schools", "GET", "4xx"): 1,
        ("/v1/token_info", "GET", "2xx"): len(asked) - refused,
        ("/v1/token_info", "GET", "4xx"): refused,
    }
    for name, step in (
        ("throughline_idempotent_replays_total", 1),
        ("throughline_rate_limited_total", refused),
    ):
        assert after[name, ()] - before[name, ()] == step
    assert after["throughline_outbox_events", ()] == 1
    assert {label for _, labels in after for label, _ in labels} <= LABELS
    assert not any(
        word in str(after) for word in (SOME_ID, made.json()["id"], "Pond", "process_", "manifest")
    )


async def test_nothing_listens_unless_asked_and_a_taken_port_is_told(api_settings: Settings) -> None:
    assert api_settings.metrics_port is None
    port = free_port()
    settings = api_settings.model_copy(update={"metrics_port": port})
    first, second = create_app(settings), create_app(settings)
    async with first.router.lifespan_context(first):
        with pytest.raises(SettingsError, match="METRICS_PORT"):
            async with second.router.lifespan_context(second):
                pass
    with pytest.raises(httpx.ConnectError):
        await read(port)
