from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.taking_part import TakingPart





T = TypeVar("T", bound="NewParticipations")



@_attrs_define
class NewParticipations:
    """ Schools to add to a draft.

        Attributes:
            schools (list[TakingPart]):
     """

    schools: list[TakingPart]





    def to_dict(self) -> dict[str, Any]:
        from ..models.taking_part import TakingPart # noqa: PLC0415
        schools = []
        for schools_item_data in self.schools:
            schools_item = schools_item_data.to_dict()
            schools.append(schools_item)




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "schools": schools,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.taking_part import TakingPart # noqa: PLC0415
        d = dict(src_dict)
        schools = []
        _schools = d.pop("schools")
        for schools_item_data in (_schools):
            schools_item = TakingPart.from_dict(schools_item_data)



            schools.append(schools_item)


        new_participations = cls(
            schools=schools,
        )

        return new_participations

