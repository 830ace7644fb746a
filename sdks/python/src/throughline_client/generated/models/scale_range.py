from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="ScaleRange")



@_attrs_define
class ScaleRange:
    """ The answer scale a mean is expressed on.

        Attributes:
            high (int): The highest value.
            id (str): The scale's name in the instrument.
            low (int): The lowest value, least favourable after reversal.
     """

    high: int
    id: str
    low: int





    def to_dict(self) -> dict[str, Any]:
        high = self.high

        id = self.id

        low = self.low


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "high": high,
            "id": id,
            "low": low,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        high = d.pop("high")

        id = d.pop("id")

        low = d.pop("low")

        scale_range = cls(
            high=high,
            id=id,
            low=low,
        )

        return scale_range

