"""After the close: the school's profile can be read, with a key, by who signed in, and by a link."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from infra.local.stack import Stack
from tests.e2e.wave import Wave, open_wave

Journey = Callable[..., dict[str, Any]]


def test_the_profile_is_shown(module_stack: Stack, journey: Journey) -> None:
    wave = open_wave(module_stack)
    wave.fill(range(36))
    wave.close()
    journey(
        "results",
        origin=module_stack.base_url,
        key=module_stack.admin_key,
        school=wave.school,
        factors=[factor.title["en"] for factor in wave.instrument.factors],
    )
    journey(
        "signIn",
        origin=module_stack.base_url,
        link=link_for(module_stack, wave),
        share=share_of(module_stack, wave),
        school=wave.school,
    )


def link_for(stack: Stack, wave: Wave) -> str:
    """What the operator's command prints for somebody who is invited by it."""
    with _operator(stack) as http:
        district = http.get(f"/v1/administrations/{wave.administration}").json()["district"]
    link = stack.sign_in_link(district=district, email="lead@lakeview.example")
    assert link is not None
    assert "/sign-in/#t=tl_link_" in link
    return link


def share_of(stack: Stack, wave: Wave) -> str:
    ends = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with _operator(stack) as http:
        made = http.post(f"/v1/participations/{wave.participation}/shares", json={"expires_at": ends})
    assert made.status_code == 201, made.text
    return str(made.json()["url"])


def _operator(stack: Stack) -> httpx.Client:
    return httpx.Client(base_url=stack.base_url, headers={"authorization": f"Bearer {stack.admin_key}"})
