"""Reports as PDF: the same profile to whoever may read it as a document, and to nobody else."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from fastapi import FastAPI

from survey_core.contracts.profile import ProfileDocument, profile_bytes
from tests.fixtures.office import Office, at
from tests.fixtures.printed import pages_of, sizes_of, text_of
from tests.fixtures.printed_schools import schools
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_profiles import publish
from tests.integration.api.test_schools_only import bound

SHARED = "/v1/shared-profile/pdf"


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs a broker or a background."""
    return quiet_api


async def published(tenant: Tenant, superuser: Any, **changes: Any) -> tuple[UUID, str]:
    """Publish a school's profile; returns its id, and its participation's."""
    profile = uuid4()
    document = schools()["strong"] | {"id": str(profile)} | changes
    stored = profile_bytes(ProfileDocument.model_validate(document))
    await publish(superuser, tenant, profile=profile, stored=stored, revision=changes.get("revision", 1))
    row = await superuser.fetchrow("SELECT participation_id FROM profiles WHERE id = $1", profile)
    return profile, str(row["participation_id"])


async def shared(tenant: Tenant, participation: str) -> dict[str, Any]:
    ends = {"expires_at": at(datetime.now(UTC) + timedelta(days=1))}
    return await tenant.office.made(f"/v1/participations/{participation}/shares", ends)


async def test_whoever_may_not_read_the_profile_has_no_report(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    profile, participation = await published(tenant, superuser)
    url = f"/v1/profiles/{profile}/pdf"
    other = await tenant.office.school(tenant.district, "Other")
    without = Office.with_key(client, await operator.key(tenant.district, "surveys.read"))
    elsewhere = await bound(client, operator, tenant, other)
    share = await shared(tenant, participation)
    token = share["url"].partition("#share=")[2]
    await tenant.office.http.delete(f"/v1/participations/{participation}/shares/{share['id']}")

    assert (await client.get(url)).status_code == 401
    assert (await without.http.get(url)).json()["code"] == "insufficient-scope"
    assert (await stranger.office.http.get(url)).status_code == 404
    assert (await elsewhere.http.get(url)).status_code == 404
    assert (await tenant.office.http.get(f"/v1/profiles/{uuid4()}/pdf")).status_code == 404
    assert (await client.get(SHARED)).status_code == 401
    ended = await client.get(SHARED, headers={"authorization": f"Bearer {token}"})
    assert (ended.status_code, ended.json()["code"]) == (404, "not-found")
    assert (await client.get(f"/v1/participations/{uuid4()}/report/pdf")).status_code == 404


@pytest.mark.parametrize(
    ("name", "value"), [("part", "half"), ("paper", "legal"), ("language", "fr"), ("language", "")]
)
async def test_a_form_that_there_is_not_is_refused(
    client: httpx.AsyncClient, tenant: Tenant, superuser: Any, name: str, value: str
) -> None:
    profile, participation = await published(tenant, superuser)

    refused = await tenant.office.http.get(f"/v1/profiles/{profile}/pdf", params={name: value})
    silent = await client.get(f"/v1/participations/{participation}/report/pdf", params={name: value})

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, f"query/{name}")
    assert silent.status_code == 422
    assert value == "" or value not in silent.text, "an open route repeats nothing"


async def test_guesses_at_links_are_limited_here_too(client: httpx.AsyncClient) -> None:
    wrong = {"authorization": "Bearer tl_share_" + "0" * 64}

    codes = [(await client.get(SHARED, headers=wrong)).status_code for _ in range(52)]

    assert (codes[0], codes[-1]) == (404, 429)


async def test_a_report_is_the_same_by_every_way_that_leads_to_it(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    profile, participation = await published(tenant, superuser)
    await superuser.execute("UPDATE participations SET state = 'published', manifest = 'x', pin = 'x'")
    token = (await shared(tenant, participation))["url"].partition("#share=")[2]
    school = await bound(client, operator, tenant, tenant.school)
    url = f"/v1/profiles/{profile}/pdf"

    own = await tenant.office.http.get(url)
    theirs = await school.http.get(url)
    linked = await client.get(SHARED, headers={"authorization": f"Bearer {token}"})
    teachers = await client.get(f"/v1/participations/{participation}/report/pdf")
    head = await tenant.office.http.head(url)
    known = await client.get(
        f"/v1/participations/{participation}/report/pdf", headers={"If-None-Match": own.headers["etag"]}
    )

    assert own.content == theirs.content == linked.content == teachers.content
    assert own.headers["content-type"] == teachers.headers["content-type"] == "application/pdf"
    assert own.headers["etag"] == teachers.headers["etag"] == head.headers["etag"]
    assert (head.content, known.status_code, known.content) == (b"", 304, b"")
    assert (own.headers["cache-control"], teachers.headers["cache-control"]) == (
        "private, no-cache",
        "public, no-cache",
    )
    assert own.headers["content-disposition"] == 'inline; filename="school-report-full-en-letter.pdf"'
    assert "Strongly" in text_of(own.content), "answers are called what the instrument calls them"


async def test_its_form_can_be_chosen_and_a_revision_shows_at_once(tenant: Tenant, superuser: Any) -> None:
    profile, _ = await published(tenant, superuser)
    url = f"/v1/profiles/{profile}/pdf"
    first = await tenant.office.http.get(url, params={"part": "summary"})
    spanish = await tenant.office.http.get(url, params={"part": "summary", "paper": "a4", "language": "es"})
    renamed = schools()["strong"] | {"id": str(profile), "revision": 2}
    renamed["school"] = renamed["school"] | {"name": "Juniper Hill Academy"}
    stored = profile_bytes(ProfileDocument.model_validate(renamed))
    await publish(superuser, tenant, profile=profile, stored=stored, revision=2)
    second = await tenant.office.http.get(url, params={"part": "summary"})

    assert len(pages_of(first.content)) == len(pages_of(spanish.content)) == 1
    assert (sizes_of(first.content), sizes_of(spanish.content)) == ({(216, 279)}, {(210, 297)})
    assert "Por dónde empezar" in text_of(spanish.content)
    assert "Juniper Hill Academy" in text_of(second.content)
    assert first.headers["etag"] != second.headers["etag"]
    assert orjson.loads(stored)["school"]["name"] not in text_of(first.content)
