"""`/v1/schools/{id}/trend`: published values side by side, and nothing else."""

import hashlib
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from fastapi import FastAPI

from survey_core.contracts.trend import TrendDocument
from tests.fixtures.office import Json, Office, make_sealing_keys
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_schools_only import bound

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "profile.json"
_INSERT = (
    "INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,"
    " released_on, scoring_version, input_digest, etag, document)"
    " SELECT $1, $2, p.district_id, p.id, p.administration_id, p.school_id, '2026-12-05', '1', '', '', $3"
    " FROM participations AS p WHERE p.id = $4"
)


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs what runs in the background."""
    return quiet_api


async def wave(tenant: Tenant, superuser: Any, year: int, *schools: str) -> Json:
    """An administration of that year, whose participation is published."""
    made = await tenant.office.administration(
        tenant.district, [tenant.school, *schools], instrument="internal-coherence"
    )
    await make_sealing_keys(superuser, made["id"])
    await tenant.office.made(f"/v1/administrations/{made['id']}/ready")
    await superuser.execute(
        "UPDATE administrations SET opens_at = make_timestamptz($2, 1, 1, 0, 0, 0), state = 'published',"
        " closes_at = make_timestamptz($2, 2, 1, 0, 0, 0),"
        " closes_no_later_than = make_timestamptz($2, 3, 1, 0, 0, 0)"
        " WHERE id = $1",
        UUID(made["id"]),
        year,
    )
    await superuser.execute("UPDATE participations SET state = 'published'")
    found: Json = (await tenant.office.http.get(f"/v1/administrations/{made['id']}")).json()
    return found


async def published(superuser: Any, made: Json, **content: Any) -> Json:
    """A revision of the administration's first profile; returns its document."""
    document: Json = orjson.loads(EXAMPLE.read_bytes()) | {"administration": made["id"]} | content
    await superuser.execute(
        *(_INSERT, UUID(document["id"]), document["revision"]),
        *(orjson.dumps(document), UUID(made["participations"][0])),
    )
    return document


def values(trend: Json, factor: str) -> list[Json]:
    """The values of a factor, wherever it stands."""
    return next(
        one["values"]
        for series in trend["series"]
        for domain in series["domains"]
        for one in domain["factors"]
        if one["id"] == factor
    )


async def test_values_stand_as_published_in_the_order_of_the_years_the_same_for_every_caller(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    path = f"/v1/schools/{tenant.school}/trend"
    empty = (await tenant.office.http.get(path)).json()
    later, earlier = await wave(tenant, superuser, 2026), await wave(tenant, superuser, 2025)
    second = await published(superuser, later, id=str(uuid4()))
    await published(superuser, earlier, id=(first_id := str(uuid4())), revision=1)
    hidden = {"suppressed": True, "reason": "not_enough_responses"}
    domains = orjson.loads(orjson.dumps(second["domains"]))
    domains[0]["factors"][0] |= {"score": hidden, "interval": hidden, "level": hidden}
    for renamed in (domains[0], domains[0]["factors"][0]):
        renamed["title"] = {"en": "As it was called before"}
    first = await published(superuser, earlier, id=first_id, revision=2, domains=domains)
    school = await bound(client, operator, tenant, tenant.school)

    answer = await tenant.office.http.get(path)
    theirs = await school.http.get(path, headers={"If-None-Match": answer.headers["etag"]})
    trend = answer.json()

    assert empty["series"] == []
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert (theirs.status_code, theirs.content) == (304, b"")
    assert (await stranger.office.http.get(path)).status_code == 404
    TrendDocument.model_validate_json(answer.content)
    (series,) = trend["series"]
    years = [(one["administration"], one["profile"], one["revision"]) for one in series["administrations"]]
    assert years == [(earlier["id"], first["id"], 2), (later["id"], second["id"], second["revision"])]
    for document, at in ((first, 0), (second, 1)):
        for domain in document["domains"]:
            for factor in domain["factors"]:
                shown = values(trend, factor["id"])[at]
                assert {name: shown[name] for name in ("score", "interval", "level", "change")} == {
                    name: factor[name] for name in ("score", "interval", "level", "change")
                }
                assert shown["comparison"] == {"comparable": at == 1, "reasons": [] if at else ["first"]}
    assert values(trend, domains[0]["factors"][0]["id"])[0]["score"] == hidden
    newest = second["domains"][0]
    named = series["domains"][0]
    assert named["title"] == newest["title"]
    assert named["factors"][0]["title"] == newest["factors"][0]["title"]


async def test_what_is_not_final_or_another_schools_is_left_out_and_units_are_told_apart(
    tenant: Tenant, superuser: Any
) -> None:
    other = await tenant.office.school(tenant.district, "Other")
    alone = await wave(tenant, superuser, 2024)
    await published(superuser, alone, id=str(uuid4()))
    for school in (tenant.school, other):
        await tenant.office.http.patch(f"/v1/schools/{school}", json={"reporting_unit": "Hill and Lake"})
    together = await wave(tenant, superuser, 2025, other)
    await published(superuser, together, id=str(uuid4()))
    under_way = await wave(tenant, superuser, 2026, other)
    await published(superuser, under_way, id=str(uuid4()))
    await superuser.execute(
        "UPDATE participations SET state = 'open' WHERE administration_id = $1", UUID(under_way["id"])
    )

    mine = (await tenant.office.http.get(f"/v1/schools/{tenant.school}/trend")).json()
    theirs = (await tenant.office.http.get(f"/v1/schools/{other}/trend")).json()

    def years(trend: Json) -> list[str]:
        return [one["administration"] for one in trend["series"][0]["administrations"]]

    assert years(mine) == [alone["id"], together["id"]]
    assert years(theirs) == [together["id"]]
    assert values(mine, "team_processes")[1]["comparison"] == {
        "comparable": False,
        "reasons": ["other_schools"],
    }
    assert values(theirs, "team_processes")[0]["comparison"]["reasons"] == ["first"]
