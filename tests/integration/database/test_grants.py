"""Each login does its own work and nothing else."""

from typing import Any

import asyncpg
import pytest

from survey_core.tables import metadata
from survey_core.tables.roles import Role

#: What each login's work needs. A statement on no rows tries the privilege and changes nothing.
ALLOWED: dict[Role, list[str]] = {
    Role.ISSUER: [
        "SELECT participation_id, code_hash, blinded_hash FROM access_codes",
        "UPDATE access_codes SET blinded_hash = NULL WHERE false",
        "SELECT * FROM open_passes",
        "INSERT INTO open_passes SELECT id, '' FROM participations WHERE false",
        "SELECT id, administration_id, state, eligible, issuer_public_key FROM participations",
        "SELECT id, state, access, opens_at, closes_at, word_hash FROM administrations",
        "SELECT id, kind, sealed FROM mail_queue",
        "DELETE FROM mail_queue WHERE false RETURNING sealed",
        "INSERT INTO mail_queue SELECT id, id, 'reminder', '' FROM participations WHERE false",
        "SELECT sealed FROM mail_addresses",
        "UPDATE mail_addresses SET bounced = true WHERE false",
        "DELETE FROM mail_addresses WHERE false",
        "DELETE FROM mail_reminders WHERE false",
        "SELECT withdraw_code(gen_random_uuid(), '')",
    ],
    Role.COLLECTOR: [
        (
            "INSERT INTO sealed_responses SELECT id, '', '' FROM participations WHERE false"
            " ON CONFLICT (participation_id, pass_hash) DO NOTHING RETURNING pass_hash"
        ),
        "SELECT participation_id, pass_hash FROM sealed_responses",
        "SELECT * FROM spent_passes",
        (
            "INSERT INTO outbox_marks (participation_id) SELECT id FROM participations WHERE false"
            " ON CONFLICT (participation_id) DO NOTHING"
        ),
        "SELECT manifest, sealed_length, issuer_public_key, state, reported_together FROM participations",
        "SELECT closes_at, closed_at, grace_hours FROM administrations",
        "SELECT document FROM instruments",
        "SELECT document FROM records",
        "SELECT participation_id, revision, document FROM profiles",
        "SELECT pg_advisory_xact_lock_shared(1)",
        "SELECT store_sealed_responses('{}', '{}', '{}', '{}')",
    ],
    Role.RELEASER: [
        "SELECT sealed FROM sealed_responses",
        "DELETE FROM sealed_responses WHERE false",
        "DELETE FROM access_codes WHERE participation_id IS NULL",
        "INSERT INTO answers SELECT id, '', '{}' FROM participations WHERE false",
        "INSERT INTO subgroup_sums SELECT id, '', '', '', 5, 0 FROM participations WHERE false",
        "INSERT INTO withheld_tables SELECT id, '', '' FROM participations WHERE false",
        "INSERT INTO spent_passes SELECT id, '' FROM participations WHERE false",
        "DELETE FROM spent_passes WHERE false",
        "UPDATE participations SET state = 'released' WHERE false",
        "UPDATE participations SET sealing_public_key = NULL WHERE false",
        "SELECT closed_at, grace_hours FROM administrations",
        "INSERT INTO outbox_events (type, data) SELECT '', '{}' WHERE false",
        "INSERT INTO records SELECT id, '' FROM participations WHERE false",
        "INSERT INTO interim_responses SELECT id, '' FROM participations WHERE false",
        "INSERT INTO handled_events SELECT id FROM participations WHERE false",
        "UPDATE imports SET state = 'running', responses_csv = NULL WHERE false",
        "UPDATE removed_participations SET opener_keys_gone = true WHERE participation_id IS NULL",
        "SELECT pg_advisory_xact_lock(1)",
        "DELETE FROM mail_queue WHERE participation_id IS NULL",
        "DELETE FROM mail_addresses WHERE participation_id IS NULL",
        "DELETE FROM mail_reminders WHERE participation_id IS NULL",
    ],
    Role.REPORTER: [
        "SELECT block FROM answers",
        "SELECT * FROM routing_counts",
        "SELECT * FROM subgroup_sums",
        "SELECT * FROM withheld_tables",
        "SELECT * FROM release_counts",
        "SELECT name, external_ids FROM schools",
        "SELECT school_id FROM participation_schools",
        "SELECT synthetic FROM districts",
        "SELECT document FROM instruments",
        (
            "INSERT INTO progress (participation_id) SELECT id FROM participations WHERE false"
            " ON CONFLICT (participation_id) DO UPDATE SET completed_floor = 5"
        ),
        "SELECT max(revision) FROM profiles",
        "SELECT document FROM district_summaries",
        (
            "INSERT INTO district_summaries SELECT id, 1, district_id, now(), '', '', '', 1"
            " FROM administrations WHERE false"
        ),
        "UPDATE district_summaries SET profiles_position = 2 WHERE false",
        "SELECT core FROM profiles",
        "SELECT count(participation_id) FROM sealed_responses",
        "UPDATE participations SET state = 'published' WHERE false",
        "UPDATE administrations SET state = 'published' WHERE false",
        "INSERT INTO outbox_events (type, data) SELECT '', '{}' WHERE false",
    ],
    Role.ADMIN: [
        "UPDATE districts SET name = '' WHERE false",
        "UPDATE schools SET name = '' WHERE false",
        "UPDATE administrations SET state = 'open' WHERE false",
        "UPDATE participation_schools SET participation_id = NULL, eligible = 1 WHERE false",
        "DELETE FROM participations WHERE false",
        "DELETE FROM administrations WHERE false",
        "DELETE FROM districts WHERE false",
        "SELECT * FROM changes",
        "UPDATE participations SET state = 'open', issuer_key_destroyed = true WHERE false",
        "INSERT INTO access_codes SELECT id, '' FROM participations WHERE false",
        "SELECT count(participation_id) FROM access_codes",
        "INSERT INTO mail_queue SELECT id, id, 'invitation', '' FROM participations WHERE false",
        "INSERT INTO mail_addresses SELECT id, id, '' FROM participations WHERE false",
        "INSERT INTO mail_reminders SELECT id FROM participations WHERE false ON CONFLICT DO NOTHING",
        "SELECT participation_id, kind FROM mail_queue",
        "SELECT participation_id, bounced FROM mail_addresses",
        "SELECT position, etag, document FROM profiles",
        "SELECT * FROM progress",
        "SELECT * FROM find_api_key('x')",
        "SELECT * FROM find_api_client('x', 'y')",
        "UPDATE api_clients SET secret_hash = '', revoked_at = now() WHERE false",
        "DELETE FROM revoked_tokens WHERE false",
        "DELETE FROM outbox_events WHERE false",
        "DELETE FROM outbox_marks WHERE false",
        "SELECT version_num FROM alembic_version",
    ],
}

#: Steps over a line that the design draws.
REFUSED: dict[Role, list[str]] = {
    Role.ISSUER: [
        "SELECT count(*) FROM sealed_responses",
        "SELECT count(*) FROM spent_passes",
        "SELECT count(*) FROM answers",
        "SELECT count(*) FROM schools",
        "SELECT school_id FROM participations",
        "SELECT count(*) FROM participation_schools",
        "SELECT title FROM administrations",
        "INSERT INTO access_codes VALUES (gen_random_uuid(), '')",
        "DELETE FROM access_codes",
        "UPDATE access_codes SET code_hash = code_hash",
        "UPDATE access_codes SET replacement = true",
        "UPDATE mail_queue SET sealed = sealed",
        "UPDATE mail_addresses SET sealed = sealed",
        "INSERT INTO mail_reminders VALUES (gen_random_uuid())",
        "UPDATE participations SET state = 'open'",
        "SELECT count(*) FROM api_keys",
    ],
    Role.COLLECTOR: [
        "SELECT sealed FROM sealed_responses",
        "SELECT * FROM sealed_responses",
        "DELETE FROM sealed_responses",
        "UPDATE sealed_responses SET sealed = sealed",
        "INSERT INTO spent_passes VALUES (gen_random_uuid(), '')",
        "SELECT count(*) FROM access_codes",
        "SELECT count(*) FROM open_passes",
        "SELECT count(*) FROM mail_queue",
        "SELECT count(*) FROM mail_addresses",
        "SELECT withdraw_code(gen_random_uuid(), '')",
        "SELECT count(*) FROM answers",
        "SELECT event_id FROM outbox_marks",
        "SELECT count(*) FROM outbox_events",
        "INSERT INTO outbox_events (type, data) VALUES ('x', '{}')",
        "UPDATE participations SET state = 'open'",
        "SELECT school_id FROM participations",
        "SELECT count(*) FROM participation_schools",
        "SELECT core FROM profiles",
        "SELECT school_id FROM profiles",
        "UPDATE profiles SET document = document",
    ],
    Role.RELEASER: [
        "INSERT INTO sealed_responses VALUES (gen_random_uuid(), '', '')",
        "UPDATE sealed_responses SET sealed = sealed",
        "SELECT count(*) FROM subgroup_sums",
        "SELECT count(*) FROM withheld_tables",
        "SELECT code_hash FROM access_codes",
        "INSERT INTO access_codes VALUES (gen_random_uuid(), '')",
        "SELECT sealed FROM mail_queue",
        "SELECT sealed FROM mail_addresses",
        "SELECT withdraw_code(gen_random_uuid(), '')",
        "UPDATE participations SET issuer_key_destroyed = true",
        "UPDATE participation_schools SET participation_id = NULL",
        "DELETE FROM participations",
        "UPDATE participations SET manifest = NULL",
        "UPDATE administrations SET closes_at = now()",
        "SELECT count(*) FROM profiles",
        "SELECT count(*) FROM district_summaries",
        "SELECT count(*) FROM api_keys",
        "SELECT count(*) FROM audit_log",
        "SELECT event_id FROM outbox_events",
    ],
    Role.REPORTER: [
        "SELECT sealed FROM sealed_responses",
        "SELECT pass_hash FROM sealed_responses",
        "SELECT count(*) FROM spent_passes",
        "SELECT count(*) FROM access_codes",
        "SELECT count(*) FROM interim_responses",
        "DELETE FROM answers",
        "SELECT count(*) FROM mail_queue",
        "SELECT count(*) FROM mail_addresses",
        "UPDATE subgroup_sums SET total = 0",
        "DELETE FROM withheld_tables",
        "UPDATE answers SET block = block",
        "UPDATE profiles SET document = document",
        "DELETE FROM profiles",
        "UPDATE district_summaries SET document = document",
        "DELETE FROM district_summaries",
        "UPDATE participations SET sealing_public_key = NULL",
        "UPDATE participations SET eligible = 1",
        "UPDATE participation_schools SET eligible = 1",
        "DELETE FROM participations",
        "SELECT count(*) FROM api_keys",
    ],
    Role.ADMIN: [
        "SELECT count(*) FROM sealed_responses",
        "SELECT count(*) FROM spent_passes",
        "SELECT count(*) FROM open_passes",
        "SELECT count(*) FROM answers",
        "SELECT count(*) FROM routing_counts",
        "SELECT count(*) FROM release_counts",
        "SELECT count(*) FROM subgroup_sums",
        "SELECT count(*) FROM withheld_tables",
        "SELECT count(*) FROM interim_responses",
        "SELECT code_hash FROM access_codes",
        "SELECT blinded_hash FROM access_codes",
        "UPDATE access_codes SET blinded_hash = NULL",
        "SELECT sealed FROM mail_queue",
        "SELECT id FROM mail_queue",
        "DELETE FROM mail_queue",
        "SELECT sealed FROM mail_addresses",
        "SELECT id FROM mail_addresses",
        "UPDATE mail_addresses SET bounced = true",
        "DELETE FROM mail_addresses",
        "SELECT count(*) FROM mail_reminders",
        "SELECT withdraw_code(gen_random_uuid(), '')",
        "DELETE FROM access_codes",
        "UPDATE instruments SET document = document",
        "DELETE FROM instruments",
        "DELETE FROM profiles",
        "DELETE FROM deletions",
        "DELETE FROM removed_participations",
        "DELETE FROM changes",
        "UPDATE changes SET deleted = false",
        "INSERT INTO changes (document) VALUES ('profile')",
        "DELETE FROM audit_log",
        "UPDATE audit_log SET action = ''",
        "UPDATE api_keys SET secret_hash = secret_hash",
        "UPDATE api_keys SET scopes = '{}'",
        "UPDATE api_keys SET school_ids = NULL",
        "UPDATE api_clients SET scopes = '{}'",
        "UPDATE api_clients SET school_ids = NULL",
        "UPDATE api_clients SET district_id = NULL",
        "DELETE FROM api_clients",
        "UPDATE revoked_tokens SET expires_at = now()",
        "DELETE FROM profiles",
        "UPDATE profiles SET document = document",
        "DELETE FROM records",
        "DELETE FROM participation_schools",
        "UPDATE participation_schools SET school_id = NULL",
        "SELECT core FROM profiles",
        "SELECT set_config('role', 'throughline_releaser', true)",
    ],
}


async def test_each_login_can_do_its_work(as_login: Any) -> None:
    for role, statements in ALLOWED.items():
        connection = await as_login(role)
        for statement in statements:
            async with connection.transaction():
                await connection.execute("SELECT set_config('app.district_id', '*', true)")
                await connection.fetch(statement)


@pytest.mark.parametrize("role", list(REFUSED))
async def test_each_login_is_refused_elsewhere(as_login: Any, role: Role) -> None:
    connection = await as_login(role)
    let_through = []

    for statement in REFUSED[role]:
        try:
            async with connection.transaction():
                await connection.execute("SELECT set_config('app.district_id', '*', true)")
                await connection.fetch(statement)
            let_through.append(statement)
        except asyncpg.InsufficientPrivilegeError:
            pass

    assert let_through == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MIGRATOR])
async def test_no_login_of_a_service_changes_the_schema(as_login: Any, role: Role) -> None:
    connection = await as_login(role)

    for statement in (
        "CREATE TABLE mine ()",
        "DROP TABLE schools",
        "TRUNCATE answers",
        "ALTER TABLE answers ADD x int",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)


async def test_only_the_administration_may_look_up_keys(as_login: Any) -> None:
    for role in (Role.ISSUER, Role.COLLECTOR, Role.RELEASER, Role.REPORTER):
        connection = await as_login(role)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("SELECT * FROM find_api_key('x')")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("SELECT * FROM find_api_client('x', '')")


async def test_no_table_is_open_to_everybody(superuser: Any) -> None:
    rows = await superuser.fetch(
        "SELECT relname FROM pg_class, aclexplode(relacl) AS a WHERE relkind = 'r' AND a.grantee = 0"
        " AND relnamespace = 'public'::regnamespace"
    )

    assert [row["relname"] for row in rows] == []


async def test_every_table_with_a_district_is_under_row_level_security(superuser: Any) -> None:
    with_district = {table.name for table in metadata.tables.values() if "district_id" in table.c} | {
        "districts"
    }

    rows = await superuser.fetch("SELECT relname FROM pg_class WHERE relrowsecurity")

    assert with_district | {"districts"} <= {row["relname"] for row in rows}
