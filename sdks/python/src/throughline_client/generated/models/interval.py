from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="Interval")



@_attrs_define
class Interval:
    """ 95 % interval for the whole faculty, rounded outward to 0.1.

    It narrows as more of the faculty answers. With everyone in, only rounding keeps the ends apart: nobody is
    missing, which is not the same as certain.

        Attributes:
            everyone_answered (bool): True if nobody is missing; whatever width is left is rounding.
            high (float): Upper end.
            low (float): Lower end, in the unit of the score it belongs to.
     """

    everyone_answered: bool
    high: float
    low: float





    def to_dict(self) -> dict[str, Any]:
        everyone_answered = self.everyone_answered

        high = self.high

        low = self.low


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "everyone_answered": everyone_answered,
            "high": high,
            "low": low,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        everyone_answered = d.pop("everyone_answered")

        high = d.pop("high")

        low = d.pop("low")

        interval = cls(
            everyone_answered=everyone_answered,
            high=high,
            low=low,
        )

        return interval

