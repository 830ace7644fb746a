"""R6: nobody is asked the same questionnaire twice within 90 days, however the requests come."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.fixtures.office import Json, Office, at, make_sealing_keys
from tests.integration.api.conftest import Tenant

NOW = datetime.now(UTC)
LONG = "internal-coherence"


def window(opens: timedelta, closes: timedelta) -> Json:
    """A window relative to now, without room for extension."""
    ends = at(NOW + closes)
    return {"opens_at": at(NOW + opens), "closes_at": ends, "closes_no_later_than": ends}


async def prepared(tenant: Tenant, superuser: Any, schools: list[str], **fields: Any) -> Json:
    """A draft with its sealing keys."""
    made = await tenant.office.administration(tenant.district, schools, **fields)
    await make_sealing_keys(superuser, made["id"])
    return made


async def ready(office: Office, made: Json) -> httpx.Response:
    """Ask for `ready`."""
    return await office.http.post(f"/v1/administrations/{made['id']}/ready")


async def test_a_second_survey_within_90_days_is_refused_and_told_why(tenant: Tenant, superuser: Any) -> None:
    first = await prepared(tenant, superuser, [tenant.school])
    other = await tenant.office.school(tenant.district, "Hillside")
    second = await prepared(tenant, superuser, [tenant.school, other], title="Once more")

    assert (await ready(tenant.office, first)).status_code == 200
    refused = await ready(tenant.office, second)

    assert (refused.status_code, refused.json()["code"]) == (409, "asked-too-soon")
    detail = refused.json()["detail"]
    assert "Lakeview Middle takes part in 'Autumn'" in detail
    assert first["opens_at"][:10] in detail
    assert first["closes_no_later_than"][:10] in detail
    state = await tenant.office.http.get(f"/v1/administrations/{second['id']}")
    assert state.json()["state"] == "draft"


@pytest.mark.parametrize(
    ("opens", "closes", "status"),
    [
        (timedelta(days=89), timedelta(days=95), 409),
        (timedelta(days=91), timedelta(days=95), 200),
        (timedelta(days=-91), timedelta(days=5), 409),  # begins early enough, but is not over
    ],
)
async def test_days_are_counted_from_opening_to_opening_and_windows_never_overlap(
    tenant: Tenant, superuser: Any, opens: timedelta, closes: timedelta, status: int
) -> None:
    first = await prepared(tenant, superuser, [tenant.school])
    second = await prepared(tenant, superuser, [tenant.school], **window(opens, closes))
    await ready(tenant.office, first)

    assert (await ready(tenant.office, second)).status_code == status


async def test_drafts_other_schools_other_questionnaires_and_surveys_nobody_opened_do_not_count(
    tenant: Tenant, superuser: Any
) -> None:
    await prepared(tenant, superuser, [tenant.school], title="Draft")
    elsewhere = await prepared(
        tenant, superuser, [await tenant.office.school(tenant.district, "Hillside")], title="Elsewhere"
    )
    longer = await prepared(tenant, superuser, [tenant.school], instrument=LONG)
    never = await prepared(tenant, superuser, [tenant.school], title="Never opened")
    for made in (elsewhere, longer, never):
        assert (await ready(tenant.office, made)).status_code == 200
    await superuser.execute(
        "UPDATE administrations SET closes_at = opens_at + interval '1 second',"
        " closes_no_later_than = opens_at + interval '1 second' WHERE id = $1",
        never["id"],
    )
    last = await prepared(tenant, superuser, [tenant.school])

    assert (await ready(tenant.office, last)).status_code == 200


async def test_every_school_of_a_unit_counts(tenant: Tenant, superuser: Any) -> None:
    hill = await tenant.office.school(tenant.district, "Hill", reporting_unit="Together")
    lake = await tenant.office.school(tenant.district, "Lake", reporting_unit="Together")
    first = await prepared(tenant, superuser, [hill, lake], eligible=4)
    alone = await prepared(tenant, superuser, [lake])
    await ready(tenant.office, first)

    refused = await ready(tenant.office, alone)

    assert refused.json()["code"] == "asked-too-soon"
    assert "Lake takes part" in refused.json()["detail"]


async def test_two_at_once_on_two_connections_cannot_both_become_ready(
    tenant: Tenant, superuser: Any
) -> None:
    drafts = [await prepared(tenant, superuser, [tenant.school], title=f"Wave {n}") for n in range(4)]

    answers = await asyncio.gather(*(ready(tenant.office, made) for made in drafts))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    asked = await superuser.fetchval("SELECT count(*) FROM participations WHERE manifest IS NOT NULL")
    assert asked == 1


async def test_an_exception_is_asked_for_audited_and_frozen(tenant: Tenant, superuser: Any) -> None:
    first = await prepared(tenant, superuser, [tenant.school])
    second = await prepared(tenant, superuser, [tenant.school])
    url = f"/v1/administrations/{second['id']}"
    await ready(tenant.office, first)

    asked_for = await tenant.office.http.patch(url, json={"repeat_within_90_days": True})
    allowed = await ready(tenant.office, second)
    late = await tenant.office.http.patch(url, json={"repeat_within_90_days": False})

    assert asked_for.json()["repeat_within_90_days"] is True
    assert (allowed.status_code, late.status_code) == (200, 409)
    audited = await superuser.fetchval(
        "SELECT detail FROM audit_log WHERE action = 'administration.ready' AND subject = $1", second["id"]
    )
    assert "repeat_within_90_days" in audited


async def test_what_was_collected_elsewhere_counts_from_its_first_files_on(
    tenant: Tenant, superuser: Any
) -> None:
    elsewhere = await tenant.office.administration(tenant.district, [tenant.school], access="import")
    again = await tenant.office.administration(tenant.district, [tenant.school], access="import")
    own = await prepared(tenant, superuser, [tenant.school])
    files = {"responses": b"school,il1\nS,1\n"}

    brought = await tenant.office.http.post(f"/v1/administrations/{elsewhere['id']}/imports", files=files)
    twice = await tenant.office.http.post(f"/v1/administrations/{again['id']}/imports", files=files)
    refused = await ready(tenant.office, own)

    assert brought.status_code == 202
    assert [answer.json()["code"] for answer in (twice, refused)] == ["asked-too-soon"] * 2
