from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.external_id_system import check_external_id_system
from ..models.external_id_system import ExternalIdSystem
from typing import cast






T = TypeVar("T", bound="ExternalId")



@_attrs_define
class ExternalId:
    """ An identifier in someone else's system. Always a text: leading zeros matter.

        Attributes:
            system (ExternalIdSystem):
            value (str):
     """

    system: ExternalIdSystem
    value: str





    def to_dict(self) -> dict[str, Any]:
        system: str = self.system

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
        system = check_external_id_system(d.pop("system"))




        value = d.pop("value")

        external_id = cls(
            system=system,
            value=value,
        )

        return external_id

