"""What webhooks may tell: lifecycle events under a public name, each as a thin message of ids.

Nothing is said of single responses, and nothing that a profile says: whoever is told reads the profile over
the API, where its key's scopes and schools decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal
from uuid import UUID

import orjson

from survey_core.contracts.events import (
    AdministrationClosed,
    AdministrationOpened,
    AnyEvent,
    ExportReady,
    ProfileDeleted,
    ProfilePublished,
)

EventName = Literal[
    "administration.opened",
    "administration.closed",
    "profile.published",
    "profile.deleted",
    "export.ready",
]
TEST_EVENT: Final = "webhook.test"
#: Type of the event between the services to the name outside.
NAMES: Final[Mapping[str, EventName]] = {
    "administration.opened.v1": "administration.opened",
    "administration.closed.v1": "administration.closed",
    "profile.published.v1": "profile.published",
    "profile.deleted.v1": "profile.deleted",
    "export.ready.v1": "export.ready",
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """An event that webhooks tell.

    Attributes:
        id: the event's; becomes the `webhook-id`.
        name: what receivers know it by.
        administration: whose it is.
        subject: what it is about; messages about one subject arrive in order.
        profile: which revision of which profile, if it is about one.
        export: which export, if it is about one.
        district: whose it was, of what is gone.
        school: which one's it was, of what is gone.
    """

    id: UUID
    name: EventName
    administration: UUID
    subject: UUID
    profile: tuple[UUID, int] | None = None
    export: UUID | None = None
    district: UUID | None = None
    school: UUID | None = None


def told_by(event: AnyEvent) -> Told | None:
    """What webhooks tell of an event; None for what stays between the services."""
    if isinstance(event, AdministrationOpened | AdministrationClosed):
        administration = event.data.administration
        return Told(
            id=event.id, name=NAMES[event.type], administration=administration, subject=administration
        )
    if isinstance(event, ProfilePublished):
        data = event.data
        return Told(
            id=event.id,
            name=NAMES[event.type],
            administration=data.administration,
            subject=data.profile,
            profile=(data.profile, data.revision),
        )
    if isinstance(event, ProfileDeleted):
        return _told_of_deleted(event)
    if isinstance(event, ExportReady):
        ready = event.data
        return Told(
            id=event.id,
            name=NAMES[event.type],
            administration=ready.administration,
            subject=ready.export,
            export=ready.export,
        )
    return None


def _told_of_deleted(event: ProfileDeleted) -> Told:
    gone = event.data
    return Told(
        id=event.id,
        name=NAMES[event.type],
        administration=gone.administration,
        subject=gone.profile,
        profile=(gone.profile, gone.revision),
        district=gone.district,
        school=gone.school,
    )


def data_of(told: Told, *, district_id: UUID, school_id: UUID | None) -> dict[str, Any]:
    """The `data` of a message: ids, and a profile's revision."""
    data: dict[str, Any] = {"district": str(district_id), "administration": str(told.administration)}
    if told.profile is not None:
        profile_id, revision = told.profile
        data |= {"profile": str(profile_id), "revision": revision, "school": str(school_id)}
    if told.export is not None:
        data["export"] = str(told.export)
    return data


def body_of(event: str, *, at: datetime, data: Mapping[str, Any]) -> bytes:
    """The exact bytes of a message, the same in every attempt."""
    timestamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return orjson.dumps({"type": event, "timestamp": timestamp, "data": data}, option=orjson.OPT_SORT_KEYS)
