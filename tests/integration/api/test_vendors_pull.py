"""A vendor pulls 10,000 profiles while revisions are published: none is missed, none comes twice."""

from collections import Counter
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx
import orjson
import pytest
from fastapi import FastAPI

from survey_api.openapi_examples import PROFILE
from survey_api.settings import Settings
from survey_core.contracts.profile import ProfileDocument
from survey_core.tables.roles import Role
from tests.fixtures.live_api import serving
from tests.integration.api.conftest import Tenant
from tests.integration.database.conftest import connect_as

N: Final = 10_000
EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "profile.json"
ID: Final = "00000000-0000-4000-8000-000000000000"
_MANY = """
    WITH drawn AS (
        SELECT i, uuidv7() AS id FROM generate_series(1, $3) AS i
    ), s AS (
        INSERT INTO schools (id, district_id, name) SELECT id, $1, 'School ' || i FROM drawn
    ), p AS (
        INSERT INTO participations (id, district_id, administration_id, school_id, eligible, state)
        SELECT id, $1, $2, id, 40, 'published' FROM drawn
    ), m AS (
        INSERT INTO participation_schools SELECT id, id, $1, $2, 40 FROM drawn
    )
    INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,
        released_on, scoring_version, input_digest, etag, document)
    SELECT id, 1, $1, id, $2, id, '2026-12-05', '1', '', md5(id::text),
        convert_to(replace(CASE WHEN i % 10 = 0 THEN $4 ELSE $5 END, $6, id::text), 'UTF8')
    FROM drawn
"""
_REVISION = """
    INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,
        released_on, scoring_version, input_digest, etag, document)
    SELECT id, revision + 1, district_id, participation_id, administration_id, school_id, released_on, '1',
        '', md5(etag), convert_to(replace(convert_from(document, 'UTF8'), '"revision":' || revision,
            '"revision":' || revision + 1), 'UTF8')
    FROM (SELECT DISTINCT ON (id) * FROM profiles WHERE id = ANY ($1) ORDER BY id, revision DESC) AS newest
"""
_WITHOUT_ITEMS: Final = {"suppressed": True, "reason": "fewer_than_eight_responses"}


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs what runs in the background."""
    return quiet_api


def documents() -> tuple[str, str]:
    """Two published documents: of a small school, and of one with too few answers."""
    small = orjson.loads(EXAMPLE.read_bytes())
    for domain in small["domains"]:
        for factor in domain["factors"]:
            factor["items"] = _WITHOUT_ITEMS
    for content in (small, PROFILE):
        ProfileDocument.model_validate(content)
    return tuple(orjson.dumps(one | {"id": ID, "revision": 1}).decode() for one in (small, PROFILE))  # type: ignore[return-value] # two go in


class Vendor:
    """Keeps what it has read, as a vendor's database would: the newest revision of each profile."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.times: Counter[tuple[str, int]] = Counter()
        self.newest: dict[str, int] = {}
        self.etags: dict[str, str] = {}

    def take(self, profile: str, revision: int) -> None:
        assert revision >= self.newest.get(profile, 0), "an older revision came later"
        self.times[profile, revision] += 1
        self.newest[profile] = revision

    async def pull(self, happens: Any = None) -> int:
        """Read every page of the list; returns how many there were. `happens(page)` comes between pages."""
        path, pages = "/v1/profiles?limit=200", 0
        while path:
            answer = await self.http.get(path)
            assert answer.status_code == 200, answer.text
            self.etags[path] = answer.headers["etag"]
            for one in orjson.loads(answer.content)["data"]:
                self.take(one["id"], one["revision"])
            pages += 1
            if happens is not None:
                await happens(pages)
            path = answer.headers.get("link", "<>").partition(">")[0].removeprefix("<")
        return pages

    async def follow(self, since: str | None) -> str:
        """Read the feed from a cursor to its end for now."""
        while True:
            query = {"limit": "200"} | ({} if since is None else {"since": since})
            page = (await self.http.get("/v1/changes", params=query)).json()
            for one in page["data"]:
                self.take(one["id"], one["revision"])
            since = str(page["next_cursor"])
            if not page["has_more"]:
                return since


async def many_profiles(superuser: Any, tenant: Tenant) -> list[UUID]:
    """Ten thousand published at once, in the order of publication."""
    wave = await tenant.office.administration(tenant.district)
    owner, administration = UUID(tenant.district), UUID(wave["id"])
    await superuser.execute(_MANY, owner, administration, N, *documents(), ID)
    rows = await superuser.fetch("SELECT subject FROM changes ORDER BY position")
    return [row["subject"] for row in rows]


async def test_none_is_missed_and_none_comes_twice_whatever_is_published_meanwhile(
    tenant: Tenant, superuser: Any, database_url: str, api_settings: Settings
) -> None:
    ids = await many_profiles(superuser, tenant)
    # Publishers of their own, as the worker's login: one of them slower than everybody else.
    quick = await connect_as(database_url, Role.REPORTER)
    slow = await connect_as(database_url, Role.REPORTER)
    read, unread, late = ids[10:40], ids[-800:-200], [ids[50], ids[-50]]
    for publisher in (quick, slow):
        await publisher.execute("SELECT set_config('app.district_id', $1, false)", tenant.district)
    under_way = slow.transaction()

    async def happens(page: int) -> None:
        if page == 1:
            await under_way.start()
            await slow.execute(_REVISION, late)
        if page == 10:
            await quick.execute(_REVISION, [*read, *unread])
        if page == 30:
            await quick.execute(_REVISION, read[:5])
        if page == 49:  # the vendor is past whatever was written after it
            await under_way.commit()

    headers = {"Authorization": tenant.office.http.headers["authorization"]}
    with serving(api_settings) as url:
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as http:
            vendor, follower = Vendor(http), Vendor(http)
            cursor = await follower.follow(None)
            await vendor.pull(happens)
            await follower.follow(cursor)
            await _unchanged(vendor)
    for connection in (quick, slow):
        await connection.close()

    truth = {str(row["id"]): row["newest"] for row in await superuser.fetch(_TRUTH)}
    assert len(truth) == N
    assert Counter(truth.values()) == {1: N - 632, 2: 627, 3: 5}, "something did happen meanwhile"
    for one in (vendor, follower):
        assert one.newest == truth, "none is missed"
        assert set(one.times.values()) == {1}, "none comes twice, but as a newer revision"
    assert len(vendor.times) == N + len(read) + len(late)


_TRUTH = "SELECT id, max(revision) AS newest FROM profiles GROUP BY id"


async def _unchanged(vendor: Vendor) -> None:
    """A pull of what did not change since the last one is answered by 304 alone, profile by profile too."""
    again = Vendor(vendor.http)
    pages = await again.pull()
    assert pages == N // 200
    for path, etag in again.etags.items():
        answer = await vendor.http.get(path, headers={"If-None-Match": etag})
        assert (answer.status_code, answer.content) == (304, b""), path
    profile = next(iter(again.newest))
    etag = (await vendor.http.get(f"/v1/profiles/{profile}")).headers["etag"]
    one = await vendor.http.get(f"/v1/profiles/{profile}", headers={"If-None-Match": etag})
    other = await vendor.http.get(
        f"/v1/profiles/{next(reversed(again.newest))}", headers={"If-None-Match": etag}
    )
    assert (one.status_code, other.status_code) == (304, 200)
