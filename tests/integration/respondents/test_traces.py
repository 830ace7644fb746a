"""A code, an address, a browser and a pass sent through every respondent route: none is found anywhere."""

import asyncio
import os
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import asyncpg
import httpx
import nats
from nats.js import JetStreamContext

from infra.local.stack import Stack
from survey_core.encoding import b64url, unb64url
from survey_core.passes.client import blind, prepare
from survey_core.passes.codes import format_code, new_code
from survey_core.passes.signer import IssuerKey
from tests.fixtures.surveys import Survey, add_survey

ADDRESS = "203.0.113.77"
CANARY = "CANARY7QXW"
HEADERS = {
    # Believed, because the API trusts a proxy on its own machine: this is the address it sees.
    "X-Forwarded-For": ADDRESS,
    "User-Agent": f"{CANARY}-browser",
    "Cookie": f"session={CANARY}-cookie",
    "Referer": f"http://{CANARY}-referrer.example/",
    "Accept-Language": f"{CANARY}-language",
    "X-Request-Id": f"{CANARY}-request",
}


class Visit:
    """One respondent's whole way, mistakes included; remembers everything that was sent and must not stay."""

    def __init__(self, client: httpx.AsyncClient, survey: Survey) -> None:
        self._client = client
        self._survey = survey
        self.secrets: set[str] = {ADDRESS, CANARY, ADDRESS.replace(".", "_")}
        self.statuses: set[int] = set()

    async def read(self) -> None:
        base = f"/v1/participations/{self._survey.participation}"
        for path in (
            f"{base}/manifest?{CANARY}=1",
            f"{base}/questionnaire?language={CANARY}",
            f"{base}/questionnaire?language=es&{CANARY}",
            f"{base}/record",
            f"/v1/participations/{CANARY}/manifest",
            f"/v1/{CANARY}",
        ):
            await self._send("GET", path)

    async def check_in(self, *, code: str, **changes: Any) -> None:
        _, input_msg = prepare(str(self._survey.participation))
        blinded, _ = blind(input_msg, IssuerKey.from_pem(self._survey.issuer_pem).public_modulus())
        self._keep(code, format_code(code), *_spellings(blinded))
        body = {"participation": str(self._survey.participation), "code": code, "blinded": b64url(blinded)}
        await self._send("POST", "/v1/passes", json=body | changes)

    async def submit(self, **changes: Any) -> None:
        body: dict[str, Any] = dict(self._survey.submission())
        self._keep(*_spellings(unb64url(body["message"])), *_spellings(unb64url(body["signature"])))
        await self._send("POST", "/v1/responses", json=body | changes)

    async def talk_nonsense(self) -> None:
        for path in ("/v1/passes", "/v1/responses"):
            await self._send("POST", path, content=f'{{"{CANARY}": "{CANARY}'.encode())
            await self._send("POST", path, json={CANARY: CANARY, "participation": CANARY})
            await self._send("POST", path, content=CANARY.encode() * 20_000)
            await self._send("PUT", path, json={CANARY: CANARY})

    async def fail_until_refused(self) -> None:
        for _ in range(60):
            await self._send("POST", "/v1/passes", content=CANARY.encode())

    async def _send(self, method: str, path: str, **request: Any) -> None:
        answer = await self._client.request(method, path, headers=HEADERS, **request)
        self.statuses.add(answer.status_code)
        for secret in self.secrets:
            assert secret not in answer.text, f"{method} answered {answer.status_code} with what was sent"

    def _keep(self, *texts: str) -> None:
        self.secrets.update(texts)


def _spellings(data: bytes) -> Iterator[str]:
    """How bytes would look in a log or a dump; an inner part is enough to find the whole."""
    yield data[8:40].hex()
    yield b64url(data)[16:60]
    yield repr(data[8:24])[2:-1]


async def visit_everything(stack: Stack, survey: Survey) -> Visit:
    connection = await asyncpg.connect(stack.database_url)
    async with httpx.AsyncClient(base_url=stack.base_url, timeout=30) as client:
        visit = Visit(client, survey)
        await visit.read()
        await visit.check_in(code=survey.codes[0])
        await visit.check_in(code=survey.codes[0])  # 409: another blinded message
        await visit.check_in(code=new_code())
        await visit.check_in(code=survey.codes[1], blinded=b64url(bytes(384)))
        await visit.submit()
        await visit.submit(signature=b64url(bytes(384)))
        await visit.submit(sealed="AAAA")
        await visit.talk_nonsense()
        # Faults of our own: statements that PostgreSQL refuses, and a key that is not there.
        await connection.execute("REVOKE INSERT ON sealed_responses FROM throughline_collector")
        await visit.submit()
        await connection.execute("REVOKE UPDATE ON access_codes FROM throughline_issuer")
        await connection.execute("REVOKE UPDATE (blinded_hash) ON access_codes FROM throughline_issuer")
        await visit.check_in(code=survey.codes[1])
        stack.home.issuer_keys.joinpath(f"{survey.participation}.pem").write_text("no key")
        await connection.execute("UPDATE administrations SET state = 'closed', closed_at = now()")
        await visit.check_in(code=survey.codes[2])
        await visit.fail_until_refused()
    await connection.close()
    return visit


async def test_nothing_a_respondent_sends_is_in_any_log_table_or_message(
    new_stack: Callable[..., Stack],
) -> None:
    stack = await asyncio.to_thread(new_stack, worker=False)
    survey = await add_survey(stack.database_url, key_dir=stack.home.issuer_keys)

    visit = await visit_everything(stack, survey)
    await asyncio.sleep(1)  # a tick of the relay
    places = {path.name: path.read_text(errors="replace") for path in stack.log_files()}
    places["pg_dump"] = dump(stack)
    places["messages"] = await messages(stack.nats_url)

    assert visit.statuses >= {200, 201, 400, 403, 404, 405, 409, 413, 422, 429, 500, 503}
    # Controls: these places do hold what they may hold, so looking in them means something.
    assert str(survey.participation) in places["messages"]
    assert survey.manifest.hex() in places["pg_dump"]
    assert places["pg_dump"].count("\\\\x") > 5
    assert "permission denied" in places["postgres.log"]
    assert "unexpected error" in places["api.log"]
    found = {(name, secret) for name, text in places.items() for secret in visit.secrets if secret in text}
    assert found == set()


def dump(stack: Stack) -> str:
    assert stack.postgres is not None
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program on our own database
        [stack.postgres.bin("pg_dump"), stack.database_url],
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"]},
    )
    return done.stdout


async def messages(nats_url: str) -> str:
    client = await nats.connect(nats_url)
    try:
        return "\n".join(await _stored(client.jetstream()))
    finally:
        await client.close()


async def _stored(jetstream: JetStreamContext) -> list[str]:
    found = []
    for stream in ("EVENTS", "RESPONSES"):
        state = (await jetstream.stream_info(stream)).state
        for sequence in range(max(1, state.first_seq), state.last_seq + 1):
            message = await jetstream.get_msg(stream, sequence)
            found.append(f"{message.subject} {message.headers} {message.data!r}")
    return found
