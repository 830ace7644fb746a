"""A hand-written server with the respondent's routes: real keys, no database, injectable failures."""

import json
from collections.abc import Callable
from typing import Any

import httpx

from survey_core.encoding import b64url, unb64url
from survey_core.passes.spent import pass_hash
from survey_core.passes.verifier import PassVerifier
from survey_core.sealing.hpke import open_sealed
from survey_core.sealing.manifest import pin
from survey_core.sealing.receipts import receipt
from survey_core.sealing.record import build_record, record_bytes
from tests.golden.make_protocol_vectors import issuer_key
from tests.golden.vectors import protocol_vectors

VECTORS = protocol_vectors()
PARTICIPATION = VECTORS["codes"]["participation"]
CODE = VECTORS["codes"]["valid"][0]["canonical"]
WORD = "lighthouse"
MANIFEST = VECTORS["manifest"]["text"].encode()
PIN = pin(MANIFEST)
OPENER = bytes.fromhex(VECTORS["sealing"]["opener_scalar"])

Failure = Callable[[httpx.Request], httpx.Response]


class FakeServer:
    """Answers like the contract; `failures` are used up first, one per request."""

    def __init__(self) -> None:
        self.manifest = MANIFEST
        self.failures: list[Failure] = []
        self.requests: list[httpx.Request] = []
        self.record: bytes | None = None
        self.questionnaire: dict[str, Any] = {
            "instrument": {"digest": json.loads(MANIFEST)["instrument_digest"]},
            "background": [],
            "reporting_unit": None,
        }
        self._key = issuer_key()
        self._codes = {CODE: b"", WORD: b""}
        self.stored: dict[bytes, bytes] = {}

    def client(self, **options: object) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url="http://survey.test",
            transport=httpx.MockTransport(self._handle),
            **options,  # type: ignore[arg-type]  # a test's own options
        )

    def publish(self) -> None:
        """Open what was stored and publish the record."""
        opened = [
            open_sealed(OPENER, pin=PIN, pass_hash=spent, sealed=sealed)
            for spent, sealed in self.stored.items()
        ]
        self.record = record_bytes(
            build_record(
                MANIFEST,
                eligible=42,
                issued=len(self.stored),
                replacements=0,
                keyed=0,
                rejected=0,
                pass_hashes=self.stored,
                receipts=[receipt(PIN, plaintext) for plaintext in opened],
            )
        )

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.failures:
            return self.failures.pop(0)(request)
        return self.act(request)

    def act(self, request: httpx.Request) -> httpx.Response:
        """Do what the contract says."""
        routes: dict[tuple[str, str], Failure] = {
            ("GET", f"/v1/participations/{PARTICIPATION}/manifest"): self._manifest,
            ("GET", f"/v1/participations/{PARTICIPATION}/questionnaire"): self._questionnaire,
            ("GET", f"/v1/participations/{PARTICIPATION}/record"): self._record,
            ("POST", "/v1/passes"): self._passes,
            ("POST", "/v1/responses"): self._responses,
        }
        route = routes.get((request.method, request.url.path))
        return route(request) if route else problem(404, "not-found")

    def _manifest(self, _request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=self.manifest)

    def _questionnaire(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=self.questionnaire | {"language": request.url.params["language"]})

    def _record(self, _request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=self.record) if self.record else problem(404, "not-published")

    def _passes(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        blinded, credential = unb64url(body["blinded"]), body.get("code", body.get("word"))
        if credential not in self._codes:
            return problem(404, "code-unknown")
        if self._codes[credential] not in {b"", blinded}:
            return problem(409, "code-already-used")
        self._codes[credential] = blinded
        return httpx.Response(200, json={"signature": b64url(self._key.sign_blinded(blinded))})

    def _responses(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        message = unb64url(body["message"])
        if not PassVerifier(self._key.public_modulus()).verify(message, unb64url(body["signature"])):
            return problem(403, "pass-invalid")
        if pass_hash(message) in self.stored:
            return httpx.Response(200, json={"recorded": True})
        self.stored[pass_hash(message)] = unb64url(body["sealed"])
        return httpx.Response(201, json={"recorded": True})


def problem(status: int, slug: str) -> httpx.Response:
    """An RFC 9457 answer."""
    return httpx.Response(status, json={"type": f"http://survey.test/problems/{slug}", "status": status})


def answer(status: int, slug: str = "something") -> Failure:
    """A failure that answers with a problem."""
    return lambda _request: problem(status, slug)


def broken_line(request: httpx.Request) -> httpx.Response:
    """A failure before the server got anything."""
    raise httpx.ConnectError("no line", request=request)


def lost_answer(server: FakeServer) -> Failure:
    """The server acts, its answer is lost."""

    def fail(request: httpx.Request) -> httpx.Response:
        server.act(request)
        raise httpx.ReadTimeout("lost", request=request)

    return fail
