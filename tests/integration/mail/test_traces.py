"""The whole way against a running system, killed in the middle: everyone is reached, and nothing stays."""

import asyncio
import signal
import subprocess
from collections.abc import Callable
from typing import Any

import asyncpg
import httpx

from infra.local.stack import Stack
from respondent_client import RespondentClient, seal_answers, start_check_in
from survey_core.instruments import shipped
from survey_core.passes.codes import format_code
from survey_core.sealing.plaintext import Answers
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.office import plan
from tests.integration.mail.conftest import SCOPES

PEOPLE = [f"canary{number}person@canary-school.example" for number in range(40)]
WRONG, PATIENCE_S = PEOPLE[0], 60


async def test_killed_while_sending_everyone_is_reached_and_nothing_stays(
    new_stack: Callable[..., Stack],
) -> None:
    with mail_server() as server:
        server.refuse.add(WRONG)
        server.put_off[PEOPLE[1]] = 2
        server.hang_up[PEOPLE[2]] = 1
        server.delay_s = 0.05
        stack = await asyncio.to_thread(new_stack, extra_env=environment(server))
        async with httpx.AsyncClient(base_url=stack.base_url, timeout=60) as http:
            wave, part = await begin(http, stack)
            await until(lambda: len(server.inbox) >= 10)
            await asyncio.to_thread(stack.stop_api, signal.SIGKILL)
            assert len(server.inbox) < len(PEOPLE) - 1  # it was in the middle
            held = dump(stack)
            await asyncio.to_thread(stack.start_api)
            await until(lambda: set(server.recipients) == set(PEOPLE[1:]))
            codes = {code_of(message) for _, message in server.inbox}
            assert len(codes) == len(PEOPLE) - 1  # a message that came twice brought the same code
            await answer(http, part, codes.pop())
            await until(lambda: not list(stack.home.issuer_keys.glob("*.mail-codes")))
            refused = await http.get(f"/v1/participations/{part}/bounces")
            assert refused.json()["addresses"] == [WRONG]
            (await http.post(f"/v1/administrations/{wave}/close")).raise_for_status()
            await until(lambda: not list(stack.home.issuer_keys.iterdir()))
        await check_nothing_stays(stack, codes, held=held)


def environment(server: MailServer) -> dict[str, str]:
    return {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(server.port),
        "SMTP_SECURITY": "none",
        "MAIL_FROM": "survey@canary-office.example",
        "MAIL_RETRY_SECONDS": "1",
    }


async def begin(http: httpx.AsyncClient, stack: Stack) -> tuple[str, str]:
    """An open administration whose messages are being sent; `http` holds the district's key from now on."""

    async def made(path: str, body: Any = None) -> Any:
        found = await http.post(path, json=body)
        assert found.is_success, found.text
        return found.json()

    http.headers["Authorization"] = f"Bearer {stack.admin_key}"
    district = (await made("/v1/districts", {"name": "Canary"}))["id"]
    key = await made("/v1/api-keys", {"name": "office", "district": district, "scopes": list(SCOPES)})
    http.headers["Authorization"] = f"Bearer {key['key']}"
    school = (await made("/v1/schools", {"name": "Canary Middle"}))["id"]
    body = plan(district, [school], eligible=len(PEOPLE)) | {"access": "email"}
    wave = await made("/v1/administrations", body)
    await made(f"/v1/administrations/{wave['id']}/ready")
    part = wave["participations"][0]
    await made(f"/v1/participations/{part}/addresses", {"addresses": PEOPLE})
    await made(f"/v1/administrations/{wave['id']}/open")
    return wave["id"], part


async def answer(http: httpx.AsyncClient, participation: str, code: str) -> None:
    """Check in with a code from a message, and submit."""
    client = RespondentClient(http)
    agreement = await client.fetch_manifest(participation)
    held = await client.check_in(start_check_in(agreement, code=code))
    answers = Answers(
        answers={item.id: 4 for item in shipped("internal-coherence-short").items},
        routing={},
        background={},
        language="en",
    )
    await client.submit(seal_answers(held, answers))


async def check_nothing_stays(stack: Stack, codes: set[str], *, held: str) -> None:
    connection = await asyncpg.connect(stack.database_url)
    try:
        for table in ("mail_queue", "mail_addresses", "mail_reminders"):
            assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - our own
    finally:
        await connection.close()
    after = dump(stack)
    logs = {path.name: path.read_text(errors="replace") for path in stack.log_files()}
    assert any("postgres" in name for name in logs)
    places = logs | {"dump while open": held, "dump after": after}
    for secret in ("canary-school", "canary0person", *codes, *map(format_code, codes)):
        found = [name for name, text in places.items() if secret in text or secret.encode().hex() in text]
        assert found == [], secret
    # The control: while it was open the dump did hold the rows, sealed.
    assert rows_of(held, "mail_queue") > 0
    assert rows_of(held, "mail_addresses") == len(PEOPLE)
    assert rows_of(after, "mail_queue") + rows_of(after, "mail_addresses") == 0


def rows_of(text: str, table: str) -> int:
    _, _, rest = text.partition(f"COPY public.{table} ")
    return len(rest.partition("\n\\.\n")[0].splitlines()) - 1


def dump(stack: Stack) -> str:
    assert stack.postgres is not None
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program on our own database
        [stack.postgres.bin("pg_dump"), stack.database_url], check=True, capture_output=True, text=True
    )
    return done.stdout


def code_of(message: Any) -> str:
    return str(message.get_content().partition("&c=")[2][:20])


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not holds():  # noqa: ASYNC110 - other processes tell nobody
            await asyncio.sleep(0.05)
