"""Summaries of districts leave as they were written, to their own district only."""

import hashlib
from typing import Any
from uuid import UUID, uuid4

import pytest

from survey_api.openapi_examples import SUMMARY
from survey_core.contracts.district import DistrictSummary, summary_bytes
from tests.fixtures.office import Office
from tests.integration.api.conftest import Tenant


async def plan(superuser: Any, tenant: Tenant, *, closed_days_ago: int = 0) -> UUID:
    """An administration of the tenant's school, already over."""
    wave = await tenant.office.administration(tenant.district, [tenant.school])
    await superuser.execute(
        "UPDATE administrations SET closed_at = now() - make_interval(days => $2) WHERE id = $1",
        UUID(wave["id"]),
        closed_days_ago,
    )
    return UUID(wave["id"])


async def publish(
    superuser: Any, tenant: Tenant, administration: UUID, *, revision: int = 1, name: str = "Lakeview"
) -> bytes:
    """What the worker's reporter writes."""
    content = SUMMARY | {"revision": revision, "district": {"id": tenant.district, "name": name}}
    document = summary_bytes(DistrictSummary.model_validate(content))
    await superuser.execute(
        "INSERT INTO district_summaries VALUES ($1, $2, $3, now(), '1', $4, $5, 1)",
        administration,
        revision,
        UUID(tenant.district),
        hashlib.sha256(document).hexdigest(),
        document,
    )
    return document


async def test_without_a_key_or_its_scope_nothing_is_said(client: Any, tenant: Tenant, operator: Any) -> None:
    url = f"/v1/districts/{tenant.district}/summary"
    narrow = Office.with_key(client, await operator.key(tenant.district, "roster.write"))

    assert (await client.get(url)).status_code == 401
    refused = await narrow.http.get(url)

    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient-scope")


async def test_another_districts_summary_does_not_exist(
    tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    theirs = await plan(superuser, stranger)
    await publish(superuser, stranger, theirs)

    for url in (
        f"/v1/districts/{stranger.district}/summary",
        f"/v1/districts/{stranger.district}/summary?administration={theirs}",
        f"/v1/districts/{tenant.district}/summary?administration={theirs}",
        f"/v1/districts/{tenant.district}/summary",
        f"/v1/districts/{uuid4()}/summary",
    ):
        answer = await tenant.office.http.get(url)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), url


async def test_an_administration_without_a_summary_is_not_found(tenant: Tenant, superuser: Any) -> None:
    other = await plan(superuser, tenant)
    url = f"/v1/districts/{tenant.district}/summary?administration={other}"

    assert (await tenant.office.http.get(url)).status_code == 404
    wrong = await tenant.office.http.get(f"/v1/districts/{tenant.district}/summary?administration=x")

    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "query/administration")


async def test_it_is_served_byte_for_byte_with_a_strong_etag(tenant: Tenant, superuser: Any) -> None:
    administration = await plan(superuser, tenant)
    document = await publish(superuser, tenant, administration)
    url = f"/v1/districts/{tenant.district}/summary"

    answer = await tenant.office.http.get(url)
    known = await tenant.office.http.get(url, headers={"If-None-Match": answer.headers["etag"]})

    assert answer.content == document
    assert answer.headers["etag"] == f'"{hashlib.sha256(document).hexdigest()}"'
    assert answer.headers["cache-control"].startswith("private")
    assert (known.status_code, known.content) == (304, b"")


async def test_the_newest_revision_of_the_administration_that_ended_last(
    tenant: Tenant, superuser: Any
) -> None:
    old = await plan(superuser, tenant, closed_days_ago=30)
    new = await plan(superuser, tenant, closed_days_ago=3)
    await publish(superuser, tenant, new, revision=1, name="first")
    newest = await publish(superuser, tenant, new, revision=2, name="second")
    early = await publish(superuser, tenant, old, revision=1, name="old")
    url = f"/v1/districts/{tenant.district}/summary"

    assert (await tenant.office.http.get(url)).content == newest
    assert (await tenant.office.http.get(f"{url}?administration={new}")).content == newest
    assert (await tenant.office.http.get(f"{url}?administration={old}")).content == early


async def test_an_operator_reaches_every_district(tenant: Tenant, superuser: Any, operator: Any) -> None:
    administration = await plan(superuser, tenant)
    document = await publish(superuser, tenant, administration)

    answer = await operator.http.get(f"/v1/districts/{tenant.district}/summary")

    assert answer.content == document


@pytest.mark.parametrize("name", ["profile", "district-summary"])
async def test_the_schema_is_open_to_everybody(client: Any, name: str) -> None:
    answer = await client.get(f"/v1/schemas/{name}")

    assert answer.status_code == 200
    assert answer.json()["additionalProperties"] is False
