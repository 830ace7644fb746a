"""A district that asks its staff by e-mail, a mail server, and a mailer the test winds itself."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from survey_api.app import create_app
from survey_api.housekeeping.tasks import Housekeeper
from survey_api.mail.mailing import Mailer
from survey_api.passes import signing
from survey_api.settings import Settings
from survey_core.passes.codes import parse_code
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.office import Office, make_sealing_keys
from tests.fixtures.respondent_api import client_of

Superuser = "asyncpg.Connection[asyncpg.Record]"
ELIGIBLE = 8
SCOPES = ("profiles.read", "surveys.read", "surveys.write", "roster.write")
PRINTED = re.compile(r"^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}$", re.MULTILINE)
LINK = re.compile(r"http://survey\.test/survey/#v=1&p=([0-9a-f-]{36})&c=([0-9A-Z]{20})")


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server without encryption, on this machine."""
    with mail_server() as running:
        yield running


@pytest.fixture
def mail_settings(
    database_url: str, role_secret_file: Path, nats_url: str, key_dir: Path, server: MailServer
) -> Settings:
    """Settings of an API that sends through it."""
    return Settings(
        database_url=SecretStr(database_url),
        role_secret_file=role_secret_file,
        nats_url=nats_url,
        issuer_key_dir=key_dir,
        public_url="http://survey.test",
        smtp_host="127.0.0.1",
        smtp_port=server.port,
        smtp_security="none",
        mail_from="Survey office <survey@lakeview.example>",
        mail_bounces_to="bounces@lakeview.example",
        mail_retry_seconds=1,
    )


@pytest.fixture
async def mail_api(mail_settings: Settings) -> AsyncIterator[FastAPI]:
    """The application without its background: the test says when messages leave and house is kept."""
    app = create_app(mail_settings)
    app.state.mail_woken = asyncio.Event()
    app.state.housekeeper = Housekeeper(app.state.database, app.state.issuer_keys, app.state.mail_room.keys)
    async with signing.running(app):
        yield app
    await app.state.database.close()


@dataclass
class Wave:
    """An administration with access `email` and one school, in the hands of a test."""

    app: FastAPI
    office: Office
    administration: str
    participation: str
    mailer: Mailer

    @property
    def url(self) -> str:
        return f"/v1/participations/{self.participation}"

    async def give(self, addresses: list[str], **query: Any) -> httpx.Response:
        """Send a list, one address a line."""
        headers = {"Content-Type": "text/csv"}
        content = "\n".join(["email", *addresses]).encode()
        return await self.office.http.post(
            f"{self.url}/addresses", content=content, headers=headers, params=query
        )

    async def open(self) -> None:
        await self.office.made(f"/v1/administrations/{self.administration}/open")

    async def close(self) -> None:
        await self.office.made(f"/v1/administrations/{self.administration}/close")

    async def send(self, *, times: int = 1) -> None:
        """Let the mailer work, without waiting for its pauses."""
        for _ in range(times):
            self.mailer._pauses._failures.clear()
            await self.mailer.once()

    async def keep_house(self) -> None:
        await self.app.state.housekeeper.once()


def staff(n: int = ELIGIBLE, *, domain: str = "lakeview.example") -> list[str]:
    """Addresses nobody else has."""
    return [f"canary-person-{number}@{domain}" for number in range(n)]


def code_in(message: EmailMessage, participation: str) -> str:
    """The code of a message; its link and its printed form agree, in both languages."""
    text = message.get_content().replace("\r\n", "\n")
    links = set(LINK.findall(text))
    assert len(links) == 1, text
    ((where, code),) = links
    assert where == participation
    printed = {parse_code(found) for found in PRINTED.findall(text)}
    assert printed == {code}
    return str(code)


def new_mailer(app: FastAPI) -> Mailer:
    """One more sending process's worth."""
    settings = app.state.settings
    return Mailer(app.state.mail_room, public_url=settings.public_url, retry_s=settings.mail_retry_seconds)


@pytest.fixture
async def operator(mail_api: FastAPI, admin_key: str) -> AsyncIterator[Office]:
    """Whoever runs the installation."""
    async with client_of(mail_api) as client:
        yield Office.with_key(client, admin_key)


@pytest.fixture
async def wave(mail_api: FastAPI, operator: Office, superuser: Any) -> Wave:
    """Ready, with eight people."""
    district = await operator.district()
    office = Office.with_key(operator.http, await operator.key(district, *SCOPES))
    school = await office.school(district)
    made = await office.administration(district, [school], eligible=ELIGIBLE, access="email")
    await make_sealing_keys(superuser, made["id"])
    await office.made(f"/v1/administrations/{made['id']}/ready")
    return Wave(mail_api, office, made["id"], made["participations"][0], new_mailer(mail_api))


async def counts(superuser: Any, participation: str) -> dict[str, int]:
    """What is stored of a participation, counted where it is stored."""
    tables = ("mail_queue", "mail_addresses", "mail_reminders", "access_codes")
    return {
        table: await superuser.fetchval(
            f"SELECT count(*) FROM {table} WHERE participation_id = $1",  # noqa: S608 - our own names
            UUID(participation),
        )
        for table in tables
    }
