from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="NewIdentityProvider")



@_attrs_define
class NewIdentityProvider:
    """ A provider to set, in place of the one there is.

        Attributes:
            client_id (str):
            client_secret (str):
            email_domains (list[str]): Addresses of these domains only are accepted from it.
            issuer (str): Exactly as its configuration says it: a slash at the end makes a difference.
     """

    client_id: str
    client_secret: str
    email_domains: list[str]
    issuer: str





    def to_dict(self) -> dict[str, Any]:
        client_id = self.client_id

        client_secret = self.client_secret

        email_domains = self.email_domains



        issuer = self.issuer


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "client_id": client_id,
            "client_secret": client_secret,
            "email_domains": email_domains,
            "issuer": issuer,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        client_id = d.pop("client_id")

        client_secret = d.pop("client_secret")

        email_domains = cast(list[str], d.pop("email_domains"))


        issuer = d.pop("issuer")

        new_identity_provider = cls(
            client_id=client_id,
            client_secret=client_secret,
            email_domains=email_domains,
            issuer=issuer,
        )

        return new_identity_provider

