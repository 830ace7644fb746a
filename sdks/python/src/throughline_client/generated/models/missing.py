from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.named_school import NamedSchool





T = TypeVar("T", bound="Missing")



@_attrs_define
class Missing:
    """ What one would expect, and the roster does not have.

        Attributes:
            roles (list[str]): Eligible roles that nobody has.
            schools (list[NamedSchool]): Schools of the district without a row.
            without_eligible (list[NamedSchool]): Schools with nobody who may answer.
     """

    roles: list[str]
    schools: list[NamedSchool]
    without_eligible: list[NamedSchool]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.named_school import NamedSchool # noqa: PLC0415
        roles = self.roles



        schools = []
        for schools_item_data in self.schools:
            schools_item = schools_item_data.to_dict()
            schools.append(schools_item)



        without_eligible = []
        for without_eligible_item_data in self.without_eligible:
            without_eligible_item = without_eligible_item_data.to_dict()
            without_eligible.append(without_eligible_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "roles": roles,
            "schools": schools,
            "without_eligible": without_eligible,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.named_school import NamedSchool # noqa: PLC0415
        d = dict(src_dict)
        roles = cast(list[str], d.pop("roles"))


        schools = []
        _schools = d.pop("schools")
        for schools_item_data in (_schools):
            schools_item = NamedSchool.from_dict(schools_item_data)



            schools.append(schools_item)


        without_eligible = []
        _without_eligible = d.pop("without_eligible")
        for without_eligible_item_data in (_without_eligible):
            without_eligible_item = NamedSchool.from_dict(without_eligible_item_data)



            without_eligible.append(without_eligible_item)


        missing = cls(
            roles=roles,
            schools=schools,
            without_eligible=without_eligible,
        )


        missing.additional_properties = d
        return missing

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
