"""A release takes away what access by e-mail might have left, without being able to read it."""

from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from tests.fixtures.waves import close, open_wave, state_of, submit

TABLES = {
    "mail_queue": "INSERT INTO mail_queue VALUES (:part, :id, 'invitation', 'sealed')",
    "mail_addresses": "INSERT INTO mail_addresses VALUES (:part, :id, 'sealed')",
    "mail_reminders": "INSERT INTO mail_reminders VALUES (:part)",
}


async def test_nothing_of_a_participations_mail_outlives_its_release(
    database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
) -> None:
    wave = await open_wave(database, keys, grace_hours=0)
    await submit(database, wave, [wave.answers() for _ in range(6)])
    await close(database, wave.administration_id)
    for statement in TABLES.values():
        await database.execute(
            text(statement),
            {"part": wave.participation_id} | ({"id": uuid4()} if ":id" in statement else {}),
        )

    await release_all([wave.participation_id], engine=releaser, keys=keys, durability="local")

    assert await state_of(database, wave) in {"released", "shredded", "published"}
    for table in TABLES:
        assert await database.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608 - our own
