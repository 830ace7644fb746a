"""Two districts, one application, random requests with each other's ids: nobody meets the other's rows."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from survey_api.app import create_app
from survey_core.tables import metadata
from survey_core.tables.roles import Role
from tests.fixtures.live_api import quiet_settings
from tests.fixtures.servers import Migrated
from tests.integration.contract.tenants import World
from tests.integration.database.conftest import connect_as
from tests.integration.database.grant_matrix import Matrix, table_matrix
from tests.integration.database.test_districts_apart import OUTBOX, leading_to_a_district

QUICK = settings(
    max_examples=6,
    stateful_step_count=40,
    phases=[Phase.generate],  # what went wrong is told by the request itself
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


#: Logins that see one district at a time.
APART = (Role.ADMIN, Role.REPORTER)
#: One more policy, of the kind that a hurried migration might add.
LEAK = "CREATE POLICY everybody ON schools TO throughline_admin USING (true)"
REPORTERS_LEAK = "CREATE POLICY everybody ON answers TO throughline_reporter USING (true)"
ANSWERED = "INSERT INTO answers SELECT id, '', '{}' FROM participations"


@contextmanager
def world(migrated: Migrated, nats_url: str, admin_key: str, key_dir: Path) -> Iterator[tuple[World, str]]:
    """An application over a database of its own, in an event loop of its own."""
    key_dir.mkdir(mode=0o700)
    with (
        quiet_settings(migrated, nats_url=nats_url, key_dir=key_dir) as found,
        asyncio.Runner() as runner,
    ):
        database_url = found.database_url.get_secret_value()
        api = create_app(found)
        lifespan = api.router.lifespan_context(api)
        runner.run(lifespan.__aenter__())
        superuser = runner.run(asyncpg.connect(database_url))
        try:
            yield World(runner, api, superuser, admin_key), database_url
        finally:
            runner.run(superuser.close())
            runner.run(lifespan.__aexit__(None, None, None))


class Tenants(RuleBasedStateMachine):
    """Administrators, a school's own key and the operator, in any order, with any ids."""

    world: World
    database_url: str
    statuses: Counter[int]

    @initialize()
    def two_districts(self) -> None:
        self.sides = [self.world.new_side(), self.world.new_side()]

    @rule(data=st.data(), who=st.sampled_from([0, 1]), bound=st.booleans())
    def a_district_asks(self, data: Any, who: int, bound: bool) -> None:  # noqa: FBT001 - Hypothesis hands it over
        me, other = self.sides[who], self.sides[1 - who]
        sent = self.world.request(lambda of: data.draw(st.sampled_from(of)), self.sides, me)
        before = self.world.fingerprint(other) if sent.method != "GET" else None

        answer = self.world.send(me.bound if bound else me.office, sent)

        self.statuses[answer.status_code] += 1
        told = answer.text + str(answer.headers)
        assert [mark for mark in other.marks if mark in told] == [], sent
        assert answer.status_code < 500, (sent, answer.text)
        assert before is None or self.world.fingerprint(other) == before, sent
        self.world.learn(me)

    @rule(data=st.data(), who=st.sampled_from([0, 1]))
    def the_operator_asks(self, data: Any, who: int) -> None:
        side = self.sides[who]
        sent = self.world.request(lambda of: data.draw(st.sampled_from(of)), [side], side)
        if sent.method == "DELETE":
            return

        answer = self.world.send(self.world.operator, sent)

        self.statuses[answer.status_code] += 1
        assert answer.status_code < 500, (sent, answer.text)
        for one in self.sides:
            self.world.learn(one)

    def teardown(self) -> None:
        if hasattr(self, "sides"):
            ids = [UUID(side.district) for side in self.sides]
            for mine, theirs in (ids, ids[::-1]):
                assert self.world.run(rows_seen(self.database_url, mine, theirs)) == {}


async def rows_seen(database_url: str, mine: UUID, theirs: UUID) -> dict[str, int]:
    """Rows of `theirs` that a login sees while its district is `mine`, or none at all."""
    superuser = await asyncpg.connect(database_url)
    matrix = await table_matrix(superuser)
    rows = await superuser.fetch("SELECT id FROM participations WHERE district_id = $1", theirs)
    foreign = [theirs, *(row["id"] for row in rows)]
    seen = Counter[str]()
    for role in APART:
        login = await connect_as(database_url, role)
        for setting in (str(mine), "", None):
            async with login.transaction():
                if setting is not None:
                    await login.execute("SELECT set_config('app.district_id', $1, true)", setting)
                for table, statement in counting(matrix, role).items():
                    seen[table] += await login.fetchval(statement, foreign)
        await login.close()
    await superuser.close()
    return {table: n for table, n in seen.items() if n}


def counting(matrix: Matrix, role: Role) -> dict[str, str]:
    """For each table that leads to a district and that a login reads: how many rows of some it sees."""
    found = {}
    for table in sorted(leading_to_a_district() - OUTBOX):
        columns = metadata.tables[table].c
        column = next((name for name in ("district_id", "participation_id") if name in columns), "id")
        words = matrix[table][role]
        if words.startswith("SELECT"):
            found[table] = f"SELECT count({column}) FROM {table} WHERE {column} = ANY ($1::uuid[])"  # noqa: S608 - from the catalogue
    return found


def play(found: World, database_url: str) -> Counter[int]:
    """Let Hypothesis play; returns how often each status was answered."""
    statuses = Counter[int]()
    kind = type("Played", (Tenants,), {"world": found, "database_url": database_url, "statuses": statuses})
    run_state_machine_as_test(kind, settings=QUICK)
    return statuses


def test_nobody_meets_the_rows_of_another_district(
    migrated_template: Migrated, nats_url: str, admin_key: str, tmp_path: Path
) -> None:
    with world(migrated_template, nats_url, admin_key, tmp_path / "issuer") as (found, database_url):
        statuses = play(found, database_url)

    assert sum(statuses.values()) > 80, statuses
    assert {200, 404} <= set(statuses), "what is one's own answers, what is not is not there"
    assert statuses[200] + statuses[201] > 20, statuses


def test_one_policy_too_many_is_noticed(
    migrated_template: Migrated, nats_url: str, admin_key: str, tmp_path: Path
) -> None:
    with world(migrated_template, nats_url, admin_key, tmp_path / "issuer") as (found, database_url):
        sides = [found.new_side(), found.new_side()]
        mine, theirs = (UUID(side.district) for side in sides)
        found.fetch(ANSWERED)
        found.fetch(REPORTERS_LEAK)
        reporters = found.run(rows_seen(database_url, mine, theirs))
        found.fetch("DROP POLICY everybody ON answers")
        found.fetch(LEAK)

        seen = found.run(rows_seen(database_url, mine, theirs))
        with pytest.raises(AssertionError):
            play(found, database_url)

    assert set(reporters) == {"answers"}
    assert set(seen) == {"schools"}
