"""Published profiles leave as they were written, with caching that never hides a revision."""

import hashlib
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from survey_api.openapi_examples import PROFILE
from survey_core.contracts.profile import ProfileDocument, profile_bytes
from tests.integration.api.conftest import Tenant

# A profile as version 1.0 wrote it, without the fields added since.
BEFORE = Path(__file__).parents[2] / "golden" / "profile_1_0.json"


async def publish(
    superuser: Any,
    tenant: Tenant,
    *,
    profile: UUID,
    revision: int = 1,
    day: str = "2026-12-05",
    note: str = "",
    stored: bytes | None = None,
) -> bytes:
    """What the worker's reporter writes; `stored` in place of today's document."""
    made = await superuser.fetchrow(
        "SELECT id, administration_id FROM participations WHERE school_id = $1", tenant.school
    )
    if made is None:
        wave = await tenant.office.administration(tenant.district, [tenant.school])
        made = {"id": UUID(wave["participations"][0]), "administration_id": UUID(wave["id"])}
    content = PROFILE | {"id": str(profile), "revision": revision, "scoring_version": f"1.0.0{note}"}
    document = stored or profile_bytes(ProfileDocument.model_validate(content))
    await superuser.execute(
        "INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,"
        " released_on, scoring_version, input_digest, etag, document)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7::text::date, '1', 'sha256:0', $8, $9)",
        profile,
        revision,
        UUID(tenant.district),
        made["id"],
        made["administration_id"],
        UUID(tenant.school),
        day,
        hashlib.sha256(document).hexdigest(),
        document,
    )
    return document


async def test_a_document_of_an_earlier_version_is_served_as_it_was_written(
    tenant: Tenant, superuser: Any
) -> None:
    profile, old = uuid4(), BEFORE.read_bytes()
    await publish(superuser, tenant, profile=profile, stored=old)

    answer = await tenant.office.http.get(f"/v1/profiles/{profile}")
    listed = await tenant.office.http.get("/v1/profiles")

    assert answer.content == old
    assert listed.status_code == 200
    assert listed.json()["data"] == [orjson.loads(old)]


async def test_a_profile_is_served_byte_for_byte_with_a_strong_etag(tenant: Tenant, superuser: Any) -> None:
    profile = uuid4()
    document = await publish(superuser, tenant, profile=profile)

    answer = await tenant.office.http.get(f"/v1/profiles/{profile}")
    head = await tenant.office.http.head(f"/v1/profiles/{profile}")

    assert answer.content == document
    assert answer.headers["etag"] == f'"{hashlib.sha256(document).hexdigest()}"'
    assert answer.headers["cache-control"].startswith("private")
    assert (head.content, head.headers["etag"]) == (b"", answer.headers["etag"])


@pytest.mark.parametrize("form", ["{etag}", '"other", {etag}', "W/{etag}", "*"])
async def test_who_has_the_revision_gets_304(tenant: Tenant, superuser: Any, form: str) -> None:
    profile = uuid4()
    await publish(superuser, tenant, profile=profile)
    url = f"/v1/profiles/{profile}"
    etag = (await tenant.office.http.get(url)).headers["etag"]

    answer = await tenant.office.http.get(url, headers={"If-None-Match": form.format(etag=etag)})
    other = await tenant.office.http.get(url, headers={"If-None-Match": '"other"'})

    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    assert other.status_code == 200


async def test_a_new_revision_replaces_the_old_everywhere(tenant: Tenant, superuser: Any) -> None:
    profile = uuid4()
    old = await publish(superuser, tenant, profile=profile, revision=1)
    etag = f'"{hashlib.sha256(old).hexdigest()}"'
    new = await publish(superuser, tenant, profile=profile, revision=2, note="-2")

    answer = await tenant.office.http.get(f"/v1/profiles/{profile}", headers={"If-None-Match": etag})
    listed = await tenant.office.http.get("/v1/profiles")

    assert (answer.status_code, answer.content) == (200, new)
    assert listed.json()["data"] == [orjson.loads(new)]


async def test_another_districts_profile_does_not_exist(
    tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    profile = uuid4()
    await publish(superuser, stranger, profile=profile)

    answer = await tenant.office.http.get(f"/v1/profiles/{profile}")

    assert answer.status_code == 404
    assert (await tenant.office.http.get("/v1/profiles")).json()["data"] == []


async def test_filters_choose_and_pages_keep_the_order_of_publication(
    tenant: Tenant, stranger: Tenant, superuser: Any, operator: Any
) -> None:
    await tenant.office.http.patch(
        f"/v1/schools/{tenant.school}", json={"external_ids": [{"system": "local", "value": "LMS"}]}
    )
    mine, theirs = uuid4(), uuid4()
    await publish(superuser, tenant, profile=mine, day="2026-12-05")
    await publish(superuser, stranger, profile=theirs, day="2026-12-07")

    async def ids(query: str) -> list[str]:
        answer = await operator.http.get(f"/v1/profiles?{query}")
        assert answer.status_code == 200, answer.text
        return [entry["id"] for entry in answer.json()["data"]]

    assert await ids("") == [str(mine), str(theirs)]
    assert await ids("updated_since=2026-12-06") == [str(theirs)]
    assert await ids("updated_since=2026-12-05") == [str(mine), str(theirs)]
    assert await ids("external_id=local:LMS") == [str(mine)]
    assert await ids(f"school={stranger.school}") == [str(theirs)]
    assert await ids(f"administration={uuid4()}") == []
    first = await operator.http.get("/v1/profiles?limit=1")
    second = await operator.http.get(first.headers["link"].partition(">")[0].removeprefix("<"))
    assert [entry["id"] for entry in second.json()["data"]] == [str(theirs)]
