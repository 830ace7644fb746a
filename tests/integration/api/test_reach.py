"""No poster, card or message leads a phone to itself: refused before anything is made."""

from typing import Any

import pytest
from fastapi import FastAPI

from tests.fixtures.office import make_sealing_keys
from tests.integration.api.conftest import Tenant

ELSEWHERE = {"Host": "survey.example"}


def answer_as(api: FastAPI, **changes: Any) -> None:
    """Run the rest of the test under other settings."""
    api.state.settings = api.state.settings.model_copy(update=changes)


async def drafted(tenant: Tenant, superuser: Any, **fields: Any) -> tuple[str, str]:
    """An administration that could be made ready, and its participation."""
    made = await tenant.office.administration(tenant.district, [tenant.school], **fields)
    await make_sealing_keys(superuser, made["id"])
    return str(made["id"]), str(made["participations"][0])


@pytest.mark.parametrize(
    "headers", [ELSEWHERE, {"Host": "192.168.1.20:8000"}, {"X-Forwarded-Host": "a.example"}]
)
async def test_nothing_gets_ready_with_links_to_this_machine(
    tenant: Tenant, superuser: Any, headers: dict[str, str]
) -> None:
    administration, _ = await drafted(tenant, superuser)

    answer = await tenant.office.http.post(f"/v1/administrations/{administration}/ready", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "public-url-is-local")
    assert await superuser.fetchval("SELECT state FROM administrations") == "draft"


async def test_a_program_that_listens_to_others_needs_a_public_address(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    administration, _ = await drafted(tenant, superuser)
    answer_as(api, host="0.0.0.0")  # noqa: S104 - nothing listens here

    answer = await tenant.office.http.post(f"/v1/administrations/{administration}/ready")

    assert answer.json()["code"] == "public-url-is-local"


async def test_cards_and_links_are_refused_later_too(tenant: Tenant, superuser: Any) -> None:
    administration, participation = await drafted(tenant, superuser)
    await tenant.office.made(f"/v1/administrations/{administration}/ready")
    path = f"/v1/participations/{participation}"

    cards = await tenant.office.http.post(f"{path}/cards", headers=ELSEWHERE)
    shown = (await tenant.office.http.get(path, headers=ELSEWHERE)).json()

    assert cards.json()["code"] == "public-url-is-local"
    assert await superuser.fetchval("SELECT count(*) FROM access_codes") == 0
    assert (shown["poster_url"], shown["preview_url"]) == (None, None)
    assert shown["pin"] is not None


async def test_on_one_machine_links_to_it_are_right(tenant: Tenant, superuser: Any) -> None:
    administration, participation = await drafted(tenant, superuser)
    await tenant.office.made(f"/v1/administrations/{administration}/ready")

    cards = await tenant.office.made(f"/v1/participations/{participation}/cards")

    assert cards["cards"][0]["url"].startswith("http://127.0.0.1:8000/survey/#")


async def test_links_lead_to_the_pages_wherever_they_are(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    answer_as(api, pages_url="https://pages.example/district")
    administration, participation = await drafted(tenant, superuser)
    path = f"/v1/participations/{participation}"

    await tenant.office.made(f"/v1/administrations/{administration}/ready")
    shown = (await tenant.office.http.get(path, headers=ELSEWHERE)).json()
    cards = await tenant.office.made(f"{path}/cards")

    for url in (shown["poster_url"], shown["preview_url"], cards["cards"][0]["url"]):
        assert url.startswith("https://pages.example/district/")
