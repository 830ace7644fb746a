from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast






T = TypeVar("T", bound="GiveAddressesJsonAddressList")



@_attrs_define
class GiveAddressesJsonAddressList:
    """ Addresses to invite, and bounced ones that they stand for.

        Attributes:
            addresses (list[str]):
            corrects (list[str] | Unset): Bounced addresses to take off the list of bounces.
     """

    addresses: list[str]
    corrects: list[str] | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        addresses = self.addresses



        corrects: list[str] | Unset = UNSET
        if not isinstance(self.corrects, Unset):
            corrects = self.corrects




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "addresses": addresses,
        })
        if corrects is not UNSET:
            field_dict["corrects"] = corrects

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        addresses = cast(list[str], d.pop("addresses"))


        corrects = cast(list[str], d.pop("corrects", UNSET))


        give_addresses_json_address_list = cls(
            addresses=addresses,
            corrects=corrects,
        )

        return give_addresses_json_address_list

