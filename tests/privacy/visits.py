"""A respondent's whole way through the API, mistakes and our faults included, with recognisable values."""

import socket
from collections.abc import Iterator
from typing import Any

import asyncpg
import httpx

from infra.local.stack import Stack
from survey_core.encoding import b64url, unb64url
from survey_core.passes.client import blind, prepare
from survey_core.passes.codes import format_code, new_code
from survey_core.passes.signer import IssuerKey
from survey_core.passes.spent import pass_hash
from tests.fixtures.surveys import Survey

CANARY = "CANARY7QXW"
#: What a proxy would report, and the address that requests really come from.
REPORTED, ADDRESS = "203.0.113.77", "127.77.13.9"
HEADERS = {
    "X-Forwarded-For": REPORTED,
    "Forwarded": f"for={REPORTED}",
    "User-Agent": f"{CANARY}-browser",
    "Cookie": f"session={CANARY}-cookie",
    "Authorization": f"Bearer {CANARY}-token",
    "Referer": f"http://{CANARY}-referrer.example/",
    "Accept-Language": f"{CANARY}-language",
    "X-Request-Id": f"{CANARY}-request",
}
#: Every status a respondent can meet; a visit that misses one has not been everywhere.
STATUSES = frozenset({200, 201, 400, 403, 404, 405, 409, 413, 422, 429, 500, 503})


class Visit:
    """One respondent; remembers everything that was sent and must not stay.

    Attributes:
        secrets: what may be in no log, table or message.
        stored: what the database holds while the survey is open, and no log may hold: ciphertext, pass hash.
        statuses: of every answer.
        paths: what was asked for, as (method, path without query).
        echoes: answers that repeated something that was sent.
    """

    def __init__(self, client: httpx.AsyncClient, survey: Survey) -> None:
        """Use a client made by `visitor`."""
        self._client = client
        self._survey = survey
        self.secrets: set[str] = {ADDRESS, REPORTED, REPORTED.replace(".", "_"), CANARY}
        self.stored: set[str] = set()
        self.statuses: set[int] = set()
        self.paths: set[tuple[str, str]] = set()
        self.echoes: list[str] = []

    async def read(self) -> None:
        """Everything that can be read."""
        base = f"/v1/participations/{self._survey.participation}"
        for path in (
            f"{base}/manifest?{CANARY}=1",
            f"{base}/questionnaire?language={CANARY}",
            f"{base}/questionnaire?language=es&{CANARY}",
            f"{base}/record?{CANARY}",
            f"{base}/report?{CANARY}",
            f"{base}/report/pdf?{CANARY}",
            f"{base}/report/pdf?paper={CANARY}",
            f"/v1/participations/{CANARY}/manifest",
            f"/v1/{CANARY}",
        ):
            await self._send("GET", path)

    async def check_in(self, *, code: str, **changes: Any) -> None:
        """Ask for a pass."""
        _, input_msg = prepare(str(self._survey.participation))
        blinded, _ = blind(input_msg, IssuerKey.from_pem(self._survey.issuer_pem).public_modulus())
        self.secrets.update((code, format_code(code), *_spellings(blinded)))
        body = {"participation": str(self._survey.participation), "code": code, "blinded": b64url(blinded)}
        await self._send("POST", f"/v1/passes?{CANARY}", json=body | changes)

    async def submit(self, **changes: Any) -> None:
        """Hand in an answer."""
        body: dict[str, Any] = dict(self._survey.submission())
        message, signature = unb64url(body["message"]), unb64url(body["signature"])
        self.secrets.update((*_spellings(message), *_spellings(signature)))
        self.stored.update((*_spellings(unb64url(body["sealed"])), pass_hash(message).hex()))
        await self._send("POST", f"/v1/responses?{CANARY}", json=body | changes)

    async def talk_nonsense(self) -> None:
        """What no phone sends."""
        for path in ("/v1/passes", "/v1/responses"):
            await self._send("POST", path, content=f'{{"{CANARY}": "{CANARY}'.encode())
            await self._send("POST", path, json={CANARY: CANARY, "participation": CANARY})
            await self._send("POST", path, content=CANARY.encode() * 20_000)
            await self._send("PUT", path, json={CANARY: CANARY})

    async def fail_until_refused(self) -> None:
        """Meet the limit on failures."""
        for _ in range(60):
            await self._send("POST", "/v1/passes", content=CANARY.encode())

    async def _send(self, method: str, path: str, **request: Any) -> None:
        answer = await self._client.request(method, path, headers=HEADERS, **request)
        self.statuses.add(answer.status_code)
        self.paths.add((method, path.partition("?")[0]))
        if any(secret in answer.text for secret in self.secrets):
            self.echoes.append(f"{method} answered {answer.status_code}")


def visitor(base_url: str) -> httpx.AsyncClient:
    """A client that comes from `ADDRESS`, where the system allows it."""
    transport = httpx.AsyncHTTPTransport(local_address=ADDRESS if _may_come_from(ADDRESS) else None)
    return httpx.AsyncClient(base_url=base_url, timeout=30, transport=transport)


async def visit_everything(stack: Stack, survey: Survey) -> Visit:
    """Go everywhere, through every error; the installation is broken afterwards."""
    connection = await asyncpg.connect(stack.database_url)
    async with visitor(stack.base_url) as client:
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


def _spellings(data: bytes) -> Iterator[str]:
    """How bytes would look in a log or a dump; an inner part is enough to find the whole."""
    yield data[8:40].hex()
    yield b64url(data)[16:60]
    yield repr(data[8:24])[2:-1]


def _may_come_from(address: str) -> bool:
    """Linux lends a program any loopback address; where it does not, the header stands in alone."""
    with socket.socket() as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True
