"""A district administered in the console: people, links, keys, webhooks and exports, each used by others."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from infra.local.stack import Stack
from tests.e2e import pages
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.office import Office
from tests.fixtures.places import fresh_home
from tests.fixtures.published import publish_wave
from tests.fixtures.receiver import Answer, Receiver, receiving
from tests.integration.api.test_instruments import variant

SCHOOL, OTHER = "Lakeview Middle", "Lakeview High"


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    """A mail server on this machine."""
    with mail_server() as running:
        yield running


@pytest.fixture(scope="module")
def running(server: MailServer) -> Iterator[Stack]:
    """A system that sends mail, and webhooks to this machine."""
    environment = {
        "WEBHOOK_ALLOWED_NETWORKS": "127.0.0.0/8",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(server.port),
        "SMTP_SECURITY": "none",
        "MAIL_FROM": "Survey office <office@lakeview.example>",
    }
    with fresh_home() as home, Stack(home, worker=False, extra_env=environment) as stack:
        yield stack


@dataclass(frozen=True)
class Ground:
    """A district with published profiles, and an administrator who can sign in twice."""

    stack: Stack
    district: str
    links: list[str]


@asynccontextmanager
async def ground(stack: Stack) -> AsyncIterator[Ground]:
    """A district of its own."""
    superuser = await asyncpg.connect(stack.database_url)
    async with httpx.AsyncClient(base_url=stack.base_url, timeout=30) as client:
        office = Office.with_key(client, stack.admin_key)
        district = await office.district("Lakeview")
        wave = await publish_wave(superuser, office, district, names=[SCHOOL, OTHER])
        for table, column in (("participations", "administration_id"), ("administrations", "id")):
            statement = f"UPDATE {table} SET state = 'published' WHERE {column} = $1"  # noqa: S608 - our own names
            await superuser.execute(statement, wave.id)
        person = {"email": "admin@lakeview.example", "role": "district_administrator", "district": district}
        made = await office.made("/v1/people", person)
        links = [(await office.made(f"/v1/people/{made['id']}/link", {}))["url"] for _ in range(2)]
    await superuser.close()
    yield Ground(stack, district, links)


def travel(name: str, chromium: str, tmp_path: Path, **facts: Any) -> dict[str, Any]:
    return pages.run_journey(name, chromium=chromium, facts={"profile": str(tmp_path / name)} | facts)


async def test_an_administrator_works_in_the_console(
    running: Stack, server: MailServer, chromium: str, tmp_path: Path
) -> None:
    async with ground(running) as here, receiving() as receiver:
        receiver.answers.append(Answer(503))
        facts = {
            "origin": running.base_url,
            "school": SCHOOL,
            "instrument": variant(name="own").decode(),
            "receiver": f"http://127.0.0.1:{receiver.port}/hook",
        }
        await asyncio.to_thread(travel, "consolePeople", chromium, tmp_path, link=here.links[0], **facts)
        found = await asyncio.to_thread(
            travel, "consolePrograms", chromium, tmp_path, link=here.links[1], **facts
        )
    check_mail(server)
    check_messages(receiver, secret=found["webhook"])


def check_mail(server: MailServer) -> None:
    """Only who was to get a link by mail got one."""
    assert server.recipients == ["viewer@lakeview.example"]
    assert "/sign-in/#t=tl_link_" in server.inbox[0][1].get_content()


def check_messages(receiver: Receiver, *, secret: str) -> None:
    """What the page said was sent did arrive, signed with the secret that it showed."""
    told = [one.verified_by(secret)["type"] for one in receiver.got]
    assert told[:3] == ["webhook.test"] * 3
    assert len({one.headers["webhook-id"] for one in receiver.got}) == 1
