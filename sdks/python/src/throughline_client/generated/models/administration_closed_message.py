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
  from ..models.administration_told import AdministrationTold





T = TypeVar("T", bound="AdministrationClosedMessage")



@_attrs_define
class AdministrationClosedMessage:
    """ The window of an administration closed; its profiles follow after the grace time.

        Attributes:
            data (AdministrationTold): Which administration of which district.
            timestamp (datetime.datetime): When it happened.
            type_ (Literal['administration.closed']):
     """

    data: AdministrationTold
    timestamp: datetime.datetime
    type_: Literal['administration.closed']
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.administration_told import AdministrationTold # noqa: PLC0415
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
        from ..models.administration_told import AdministrationTold # noqa: PLC0415
        d = dict(src_dict)
        data = AdministrationTold.from_dict(d.pop("data"))




        timestamp = datetime.datetime.fromisoformat(d.pop("timestamp"))




        type_ = cast(Literal['administration.closed'] , d.pop("type"))
        if type_ != 'administration.closed':
            raise ValueError(f"type must match const 'administration.closed', got '{type_}'")

        administration_closed_message = cls(
            data=data,
            timestamp=timestamp,
            type_=type_,
        )


        administration_closed_message.additional_properties = d
        return administration_closed_message

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
