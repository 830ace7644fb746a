"""`/livez` for restarts, `/readyz` for traffic."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response

from survey_api.health import checks
from survey_api.health.schemas import Alive, Part, Readiness

router = APIRouter(tags=["health"])

_NOT_READY: dict[int | str, dict[str, Any]] = {
    HTTPStatus.SERVICE_UNAVAILABLE: {"model": Readiness, "description": "A part is missing"}
}


@router.get("/livez")
async def livez() -> Alive:
    """Say that the process runs, whatever else is missing."""
    return Alive(status="alive")


@router.get("/readyz", responses=_NOT_READY)
async def readyz(request: Request, response: Response) -> Readiness:
    """Report database, broker, migration head and key store; 503 when one is missing."""
    state = request.app.state
    database, at_head = await checks.check_database(state.database)
    broker, keys = checks.check_broker(state.broker), await checks.check_key_store(state.issuer_keys)
    ready = database and at_head and broker and keys
    response.headers["Cache-Control"] = "no-store"
    if not ready:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return Readiness(
        status="ready" if ready else "not_ready",
        database=_part(ok=database),
        broker=_part(ok=broker),
        migration_head=_part(ok=at_head),
        key_store=_part(ok=keys),
    )


def _part(*, ok: bool) -> Part:
    return "ok" if ok else "failing"
