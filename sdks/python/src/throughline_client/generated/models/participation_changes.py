from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="ParticipationChanges")



@_attrs_define
class ParticipationChanges:
    """ A corrected number of people who may answer.

        Attributes:
            eligible (int): Used for rates and intervals. The manifest keeps the number of codes it was made for.
            school (None | Unset | UUID): Whose number it is; needed where several schools are reported together.
     """

    eligible: int
    school: None | Unset | UUID = UNSET





    def to_dict(self) -> dict[str, Any]:
        eligible = self.eligible

        school: None | str | Unset
        if isinstance(self.school, Unset):
            school = UNSET
        elif isinstance(self.school, UUID):
            school = str(self.school)
        else:
            school = self.school


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "eligible": eligible,
        })
        if school is not UNSET:
            field_dict["school"] = school

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        eligible = d.pop("eligible")

        def _parse_school(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                school_type_0 = UUID(data)



                return school_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        school = _parse_school(d.pop("school", UNSET))


        participation_changes = cls(
            eligible=eligible,
            school=school,
        )

        return participation_changes

