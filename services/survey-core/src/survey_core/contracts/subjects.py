"""JetStream streams and subjects, named once for both sides."""

import hashlib
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

RESPONSE_PARTITIONS = 16
#: Of messages whose event an administrator's request caused; never of completed surveys.
REQUEST_ID_HEADER = "X-Request-Id"


@dataclass(frozen=True, kw_only=True)
class StreamSpec:
    """What a stream must look like; both services create it if it is missing."""

    name: str
    subjects: tuple[str, ...]
    storage: Literal["memory", "file"]
    max_age_s: int  # 0: kept until consumed limits apply


# Completed-survey events are hints; the database is the truth, so an hour in memory is enough.
RESPONSES = StreamSpec(name="RESPONSES", subjects=("responses.>",), storage="memory", max_age_s=3600)
EVENTS = StreamSpec(name="EVENTS", subjects=("events.>",), storage="file", max_age_s=30 * 24 * 3600)


def amendment(spec: StreamSpec, *, storage: str, max_age_s: float) -> Literal["none", "shorten", "replace"]:
    """What has to be done to a stream that exists: the broker stamps messages with times, so none may stay.

    Only memory streams are judged: how long lifecycle events are kept is the operator's choice.

    Args:
        spec: what the stream should be.
        storage: what it is: memory or file.
        max_age_s: after which its messages go; 0 for never.
    """
    if spec.storage != "memory":
        return "none"
    if storage != "memory":
        return "replace"
    return "none" if 0 < max_age_s <= spec.max_age_s else "shorten"


def response_subject(*, administration_id: UUID, participation_id: UUID) -> str:
    """Return `responses.<partition>.<administration>.<participation>`.

    The partition is a hash of the participation, so more workers never contend for one school.
    """
    digest = hashlib.sha256(participation_id.bytes).digest()
    return f"responses.{digest[0] % RESPONSE_PARTITIONS}.{administration_id}.{participation_id}"


def event_subject(event_type: str) -> str:
    """Return the subject of a lifecycle event: `profile.published.v1` → `events.profile.published`."""
    name, _, version = event_type.rpartition(".")
    if not name or not version.startswith("v"):
        raise ValueError(f"an event type looks like 'profile.published.v1', not {event_type!r}")
    return f"events.{name}"
