from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="Bounds")



@_attrs_define
class Bounds:
    """ Where the whole faculty's mean must lie whatever the missing people would have said.

        Attributes:
            high (float): If everyone missing gave the highest answer; rounded outward to 0.1.
            low (float): If everyone missing gave the lowest answer; rounded outward to 0.1.
     """

    high: float
    low: float





    def to_dict(self) -> dict[str, Any]:
        high = self.high

        low = self.low


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "high": high,
            "low": low,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        high = d.pop("high")

        low = d.pop("low")

        bounds = cls(
            high=high,
            low=low,
        )

        return bounds

