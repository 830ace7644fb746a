from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.member_school import MemberSchool
  from ..models.profile_external_id import ProfileExternalId





T = TypeVar("T", bound="ProfileSchool")



@_attrs_define
class ProfileSchool:
    """ The school the profile is about, or the reporting unit that several small schools form.

        Attributes:
            external_ids (list[ProfileExternalId]): Its identifiers in other systems; a unit has none.
            id (str): The school's id; of a reporting unit its own, the same over the years.
            members (list[MemberSchool]): The schools of a reporting unit, in the order of their ids; empty for a single
                school.
            name (str): The school's name, or the unit's.
     """

    external_ids: list[ProfileExternalId]
    id: str
    members: list[MemberSchool]
    name: str





    def to_dict(self) -> dict[str, Any]:
        from ..models.member_school import MemberSchool # noqa: PLC0415
        from ..models.profile_external_id import ProfileExternalId # noqa: PLC0415
        external_ids = []
        for external_ids_item_data in self.external_ids:
            external_ids_item = external_ids_item_data.to_dict()
            external_ids.append(external_ids_item)



        id = self.id

        members = []
        for members_item_data in self.members:
            members_item = members_item_data.to_dict()
            members.append(members_item)



        name = self.name


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "external_ids": external_ids,
            "id": id,
            "members": members,
            "name": name,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.member_school import MemberSchool # noqa: PLC0415
        from ..models.profile_external_id import ProfileExternalId # noqa: PLC0415
        d = dict(src_dict)
        external_ids = []
        _external_ids = d.pop("external_ids")
        for external_ids_item_data in (_external_ids):
            external_ids_item = ProfileExternalId.from_dict(external_ids_item_data)



            external_ids.append(external_ids_item)


        id = d.pop("id")

        members = []
        _members = d.pop("members")
        for members_item_data in (_members):
            members_item = MemberSchool.from_dict(members_item_data)



            members.append(members_item)


        name = d.pop("name")

        profile_school = cls(
            external_ids=external_ids,
            id=id,
            members=members,
            name=name,
        )

        return profile_school

