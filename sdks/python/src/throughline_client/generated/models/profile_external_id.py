from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="ProfileExternalId")



@_attrs_define
class ProfileExternalId:
    """ A school's identifier in someone else's system.

        Attributes:
            system (str): nces, state, oneroster or local.
            value (str): Always a text: leading zeros matter.
     """

    system: str
    value: str





    def to_dict(self) -> dict[str, Any]:
        system = self.system

        value = self.value


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "system": system,
            "value": value,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        system = d.pop("system")

        value = d.pop("value")

        profile_external_id = cls(
            system=system,
            value=value,
        )

        return profile_external_id

