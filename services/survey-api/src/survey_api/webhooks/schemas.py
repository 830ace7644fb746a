"""Webhooks as they are sent and answered."""

from typing import Annotated, Any, Literal
from uuid import UUID

import httpx
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from survey_api.shapes import Answer, Body, Moment, Name, UtcTime
from survey_api.webhooks.catalogue import EventName
from survey_api.webhooks.sender import Result

_DISTRICT = "019a9f2e-7c00-7000-8000-000000000001"
_ID = "019a9f2e-7c00-7000-8000-000000000021"
_NEW: JsonDict = {
    "url": "https://receiver.example/throughline",
    "events": ["profile.published"],
    "description": "Dashboards",
    "district": _DISTRICT,
}
_WEBHOOK: JsonDict = _NEW | {
    "id": _ID,
    "enabled": True,
    "disabled_reason": None,
    "old_secret_until": None,  # nosec B105 - a time, not a secret
    "created_at": "2026-11-22T08:00:00Z",
}
_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="  # noqa: S105  # nosec B105 - an example
_PAYLOAD: JsonDict = {
    "type": "profile.published",
    "timestamp": "2026-12-05T09:30:00Z",
    "data": {
        "administration": "019a9f2e-7c00-7000-8000-000000000004",
        "district": _DISTRICT,
        "profile": "2c4f8a52-6f1e-4d8b-8a0b-7d1c5e9b3f20",
        "revision": 1,
        "school": "019a9f2e-7c00-7000-8000-000000000002",
    },
}
_DELIVERY: JsonDict = {
    "id": "019a9f2e-7c00-7000-8000-000000000031",
    "webhook": _ID,
    "message": "0f0f3c1e-6d2f-4e0c-9d0c-2a8f1f1f7c11",
    "state": "waiting",
    "replay": False,
    "attempts": 1,
    "next_attempt_at": "2026-12-05T09:30:05Z",
    "created_at": "2026-12-05T09:30:00Z",
    "log": [
        {
            "attempt": 1,
            "at": "2026-12-05T09:30:00Z",
            "result": "refused",
            "response_code": 503,
            "duration_ms": 41,
        }
    ],
    "payload": _PAYLOAD,
}

DeliveryState = Literal["waiting", "delivered", "failed", "cancelled"]


def _receiver(url: str) -> str:
    """Check what can be checked without knowing the network: addresses are looked at before each delivery."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        raise ValueError("must be an address like https://receiver.example/path") from None
    if parsed.scheme not in {"http", "https"} or not parsed.raw_host or "%" in parsed.host:
        raise ValueError("must be an address like https://receiver.example/path")
    if parsed.port is not None and not 1 <= parsed.port <= 65535:  # noqa: PLR2004 - TCP's
        raise ValueError("the port must be between 1 and 65535")
    if parsed.userinfo or parsed.fragment:
        raise ValueError("must not hold a user, a password or a fragment")
    return str(parsed)


def _each_once(events: list[EventName]) -> list[EventName]:
    return sorted(set(events))


ReceiverUrl = Annotated[
    str,
    StringConstraints(min_length=8, max_length=2000, pattern=r"^[\x21-\x7e]+$"),
    AfterValidator(_receiver),
    Field(description="Where messages are posted: `https`, publicly reachable; no redirect is followed."),
]
Events = Annotated[
    list[EventName], Field(min_length=1, description="What is told."), AfterValidator(_each_once)
]


class NewWebhook(Body):
    """A webhook to add."""

    model_config = ConfigDict(json_schema_extra={"examples": [_NEW]})

    url: ReceiverUrl
    events: Events
    description: Name | None = None
    district: UUID | None = Field(default=None, description="Needed with an operator's key only.")


class WebhookChanges(Body):
    """What may change; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"enabled": True}]})

    url: ReceiverUrl | None = None
    events: Events | None = None
    description: Name | None = Field(default=None, description="Null takes it away.")
    enabled: Annotated[bool, Field(strict=True)] | None = Field(
        default=None, description="False cancels what waits; replay it after enabling it again."
    )


class Rotation(Body):
    """How the secret is exchanged."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"overlap_hours": 24}]})

    overlap_hours: Annotated[int, Field(strict=True, ge=0, le=168)] = Field(
        default=24, description="For how long messages are signed with the old secret too; 0: not at all."
    )


class Webhook(Answer):
    """Where events are sent."""

    model_config = ConfigDict(json_schema_extra={"examples": [_WEBHOOK]})

    id: UUID
    district: UUID
    url: str
    events: list[EventName]
    description: str | None
    enabled: bool
    disabled_reason: Literal["gone", "owner"] | None = Field(description="`gone`: the receiver answered 410.")
    old_secret_until: UtcTime | None = Field(description="Until then messages carry two signatures.")
    created_at: UtcTime


class WebhookWithSecret(Webhook):
    """A webhook with the secret that signs its messages, shown this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [_WEBHOOK | {"secret": _SECRET}]})

    secret: str = Field(description="`whsec_` and base64. Keep it: it is not shown again, only exchanged.")


class Attempt(Answer):
    """One line of the log. What the receiver wrote back is not kept."""

    attempt: int
    at: UtcTime
    result: Result
    response_code: int | None
    duration_ms: int


class Payload(Answer):
    """What is posted; the bytes on the wire have no spaces."""

    type: str
    timestamp: UtcTime
    data: dict[str, Any]


class Delivery(Answer):
    """One message on its way to one webhook."""

    model_config = ConfigDict(json_schema_extra={"examples": [_DELIVERY]})

    id: UUID
    webhook: UUID
    message: UUID = Field(description="The `webhook-id` sent: the same in every attempt and replay.")
    state: DeliveryState
    replay: bool
    attempts: int
    next_attempt_at: UtcTime | None = Field(description="While it waits: not before then.")
    created_at: UtcTime
    log: list[Attempt]
    payload: Payload


class NewReplay(Body):
    """Which messages to send again."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"since": "2026-12-01T00:00:00Z", "which": "missing"}]}
    )

    since: Moment = Field(description="Messages of this moment and later; they are kept for 30 days.")
    which: Literal["missing", "all"] = Field(
        default="missing", description="`missing`: only what never arrived, or was told to nobody yet."
    )


class Replay(Answer):
    """What was put in line."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"queued": 12}]})

    queued: int
