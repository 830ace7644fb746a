from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.token_info_kind import check_token_info_kind
from ..models.token_info_kind import TokenInfoKind
from ..models.token_info_role_type_0 import check_token_info_role_type_0
from ..models.token_info_role_type_0 import TokenInfoRoleType0
from ..models.token_info_scopes_item import check_token_info_scopes_item
from ..models.token_info_scopes_item import TokenInfoScopesItem
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="TokenInfo")



@_attrs_define
class TokenInfo:
    """ The key, client or person this request was made by.

        Attributes:
            district (None | UUID): The only district it reaches; null: every one.
            expires_at (None | str): When the access token or session ends at the latest; null for a key.
            id (str): Of the API key, the client or the person, as in the audit log.
            kind (TokenInfoKind):
            name (str):
            role (None | TokenInfoRoleType0): Of a person; null for all others.
            schools (list[UUID] | None): The only schools it reaches; null: all of the district.
            scopes (list[TokenInfoScopesItem]):
     """

    district: None | UUID
    expires_at: None | str
    id: str
    kind: TokenInfoKind
    name: str
    role: None | TokenInfoRoleType0
    schools: list[UUID] | None
    scopes: list[TokenInfoScopesItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        district: None | str
        if isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district

        expires_at: None | str
        expires_at = self.expires_at

        id = self.id

        kind: str = self.kind

        name = self.name

        role: None | str
        if isinstance(self.role, str):
            role = self.role
        else:
            role = self.role

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
            "district": district,
            "expires_at": expires_at,
            "id": id,
            "kind": kind,
            "name": name,
            "role": role,
            "schools": schools,
            "scopes": scopes,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
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


        def _parse_expires_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        expires_at = _parse_expires_at(d.pop("expires_at"))


        id = d.pop("id")

        kind = check_token_info_kind(d.pop("kind"))




        name = d.pop("name")

        def _parse_role(data: object) -> None | TokenInfoRoleType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_0 = check_token_info_role_type_0(data)



                return role_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TokenInfoRoleType0, data)

        role = _parse_role(d.pop("role"))


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
            scopes_item = check_token_info_scopes_item(scopes_item_data)



            scopes.append(scopes_item)


        token_info = cls(
            district=district,
            expires_at=expires_at,
            id=id,
            kind=kind,
            name=name,
            role=role,
            schools=schools,
            scopes=scopes,
        )


        token_info.additional_properties = d
        return token_info

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
