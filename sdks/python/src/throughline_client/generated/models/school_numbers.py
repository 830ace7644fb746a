from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.school_numbers_only_enrolled import SchoolNumbersOnlyEnrolled
  from ..models.school_numbers_roles import SchoolNumbersRoles





T = TypeVar("T", bound="SchoolNumbers")



@_attrs_define
class SchoolNumbers:
    """ How many people a school has.

        Attributes:
            before (int | None): `eligible` in the roster that is compared with.
            change (int | None):
            eligible (int | None): With any eligible role, each once; null where not said.
            id (str): `system:value`, by which the roster knows it.
            name (str):
            only_enrolled (SchoolNumbersOnlyEnrolled): People who teach there by their classes without a role there; not
                counted.
            roles (SchoolNumbersRoles):
            school (None | UUID): Null while it would still have to be added.
     """

    before: int | None
    change: int | None
    eligible: int | None
    id: str
    name: str
    only_enrolled: SchoolNumbersOnlyEnrolled
    roles: SchoolNumbersRoles
    school: None | UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.school_numbers_only_enrolled import SchoolNumbersOnlyEnrolled # noqa: PLC0415
        from ..models.school_numbers_roles import SchoolNumbersRoles # noqa: PLC0415
        before: int | None
        before = self.before

        change: int | None
        change = self.change

        eligible: int | None
        eligible = self.eligible

        id = self.id

        name = self.name

        only_enrolled = self.only_enrolled.to_dict()

        roles = self.roles.to_dict()

        school: None | str
        if isinstance(self.school, UUID):
            school = str(self.school)
        else:
            school = self.school


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "before": before,
            "change": change,
            "eligible": eligible,
            "id": id,
            "name": name,
            "only_enrolled": only_enrolled,
            "roles": roles,
            "school": school,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.school_numbers_only_enrolled import SchoolNumbersOnlyEnrolled # noqa: PLC0415
        from ..models.school_numbers_roles import SchoolNumbersRoles # noqa: PLC0415
        d = dict(src_dict)
        def _parse_before(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        before = _parse_before(d.pop("before"))


        def _parse_change(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        change = _parse_change(d.pop("change"))


        def _parse_eligible(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        eligible = _parse_eligible(d.pop("eligible"))


        id = d.pop("id")

        name = d.pop("name")

        only_enrolled = SchoolNumbersOnlyEnrolled.from_dict(d.pop("only_enrolled"))




        roles = SchoolNumbersRoles.from_dict(d.pop("roles"))




        def _parse_school(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                school_type_0 = UUID(data)



                return school_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        school = _parse_school(d.pop("school"))


        school_numbers = cls(
            before=before,
            change=change,
            eligible=eligible,
            id=id,
            name=name,
            only_enrolled=only_enrolled,
            roles=roles,
            school=school,
        )


        school_numbers.additional_properties = d
        return school_numbers

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
