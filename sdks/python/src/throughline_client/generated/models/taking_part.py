from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="TakingPart")



@_attrs_define
class TakingPart:
    """ A school that takes part.

        Attributes:
            school (UUID):
            eligible (int | None | Unset): People who may answer. May be left out only for access `import`.
     """

    school: UUID
    eligible: int | None | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        school = str(self.school)

        eligible: int | None | Unset
        if isinstance(self.eligible, Unset):
            eligible = UNSET
        else:
            eligible = self.eligible


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "school": school,
        })
        if eligible is not UNSET:
            field_dict["eligible"] = eligible

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        school = UUID(d.pop("school"))




        def _parse_eligible(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        eligible = _parse_eligible(d.pop("eligible", UNSET))


        taking_part = cls(
            school=school,
            eligible=eligible,
        )

        return taking_part

