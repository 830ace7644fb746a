from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.profile_external_id import ProfileExternalId





T = TypeVar("T", bound="MemberSchool")



@_attrs_define
class MemberSchool:
    """ A school whose people answered together with those of others.

        Attributes:
            external_ids (list[ProfileExternalId]): Its identifiers in other systems.
            id (str): The school's id.
            name (str): The school's name.
     """

    external_ids: list[ProfileExternalId]
    id: str
    name: str





    def to_dict(self) -> dict[str, Any]:
        from ..models.profile_external_id import ProfileExternalId # noqa: PLC0415
        external_ids = []
        for external_ids_item_data in self.external_ids:
            external_ids_item = external_ids_item_data.to_dict()
            external_ids.append(external_ids_item)



        id = self.id

        name = self.name


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "external_ids": external_ids,
            "id": id,
            "name": name,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.profile_external_id import ProfileExternalId # noqa: PLC0415
        d = dict(src_dict)
        external_ids = []
        _external_ids = d.pop("external_ids")
        for external_ids_item_data in (_external_ids):
            external_ids_item = ProfileExternalId.from_dict(external_ids_item_data)



            external_ids.append(external_ids_item)


        id = d.pop("id")

        name = d.pop("name")

        member_school = cls(
            external_ids=external_ids,
            id=id,
            name=name,
        )

        return member_school

