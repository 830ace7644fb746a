from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.office_roles import OfficeRoles





T = TypeVar("T", bound="Office")



@_attrs_define
class Office:
    """ Staff of what is no school; counted for none.

        Attributes:
            id (str):
            roles (OfficeRoles):
            type_ (str):
     """

    id: str
    roles: OfficeRoles
    type_: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.office_roles import OfficeRoles # noqa: PLC0415
        id = self.id

        roles = self.roles.to_dict()

        type_ = self.type_


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "roles": roles,
            "type": type_,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.office_roles import OfficeRoles # noqa: PLC0415
        d = dict(src_dict)
        id = d.pop("id")

        roles = OfficeRoles.from_dict(d.pop("roles"))




        type_ = d.pop("type")

        office = cls(
            id=id,
            roles=roles,
            type_=type_,
        )


        office.additional_properties = d
        return office

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
