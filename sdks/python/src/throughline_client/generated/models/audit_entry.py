from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.audit_entry_actor_type_0 import AuditEntryActorType0
from ..models.audit_entry_actor_type_0 import check_audit_entry_actor_type_0
from typing import cast
from typing import Literal, cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.audit_entry_detail import AuditEntryDetail





T = TypeVar("T", bound="AuditEntry")



@_attrs_define
class AuditEntry:
    """ One thing that was done.

        Attributes:
            action (str): `thing.done`; `request.<operation>` where nothing more exact is known.
            actor (AuditEntryActorType0 | Literal['command']):
            actor_id (str): Public id of the API key, the client or the person; of a command on the server its name.
            at (str):
            detail (AuditEntryDetail):
            district (None | UUID):
            id (int):
            subject (str): On what: an id, or the path that was asked for.
     """

    action: str
    actor: AuditEntryActorType0 | Literal['command']
    actor_id: str
    at: str
    detail: AuditEntryDetail
    district: None | UUID
    id: int
    subject: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.audit_entry_detail import AuditEntryDetail # noqa: PLC0415
        action = self.action

        actor: Literal['command'] | str
        if isinstance(self.actor, str):
            actor = self.actor
        else:
            actor = self.actor

        actor_id = self.actor_id

        at = self.at

        detail = self.detail.to_dict()

        district: None | str
        if isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district

        id = self.id

        subject = self.subject


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "action": action,
            "actor": actor,
            "actor_id": actor_id,
            "at": at,
            "detail": detail,
            "district": district,
            "id": id,
            "subject": subject,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audit_entry_detail import AuditEntryDetail # noqa: PLC0415
        d = dict(src_dict)
        action = d.pop("action")

        def _parse_actor(data: object) -> AuditEntryActorType0 | Literal['command']:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                actor_type_0 = check_audit_entry_actor_type_0(data)



                return actor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            actor_type_1 = cast(Literal['command'] , data)
            if actor_type_1 != 'command':
                raise ValueError(f"actor_type_1 must match const 'command', got '{actor_type_1}'")
            return actor_type_1

        actor = _parse_actor(d.pop("actor"))


        actor_id = d.pop("actor_id")

        at = d.pop("at")

        detail = AuditEntryDetail.from_dict(d.pop("detail"))




        def _parse_district(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                district_type_0 = UUID(data)



                return district_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        district = _parse_district(d.pop("district"))


        id = d.pop("id")

        subject = d.pop("subject")

        audit_entry = cls(
            action=action,
            actor=actor,
            actor_id=actor_id,
            at=at,
            detail=detail,
            district=district,
            id=id,
            subject=subject,
        )


        audit_entry.additional_properties = d
        return audit_entry

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
