"""Events between the services: CloudEvents 1.0 in JSON. None carries a time, a person or a device."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

SOURCE = "/throughline"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ParticipationData(_Data):
    """Which school's part of which administration."""

    administration: UUID
    participation: UUID


class AdministrationData(_Data):
    """Which administration."""

    administration: UUID


class ImportData(_Data):
    """Which import, into which administration."""

    administration: UUID
    import_id: UUID


class ProfileData(_Data):
    """Which revision of which profile."""

    administration: UUID
    participation: UUID
    profile: UUID
    revision: int = Field(ge=1)


class DeletedProfileData(_Data):
    """Which profile, and whose it was: nothing else is left to look it up in."""

    district: UUID
    administration: UUID
    profile: UUID
    revision: int = Field(ge=1, description="The last there was.")
    school: UUID


class ExportData(_Data):
    """Which export, of which administration; of several, the first of them."""

    administration: UUID
    export: UUID


class Event(BaseModel):
    """CloudEvents envelope. `time` is optional there and forbidden here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    specversion: Literal["1.0"] = "1.0"
    id: UUID = Field(description="Idempotency key: a consumer handles each id once.")
    source: str = SOURCE
    datacontenttype: Literal["application/json"] = "application/json"


class ResponseCompleted(Event):
    """At least one response to a participation was stored since its last event."""

    type: Literal["response.completed.v1"] = "response.completed.v1"
    data: ParticipationData


class ParticipationAdded(Event):
    """A school joined a draft administration; the worker makes its sealing key."""

    type: Literal["participation.added.v1"] = "participation.added.v1"
    data: ParticipationData


class ParticipationRemoved(Event):
    """Its schools joined others before anything was asked; the worker destroys its sealing key."""

    type: Literal["participation.removed.v1"] = "participation.removed.v1"
    data: ParticipationData


class AdministrationOpened(Event):
    """The window opened."""

    type: Literal["administration.opened.v1"] = "administration.opened.v1"
    data: AdministrationData


class AdministrationClosed(Event):
    """The window closed and no pass can be issued any more; release follows after the grace time."""

    type: Literal["administration.closed.v1"] = "administration.closed.v1"
    data: AdministrationData


class ImportRequested(Event):
    """Responses collected elsewhere were uploaded."""

    type: Literal["import.requested.v1"] = "import.requested.v1"
    data: ImportData


class ProfilePublished(Event):
    """A revision of a school's profile can be read."""

    type: Literal["profile.published.v1"] = "profile.published.v1"
    data: ProfileData


class ProfileDeleted(Event):
    """A profile was deleted together with its administration."""

    type: Literal["profile.deleted.v1"] = "profile.deleted.v1"
    data: DeletedProfileData


class ExportReady(Event):
    """The files of an export can be fetched."""

    type: Literal["export.ready.v1"] = "export.ready.v1"
    data: ExportData


AnyEvent = Annotated[
    ResponseCompleted
    | ParticipationAdded
    | ParticipationRemoved
    | AdministrationOpened
    | AdministrationClosed
    | ImportRequested
    | ProfilePublished
    | ProfileDeleted
    | ExportReady,
    Field(discriminator="type"),
]

EVENT_ADAPTER: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)


def parse_event(raw: bytes) -> AnyEvent:
    """Read one event; raises `pydantic.ValidationError` for anything not of the contract."""
    return EVENT_ADAPTER.validate_json(raw)
