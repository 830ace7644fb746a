from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.client_scopes_item import check_client_scopes_item
from ..models.client_scopes_item import ClientScopesItem
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="Client")



@_attrs_define
class Client:
    """ What may be known of a client.

        Attributes:
            created_at (str):
            district (UUID):
            id (str):
            name (str):
            revoked_at (None | str):
            schools (list[UUID] | None):
            scopes (list[ClientScopesItem]):
     """

    created_at: str
    district: UUID
    id: str
    name: str
    revoked_at: None | str
    schools: list[UUID] | None
    scopes: list[ClientScopesItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        district = str(self.district)

        id = self.id

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

        district = UUID(d.pop("district"))




        id = d.pop("id")

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
            scopes_item = check_client_scopes_item(scopes_item_data)



            scopes.append(scopes_item)


        client = cls(
            created_at=created_at,
            district=district,
            id=id,
            name=name,
            revoked_at=revoked_at,
            schools=schools,
            scopes=scopes,
        )


        client.additional_properties = d
        return client

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
