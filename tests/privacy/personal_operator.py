"""An operator who serves one person rules with a key of their own, in front of an honest system."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infra.local.nats import free_port
from survey_core.encoding import b64url, unb64url
from survey_core.passes.signer import IssuerKey
from survey_core.sealing.manifest import Manifest, manifest_bytes

_STARTED_WITHIN_S: Final = 20.0
_METHODS: Final = ["GET", "HEAD", "POST"]


@dataclass(eq=False)
class PersonalOperator:
    """Serves a manifest with `key`, signs with it, passes on the rest, and remembers all it is sent.

    Attributes:
        upstream: the honest system's address.
        manifest: what it serves in place of everybody's.
        key: of one person: whoever comes with a pass under it is that person.
        seen: everything it was sent: request lines, headers and bodies, as one text each.
        signed: codes it signed for.
        url: its own address.
    """

    upstream: str
    manifest: bytes
    key: IssuerKey
    seen: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    url: str = ""

    def holds(self, secret: str) -> bool:
        """Whether anything it was sent contains this."""
        return any(secret in sent for sent in self.seen)

    async def answer(self, request: Request) -> Response:
        """Answer one request as this operator would."""
        body = await request.body()
        self.seen.append(f"{request.method} {request.url}\n{request.headers!r}\n{body.decode('latin-1')}")
        if request.url.path.endswith("/manifest"):
            return Response(self.manifest, media_type="application/json")
        if request.url.path == "/v1/passes":
            return self._sign(json.loads(body))
        async with httpx.AsyncClient(base_url=self.upstream, timeout=60) as http:
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            given = await http.request(request.method, target, content=body)
        kind = given.headers.get("content-type", "")
        return Response(given.content, status_code=given.status_code, headers={"content-type": kind})

    def _sign(self, asked: dict[str, Any]) -> Response:
        self.signed.append(str(asked["code"]))
        signature = b64url(self.key.sign_blinded(unb64url(asked["blinded"])))
        return Response(json.dumps({"signature": signature}), media_type="application/json")


def personal(manifest: Manifest, *, key: IssuerKey) -> bytes:
    """Everybody's manifest with one person's key in it."""
    return manifest_bytes(manifest.model_copy(update={"issuer_public_key": b64url(key.public_modulus())}))


@contextmanager
def serving(operator: PersonalOperator) -> Iterator[PersonalOperator]:
    """Let an operator answer on an address of its own."""
    port = free_port()
    app = Starlette(routes=[Route("/{path:path}", operator.answer, methods=_METHODS)])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + _STARTED_WITHIN_S
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    operator.url = f"http://127.0.0.1:{port}"
    try:
        yield operator
    finally:
        server.should_exit = True
        thread.join(timeout=_STARTED_WITHIN_S)
