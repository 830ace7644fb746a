from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_person_role import check_new_person_role
from ..models.new_person_role import NewPersonRole
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="NewPerson")



@_attrs_define
class NewPerson:
    """ Somebody to invite.

        Attributes:
            email (str):
            role (NewPersonRole):
            district (None | Unset | UUID): Needed with an operator's key only.
            name (None | str | Unset):
            schools (list[UUID] | None | Unset): Its only schools; left out or null: the whole district.
            send_link (bool | Unset): Send them a link by e-mail at once; if it cannot be sent, nobody is invited. Default:
                False.
     """

    email: str
    role: NewPersonRole
    district: None | Unset | UUID = UNSET
    name: None | str | Unset = UNSET
    schools: list[UUID] | None | Unset = UNSET
    send_link: bool | Unset = False





    def to_dict(self) -> dict[str, Any]:
        email = self.email

        role: str = self.role

        district: None | str | Unset
        if isinstance(self.district, Unset):
            district = UNSET
        elif isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

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

        send_link = self.send_link


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "email": email,
            "role": role,
        })
        if district is not UNSET:
            field_dict["district"] = district
        if name is not UNSET:
            field_dict["name"] = name
        if schools is not UNSET:
            field_dict["schools"] = schools
        if send_link is not UNSET:
            field_dict["send_link"] = send_link

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        email = d.pop("email")

        role = check_new_person_role(d.pop("role"))




        def _parse_district(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                district_type_0 = UUID(data)



                return district_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        district = _parse_district(d.pop("district", UNSET))


        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))


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


        send_link = d.pop("send_link", UNSET)

        new_person = cls(
            email=email,
            role=role,
            district=district,
            name=name,
            schools=schools,
            send_link=send_link,
        )

        return new_person

