"""An installation that has keys already: operators go on making keys, and going back opens nothing."""

import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

from survey_api.migrate import downgrade, upgrade
from tests.integration.database.test_migrations import as_asyncpg

BEFORE, AFTER = "18_add_webhooks", "19_add_api_clients"


async def test_keys_from_before_keep_what_they_could_do(empty_database_url: str) -> None:
    engine = create_async_engine(as_asyncpg(empty_database_url))
    async with engine.begin() as connection:
        await connection.run_sync(lambda c: upgrade(c, revision=BEFORE))
    plain = await asyncpg.connect(empty_database_url)
    district = await plain.fetchval("INSERT INTO districts (name) VALUES ('x') RETURNING id")
    keys = "INSERT INTO api_keys (id, district_id, name, secret_hash, scopes) VALUES ($1, $2, '', '', $3)"
    await plain.execute(keys, "operator", None, ["surveys.read"])
    await plain.execute(keys, "district", district, ["surveys.read"])
    await plain.execute("INSERT INTO audit_log (api_key_id, action, subject) VALUES ('operator', 'a', 's')")

    async with engine.begin() as connection:
        await connection.run_sync(lambda c: upgrade(c, revision=AFTER))

    found = await plain.fetch("SELECT id, scopes, school_ids FROM api_keys ORDER BY id")
    assert [tuple(row) for row in found] == [
        ("district", ["surveys.read"], None),
        ("operator", ["surveys.read", "access.manage"], None),
    ]
    line = await plain.fetchrow("SELECT actor, actor_id, action FROM audit_log")
    assert line is not None
    assert tuple(line) == ("api_key", "operator", "a")

    await plain.execute(
        "INSERT INTO api_keys (id, district_id, name, secret_hash, scopes, school_ids)"
        " VALUES ('school', $1::uuid, '', '', '{surveys.read}', ARRAY[$1::uuid])",
        district,
    )
    async with engine.begin() as connection:
        await connection.run_sync(lambda c: downgrade(c, revision=BEFORE))
    await engine.dispose()

    in_force = await plain.fetch("SELECT id, scopes FROM api_keys WHERE revoked_at IS NULL ORDER BY id")
    assert [tuple(row) for row in in_force] == [
        ("district", ["surveys.read"]),
        ("operator", ["surveys.read"]),
    ]
    assert await plain.fetchval("SELECT api_key_id FROM audit_log") == "operator"
    await plain.close()
