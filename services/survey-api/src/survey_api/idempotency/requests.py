"""What makes two requests the same, and which requests may be repeated at all."""

import asyncio
import hashlib
import re
from email.message import Message
from typing import Any, Final

from fastapi import Depends, Request

from survey_api.problems import IdempotencyKeyInvalid, IdempotencyKeyNotTaken

HEADER: Final = "idempotency-key"
_KEY: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?")
#: What is put in place of a form's boundary, which every sending draws anew.
_ANY_BOUNDARY: Final = b"boundary"


def _marked() -> None:
    """Only a mark: `claim` looks for it."""


#: For routes whose answers hold what must never be stored (codes, secrets), or whose bodies name addresses.
NOT_REPEATABLE: Final = [Depends(_marked)]


def may_repeat(route: Any) -> bool:
    """Whether a route keeps its answers: not if it works in several transactions, or shows secrets."""
    if any(one.dependency is _marked for one in route.dependencies):
        return False
    return any(getattr(one.call, "keeps_answers", False) for one in route.dependant.dependencies)


def key_of(request: Request) -> str | None:
    """The key of a request that changes something; None without one.

    Raises:
        IdempotencyKeyNotTaken: this address takes none.
        IdempotencyKeyInvalid: empty, too long, or no plain text.
    """
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST":
        return None
    if not may_repeat(request.scope["route"]):
        raise IdempotencyKeyNotTaken
    if not _KEY.fullmatch(key):
        raise IdempotencyKeyInvalid
    return key


async def fingerprint(request: Request) -> bytes:
    """SHA-256 of method, address and body; a form's boundary is no part of it."""
    body = await request.body()
    kind = Message()
    kind["content-type"] = request.headers.get("content-type", "")
    boundary = (kind.get_boundary() or "").encode("utf-8", "replace")
    address = f"{request.method} {request.url.path}?{request.url.query}\n{kind.get_content_type()}\n"
    # Beside the others' requests: an upload may have 64 MiB.
    return await asyncio.to_thread(_digest, address.encode(), body, boundary=boundary)


def _digest(address: bytes, body: bytes, *, boundary: bytes) -> bytes:
    content = body.replace(boundary, _ANY_BOUNDARY) if boundary else body
    return hashlib.sha256(address + content).digest()
