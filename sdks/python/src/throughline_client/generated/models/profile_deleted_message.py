from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from typing import Literal, cast
import datetime

if TYPE_CHECKING:
  from ..models.profile_told import ProfileTold





T = TypeVar("T", bound="ProfileDeletedMessage")



@_attrs_define
class ProfileDeletedMessage:
    """ A profile was deleted together with its administration: forget what you have of it.

        Attributes:
            data (ProfileTold): Which revision of which profile.
            timestamp (datetime.datetime): When it happened.
            type_ (Literal['profile.deleted']):
     """

    data: ProfileTold
    timestamp: datetime.datetime
    type_: Literal['profile.deleted']
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.profile_told import ProfileTold # noqa: PLC0415
        data = self.data.to_dict()

        timestamp = self.timestamp.isoformat()

        type_ = self.type_


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "data": data,
            "timestamp": timestamp,
            "type": type_,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.profile_told import ProfileTold # noqa: PLC0415
        d = dict(src_dict)
        data = ProfileTold.from_dict(d.pop("data"))




        timestamp = datetime.datetime.fromisoformat(d.pop("timestamp"))




        type_ = cast(Literal['profile.deleted'] , d.pop("type"))
        if type_ != 'profile.deleted':
            raise ValueError(f"type must match const 'profile.deleted', got '{type_}'")

        profile_deleted_message = cls(
            data=data,
            timestamp=timestamp,
            type_=type_,
        )


        profile_deleted_message.additional_properties = d
        return profile_deleted_message

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
