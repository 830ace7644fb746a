from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.made_api_key_scopes_item import check_made_api_key_scopes_item
from ..models.made_api_key_scopes_item import MadeApiKeyScopesItem
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="MadeApiKey")



@_attrs_define
class MadeApiKey:
    """ A fresh key with its text, which is shown this once.

        Attributes:
            created_at (str):
            district (None | UUID):
            id (str):
            key (str): Keep it safe; it cannot be shown again.
            name (str):
            revoked_at (None | str):
            schools (list[UUID] | None):
            scopes (list[MadeApiKeyScopesItem]):
     """

    created_at: str
    district: None | UUID
    id: str
    key: str
    name: str
    revoked_at: None | str
    schools: list[UUID] | None
    scopes: list[MadeApiKeyScopesItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        district: None | str
        if isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district

        id = self.id

        key = self.key

        name = self.name

        revoked_at: None | str
        revoked_at = self.revoked_at

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




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "created_at": created_at,
            "district": district,
            "id": id,
            "key": key,
            "name": name,
            "revoked_at": revoked_at,
            "schools": schools,
            "scopes": scopes,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        def _parse_district(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                district_type_0 = UUID(data)



                return district_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        district = _parse_district(d.pop("district"))


        id = d.pop("id")

        key = d.pop("key")

        name = d.pop("name")

        def _parse_revoked_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        revoked_at = _parse_revoked_at(d.pop("revoked_at"))


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
            scopes_item = check_made_api_key_scopes_item(scopes_item_data)



            scopes.append(scopes_item)


        made_api_key = cls(
            created_at=created_at,
            district=district,
            id=id,
            key=key,
            name=name,
            revoked_at=revoked_at,
            schools=schools,
            scopes=scopes,
        )


        made_api_key.additional_properties = d
        return made_api_key

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
