from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="CarelessShare")



@_attrs_define
class CarelessShare:
    """ Answers that look as if the questions were not read; nothing was left out because of it.

        Attributes:
            percent (int): Of all people of the included schools.
     """

    percent: int





    def to_dict(self) -> dict[str, Any]:
        percent = self.percent


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "percent": percent,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        percent = d.pop("percent")

        careless_share = cls(
            percent=percent,
        )

        return careless_share

