from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID






T = TypeVar("T", bound="IdentityProvider")



@_attrs_define
class IdentityProvider:
    """ A district's provider, without its secret.

        Attributes:
            changed_at (str):
            client_id (str):
            district (UUID):
            email_domains (list[str]):
            issuer (str):
            redirect_uri (str): To be registered at the provider.
            sign_in_url (str): For the district's people.
     """

    changed_at: str
    client_id: str
    district: UUID
    email_domains: list[str]
    issuer: str
    redirect_uri: str
    sign_in_url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        changed_at = self.changed_at

        client_id = self.client_id

        district = str(self.district)

        email_domains = self.email_domains



        issuer = self.issuer

        redirect_uri = self.redirect_uri

        sign_in_url = self.sign_in_url


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "changed_at": changed_at,
            "client_id": client_id,
            "district": district,
            "email_domains": email_domains,
            "issuer": issuer,
            "redirect_uri": redirect_uri,
            "sign_in_url": sign_in_url,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        changed_at = d.pop("changed_at")

        client_id = d.pop("client_id")

        district = UUID(d.pop("district"))




        email_domains = cast(list[str], d.pop("email_domains"))


        issuer = d.pop("issuer")

        redirect_uri = d.pop("redirect_uri")

        sign_in_url = d.pop("sign_in_url")

        identity_provider = cls(
            changed_at=changed_at,
            client_id=client_id,
            district=district,
            email_domains=email_domains,
            issuer=issuer,
            redirect_uri=redirect_uri,
            sign_in_url=sign_in_url,
        )


        identity_provider.additional_properties = d
        return identity_provider

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
