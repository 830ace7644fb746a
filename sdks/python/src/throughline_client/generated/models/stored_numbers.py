from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.stored_numbers_roles import StoredNumbersRoles





T = TypeVar("T", bound="StoredNumbers")



@_attrs_define
class StoredNumbers:
    """ How many people a school had.

        Attributes:
            eligible (int | None):
            name (str):
            roles (StoredNumbersRoles):
            school (UUID):
     """

    eligible: int | None
    name: str
    roles: StoredNumbersRoles
    school: UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.stored_numbers_roles import StoredNumbersRoles # noqa: PLC0415
        eligible: int | None
        eligible = self.eligible

        name = self.name

        roles = self.roles.to_dict()

        school = str(self.school)


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "eligible": eligible,
            "name": name,
            "roles": roles,
            "school": school,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.stored_numbers_roles import StoredNumbersRoles # noqa: PLC0415
        d = dict(src_dict)
        def _parse_eligible(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        eligible = _parse_eligible(d.pop("eligible"))


        name = d.pop("name")

        roles = StoredNumbersRoles.from_dict(d.pop("roles"))




        school = UUID(d.pop("school"))




        stored_numbers = cls(
            eligible=eligible,
            name=name,
            roles=roles,
            school=school,
        )


        stored_numbers.additional_properties = d
        return stored_numbers

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
