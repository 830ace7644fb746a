from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="Extension")



@_attrs_define
class Extension:
    """ A later end.

        Attributes:
            closes_at (datetime.datetime):
     """

    closes_at: datetime.datetime





    def to_dict(self) -> dict[str, Any]:
        closes_at = self.closes_at.isoformat()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "closes_at": closes_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        closes_at = datetime.datetime.fromisoformat(d.pop("closes_at"))




        extension = cls(
            closes_at=closes_at,
        )

        return extension

