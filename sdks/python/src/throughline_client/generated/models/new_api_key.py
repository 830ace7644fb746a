from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_api_key_scopes_item import check_new_api_key_scopes_item
from ..models.new_api_key_scopes_item import NewApiKeyScopesItem
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="NewApiKey")



@_attrs_define
class NewApiKey:
    """ A key to make.

        Attributes:
            name (str):
            scopes (list[NewApiKeyScopesItem]):
            district (None | Unset | UUID): Its only district. Left out: the caller's own; of an operator, an operator's
                key.
            schools (list[UUID] | None | Unset): Its only schools; left out or null: the whole district.
     """

    name: str
    scopes: list[NewApiKeyScopesItem]
    district: None | Unset | UUID = UNSET
    schools: list[UUID] | None | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        name = self.name

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item: str = scopes_item_data
            scopes.append(scopes_item)



        district: None | str | Unset
        if isinstance(self.district, Unset):
            district = UNSET
        elif isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district

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
            "name": name,
            "scopes": scopes,
        })
        if district is not UNSET:
            field_dict["district"] = district
        if schools is not UNSET:
            field_dict["schools"] = schools

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in (_scopes):
            scopes_item = check_new_api_key_scopes_item(scopes_item_data)



            scopes.append(scopes_item)


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


        new_api_key = cls(
            name=name,
            scopes=scopes,
            district=district,
            schools=schools,
        )

        return new_api_key

