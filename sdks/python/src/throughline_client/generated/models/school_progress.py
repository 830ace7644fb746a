from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID






T = TypeVar("T", bound="SchoolProgress")



@_attrs_define
class SchoolProgress:
    """ How far a school is, as of the last fixed hour: a count rounded down, or a band for small schools.

        Attributes:
            band (None | str): Instead of a count where the manifest names fewer than 20 people, and of its number: no
                correction moves it.
            completed_at_least (int | None): Rounded down to a multiple of five.
            eligible (int | None):
            participation (UUID):
            school (UUID): The school, or the reporting unit of several.
            schools (list[UUID]): One, or all schools of the unit; there is no progress of one of them.
            state (str):
     """

    band: None | str
    completed_at_least: int | None
    eligible: int | None
    participation: UUID
    school: UUID
    schools: list[UUID]
    state: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        band: None | str
        band = self.band

        completed_at_least: int | None
        completed_at_least = self.completed_at_least

        eligible: int | None
        eligible = self.eligible

        participation = str(self.participation)

        school = str(self.school)

        schools = []
        for schools_item_data in self.schools:
            schools_item = str(schools_item_data)
            schools.append(schools_item)



        state = self.state


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "band": band,
            "completed_at_least": completed_at_least,
            "eligible": eligible,
            "participation": participation,
            "school": school,
            "schools": schools,
            "state": state,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        def _parse_band(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        band = _parse_band(d.pop("band"))


        def _parse_completed_at_least(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        completed_at_least = _parse_completed_at_least(d.pop("completed_at_least"))


        def _parse_eligible(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        eligible = _parse_eligible(d.pop("eligible"))


        participation = UUID(d.pop("participation"))




        school = UUID(d.pop("school"))




        schools = []
        _schools = d.pop("schools")
        for schools_item_data in (_schools):
            schools_item = UUID(schools_item_data)



            schools.append(schools_item)


        state = d.pop("state")

        school_progress = cls(
            band=band,
            completed_at_least=completed_at_least,
            eligible=eligible,
            participation=participation,
            school=school,
            schools=schools,
            state=state,
        )


        school_progress.additional_properties = d
        return school_progress

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
