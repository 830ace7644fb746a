from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.person_role import check_person_role
from ..models.person_role import PersonRole
from ..models.person_scopes_item import check_person_scopes_item
from ..models.person_scopes_item import PersonScopesItem
from ..models.person_state import check_person_state
from ..models.person_state import PersonState
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="Person")



@_attrs_define
class Person:
    """ Somebody who may sign in.

        Attributes:
            created_at (str):
            district (UUID):
            email (str):
            id (UUID):
            name (None | str):
            role (PersonRole):
            schools (list[UUID] | None): The only schools they reach; null: the whole district.
            scopes (list[PersonScopesItem]): What the role lets them do.
            signed_in_at (None | str): The last time.
            state (PersonState): Invited: not yet signed in.
     """

    created_at: str
    district: UUID
    email: str
    id: UUID
    name: None | str
    role: PersonRole
    schools: list[UUID] | None
    scopes: list[PersonScopesItem]
    signed_in_at: None | str
    state: PersonState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        district = str(self.district)

        email = self.email

        id = str(self.id)

        name: None | str
        name = self.name

        role: str = self.role

        schools: list[str] | None
        if isinstance(self.schools, list):
            schools = []
            for schools_type_0_item_data in self.schools:
                schools_type_0_item = str(schools_type_0_item_data)
                schools.append(schools_type_0_item)


        else:
            schools = self.schools

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item: str = scopes_item_data
            scopes.append(scopes_item)



        signed_in_at: None | str
        signed_in_at = self.signed_in_at

        state: str = self.state


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "created_at": created_at,
            "district": district,
            "email": email,
            "id": id,
            "name": name,
            "role": role,
            "schools": schools,
            "scopes": scopes,
            "signed_in_at": signed_in_at,
            "state": state,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        district = UUID(d.pop("district"))




        email = d.pop("email")

        id = UUID(d.pop("id"))




        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))


        role = check_person_role(d.pop("role"))




        def _parse_schools(data: object) -> list[UUID] | None:
            if data is None:
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
            return cast(list[UUID] | None, data)

        schools = _parse_schools(d.pop("schools"))


        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in (_scopes):
            scopes_item = check_person_scopes_item(scopes_item_data)



            scopes.append(scopes_item)


        def _parse_signed_in_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        signed_in_at = _parse_signed_in_at(d.pop("signed_in_at"))


        state = check_person_state(d.pop("state"))




        person = cls(
            created_at=created_at,
            district=district,
            email=email,
            id=id,
            name=name,
            role=role,
            schools=schools,
            scopes=scopes,
            signed_in_at=signed_in_at,
            state=state,
        )


        person.additional_properties = d
        return person

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
