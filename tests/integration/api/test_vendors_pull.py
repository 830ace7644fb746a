"""10,000 profiles by the generated client while revisions are published: none missed, none twice."""

from collections import Counter
from pathlib import Path
from typing import Any, Final
from uuid import UUID

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
from throughline_client import AuthenticatedClient, answer_of, connect, each_async, models
from throughline_client.generated.api.changes import list_changes
from throughline_client.generated.api.profiles import get_profile, list_profiles
from throughline_client.generated.types import UNSET, Unset

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
    published = (
        ProfileDocument.model_validate(content).model_dump(mode="json") for content in (small, PROFILE)
    )
    return tuple(orjson.dumps(one | {"id": ID, "revision": 1}).decode() for one in published)  # type: ignore[return-value] # two go in


class Vendor:
    """Keeps what it has read by the generated client, as a vendor's database would: each profile's newest."""

    def __init__(self, client: AuthenticatedClient) -> None:
        self.client = client
        self.times: Counter[tuple[str, int]] = Counter()
        self.newest: dict[str, int] = {}

    def take(self, profile: object, revision: object) -> None:
        key, number = str(profile), int(str(revision))
        assert number >= self.newest.get(key, 0), "an older revision came later"
        self.times[key, number] += 1
        self.newest[key] = number

    async def pull(self, happens: Any = None) -> list[bool]:
        """Read the list; returns of each page whether it was a 304. `happens(page)` comes between pages."""
        unchanged: list[bool] = []

        async def page(**options: Any) -> Any:
            answer = await list_profiles.asyncio_detailed(**options)
            unchanged.append(answer.headers.get("x-from-cache") == "1")
            if happens is not None:
                await happens(len(unchanged))
            return answer

        async for one in each_async(page, client=self.client, limit=200):
            self.take(one.id, one.revision)
        return unchanged

    async def follow(self, since: str | Unset) -> str:
        """Read the feed from a cursor to its end for now."""
        while True:
            answer = await list_changes.asyncio_detailed(client=self.client, limit=200, since=since)
            page = answer_of(answer, models.Changes)
            for one in page.data:
                self.take(one.id, one.revision)
            since = str(page.next_cursor)
            if not page.has_more:
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

    key = tenant.office.http.headers["authorization"].removeprefix("Bearer ")
    with serving(api_settings) as url:
        async with connect(url, api_key=key) as client:
            vendor, follower = Vendor(client), Vendor(client)
            cursor = await follower.follow(UNSET)
            await vendor.pull(happens)
            await follower.follow(cursor)
            await _unchanged(client)
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


async def _unchanged(client: AuthenticatedClient) -> None:
    """A pull of what did not change since the last one is answered by 304 alone, profile by profile too."""
    first, second = Vendor(client), Vendor(client)
    await first.pull()
    assert await second.pull() == [True] * (N // 200)
    assert second.times == first.times
    one, other = UUID(next(iter(first.newest))), UUID(next(reversed(first.newest)))
    known = [
        (await get_profile.asyncio_detailed(profile, client=client)).headers.get("x-from-cache")
        for profile in (one, one, other)
    ]
    assert known == [None, "1", None]
