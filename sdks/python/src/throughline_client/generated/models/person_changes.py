from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.person_changes_role_type_0 import check_person_changes_role_type_0
from ..models.person_changes_role_type_0 import PersonChangesRoleType0
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="PersonChanges")



@_attrs_define
class PersonChanges:
    """ What may change; what is left out stays. Another address is another person.

        Attributes:
            disabled (bool | None | Unset): True ends every session and link at once; false lets them in again.
            name (None | str | Unset):
            role (None | PersonChangesRoleType0 | Unset):
            schools (list[UUID] | None | Unset): Its only schools; left out or null: the whole district.
     """

    disabled: bool | None | Unset = UNSET
    name: None | str | Unset = UNSET
    role: None | PersonChangesRoleType0 | Unset = UNSET
    schools: list[UUID] | None | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        disabled: bool | None | Unset
        if isinstance(self.disabled, Unset):
            disabled = UNSET
        else:
            disabled = self.disabled

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        role: None | str | Unset
        if isinstance(self.role, Unset):
            role = UNSET
        elif isinstance(self.role, str):
            role = self.role
        else:
            role = self.role

        schools: list[str] | None | Unset
        if isinstance(self.schools, Unset):
            schools = UNSET
        elif isinstance(self.schools, list):
            schools = []
            for schools_type_0_item_data in self.schools:
                schools_type_0_item = str(schools_type_0_item_data)
                schools.append(schools_type_0_item)


        else:
            schools = self.schools


        field_dict: dict[str, Any] = {}

        field_dict.update({
        })
        if disabled is not UNSET:
            field_dict["disabled"] = disabled
        if name is not UNSET:
            field_dict["name"] = name
        if role is not UNSET:
            field_dict["role"] = role
        if schools is not UNSET:
            field_dict["schools"] = schools

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        def _parse_disabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        disabled = _parse_disabled(d.pop("disabled", UNSET))


        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))


        def _parse_role(data: object) -> None | PersonChangesRoleType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_0 = check_person_changes_role_type_0(data)



                return role_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PersonChangesRoleType0 | Unset, data)

        role = _parse_role(d.pop("role", UNSET))


        def _parse_schools(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                schools_type_0 = []
                _schools_type_0 = data
                for schools_type_0_item_data in (_schools_type_0):
                    schools_type_0_item = UUID(schools_type_0_item_data)



                    schools_type_0.append(schools_type_0_item)

                return schools_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UUID] | None | Unset, data)

        schools = _parse_schools(d.pop("schools", UNSET))


        person_changes = cls(
            disabled=disabled,
            name=name,
            role=role,
            schools=schools,
        )

        return person_changes

