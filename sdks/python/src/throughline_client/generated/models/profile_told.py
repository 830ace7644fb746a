from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from uuid import UUID






T = TypeVar("T", bound="ProfileTold")



@_attrs_define
class ProfileTold:
    """ Which revision of which profile.

        Attributes:
            administration (UUID):
            district (UUID):
            profile (UUID):
            revision (int):
            school (UUID): The school, or the reporting unit, that it is about.
     """

    administration: UUID
    district: UUID
    profile: UUID
    revision: int
    school: UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        administration = str(self.administration)

        district = str(self.district)

        profile = str(self.profile)

        revision = self.revision

        school = str(self.school)


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "administration": administration,
            "district": district,
            "profile": profile,
            "revision": revision,
            "school": school,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        administration = UUID(d.pop("administration"))




        district = UUID(d.pop("district"))




        profile = UUID(d.pop("profile"))




        revision = d.pop("revision")

        school = UUID(d.pop("school"))




        profile_told = cls(
            administration=administration,
            district=district,
            profile=profile,
            revision=revision,
            school=school,
        )


        profile_told.additional_properties = d
        return profile_told

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
