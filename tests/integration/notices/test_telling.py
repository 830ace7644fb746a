"""Leaders told by a real mail server that a profile can be read: whom, how often, and what never is in it."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import structlog
from fastapi import FastAPI

from survey_api import background
from survey_api.db import asyncpg_url
from survey_api.mail.settings import MailSettings
from survey_api.mail.smtp import MailServer as Sender
from survey_api.notices.tasks import Teller
from survey_core.tables.roles import Role
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.office import Json, Office
from tests.fixtures.people import invited
from tests.fixtures.published import profile_of, store_profile
from tests.fixtures.respondent_api import client_of
from tests.integration.database.conftest import connect_as

PAGES = "https://survey.lakeview.example"
#: One API process that does nothing but tell leaders.
PROCESS = """
import asyncio, sys
from survey_api.mail.settings import MailSettings
from survey_api.mail.smtp import MailServer
from survey_api.notices.tasks import Teller
url, port = sys.argv[1:]
mail = MailSettings(smtp_host="127.0.0.1", smtp_port=int(port), smtp_security="none", mail_from="a@b.example")
server = MailServer(mail, public_url="https://survey.lakeview.example")
asyncio.run(Teller(url, server=server, pages_url="https://survey.lakeview.example", retry_s=1).run())
"""


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server on this machine."""
    with mail_server() as running:
        yield running


@pytest.fixture
async def operator(quiet_api: FastAPI, admin_key: str) -> AsyncIterator[Office]:
    """Whoever runs the installation."""
    async with client_of(quiet_api) as client:
        yield Office.with_key(client, admin_key)


@dataclass
class District:
    """A district with two schools, and who leads them."""

    id: str
    operator: Office
    superuser: Any
    url: str
    admin_url: str
    schools: list[str]

    async def leader(self, name: str, *schools: str, role: str = "school_leader") -> Json:
        """Invite somebody; without schools to the first one."""
        address, of = f"canary-{name}@lakeview.example", list(schools or self.schools[:1])
        return await invited(self.operator, self.id, role, email=address, schools=of)

    async def publish(self, school: str, *, suppressed: bool = False, access: str = "cards") -> UUID:
        """Publish the final release of a new survey of one school, as the worker's login does."""
        made = await self.operator.administration(self.id, [school])
        part, wave = UUID(made["participations"][0]), UUID(made["id"])
        await self.superuser.execute("UPDATE participations SET state = 'shredded' WHERE id = $1", part)
        await self.superuser.execute("UPDATE administrations SET access = $2 WHERE id = $1", wave, access)
        await self._store(part, wave, school=school, suppressed=suppressed)
        worker = await connect_as(self.url, Role.REPORTER)
        async with worker.transaction():
            await worker.execute("SELECT set_config('app.district_id', $1, true)", self.id)
            await worker.execute("UPDATE participations SET state = 'published' WHERE id = $1", part)
        await worker.close()
        return part

    async def revise(self, part: UUID) -> None:
        """One more revision of a published profile."""
        row = await self.superuser.fetchrow(
            "SELECT administration_id, school_id FROM participations WHERE id = $1", part
        )
        await self._store(part, row["administration_id"], school=str(row["school_id"]), revision=2)

    async def _store(self, part: UUID, wave: UUID, *, school: str, **fields: Any) -> None:
        document = profile_of(
            profile=part, administration=wave, school=UUID(school), name="Øst Middle", **fields
        )
        await store_profile(self.superuser, document, district=UUID(self.id), participation=part)

    async def states(self) -> list[tuple[str, int]]:
        """State and attempts of every notice."""
        rows = await self.superuser.fetch("SELECT state, attempts FROM profile_notices ORDER BY person_id")
        return [(row["state"], row["attempts"]) for row in rows]


@pytest.fixture
async def district(operator: Office, superuser: Any, quiet_api: FastAPI, database_url: str) -> District:
    """Lakeview."""
    made = await operator.district("Lakeview")
    schools = [await operator.school(made, name) for name in ("Øst Middle", "West Middle")]
    admin_url = asyncpg_url(quiet_api.state.settings, Role.ADMIN)
    return District(made, operator, superuser, database_url, admin_url, schools)


def teller(district: District, server: MailServer | None) -> Teller:
    """One process's worth."""
    sender = None
    if server is not None:
        mail = MailSettings(
            smtp_host="127.0.0.1",
            smtp_port=server.port,
            smtp_security="none",
            mail_from="Survey office <office@lakeview.example>",
        )
        sender = Sender(mail, public_url=PAGES)
    return Teller(district.admin_url, server=sender, pages_url=PAGES, retry_s=1)


@asynccontextmanager
async def telling(*tellers: Teller) -> AsyncIterator[None]:
    """As long as these processes run."""
    tasks = [asyncio.create_task(one.run()) for one in tellers]
    try:
        yield
    finally:
        for task in tasks:
            await background.end(task)


async def until(condition: Callable[[], Awaitable[Any]]) -> None:
    async with asyncio.timeout(20):
        while not await condition():  # noqa: ASYNC110 - it happens elsewhere
            await asyncio.sleep(0.05)


async def settled(district: District) -> list[tuple[str, int]]:
    """The notices once none waits."""

    async def done() -> bool:
        return all(state != "waiting" for state, _ in await district.states())

    await until(done)
    return await district.states()


async def test_only_who_leads_that_school_now_is_told_and_nobody_of_anything_but_a_final_release(
    district: District, server: MailServer
) -> None:
    first, second = district.schools
    await district.leader("leads", first, second)
    await district.leader("elsewhere", second)
    await district.leader("views", role="viewer")
    gone, kept_out, moved, demoted = [await district.leader(f"meanwhile{n}") for n in range(4)]
    off = await district.leader("off")
    people = district.operator.http
    await people.patch(f"/v1/people/{off['id']}", json={"disabled": True})
    await district.publish(second, access="import")
    part = await district.publish(first)
    await district.leader("late")
    await people.delete(f"/v1/people/{gone['id']}")
    await people.patch(f"/v1/people/{kept_out['id']}", json={"disabled": True})
    await people.patch(f"/v1/people/{moved['id']}", json={"schools": [second]})
    await people.patch(f"/v1/people/{demoted['id']}", json={"role": "viewer"})

    async with telling(teller(district, server)):
        assert await settled(district) == [("sent", 1)]
        await district.revise(part)
        await asyncio.sleep(1.2)

    assert await district.states() == [("sent", 1)]
    assert server.recipients == ["canary-leads@lakeview.example"]


async def test_a_message_leads_to_the_profile_and_holds_no_result_and_no_way_in(
    district: District, server: MailServer
) -> None:
    person = await district.leader("leads")
    part = await district.publish(district.schools[0])
    with structlog.testing.capture_logs() as logged:
        async with telling(teller(district, server)):
            await settled(district)

    ((to, message),) = server.inbox
    text = message.get_content().replace("\r\n", "\n")
    assert to == message["To"] == person["email"]
    assert text.count(f"{PAGES}/results/#profile={part}\n") == 2
    assert text.count("Øst Middle (Lakeview)") == 2
    assert (message["Auto-Submitted"], message.get_content_type()) == ("auto-generated", "text/plain")
    without_address = text.replace(str(part), "")
    assert not re.search(r"\d|share|token|%", without_address), without_address
    assert any(entry.get("person") == person["id"] for entry in logged)
    assert "canary" not in str(logged)


async def test_where_too_few_answered_the_message_says_so_without_a_number(
    district: District, server: MailServer
) -> None:
    await district.leader("leads")
    part = await district.publish(district.schools[0], suppressed=True)
    async with telling(teller(district, server)):
        await settled(district)

    ((_, message),) = server.inbox
    text = message.get_content()
    assert "Too few people answered" in text
    assert "Respondieron muy pocas personas" in text
    assert "ready" not in text
    assert not re.search(r"\d", text.replace(str(part), ""))


async def test_refused_for_good_ends_put_off_comes_later_and_what_is_old_is_given_up(
    district: District, server: MailServer, superuser: Any
) -> None:
    wrong, late, broken, old = [
        (await district.leader(name))["email"] for name in ("wrong", "late", "broken", "old")
    ]
    server.refuse.add(wrong)
    server.put_off[late] = 1
    server.hang_up[broken] = 1
    await district.publish(district.schools[0])
    await superuser.execute(
        "UPDATE profile_notices SET created_at = now() - interval '73 hours'"
        " WHERE person_id = (SELECT id FROM people WHERE email = $1)",
        old,
    )
    async with telling(teller(district, server)):
        found = await settled(district)

    assert found == [("refused", 1), ("sent", 2), ("sent", 2), ("given_up", 1)]
    assert sorted(server.recipients) == sorted([late, broken])


async def test_after_a_failure_pauses_double_up_to_an_hour(
    district: District, superuser: Any, server: MailServer
) -> None:
    email = (await district.leader("leads"))["email"]
    server.put_off[email] = 100
    await district.publish(district.schools[0])
    pauses = []
    for attempts in (0, 3, 40):
        await superuser.execute("UPDATE profile_notices SET attempts = $1, next_attempt_at = now()", attempts)
        async with telling(teller(district, server)):
            await until(lambda: superuser.fetchval("SELECT next_attempt_at > now() FROM profile_notices"))
        wait = "SELECT extract(epoch FROM next_attempt_at - now())::float FROM profile_notices"
        pauses.append(await superuser.fetchval(wait))

    assert 0 < pauses[0] <= 1
    assert 6 < pauses[1] <= 8
    assert 3590 < pauses[2] <= 3600


async def test_without_a_mail_server_nothing_piles_up_and_old_rows_go(
    district: District, server: MailServer, superuser: Any
) -> None:
    await district.leader("leads")
    await district.publish(district.schools[0])
    async with telling(teller(district, None)):
        await until(lambda: superuser.fetchval("SELECT count(*) = 0 FROM profile_notices"))
    await district.publish(district.schools[1])
    await district.publish(district.schools[0])
    await superuser.execute(
        "UPDATE profile_notices SET state = 'sent', created_at = now() - interval '91 days'"
    )
    async with telling(teller(district, server)):
        await until(lambda: superuser.fetchval("SELECT count(*) = 0 FROM profile_notices"))

    assert server.inbox == []


async def test_one_process_is_killed_and_two_go_on_and_everybody_is_told_under_one_id(
    district: District, server: MailServer, tmp_path: Path
) -> None:
    people = {(await district.leader(f"leader{n}"))["email"] for n in range(6)}
    await district.publish(district.schools[0])
    # Killed while the mail server has the second message, and nobody has noted it.
    server.silent_s = 0.5
    command = (sys.executable, "-c", PROCESS, district.admin_url, str(server.port))
    killed = await asyncio.create_subprocess_exec(*command, env=clean(os.environ, tmp_path))
    await until(lambda: at_least(server, 2))
    os.kill(killed.pid, signal.SIGKILL)
    await killed.wait()
    before = await district.states()
    server.silent_s = 0
    async with telling(teller(district, server), teller(district, server)):
        after = await settled(district)

    assert sorted(before) == [("sent", 1)] + [("waiting", 0)] * 5
    assert after == [("sent", 1)] * 6
    assert set(server.recipients) == people
    # One came twice, and its mail program knows it by the id: nobody else was told again.
    (twice,) = [to for to in people if len(server.of(to)) > 1]
    assert len(server.inbox) == len(people) + 1
    first, second = (message["Message-ID"].partition("@")[0] for message in server.of(twice))
    assert first == second


async def at_least(server: MailServer, n: int) -> bool:
    return len(server.inbox) >= n


def clean(environment: Mapping[str, str], home: Path) -> dict[str, str]:
    """As a service is started: no settings of whoever runs the tests."""
    return {"PATH": environment.get("PATH", ""), "HOME": str(home)}


async def test_whoever_lost_the_lock_tells_nobody(district: District, server: MailServer) -> None:
    await district.leader("leads")
    other = await asyncpg.connect(district.url)
    await other.execute("SELECT pg_advisory_lock(7261006)")
    await district.publish(district.schools[0])
    async with telling(teller(district, server)):
        await asyncio.sleep(1.2)
        assert await district.states() == [("waiting", 0)]
        await other.close()
        assert await settled(district) == [("sent", 1)]
