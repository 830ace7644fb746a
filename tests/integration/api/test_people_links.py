"""Links for people who are invited: what is refused, that a shown one is shown once, and that one is sent."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from survey_api.app import create_app
from survey_api.settings import Settings
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.office import Json, Office
from tests.fixtures.people import invited, signed_in
from tests.fixtures.respondent_api import client_of
from tests.integration.api.conftest import Tenant

LEAD: Json = {"email": "lead@lakeview.example", "role": "survey_lead", "send_link": True}


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs a broker or a background."""
    return quiet_api


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server on this machine."""
    with mail_server() as running:
        yield running


@pytest.fixture
async def office(api_settings: Settings, server: MailServer, admin_key: str) -> AsyncIterator[Office]:
    """The operator, where there is a mail server."""
    mail = {"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_security": "none"}
    app = create_app(api_settings.model_copy(update=mail | {"mail_from": "Office <office@lakeview.example>"}))
    async with client_of(app) as client:
        yield Office.with_key(client, admin_key)
    await app.state.database.close()


async def enter(office: Office, text: str) -> httpx.Response:
    """Use the link that stands in a text."""
    found = set(re.findall(r"/sign-in/#t=(tl_link_[0-9a-f]+)", text))
    assert len(found) == 1, text
    return await office.http.post("/v1/sign-in/sessions", json={"token": found.pop()})


async def test_without_a_mail_server_nobody_is_invited_who_should_get_a_link(
    operator: Office, tenant: Tenant
) -> None:
    answer = await operator.http.post("/v1/people", json=LEAD | {"district": tenant.district})
    person = await invited(operator, tenant.district, "viewer")
    sent = await operator.http.post(f"/v1/people/{person['id']}/link", json={"send": True})
    people = (await operator.http.get(f"/v1/people?district={tenant.district}")).json()["data"]

    for refusal in (answer, sent):
        assert (refusal.status_code, refusal.json()["code"]) == (409, "sign-in-by-mail-not-configured")
    assert [one["email"] for one in people] == [person["email"]]


async def test_what_the_mail_server_refuses_leaves_nobody_invited_and_no_link(
    office: Office, tenant: Tenant, server: MailServer, superuser: Any
) -> None:
    server.refuse.add(LEAD["email"])
    refused = await office.http.post("/v1/people", json=LEAD | {"district": tenant.district})
    server.refuse.clear()
    server.put_off[LEAD["email"]] = 1
    later = await office.http.post("/v1/people", json=LEAD | {"district": tenant.district})

    for answer in (refused, later):
        assert (answer.status_code, answer.json()["code"]) == (502, "mail-server-refused"), answer.text
        assert "lead@" not in answer.text
    assert await superuser.fetchval("SELECT count(*) FROM people") == 0
    assert await superuser.fetchval("SELECT count(*) FROM sign_in_links") == 0
    assert server.inbox == []


async def test_who_is_invited_gets_a_link_that_works_once(
    office: Office, tenant: Tenant, server: MailServer, superuser: Any
) -> None:
    made = await office.made("/v1/people", LEAD | {"district": tenant.district})

    ((to, message),) = server.inbox
    text = message.get_content()
    assert (to, made["state"]) == (LEAD["email"], "invited")
    assert "tl_link_" not in str(made)
    entered = [(await enter(office, text)).status_code for _ in range(2)]
    assert entered == [201, 404]
    left = await superuser.fetchval(
        "SELECT string_agg(action || detail::text, ' ' ORDER BY id) FROM audit_log WHERE subject = $1",
        made["id"],
    )
    assert left.startswith('person.invited{"role": "survey_lead"} person.link_made{"sent": true}')


async def test_a_link_is_shown_until_somebody_has_signed_in_and_only_sent_afterwards(
    office: Office, tenant: Tenant, server: MailServer, superuser: Any
) -> None:
    person = await invited(office, tenant.district, "viewer")
    path = f"/v1/people/{person['id']}/link"

    shown = await office.made(path, {})
    hours = await superuser.fetchval(
        "SELECT extract(epoch FROM expires_at - now()) / 3600 FROM sign_in_links"
    )
    assert (shown["sent"], 23 < hours <= 24) == (False, True)
    assert (await enter(office, shown["url"])).status_code == 201
    again = await office.http.post(path, json={})
    sent = await office.made(path, {"send": True})

    assert (again.status_code, again.json()["code"]) == (409, "wrong-state")
    assert (sent["sent"], sent["url"]) == (True, None)
    ((to, message),) = server.inbox
    assert (to, (await enter(office, message.get_content())).status_code) == (person["email"], 201)


async def test_nobody_lets_in_whoever_is_kept_out_or_has_more_scopes_than_they(
    api: FastAPI, client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    person = await invited(operator, tenant.district, "survey_lead")
    off = await invited(operator, tenant.district, "viewer")
    await operator.http.patch(f"/v1/people/{off['id']}", json={"disabled": True})
    few = Office.with_key(client, await operator.key(tenant.district, "access.manage", "profiles.read"))
    leader = await invited(operator, tenant.district, "school_leader", schools=[tenant.school])

    more = await few.http.post(f"/v1/people/{person['id']}/link", json={})
    kept_out = await few.http.post(f"/v1/people/{off['id']}/link", json={})
    as_leader = await (await signed_in(api, client, leader)).http.post(
        f"/v1/people/{off['id']}/link", json={}
    )

    assert (more.status_code, more.json()["errors"][0]["pointer"]) == (403, "/role")
    assert (kept_out.status_code, kept_out.json()["code"]) == (409, "wrong-state")
    assert as_leader.status_code == 403
