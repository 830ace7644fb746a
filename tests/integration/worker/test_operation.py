"""A running system as an operator sees it: metrics of both services, a request followed into the worker."""

import contextlib
import time
from collections.abc import Callable

import httpx

from infra.local.nats import free_port
from infra.local.stack import Stack

MINE = {"X-Request-Id": "office-2026-11-22"}
_PATIENCE_S = 30


def test_both_services_are_read_and_a_request_is_followed_into_the_worker(
    new_stack: Callable[..., Stack],
) -> None:
    ports = {"METRICS_PORT": free_port(), "WORKER_METRICS_PORT": free_port()}
    # Only the event may ask for the key: no turn of the clock, and not the worker's start.
    asked = {"RECONCILE_SECONDS": "3600"} | {name: str(port) for name, port in ports.items()}
    stack = new_stack(extra_env=asked)
    wait_for("throughline_worker_lag_events", port=ports["WORKER_METRICS_PORT"])
    headers = {"Authorization": f"Bearer {stack.admin_key}"} | MINE
    district = post(stack, "/v1/districts", {"name": "Pond"}, headers)
    school = post(stack, "/v1/schools", {"name": "Pond", "district": district}, headers)
    plan = {
        "title": "Autumn", "district": district, "instrument": "internal-coherence", "version": "1.0.0",
        "access": "cards", "opens_at": "2030-01-01T08:00:00Z", "closes_at": "2030-01-09T08:00:00Z",
        "schools": [{"school": school, "eligible": 40}],
    }  # fmt: skip
    post(stack, "/v1/administrations", plan, headers)

    told = 'throughline_worker_events_total{outcome="handled",type="participation.added.v1"} 1.0'
    worker = wait_for(told, port=ports["WORKER_METRICS_PORT"])
    api = wait_for("throughline_api_requests_total", port=ports["METRICS_PORT"])

    assert "throughline_worker_lag_events" in worker
    assert 'route="/v1/administrations",status="2xx"' in api
    for text in (worker, api):
        assert not any(word in text for word in (district, school, "Pond", "process_", "python_"))
    log = (stack.home.logs / "worker.log").read_text()
    made = next(line for line in log.splitlines() if '"sealing key made"' in line)
    assert f'"request_id": "{MINE["X-Request-Id"]}"' in made


def post(stack: Stack, path: str, body: object, headers: dict[str, str]) -> str:
    """POST that must succeed; returns the id of what it made."""
    answer = httpx.post(stack.base_url + path, json=body, headers=headers, timeout=30)
    assert answer.is_success, answer.text
    return str(answer.json()["id"])


def wait_for(text: str, *, port: int) -> str:
    """What Prometheus reads once it holds a text."""
    deadline, found = time.monotonic() + _PATIENCE_S, ""
    while text not in found:
        assert time.monotonic() < deadline, found
        with contextlib.suppress(httpx.ConnectError):  # it is starting
            found = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        time.sleep(0.1)
    return found
