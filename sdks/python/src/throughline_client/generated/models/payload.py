from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.payload_data import PayloadData





T = TypeVar("T", bound="Payload")



@_attrs_define
class Payload:
    """ What is posted; the bytes on the wire have no spaces.

        Attributes:
            data (PayloadData):
            timestamp (str):
            type_ (str):
     """

    data: PayloadData
    timestamp: str
    type_: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.payload_data import PayloadData # noqa: PLC0415
        data = self.data.to_dict()

        timestamp = self.timestamp

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
        from ..models.payload_data import PayloadData # noqa: PLC0415
        d = dict(src_dict)
        data = PayloadData.from_dict(d.pop("data"))




        timestamp = d.pop("timestamp")

        type_ = d.pop("type")

        payload = cls(
            data=data,
            timestamp=timestamp,
            type_=type_,
        )


        payload.additional_properties = d
        return payload

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
